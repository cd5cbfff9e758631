import { factOf } from '../../src/protocol/functions.js';
import type { AnyFunctionName } from '../../src/protocol/functions.js';
import type { LogRecord, LogStatus } from '../../src/protocol/log.js';
import type { DriverRole, Topology } from '../../src/protocol/roles.js';
import { stepsFor } from '../../src/protocol/sequences.js';
import type { Party, SequenceStep, SequenceVariant } from '../../src/protocol/sequences.js';
import { passed, wholeStatus } from './passed.js';

/** Who plays a role: names as a real log has them. */
export const players: Readonly<Record<Party, string>> = {
  ndis: 'ndis',
  client: 'app',
  callManager: 'sigmgr',
  mcm: 'wan',
  miniport: 'nic',
  network: 'network',
};

/** How a documented sequence, which says less than a log, is written as one. */
export interface Manner {
  /** How a call is written whose return is not told: around its callbacks or, if it pends, without a return or as a leaf. */
  readonly untold: 'nested' | 'open' | 'leaf';
  /** Where a step says `party|NULL`, there is one. */
  readonly isNamed: boolean;
  /** Optional steps are taken. */
  readonly hasOptional: boolean;
}

/** Answers that no step tells. */
export type Answers = Readonly<Partial<Record<AnyFunctionName, LogStatus>>>;

/** A record without its place. */
export type Unplaced = LogRecord extends infer R ? (R extends LogRecord ? Omit<R, 'n' | 'line'> : never) : never;

/** Gives records their places in a log, from 1. */
export const placed = (records: readonly Unplaced[]): readonly LogRecord[] =>
  records.map((record, index): LogRecord => ({ ...record, n: index + 1, line: index + 1 }));

/** The actors of a topology, as a log introduces them. */
export function introduction(topology: Topology): Unplaced {
  const roles: readonly DriverRole[] = topology === 'cm' ? ['client', 'callManager', 'miniport'] : ['client', 'mcm'];
  const actors = Object.fromEntries(roles.map((role) => [players[role], role]));
  return { kind: 'meta', topology, actors, title: undefined };
}

interface Step extends SequenceStep {
  readonly at: number;
}
interface CallStep extends Step {
  readonly fn: AnyFunctionName;
}
const isCall = (step: Step | undefined): step is CallStep => step?.fn !== undefined;

const common = { thread: '', t: undefined, irql: undefined } as const;

/** The steps of a sequence as the records of a log. */
export function traceOf(
  variant: SequenceVariant,
  topology: Topology,
  { untold, isNamed, hasOptional }: Manner,
  answers: Answers = {},
): readonly Unplaced[] {
  const steps = stepsFor(variant, topology)
    .filter(({ kind, optional }) => kind !== 'signaling' && (hasOptional || !optional))
    .map((step, at): Step => ({ ...step, at }));
  const { closings, openings } = pairs(steps);
  const answerOf = (step: CallStep) => answer(step, steps, topology, answers);
  const due = new Map<number, CallStep[]>();
  const back = (called: CallStep, status: LogStatus | null): Unplaced => ({
    kind: 'return',
    ...common,
    fn: called.fn,
    from: players[called.to],
    args: hasFailed(status) ? {} : passed(called, 'out', isNamed),
    status,
  });
  const entered = (step: CallStep): Unplaced => {
    const last = closings.has(step.at) ? undefined : lastInside(step, steps, closings);
    const pends = step.kind === 'call' && answerOf(step) === 'NDIS_STATUS_PENDING';
    const isLeftOpen = untold === 'open' && pends && step.status === undefined;
    const isLeaf = last === undefined || (untold === 'leaf' && pends);
    const isNested = closings.has(step.at) || (!isLeftOpen && !isLeaf);
    if (isNested && last !== undefined) due.set(last, [step, ...(due.get(last) ?? [])]);
    const { fn } = step;
    const args = passed(step, isNested ? 'in' : 'all', isNamed);
    const status = isNested || isLeftOpen ? undefined : answerOf(step);
    return { kind: 'call', ...common, fn, from: players[step.from], to: players[step.to], args, status };
  };
  return steps.flatMap((step) => {
    const called = steps[openings.get(step.at) ?? -1];
    return [
      ...(isCall(step) ? [entered(step)] : []),
      ...(isCall(called)
        ? [back(called, step.status === undefined ? answerOf(called) : wholeStatus(step.status))]
        : []),
      ...(due.get(step.at) ?? []).map((outer) => back(outer, answerOf(outer))),
    ];
  });
}

const hasFailed = (status: LogStatus | null): boolean =>
  status !== null && status !== 'NDIS_STATUS_SUCCESS' && status !== 'NDIS_STATUS_PENDING';

/** Which step closes the frame of which. */
function pairs(steps: readonly Step[]) {
  const open: number[] = [];
  const closings = new Map<number, number>();
  const openings = new Map<number, number>();
  for (const { at, fn, returnOf } of steps) {
    if (fn) open.push(at);
    if (!returnOf) continue;
    const [called] = open.splice(
      open.findLastIndex((one) => steps[one]?.fn === returnOf),
      1,
    );
    closings.set(called ?? at, at);
    openings.set(at, called ?? at);
  }
  return { closings, openings };
}

const enclosing: Readonly<Partial<Record<AnyFunctionName, RegExp>>> = {
  ProtocolBindAdapterEx: /bind returns$/,
  MiniportInitializeEx: /initialization returns$/,
};

/** The last step that happens inside a call: the end of the callbacks that follow and that it causes, if any. */
function lastInside(
  { at, fn, kind }: CallStep,
  steps: readonly Step[],
  closings: ReadonlyMap<number, number>,
): number | undefined {
  const end = enclosing[fn];
  if (end) return steps.find(({ text }) => end.test(text))?.at;
  if (kind !== 'call') return undefined;
  const causes = causedBy(fn);
  let last: number | undefined;
  for (let next = at + 1; next < steps.length; next = last + 1) {
    const callback = steps[next];
    if (!isCall(callback) || !causes.includes(callback.fn)) return last;
    last = closings.get(next) ?? next;
  }
  return last;
}

const causedBy = (fn: AnyFunctionName): readonly AnyFunctionName[] =>
  factOf(fn).invokes.map(({ callback }) => callback);

/** What a function answers: as told, as its callback does, or PENDING where its completion follows. */
function answer(step: CallStep, steps: readonly Step[], topology: Topology, answers: Answers): LogStatus | null {
  const { fn, status, at, kind, text } = step;
  const { returns, timing } = factOf(fn);
  if (returns === 'void') return null;
  const told = status ?? answers[fn];
  if (told !== undefined) return wholeStatus(told);
  // An MCM reports what it has done already.
  if (timing === 'synchronous' || /^NdisMCm(Dea|A)ctivateVc$/.test(fn)) return 'NDIS_STATUS_SUCCESS';
  const next = steps[at + 1];
  const isAnswered = isCall(next) && causedBy(fn).includes(next.fn);
  if (isAnswered && next.status !== undefined) return wholeStatus(next.status);
  const cause = steps
    .slice(0, at)
    .findLast((other): other is CallStep => isCall(other) && causedBy(other.fn).includes(fn));
  const completions = [fn, ...(cause ? [cause.fn] : [])].map((one) => factOf(one).completion?.[topology]);
  const isCompleted = steps.slice(at + 1).some((other) => isCall(other) && completions.includes(other.fn));
  const isLeftOpen = kind === 'call' && !isAnswered && !text.endsWith('-> completes');
  return isCompleted || isLeftOpen ? 'NDIS_STATUS_PENDING' : 'NDIS_STATUS_SUCCESS';
}

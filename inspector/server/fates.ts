import { transition } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { fateOf, leavesOf } from '../../machines/chart.js';
import type { AnyFate, AnyFates } from '../../machines/chart.js';
import { judge } from '../../machines/judge.js';
import type { ActorState, Judgement } from '../../machines/judge.js';
import { factOf, isFunctionName } from '../../src/protocol/functions.js';
import { afHandle, partyHandle, receiveName, sapHandle, sendName, vcHandle } from '../../src/protocol/handles.js';
import type { Topology } from '../../src/protocol/roles.js';
import { rules } from '../../src/protocol/rules.js';
import type { RuleId } from '../../src/protocol/rules.js';
import { urlOf } from '../../src/protocol/sources.js';
import { deedsOf, partsOf } from '../../src/system/index.js';
import { plain } from '../common/plain.js';
import type { Plain } from '../common/plain.js';
import type { EventFate } from '../common/protocol.js';
import type { Fate, FateTable } from '../common/wire.js';

/** The tables of fates of a topology as plain data, by the ids of the machines. */
export function fateTables(topology: Topology): ReadonlyMap<string, FateTable> {
  return new Map(partsOf(topology, { topology }).map(({ machine, fates }) => [machine.id, tableOf(fates)]));
}

const tableOf = (fates: AnyFates): FateTable =>
  Object.fromEntries(
    Object.entries(fates).map(([event, row]) => [
      event,
      Object.fromEntries(Object.entries(row).flatMap(([leaf, fate]) => (fate ? [[leaf, plainFate(fate)]] : []))),
    ]),
  );

function plainFate(fate: AnyFate): Fate {
  switch (fate.fate) {
    case 'next': {
      const asked = fate.conditions.map(({ rule }) => rule);
      return { fate: 'next', ...(asked.length > 0 && { rules: asked }) };
    }
    case 'illegal':
      return { fate: 'illegal', rules: [fate.rule] };
    case 'elsewhere':
      return { fate: 'ignore', why: 'another region of the chart decides' };
    default:
      return { fate: fate.fate, why: fate.why };
  }
}

/** A machine of a topology, and its table of fates. */
export interface Charted {
  readonly machine: AnyStateMachine;
  readonly fates: AnyFates;
}

/** The machine behind a chart; nothing where the chart is none of ours. */
export const chartedBy = (topology: Topology, chart: string): Charted | undefined =>
  partsOf(topology, { topology }).find(({ machine }) => machine.id === chart);

const verdicts = { legal: 'taken', ignored: 'ignored', deferred: 'deferred', illegal: 'refused' } as const;

/** What an actor would do with each event of its table, where it stands. */
export function eventFates(
  { machine, fates }: Charted,
  actor: string,
  state: ActorState,
  topology: Topology,
): readonly EventFate[] {
  const vc = Number(/\[(\d+)\]$/.exec(actor)?.[1] ?? 1);
  return Object.keys(fates).map((event): EventFate => {
    const { judgement, sample } = judged(fates, state, samplesOf(event, vc, topology, state));
    const because = judgement.verdict === 'illegal' ? ruled(judgement.rule) : reasonIn(fates, state, event);
    const next = judgement.verdict === 'legal' ? nextOf(machine, state, sample) : undefined;
    return { event, verdict: verdicts[judgement.verdict], ...because, ...(next !== undefined && { next }) };
  });
}

/** A rule as the answer to why something is refused. */
export const ruled = (rule: RuleId) => ({ rule, because: rules[rule].rule, source: urlOf(rules[rule].source) });

const reasonIn = (fates: AnyFates, { value }: ActorState, event: string): { readonly because?: string } => {
  for (const leaf of leavesOf(value)) {
    const cell = fateOf(fates, leaf, event);
    if (cell?.fate === 'ignore' || cell?.fate === 'defer') return { because: cell.why };
  }
  return {};
};

interface Sample {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The judgement on the first of several events of one type that is legal, or on the first of them. */
function judged(fates: AnyFates, state: ActorState, [first, ...others]: Samples): Judged {
  const usual = { sample: first, judgement: judgementOn(fates, state, first) };
  const all = [usual, ...others.map((sample) => ({ sample, judgement: judgementOn(fates, state, sample) }))];
  return all.find(({ judgement }) => judgement.verdict === 'legal') ?? usual;
}

type Samples = readonly [Sample, ...Sample[]];

interface Judged {
  readonly sample: Sample;
  readonly judgement: Judgement;
}

/** A condition may ask for what a sample lacks; then only the chart could tell. */
function judgementOn(fates: AnyFates, state: ActorState, sample: Sample): Judgement {
  try {
    return judge(fates, state, sample);
  } catch {
    return { verdict: 'legal' };
  }
}

/** Events of a type as they usually are: the calls of each driver that may make them. */
function samplesOf(event: string, vc: number, topology: Topology, { context }: ActorState): Samples {
  const deed = deedsOf(topology).find((one) => one.event.type === event);
  if (deed) return [{ ...deed.event }];
  const usual: Sample = {
    ...{ type: event, vc: vcHandle(vc), af: afHandle(1), sap: sapHandle(1), party: partyHandle(vc, 1) },
    ...{ nbl: [sendName(vc, freshList)], callParameters: 'P1', status: 'NDIS_STATUS_SUCCESS' },
  };
  const lists = [...listsIn(context), sendName(vc, freshList), receiveName(vc, freshList)];
  const carrying = lists.map((name): Sample => ({ ...usual, nbl: [name] }));
  const callers = isFunctionName(event) ? factOf(event).calledBy : [];
  const called = callers.flatMap((by) => carrying.map((one): Sample => ({ ...one, by })));
  const [first = usual, ...others] = called.length > 0 ? called : carrying;
  return [first, ...others];
}

/** The number of a list that nobody has sent yet. */
const freshList = 9999;

/** The lists that an actor knows of: one that was sent first, and one that was received. */
function listsIn(context: unknown): readonly unknown[] {
  const { sends = [], receives = [] } = (context ?? {}) as Readonly<Record<string, readonly unknown[] | undefined>>;
  return [...sends.slice(0, 1), ...receives.slice(0, 1)].map((one) =>
    typeof one === 'object' && one !== null && 'nbl' in one ? one.nbl : one,
  );
}

/** Where a machine would stand after an event; nothing where that cannot be told without the rest of the event. */
function nextOf(machine: AnyStateMachine, { value, context }: ActorState, event: Sample): Plain | undefined {
  try {
    const [next] = transition(machine, machine.resolveState({ value: value as never, context }), event);
    const { status, value: reached } = next as unknown as { readonly status: string; readonly value: unknown };
    return status === 'error' ? undefined : plain(reached);
  } catch {
    return undefined;
  }
}

import { metaOf } from '../protocol/meta.js';
import type { RuleId } from '../protocol/rules.js';
import type { Topology } from '../protocol/roles.js';
import type { CallRecord, ReturnRecord, TraceRecord } from '../protocol/trace.js';
import type { EnvironmentEvent } from '../system/index.js';
import type { Happening, Universe } from './universe.js';

/** A way through the system that shows something: a trace, and the steps of the environment that led to it. */
export interface Counterexample {
  readonly title: string;
  readonly topology: Topology;
  readonly records: readonly TraceRecord[];
  /** What happened, each with the positions of the records that followed from it: [from, to). */
  readonly steps: readonly CounterexampleStep[];
  /** Where a rule is broken. */
  readonly violations: readonly { readonly rule: RuleId; readonly record: number }[];
  /** The step with which that begins which can be repeated for ever. */
  readonly roundFrom?: number;
}

export interface CounterexampleStep {
  readonly text: string;
  /** The event of the environment; nothing where a delay ends or a thread carries on. */
  readonly event?: EnvironmentEvent;
  /** The actor whose delay ends. */
  readonly sleeper?: string;
  readonly outcome: { readonly result: 'taken' };
  readonly from: number;
  readonly to: number;
}

type Crossing = CallRecord | ReturnRecord;

/** What is to be shown of a way. */
export interface Shown {
  readonly title: string;
  readonly path: readonly number[];
  readonly round?: readonly number[];
  /** A rule that is broken, and the number of the record, counted from the first one of the trace. */
  readonly broken?: { readonly rule: RuleId; readonly record: number };
}

/** The trace of a way. */
export function counterexampleOf(
  { title, path, round = [], broken }: Shown,
  topology: Topology,
  universe: Universe,
): Counterexample {
  const records: TraceRecord[] = [metaOf(topology, title), ...universe.opening.records];
  const steps = [...path, ...round].map((label): CounterexampleStep => {
    const from = records.length;
    const said = universe.fragmentOf(universe.saidOf(label)).records;
    records.push(...said);
    const happening = universe.happeningOf(label);
    const { event, sleeper } = happening;
    return {
      text: textOf(happening, said),
      ...(event && { event }),
      ...(sleeper !== undefined && { sleeper }),
      outcome: { result: 'taken' },
      from,
      to: records.length,
    };
  });
  return {
    title,
    topology,
    records,
    steps,
    violations: broken ? [{ rule: broken.rule, record: broken.record - 1 }] : [],
    ...(round.length > 0 && { roundFrom: path.length }),
  };
}

/** What happens, in words; of a thread that carries on, how. */
function textOf({ text, thread }: Happening, said: readonly TraceRecord[]): string {
  const crossing = said.find(({ kind }) => kind === 'call' || kind === 'return') as Crossing | undefined;
  if (thread === undefined || !crossing) return text;
  return `thread ${thread}: ${crossing.fn}${crossing.kind === 'return' ? ' returns' : ''}`;
}

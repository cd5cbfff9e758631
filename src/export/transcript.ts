import type { AssumeRecord, CallRecord, NoteRecord, ReturnRecord, TraceRecord } from '../protocol/trace.js';
import type { RuleId } from '../protocol/rules.js';
import type { Topology } from '../protocol/roles.js';

/** What an export needs of a run. The result of `runScenario` is one; a trace read from a file makes one as well. */
export interface Sheet {
  readonly title: string;
  readonly topology: Topology;
  readonly records: readonly TraceRecord[];
  /** What the environment did: each step with the records that followed from it, as positions [from, to). */
  readonly steps?: readonly SheetStep[];
  readonly expectations?: readonly SheetExpectation[];
  /** What somebody still has to do, in words. */
  readonly owed?: readonly string[];
  /** Rules that a driver broke, each at the position of a record. */
  readonly violations?: readonly SheetViolation[];
}

export interface SheetStep {
  readonly text: string;
  readonly outcome: { readonly result: 'taken' | 'deferred' | 'ignored' | 'refused'; readonly rule?: RuleId };
  readonly from: number;
  readonly to: number;
}

export interface SheetExpectation {
  readonly text: string;
  readonly met: boolean;
  readonly found: string;
}

export interface SheetViolation {
  readonly rule: RuleId;
  readonly record: number;
}

/** A line of a transcript. `depth` counts the functions of the same thread that are still open around it. */
export type Entry =
  | { readonly kind: 'step'; readonly step: SheetStep }
  /** A function is entered; `answer` is its return where nothing happened inside. */
  | { readonly kind: 'call'; readonly depth: number; readonly record: CallRecord; readonly answer?: ReturnRecord }
  /** A function is left; `call` is missing where the trace does not show how it was entered. */
  | { readonly kind: 'return'; readonly depth: number; readonly record: ReturnRecord; readonly call?: CallRecord }
  | { readonly kind: 'note'; readonly depth: number; readonly record: NoteRecord }
  | { readonly kind: 'violation'; readonly depth: number; readonly rule: RuleId };

export interface Transcript {
  /** What held when the trace began. */
  readonly given: readonly AssumeRecord[];
  readonly entries: readonly Entry[];
}

/** Puts records under the steps that caused them, pairs returns with their calls and finds how deep each line lies. */
export function transcribe({ records, steps = [], violations = [] }: Sheet): Transcript {
  const entries: Entry[] = [];
  const threads = new Map<string, CallRecord[]>();
  let innermost: readonly CallRecord[] = [];
  const framesOf = ({ thread = '' }: { readonly thread?: string }): CallRecord[] => {
    const frames = threads.get(thread) ?? [];
    threads.set(thread, frames);
    innermost = frames;
    return frames;
  };
  const starts = new Set(steps.map(({ from }) => from));
  const leafAnswers = new Set<TraceRecord>();

  records.forEach((record, index) => {
    entries.push(...steps.filter((step) => step.from === index && !isRemark(step, record)).map(asEntry));
    if (record.kind === 'call') {
      const frames = framesOf(record);
      const depth = frames.length;
      const answer = starts.has(index + 1) ? undefined : answerIn(record, records[index + 1]);
      if (answer) {
        leafAnswers.add(answer);
        entries.push({ kind: 'call', depth, record, answer });
      } else {
        frames.push(record);
        entries.push({ kind: 'call', depth, record });
      }
    } else if (record.kind === 'return' && !leafAnswers.has(record)) {
      const frames = framesOf(record);
      const place = frames.findLastIndex(({ fn }) => fn === record.fn);
      const [call] = place < 0 ? [] : frames.splice(place, 1);
      entries.push({ kind: 'return', depth: Math.max(place, 0), record, ...(call && { call }) });
    } else if (record.kind === 'note') {
      entries.push({ kind: 'note', depth: innermost.length, record });
    }
    for (const { rule } of violations.filter((violation) => violation.record === index)) {
      entries.push({ kind: 'violation', depth: depthOf(entries.at(-1)), rule });
    }
  });
  entries.push(...steps.filter(({ from }) => from >= records.length).map(asEntry));
  return { given: records.filter((record) => record.kind === 'assume'), entries };
}

const asEntry = (step: SheetStep): Entry => ({ kind: 'step', step });

/** A step that only says something: its record says the same. */
const isRemark = ({ text, from, to }: SheetStep, record: TraceRecord): boolean =>
  to - from === 1 && record.kind === 'note' && record.text === text;

const depthOf = (entry: Entry | undefined): number => (entry && 'depth' in entry ? entry.depth : 0);

/** The return of a call, if it is the very next record. */
const answerIn = (call: CallRecord, next: TraceRecord | undefined): ReturnRecord | undefined =>
  next?.kind === 'return' && next.fn === call.fn && next.from === call.to && next.thread === call.thread
    ? next
    : undefined;

/** The rules that a driver has broken: found by a monitor, by NDIS as it refused a call, or by a bug check. */
export const brokenRules = ({ records, violations = [] }: Sheet): readonly SheetViolation[] => [
  ...violations,
  ...records.flatMap((record, index) =>
    (record.kind === 'return' || (record.kind === 'note' && isBugCheck(record))) && record.rule
      ? [{ rule: record.rule, record: index }]
      : [],
  ),
];

/** The remark with which a run says that the system has come down. */
export const isBugCheck = ({ text }: NoteRecord): boolean => text.startsWith('bug check');

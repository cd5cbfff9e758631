import { stepNote } from '../../src/export/index.js';
import type { Counterexample } from '../../src/verify/index.js';
import { Run } from '../common/run.js';
import type { RunRecord } from '../common/wire.js';
import { inputsOf } from './exploring.js';
import { plainBeginning } from './inputs.js';
import { isBoundary, marksOf } from './judging.js';
import { LiveRun } from './liveRun.js';

/** A run that is only shown, because no live system does the same. */
export interface Shown {
  readonly title: string;
  readonly property: string;
  readonly records: readonly RunRecord[];
  readonly run: Run;
}

/** A live run that does what a counterexample does, and comes to the same. */
export function replayed(way: Counterexample): LiveRun | undefined {
  const inputs = inputsOf(way);
  if (!inputs) return undefined;
  const live = new LiveRun({ ...plainBeginning(way.topology), title: way.title });
  const from = live.records.length;
  for (const input of inputs) {
    if (live.system.status === 'running') live.take(input);
  }
  const [said, meant] = [live.records.slice(from), way.records.slice(way.steps[0]?.from ?? 0)].map(essence);
  if (said === meant) return live;
  live.stop();
  return undefined;
}

/** What crosses the boundary in some records, whenever it did. */
const essence = (records: readonly RunRecord[]): string =>
  JSON.stringify(
    records.filter(isBoundary).flatMap((record) => {
      if (record.kind !== 'call' && record.kind !== 'return') return [];
      const { t: _, irql: _irql, ...rest } = record;
      return [rest];
    }),
  );

/** A counterexample as a run to look at. */
export function shownWay(property: string, { title, records, steps }: Counterexample): Shown {
  const begins = new Map(steps.map(({ text, from }) => [from, text]));
  const told = records.flatMap((record, at): readonly RunRecord[] => {
    const text = begins.get(at);
    return text === undefined ? [record] : [stepNote(text), record];
  });
  const run = new Run();
  const all = [...told, ...marksOf(told)];
  all.forEach((record) => {
    run.add(record);
  });
  return { title, property, records: all, run };
}

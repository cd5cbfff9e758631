import { rules } from '../../src/protocol/rules.js';
import { urlOf } from '../../src/protocol/sources.js';
import type { LogRecord } from '../../src/protocol/log.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import type { Violation } from '../../src/rules/index.js';
import { Check, logged } from '../../src/trace/index.js';
import type { MarkRecord, RunRecord } from '../common/wire.js';

const kinds: Readonly<Record<TraceRecord['kind'], true>> = {
  meta: true,
  call: true,
  return: true,
  assume: true,
  note: true,
  end: true,
};

/** Whether a record is one of the trace: it crosses the boundary, or says something about what does. */
export const isBoundary = (record: RunRecord): record is TraceRecord => Object.hasOwn(kinds, record.kind);

/** Judges a run as it grows, by the contract and all monitors. */
export class Bench {
  readonly #check = new Check();

  /** What is wrong with the records of a run so far, found by the one at this place. */
  marksOf(record: TraceRecord, place: number): readonly MarkRecord[] {
    return this.marksOfLogged(logged(record, place + 1));
  }

  /** The same of a record that was read from a log; its number is its place, counted from 1. */
  marksOfLogged(record: LogRecord): readonly MarkRecord[] {
    return this.#check.observe(record).map(markOf);
  }
}

const markOf = ({ rule, level, message, record }: Violation): MarkRecord => ({
  kind: 'mark',
  at: record - 1,
  level: level === 'error' ? 'violation' : 'warning',
  rule,
  text: message,
  source: urlOf(rules[rule].source),
});

/** Judges records that somebody else has read: their marks, with the places that they have there. */
export function marksOf(records: readonly RunRecord[]): readonly MarkRecord[] {
  const bench = new Bench();
  return records.flatMap((record, place) => (isBoundary(record) ? bench.marksOf(record, place) : []));
}

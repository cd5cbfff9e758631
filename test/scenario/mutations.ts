import { isFailure } from '../../src/protocol/status.js';
import type { CallRecord, TraceRecord } from '../../src/protocol/trace.js';

/** The position of the return of the call at this position; -1 where it does not return. */
export function returnOf(records: readonly TraceRecord[], at: number): number {
  const call = records[at] as CallRecord;
  let depth = 0;
  for (let index = at + 1; index < records.length; index += 1) {
    const record = records[index]!;
    if (record.kind === 'call' && record.fn === call.fn && record.to === call.to && record.thread === call.thread) {
      depth += 1;
    }
    if (record.kind === 'return' && record.fn === call.fn && record.from === call.to && record.thread === call.thread) {
      if (depth === 0) {
        return index;
      }
      depth -= 1;
    }
  }
  return -1;
}

/** Positions of a match and of what belongs to it: a call goes with its return. */
const withReturns = (records: readonly TraceRecord[], match: readonly number[]): readonly number[] =>
  match.flatMap((at) => (records[at]?.kind === 'call' ? [at, returnOf(records, at)] : [at])).filter((at) => at >= 0);

/** The trace without what matched a step. */
export const without = (records: readonly TraceRecord[], match: readonly number[]): readonly TraceRecord[] => {
  const gone = withReturns(records, match);
  return records.filter((_, at) => !gone.includes(at));
};

/** The trace with what matched one step moved behind what matched another. */
export const swapped = (
  records: readonly TraceRecord[],
  first: readonly number[],
  second: readonly number[],
): readonly TraceRecord[] => {
  const place = second.at(-1)!;
  const moved = withReturns(records, first).filter((at) => at < place);
  return records.flatMap((record, at) => {
    if (at === place) {
      return [record, ...moved.map((from) => records[from]!)];
    }
    return moved.includes(at) ? [] : [record];
  });
};

/** The trace with one more record behind this position. */
export const withExtra = (records: readonly TraceRecord[], at: number, extra: TraceRecord): readonly TraceRecord[] => [
  ...records.slice(0, at + 1),
  extra,
  ...records.slice(at + 1),
];

/** The trace with another status at this position: of the return, or among the arguments. */
export const withOtherStatus = (records: readonly TraceRecord[], at: number): readonly TraceRecord[] =>
  records.map((record, index) => {
    if (index !== at) {
      return record;
    }
    if (record.kind === 'return') {
      return { ...record, status: otherThan(record.status) };
    }
    return record.kind === 'call'
      ? { ...record, args: { ...record.args, status: otherThan(record.args?.status) } }
      : record;
  });

const otherThan = (status: string | null | undefined) =>
  status !== null && status !== undefined && isFailure(status as never) ? 'NDIS_STATUS_SUCCESS' : 'NDIS_STATUS_FAILURE';

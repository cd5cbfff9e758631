import type { LogCall, LogRecord, LogReturn } from '../../protocol/log.js';

/** A call with everything that happened in it, as places in a list of records. */
export interface Block {
  readonly begin: number;
  /** The place behind its last record. */
  readonly end: number;
}

/** The block that begins with a record, or to which a return belongs; a record of another kind stands alone. */
export function blockAt(records: readonly LogRecord[], place: number): Block {
  const record = records[place];
  if (record?.kind === 'return') return { begin: openingOf(records, place) ?? place, end: place + 1 };
  if (record?.kind !== 'call' || record.status !== undefined) return { begin: place, end: place + 1 };
  return { begin: place, end: (returnOf(records, place) ?? place) + 1 };
}

/** The place of the return of a call. */
export function returnOf(records: readonly LogRecord[], place: number): number | undefined {
  const call = records[place] as LogCall;
  let depth = 0;
  for (let at = place + 1; at < records.length; at += 1) {
    const record = records[at];
    if (!isSame(record, call)) continue;
    if (record.kind === 'call' && record.status === undefined) depth += 1;
    if (record.kind === 'return') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return undefined;
}

/** The places of the calls on its thread in which a record happens, the nearest first. */
export function enclosing(records: readonly LogRecord[], place: number): readonly number[] {
  const record = records[place];
  if (record?.kind !== 'call' && record?.kind !== 'return') return [];
  const open: number[] = [];
  for (let at = 0; at < place; at += 1) {
    const one = records[at];
    if ((one?.kind !== 'call' && one?.kind !== 'return') || one.thread !== record.thread) continue;
    if (one.kind === 'call' && one.status === undefined) open.push(at);
    if (one.kind === 'return') {
      const opening = open.findLastIndex((other) => isSame(records[other], one));
      if (opening >= 0) open.splice(opening, 1);
    }
  }
  return open.reverse();
}

function openingOf(records: readonly LogRecord[], place: number): number | undefined {
  const back = records[place] as LogReturn;
  let depth = 0;
  for (let at = place - 1; at >= 0; at -= 1) {
    const record = records[at];
    if (!isSame(record, back)) continue;
    if (record.kind === 'return') depth += 1;
    if (record.kind === 'call' && record.status === undefined) {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return undefined;
}

const isSame = (record: LogRecord | undefined, other: LogCall | LogReturn): record is LogCall | LogReturn =>
  (record?.kind === 'call' || record?.kind === 'return') && record.fn === other.fn && record.thread === other.thread;

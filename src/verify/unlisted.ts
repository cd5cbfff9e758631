import { Interner } from '../explore/index.js';
import type { TraceRecord } from '../protocol/trace.js';
import type { Words } from './ears.js';

/** A call in hand: where its record stands, and whether something else than lists is inside. */
interface Open {
  readonly at: number;
  readonly fn: string;
  isNeeded: boolean;
}

/** Whether a function moves lists, and nothing else. */
export const isOfLists = (fn: string): boolean => fn.includes('NetBufferLists');

/**
 * What is said without the lists: calls that move lists are left out, and those around something else stay and move
 * none, so that everything else happens inside what it happened inside.
 */
export function unlisted(records: readonly TraceRecord[]): readonly TraceRecord[] {
  const open = new Map<string, Open[]>();
  const kept = new Set<number>();
  records.forEach((record, at) => {
    if (record.kind !== 'call' && record.kind !== 'return') {
      kept.add(at);
      return;
    }
    const { kind, fn, thread = '' } = record;
    const stack = open.get(thread) ?? [];
    open.set(thread, stack);
    if (kind === 'call') {
      const isNeeded = !isOfLists(fn);
      // Whatever is inside keeps what is around it.
      if (isNeeded) stack.forEach((outer) => (outer.isNeeded = true));
      stack.push({ at, fn, isNeeded });
      return;
    }
    const begin = stack.findLastIndex((one) => one.fn === fn);
    const [call] = begin < 0 ? [] : stack.splice(begin);
    if (call && !call.isNeeded) return;
    kept.add(at);
    if (call) kept.add(call.at);
  });
  // What has not returned stays as well.
  for (const stack of open.values()) for (const { at, isNeeded } of stack) if (isNeeded) kept.add(at);
  return records.flatMap((record, at) => (kept.has(at) ? [emptied(record)] : []));
}

/** Words without their lists. */
export interface Unlisted {
  readonly words: Words;
  /** For each speech the number of what is left of it: often the same as of others. */
  readonly restOf: readonly number[];
}

/** So many speeches without their lists. */
export function withoutLists({ topology, opening, recordsOf }: Words, speeches: number): Unlisted {
  const rests = new Interner<readonly TraceRecord[]>(JSON.stringify);
  const restOf = Array.from({ length: speeches }, (_, said) => rests.numberOf(unlisted(recordsOf(said))));
  const words = { topology, opening: unlisted(opening), recordsOf: (rest: number) => rests.valueOf(rest) };
  return { words, restOf };
}

function emptied(record: TraceRecord): TraceRecord {
  if ((record.kind !== 'call' && record.kind !== 'return') || !isOfLists(record.fn)) return record;
  return record.args?.nbl === undefined ? record : { ...record, args: { ...record.args, nbl: [] } };
}

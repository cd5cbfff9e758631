import type { LogRecord } from '../../src/protocol/log.js';
import { isCrossing, spansOf } from './projections.js';
import type { Log, Span } from './projections.js';

/** Sets of names that belong together. */
class Groups {
  readonly #leader = new Map<string, string>();

  of(name: string): string {
    const leader = this.#leader.get(name);
    return leader === undefined || leader === name ? name : this.of(leader);
  }

  join(one: string, other: string): void {
    this.#leader.set(this.of(one), this.of(other));
  }
}

const outermost = (span: Span): Span => (span.outer ? outermost(span.outer) : span);

/**
 * Gives each VC a thread of its own, and interleaves the threads as `pick` says: from how many may come next, which one.
 * The order of what concerns one VC stays, and so does the order of what concerns none: nothing passes it by.
 */
export function onThreads(log: Log, pick: (count: number) => number): Log {
  const spans = spansOf(log);
  const groups = new Groups();
  const lists = new Map<string, string>();
  const members = new Map<Span, string>();
  for (const record of log) {
    const span = spans.get(record);
    if (!span || !isCrossing(record)) continue;
    const top = outermost(span);
    for (const vc of vcsOf(record, lists)) {
      const known = members.get(top);
      if (known === undefined) members.set(top, vc);
      else groups.join(vc, known);
    }
  }
  const threadOf = (record: LogRecord): string | undefined => {
    const span = spans.get(record);
    const member = span && members.get(outermost(span));
    return member === undefined ? undefined : groups.of(member);
  };
  const out: LogRecord[] = [];
  let queues = new Map<string, LogRecord[]>();
  const flush = () => {
    const waiting = [...queues.values()].map((queue) => queue.reverse());
    while (waiting.length > 0) {
      const place = pick(waiting.length);
      const next = waiting[place]?.pop();
      if (next) out.push(next);
      else waiting.splice(place, 1);
    }
    queues = new Map();
  };
  for (const record of log) {
    const thread = threadOf(record);
    if (thread === undefined) {
      if (record.kind === 'note') continue;
      flush();
      out.push(record);
    } else {
      const queue = queues.get(thread) ?? [];
      queues.set(thread, queue);
      queue.push(isCrossing(record) ? { ...record, thread: `${thread} ${record.thread}` } : record);
    }
  }
  flush();
  return out;
}

/** The VCs that a record is about: those that it names, or those of its lists. */
function vcsOf(record: LogRecord, lists: Map<string, string>): readonly string[] {
  if (!isCrossing(record)) return [];
  const { vc, nbl = [] } = record.args;
  if (typeof vc === 'string') {
    nbl.forEach((name) => lists.set(name, vc));
    return [vc];
  }
  return nbl.flatMap((name) => lists.get(name) ?? []);
}

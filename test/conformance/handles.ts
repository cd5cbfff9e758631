import type { LogArgs, LogCall, LogRecord } from '../../src/protocol/log.js';
import { isCrossing, spansOf } from './projections.js';
import type { Log } from './projections.js';

/** A table of names as an allocator deals them out: what was freed last comes first. */
class Names {
  readonly #free: string[] = [];
  readonly #given = new Map<string, string>();
  #count = 0;

  constructor(private readonly prefix: string) {}

  /** The name that something has now; a new thing gets one. */
  of(thing: string): string {
    const known = this.#given.get(thing);
    if (known !== undefined) return known;
    this.#count += 1;
    const name = this.#free.pop() ?? `${this.prefix}${this.#count}`;
    this.#given.set(thing, name);
    return name;
  }

  /** The thing is no more. */
  free(thing: string): void {
    const name = this.#given.get(thing);
    if (name === undefined) return;
    this.#given.delete(thing);
    this.#free.push(name);
  }
}

const deletions: readonly string[] = ['NdisCoDeleteVc', 'NdisMCmDeleteVc'];
const creations: readonly string[] = ['NdisCoCreateVc', 'NdisMCmCreateVc'];

/** Gives the handle of each VC that has been deleted to the next that is created, and lists that are back to others. */
export function recycled(log: Log): Log {
  const spans = spansOf(log);
  const vcs = new Names('FFFF8A0');
  const lists = new Names('NBL');
  const lent = new Map<LogRecord, readonly string[]>();
  return log.map((record): LogRecord => {
    if (!isCrossing(record)) return record;
    const call = spans.get(record)?.call;
    const { vc, nbl = [] } = record.args;
    const args: LogArgs = {
      ...record.args,
      ...(typeof vc === 'string' && { vc: vcs.of(vc) }),
      ...(record.args.nbl && { nbl: nbl.map((name) => lists.of(name)) }),
    };
    if (record.kind === 'call') {
      if (record.fn === 'NdisMCoIndicateReceiveNetBufferLists' && record.args['flags'] !== undefined) {
        lent.set(record, nbl);
      }
      if (givesBack(record)) nbl.forEach((name) => lists.free(name));
    }
    if (call && record.status !== undefined) {
      (lent.get(call) ?? []).forEach((name) => lists.free(name));
      const isOver = deletions.includes(call.fn) && record.status === 'NDIS_STATUS_SUCCESS';
      const hasFailed = creations.includes(call.fn) && record.status !== 'NDIS_STATUS_SUCCESS';
      if (isOver && typeof call.args.vc === 'string') vcs.free(call.args.vc);
      if (hasFailed) handlesIn(call, log, spans).forEach((name) => vcs.free(name));
    }
    return { ...record, args };
  });
}

const givesBack = ({ fn }: LogCall): boolean =>
  fn === 'ProtocolCoSendNetBufferListsComplete' || fn === 'MiniportReturnNetBufferLists';

/** The handles that the callbacks of a creation were given. */
const handlesIn = (call: LogCall, log: Log, spans: ReturnType<typeof spansOf>): readonly string[] =>
  log.flatMap((record) => {
    const span = spans.get(record);
    return record.kind === 'call' && span?.outer?.call === call && typeof record.args.vc === 'string'
      ? [record.args.vc]
      : [];
  });

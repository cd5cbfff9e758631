import type { Topology } from '../protocol/roles.js';
import type { CallRecord, ReturnRecord, TraceArgs } from '../protocol/trace.js';
import type { Bar, Contract } from './sequence.types.js';

interface Open {
  readonly call: CallRecord;
  /** The position of the bar in the list. */
  readonly bar: number | undefined;
  /** Its completion came before it has returned. */
  isCompleted: boolean;
}

/** Who is inside a function, and who owes a completion, at any row. */
export class Bars {
  readonly #bars: Bar[] = [];
  readonly #levels = new Map<number, number>();
  readonly #inside: Open[] = [];
  readonly #owed: Open[] = [];

  constructor(
    private readonly contract: Contract,
    private readonly topology: Topology,
  ) {}

  list(): readonly Bar[] {
    return this.#bars;
  }

  /** How many functions of a lane are open. */
  level(lane: number | undefined): number {
    return lane === undefined ? 0 : (this.#levels.get(lane) ?? 0);
  }

  enter(call: CallRecord, lane: number | undefined, row: number): void {
    const open: Open = { call, bar: lane === undefined ? undefined : this.#bars.length, isCompleted: false };
    this.#inside.push(open);
    if (lane === undefined) return;
    const level = this.level(lane) + 1;
    this.#levels.set(lane, level);
    this.#bars.push({ kind: 'call', lane, from: row, level, fn: call.fn });
  }

  leave(call: CallRecord, lane: number | undefined, row: number, { status, args }: ReturnRecord): void {
    const place = this.#inside.findLastIndex((open) => open.call === call);
    const [open] = place < 0 ? [] : this.#inside.splice(place, 1);
    if (!open || lane === undefined) return;
    this.#levels.set(lane, this.level(lane) - 1);
    this.#end(open, row);
    const isPended = status === null || status === 'NDIS_STATUS_PENDING';
    if (!isPended || open.isCompleted || this.#completionOf(call) === undefined) return;
    const taken = new Set(
      this.#owed.map(({ bar }) => this.#bars[bar ?? -1]).flatMap((bar) => (bar?.lane === lane ? [bar.level] : [])),
    );
    let level = 0;
    while (taken.has(level)) level += 1;
    const known = { ...call, args: { ...call.args, ...args } };
    this.#owed.push({ call: known, bar: this.#bars.length, isCompleted: false });
    this.#bars.push({ kind: 'pended', lane, from: row, level, fn: call.fn });
  }

  /** A call may be the completion that somebody owes. */
  complete(completion: CallRecord, row: number): void {
    const fits = ({ call }: Open): boolean =>
      this.#completionOf(call) === completion.fn && areOfOne(call.args ?? {}, completion.args ?? {});
    const place = this.#owed.findIndex(fits);
    const [owed] = place < 0 ? [] : this.#owed.splice(place, 1);
    if (owed) {
      this.#end(owed, row);
      return;
    }
    const inside = this.#inside.findLast((open) => !open.isCompleted && fits(open));
    if (inside) inside.isCompleted = true;
  }

  #end({ bar }: Open, row: number): void {
    const ended = bar === undefined ? undefined : this.#bars[bar];
    if (ended && bar !== undefined) this.#bars[bar] = { ...ended, to: row };
  }

  #completionOf({ fn }: CallRecord): string | undefined {
    return this.contract.completionOf(fn, this.topology);
  }
}

const handles = ['af', 'sap', 'vc', 'party'] as const;

/** Whether two calls are about the same objects, as far as both say so. */
const areOfOne = (one: TraceArgs, other: TraceArgs): boolean =>
  handles.every((name) => !one[name] || !other[name] || one[name] === other[name]) &&
  (one.nbl === undefined || other.nbl === undefined || one.nbl.some((list) => other.nbl?.includes(list)));

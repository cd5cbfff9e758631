import type { CallRecord, NoteRecord, ReturnRecord } from '../../../src/protocol/trace.js';
import type { RunRecord, StepRecord } from '../../common/wire.js';
import { eventOf } from '../../common/query.js';
import { Owed } from './owed.js';
import { isBoundary, isFromOutside, partyOf, typeOf } from './parties.js';
import { changeText } from './states.js';
import { argumentText, ending } from './texts.js';

/** A row between parties, by their names: where these stand is another question. */
export interface PartyRow {
  readonly kind: 'step' | 'call' | 'return' | 'signal' | 'note' | 'reason' | 'given';
  /** The place of the record in the run. */
  readonly place: number;
  readonly from?: string;
  readonly to?: string;
  readonly levels?: readonly [number, number];
  readonly text: string;
  readonly status?: string;
  readonly isFailure?: boolean;
  readonly results?: string;
  readonly rule?: string;
  /** Happens inside a party, and is shown only where that is asked for. */
  readonly isInner?: boolean;
  /** Of a call: the row of its return; its own where nothing happens inside. */
  readonly end?: number;
}

/** Somebody is inside a function, or owes its completion; without `to`, still. */
export interface PartyBar {
  readonly kind: 'call' | 'pended';
  readonly lane: string;
  readonly from: number;
  readonly to?: number;
  readonly level: number;
  readonly fn: string;
  /** The place of the record with which it began. */
  readonly place: number;
}

/** What is added later to a row or a bar that is there already. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Frame {
  readonly record: CallRecord;
  readonly row: number;
  readonly bar: number;
  readonly levels: readonly [number, number];
  readonly depth: number;
}

/** Every so many rows it is written down which bars are open. */
const block = 256;

/** A run as rows and bars. Records are added as they come; a window of it is found without going through the rest. */
export class SequenceModel {
  readonly rows: Writable<PartyRow>[] = [];
  readonly bars: Writable<PartyBar>[] = [];
  /** What the drivers of a trace are, by their names there. */
  readonly roles = new Map<string, string>();
  readonly #parties = new Set<string>();
  readonly #actors = new Set<string>();
  readonly #levels = new Map<string, number>();
  readonly #threads = new Map<string, Frame[]>();
  readonly #open = new Set<number>();
  readonly #checkpoints: (readonly number[])[] = [];
  readonly #owed = new Owed<number>();
  /** The last row that is more than a step inside a party. */
  #lastBoundary = -1;
  #hasBoundary = false;
  /** What a note has said will happen. */
  #told = '';
  #place = 0;

  /** Everybody who takes part, in the order of appearance. */
  get parties(): readonly string[] {
    return this.#hasBoundary ? [...this.#parties] : [...new Set([...this.#actors, ...this.#parties])];
  }

  add(record: RunRecord): void {
    const place = this.#place;
    this.#place += 1;
    if (isBoundary(record)) this.#hasBoundary = true;
    if (record.kind === 'meta') {
      for (const [name, role] of Object.entries(record.actors)) {
        this.#parties.add(name);
        this.roles.set(name, role);
      }
    }
    if (record.kind === 'call') this.#call(record, place);
    else if (record.kind === 'return') this.#return(record, place);
    else if (record.kind === 'note') this.#note(record, place);
    else if (record.kind === 'step') this.#step(record, place);
    else if (record.kind === 'assume') {
      this.#push({ kind: 'given', place, text: `given: ${record.handle} ${record.state ?? record.object}` });
    } else if (record.kind === 'actor') this.#actors.add(record.name);
  }

  /** The last row that is not below the record at a place; -1 where there is none. */
  rowAt(place: number): number {
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.rows[middle]?.place ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The bars that reach into the rows [from, to). */
  barsIn(from: number, to: number): readonly PartyBar[] {
    const found: PartyBar[] = [];
    const start = Math.floor(from / block);
    const before = this.#checkpoints[start] ?? [];
    for (const at of before) {
      const bar = this.bars[at];
      if (bar && (bar.to ?? Infinity) >= from) found.push(bar);
    }
    for (let at = this.#firstBar(start * block); at < this.bars.length; at += 1) {
      const bar = this.bars[at];
      if (!bar || bar.from >= to) break;
      if ((bar.to ?? Infinity) >= from) found.push(bar);
    }
    return found;
  }

  /** The first bar that begins at a row or below it. */
  #firstBar(row: number): number {
    let [low, high] = [0, this.bars.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.bars[middle]?.from ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #push(row: PartyRow): number {
    const at = this.rows.length;
    if (at % block === 0) this.#checkpoints.push([...this.#open]);
    this.rows.push(row);
    if (!row.isInner) this.#lastBoundary = at;
    if (row.from !== undefined) this.#parties.add(row.from);
    if (row.to !== undefined) this.#parties.add(row.to);
    return at;
  }

  #begin(bar: PartyBar): number {
    this.#open.add(this.bars.length);
    return this.bars.push(bar) - 1;
  }

  #end(at: number, row: number): void {
    const bar = this.bars[at];
    if (bar) bar.to = row;
    this.#open.delete(at);
  }

  #level(lane: string): number {
    return this.#levels.get(lane) ?? 0;
  }

  #call(record: CallRecord, place: number): void {
    const { from, to, fn, thread = '', args } = record;
    const levels = [this.#level(from), this.#level(to) + 1] as const;
    const on = thread === '' ? '' : `  [${thread}]`;
    const row = this.#push({ kind: 'call', place, from, to, levels, text: `${fn}(${argumentText(args)})${on}` });
    for (const ended of this.#owed.completed(record)) this.#end(ended, row);
    const frames = this.#threads.get(thread) ?? [];
    this.#threads.set(thread, frames);
    const bar = this.#begin({ kind: 'call', lane: to, from: row, level: levels[1], fn, place });
    this.#levels.set(to, levels[1]);
    frames.push({ record, row, bar, levels, depth: frames.length });
  }

  #return(record: ReturnRecord, place: number): void {
    const frames = this.#threads.get(record.thread ?? '') ?? [];
    const at = frames.findLastIndex(({ record: { fn, to } }) => fn === record.fn && to === record.from);
    const [frame] = at < 0 ? [] : frames.splice(at, 1);
    const words = ending(record);
    if (!frame) {
      this.#push({ kind: 'return', place, from: record.from, to: record.from, text: record.fn, ...words });
      return;
    }
    const call = this.rows[frame.row];
    const isLeaf = frame.row === this.#lastBoundary && call !== undefined;
    const row = isLeaf
      ? frame.row
      : this.#push({
          kind: 'return',
          place,
          from: record.from,
          to: frame.record.from,
          levels: [frame.levels[1], frame.levels[0]],
          text: record.fn,
          ...words,
        });
    if (call) Object.assign(call, { end: row }, isLeaf ? words : undefined);
    this.#end(frame.bar, row);
    this.#levels.set(record.from, frame.levels[1] - 1);
    const owes = this.#owed.begun(frame.record, record);
    if (owes) {
      const level = [...this.#open].filter((each) => isPendedOn(this.bars[each], record.from)).length;
      const { fn } = record;
      owes(
        this.#begin({ kind: 'pended', lane: record.from, from: row, level, fn, place: isLeaf ? call.place : place }),
      );
    }
    if (record.rule !== undefined) this.#reason(place, record.from, record.rule);
  }

  #note({ text, from, to, rule }: NoteRecord, place: number): void {
    if (text.startsWith('» ')) {
      this.#told = text.slice(2);
      this.#push({ kind: 'step', place, text });
    } else if (from !== undefined && to !== undefined) {
      const levels = [this.#level(from), this.#level(to)] as const;
      this.#push({ kind: 'signal', place, from, to, levels, text: `~ ${text}` });
    } else {
      this.#push({ kind: 'note', place, ...(from !== undefined && { from }), text });
    }
    if (rule !== undefined) this.#reason(place, from, rule);
  }

  #reason(place: number, from: string | undefined, rule: string): void {
    this.#push({ kind: 'reason', place, ...(from !== undefined && { from }), text: `refused by ${rule}`, rule });
  }

  #step(record: StepRecord, place: number): void {
    const { actor, from, before, value, event } = record;
    const change = changeText(before, value);
    if (!this.#hasBoundary) {
      const text = `${eventOf(record)}${change === '' ? '' : `   ${change}`}`;
      this.#push({ kind: 'signal', place, from: from ?? actor, to: actor, text });
      return;
    }
    const party = partyOf(actor);
    if (isFromOutside(record)) {
      // A note may have told it already.
      if (!this.#told.startsWith(eventOf(record))) this.#push({ kind: 'step', place, text: `» ${eventOf(record)}` });
      this.#told = '';
    } else if (party === 'adapter' && typeOf(event).startsWith('channel.')) {
      const sender = this.#parties.has('mcm') ? 'mcm' : 'miniport';
      const levels = [this.#level(sender), this.#level('adapter')] as const;
      const more = change === '' ? '' : `   ${change}`;
      this.#push({ kind: 'signal', place, from: sender, to: 'adapter', levels, text: `~ ${typeOf(event)}${more}` });
      return;
    }
    if (change !== '') {
      const level = this.#level(party);
      const text = `${actor}: ${change}`;
      this.#push({ kind: 'signal', place, from: party, to: party, levels: [level, level], text, isInner: true });
    }
  }
}

const isPendedOn = (bar: PartyBar | undefined, lane: string): boolean => bar?.kind === 'pended' && bar.lane === lane;

import { fullest, hash, isEqual } from './vectors.js';

/** States in memory that several workers share. It can be posted to them as it is. */
export interface SharedTable {
  readonly width: number;
  /** In each slot a number and 1, and above it bits of the hash; 0 where nothing is. */
  readonly index: Uint32Array;
  readonly words: Uint32Array;
  /** For each state 1 more than the one from which it was reached, `none` for an initial one. Numbers with 0 are unused. */
  readonly predecessors: Uint32Array;
  readonly labels: Uint32Array;
  /** What the workers agree about; see `Counter`. */
  readonly counters: Int32Array;
}

/** Places of what the workers agree about. */
export const Counter = {
  /** The next state to be taken. */
  cursor: 0,
  /** The next number that nobody has. */
  next: 1,
  /** How many states there are. */
  states: 2,
  /** Why everybody should come back: one of `Halt`. */
  halt: 3,
} as const;

/** Why workers come back before all is done. */
export const Halt = { no: 0, full: 1, asked: 2 } as const;

/** How many numbers a worker takes at once. */
const share = 64;

/** Room for at least so many states. */
export function sharedTable(width: number, capacity: number): SharedTable {
  const slots = 2 ** Math.ceil(Math.log2(capacity / fullest));
  const rows = Math.floor(slots * fullest);
  return {
    width,
    index: shared(slots),
    words: shared(rows * width),
    predecessors: shared(rows),
    labels: shared(rows),
    counters: new Int32Array(new SharedArrayBuffer(4 * Object.keys(Counter).length)),
  };
}

/** The same states in twice the room; they have yet to be found again through the index. */
export function enlarged(table: SharedTable): SharedTable {
  const larger = sharedTable(table.width, table.labels.length * 2);
  larger.words.set(table.words);
  larger.predecessors.set(table.predecessors);
  larger.labels.set(table.labels);
  larger.counters.set(table.counters);
  return larger;
}

/** Numbers that may be in use lie below. */
export const endOf = ({ counters, labels }: SharedTable): number =>
  Math.min(Atomics.load(counters, Counter.next), labels.length);

/** Bytes of a table. */
export const bytesOf = ({ index, words, predecessors, labels }: SharedTable): number =>
  index.byteLength + words.byteLength + predecessors.byteLength + labels.byteLength;

const shared = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * length));

/** What became of a vector, where it got no number. */
const known = -1;
const noRoom = -2;

/** How one worker adds to a table while others add to it as well. */
export class SharedWriter {
  /** Of the vectors that came last, those that had not been there, and the numbers that they got. */
  fresh = new Uint32Array(64);
  numbers = new Uint32Array(64);
  #hashes = new Uint32Array(64);
  #open = new Uint32Array(64);
  #next = 0;
  #end = 0;

  constructor(
    private readonly table: SharedTable,
    /** Below this number everything had been written before the worker was called. */
    private readonly settled: number,
  ) {}

  /**
   * Takes the first vectors of `from`; gives back how many of them had not been there. Where there is no room for all
   * of them, some are in the table nevertheless.
   */
  addAll(from: Uint32Array, length: number): { readonly fresh: number; readonly isFull: boolean } {
    this.#makeRoom(length);
    const open = this.#openOf(from, length);
    let fresh = 0;
    for (let n = 0; n < open; n += 1) {
      const at = this.#open[n] as number;
      const number = this.#place(from, at * this.table.width, this.#hashes[at] as number);
      if (number === noRoom) return { fresh, isFull: true };
      if (number === known) continue;
      this.fresh[fresh] = at;
      this.numbers[fresh] = number;
      fresh += 1;
    }
    return { fresh, isFull: false };
  }

  /** Looks once where each vector should be, among those that need no caution. The others remain open. */
  #openOf(from: Uint32Array, length: number): number {
    const { index, words, width } = this.table;
    const { settled } = this;
    const mask = index.length - 1;
    const hashes = this.#hashes;
    const open = this.#open;
    let count = 0;
    for (let n = 0; n < length; n += 1) {
      const hashed = hash(from, n * width, width);
      hashes[n] = hashed;
      const entry = index[hashed & mask] as number;
      open[count] = n;
      const number = (entry & mask) - 1;
      const isLike = entry !== 0 && ((entry ^ hashed) & ~mask) === 0 && number < settled;
      if (!isLike || !isEqual(words, number * width, from, n * width, width)) count += 1;
    }
    return count;
  }

  /** Puts a vector into the table, unless it is there. Its words are written before anybody can find them. */
  #place(from: Uint32Array, offset: number, hashed: number): number {
    const { index, words, width } = this.table;
    const mask = index.length - 1;
    for (let slot = hashed & mask; ; slot = (slot + 1) & mask) {
      let entry = Atomics.load(index, slot);
      if (entry === 0) {
        if (this.#next === this.#end && !this.#takeShare()) return noRoom;
        const number = this.#next;
        for (let n = 0; n < width; n += 1) words[number * width + n] = from[offset + n] as number;
        entry = Atomics.compareExchange(index, slot, 0, ((number + 1) | (hashed & ~mask)) >>> 0);
        if (entry === 0) {
          this.#next = number + 1;
          return number;
        }
      }
      if (((entry ^ hashed) & ~mask) !== 0) continue;
      if (isEqual(words, ((entry & mask) - 1) * width, from, offset, width)) return known;
    }
  }

  #takeShare(): boolean {
    const { counters, labels } = this.table;
    if (endOf(this.table) + share > labels.length) return false;
    const begin = Atomics.add(counters, Counter.next, share);
    if (begin + share > labels.length) return false;
    this.#next = begin;
    this.#end = begin + share;
    return true;
  }

  /** Gives back the numbers that it has not used, if nobody has taken one since. */
  close(): void {
    Atomics.compareExchange(this.table.counters, Counter.next, this.#end, this.#next);
    this.#end = this.#next;
  }

  #makeRoom(length: number): void {
    if (length <= this.#open.length) return;
    this.fresh = new Uint32Array(length * 2);
    this.numbers = new Uint32Array(length * 2);
    this.#hashes = new Uint32Array(length * 2);
    this.#open = new Uint32Array(length * 2);
  }
}

/** Lets a state that has a number be found through the index. */
export function link({ index, words, width }: SharedTable, number: number): void {
  const mask = index.length - 1;
  const hashed = hash(words, number * width, width);
  let slot = hashed & mask;
  while (Atomics.compareExchange(index, slot, 0, ((number + 1) | (hashed & ~mask)) >>> 0) !== 0) {
    slot = (slot + 1) & mask;
  }
}

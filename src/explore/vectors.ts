/** No vector has this number. */
export const none = 0xffffffff;

/** Beyond this share of the index a probe takes too long. */
export const fullest = 0.7;

/** From so many words on an array grows by a quarter instead of doubling: room that nobody uses costs more than copying. */
const large = 1 << 20;

/**
 * Vectors of 32-bit words, each once, numbered in the order of coming. An index with open addressing finds a vector
 * again. There is no object and no string for a vector.
 */
export class VectorTable {
  /** All vectors, one after the other. */
  words: Uint32Array;
  count = 0;
  /** Whether the last vector that was given a number had not been there. */
  isNew = false;
  /** In each slot a number and 1, and above it, as far as there are bits left, those of the hash that do not tell the slot. */
  #index: Uint32Array;
  #mask: number;
  #hashes = new Uint32Array(64);
  #open = new Uint32Array(64);

  constructor(
    readonly width: number,
    capacity = 1024,
  ) {
    this.words = new Uint32Array(capacity * width);
    const slots = 2 ** Math.ceil(Math.log2(capacity / fullest));
    this.#index = new Uint32Array(slots);
    this.#mask = slots - 1;
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.words.byteLength + this.#index.byteLength;
  }

  /** The number of the vector at `offset` of `from`: the next one, if it is new. */
  numberOf(from: Uint32Array, offset: number): number {
    this.#reserve(1);
    const before = this.count;
    const number = this.#place(from, offset, hash(from, offset, this.width));
    this.isNew = number === before;
    return number;
  }

  /**
   * Takes the first vectors of `from` together, which is faster than one after the other: the processor fetches the next
   * ones while it waits for the first. Writes into `fresh` which of them had not been there, and gives back how many;
   * these get the next numbers, in their order.
   */
  addAll(from: Uint32Array, length: number, fresh: Uint32Array): number {
    const open = this.#openOf(from, length);
    this.#reserve(open);
    const { width } = this;
    let found = 0;
    for (let n = 0; n < open; n += 1) {
      const at = this.#open[n] as number;
      const before = this.count;
      if (this.#place(from, at * width, this.#hashes[at] as number) === before) fresh[found++] = at;
    }
    return found;
  }

  /** Looks once where each vector should be. Those that are not there remain open. */
  #openOf(from: Uint32Array, length: number): number {
    if (length > this.#hashes.length) {
      this.#hashes = new Uint32Array(length * 2);
      this.#open = new Uint32Array(length * 2);
    }
    const { words, width } = this;
    const index = this.#index;
    const mask = this.#mask;
    const hashes = this.#hashes;
    const open = this.#open;
    let count = 0;
    for (let n = 0; n < length; n += 1) {
      const hashed = hash(from, n * width, width);
      hashes[n] = hashed;
      const entry = index[hashed & mask] as number;
      open[count] = n;
      const number = (entry & mask) - 1;
      const isLike = entry !== 0 && ((entry ^ hashed) & ~mask) === 0;
      if (!isLike || !isEqual(words, number * width, from, n * width, width)) count += 1;
    }
    return count;
  }

  /** The number of a vector with this hash. */
  #place(from: Uint32Array, offset: number, hashed: number): number {
    const { words, width } = this;
    const index = this.#index;
    const mask = this.#mask;
    let slot = hashed & mask;
    for (let entry = index[slot] as number; entry !== 0; entry = index[slot] as number) {
      const number = (entry & mask) - 1;
      if (((entry ^ hashed) & ~mask) === 0 && isEqual(words, number * width, from, offset, width)) return number;
      slot = (slot + 1) & mask;
    }
    const number = this.count;
    index[slot] = (number + 1) | (hashed & ~mask);
    for (let n = 0; n < width; n += 1) words[number * width + n] = from[offset + n] as number;
    this.count = number + 1;
    return number;
  }

  #reserve(length: number): void {
    const count = this.count + length;
    while (count * this.width > this.words.length) this.words = grown(this.words);
    while (count > (this.#mask + 1) * fullest) this.#rehash();
  }

  #rehash(): void {
    const { words, width, count } = this;
    const slots = (this.#mask + 1) * 2;
    const mask = slots - 1;
    const index = (this.#index = new Uint32Array(slots));
    this.#mask = mask;
    for (let number = 0; number < count; number += 1) {
      const hashed = hash(words, number * width, width);
      let slot = hashed & mask;
      while (index[slot] !== 0) slot = (slot + 1) & mask;
      index[slot] = (number + 1) | (hashed & ~mask);
    }
  }
}

/** A longer array with the same beginning. */
export function grown(array: Uint32Array): Uint32Array {
  const { length } = array;
  const larger = new Uint32Array(length < large ? length * 2 : length + (length >> 2));
  larger.set(array);
  return larger;
}

/** Murmur's mixing: cheap, and every bit of every word counts. */
export function hash(words: Uint32Array, offset: number, width: number): number {
  let mixed = 0x9747b28c;
  for (let n = 0; n < width; n += 1) {
    mixed = Math.imul(mixed ^ (words[offset + n] as number), 0x85ebca6b);
    mixed ^= mixed >>> 13;
  }
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Whether two vectors have the same words. */
export function isEqual(a: Uint32Array, atA: number, b: Uint32Array, atB: number, width: number): boolean {
  for (let n = 0; n < width; n += 1) if (a[atA + n] !== b[atB + n]) return false;
  return true;
}

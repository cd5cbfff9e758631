/** No vector has this number. */
export const none = 0xffffffff;

/** Beyond this share of the index a probe takes too long. */
const fullest = 0.7;

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
  #index: Uint32Array;
  #mask: number;

  constructor(
    readonly width: number,
    capacity = 1024,
  ) {
    this.words = new Uint32Array(capacity * width);
    const slots = 2 ** Math.ceil(Math.log2(capacity / fullest));
    this.#index = new Uint32Array(slots).fill(none);
    this.#mask = slots - 1;
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.words.byteLength + this.#index.byteLength;
  }

  /** The number of the vector at `offset` of `from`: the next one, if it is new. */
  numberOf(from: Uint32Array, offset: number): number {
    const { width } = this;
    let slot = hash(from, offset, width) & this.#mask;
    for (;;) {
      const number = this.#index[slot] as number;
      if (number === none) break;
      if (isEqual(this.words, number * width, from, offset, width)) {
        this.isNew = false;
        return number;
      }
      slot = (slot + 1) & this.#mask;
    }
    const number = this.count;
    if ((number + 1) * width > this.words.length) this.words = grown(this.words);
    this.#index[slot] = number;
    for (let n = 0; n < width; n += 1) this.words[number * width + n] = from[offset + n] as number;
    this.count = number + 1;
    if (this.count > (this.#mask + 1) * fullest) this.#rehash();
    this.isNew = true;
    return number;
  }

  #rehash(): void {
    const slots = (this.#mask + 1) * 2;
    const index = new Uint32Array(slots).fill(none);
    const mask = slots - 1;
    for (let number = 0; number < this.count; number += 1) {
      let slot = hash(this.words, number * this.width, this.width) & mask;
      while (index[slot] !== none) slot = (slot + 1) & mask;
      index[slot] = number;
    }
    this.#index = index;
    this.#mask = mask;
  }
}

/** An array of twice the length with the same beginning. */
export function grown(array: Uint32Array): Uint32Array {
  const larger = new Uint32Array(array.length * 2);
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

function isEqual(a: Uint32Array, atA: number, b: Uint32Array, atB: number, width: number): boolean {
  for (let n = 0; n < width; n += 1) if (a[atA + n] !== b[atB + n]) return false;
  return true;
}

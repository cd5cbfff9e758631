/** Numbers that follow from a seed: mulberry32. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number of 31 bits. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 1;
  }

  /** A whole number from 0 and below `count`. */
  below(count: number): number {
    return this.next() % count;
  }

  /** Holds once in so many times. */
  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  /** One of several. */
  among<T>(things: readonly T[]): T {
    return things[this.below(things.length)] as T;
  }
}

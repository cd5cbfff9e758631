/** Numbers at random that are the same for the same seed, everywhere (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 up to, but not, 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** One of several, each as often as its weight says; `undefined` where no weight is above 0. */
  among<T>(things: readonly T[], weightOf: (thing: T) => number = () => 1): T | undefined {
    const weights = things.map((thing) => Math.max(0, weightOf(thing)));
    let left = this.fraction() * weights.reduce((sum, weight) => sum + weight, 0);
    let last: T | undefined;
    for (const [n, thing] of things.entries()) {
      const weight = weights[n] as number;
      if (weight === 0) continue;
      if (left < weight) return thing;
      left -= weight;
      last = thing;
    }
    return last;
  }
}

import { canonical } from './canonical.js';

/** Gives equal values one number, and keeps one of them for it. */
export class Interner<T> {
  readonly #numbers = new Map<string, number>();
  readonly #values: T[] = [];

  /** `keyOf` must tell apart what is not equal, and nothing else. */
  constructor(private readonly keyOf: (value: T) => string = canonical) {}

  get size(): number {
    return this.#values.length;
  }

  /** The number of a value: the next one, if it is new. */
  numberOf(value: T): number {
    const key = this.keyOf(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#values.length;
    this.#numbers.set(key, number);
    this.#values.push(value);
    return number;
  }

  valueOf(number: number): T {
    if (number < 0 || number >= this.#values.length) {
      throw new Error(`Internal error: nothing has the number ${number}.`);
    }
    return this.#values[number] as T;
  }
}

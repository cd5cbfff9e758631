import { asciiText, low } from './text.js';

/**
 * Words met before, by their bytes, each with what it means: the same bytes give the very same value, without being
 * decoded again. A new word takes the place of an old one, so that no log makes it grow or slow.
 */
export class Lexicon<T> {
  readonly #slots: number;
  readonly #longest: number;
  readonly #width: number;
  readonly #meaningOf: (word: string) => T;
  /** For each slot the length of its word, plus one, and the word in fours of bytes; zeros where there is none. */
  readonly #words: Int32Array;
  readonly #meanings: (T | undefined)[];

  /** For so many words (a power of two) of so many bytes; a longer word is read anew each time. */
  constructor(slots: number, longest: number, meaningOf: (word: string) => T) {
    this.#slots = slots;
    this.#longest = longest;
    this.#width = 2 + (longest >> 2);
    this.#meaningOf = meaningOf;
    this.#words = new Int32Array(slots * this.#width);
    this.#meanings = new Array<T | undefined>(slots).fill(undefined);
  }

  /** What the word between two places means. */
  read(view: DataView, start: number, end: number): T {
    const slot = this.#slotOf(view, start, end);
    return this.#isAt(slot, view, start, end) ? (this.#meanings[slot] as T) : this.#learn(slot, view, start, end);
  }

  #slotOf(view: DataView, start: number, end: number): number {
    let hash = end - start;
    let at = start;
    for (; at + 4 <= end; at += 4) {
      hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ low(view.getInt32(at, true), end - at), 0x9e3779b1);
    return (hash ^ (hash >>> 15)) & (this.#slots - 1);
  }

  #isAt(slot: number, view: DataView, start: number, end: number): boolean {
    const words = this.#words;
    let place = slot * this.#width;
    if (words[place] !== end - start + 1) return false;
    let at = start;
    for (place += 1; at + 4 <= end; at += 4, place += 1) {
      if (words[place] !== view.getInt32(at, true)) return false;
    }
    return words[place] === low(view.getInt32(at, true), end - at);
  }

  #learn(slot: number, view: DataView, start: number, end: number): T {
    const meaning = this.#meaningOf(asciiText(view, start, end));
    if (end - start <= this.#longest) {
      this.#meanings[slot] = meaning;
      let place = slot * this.#width;
      this.#words[place] = end - start + 1;
      let at = start;
      for (place += 1; at + 4 <= end; at += 4, place += 1) this.#words[place] = view.getInt32(at, true);
      this.#words[place] = low(view.getInt32(at, true), end - at);
    }
    return meaning;
  }
}

import { bytes, margin } from './text.js';

/**
 * The part of a file that is being read: whole lines, and the beginning of the next. Lines are read from this one buffer
 * only, which stays in the processor's cache, and is wider than its content by what is read past the end.
 */
export class Window {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get view(): DataView {
    return this.#view;
  }

  get length(): number {
    return this.#length;
  }

  /** Where the line that stands there ends: the place of its line feed. */
  endOfLine(start: number): number {
    return this.#bytes.indexOf(bytes.lineFeed, start);
  }

  /** The bytes between two places, until the next change. */
  part(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start, end);
  }

  append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length + margin;
    if (needed > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
      wider.set(this.part(0, this.#length));
      this.#bytes = wider;
      this.#view = new DataView(wider.buffer);
    }
    this.#bytes.set(chunk, this.#length);
    this.#length += chunk.length;
  }

  /** Lets go of the first bytes. */
  drop(count: number): void {
    this.#bytes.copyWithin(0, count, this.#length);
    this.#length -= count;
  }
}

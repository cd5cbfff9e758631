import { problemAt } from './problems.js';
import type { TraceProblem } from './problems.js';

/** How much of the line is shown. */
const mostKept = 200;

const decoder = new TextDecoder();

/** A line that is longer than it may be: how it begins, and how long it is. */
export class Overlong {
  readonly #beginning: Uint8Array;
  /** In bytes, as far as it is known. */
  length: number;

  constructor(bytes: Uint8Array) {
    this.#beginning = bytes.slice(0, mostKept);
    this.length = bytes.length;
  }

  problem(line: number, most: number): TraceProblem {
    const text = decoder.decode(this.#beginning);
    const message = `Expected at most ${most} bytes in a line, got ${this.length}.`;
    return problemAt('CONDIS5202', message, line, text, 0, text.length);
  }
}

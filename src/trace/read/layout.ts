import { fields } from './fields.js';
import { low } from './text.js';
import { walk } from './walk.js';

/** What stands between two values of a line: punctuation, spaces, and the key of the second. */
export interface Step {
  /** The field of the value that follows, or the end of the line. */
  readonly to: number;
  /** The key, where the field alone does not tell it. */
  readonly key: string;
  readonly opensArgs: boolean;
  /** In bytes. */
  readonly length: number;
}

interface LearnedStep extends Step {
  /** Its bytes in fours: the first, how many are whole, and how many bytes the last has. */
  readonly first: number;
  readonly afterWhole: number;
  readonly rest: number;
}

/** More steps from one field make no layout, and are no longer learned. */
const mostSteps = 16;
const mostWords = 8192;

/**
 * How a log lays out its lines. One writer wrote all of them, so that after a few lines every step from one value to the
 * next is one met before, and comparing bytes is all it takes. That doubles the speed of the reader.
 */
export class Layout {
  readonly #steps: readonly LearnedStep[][] = Array.from({ length: fields.end }, () => []);
  readonly #words = new Int32Array(mostWords);
  #used = 0;

  /** The step that leads on from the value of a field; `undefined` where it is no plain step of a record. */
  follow(view: DataView, start: number, field: number): Step | undefined {
    const steps = this.#steps[field] as LearnedStep[];
    const words = this.#words;
    for (let n = 0; n < steps.length; n += 1) {
      const step = steps[n] as LearnedStep;
      let place = step.first;
      let at = start;
      while (place < step.afterWhole && words[place] === view.getInt32(at, true)) {
        place += 1;
        at += 4;
      }
      if (place === step.afterWhole && words[place] === low(view.getInt32(at, true), step.rest)) return step;
    }
    return this.#learn(view, start, field);
  }

  #learn(view: DataView, start: number, field: number): Step | undefined {
    const step = walk(view, start, field);
    const steps = this.#steps[field] as LearnedStep[];
    if (step === undefined || steps.length === mostSteps || this.#used + (step.length >> 2) >= mostWords) return step;
    const [first, whole, rest] = [this.#used, step.length >> 2, step.length & 3];
    for (let n = 0; n < whole; n += 1) this.#words[first + n] = view.getInt32(start + n * 4, true);
    this.#words[first + whole] = low(view.getInt32(start + whole * 4, true), rest);
    this.#used += whole + 1;
    const { to, key, opensArgs, length } = step;
    steps.push({ to, key, opensArgs, length, first, afterWhole: first + whole, rest });
    return step;
  }
}

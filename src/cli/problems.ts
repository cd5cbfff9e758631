import type { TraceProblem } from '../trace/index.js';

/** A file in which more lines than this are bad is no trace at all. */
const mostListed = 100_000;

/** What is bad input in a file: the first of it, and how much more there is. */
export interface ProblemList {
  readonly listed: readonly TraceProblem[];
  readonly unlisted: number;
}

/** Lists what is bad input, as long as anybody reads on. */
export class Problems {
  #listed: TraceProblem[] = [];
  #unlisted = 0;
  #count = 0;

  add(problem: TraceProblem): void {
    this.#count += 1;
    if (this.#count <= mostListed) this.#listed.push(problem);
    else this.#unlisted += 1;
  }

  /** What has been added since the last time. */
  take(): ProblemList {
    const list = { listed: this.#listed, unlisted: this.#unlisted };
    this.#listed = [];
    this.#unlisted = 0;
    return list;
  }
}

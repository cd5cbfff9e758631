import { grown, none, VectorTable } from './vectors.js';

/** States that a search has reached, and the ways to them. */
export interface Found {
  readonly count: number;
  /** Bytes in use for states, predecessors and index. */
  readonly bytes: number;
  /** The words of a state. */
  wordsOf(state: number): readonly number[];
  /** The steps that lead to a state, from an initial one. */
  pathTo(state: number): readonly number[];
}

/** Every state that has been reached, with the state and the step that led to it first. */
export class StateStore implements Found {
  readonly states: VectorTable;
  /** For each state the one from which it was first reached, and by which step; `none` for an initial state. */
  #predecessors: Uint32Array;
  #labels: Uint32Array;

  constructor(width: number, capacity = 1024) {
    this.states = new VectorTable(width, capacity);
    this.#predecessors = new Uint32Array(capacity);
    this.#labels = new Uint32Array(capacity);
  }

  get count(): number {
    return this.states.count;
  }

  get bytes(): number {
    return this.states.bytes + this.#predecessors.byteLength + this.#labels.byteLength;
  }

  /** The number of the state at `offset` of `from`. A new one is noted with its predecessor; `states.isNew` tells. */
  insert(from: Uint32Array, offset: number, predecessor: number, label: number): number {
    const number = this.states.numberOf(from, offset);
    if (this.states.isNew) this.note(number, predecessor, label);
    return number;
  }

  /** Says how a new state was reached. */
  note(state: number, predecessor: number, label: number): void {
    while (state >= this.#predecessors.length) {
      this.#predecessors = grown(this.#predecessors);
      this.#labels = grown(this.#labels);
    }
    this.#predecessors[state] = predecessor;
    this.#labels[state] = label;
  }

  wordsOf(state: number): readonly number[] {
    const { words, width } = this.states;
    return [...words.subarray(state * width, (state + 1) * width)];
  }

  pathTo(state: number): readonly number[] {
    const path: number[] = [];
    for (let at = state; this.#predecessors[at] !== none; at = this.#predecessors[at] as number) {
      path.push(this.#labels[at] as number);
    }
    return path.reverse();
  }
}

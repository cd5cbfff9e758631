import { grown, none, VectorTable } from './vectors.js';

/** Every state that has been reached, with the state and the step that led to it first. */
export class StateStore {
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

  /** Bytes in use for states, predecessors and index. */
  get bytes(): number {
    return this.states.bytes + this.#predecessors.byteLength + this.#labels.byteLength;
  }

  /** The number of the state at `offset` of `from`. A new one is noted with its predecessor; `states.isNew` tells. */
  insert(from: Uint32Array, offset: number, predecessor: number, label: number): number {
    const number = this.states.numberOf(from, offset);
    if (this.states.isNew) {
      if (number === this.#predecessors.length) {
        this.#predecessors = grown(this.#predecessors);
        this.#labels = grown(this.#labels);
      }
      this.#predecessors[number] = predecessor;
      this.#labels[number] = label;
    }
    return number;
  }

  /** The steps that lead to a state, from an initial one. */
  pathTo(state: number): readonly number[] {
    const labels: number[] = [];
    for (let at = state; this.#predecessors[at] !== none; at = this.#predecessors[at] as number) {
      labels.push(this.#labels[at] as number);
    }
    return labels.reverse();
  }
}

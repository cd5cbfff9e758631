/**
 * A system as an explorer sees it: states are vectors of 32-bit words, steps have numbers for labels, and nothing else is
 * known. What the words and labels mean is the system's business.
 */
export interface TransitionSystem {
  /** Words of a state. */
  readonly width: number;
  /** The states in which it may begin. */
  readonly initial: readonly (readonly number[])[];
  /** Writes every step that leads out of the state at `offset` of `states`. */
  expand(states: Uint32Array, offset: number, out: Steps): void;
}

/** Steps out of one state: labels, and the states that they lead to. It is written anew for each state. */
export class Steps {
  words: Uint32Array;
  labels: Uint32Array;
  length = 0;
  /** Where groups of steps end that do not concern each other, where the system tells. */
  readonly groups: number[] = [];

  constructor(
    readonly width: number,
    capacity = 64,
  ) {
    this.words = new Uint32Array(capacity * width);
    this.labels = new Uint32Array(capacity);
  }

  clear(): void {
    this.length = 0;
    this.groups.length = 0;
  }

  /** Begins a step; gives back where in `words` the state that it leads to is to be written. */
  add(label: number): number {
    const place = this.length;
    if (place === this.labels.length) this.#grow();
    this.labels[place] = label;
    this.length = place + 1;
    return place * this.width;
  }

  /**
   * Begins several steps; gives back which is the first. Their labels and the states that they lead to are to be written
   * into `labels` and `words`.
   */
  addAll(count: number): number {
    const place = this.length;
    while (place + count > this.labels.length) this.#grow();
    this.length = place + count;
    return place;
  }

  /** What comes now is independent of what came before: neither enables, disables or changes the other. */
  endGroup(): void {
    this.groups.push(this.length);
  }

  #grow(): void {
    const { words, labels } = this;
    this.words = new Uint32Array(words.length * 2);
    this.words.set(words);
    this.labels = new Uint32Array(labels.length * 2);
    this.labels.set(labels);
  }
}

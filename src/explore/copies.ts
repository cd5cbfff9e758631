import { targetOf } from './graph.js';
import type { Graph } from './graph.js';
import type { Steps, TransitionSystem } from './system.js';

export interface CopiesOptions {
  /** Takes states for one that differ only in which copy is which. */
  readonly isSymmetric?: boolean;
}

/** A step of one of the copies. */
export interface CopyStep {
  readonly copy: number;
  /** The label that it has in the graph. */
  readonly label: number;
}

/** Copies of one graph side by side that know nothing of each other: each step is one of one copy. */
export class Copies implements TransitionSystem {
  readonly width: number;
  readonly initial: readonly (readonly number[])[];

  constructor(
    private readonly graph: Graph,
    private readonly copies: number,
    private readonly options: CopiesOptions = {},
  ) {
    this.width = copies;
    const [first = 0] = graph.initial;
    this.initial = [Array.from({ length: copies }, () => first)];
  }

  /** What a label of this system stands for: of a symmetric one, of the copy in that place. */
  stepOf(label: number): CopyStep {
    return { copy: label % this.copies, label: Math.floor(label / this.copies) };
  }

  expand(states: Uint32Array, offset: number, out: Steps): void {
    const { copies } = this;
    const { first, labels, targets } = this.graph;
    const { isSymmetric = false } = this.options;
    for (let n = 0; n < copies; n += 1) {
      const own = states[offset + n] as number;
      // Equal copies stand side by side, and do the same.
      if (isSymmetric && n > 0 && own === states[offset + n - 1]) continue;
      const end = first[own + 1] as number;
      for (let at = first[own] as number; at < end; at += 1) {
        const place = out.add((labels[at] as number) * copies + n);
        const { words } = out;
        for (let other = 0; other < copies; other += 1) words[place + other] = states[offset + other] as number;
        words[place + n] = targets[at] as number;
        if (isSymmetric) sort(words, place, place + copies - 1, place + n);
      }
      out.endGroup();
    }
  }

  /** Which copy really takes each step of a way from the beginning, where a symmetric system puts them in order. */
  trace(path: readonly number[]): readonly CopyStep[] {
    const { graph, options } = this;
    let copies = Array.from({ length: this.copies }, (_, copy) => ({ copy, state: graph.initial[0] ?? 0 }));
    return path.map((step) => {
      const { copy: place, label } = this.stepOf(step);
      const { copy, state } = copies[place] as { copy: number; state: number };
      copies[place] = { copy, state: targetOf(graph, state, label) };
      if (options.isSymmetric) copies = [...copies].sort((a, b) => a.state - b.state);
      return { copy, label };
    });
  }
}

/** Puts the one word that may be out of order into its place. */
function sort(words: Uint32Array, first: number, last: number, changed: number): void {
  let at = changed;
  const word = words[at] as number;
  while (at > first && (words[at - 1] as number) > word) {
    words[at] = words[at - 1] as number;
    at -= 1;
  }
  while (at < last && (words[at + 1] as number) < word) {
    words[at] = words[at + 1] as number;
    at += 1;
  }
  words[at] = word;
}

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

/**
 * Copies of one graph side by side that know nothing of each other: each step is one of one copy. The places of several
 * copies share a word, as far as it has bits for them: what a search costs is what it has to fetch.
 */
export class Copies implements TransitionSystem {
  readonly width: number;
  readonly initial: readonly (readonly number[])[];
  readonly #isSymmetric: boolean;
  /** Of each place: its word, and where in the word it begins. */
  readonly #wordOf: Uint32Array;
  readonly #shiftOf: Uint32Array;
  readonly #mask: number;
  /** Where the copies stand, one after the other. */
  readonly #own: Uint32Array;
  /** All but one of them, in order. */
  readonly #rest: Uint32Array;
  /** The words of `#rest` with a gap, for each place where the gap may be. */
  readonly #gapped: Uint32Array;

  constructor(
    private readonly graph: Graph,
    private readonly copies: number,
    { isSymmetric = false }: CopiesOptions = {},
  ) {
    const bits = Math.max(1, 32 - Math.clz32(graph.states - 1));
    const perWord = Math.floor(32 / bits);
    const places = Array.from({ length: copies }, (_, place) => place);
    this.width = Math.ceil(copies / perWord);
    this.#isSymmetric = isSymmetric;
    this.#wordOf = Uint32Array.from(places, (place) => Math.floor(place / perWord));
    this.#shiftOf = Uint32Array.from(places, (place) => (place % perWord) * bits);
    this.#mask = 2 ** bits - 1;
    this.#own = new Uint32Array(copies);
    this.#rest = new Uint32Array(copies);
    this.#gapped = new Uint32Array(copies * this.width);
    const [first = 0] = graph.initial;
    this.initial = [this.#packed(places.map(() => first))];
  }

  /** What a label of this system stands for: of a symmetric one, of the copy in that place. */
  stepOf(label: number): CopyStep {
    return { copy: label % this.copies, label: Math.floor(label / this.copies) };
  }

  /** Where in the graph each copy stands, in the state at `offset` of `states`. */
  standing(states: ArrayLike<number>, offset = 0): readonly number[] {
    return [...this.#wordOf].map(
      (word, place) => ((states[offset + word] as number) >>> (this.#shiftOf[place] as number)) & this.#mask,
    );
  }

  expand(states: Uint32Array, offset: number, out: Steps): void {
    const { copies } = this;
    const { first } = this.graph;
    const own = this.#own;
    for (let n = 0; n < copies; n += 1) {
      own[n] = ((states[offset + (this.#wordOf[n] as number)] as number) >>> (this.#shiftOf[n] as number)) & this.#mask;
    }
    for (let n = 0; n < copies; n += 1) {
      const moving = own[n] as number;
      // Equal copies stand side by side, and do the same.
      if (this.#isSymmetric && n > 0 && moving === own[n - 1]) continue;
      this.#leaveOut(n);
      this.#move(n, first[moving] as number, first[moving + 1] as number, out);
      out.endGroup();
    }
  }

  /** Writes steps of the graph as steps of one of the copies. */
  #move(one: number, begin: number, end: number, out: Steps): void {
    const { copies, width } = this;
    const others = this.#isSymmetric ? copies - 1 : 0;
    const gap = this.#isSymmetric ? 0 : one;
    const rest = this.#rest;
    const gapped = this.#gapped;
    const wordOf = this.#wordOf;
    const shiftOf = this.#shiftOf;
    const { labels, targets } = this.graph;
    let step = out.addAll(end - begin);
    const { words: outWords, labels: outLabels } = out;
    for (let at = begin; at < end; at += 1) {
      const target = targets[at] as number;
      let place = gap;
      for (let n = 0; n < others; n += 1) place += ((rest[n] as number) - target) >>> 31;
      outLabels[step] = Math.imul(labels[at] as number, copies) + one;
      if (width === 1) {
        outWords[step] = (gapped[place] as number) | (target << (shiftOf[place] as number));
      } else {
        for (let word = 0; word < width; word += 1) {
          outWords[step * width + word] = gapped[place * width + word] as number;
        }
        const word = step * width + (wordOf[place] as number);
        outWords[word] = (outWords[word] as number) | (target << (shiftOf[place] as number));
      }
      step += 1;
    }
  }

  /** Which copy really takes each step of a way from the beginning, where a symmetric system puts them in order. */
  trace(path: readonly number[]): readonly CopyStep[] {
    const { graph } = this;
    let copies = Array.from({ length: this.copies }, (_, copy) => ({ copy, state: graph.initial[0] ?? 0 }));
    return path.map((step) => {
      const { copy: place, label } = this.stepOf(step);
      const { copy, state } = copies[place] as { copy: number; state: number };
      copies[place] = { copy, state: targetOf(graph, state, label) };
      if (this.#isSymmetric) copies = [...copies].sort((a, b) => a.state - b.state);
      return { copy, label };
    });
  }

  /** Writes the others without one of the copies: with the gap that it leaves or, where order counts, with any gap. */
  #leaveOut(one: number): void {
    const { copies, width } = this;
    const own = this.#own;
    const rest = this.#rest;
    const gapped = this.#gapped;
    for (let n = 0; n < one; n += 1) rest[n] = own[n] as number;
    for (let n = one + 1; n < copies; n += 1) rest[n - 1] = own[n] as number;
    const start = this.#isSymmetric ? 0 : one;
    for (let word = 0; word < width; word += 1) gapped[start * width + word] = 0;
    for (let n = 0; n < copies - 1; n += 1) this.#flip(start, n < start ? n : n + 1, rest[n] as number);
    if (!this.#isSymmetric) return;
    // The gap after the next: one copy moves down into this one.
    for (let gap = 0; gap < copies - 1; gap += 1) {
      for (let word = 0; word < width; word += 1) {
        gapped[(gap + 1) * width + word] = gapped[gap * width + word] as number;
      }
      this.#flip(gap + 1, gap + 1, rest[gap] as number);
      this.#flip(gap + 1, gap, rest[gap] as number);
    }
  }

  /** Puts a copy into an empty place of the words with that gap, or takes it away from there. */
  #flip(gap: number, place: number, state: number): void {
    const word = gap * this.width + (this.#wordOf[place] as number);
    this.#gapped[word] = (this.#gapped[word] as number) ^ (state << (this.#shiftOf[place] as number));
  }

  #packed(standing: readonly number[]): readonly number[] {
    const words = new Uint32Array(this.width);
    standing.forEach((state, place) => {
      const word = this.#wordOf[place] as number;
      words[word] = (words[word] as number) | (state << (this.#shiftOf[place] as number));
    });
    return [...words];
  }
}

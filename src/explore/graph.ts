import { Steps } from './system.js';
import type { TransitionSystem } from './system.js';
import { none, VectorTable, grown } from './vectors.js';

/** All states of a system and all steps between them, as numbers: what a complete search has found, to be asked again. */
export interface Graph {
  readonly states: number;
  /** The steps out of state `n` are those from `first[n]` up to `first[n + 1]`. */
  readonly first: Uint32Array;
  readonly labels: Uint32Array;
  readonly targets: Uint32Array;
  /** The states in which it may begin. */
  readonly initial: readonly number[];
}

/** Where a step leads. */
export function targetOf({ first, labels, targets }: Graph, state: number, label: number): number {
  for (let at = first[state] as number; at < (first[state + 1] as number); at += 1) {
    if (labels[at] === label) return targets[at] as number;
  }
  throw new Error(`Internal error: no step ${label} leads out of state ${state}.`);
}

/** The same states, and of the steps only some. */
export function restricted(graph: Graph, includes: (label: number) => boolean): Graph {
  const first = new Uint32Array(graph.states + 1);
  const labels: number[] = [];
  const targets: number[] = [];
  for (let state = 0; state < graph.states; state += 1) {
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      if (!includes(graph.labels[at] as number)) continue;
      labels.push(graph.labels[at] as number);
      targets.push(graph.targets[at] as number);
    }
    first[state + 1] = labels.length;
  }
  return { ...graph, first, labels: Uint32Array.from(labels), targets: Uint32Array.from(targets) };
}

/** How much may be found before one gives up. */
export interface GraphLimits {
  readonly maxStates?: number;
  /** Asked now and then; the search stops where it says so. */
  readonly isEnough?: (progress: {
    readonly states: number;
    readonly expanded: number;
    readonly steps: number;
  }) => boolean;
}

/** A graph, and what its states are. */
export interface Unfolded {
  readonly graph: Graph;
  /** The vectors behind the states. */
  readonly vectors: VectorTable;
  /** Nothing was left out. Otherwise the states from `expanded` on are the frontier: no step out of them is known. */
  readonly isComplete: boolean;
  readonly expanded: number;
}

/** How many states are expanded between two questions whether it is enough. */
const breath = 256;

/** The graph of a system, breadth first, as far as the limits allow. */
export function unfold(system: TransitionSystem, { maxStates = none, isEnough }: GraphLimits = {}): Unfolded {
  const vectors = new VectorTable(system.width);
  const steps = new Steps(system.width);
  const initial = system.initial.map((words) => vectors.numberOf(Uint32Array.from(words), 0));
  const first = new Column();
  const labels = new Column();
  const targets = new Column();
  let expanded = 0;
  while (expanded < vectors.count && vectors.count <= maxStates) {
    if (expanded % breath === 0 && isEnough?.({ states: vectors.count, expanded, steps: labels.length })) break;
    first.push(labels.length);
    steps.clear();
    system.expand(vectors.words, expanded * system.width, steps);
    for (let n = 0; n < steps.length; n += 1) {
      labels.push(steps.labels[n] as number);
      targets.push(vectors.numberOf(steps.words, n * system.width));
    }
    expanded += 1;
  }
  const states = vectors.count;
  while (first.length <= states) first.push(labels.length);
  const graph = { states, first: first.words(), labels: labels.words(), targets: targets.words(), initial };
  return { graph, vectors, isComplete: expanded === states, expanded };
}

/** Words one after the other, as many as may come. */
class Column {
  #words: Uint32Array = new Uint32Array(1024);
  length = 0;

  push(word: number): void {
    if (this.length === this.#words.length) this.#words = grown(this.#words);
    this.#words[this.length] = word;
    this.length += 1;
  }

  words(): Uint32Array {
    return this.#words.slice(0, this.length);
  }
}

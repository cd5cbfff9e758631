import type { Graph } from '../explore/index.js';

/** A graph in which steps that are alike have the same key as in another. */
export interface Keyed {
  readonly graph: Graph;
  /** States from here on are the frontier: no step out of them is known. */
  readonly expanded: number;
  readonly keyOf: (label: number) => number;
}

/** A step that only one of two systems takes, and a shortest way there that both go. */
export interface Divergence {
  /** Labels of the system that takes the step, the last one being that of the step. */
  readonly path: readonly number[];
  /** Where both stand before it. */
  readonly original: number;
  readonly mutant: number;
  /** Where the step leads, in the system that takes it. */
  readonly target: number;
}

/** How two systems differ. */
export interface Comparison {
  /** What only the mutant does, nearest first. Whatever it does otherwise, the original does too. */
  readonly strays: readonly Divergence[];
  /** What only the original does, nearest first. */
  readonly missing: readonly Divergence[];
  /** Both went every way to its end, or to where they part. */
  readonly isComplete: boolean;
}

/** More pairs of states than that are not looked at. */
const mostPairs = 200_000;

/**
 * Lets two systems go the same ways, side by side, and collects the steps that only one of them takes. Of steps with one
 * key out of one state there must not be two.
 */
export function compare(original: Keyed, mutant: Keyed): Comparison {
  const strays: Divergence[] = [];
  const missing: Divergence[] = [];
  const pairs = new Pairs(mutant.graph.states);
  for (const [n, state] of mutant.graph.initial.entries()) pairs.add(original.graph.initial[n] ?? 0, state, -1, 0, 0);
  let isComplete = true;
  for (let head = 0; head < pairs.count; head += 1) {
    const [one, other] = [pairs.originals[head] as number, pairs.mutants[head] as number];
    if (one >= original.expanded || other >= mutant.expanded || head >= mostPairs) {
      isComplete = false;
      continue;
    }
    const steps = stepsOf(original, one);
    const own = stepsOf(mutant, other);
    const here = { original: one, mutant: other };
    for (const [key, { label, target }] of own) {
      const twin = steps.get(key);
      if (twin) pairs.add(twin.target, target, head, twin.label, label);
      else strays.push({ ...here, path: [...pairs.wayTo(head, 'mutant'), label], target });
    }
    for (const [key, { label, target }] of steps) {
      if (!own.has(key)) missing.push({ ...here, path: [...pairs.wayTo(head, 'original'), label], target });
    }
  }
  return { strays, missing, isComplete };
}

function stepsOf({ graph, keyOf }: Keyed, state: number) {
  const steps = new Map<number, { readonly label: number; readonly target: number }>();
  for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
    const label = graph.labels[at] as number;
    steps.set(keyOf(label), { label, target: graph.targets[at] as number });
  }
  return steps;
}

/** One step, as each of the two calls it. */
interface Labels {
  readonly original: number;
  readonly mutant: number;
}

/** Pairs of states that both systems reach on the same way. */
class Pairs {
  readonly originals: number[] = [];
  readonly mutants: number[] = [];
  readonly #known = new Set<number>();
  readonly #from: number[] = [];
  readonly #labels: Labels[] = [];

  constructor(private readonly states: number) {}

  get count(): number {
    return this.originals.length;
  }

  add(original: number, mutant: number, from: number, byOriginal: number, byMutant: number): void {
    const key = original * this.states + mutant;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.originals.push(original);
    this.mutants.push(mutant);
    this.#from.push(from);
    this.#labels.push({ original: byOriginal, mutant: byMutant });
  }

  wayTo(pair: number, side: keyof Labels): readonly number[] {
    const path: number[] = [];
    for (let at = pair; (this.#from[at] ?? -1) >= 0; at = this.#from[at] as number) {
      path.push((this.#labels[at] as Labels)[side]);
    }
    return path.reverse();
  }
}

import type { Graph } from './graph.js';
import { none } from './vectors.js';

/** Whether a step counts: its label, and from where to where it leads. */
export type Includes = (label: number, from: number, to: number) => boolean;

/** Shortest ways from the initial states to all others. */
export class Ways {
  readonly #from: Uint32Array;
  readonly #by: Uint32Array;
  /** The states in the order of their distance. */
  readonly order: readonly number[];

  constructor(graph: Graph, includes: Includes = () => true) {
    const { states, first, labels, targets, initial } = graph;
    this.#from = new Uint32Array(states).fill(none);
    this.#by = new Uint32Array(states).fill(none);
    const seen = new Uint8Array(states);
    const order = [...initial];
    initial.forEach((state) => (seen[state] = 1));
    for (const state of order) {
      for (let at = first[state] as number; at < (first[state + 1] as number); at += 1) {
        const target = targets[at] as number;
        if (seen[target] === 1 || !includes(labels[at] as number, state, targets[at] as number)) continue;
        seen[target] = 1;
        this.#from[target] = state;
        this.#by[target] = labels[at] as number;
        order.push(target);
      }
    }
    this.order = order;
  }

  /** The labels of the steps to a state. */
  to(state: number): readonly number[] {
    const path: number[] = [];
    for (let at = state; this.#from[at] !== none; at = this.#from[at] as number) path.push(this.#by[at] as number);
    return path.reverse();
  }
}

/** A way to a round that can be gone for ever. */
export interface Lasso {
  readonly way: readonly number[];
  readonly round: readonly number[];
}

/**
 * A round of included steps, and a shortest way to it; `undefined` where there is none. The rounds nearest to the
 * beginning are found first, and of these a shortest one.
 */
export function lassoIn(graph: Graph, includes: Includes): Lasso | undefined {
  const ways = new Ways(graph);
  const isLeft = withoutEnds(graph, includes);
  for (const state of ways.order) {
    const round = isLeft[state] === 1 ? roundFrom(graph, includes, isLeft, state) : undefined;
    if (round) return { way: ways.to(state), round };
  }
  return undefined;
}

/** Takes away, again and again, the states that no included step leads out of. If any are left, there are rounds. */
function withoutEnds(graph: Graph, includes: Includes): Uint8Array {
  const { states, first, labels, targets } = graph;
  const sources = sourcesIn(graph, includes);
  const degrees = new Uint32Array(states);
  const isLeft = new Uint8Array(states).fill(1);
  const bare: number[] = [];
  for (let state = 0; state < states; state += 1) {
    for (let at = first[state] as number; at < (first[state + 1] as number); at += 1) {
      if (includes(labels[at] as number, state, targets[at] as number)) degrees[state] = (degrees[state] as number) + 1;
    }
    if (degrees[state] === 0) bare.push(state);
  }
  for (let state = bare.pop(); state !== undefined; state = bare.pop()) {
    isLeft[state] = 0;
    for (const source of sources[state] ?? []) {
      degrees[source] = (degrees[source] as number) - 1;
      if (degrees[source] === 0) bare.push(source);
    }
  }
  return isLeft;
}

/** A shortest round through a state. */
function roundFrom(
  { first, labels, targets }: Graph,
  includes: Includes,
  isLeft: Uint8Array,
  start: number,
): readonly number[] | undefined {
  const trail = new Map<number, { readonly from: number; readonly label: number }>();
  const open = [start];
  for (const state of open) {
    for (let at = first[state] as number; at < (first[state + 1] as number); at += 1) {
      const target = targets[at] as number;
      const label = labels[at] as number;
      if (isLeft[target] === 0 || trail.has(target) || !includes(label, state, target)) continue;
      trail.set(target, { from: state, label });
      if (target === start) return labelsBack(trail, start);
      open.push(target);
    }
  }
  return undefined;
}

function labelsBack(trail: ReadonlyMap<number, { readonly from: number; readonly label: number }>, end: number) {
  const round: number[] = [];
  let state = end;
  do {
    const step = trail.get(state) as { readonly from: number; readonly label: number };
    round.push(step.label);
    state = step.from;
  } while (state !== end);
  return round.reverse();
}

/** From where the included steps into each state come. */
export function sourcesIn(graph: Graph, includes: Includes = () => true): readonly (readonly number[])[] {
  const { states, first, labels, targets } = graph;
  const sources: number[][] = Array.from({ length: states }, () => []);
  for (let state = 0; state < states; state += 1) {
    for (let at = first[state] as number; at < (first[state + 1] as number); at += 1) {
      if (includes(labels[at] as number, state, targets[at] as number)) {
        (sources[targets[at] as number] as number[]).push(state);
      }
    }
  }
  return sources;
}

/** States from which none of the goals can be reached. */
export function lost(graph: Graph, isGoal: (state: number) => boolean): readonly number[] {
  const sources = sourcesIn(graph);
  const saved = new Uint8Array(graph.states);
  const open: number[] = [];
  for (let state = 0; state < graph.states; state += 1) {
    if (!isGoal(state)) continue;
    saved[state] = 1;
    open.push(state);
  }
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const source of sources[state] ?? []) {
      if (saved[source] === 1) continue;
      saved[source] = 1;
      open.push(source);
    }
  }
  return [...saved.keys()].filter((state) => saved[state] === 0);
}

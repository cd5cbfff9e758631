import { targetOf } from './graph.js';
import type { Graph } from './graph.js';
import { VectorTable } from './vectors.js';

/** A smaller graph that does the same. */
export interface Quotient {
  readonly graph: Graph;
  /** The state of the smaller graph that stands for each state of the larger. */
  readonly classOf: Uint32Array;
}

/**
 * Joins states that nobody can tell apart: whatever one can do, the other can do as well, and ends up in states that
 * cannot be told apart either (strong bisimulation). Steps are told apart by `kindOf` of their labels; of several steps
 * of one kind between the same states the first is kept.
 */
export function minimise(graph: Graph, kindOf: (label: number) => number = (label) => label): Quotient {
  const classOf = new Uint32Array(graph.states);
  let classes = Math.min(1, graph.states);
  for (;;) {
    const count = refine(graph, kindOf, classOf);
    if (count === classes) break;
    classes = count;
  }
  return { graph: joined(graph, kindOf, classOf, classes), classOf };
}

/** Tells states of a class apart whose steps lead to different classes; how many classes there are then. */
function refine(
  { states, first, labels, targets }: Graph,
  kindOf: (label: number) => number,
  classOf: Uint32Array,
): number {
  // A list of words is a chain of pairs: what came before, and the next word.
  const chains = new VectorTable(2, 4096);
  const classes = new VectorTable(2, 1024);
  const pair = new Uint32Array(2);
  const link = (table: VectorTable, a: number, b: number): number => {
    pair[0] = a;
    pair[1] = b;
    return table.numberOf(pair, 0);
  };
  const next = new Uint32Array(states);
  const moves: number[] = [];
  for (let state = 0; state < states; state += 1) {
    moves.length = 0;
    for (let at = first[state] as number; at < (first[state + 1] as number); at += 1) {
      moves.push(link(chains, kindOf(labels[at] as number), (classOf[targets[at] as number] as number) + 0x80000000));
    }
    moves.sort((a, b) => a - b);
    let chain = 0xfffffffe;
    let before = -1;
    for (const move of moves) {
      if (move !== before) chain = link(chains, chain, move);
      before = move;
    }
    next[state] = link(classes, classOf[state] as number, chain);
  }
  classOf.set(next);
  return classes.count;
}

function joined(graph: Graph, kindOf: (label: number) => number, classOf: Uint32Array, classes: number): Graph {
  const { states, first, labels, targets } = graph;
  const members = new Uint32Array(classes).fill(0xffffffff);
  for (let state = states - 1; state >= 0; state -= 1) members[classOf[state] as number] = state;
  const starts = new Uint32Array(classes + 1);
  const newLabels: number[] = [];
  const newTargets: number[] = [];
  for (let one = 0; one < classes; one += 1) {
    const member = members[one] as number;
    const seen = new Set<number>();
    for (let at = first[member] as number; at < (first[member + 1] as number); at += 1) {
      const target = classOf[targets[at] as number] as number;
      const key = kindOf(labels[at] as number) * classes + target;
      if (seen.has(key)) continue;
      seen.add(key);
      newLabels.push(labels[at] as number);
      newTargets.push(target);
    }
    starts[one + 1] = newLabels.length;
  }
  return {
    states: classes,
    first: starts,
    labels: Uint32Array.from(newLabels),
    targets: Uint32Array.from(newTargets),
    initial: [...new Set(graph.initial.map((state) => classOf[state] as number))],
  };
}

/** The way in the larger graph that does what a way in the smaller one does. */
export function lift(
  path: readonly number[],
  graph: Graph,
  { graph: small, classOf }: Quotient,
  kindOf: (label: number) => number = (label) => label,
): readonly number[] {
  let [state = 0] = graph.initial;
  return path.map((label) => {
    const target = targetOf(small, classOf[state] as number, label);
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      const own = graph.labels[at] as number;
      if (kindOf(own) !== kindOf(label) || classOf[graph.targets[at] as number] !== target) continue;
      state = graph.targets[at] as number;
      return own;
    }
    throw new Error(`Internal error: state ${state} cannot do what its class can.`);
  });
}

import type { Graph } from '../../src/explore/index.js';

/** A graph from its steps: from, label, to. It begins in state 0. */
export function graphOf(states: number, steps: readonly (readonly [number, string, number])[]) {
  const names = [...new Set(steps.map(([, label]) => label))];
  const inOrder = [...steps].sort(([a], [b]) => a - b);
  const graph: Graph = {
    states,
    first: Uint32Array.from({ length: states + 1 }, (_, state) => inOrder.filter(([from]) => from < state).length),
    labels: Uint32Array.from(inOrder, ([, label]) => names.indexOf(label)),
    targets: Uint32Array.from(inOrder, ([, , target]) => target),
    initial: [0],
  };
  return { graph, nameOf: (label: number) => names[label]! };
}

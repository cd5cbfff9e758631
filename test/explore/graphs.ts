import fc from 'fast-check';
import type { Graph } from '../../src/explore/index.js';

export interface Edge {
  readonly from: number;
  readonly label: number;
  readonly to: number;
}

/** A graph that begins in state 0. */
export function graphOf(states: number, edges: readonly Edge[]): Graph {
  const sorted = [...edges].sort((a, b) => a.from - b.from);
  return {
    states,
    first: Uint32Array.from({ length: states + 1 }, (_, state) => sorted.filter(({ from }) => from < state).length),
    labels: Uint32Array.from(sorted, ({ label }) => label),
    targets: Uint32Array.from(sorted, ({ to }) => to),
    initial: [0],
  };
}

export const edgesOf = ({ states, first, labels, targets }: Graph): readonly Edge[] =>
  Array.from({ length: states }, (_, from) => from).flatMap((from) =>
    [...labels.subarray(first[from], first[from + 1])].map((label, n) => ({
      from,
      label,
      to: targets[first[from]! + n]!,
    })),
  );

/** Small graphs, in which no two steps have the same label. */
export const graphs = (most = 7): fc.Arbitrary<Graph> =>
  fc.integer({ min: 1, max: most }).chain((states) => {
    const state = fc.nat({ max: states - 1 });
    return fc.array(fc.tuple(state, state), { maxLength: 2 * most }).map((pairs) =>
      graphOf(
        states,
        pairs.map(([from, to], label) => ({ from, label, to })),
      ),
    );
  });

/** How far each state is from the beginning; those that cannot be reached are missing. */
export function distances(graph: Graph, start = graph.initial, fits = (_label: number) => true): Map<number, number> {
  const edges = edgesOf(graph).filter(({ label }) => fits(label));
  const found = new Map(start.map((state) => [state, 0]));
  for (let isNews = true; isNews;) {
    isNews = false;
    for (const { from, to } of edges) {
      const distance = (found.get(from) ?? Infinity) + 1;
      if (distance < (found.get(to) ?? Infinity)) {
        found.set(to, distance);
        isNews = true;
      }
    }
  }
  return found;
}

/** Where a way leads. */
export const walked = (graph: Graph, path: readonly number[], start = 0): number =>
  path.reduce((state, label) => {
    const edge = edgesOf(graph).find((candidate) => candidate.from === state && candidate.label === label);
    if (!edge) throw new Error(`no step ${label} leads out of state ${state}`);
    return edge.to;
  }, start);

import { Interner, minimise } from '../explore/index.js';
import type { Graph } from '../explore/index.js';

/** A graph that is complete, and what its labels stand for: the same text for the same event and all that it leads to. */
export interface Told {
  readonly graph: Graph;
  readonly meaningOf: (label: number) => string;
}

/**
 * Whether nobody can tell two systems apart: whatever one can do, the other can do as well, at any time from the
 * beginning on (strong bisimulation). A mutant that is equivalent cannot be killed by anything that looks at its steps.
 */
export function isEquivalent(original: Told, mutant: Told): boolean {
  const joined = union(original.graph, mutant.graph);
  const shift = labelsOf(original.graph);
  const meanings = new Interner<string>((text) => text);
  const kinds = new Map<number, number>();
  const { classOf } = minimise(joined, (label) => {
    const known = kinds.get(label);
    if (known !== undefined) return known;
    const meaning = label < shift ? original.meaningOf(label) : mutant.meaningOf(label - shift);
    const kind = meanings.numberOf(meaning);
    kinds.set(label, kind);
    return kind;
  });
  const classesOf = ({ initial }: Graph, offset: number) => new Set(initial.map((state) => classOf[state + offset]));
  const one = classesOf(original.graph, 0);
  const other = classesOf(mutant.graph, original.graph.states);
  return one.size === other.size && [...one].every((found) => other.has(found));
}

/** How many labels a graph has: they are numbers from 0. */
const labelsOf = ({ labels }: Graph): number => labels.reduce((most, label) => Math.max(most, label + 1), 0);

/** Two graphs side by side; states and labels of the second are numbered on. */
function union(a: Graph, b: Graph): Graph {
  const shift = labelsOf(a);
  return {
    states: a.states + b.states,
    first: Uint32Array.from([...a.first.subarray(0, a.states), ...b.first.map((at) => at + a.labels.length)]),
    labels: Uint32Array.from([...a.labels, ...b.labels.map((label) => label + shift)]),
    targets: Uint32Array.from([...a.targets, ...b.targets.map((target) => target + a.states)]),
    initial: [...a.initial, ...b.initial.map((state) => state + a.states)],
  };
}

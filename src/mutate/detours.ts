import type { Graph } from '../explore/index.js';
import type { Divergence } from './comparison.js';

/** Where nothing is left of the VC, and debts come to light. */
export type IsHome = (state: number) => boolean;

/** How much of what only a mutant does is looked at. */
export interface Reach {
  /** How many of its own steps are followed. */
  readonly strays: number;
  /** How many steps after each of them; from there a shortest way leads home. */
  readonly beyond: number;
}

interface Step {
  readonly label: number;
  readonly target: number;
}

/**
 * The ways of a mutant that begin as ways of the original and leave them: a graph of its own, whose labels are those of
 * the mutant. The ways that both go say nothing new and are left out.
 */
export function detours(
  graph: Graph,
  isHome: IsHome,
  strays: readonly Divergence[],
  { strays: most, beyond }: Reach,
): Graph {
  const homeward = waysHome(graph, isHome);
  const steps: Step[][] = [[]];
  const nodes = new Map<string, number>();
  const open: { readonly node: number; readonly state: number; readonly left: number }[] = [];
  const added = (): number => steps.push([]) - 1;
  /** The node for a state of the mutant from which so many steps are still to be followed. */
  const after = (state: number, left: number): number => {
    const key = `${state} ${left}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const node = added();
    nodes.set(key, node);
    open.push({ node, state, left });
    return node;
  };
  /** The node to which a step that both take leads: a branch of the tree of common ways. */
  const along = (from: number, label: number): number => {
    const key = `${from}: ${label}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const node = added();
    nodes.set(key, node);
    (steps[from] as Step[]).push({ label, target: node });
    return node;
  };
  for (const { path, target } of varied(strays).slice(0, most)) {
    const node = path.slice(0, -1).reduce(along, 0);
    (steps[node] as Step[]).push({ label: path.at(-1) as number, target: after(target, beyond) });
  }
  for (const { node, state, left } of open) {
    if (left === 0) {
      const step = homeward[state];
      if (step) (steps[node] as Step[]).push({ label: step.label, target: after(step.target, 0) });
      continue;
    }
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      const target = after(graph.targets[at] as number, left - 1);
      (steps[node] as Step[]).push({ label: graph.labels[at] as number, target });
    }
  }
  return joined(steps);
}

/** For each state the first step of a shortest way home; none where it is at home, or there is no way. */
function waysHome(graph: Graph, isHome: IsHome): readonly (Step | undefined)[] {
  const { states, first, labels, targets } = graph;
  const sources: (Step & { readonly from: number })[][] = Array.from({ length: states }, () => []);
  for (let from = 0; from < states; from += 1) {
    for (let at = first[from] as number; at < (first[from + 1] as number); at += 1) {
      const target = targets[at] as number;
      sources[target]?.push({ from, label: labels[at] as number, target });
    }
  }
  const steps = new Array<Step | undefined>(states).fill(undefined);
  const order = Array.from({ length: states }, (_, state) => state).filter(isHome);
  const seen = new Set(order);
  for (const state of order) {
    for (const { from, ...step } of sources[state] ?? []) {
      if (seen.has(from)) continue;
      seen.add(from);
      steps[from] = step;
      order.push(from);
    }
  }
  return steps;
}

/** The same, but that steps with a new label come before those with a known one. */
function varied(strays: readonly Divergence[]): readonly Divergence[] {
  const seen = new Set<number>();
  const [first, later]: [Divergence[], Divergence[]] = [[], []];
  for (const stray of strays) {
    const label = stray.path.at(-1) as number;
    (seen.has(label) ? later : first).push(stray);
    seen.add(label);
  }
  return [...first, ...later];
}

function joined(steps: readonly (readonly Step[])[]): Graph {
  const first = new Uint32Array(steps.length + 1);
  steps.forEach(({ length }, node) => {
    first[node + 1] = (first[node] as number) + length;
  });
  const all = steps.flat();
  return {
    states: steps.length,
    first,
    labels: Uint32Array.from(all, ({ label }) => label),
    targets: Uint32Array.from(all, ({ target }) => target),
    initial: [0],
  };
}

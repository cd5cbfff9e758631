import { none } from '../../explore/index.js';
import { Roads } from './terrain.js';
import type { Terrain, Way } from './terrain.js';

/** Where one wants to go: a state, or along an edge. Either will do where both are given. */
export interface Goal {
  readonly state?: (state: number) => boolean;
  readonly edge?: (edge: number) => boolean;
}

/** `unreachable`: no way leads there, and all were tried. `unknown`: none was found, and not everything is known. */
export type Failure = 'unreachable' | 'unknown';

/** A way to a goal, which is reached after `at` edges, and home. */
export type Route = { readonly result: 'found'; readonly way: Way; readonly at: number } | { readonly result: Failure };

/** A shortest way to a goal, and a shortest way home from there. */
export const toward = (terrain: Terrain, goal: Goal): Route => shortest(new Roads(terrain), goal);

/** The same, where the roads are known. */
export function shortest(roads: Roads, goal: Goal): Route {
  const { graph } = roads.terrain;
  const state = goal.state && roads.order.find(goal.state);
  const start = goal.edge && roads.order.find((source) => edgeOutOf(graph, source, goal.edge) !== undefined);
  const isState =
    state !== undefined && !(start !== undefined && roads.distanceOf(start) < roads.distanceOf(state) - 1);
  if (isState) return found(roads, roads.to(state));
  const edge = start === undefined ? undefined : edgeOutOf(graph, start, goal.edge);
  if (start === undefined || edge === undefined) return { result: failureIn(roads) };
  return found(roads, [...roads.to(start), edge]);
}

function edgeOutOf({ first }: Terrain['graph'], state: number, fits: Goal['edge']): number | undefined {
  for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
    if (fits?.(edge)) return edge;
  }
  return undefined;
}

const found = (roads: Roads, way: Way): Route => ({
  result: 'found',
  way: [...way, ...roads.home(roads.endOf(way))],
  at: way.length,
});

const failureIn = ({ order, terrain: { expanded } }: Roads): Failure =>
  expanded !== undefined && order.some((state) => state >= expanded) ? 'unknown' : 'unreachable';

/** A way along edges that fit, in order, where each is gone after `at` edges; or which element is the first without one. */
export type Passage =
  | { readonly result: 'found'; readonly way: Way; readonly at: readonly number[] }
  /** The number of the element, from 0, and from how many states it was tried. */
  | { readonly result: Failure; readonly element: number; readonly tried: number };

/** The shortest way that takes edges which fit each of a sequence, in order, whatever is between them, and then home. */
export function through(terrain: Terrain, sequence: readonly ((edge: number) => boolean)[]): Passage {
  const roads = new Roads(terrain);
  const { states, first, targets } = terrain.graph;
  // A place is a state together with how many elements are behind. To take an edge that fits is never a mistake.
  const arrival = new Uint32Array(states * (sequence.length + 1)).fill(none);
  const before = new Uint32Array(arrival.length);
  const seen = new Uint8Array(arrival.length);
  const tried = new Uint32Array(sequence.length + 1);
  const open = [roads.initial];
  seen[roads.initial] = 1;
  for (const place of open) {
    const done = Math.floor(place / states);
    if (done === sequence.length) return passage(roads, arrival, before, place);
    tried[done] = (tried[done] as number) + 1;
    const state = place % states;
    for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
      const fits = sequence[done]?.(edge) === true;
      const next = (done + (fits ? 1 : 0)) * states + (targets[edge] as number);
      if (seen[next] === 1) continue;
      seen[next] = 1;
      arrival[next] = edge;
      before[next] = place;
      open.push(next);
    }
  }
  const element = tried.findLastIndex((count) => count > 0);
  return { result: failureIn(roads), element, tried: tried[element] as number };
}

function passage(roads: Roads, arrival: Uint32Array, before: Uint32Array, end: number): Passage {
  const { states } = roads.terrain.graph;
  const edges: number[] = [];
  const isHit: boolean[] = [];
  for (let place = end; arrival[place] !== none; place = before[place] as number) {
    edges.push(arrival[place] as number);
    isHit.push(Math.floor(place / states) > Math.floor((before[place] as number) / states));
  }
  const way = edges.reverse();
  const at = isHit.reverse().flatMap((isOne, n) => (isOne ? [n + 1] : []));
  return { result: 'found', way: [...way, ...roads.home(roads.endOf(way))], at };
}

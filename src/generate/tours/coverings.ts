import type { Graph } from '../../explore/index.js';
import { postman } from './postman.js';
import { Roads } from './terrain.js';
import type { Terrain } from './terrain.js';
import { tourOf } from './tour.js';
import type { Tour } from './tour.js';

/** How long a way may be, in edges. */
export interface CoveringOptions {
  readonly maxLength?: number;
}

/** How many ways, and how many steps on them. */
export interface Bill {
  readonly ways: number;
  readonly steps: number;
}

/** A terrain made of another one, so that a postman who goes its edges does something else on the other. */
interface Derived {
  readonly terrain: Terrain;
  /** The edge of the other terrain; nothing where the edge is an aid only. */
  readonly edges: readonly (number | undefined)[];
}

/** Ways that come through every state: a postman where every state is a street. `unreachable` are states. */
export function everyState(terrain: Terrain, { maxLength }: CoveringOptions = {}): Tour {
  const roads = new Roads(terrain);
  const streets = withStreets(roads);
  const isStreet = (edge: number): boolean => streets.edges[edge] === undefined;
  const isRequired = (edge: number): boolean => isStreet(edge) && roads.isReachable(stateOf(streets, edge));
  const { ways, lowerBound } = postman(streets.terrain, {
    isRequired,
    ...(maxLength !== undefined && { maxLength: 2 * maxLength + 1 }),
  });
  return tourOf(roads, waysIn(streets, ways), {
    lowerBound: Math.ceil(lowerBound / 2),
    unreachable: [...roads.distance.keys()].filter((state) => !roads.isReachable(state)),
  });
}

/** Every state becomes two, which a street joins: what leads to it leads to the first, what leads out begins at the second. */
function withStreets({ terrain, initial, isRest }: Roads): Derived {
  const { states, first, targets } = terrain.graph;
  const arcs: number[] = [];
  const edges: (number | undefined)[] = [];
  const starts = new Uint32Array(2 * states + 1);
  for (let state = 0; state < states; state += 1) {
    edges.push(undefined);
    starts[2 * state + 1] = arcs.push(2 * state + 1);
    for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
      edges.push(edge);
      arcs.push(2 * (targets[edge] as number));
    }
    starts[2 * state + 2] = arcs.length;
  }
  const graph = { states: 2 * states, first: starts, targets: Uint32Array.from(arcs), initial: [2 * initial] };
  const isEnd = (place: number): boolean => isRest[place >> 1] === 1 && (place % 2 === 1 || place === 2 * initial);
  return { terrain: { graph, isRest: isEnd }, edges };
}

const stateOf = ({ terrain }: Derived, street: number): number => (terrain.graph.targets[street] as number) >> 1;

const waysIn = ({ edges }: Derived, ways: Tour['ways']): Tour['ways'] =>
  ways
    .map((way) => way.map((edge) => edges[edge]).filter((edge) => edge !== undefined))
    .filter((way) => way.length > 0);

/** What is there of two edges one after the other. */
export interface Pairs extends Tour {
  /** How many pairs there are. Where one test ends and the next begins at once, in the initial state, there are none. */
  readonly pairs: number;
}

/** Ways on which every two edges that can follow each other do: a postman where every edge is a place. */
export function everyPair(terrain: Terrain, { maxLength }: CoveringOptions = {}): Pairs {
  const roads = new Roads(terrain);
  const lines = ofPairs(roads);
  const tour = postman(lines.terrain, maxLength === undefined ? {} : { maxLength });
  const { lowerBound } = tour;
  const firsts = lines.terrain.graph.first[1] as number;
  return {
    ...tourOf(roads, waysIn(lines, tour.ways), { lowerBound, unreachable: [] }),
    pairs: lines.edges.length - firsts,
  };
}

/** Place 0 is where every test begins, and the others are the reachable edges that were just gone. */
function ofPairs(roads: Roads): Derived {
  const { first, targets } = roads.terrain.graph;
  const reachable = [...roads.sources.keys()].filter((edge) => roads.isReachable(roads.sources[edge] as number));
  const isLast = (edge: number): boolean => roads.isHome(targets[edge] as number);
  const places = new Map(reachable.filter((edge) => !isLast(edge)).map((edge, n) => [edge, n + 1]));
  const edges: number[] = [];
  const arcs: number[] = [];
  const starts = [0];
  for (const state of [roads.initial, ...[...places.keys()].map((edge) => targets[edge] as number)]) {
    for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
      edges.push(edge);
      arcs.push(places.get(edge) ?? 0);
    }
    starts.push(arcs.length);
  }
  const order = [...places.keys()];
  const graph: Omit<Graph, 'labels'> = {
    states: starts.length - 1,
    first: Uint32Array.from(starts),
    targets: Uint32Array.from(arcs),
    initial: [0],
  };
  const isRest = (place: number): boolean =>
    place === 0 ? roads.isHome(roads.initial) : roads.isEnd(targets[order[place - 1] as number] as number);
  return { terrain: { graph, isRest }, edges };
}

/**
 * What it costs to give every state a shortest way of its own, as suites made of shortest paths do: `all` of them, and
 * those that are `longest`, without what another way begins with. No way leads home.
 */
export function onePathPerState(terrain: Terrain): { readonly all: Bill; readonly longest: Bill } {
  const roads = new Roads(terrain);
  const isPassed = new Uint8Array(terrain.graph.states);
  for (const state of roads.order) {
    const last = roads.to(state).at(-1);
    if (last !== undefined) isPassed[roads.sources[last] as number] = 1;
  }
  const bill = (states: readonly number[]): Bill => ({
    ways: states.length,
    steps: states.reduce((sum, state) => sum + (roads.distance[state] as number), 0),
  });
  return { all: bill(roads.order), longest: bill(roads.order.filter((state) => isPassed[state] === 0)) };
}

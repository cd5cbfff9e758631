import { none } from '../../explore/index.js';
import type { Graph } from '../../explore/index.js';

/** A way from the initial state: edges, one after the other. */
export type Way = readonly number[];

/** A graph on which tests are ways. An edge is its place in `targets`. */
export interface Terrain {
  readonly graph: Pick<Graph, 'states' | 'first' | 'targets' | 'initial'>;
  /** Here a test may end. From there to the initial state a reset leads, which costs as much as a step. */
  readonly isRest: (state: number) => boolean;
  /** Of the states from here on no step is known; where it is missing, all steps are. */
  readonly expanded?: number;
}

/** What leads into each node: the arcs from `first[n]` up to `first[n + 1]` of `arcs`. */
export interface Inward {
  readonly first: Uint32Array;
  readonly arcs: Uint32Array;
}

/** Sorts arcs by where they lead. */
export function inwardOf(nodes: number, heads: Uint32Array): Inward {
  const first = new Uint32Array(nodes + 1);
  for (const head of heads) first[head + 1] = (first[head + 1] as number) + 1;
  for (let node = 0; node < nodes; node += 1) {
    first[node + 1] = (first[node + 1] as number) + (first[node] as number);
  }
  const free = first.slice();
  const arcs = new Uint32Array(heads.length);
  heads.forEach((head, arc) => {
    const place = free[head] as number;
    arcs[place] = arc;
    free[head] = place + 1;
  });
  return { first, arcs };
}

/** From where each arc comes. */
export function tailsOf(nodes: number, first: Uint32Array, arcs: number): Uint32Array {
  const tails = new Uint32Array(arcs);
  for (let node = 0; node < nodes; node += 1) tails.fill(node, first[node], first[node + 1]);
  return tails;
}

/** Shortest ways from the initial state to every other, and from each to where a test may end. */
export class Roads {
  readonly initial: number;
  /** Where each edge comes from. */
  readonly sources: Uint32Array;
  /** How many steps each state is from the initial one; `none` where no way leads. */
  readonly distance: Uint32Array;
  /** How many steps each state is from the nearest end. */
  readonly homeDistance: Uint32Array;
  readonly isRest: Uint8Array;
  /** The reachable states, nearest first. */
  readonly order: readonly number[];
  readonly #arrival: Uint32Array;
  readonly #homeward: Uint32Array;

  constructor(readonly terrain: Terrain) {
    const { states, first, targets, initial } = terrain.graph;
    this.initial = initial[0] ?? 0;
    this.sources = tailsOf(states, first, targets.length);
    this.distance = new Uint32Array(states).fill(none);
    this.#arrival = new Uint32Array(states).fill(none);
    this.isRest = Uint8Array.from({ length: states }, (_, state) => (terrain.isRest(state) ? 1 : 0));
    this.order = this.#outward();
    this.homeDistance = new Uint32Array(states).fill(none);
    this.#homeward = new Uint32Array(states).fill(none);
    this.#inward();
  }

  /** A test may end here: at rest, or where no rest can be reached any more. */
  isEnd(state: number): boolean {
    return this.homeDistance[state] === 0;
  }

  /** From here the system does not come to rest any more. */
  isLost(state: number): boolean {
    return this.isEnd(state) && this.isRest[state] === 0;
  }

  /** Here a test may end, and the next begin at once. */
  isHome(state: number): boolean {
    return state === this.initial && this.isRest[state] === 1;
  }

  /** A test may end here, and the next does not begin here. */
  needsReset(state: number): boolean {
    return this.isEnd(state) && !this.isHome(state);
  }

  isReachable(state: number): boolean {
    return this.distance[state] !== none;
  }

  /** How many steps a reachable state is from the initial one. */
  distanceOf(state: number): number {
    return this.distance[state] as number;
  }

  /** Where the system stands after a way. */
  endOf(way: Way): number {
    const last = way.at(-1);
    return last === undefined ? this.initial : (this.terrain.graph.targets[last] as number);
  }

  /** A shortest way from the initial state. */
  to(state: number): number[] {
    const way: number[] = [];
    for (let at = state; at !== this.initial; at = this.sources[way.at(-1) as number] as number) {
      way.push(this.#arrival[at] as number);
    }
    return way.reverse();
  }

  /** A shortest way to an end. */
  home(state: number): number[] {
    const way: number[] = [];
    for (let at = state; !this.isEnd(at); at = this.terrain.graph.targets[way.at(-1) as number] as number) {
      way.push(this.#homeward[at] as number);
    }
    return way;
  }

  #outward(): readonly number[] {
    const { first, targets } = this.terrain.graph;
    const order = [this.initial];
    this.distance[this.initial] = 0;
    for (const state of order) {
      for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
        const target = targets[edge] as number;
        if (this.distance[target] !== none) continue;
        this.distance[target] = (this.distance[state] as number) + 1;
        this.#arrival[target] = edge;
        order.push(target);
      }
    }
    return order;
  }

  #inward(): void {
    const { states, targets } = this.terrain.graph;
    const { first, arcs } = inwardOf(states, targets);
    const open: number[] = [];
    this.isRest.forEach((isRest, state) => {
      if (isRest === 0) return;
      this.homeDistance[state] = 0;
      open.push(state);
    });
    for (const state of open) {
      for (let at = first[state] as number; at < (first[state + 1] as number); at += 1) {
        const edge = arcs[at] as number;
        const source = this.sources[edge] as number;
        if (this.homeDistance[source] !== none) continue;
        this.homeDistance[source] = (this.homeDistance[state] as number) + 1;
        this.#homeward[source] = edge;
        open.push(source);
      }
    }
    this.homeDistance.forEach((distance, state) => {
      if (distance === none) this.homeDistance[state] = 0;
    });
  }
}

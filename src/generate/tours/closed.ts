import { none } from '../../explore/index.js';
import type { Network } from './flow.js';
import { tailsOf } from './terrain.js';
import type { Roads } from './terrain.js';

/** The reachable steps, and resets from every end to the initial state: they lead from everywhere to everywhere. */
export class ClosedTerrain implements Network {
  readonly nodes: number;
  readonly first: Uint32Array;
  readonly heads: Uint32Array;
  readonly tails: Uint32Array;
  /** The edge of each arc; `none` is a reset. */
  readonly edges: Uint32Array;

  constructor(roads: Roads) {
    const { states, first, targets } = roads.terrain.graph;
    this.nodes = states;
    this.first = new Uint32Array(states + 1);
    this.heads = new Uint32Array(targets.length + states);
    this.edges = new Uint32Array(targets.length + states);
    let arcs = 0;
    for (let state = 0; state < states; state += 1) {
      const end = roads.isReachable(state) ? (first[state + 1] as number) : 0;
      for (let edge = first[state] as number; edge < end; edge += 1) {
        this.edges[arcs] = edge;
        this.heads[arcs++] = targets[edge] as number;
      }
      if (roads.isReachable(state) && roads.needsReset(state)) {
        this.edges[arcs] = none;
        this.heads[arcs++] = roads.initial;
      }
      this.first[state + 1] = arcs;
    }
    this.heads = this.heads.slice(0, arcs);
    this.edges = this.edges.slice(0, arcs);
    this.tails = tailsOf(states, this.first, arcs);
  }
}

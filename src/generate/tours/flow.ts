import { inwardOf, tailsOf } from './terrain.js';
import type { Inward } from './terrain.js';

/** Arcs between nodes: those out of node `n` are from `first[n]` up to `first[n + 1]`. */
export interface Network {
  readonly nodes: number;
  readonly first: Uint32Array;
  readonly heads: Uint32Array;
}

/** How often each arc is gone. */
export interface Flow {
  readonly times: Uint32Array;
  /** All of them together. */
  readonly cost: number;
  /** Dual prices: along an arc they rise by one at most, and by exactly one where it is gone. */
  readonly prices: Int32Array;
}

/**
 * Takes what is too much at some nodes to where it is wanting, on the fewest arcs; every arc holds any amount. `surplus`
 * adds up to nothing.
 *
 * Primal-dual: as long as something can move along arcs whose price is right, it does (Dinic's levels); then the prices
 * of all nodes that were out of reach rise by one. There are as many rounds as the longest way that anything takes.
 */
export function leastFlow(network: Network, surplus: Int32Array): Flow {
  return new Transport(network, surplus).run();
}

class Transport {
  readonly #network: Network;
  readonly #balance: Int32Array;
  readonly #tails: Uint32Array;
  readonly #inward: Inward;
  readonly #times: Uint32Array;
  readonly #prices: Int32Array;
  readonly #level: Int32Array;
  /** How far each node has looked for a way on: its own arcs first, then those that lead to it, to be taken back. */
  readonly #looked: Uint32Array;
  readonly #queue: Uint32Array;
  /** The way so far: arcs, and those that are taken back as their complement. */
  readonly #way: number[] = [];

  constructor(network: Network, surplus: Int32Array) {
    const { nodes, first, heads } = network;
    this.#network = network;
    this.#balance = surplus.slice();
    this.#tails = tailsOf(nodes, first, heads.length);
    this.#inward = inwardOf(nodes, heads);
    this.#times = new Uint32Array(heads.length);
    this.#prices = new Int32Array(nodes);
    this.#level = new Int32Array(nodes);
    this.#looked = new Uint32Array(nodes);
    this.#queue = new Uint32Array(nodes);
  }

  run(): Flow {
    const { nodes } = this.#network;
    let wanting = this.#balance.reduce((sum, balance) => sum + Math.max(0, balance), 0);
    for (let rounds = 0; wanting > 0; rounds += 1) {
      if (rounds > nodes) throw new Error('Internal error: the graph does not lead from everywhere to everywhere.');
      while (this.#levels()) wanting -= this.#block();
      this.#level.forEach((level, node) => {
        if (level < 0) this.#prices[node] = (this.#prices[node] as number) + 1;
      });
    }
    const cost = this.#times.reduce((sum, times) => sum + times, 0);
    return { times: this.#times, cost, prices: this.#prices };
  }

  /** Numbers what can be reached at the right price from where too much is left; whether that is any use. */
  #levels(): boolean {
    this.#level.fill(-1);
    this.#looked.fill(0);
    let isUseful = false;
    let count = 0;
    this.#balance.forEach((balance, node) => {
      if (balance <= 0) return;
      this.#level[node] = 0;
      this.#queue[count++] = node;
    });
    for (let at = 0; at < count; at += 1) {
      const node = this.#queue[at] as number;
      if ((this.#balance[node] as number) < 0) isUseful = true;
      for (let arc = this.#nextArc(node, -1); arc !== undefined; arc = this.#nextArc(node, -1)) {
        const other = this.#endOf(arc);
        this.#level[other] = (this.#level[node] as number) + 1;
        this.#queue[count++] = other;
        this.#looked[node] = (this.#looked[node] as number) + 1;
      }
    }
    this.#looked.fill(0);
    return isUseful;
  }

  /** Moves as much as the levels allow. */
  #block(): number {
    let moved = 0;
    for (let node = 0; node < this.#network.nodes; node += 1) {
      while ((this.#balance[node] as number) > 0 && this.#level[node] === 0) {
        const amount = this.#move(node);
        if (amount === 0) break;
        moved += amount;
      }
    }
    return moved;
  }

  /** Moves something from a node to one that wants it. */
  #move(source: number): number {
    this.#way.length = 0;
    let node = source;
    while ((this.#balance[node] as number) >= 0) {
      const arc = this.#nextArc(node, (this.#level[node] as number) + 1);
      if (arc !== undefined) {
        this.#way.push(arc);
        node = this.#endOf(arc);
        continue;
      }
      const back = this.#way.pop();
      if (back === undefined) return 0;
      this.#level[node] = -1;
      node = this.#endOf(~back);
      this.#looked[node] = (this.#looked[node] as number) + 1;
    }
    return this.#send(source, node);
  }

  #send(source: number, sink: number): number {
    let amount = Math.min(this.#balance[source] as number, -(this.#balance[sink] as number));
    for (const arc of this.#way) if (arc < 0) amount = Math.min(amount, this.#times[~arc] as number);
    for (const arc of this.#way) {
      const at = arc < 0 ? ~arc : arc;
      this.#times[at] = (this.#times[at] as number) + (arc < 0 ? -amount : amount);
    }
    this.#balance[source] = (this.#balance[source] as number) - amount;
    this.#balance[sink] = (this.#balance[sink] as number) + amount;
    return amount;
  }

  /** The arc at which a node now looks: at the right price, to a node of that level. */
  #nextArc(node: number, level: number): number | undefined {
    const { first, heads } = this.#network;
    const start = first[node] as number;
    const own = (first[node + 1] as number) - start;
    const price = this.#prices[node] as number;
    const inward = this.#inward.first[node] as number;
    const all = own + (this.#inward.first[node + 1] as number) - inward;
    let looked = this.#looked[node] as number;
    for (; looked < own; looked += 1) {
      const head = heads[start + looked] as number;
      if (this.#level[head] === level && this.#prices[head] === price + 1) break;
    }
    for (; looked >= own && looked < all; looked += 1) {
      const arc = this.#inward.arcs[inward + looked - own] as number;
      const tail = this.#tails[arc] as number;
      if (this.#level[tail] === level && this.#prices[tail] === price - 1 && (this.#times[arc] as number) > 0) break;
    }
    this.#looked[node] = looked;
    if (looked >= all) return undefined;
    return looked < own ? start + looked : ~(this.#inward.arcs[inward + looked - own] as number);
  }

  /** Where an arc leads, or one that is taken back. */
  #endOf(arc: number): number {
    return (arc < 0 ? this.#tails[~arc] : this.#network.heads[arc]) as number;
  }
}

import { none } from '../../explore/index.js';
import type { Flow, Network } from './flow.js';

/** Nodes that hang together. */
export class Pieces {
  readonly #over: Uint32Array;
  readonly #isTouched: Uint8Array;

  constructor(nodes: number) {
    this.#over = Uint32Array.from({ length: nodes }, (_, node) => node);
    this.#isTouched = new Uint8Array(nodes);
  }

  join(one: number, other: number): void {
    this.#isTouched[one] = 1;
    this.#isTouched[other] = 1;
    this.#over[this.of(one)] = this.of(other);
  }

  /** The node that stands for the piece of this one. */
  of(node: number): number {
    let top = node;
    while (this.#over[top] !== top) {
      this.#over[top] = this.#over[this.#over[top] as number] as number;
      top = this.#over[top] as number;
    }
    return top;
  }

  /** All pieces, by the nodes that stand for them, without the nodes that nothing was joined to. */
  all(): ReadonlyMap<number, readonly number[]> {
    const pieces = new Map<number, number[]>();
    this.#isTouched.forEach((isTouched, node) => {
      if (isTouched === 0) return;
      const piece = pieces.get(this.of(node));
      if (piece) piece.push(node);
      else pieces.set(this.of(node), [node]);
    });
    return pieces;
  }
}

/**
 * Arcs that make all pieces one, with the node `start`. They are grown from there, always to the nearest piece, where an
 * arc costs what it adds to the flow: by its prices nothing, where the flow might as well go along it.
 */
export function connecting(network: Network, prices: Flow['prices'], pieces: Pieces, start: number): readonly number[] {
  const { nodes, first, heads } = network;
  const all = pieces.all();
  const distance = new Uint32Array(nodes).fill(none);
  const arrival = new Uint32Array(nodes);
  const source = new Uint32Array(nodes);
  const isOwn = new Uint8Array(nodes);
  const open: number[][] = [[]];
  const own = (part: readonly number[]): void => {
    for (const node of part) {
      isOwn[node] = 1;
      distance[node] = 0;
      (open[0] as number[]).push(node);
    }
  };
  own(all.get(pieces.of(start)) ?? [start]);
  const found: number[] = [];
  let missing = all.size - (all.has(pieces.of(start)) ? 1 : 0);
  for (let at = 0; missing > 0;) {
    const node = open[at]?.pop();
    if (node === undefined) {
      at += 1;
      if (at >= open.length) throw new Error('Internal error: a piece is out of reach.');
      continue;
    }
    if (distance[node] !== at) continue;
    const piece = isOwn[node] === 1 ? undefined : all.get(pieces.of(node));
    if (piece) {
      for (let back = node; isOwn[back] === 0; back = source[back] as number) {
        found.push(arrival[back] as number);
        own([back]);
      }
      own(piece);
      missing -= 1;
      at = 0;
      continue;
    }
    for (let arc = first[node] as number; arc < (first[node + 1] as number); arc += 1) {
      const head = heads[arc] as number;
      const far = at + 1 + (prices[node] as number) - (prices[head] as number);
      if (far >= (distance[head] as number)) continue;
      distance[head] = far;
      arrival[head] = arc;
      source[head] = node;
      (open[far] ??= []).push(head);
    }
  }
  return found;
}

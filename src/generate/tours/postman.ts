import { none } from '../../explore/index.js';
import { circuit } from './circuit.js';
import { ClosedTerrain } from './closed.js';
import { leastFlow } from './flow.js';
import { connecting, Pieces } from './pieces.js';
import { Roads } from './terrain.js';
import type { Terrain, Way } from './terrain.js';
import { shortened, tourOf } from './tour.js';
import type { Tour } from './tour.js';

/** What a postman has to do. */
export interface PostmanOptions {
  /** Whether an edge has to be covered; every edge does, where nothing is said. */
  readonly isRequired?: (edge: number) => boolean;
  /** Edges of a way at most. A total of such ways is no longer the least. */
  readonly maxLength?: number;
}

/** How often a new flow may come apart where the last one hung together, before that is kept as it is. */
const trials = 3;

/**
 * The fewest steps and resets that cover every required edge: the Chinese postman of a directed graph. Where the required
 * edges hang together, and every edge is a case of that, the total is `lowerBound`, and it is the least. Where they do
 * not, connections are added cheaply (the rural postman, which nobody solves exactly in reasonable time).
 *
 * `lowerBound` is the cost of the least flow that goes every required edge and leaves each state as often as it comes
 * there: no tests have fewer steps and resets together, when after every test, the last one too, the system is brought
 * back to the initial state: by a reset, from a rest or where no rest can be reached any more, or by the test itself.
 */
export function postman(terrain: Terrain, { isRequired = () => true, maxLength }: PostmanOptions = {}): Tour {
  const roads = new Roads(terrain);
  const closed = new ClosedTerrain(roads);
  const due = Uint32Array.from(closed.edges, (edge) => (edge !== none && isRequired(edge) ? 1 : 0));
  const unreachable = [...roads.sources.keys()].filter(
    (edge) => !roads.isReachable(roads.sources[edge] as number) && isRequired(edge),
  );
  const dues = sum(due);
  if (dues === 0) return tourOf(roads, [], { lowerBound: 0, unreachable });
  let flow = leastFlow(closed, surplusOf(closed, due));
  const lowerBound = dues + flow.cost;
  for (let round = 1; ; round += 1) {
    const gone = plus(due, flow.times);
    const links = connecting(closed, flow.prices, piecesOf(closed, gone), roads.initial);
    if (links.length === 0) break;
    if (round > trials) due.set(gone);
    for (const arc of links) due[arc] = Math.max(1, due[arc] as number);
    flow = leastFlow(closed, surplusOf(closed, due));
  }
  const ways = waysOf(roads, closed, circuit(closed, plus(due, flow.times), roads.initial));
  return tourOf(roads, maxLength === undefined ? ways : shortened(roads, ways, maxLength, isRequired), {
    lowerBound,
    unreachable,
  });
}

const sum = (counts: Uint32Array): number => counts.reduce((all, count) => all + count, 0);
const plus = (some: Uint32Array, more: Uint32Array): Uint32Array =>
  some.map((count, at) => count + (more[at] as number));

/** How much oftener each state is come to than it is left. */
function surplusOf({ nodes, tails, heads }: ClosedTerrain, times: Uint32Array): Int32Array {
  const surplus = new Int32Array(nodes);
  times.forEach((count, arc) => {
    const tail = tails[arc] as number;
    const head = heads[arc] as number;
    surplus[tail] = (surplus[tail] as number) - count;
    surplus[head] = (surplus[head] as number) + count;
  });
  return surplus;
}

function piecesOf({ nodes, tails, heads }: ClosedTerrain, times: Uint32Array): Pieces {
  const pieces = new Pieces(nodes);
  times.forEach((count, arc) => {
    if (count > 0) pieces.join(tails[arc] as number, heads[arc] as number);
  });
  return pieces;
}

/** Cuts a round wherever a test may end and the next may begin. */
function waysOf(roads: Roads, { edges, heads }: ClosedTerrain, round: Uint32Array): readonly Way[] {
  const isCut = (arc: number): boolean => edges[arc] === none || roads.isHome(heads[arc] as number);
  const ways: Way[] = [];
  let way: number[] = [];
  const start = round.findIndex((arc) => edges[arc] === none) + 1;
  for (const arc of [...round.subarray(start), ...round.subarray(0, start)]) {
    if (edges[arc] !== none) way.push(edges[arc] as number);
    if (!isCut(arc)) continue;
    if (way.length > 0) ways.push(way);
    way = [];
  }
  return way.length === 0 ? ways : [...ways, [...way, ...roads.home(roads.endOf(way))]];
}

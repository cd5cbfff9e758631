import fc from 'fast-check';
import { faultsOf } from '../../../src/system/index.js';
import { postman, Roads } from '../../../src/generate/tours/index.js';
import type { Terrain } from '../../../src/generate/tours/index.js';
import { edgesFrom, expectSound, realTerrain, terrainOf, terrains } from './terrains.js';

const coveredBy = (ways: readonly (readonly number[])[]) => new Set(ways.flat());

const reachableEdges = (roads: Roads): readonly number[] =>
  roads.order.flatMap((state) => edgesFrom(roads.terrain, state));

/** Where one is, what is covered, and whether one was just reset. */
type Place = readonly [state: number, done: number, isReset: boolean];

/** The least steps and resets, by trying everything: over states and what is covered. */
function leastByForce(terrain: Terrain, required: readonly number[]): number {
  const roads = new Roads(terrain);
  const all = 2 ** required.length - 1;
  const start = roads.initial;
  const isHome = (state: number) => state === start && terrain.isRest(start);
  const seen = new Set<string>();
  if (all === 0) return 0;
  for (let level: Place[] = [[start, 0, true]], cost = 0; ; cost += 1) {
    const next: Place[] = [];
    for (const [state, done, isReset] of level) {
      if (done === all && (isHome(state) || isReset)) return cost;
      const moves = edgesFrom(terrain, state).map((edge): Place => {
        const place = required.indexOf(edge);
        return [terrain.graph.targets[edge]!, place < 0 ? done : done | (1 << place), false];
      });
      if (roads.needsReset(state)) moves.push([start, done, true]);
      for (const move of moves) {
        const key = move.join(' ');
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(move);
      }
    }
    if (next.length === 0) throw new Error('nothing is left to try');
    level = next;
  }
}

test('it covers every edge at the least cost', () => {
  fc.assert(
    fc.property(terrains(4), (terrain) => {
      const roads = new Roads(terrain);
      const edges = reachableEdges(roads);
      fc.pre(edges.length <= 9);
      const tour = postman(terrain);
      expectSound(roads, tour);
      expect([...coveredBy(tour.ways)].sort()).toEqual([...edges].sort());
      const least = leastByForce(terrain, edges);
      expect(tour.lowerBound).toBeLessThanOrEqual(least);
      expect(tour.total).toBeGreaterThanOrEqual(least);
      if (terrain.isRest(0)) expect([tour.total, tour.lowerBound]).toEqual([least, least]);
    }),
    { numRuns: 150 },
  );
});

test('of some edges it covers all, at hardly more than the least cost', () => {
  let [total, least] = [0, 0];
  fc.assert(
    fc.property(terrains(5), fc.nat(255), (terrain, mask) => {
      const roads = new Roads(terrain);
      const required = reachableEdges(roads).filter((edge) => (mask >> (edge % 8)) % 2 === 1);
      fc.pre(terrain.isRest(0) && required.length <= 6);
      const tour = postman(terrain, { isRequired: (edge) => required.includes(edge) });
      expectSound(roads, tour);
      expect(required.filter((edge) => !coveredBy(tour.ways).has(edge))).toEqual([]);
      const force = leastByForce(terrain, required);
      expect(tour.lowerBound).toBeLessThanOrEqual(force);
      expect(tour.total).toBeGreaterThanOrEqual(force);
      total += tour.total;
      least += force;
    }),
    { numRuns: 150 },
  );
  expect(total / least).toBeLessThan(1.1);
});

test('ways are no longer than allowed, unless something is farther away', () => {
  fc.assert(
    fc.property(terrains(7), fc.integer({ min: 1, max: 12 }), (terrain, maxLength) => {
      const roads = new Roads(terrain);
      const tour = postman(terrain, { maxLength });
      expectSound(roads, tour);
      expect([...coveredBy(tour.ways)].sort()).toEqual([...reachableEdges(roads)].sort());
      const needed = reachableEdges(roads).map(
        (edge) => roads.distance[roads.sources[edge]!]! + 1 + roads.homeDistance[terrain.graph.targets[edge]!]!,
      );
      for (const way of tour.ways) expect(way.length).toBeLessThanOrEqual(Math.max(maxLength, ...needed));
    }),
  );
});

test('edges to which no way leads are named, and nothing else is required of them', () => {
  const tour = postman(
    terrainOf(3, [
      [0, 0],
      [1, 2],
      [2, 1],
    ]),
  );
  expect(tour).toMatchObject({ ways: [[0]], total: 1, lowerBound: 1, unreachable: [1, 2] });
});

test('where the system comes down a test ends, and the next needs a reset', () => {
  const tour = postman(
    terrainOf(3, [
      [0, 1],
      [0, 2],
      [1, 0],
      [2, 2],
    ]),
  );
  expect(tour).toMatchObject({ steps: 4, resets: 1, total: 5, lowerBound: 5 });
});

test('from a rest that is not the initial state a reset leads back', () => {
  const tour = postman(
    terrainOf(
      2,
      [
        [0, 1],
        [0, 1],
      ],
      [1],
    ),
  );
  expect(tour).toMatchObject({ steps: 2, resets: 2, total: 4, lowerBound: 4 });
});

test('nothing required is nothing to do', () => {
  expect(postman(terrainOf(1, [[0, 0]]), { isRequired: () => false })).toMatchObject({
    ways: [],
    total: 0,
    lowerBound: 0,
  });
});

describe('the real system', () => {
  test('every step of it, at the least cost', () => {
    const { atlas, terrain } = realTerrain();
    const tour = postman(terrain);
    expectSound(new Roads(terrain), tour);
    expect(coveredBy(tour.ways).size).toBe(atlas.edges);
    expect(tour.total).toBe(tour.lowerBound);
    const short = postman(terrain, { maxLength: 30 });
    expect(coveredBy(short.ways).size).toBe(atlas.edges);
    expect(Math.max(...short.ways.map(({ length }) => length))).toBeLessThanOrEqual(30);
    expect(short.total).toBeLessThan(1.2 * short.lowerBound);
  });

  test('with everything that may go wrong', () => {
    const { atlas, terrain } = realTerrain({ faults: faultsOf('cm') });
    const tour = postman(terrain);
    expect(coveredBy(tour.ways).size).toBe(atlas.edges);
    expect(tour.total).toBe(tour.lowerBound);
    const rural = postman(terrain, { isRequired: (edge) => edge % 100 === 0 });
    expect(rural.total).toBeLessThan(1.2 * rural.lowerBound);
  });
});

import fc from 'fast-check';
import { everyPair, everyState, onePathPerState, postman, Roads } from '../../../src/generate/tours/index.js';
import type { Terrain, Way } from '../../../src/generate/tours/index.js';
import { edgesFrom, expectSound, realTerrain, terrainOf, terrains } from './terrains.js';

const statesOn = ({ graph: { targets, initial } }: Terrain, ways: readonly Way[]) =>
  new Set([...initial, ...ways.flat().map((edge) => targets[edge]!)]);

const pairsOn = (ways: readonly Way[]) =>
  new Set(ways.flatMap((way) => way.slice(1).map((edge, n) => `${way[n]!} ${edge}`)));

/** Every two edges of which the second begins where the first ends, unless a test ends there and the next begins. */
const pairsOf = (roads: Roads) =>
  roads.order
    .flatMap((state) => edgesFrom(roads.terrain, state))
    .flatMap((edge) => {
      const target = roads.terrain.graph.targets[edge]!;
      return roads.isHome(target) ? [] : edgesFrom(roads.terrain, target).map((next) => `${edge} ${next}`);
    });

test('every state that can be reached is visited', () => {
  fc.assert(
    fc.property(terrains(7), fc.option(fc.integer({ min: 4, max: 20 }), { nil: undefined }), (terrain, maxLength) => {
      const roads = new Roads(terrain);
      const tour = everyState(terrain, maxLength === undefined ? {} : { maxLength });
      expectSound(roads, tour);
      expect([...statesOn(terrain, tour.ways)].sort()).toEqual([...roads.order].sort());
      expect(tour.total).toBeGreaterThanOrEqual(tour.lowerBound - (tour.ways.length === 0 ? 1 : 0));
      expect(tour.unreachable.length).toBe(terrain.graph.states - roads.order.length);
    }),
  );
});

test('every pair of edges is gone', () => {
  fc.assert(
    fc.property(terrains(6), (terrain) => {
      const roads = new Roads(terrain);
      const tour = everyPair(terrain);
      expectSound(roads, tour);
      const pairs = pairsOf(roads);
      expect(tour.pairs).toBe(pairs.length);
      const gone = pairsOn(tour.ways);
      expect(pairs.filter((pair) => !gone.has(pair))).toEqual([]);
      expect(tour.total).toBeGreaterThanOrEqual(tour.lowerBound);
      if (terrain.isRest(0)) expect(tour.total).toBe(tour.lowerBound);
    }),
  );
});

test('one path for each state', () => {
  const fork = terrainOf(4, [
    [0, 1],
    [1, 2],
    [1, 3],
    [2, 0],
    [3, 0],
  ]);
  expect(onePathPerState(fork)).toEqual({ all: { ways: 4, steps: 5 }, longest: { ways: 2, steps: 4 } });
});

test('the real system: states, steps and pairs cost more and more', () => {
  const { terrain } = realTerrain();
  const roads = new Roads(terrain);
  const [states, edges, pairs] = [everyState(terrain), postman(terrain), everyPair(terrain)];
  expect(statesOn(terrain, states.ways).size).toBe(163);
  expect(states.total).toBeLessThanOrEqual(1.25 * states.lowerBound);
  expect(states.total).toBeLessThan(onePathPerState(terrain).longest.steps);
  expect(states.total).toBeLessThan(edges.total);
  expect(edges.total).toBeLessThan(pairs.total);
  expect(pairs.total).toBe(pairs.lowerBound);
  expectSound(roads, states);
  expectSound(roads, pairs);
});

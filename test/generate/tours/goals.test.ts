import fc from 'fast-check';
import { Roads, through, toward } from '../../../src/generate/tours/index.js';
import type { Terrain } from '../../../src/generate/tours/index.js';
import { edgesFrom, realTerrain, terrainOf, terrains, walked } from './terrains.js';

const masks = fc.nat(255);
const isIn = (mask: number) => (one: number) => (mask >> (one % 8)) % 2 === 1;

/** All ways of so many edges. */
const waysOf = (terrain: Terrain, length: number, way: readonly number[] = []): readonly (readonly number[])[] =>
  length === 0
    ? [way]
    : edgesFrom(terrain, walked(terrain, way)).flatMap((edge) => waysOf(terrain, length - 1, [...way, edge]));

/** How long the shortest way is that fits, if it has at most five edges. */
const shortestByForce = (terrain: Terrain, fits: (way: readonly number[]) => boolean): number | undefined =>
  [0, 1, 2, 3, 4, 5].find((length) => waysOf(terrain, length).some(fits));

test('the way to a goal is a shortest one, and goes on home', () => {
  fc.assert(
    fc.property(terrains(4), masks, masks, (terrain, someStates, someEdges) => {
      fc.pre(terrain.graph.targets.length <= 7);
      const roads = new Roads(terrain);
      const goal = { state: isIn(someStates >> 3), edge: isIn(someEdges >> 4) };
      const found = toward(terrain, goal);
      const isThere = (way: readonly number[]) =>
        goal.state(walked(terrain, way)) || way.slice(-1).some((edge) => goal.edge(edge));
      const least = shortestByForce(terrain, isThere);
      if (found.result !== 'found') {
        expect(found.result).toBe('unreachable');
        expect(least).toBeUndefined();
        return;
      }
      if (least !== undefined) expect(found.at).toBe(least);
      expect(isThere(found.way.slice(0, found.at))).toBe(true);
      expect(roads.isEnd(walked(terrain, found.way))).toBe(true);
    }),
  );
});

test('a way through a sequence is a shortest one that has it', () => {
  fc.assert(
    fc.property(terrains(4), fc.array(masks, { maxLength: 3 }), (terrain, sequence) => {
      fc.pre(terrain.graph.targets.length <= 7);
      const fits = sequence.map(isIn);
      const found = through(terrain, fits);
      const has = (way: readonly number[]) =>
        way.reduce((done, edge) => done + (fits[done]?.(edge) ? 1 : 0), 0) === fits.length;
      const least = shortestByForce(terrain, has);
      if (found.result !== 'found') {
        expect(least).toBeUndefined();
        expect(found.tried).toBeGreaterThan(0);
        return;
      }
      if (least !== undefined) expect(found.at.at(-1) ?? 0).toBe(least);
      expect(found.at.map((at, n) => fits[n]!(found.way[at - 1]!))).toEqual(fits.map(() => true));
      expect(new Roads(terrain).isEnd(walked(terrain, found.way))).toBe(true);
    }),
  );
});

describe('what cannot be reached', () => {
  const line = terrainOf(4, [
    [0, 1],
    [1, 2],
    [2, 0],
    [3, 0],
  ]);

  test('a state, an edge', () => {
    expect(toward(line, { state: (state) => state === 3 })).toEqual({ result: 'unreachable' });
    expect(toward(line, { edge: (edge) => edge === 3 })).toEqual({ result: 'unreachable' });
    expect(toward(line, {})).toEqual({ result: 'unreachable' });
  });

  test('is not known, where not everything is', () => {
    const cut = { ...line, expanded: 2 };
    expect(toward(cut, { state: (state) => state === 3 })).toEqual({ result: 'unknown' });
    expect(through(cut, [(edge) => edge === 3])).toMatchObject({ result: 'unknown' });
    expect(toward({ ...line, expanded: 3 }, { edge: (edge) => edge === 3 })).toEqual({ result: 'unreachable' });
  });

  test('the element of a sequence, and from how many states it was tried', () => {
    const sequence = [(edge: number) => edge === 0, (edge: number) => edge === 3, () => true];
    expect(through(line, sequence)).toEqual({ result: 'unreachable', element: 1, tried: 3 });
  });

  test('by a real system, which ends', () => {
    const { terrain } = realTerrain();
    expect(toward(terrain, { edge: () => false })).toEqual({ result: 'unreachable' });
    expect(through(terrain, [() => true, () => false])).toMatchObject({
      result: 'unreachable',
      element: 1,
      tried: 163,
    });
  });
});

test('through a call, data and its loss', () => {
  const { atlas, terrain } = realTerrain();
  const types = ['network.accept', 'client.send', 'client.send', 'network.drop'];
  const found = through(
    terrain,
    types.map((type) => (edge) => atlas.stepOf(edge).event?.type === type),
  );
  const way = found.result === 'found' ? found.way.map((edge) => atlas.stepOf(edge).text) : [];
  expect(way).toEqual([
    ...['client.createVc', 'client.makeCall', 'network.accept', 'client.send', 'adapter.sendDone', 'client.send'],
    ...['network.drop', 'adapter.sendDone', 'client.deleteVc'],
  ]);
});

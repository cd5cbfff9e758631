import fc from 'fast-check';
import { and, atLeast, or, quick, Roads, steps, tests, until, walks } from '../../../src/generate/tours/index.js';
import { edgesFrom, realTerrain, terrainOf, terrains, walked } from './terrains.js';

const seeds = fc.integer({ min: 0, max: 1_000_000 });

test('walks follow the graph and end where a test may, the same for the same seed', () => {
  fc.assert(
    fc.property(terrains(7), seeds, fc.integer({ min: 0, max: 12 }), (terrain, seed, length) => {
      const once = () => walks(terrain, { seed, count: 4, length });
      const { ways, progress } = once();
      const roads = new Roads(terrain);
      for (const way of ways) expect(roads.isEnd(walked(terrain, way))).toBe(true);
      expect(progress).toMatchObject({ tests: ways.length, steps: ways.flat().length });
      expect(progress.shares.transitions?.covered).toBe(new Set(ways.flat()).size);
      expect(once().ways).toEqual(ways);
    }),
  );
});

test('the nearest that is missing is found until nothing is', () => {
  fc.assert(
    fc.property(terrains(7), seeds, fc.nat(255), (terrain, seed, mask) => {
      const isRequired = (edge: number) => (mask >> (edge % 8)) % 2 === 1;
      const roads = new Roads(terrain);
      const required = roads.order.flatMap((state) => edgesFrom(terrain, state)).filter(isRequired);
      const { ways } = quick(terrain, { seed, isRequired });
      for (const way of ways) expect(roads.isEnd(walked(terrain, way))).toBe(true);
      const gone = new Set(ways.flat());
      expect(required.filter((edge) => !gone.has(edge))).toEqual([]);
      expect(quick(terrain, { seed, isRequired }).ways).toEqual(ways);
    }),
  );
});

const fork = terrainOf(3, [
  [0, 1],
  [0, 2],
  [1, 0],
  [2, 0],
]);

test('weights decide how often', () => {
  const gone = walks(fork, { seed: 7, count: 400, length: 1, weights: (edge) => (edge === 1 ? 3 : 1) }).ways.flat();
  const share = gone.filter((edge) => edge === 1).length / 400;
  expect(share).toBeGreaterThan(0.68);
  expect(share).toBeLessThan(0.82);
  const never = walks(fork, { seed: 7, count: 50, length: 9, weights: (edge) => (edge === 1 ? 0 : 1) }).ways.flat();
  expect(never).not.toContain(1);
});

describe('walks stop', () => {
  const goals = { two: { state: (state: number) => state === 2 }, three: { state: (state: number) => state === 3 } };
  const options = { seed: 1, count: 1000, length: 2, goals };

  test.each([
    ['after so many tests', tests(3), 'enough', 3],
    ['at once, if it never will be enough', until('three'), 'never', 0],
    ['at once, if one of both never will be', and(tests(3), until('three')), 'never', 0],
    ['when the other is enough', or(tests(3), until('three')), 'enough', 3],
    ['at once, if it is not measured', atLeast(50, 'guards'), 'never', 0],
    ['never, if it is not said', undefined, 'go on', 1000],
  ] as const)('%s', (_, stop, verdict, count) => {
    const { ways, verdict: said } = walks(fork, { ...options, ...(stop && { stop }) });
    expect([said, ways.length]).toEqual([verdict, count]);
  });

  test('with everything covered', () => {
    const { ways, verdict, progress } = walks(fork, { ...options, stop: atLeast(100, 'transitions') });
    expect([verdict, progress.shares.transitions?.covered, new Set(ways.flat()).size]).toEqual(['enough', 4, 4]);
  });

  test('at a goal, and go home', () => {
    const { ways } = walks(fork, { ...options, stop: until('two') });
    expect(ways.at(-1)).toEqual([1, 3]);
    expect(ways.slice(0, -1).flat()).not.toContain(1);
  });

  test('at something else that is measured', () => {
    const measures = { rules: { total: 2, metOn: (edge: number) => (edge === 3 ? [0] : []) } };
    expect(walks(fork, { ...options, measures, stop: atLeast(50, 'rules') }).verdict).toBe('enough');
    expect(walks(fork, { ...options, measures, stop: atLeast(51, 'rules') }).verdict).toBe('never');
  });
});

test('the real system, quickly', () => {
  const { atlas, terrain } = realTerrain();
  const { ways } = quick(terrain, { seed: 1, maxLength: 40 });
  expect(new Set(ways.flat()).size).toBe(atlas.edges);
  expect(Math.max(...ways.map(({ length }) => length))).toBeLessThanOrEqual(40);
  const { progress, verdict } = quick(terrain, { seed: 1, stop: or(steps(100), tests(5)) });
  expect(verdict).toBe('enough');
  expect(progress.steps).toBeLessThan(200);
});

import fc from 'fast-check';
import type { Roads, Terrain, Tour, Way } from '../../../src/generate/tours/index.js';
import { Atlas } from '../../../src/generate/index.js';
import type { ModelOptions } from '../../../src/system/index.js';
import { graphOf, graphs } from '../../explore/graphs.js';

/** A terrain by its edges, in the order of their sources. */
export const terrainOf = (
  states: number,
  pairs: readonly (readonly [from: number, to: number])[],
  rests: readonly number[] = [0],
): Terrain => ({
  graph: graphOf(
    states,
    pairs.map(([from, to], label) => ({ from, label, to })),
  ),
  isRest: (state) => rests.includes(state),
});

/** Small terrains; with some rests, and states from which none can be reached. */
export const terrains = (most = 5): fc.Arbitrary<Terrain> =>
  fc
    .tuple(graphs(most), fc.uniqueArray(fc.nat(most), { maxLength: 2 }), fc.boolean())
    .map(([graph, rests, isUsual]) => ({
      graph,
      isRest: (state: number) => (isUsual && state === 0) || rests.includes(state),
    }));

export const edgesFrom = ({ graph: { first } }: Terrain, state: number): readonly number[] =>
  Array.from({ length: first[state + 1]! - first[state]! }, (_, n) => first[state]! + n);

/** Where a way ends. Throws where it has a gap, or does not begin in the initial state. */
export const walked = ({ graph: { first, targets, initial } }: Terrain, way: Way): number =>
  way.reduce((state, edge) => {
    if (edge < first[state]! || edge >= first[state + 1]!) throw new Error(`edge ${edge} is not out of state ${state}`);
    return targets[edge]!;
  }, initial[0]!);

/** That all ways begin in the initial state and end where a test may, and that the tour counts right. */
export function expectSound(roads: Roads, tour: Pick<Tour, 'ways' | 'steps' | 'resets' | 'total'>): void {
  for (const way of tour.ways) {
    expect(way.length).toBeGreaterThan(0);
    expect(roads.isEnd(walked(roads.terrain, way))).toBe(true);
  }
  expect(tour.steps).toBe(tour.ways.reduce((sum, { length }) => sum + length, 0));
  expect(tour.resets).toBe(tour.ways.filter((way) => roads.needsReset(walked(roads.terrain, way))).length);
  expect(tour.total).toBe(tour.steps + tour.resets);
}

/** The real thing, with its initial state as its rest. */
export function realTerrain(options: ModelOptions = {}): { readonly atlas: Atlas; readonly terrain: Terrain } {
  const atlas = new Atlas({ topology: 'cm', ...options });
  return { atlas, terrain: { graph: atlas.graph, isRest: (state) => atlas.isAtRest(state) } };
}

import type { Roads, Way } from './terrain.js';

/** Ways that cover something together. */
export interface Tour {
  readonly ways: readonly Way[];
  /** The steps of all ways. */
  readonly steps: number;
  /** Ways that do not end in the initial state, from where no reset is needed. */
  readonly resets: number;
  /** Steps and resets. */
  readonly total: number;
  /** Fewer steps and resets are not enough. */
  readonly lowerBound: number;
  /** What was required and no way leads to. */
  readonly unreachable: readonly number[];
}

/** The tour of some ways. */
export function tourOf(
  roads: Roads,
  ways: readonly Way[],
  { lowerBound, unreachable }: Pick<Tour, 'lowerBound' | 'unreachable'>,
): Tour {
  const steps = ways.reduce((sum, way) => sum + way.length, 0);
  const resets = ways.filter((way) => roads.needsReset(roads.endOf(way))).length;
  return { ways, steps, resets, total: steps + resets, lowerBound, unreachable };
}

/**
 * Ways of at most so many edges that go all those edges of longer ones which `isWanted`: each goes the shortest way to
 * where it is wanted, on from there as long as it can, and the shortest way home. An edge that is too far from the initial
 * state and from its end for any such way gets a shortest one.
 */
export function shortened(
  roads: Roads,
  ways: readonly Way[],
  maxLength: number,
  isWanted: (edge: number) => boolean,
): readonly Way[] {
  const met = new Set<number>();
  const isMissing = (edge: number): boolean => isWanted(edge) && !met.has(edge);
  const targets = roads.terrain.graph.targets;
  const homeFrom = (edge: number): number => roads.homeDistance[targets[edge] as number] as number;
  const result: Way[] = [];
  const add = (way: Way): void => {
    result.push(way);
    for (const edge of way) met.add(edge);
  };
  for (const way of ways.filter(({ length }) => length <= maxLength)) add(way);
  for (const way of ways.filter(({ length }) => length > maxLength)) {
    for (let at = way.findIndex(isMissing); at >= 0;) {
      const source = roads.sources[way[at] as number] as number;
      const before = roads.distance[source] as number;
      let end = at + 1;
      for (let next = at + 1; next <= way.length && before + next - at <= maxLength; next += 1) {
        const last = way[next - 1] as number;
        if (isMissing(last) && before + next - at + homeFrom(last) <= maxLength) end = next;
      }
      const last = way[end - 1] as number;
      add([...roads.to(source), ...way.slice(at, end), ...roads.home(targets[last] as number)]);
      const following = way.slice(end).findIndex(isMissing);
      at = following < 0 ? -1 : end + following;
    }
  }
  return result;
}

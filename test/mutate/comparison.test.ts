/** How two graphs are held against each other, and what of the difference is listened to. */
import { compare } from '../../src/mutate/comparison.js';
import { detours } from '../../src/mutate/detours.js';
import { observe } from '../../src/explore/index.js';
import { graphOf } from './graphs.js';

/** A graph whose labels are keyed by their names. */
function keyed(...given: Parameters<typeof graphOf>) {
  const { graph, nameOf } = graphOf(...given);
  return { graph, expanded: graph.states, nameOf, keyOf: (label: number) => nameOf(label).charCodeAt(0) };
}

const original = keyed(3, [
  [0, 'a', 1],
  [1, 'b', 2],
  [2, 'c', 0],
]);

test('the same steps are no difference, whatever their numbers', () => {
  const renamed = keyed(3, [
    [0, 'a', 2],
    [2, 'b', 1],
    [1, 'c', 0],
  ]);
  expect(compare(original, renamed)).toEqual({ strays: [], missing: [], isComplete: true });
});

test('each has what the other lacks, on the shortest way', () => {
  const mutant = keyed(4, [
    [0, 'a', 1],
    [1, 'b', 2],
    [2, 'd', 3],
  ]);
  const { strays, missing } = compare(original, mutant);
  expect(strays.map(({ path }) => path.map(mutant.nameOf).join(''))).toEqual(['abd']);
  expect(missing.map(({ path }) => path.map(original.nameOf).join(''))).toEqual(['abc']);
});

test('of a frontier nothing is said', () => {
  const cut = { ...keyed(2, [[0, 'a', 1]]), expanded: 1 };
  expect(compare(original, cut)).toEqual({ strays: [], missing: [], isComplete: false });
});

describe('detours', () => {
  const mutant = keyed(6, [
    [0, 'a', 1],
    [1, 'b', 2],
    [2, 'c', 0],
    [1, 'x', 3],
    [3, 'y', 4],
    [4, 'z', 5],
    [5, 'h', 0],
  ]);
  const { strays } = compare(original, mutant);
  const ways = (beyond: number) => {
    const heard: string[] = [];
    const memory = new Map<string, number>();
    observe(
      detours(mutant.graph, (state) => state === 0, strays, { strays: 1, beyond }),
      (label) => label,
      {
        initial: 0,
        hear: (state, said) => {
          const way = `${heard[state] ?? ''}${mutant.nameOf(said)}`;
          const next = memory.get(way) ?? heard.push(way) - 1;
          memory.set(way, next);
          return { next, alarm: 0 };
        },
      },
    );
    return heard;
  };

  test('lead along common ways to what is new, and home', () => {
    heardIs(ways(0), 'axyzh');
  });

  test('are followed further where that is asked for', () => {
    heardIs(ways(5), 'axyzha');
  });

  function heardIs(heard: readonly string[], longest: string): void {
    expect(heard).toContain(longest);
    expect(heard.filter((way) => way.startsWith('ab'))).toEqual([]);
  }
});

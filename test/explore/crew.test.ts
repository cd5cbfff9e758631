import { searchInParallel, startCrew } from '../../src/cli/crew.js';
import type { Crew } from '../../src/cli/crew.js';
import { Copies, search } from '../../src/explore/index.js';
import { graphOf } from './graphs.js';

/** A ladder that leads down from every step, too: wide enough for levels that several threads share. */
const ladder = (steps: number) =>
  graphOf(
    steps,
    Array.from({ length: steps - 1 }, (_, n) => [
      { from: n, label: 2 * n, to: n + 1 },
      { from: n + 1, label: 2 * n + 1, to: n },
    ]).flat(),
  );

const graph = ladder(40);
const copies = 3;
const isAlarming = (label: number): boolean => label % 31 === 5;

let crew: Crew;
beforeAll(() => {
  crew = startCrew(2);
});
afterAll(() => crew.dismiss());

describe('threads', () => {
  test.each([false, true])('find what one search finds (symmetric: %s)', async (isSymmetric) => {
    const system = new Copies(graph, copies, { isSymmetric });
    const alone = search(system, { isAlarming });
    const together = await crew.search(graph, { copies, isSymmetric, isAlarming });
    const { states, transitions, depth, frontier, isComplete } = alone;
    expect(together).toMatchObject({ states, transitions, depth, frontier, isComplete });
    const waysTo = ({ alarms, store }: Pick<typeof together, 'alarms' | 'store'>) =>
      alarms.map(({ from, label }) => [label, store.pathTo(from).length]).sort(([a = 0], [b = 0]) => a - b);
    expect(alone.alarms.length).toBeGreaterThan(2);
    expect(waysTo(together)).toEqual(waysTo(alone));
    // Every way leads where it should.
    for (const { from } of together.alarms) {
      const standing = Array<number>(copies).fill(0);
      const taken = system.trace(together.store.pathTo(from));
      for (const { copy, label } of taken) standing[copy] = label % 2 === 0 ? label / 2 + 1 : (label - 1) / 2;
      if (isSymmetric) standing.sort((a, b) => a - b);
      expect(system.standing(together.store.wordsOf(from))).toEqual(standing);
    }
  });

  test.each([
    ['states', { maxStates: 10_000 }],
    ['bytes', { maxBytes: 1_500_000 }],
    ['time', { isEnough: ({ states }: { states: number }) => states > 10_000 }],
  ])('give back what they have found at a limit on %s', async (_, limits) => {
    const { isComplete, states, frontier, store } = await crew.search(graph, { copies, ...limits });
    expect(isComplete).toBe(false);
    expect(states).toBeGreaterThan(9000);
    expect(states).toBeLessThan(40 ** 3);
    expect(frontier).toBeGreaterThan(0);
    expect(store.count).toBe(states);
  });

  test('end with their search', async () => {
    expect((await searchInParallel(graph, { copies: 2 }, 2)).states).toBe(1600);
  });
});

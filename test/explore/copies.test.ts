import fc from 'fast-check';
import { Copies, search, unfold } from '../../src/explore/index.js';
import { distances, graphOf, graphs, walked } from './graphs.js';

const copies = fc.integer({ min: 1, max: 4 });

/** So many things out of so many kinds, in any order. */
const multisets = (kinds: number, things: number): number =>
  Array.from({ length: things }, (_, n) => n).reduce((count, n) => (count * (kinds + n)) / (n + 1), 1);

describe('copies of a graph', () => {
  test('have a state for every way to place them, or for every multiset of places', () => {
    fc.assert(
      fc.property(graphs(5), copies, (graph, count) => {
        const kinds = distances(graph).size;
        expect(search(new Copies(graph, count)).states).toBe(kinds ** count);
        expect(search(new Copies(graph, count, { isSymmetric: true })).states).toBe(multisets(kinds, count));
      }),
    );
  });

  test('take the steps that their labels say, in order where they are symmetric', () => {
    fc.assert(
      fc.property(graphs(5), copies, fc.boolean(), (graph, count, isSymmetric) => {
        const system = new Copies(graph, count, { isSymmetric });
        const { graph: whole, vectors } = unfold(system);
        const standing = (state: number) => [...system.standing(vectors.words, state * system.width)];
        for (let state = 0; state < whole.states; state += 1) {
          for (let at = whole.first[state]!; at < whole.first[state + 1]!; at += 1) {
            const { copy, label } = system.stepOf(whole.labels[at]!);
            const expected = standing(state);
            expected[copy] = walked(graph, [label], expected[copy]);
            if (isSymmetric) expected.sort((a, b) => a - b);
            expect(standing(whole.targets[at]!)).toEqual(expected);
          }
        }
      }),
    );
  });

  test('of a symmetric way really go where it leads', () => {
    fc.assert(
      fc.property(graphs(5), copies, (graph, count) => {
        const system = new Copies(graph, count, { isSymmetric: true });
        const { store } = search(system);
        for (let state = 0; state < store.count; state += 1) {
          const steps = system.trace(store.pathTo(state));
          const own = Array.from({ length: count }, (_, copy) => steps.filter((step) => step.copy === copy));
          const ends = own.map((of) => walked(graph, of.map(({ label }) => label))); // prettier-ignore
          expect(ends.sort((a, b) => a - b)).toEqual(system.standing(store.wordsOf(state)));
        }
      }),
    );
  });

  test.each([
    [1, 9, 1],
    [2, 12, 1],
    [2, 33, 2],
    [3, 12, 1],
    [3, 17, 2],
    [256, 4, 1],
    [257, 4, 2],
    [70_000, 3, 3],
  ])('of %i states, %i of them, are held by %i words', (states, count, width) => {
    const last = states - 1;
    const ring = graphOf(states, [
      { from: 0, label: 7, to: last },
      { from: last, label: 8, to: 0 },
    ]);
    const system = new Copies(ring, count, { isSymmetric: count > 12 });
    expect(system.width).toBe(width);
    expect(search(system).states).toBe(states === 1 ? 1 : count > 12 ? count + 1 : 2 ** count);
  });
});

import fc from 'fast-check';
import { nwise } from '../../../src/generate/tours/index.js';

const parameters = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 })
  .map((sizes) =>
    Object.fromEntries(sizes.map((size, n) => [`p${n}`, Array.from({ length: size }, (_, v) => `${n}${v}`)])),
  );

/** All combinations of the values of some parameters. */
const product = (all: Readonly<Record<string, readonly string[]>>, names: readonly string[]): readonly string[][] =>
  names.reduce<string[][]>((rows, name) => rows.flatMap((row) => all[name]!.map((value) => [...row, value])), [[]]);

const choices = (names: readonly string[], count: number): readonly string[][] =>
  count === 0
    ? [[]]
    : names.flatMap((name, n) => choices(names.slice(n + 1), count - 1).map((rest) => [name, ...rest]));

test.each([1, 2, 3])('every %i parameters take all combinations of their values', (n) => {
  fc.assert(
    fc.property(parameters, (all) => {
      const rows = nwise(all, n);
      const names = Object.keys(all);
      for (const chosen of choices(names, Math.min(n, names.length))) {
        const found = new Set(rows.map((row) => chosen.map((name) => row[name]).join(' ')));
        for (const wanted of product(all, chosen)) expect(found).toContain(wanted.join(' '));
      }
      for (const row of rows) for (const name of names) expect(all[name]).toContain(row[name]);
      expect(rows.length).toBeLessThanOrEqual(product(all, names).length);
      expect(nwise(all, n)).toEqual(rows);
    }),
  );
});

test.each([
  [10, 2, 2, 10],
  [4, 3, 2, 13],
  [13, 3, 2, 24],
  [6, 4, 2, 28],
  [7, 3, 3, 80],
])('%i parameters of %i values, by %i: at most %i rows', (count, size, n, most) => {
  const all = Object.fromEntries(Array.from({ length: count }, (_, p) => [`p${p}`, [...Array(size).keys()]]));
  expect(nwise(all, n).length).toBeLessThanOrEqual(most);
});

test('all of them together are the full product', () => {
  expect(nwise({ a: [1, 2], b: [1, 2, 3] }, 5)).toHaveLength(6);
});

test('nothing comes of nothing', () => {
  expect(nwise({}, 2)).toEqual([]);
  expect(nwise({ a: [1, 2], b: [] }, 2)).toEqual([]);
});

test.each([0, -1, 1.5])('%p is no number of parameters', (n) => {
  expect(() => nwise({ a: [1] }, n)).toThrow(RangeError);
});

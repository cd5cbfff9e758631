import fc from 'fast-check';
import {
  and,
  atLeast,
  goalsIn,
  or,
  parseStop,
  printStop,
  steps,
  tests,
  until,
  verdictOf,
} from '../../../src/generate/tours/index.js';
import type { Progress, Stop } from '../../../src/generate/tours/index.js';
import { dimensions } from '../../../src/generate/suite.types.js';

const goals = ['vc 1 is active', 'the end', 'this and that', 'a (b)', ''];
const leaves: fc.Arbitrary<Stop> = fc.oneof(
  fc.nat(9).map(tests),
  fc.nat(9).map(steps),
  fc.tuple(fc.nat(10_000), fc.constantFrom(...dimensions)).map(([share, name]) => atLeast(share / 100, name)),
  fc.oneof(fc.constantFrom(...goals), fc.string()).map(until),
);
const { stop: stops } = fc.letrec<{ stop: Stop }>((tie) => {
  const parts = fc.array(tie('stop'), { minLength: 2, maxLength: 3 });
  return {
    stop: fc.oneof(
      { maxDepth: 3 },
      leaves,
      parts.map((some) => and(...some)),
      parts.map((some) => or(...some)),
    ),
  };
});
const shares = fc
  .tuple(fc.nat(9), fc.nat(9), fc.nat(9))
  .map((numbers) => numbers.sort((a, b) => a - b))
  .map(([covered, attainable, total]) => ({ covered: covered, attainable: attainable, total: total }));
const progresses: fc.Arbitrary<Progress> = fc.record({
  tests: fc.nat(9),
  steps: fc.nat(9),
  shares: fc.dictionary(fc.constantFrom(...dimensions), shares),
  goals: fc.dictionary(fc.constantFrom(...goals), fc.constantFrom('reached', 'ahead', 'out of reach')),
});

/** That two conditions, made of three, always say the same. */
const expectSame = (one: (a: Stop, b: Stop, c: Stop) => Stop, other: (a: Stop, b: Stop, c: Stop) => Stop) =>
  fc.assert(
    fc.property(stops, stops, stops, progresses, (a, b, c, progress) => {
      expect(verdictOf(one(a, b, c), progress)).toBe(verdictOf(other(a, b, c), progress));
    }),
  );

describe('the algebra', () => {
  test.each([
    ['and', and, or],
    ['or', or, and],
  ])('%s', (_, join, dual) => {
    expectSame(
      (a, b) => join(a, b),
      (a, b) => join(b, a),
    );
    expectSame(
      (a, b, c) => join(a, join(b, c)),
      (a, b, c) => join(join(a, b), c),
    );
    expectSame(
      (a, b, c) => join(a, b, c),
      (a, b, c) => join(join(a, b), c),
    );
    expectSame(
      (a) => join(a, a),
      (a) => a,
    );
    expectSame(
      (a, b) => join(a, dual(a, b)),
      (a) => a,
    );
    expectSame(
      (a, b, c) => join(a, dual(b, c)),
      (a, b, c) => dual(join(a, b), join(a, c)),
    );
    expectSame(
      (a) => join(a, join()),
      (a) => a,
    );
  });

  test('what is enough stays so, and what never will be as well', () => {
    fc.assert(
      fc.property(stops, progresses, fc.nat(3), (stop, progress, more) => {
        const later = { ...progress, tests: progress.tests + more, steps: progress.steps + more };
        const before = verdictOf(stop, progress);
        if (before !== 'go on') expect([before, 'enough']).toContain(verdictOf(stop, later));
      }),
    );
  });
});

const at: Progress = {
  tests: 3,
  steps: 20,
  shares: { states: { covered: 9, attainable: 9, total: 10 }, pairs: { covered: 1, attainable: 8, total: 10 } },
  goals: { here: 'reached', there: 'ahead', nowhere: 'out of reach' },
};

test.each([
  ['tests>=3', 'enough'],
  ['tests>=4', 'go on'],
  ['states>=90%', 'enough'],
  ['states>=90.5%', 'never'],
  ['pairs>=80%', 'go on'],
  ['rules>=0%', 'never'],
  ['until here', 'enough'],
  ['until there', 'go on'],
  ['until nowhere', 'never'],
  ['until unheard of', 'never'],
  ['until nowhere or steps>=21', 'go on'],
  ['until nowhere and steps>=20', 'never'],
  ['until here or until nowhere and tests>=9', 'enough'],
  ['(until here or until nowhere) and tests>=9', 'go on'],
])('%s: %s', (text, verdict) => {
  const parsed = parseStop(text);
  if (!('stop' in parsed)) throw new Error(parsed.found);
  expect(verdictOf(parsed.stop, at)).toBe(verdict);
});

describe('the text', () => {
  test('is read back as the same', () => {
    fc.assert(
      fc.property(stops, (stop) => {
        expect(parseStop(printStop(stop))).toEqual({ stop });
      }),
    );
  });

  test.each([
    ['states>=90% and (steps>=5000 or until vc 1 is active)'],
    ['until "this and that" or tests>=5'],
    ['pairs>=33.5%'],
  ])('%s', (text) => {
    const parsed = parseStop(text);
    expect('stop' in parsed && printStop(parsed.stop)).toBe(text);
  });

  test('spaces do not matter', () => {
    expect(parseStop('  states >= 90 %and  until   vc 1  is active ')).toEqual({
      stop: and(atLeast(90, 'states'), until('vc 1 is active')),
    });
  });

  test.each([
    ['', 0, 'the end', 'states>='],
    ['stats>=90%', 0, 'stats', 'states>='],
    ['states>90%', 6, '>', '>='],
    ['states>=90', 10, 'the end', '%'],
    ['states>=190%', 8, '190', 'a number from 0 to 100'],
    ['steps>=5.5', 7, '5.5', 'a whole number'],
    ['tests>=5 tests>=6', 9, 'tests', 'and'],
    ['(tests>=5', 9, 'the end', ')'],
    ['tests>=5)', 8, ')', 'the end'],
    ['tests>=5 and', 12, 'the end', 'until'],
    ['until', 5, 'the end', 'a goal'],
    ['until and tests>=5', 6, 'and', 'a goal'],
    ['until "open', 6, '"', 'a goal'],
    ['until "\\x"', 6, '"\\x"', 'a goal'],
  ])('%p is misread at %i', (text, place, found, allowed) => {
    const parsed = parseStop(text);
    expect(parsed).toMatchObject({ at: place, found });
    expect('allowed' in parsed && parsed.allowed).toContain(allowed);
  });

  test('nothing is too odd to be answered', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseStop(text);
        if ('at' in parsed) expect(parsed.at).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

test('a condition names its goals', () => {
  expect(goalsIn(or(until('a'), and(tests(1), until('b'), until('a'))))).toEqual(['a', 'b']);
});

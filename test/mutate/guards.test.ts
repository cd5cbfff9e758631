import { and, not, or, stateIn } from 'xstate';
import { flipsOf, textOf } from '../../src/mutate/guards.js';

const flips = (guard: unknown): readonly string[] =>
  flipsOf(guard).map(({ piece, guard: flipped }) => `${piece?.text ?? 'as a whole'}: ${textOf(flipped)}`);

test('a name is flipped', () => {
  expect(flips('a')).toEqual(['as a whole: not(a)']);
  expect(flips({ type: 'a', params: { n: 1 } })).toEqual(['as a whole: not(a)']);
  expect(flips(stateIn({ life: 'active' }))).toEqual(['as a whole: not(life.active)']);
});

test('a `not` is taken away, once', () => {
  expect(flips(not('a'))).toEqual(['as a whole: a']);
  expect(flips(not(and(['a', 'b'])))).toEqual([
    'as a whole: and(a, b)',
    'a: not(and(not(a), b))',
    'b: not(and(a, not(b)))',
  ]);
});

test('each piece of a combination is flipped by itself', () => {
  expect(flips(and([or(['a', not('b')]), 'c']))).toEqual([
    'as a whole: not(and(or(a, not(b)), c))',
    'or(a, not(b)): and(not(or(a, not(b))), c)',
    'a: and(or(not(a), not(b)), c)',
    'not(b): and(or(a, b), c)',
    'c: and(or(a, not(b)), not(c))',
  ]);
});

test('parameters stay with their guards', () => {
  const guard = { type: 'a', params: { n: 1 } };
  const [, flip] = flipsOf(and([guard, 'b']));
  const [flipped] = (flip!.guard as { guards: readonly { guards: readonly unknown[] }[] }).guards;
  expect(flipped!.guards).toEqual([guard]);
});

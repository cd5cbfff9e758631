/** Why nobody objects to some mutants. */
import { mutationsOf } from '../../src/mutate/index.js';
import { reasonFor, reasons } from '../../src/mutate/reasons.js';
import { isRuleId } from '../../src/protocol/rules.js';
import { systems } from './world.js';

const mutations = Object.values(systems).flatMap(mutationsOf);

test.each(reasons.map(({ why, ids }) => [why, ids] as const))('%s: there are such mutants', (_, ids) => {
  expect(mutations.some(({ id }) => ids.test(id))).toBe(true);
});

test('the rules that they name are in the catalogue', () => {
  const named = reasons.flatMap(({ why }) => why.match(/[A-Z]+(-[A-Z]+)*-\d+/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((id) => !isRuleId(id))).toEqual([]);
});

test('no more than a few of the drivers’ are allowed', () => {
  const drivers = mutations.filter(({ part }) => part !== 'network[]');
  const allowed = drivers.filter((mutation) => reasonFor(mutation)?.isAllowed);
  expect(allowed.length / drivers.length).toBeLessThan(0.04);
  expect(allowed.map(({ id }) => id)).not.toContain('adapter.draining.always.flipGuard');
});

/** Generated tests on other systems: sound ones pass, and mutants that rules kill do not. */
import { Replays } from '../../src/generate/index';
import type { Departure } from '../../src/generate/index';
import { mutate } from '../../src/mutate/index';
import type { Topology } from '../../src/protocol/roles';
import { partsOf } from '../../src/system/index';
import { suiteOf } from './suites';

const parts = { cm: partsOf('cm', { topology: 'cm' }), mcm: partsOf('mcm', { topology: 'mcm' }) };
const replays = new Map<Topology, Replays>();

function departureOf(topology: Topology, id?: string): Departure | undefined {
  const known = replays.get(topology) ?? new Replays(suiteOf({ topology, underTest: 'system' }), { topology });
  replays.set(topology, known);
  return known.departureOf(id === undefined ? parts[topology] : mutate(parts[topology], id));
}

test.each(['cm', 'mcm'] as const)('the parts of %s depart nowhere', (topology) => {
  expect(departureOf(topology)).toBeUndefined();
});

test.each([
  ['cm', 'adapter.draining.always.flipGuard', 'different'],
  ['mcm', 'adapter.draining.always.flipGuard', 'different'],
  ['cm', 'vc.life.created.NdisCoDeleteVc.dropTransition', 'broken'],
  ['cm', 'adapter.draining.always.dropTransition', 'different'],
  ['cm', 'miniportVc.channel.received.dropAction.indicate', 'different'],
] as const)('%s: %s departs', (topology, id, how) => {
  const found = departureOf(topology, id)!;
  const { steps, kind } = suiteOf({ topology, underTest: 'system' }).tests.find(({ id: test }) => test === found.test)!;
  expect([kind, found.how]).toEqual(['positive', how]);
  expect(steps[found.step]).toBeDefined();
  expect(departureOf(topology, id)).toEqual(found);
});

test('what makes no difference departs nowhere', () => {
  expect(departureOf('cm', 'adapter.draining.always.dropAction.stopChannel')).toBeUndefined();
});

test('a system that comes up otherwise departs before its first step', () => {
  const suite = suiteOf({ topology: 'cm', underTest: 'system' });
  const other = new Replays({ ...suite, opening: { records: [], script: [] } }, { topology: 'cm' });
  expect(other.departureOf(parts.cm)).toMatchObject({ test: '', how: 'different' });
});

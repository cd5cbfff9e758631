/** Our own machines do what the tests made of them say; a whole system does, and one with a fault in it does not. */
import { ownMachines, runSuite, wholeSystem } from '../../../src/generate/run/index';
import type { SuiteResult } from '../../../src/generate/run/index';
import { driversOf } from '../../../src/protocol/roles';
import type { Topology } from '../../../src/protocol/roles';
import { faultsOf, partsOf } from '../../../src/system/index';
import { suiteOf } from '../suites';

const topologies: readonly Topology[] = ['cm', 'mcm'];
const roles = topologies.flatMap((topology) => driversOf[topology].map((role) => ({ topology, role })));

const unpassed = ({ results }: SuiteResult) =>
  results.filter(({ verdict }) => verdict !== 'passed').map(({ report }) => report);

test.each(roles)('$role of $topology passes every step of the model', async ({ topology, role }) => {
  const suite = suiteOf({ topology, underTest: role });
  const result = await runSuite(suite, ownMachines(role, topology));
  expect(unpassed(result)).toEqual([]);
  expect(result.passed).toBe(suite.tests.length);
  expect(suite.tests.length).toBeGreaterThan(30);
});

const bounds = { vcs: 1, sends: 0, receives: 0 };
const bad = (topology: Topology) =>
  faultsOf(topology).filter(({ event }) => ['channel.open', 'ProtocolClIncomingCall'].includes(event));

test.each(roles)('$role of $topology answers as it is told', async ({ topology, role }) => {
  const suite = suiteOf({ topology, underTest: role, ...bounds, faults: bad(topology) });
  const some = { ...suite, tests: suite.tests.filter((_, n) => n % 2 === 0) };
  const result = await runSuite(some, ownMachines(role, topology));
  expect(unpassed(result)).toEqual([]);
});

test.each(topologies)('the whole system of %s passes', async (topology) => {
  const result = await runSuite(suiteOf({ topology, underTest: 'system' }), wholeSystem(topology));
  expect(unpassed(result)).toEqual([]);
});

test('a system whose hardware is always drained breaks the rule of the drain', async () => {
  const parts = partsOf('cm', {}).map((part) =>
    part.name === 'adapter'
      ? { ...part, machine: part.machine.provide({ guards: { isDrained: () => true } } as never) }
      : part,
  );
  const { results } = await runSuite(suiteOf({ topology: 'cm', underTest: 'system' }), wholeSystem('cm', { parts }));
  const failed = results.filter(({ verdict }) => verdict === 'failed');
  expect(failed.length).toBeGreaterThan(0);
  expect(new Set(failed.flatMap(({ breaches }) => breaches.map(({ rule }) => rule)))).toContain('VC-DEACT-04');
});

test('a suite says the same every time', async () => {
  const suite = suiteOf({ topology: 'cm', underTest: 'miniport' });
  const some = { ...suite, tests: suite.tests.slice(0, 20) };
  const run = () => runSuite(some, ownMachines('miniport', 'cm'));
  expect(await run()).toEqual(await run());
});

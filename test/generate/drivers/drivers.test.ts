/** Drivers written by hand pass; each of those with a fault is caught, by the rule that it breaks. */
import { brokenDrivers, Client, Miniport } from '../../../src/generate/drivers/index';
import { onTheFly, runSuite, runTest, shrink } from '../../../src/generate/run/index';
import type { GenerateOptions } from '../../../src/generate/index';
import type { RunResult, SuiteResult } from '../../../src/generate/run/index';
import { faultsOf } from '../../../src/system/index';
import { suiteOf } from '../suites';

const sound = [
  { topology: 'cm', role: 'miniport', create: () => new Miniport() },
  { topology: 'cm', role: 'client', create: () => new Client() },
  { topology: 'mcm', role: 'client', create: () => new Client() },
] as const;

const unpassed = ({ results }: SuiteResult) =>
  results.filter(({ verdict }) => verdict !== 'passed').map(({ report }) => report);

describe.each(sound)('a $role of $topology written by hand', ({ topology, role, create }) => {
  test('passes every step of the model', async () => {
    expect(unpassed(await runSuite(suiteOf({ topology, underTest: role }), create))).toEqual([]);
  });

  test.each([1, 2])('keeps to the contract on the fly, with the seed %d', async (seed) => {
    const faults = seed === 1 ? [] : faultsOf(topology);
    const result = await onTheFly(create, { topology, underTest: role, seed, steps: 200, vcs: seed, faults });
    expect(result.report).toMatch(/^passed/);
  });
});

test('there are enough drivers with a fault, each with a name of its own', () => {
  for (const role of ['miniport', 'client']) {
    const names = brokenDrivers.filter((driver) => driver.role === role).map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(8);
    expect(new Set(names).size).toBe(names.length);
  }
});

const slowHardware = { faults: faultsOf('cm').filter(({ event }) => event === 'channel.open'), sends: 0, receives: 0 };

/** Faults that show only where more is under way, or the hardware takes its time, or lists are lent. */
const circumstances: Readonly<Record<string, GenerateOptions>> = {
  neverEndsActivation: slowHardware,
  indicatesTheSameBuffer: { sends: 0, receives: 2 },
  returnsLentLists: { faults: faultsOf('cm').filter(({ event }) => event.includes('Receive')), sends: 0 },
};

async function firstFailure({ name, role, create }: (typeof brokenDrivers)[number]): Promise<RunResult | undefined> {
  const suite = suiteOf({ topology: 'cm', underTest: role, ...circumstances[name] });
  for (const test of suite.tests) {
    const result = await runTest(test, suite, create);
    if (result.verdict === 'failed') return result;
  }
  return undefined;
}

const rulesOf = (result: RunResult | undefined) => result?.breaches.map(({ rule }) => rule) ?? [];

describe.each(brokenDrivers.map((driver) => [`${driver.role}.${driver.name}`, driver] as const))('%s', (_, driver) => {
  const { role, rule, create } = driver;

  test('is caught by the suite', async () => {
    expect(rulesOf(await firstFailure(driver))).toContain(rule);
  });

  test('is caught on the fly, in few moves', async () => {
    const options = { topology: 'cm', underTest: role, receives: 2, steps: 250 } as const;
    const failed = await onTheFly(create, { ...options, weights: { 'callManager.createSignalingVc': 0 } });
    expect(rulesOf(failed)).toContain(rule);
    const shrunk = await shrink(create, failed);
    expect(rulesOf(shrunk?.result)).toContain(rule);
    expect(shrunk?.to).toBeLessThanOrEqual(5);
  });
});

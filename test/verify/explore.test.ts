import { mutate } from '../../src/mutate/index.js';
import { partsOf } from '../../src/system/index.js';
import { checkRecords, logged } from '../../src/trace/index.js';
import { explore } from '../../src/verify/index.js';
import type { Exploration } from '../../src/verify/index.js';

const named = ({ verdicts }: Exploration, kind: string): readonly string[] =>
  verdicts.filter(({ verdict, isAdvice }) => verdict === kind && !isAdvice).map(({ property }) => property);

test('a search that is cut off decides nothing, and gives back what it has found', async () => {
  const found = await explore({ maxStates: 40 });
  expect(found.complete).toBe(false);
  expect(found.frontier).toBeGreaterThan(0);
  expect(found.one.states).toBeGreaterThan(40);
  expect(named(found, 'holds')).toEqual([]);
  expect(named(found, 'unknown').length).toBeGreaterThan(200);
});

describe('a fault in a machine', () => {
  const parts = mutate(partsOf('cm', { topology: 'cm' }), 'adapter.draining.always.flipGuard');
  let found: Exploration;

  beforeAll(async () => {
    found = await explore({ vcs: 1, parts });
  }, 60_000);

  test('is found, with a shortest way', () => {
    expect(named(found, 'violated')).toContain('VC-DEACT-04');
    const { counterexample } = found.verdicts.find(({ property }) => property === 'VC-DEACT-04') ?? {};
    expect(counterexample?.steps.map(({ text }) => text)).toEqual([
      'network.call',
      'adapter.receive',
      'network.hangUp',
    ]);
  });

  test('the trace of a broken rule breaks it in the eyes of the checker, at the same record', () => {
    const broken = found.verdicts.filter(
      ({ counterexample }) => counterexample && counterexample.violations.length > 0,
    );
    for (const { property, counterexample } of broken) {
      const records = (counterexample?.records ?? []).map((record, at) => logged(record, at + 1));
      const { violations, warnings } = checkRecords(records);
      const places = [...violations, ...warnings]
        .filter(({ rule }) => rule === property)
        .map(({ record }) => record - 1);
      expect(places).toContain(counterexample?.violations[0]?.record);
    }
    expect(broken.length).toBeGreaterThan(0);
  });
});

/** What every suite promises, for every role, counted anew from its files on live systems. */
import { ndjsonFiles } from '../../src/export/index';
import { Atlas, traceOf } from '../../src/generate/index';
import type { Generated, GenerateOptions, Suite, Test } from '../../src/generate/index';
import { driversOf, topologies } from '../../src/protocol/roles';
import { faultsOf } from '../../src/system/index';
import { checkRecords, logged, readTrace } from '../../src/trace/index';
import { everythingIn, relive } from './relived';
import { generated } from './suites';

const roles = topologies.flatMap((topology) =>
  ([...driversOf[topology], 'system'] as const).map((underTest) => ({ topology, underTest })),
);

const dimension = ({ coverage }: Generated, name: string) => coverage.dimensions.find((one) => one.dimension === name)!;

const positive = ({ tests }: Suite) => tests.filter(({ kind }) => kind === 'positive');
const stepsOf = (tests: readonly Test[]) => tests.reduce((sum, { steps }) => sum + steps.length, 0);

/** Violations that a check of a test finds, and what is owed at its end. */
const checked = (suite: Suite, test: Test) =>
  checkRecords(traceOf(suite, test).map((record, n) => logged(record, n + 1)));

function expectWellMade({ suite, figures }: Generated, longest: number): void {
  const { tests } = suite;
  expect(tests.map(({ id }) => id)).toEqual(tests.map((_, n) => `T${String(n + 1).padStart(4, '0')}`));
  expect(new Set(tests.map(({ title }) => title)).size).toBe(tests.length);
  expect(tests.filter(({ title }) => !/^[A-Z0-9][^\n]{2,139}$/.test(title) || title.endsWith('.'))).toEqual([]);
  expect(tests.filter(({ reasons }) => reasons.length === 0)).toEqual([]);
  expect(tests.filter(({ kind, steps }) => kind === 'positive' && steps.length > longest)).toEqual([]);
  expect([figures.tests, figures.steps]).toEqual([tests.length, stepsOf(tests)]);
  const negative = tests.filter(({ kind }) => kind !== 'positive');
  expect(negative.filter(({ reasons: [first] }) => !first?.rule || !/^https:/.test(first.source ?? ''))).toEqual([]);
  expect(negative.filter(({ steps }) => steps.filter(({ refused }) => refused !== undefined).length !== 1)).toEqual([]);
}

function expectChecked(suite: Suite): void {
  for (const test of suite.tests) {
    const { violations, open } = checked(suite, test);
    if (test.kind === 'forbidden') {
      expect(violations.map(({ rule }) => rule)).toContain(test.reasons[0]!.rule);
    } else {
      expect([test.id, violations, test.isAtRest ? open : []]).toEqual([test.id, [], []]);
      expect(test.isAtRest).toBe(true);
    }
  }
}

describe.each(roles)('$underTest of $topology', ({ topology, underTest }) => {
  const options: GenerateOptions = { topology, underTest, cover: 'all' };

  test('every step of the model is in a test, and it takes hardly more than the fewest steps', () => {
    const all = generated(options);
    const { covered, uncovered, unreachable, unknown, items } = dimension(all, 'transitions');
    expect([covered, uncovered, unreachable, unknown]).toEqual([all.figures.transitions, 0, 0, 0]);
    expect(items).toHaveLength(all.figures.transitions);
    const states = dimension(all, 'states');
    expect([states.covered, states.items.length]).toEqual([all.figures.states, all.figures.states]);
    const steps = stepsOf(positive(all.suite));
    expect(steps).toBeGreaterThanOrEqual(all.figures.lowerBound!);
    expect(steps).toBeLessThanOrEqual(1.2 * all.figures.lowerBound!);
    expect(all.figures.isComplete).toBe(true);
  });

  test('every test has a name, a title and a reason, and is no longer than it may be', () => {
    expectWellMade(generated(options), 40);
  });

  test('a check accepts what keeps to the contract and what is refused, and rejects what is forbidden', () => {
    const { suite } = generated(options);
    expectChecked(suite);
    expect(new Set(suite.tests.map(({ kind }) => kind))).toEqual(new Set(['positive', 'refusal', 'forbidden']));
  });
});

describe.each(topologies)('counted anew in %s', (topology) => {
  const suite = () => generated({ topology, underTest: 'system', cover: 'all' }).suite;

  test('live systems do what the files say, and come by every state and every step', () => {
    const { edges, states, departures } = relive(suite());
    const atlas = new Atlas({ topology });
    const everything = everythingIn(atlas);
    expect(departures).toEqual([]);
    expect([edges.size, states.size]).toEqual([everything.edges.size, everything.states.size]);
    expect([...edges].filter((edge) => !everything.edges.has(edge))).toEqual([]);
    expect(everything.edges.size).toBeGreaterThan(0.99 * atlas.edges);
  });

  test('with tests of any length it takes the fewest steps', () => {
    const { figures, suite } = generated({ topology, sends: 0, receives: 0, maxLength: 0 });
    expect(figures.steps).toBe(figures.lowerBound);
    expect(Math.max(...suite.tests.map(({ steps }) => steps.length))).toBeGreaterThan(40);
  });

  test('a suite without its first test does not', () => {
    const { suite: all, figures } = generated({ topology, sends: 0, receives: 0, maxLength: 0 });
    const { edges } = relive({ ...all, tests: all.tests.slice(1) });
    expect(edges.size).toBeLessThan(figures.transitions - 10);
  });

  test('whoever is under test, the same happens', () => {
    const happenings = (one: Suite) => positive(one).map(({ steps }) => steps.map(({ script: _, ...step }) => step));
    for (const underTest of driversOf[topology]) {
      const own = generated({ topology, underTest, cover: 'all' }).suite;
      expect(happenings(own)).toEqual(happenings(suite()));
      expect(own.tests.some(({ steps }) => steps.some(({ script }) => script.length > 0))).toBe(true);
    }
  });

  test('the files of the traces are judged as the traces are', () => {
    const { tests } = suite();
    ndjsonFiles(suite()).forEach(({ text }, n) => {
      const { violations } = checkRecords(readTrace(text).records);
      expect(violations.length > 0).toBe(tests[n]!.kind === 'forbidden');
    });
  });
});

describe('with answers that go wrong', () => {
  const options: GenerateOptions = {
    topology: 'mcm',
    underTest: 'mcm',
    sends: 0,
    receives: 0,
    faults: faultsOf('mcm'),
  };

  test('every step is covered too, and live systems do what the tests say', () => {
    const all = generated(options);
    expect(dimension(all, 'transitions')).toMatchObject({ covered: all.figures.transitions, uncovered: 0, unknown: 0 });
    expect(all.figures.steps).toBeLessThanOrEqual(1.2 * all.figures.lowerBound!);
    expectWellMade(all, 40);
    expectChecked(all.suite);
    const some = { ...all.suite, tests: all.suite.tests.filter((_, n) => n % 10 === 0) };
    expect(relive(some).departures).toEqual([]);
  });
});

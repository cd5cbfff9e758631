/** What logs and tests have met is counted, and put together. */
import fc from 'fast-check';
import { generate, heardCoverage, marks, mergeCoverage, neverMet, Tally, traceOf } from '../../../src/generate/index';
import type { Coverage, CoverageItem, Suite } from '../../../src/generate/index';
import { dimensionOf } from '../../../src/generate/coverage/report';
import { logged } from '../../../src/trace/index';
import type { TraceRecord } from '../../../src/protocol/trace';
import { generated } from '../suites';

const small = { sends: 0, receives: 0 };

/** What a tally makes of some traces, each a log of its own. */
function tallied(traces: readonly (readonly TraceRecord[])[], tally = new Tally()): Tally {
  const check = tally.check();
  traces.forEach((trace, n) => {
    check.begin(`log ${n + 1}`);
    trace.forEach((record, line) => {
      check.observe(logged(record, line + 1), 'rule' in record ? record.rule : undefined);
    });
    check.result();
  });
  return tally;
}

const tracesOf = (suite: Suite) => suite.tests.map((test) => traceOf(suite, test));

describe('a tally', () => {
  const { suite } = generate({ ...small, goals: ['NdisCoDeleteVc'] });
  const [trace] = tracesOf(suite) as [readonly TraceRecord[]];

  test.each([
    ['events', 'vc: NdisCoCreateVc in absent', 1],
    ['events', 'vc: NdisCoDeleteVc in created', 1],
    ['guards', 'vc: NdisCoDeleteVc in created: VC-DEL-01 kept', 1],
    ['guards', 'vc: NdisCoDeleteVc in created: VC-DEL-01 broken', undefined],
    ['statuses', 'NdisCoCreateVc returns SUCCESS', 1],
    ['rules', 'VC-DEL-01 kept', 1],
    ['rules', 'VC-DEL-01 broken', undefined],
  ] as const)('%s: %s is counted %p times', (dimension, name, times) => {
    expect(tallied([trace]).met[dimension].get(name)?.times).toBe(times);
  });

  test('counts every log, and says in which each thing was met first', () => {
    const names = [...tallied([trace]).met.events.keys()];
    const { events } = tallied([trace, trace, trace]).met;
    const [once] = names;
    expect(events.get(once!)).toEqual({ times: 3 * tallied([trace]).met.events.get(once!)!.times, by: 'log 1' });
    expect([...events.keys()]).toEqual(names);
  });

  test('adds up', () => {
    const sum = tallied([trace]);
    sum.add(tallied([trace, trace]));
    expect(sum.met).toEqual(tallied([trace, trace, trace]).met);
  });

  test('of a call out of turn says which rule is broken, and keeps to it no more', () => {
    const all = generated({ ...small, cover: 'illegal', underTest: 'client' }).suite;
    const forbidden = all.tests.filter(({ kind }) => kind === 'forbidden');
    expect(forbidden.length).toBeGreaterThan(10);
    for (const test of forbidden) {
      const { rule } = test.reasons[0]!;
      const { met } = tallied([traceOf(all, test)]);
      expect([test.id, met.rules.has(`${rule} broken`)]).toEqual([test.id, true]);
      expect(met.rules.has(`${rule} kept`)).toBe(false);
    }
  });
});

describe('marks', () => {
  const all = generated({ ...small, cover: 'all' });
  const some = generated({ ...small, cover: 'walks', walks: 1, maxLength: 6 });
  const marksIn = ({ dimensions }: Coverage, name: string) => {
    const { items, ...figures } = dimensions.find(({ dimension }) => dimension === name)!;
    for (const mark of marks) expect(figures[mark]).toBe(items.filter((item) => item.mark === mark).length);
    return new Map(items.map((item) => [item.name, item.mark]));
  };

  test.each(['states', 'transitions', 'events', 'guards', 'rules', 'statuses'])(
    '%s: what one test leaves out is uncovered where a suite of all covers it, and unreachable where that cannot',
    (dimension) => {
      const [fewer, more] = [marksIn(some.coverage, dimension), marksIn(all.coverage, dimension)];
      expect([...fewer.keys()]).toEqual([...more.keys()]);
      const pairs = new Set([...fewer].map(([name, mark]) => `${mark} ${more.get(name)}`));
      expect(pairs).toEqual(
        new Set([
          ...['covered covered', 'uncovered covered'],
          ...(dimension === 'states' || dimension === 'transitions' ? [] : ['unreachable unreachable']),
        ]),
      );
    },
  );

  test('what was never met is unknown where not every state is known, and where nobody says what can be met', () => {
    const cut = generate({ ...small, maxStates: 10 });
    expect(new Set(marksIn(cut.coverage, 'events').values())).toEqual(new Set(['covered', 'uncovered', 'unknown']));
    const goal = generated({ ...small, goals: ['NdisCoDeleteVc'] });
    expect(new Set(marksIn(goal.coverage, 'events').values())).toEqual(new Set(['covered', 'unknown']));
    const log = heardCoverage(tallied(tracesOf(some.suite)));
    expect(new Set(log.flatMap(({ items }) => items.map(({ mark }) => mark)))).toEqual(new Set(['covered', 'unknown']));
  });

  test('what is covered says by which test, and rules say where they stand', () => {
    const ids = new Set(all.suite.tests.map(({ id }) => id));
    for (const { items } of all.coverage.dimensions) {
      for (const { mark, times, by, rule, source } of items) {
        expect([times > 0, ids.has(by ?? '')]).toEqual([mark === 'covered', mark === 'covered']);
        expect(source !== undefined).toBe(rule !== undefined);
      }
    }
  });
});

const item: fc.Arbitrary<CoverageItem> = fc
  .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...marks), fc.integer({ min: 1, max: 9 }))
  .map(([name, mark, times]) => (mark === 'covered' ? { name, mark, times, by: 'T1' } : { name, mark, times: 0 }));

const coverage: fc.Arbitrary<Coverage> = fc
  .tuple(
    fc.string({ maxLength: 3 }),
    fc.subarray(['states', 'rules', 'events'] as const),
    fc.uniqueArray(item, { selector: ({ name }) => name }),
    fc.uniqueArray(item, { selector: ({ name }) => name }),
  )
  .map(([of, names, first, others]) => ({
    of: [of],
    dimensions: names.map((name, n) => dimensionOf(name, n === 0 ? first : others)),
  }));

/** What is said, whatever the order. */
const said = ({ of, dimensions }: Coverage, withTimes = true) => ({
  of: withTimes ? [...of].sort() : [],
  dimensions: dimensions.map(({ items, ...figures }) => ({
    ...figures,
    items: items.map(({ name, mark, times }) => `${name} ${mark} ${withTimes ? times : ''}`).sort(),
  })),
});

describe('coverages together', () => {
  test('it does not matter in which order, nor in which groups', () => {
    fc.assert(
      fc.property(coverage, coverage, coverage, (a, b, c) => {
        const all = said(mergeCoverage([a, b, c]));
        expect(said(mergeCoverage([c, a, b]))).toEqual(all);
        expect(said(mergeCoverage([mergeCoverage([a, b]), c]))).toEqual(all);
        expect(said(mergeCoverage([a, mergeCoverage([b, c])]))).toEqual(all);
      }),
    );
  });

  test('the same twice says no more, and counts twice', () => {
    fc.assert(
      fc.property(coverage, (a) => {
        expect(said(mergeCoverage([a, a]), false)).toEqual(said(mergeCoverage([a]), false));
        const times = (one: Coverage) => one.dimensions.flatMap(({ items }) => items.map((each) => each.times));
        expect(times(mergeCoverage([a, a]))).toEqual(times(mergeCoverage([a])).map((n) => 2 * n));
      }),
    );
  });

  test.each(marks.flatMap((one, n) => marks.slice(n).map((other) => [one, other] as const)))(
    '%s and %s is the first',
    (one, other) => {
      const of = (mark: CoverageItem['mark']): Coverage => ({
        of: [mark],
        dimensions: [dimensionOf('rules', [{ name: 'a', mark, times: 0 }])],
      });
      for (const order of [
        [one, other],
        [other, one],
      ]) {
        expect(mergeCoverage(order.map((mark) => of(mark))).dimensions[0]).toMatchObject({ [one]: 1 });
      }
    },
  );

  test('of two suites, what either covers is covered', () => {
    const [one, other] = (['client', 'miniport'] as const).map((underTest) =>
      generated({ ...small, cover: 'illegal', underTest }),
    );
    const together = mergeCoverage([one!.coverage, other!.coverage]);
    const covered = (of: Coverage) =>
      of.dimensions.flatMap(({ dimension, items }) =>
        items.flatMap(({ name, mark }) => (mark === 'covered' ? [`${dimension} ${name}`] : [])),
      );
    expect(new Set(covered(together))).toEqual(new Set([one!, other!].flatMap((each) => covered(each.coverage))));
    expect(together.of).toEqual([one!.suite.title, other!.suite.title]);
    expect(mergeCoverage([])).toEqual({ of: [], dimensions: [] });
  });

  test('what tests cover and logs never met', () => {
    const tests = generated({ ...small, cover: 'all' });
    const some = generated({ ...small, goals: ['NdisCoDeleteVc'] });
    const log: Coverage = { of: ['driver.ndjson'], dimensions: heardCoverage(tallied(tracesOf(some.suite))) };
    const never = neverMet(tests.coverage, log);
    expect(never.of).toEqual([tests.suite.title, 'driver.ndjson']);
    expect(never.dimensions.map(({ dimension }) => dimension)).toEqual(['events', 'guards', 'statuses', 'rules']);
    for (const { dimension, items, covered } of never.dimensions) {
      const all = tests.coverage.dimensions.find((one) => one.dimension === dimension)!;
      const met = log.dimensions.find((one) => one.dimension === dimension)!;
      expect([covered, items.length]).toEqual([all.covered - met.covered, covered]);
      const names = new Set(met.items.flatMap(({ name, mark }) => (mark === 'covered' ? [name] : [])));
      expect(items.filter(({ name }) => names.has(name))).toEqual([]);
    }
    expect(neverMet(tests.coverage, tests.coverage).dimensions.every(({ items }) => items.length === 0)).toBe(true);
  });
});

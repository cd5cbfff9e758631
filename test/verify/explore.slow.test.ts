import type { Topology } from '../../src/protocol/roles.js';
import { faultsOf } from '../../src/system/index.js';
import { checkRecords, logged } from '../../src/trace/index.js';
import { explore } from '../../src/verify/index.js';
import type { Exploration, Question } from '../../src/verify/index.js';
import { expectGolden } from '../export/golden.js';

const named = ({ verdicts }: Exploration, kind: string): readonly string[] =>
  verdicts.filter(({ verdict, isAdvice }) => verdict === kind && !isAdvice).map(({ property }) => property);

const questions: readonly (readonly [string, Question])[] = (['cm', 'mcm'] as const).flatMap(
  (topology: Topology): (readonly [string, Question])[] => [
    [`${topology}, no lists`, { topology, sends: 0, receives: 0 }],
    [`${topology}, one list each way`, { topology }],
    [`${topology}, no lists, all faults`, { topology, sends: 0, receives: 0, faults: faultsOf(topology) }],
  ],
);

describe.each(questions)('%s', (name, question) => {
  let found: Exploration;

  beforeAll(async () => {
    found = await explore(question);
  }, 120_000);

  test('everything is explored, and everything holds', () => {
    expect(found.complete).toBe(true);
    expect(found.frontier).toBe(0);
    expect(named(found, 'violated')).toEqual([]);
    expect(named(found, 'unknown')).toEqual([]);
  });

  test('no advice is broken', () => {
    const broken = found.verdicts.filter(
      ({ verdict, property }) => verdict === 'violated' && property !== 'reachability',
    );
    expect(broken.map(({ text }) => text)).toEqual([]);
  });

  test('the two VCs are every pair of states of one', () => {
    const { one, states, standsFor } = found;
    expect(states).toBe((one.classes * (one.classes + 1)) / 2);
    expect(standsFor).toBe(BigInt(one.states) ** 2n);
  });

  test('what was found is as it was', () => {
    const { one, states, transitions, depth, coverage } = found;
    const lines = [
      `one VC: ${one.states} states, ${one.transitions} steps, ${one.classes} classes`,
      `two VCs: ${states} states, ${transitions} steps, depth ${depth}`,
      ...coverage.map(
        (of) =>
          `${of.actor}: states ${of.states.reached}/${of.states.total}, transitions ${of.transitions.reached}/${of.transitions.total}`,
      ),
      '',
    ];
    expectGolden(`explored-${name.replaceAll(/[ ,]+/g, '-')}.txt`, lines.join('\n'));
  });
});

describe('every call and every return of two threads, on one VC', () => {
  let found: Exploration;

  beforeAll(async () => {
    found = await explore({ grain: 'full', vcs: 1, sends: 0, receives: 0 });
  }, 240_000);

  test('is explored to its end, and every rule is decided', () => {
    expect(found.complete).toBe(true);
    expect(named(found, 'unknown')).toEqual([]);
  });

  test('what is broken are the two races that no driver can avoid: it is told while its call is on the way', () => {
    expect([...named(found, 'violated')].sort()).toEqual(['CALL-CLOSE-18', 'QOS-CL-01']);
  });

  test('a log of the way shows it too', () => {
    const shown = found.verdicts.flatMap(({ counterexample, property }) =>
      counterexample && property !== 'reachability' ? [{ counterexample, property }] : [],
    );
    const seen = shown.map(({ counterexample }) =>
      checkRecords(counterexample.records.map((record, at) => logged(record, at + 1))).violations.map(
        ({ rule }) => rule,
      ),
    );
    expect(seen).toEqual(shown.map(({ property }) => [property]));
  });
});

import type { Topology } from '../../src/protocol/roles.js';
import { faultsOf } from '../../src/system/index.js';
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

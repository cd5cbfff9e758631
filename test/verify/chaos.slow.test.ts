import type { DriverRole, Topology } from '../../src/protocol/roles.js';
import { explore } from '../../src/verify/index.js';
import type { Exploration } from '../../src/verify/index.js';

/**
 * What the monitors are proven against: rules that each driver breaks, whatever else it breaks. A chaotic call manager or
 * MCM takes minutes: `condis explore --chaos callManager`.
 */
const breaks: readonly (readonly [Topology, DriverRole, readonly string[]])[] = [
  ['cm', 'client', ['CALL-CLOSE-03', 'CALL-CLOSE-17', 'CALL-IN-14', 'CALL-OUT-12', 'CTX-10', 'QOS-CL-01', 'VC-DEL-07']],
  ['cm', 'miniport', ['ASYNC-03', 'RECV-01', 'SEND-07', 'VC-ACT-18', 'VC-CREATE-08', 'VC-DEACT-18', 'VC-DEL-07']],
  [
    'mcm',
    'client',
    ['CALL-CLOSE-18', 'CALL-IN-06', 'CALL-RCLOSE-05', 'PARTY-01', 'RECV-06', 'VC-DEL-13', 'VC-REACT-08'],
  ],
];

describe.each(breaks)('%s, a chaotic %s', (topology, chaos, rules) => {
  let found: Exploration;
  const verdictOf = (property: string) => found.verdicts.find((verdict) => verdict.property === property)?.verdict;

  beforeAll(async () => {
    found = await explore({ topology, chaos, sends: 0, receives: 0, maxSeconds: 250 });
  }, 300_000);

  it('is explored to its end', () => {
    expect(found.complete).toBe(true);
  });

  it('is refused what the objects forbid, gets an answer to each call, and disturbs no other VC', () => {
    expect(['refusal', 'return', 'independence'].map(verdictOf)).toEqual(['holds', 'holds', 'holds']);
  });

  it('breaks rules, and the monitors say so', () => {
    const broken = (found.misbehaviour?.broken ?? []).map(({ rule }) => rule);
    expect(broken).toEqual(expect.arrayContaining([...rules]));
  });

  it('counts nothing as broken that no MUST stands behind', () => {
    expect((found.misbehaviour?.broken ?? []).map(({ rule }) => rule)).not.toContain('VC-DEACT-15');
  });

  it('shows each of them on a way', () => {
    for (const { counterexample } of found.misbehaviour?.broken ?? []) {
      expect(counterexample.steps.length).toBeGreaterThan(0);
    }
  });

  it('leaves most rules decided', () => {
    expect(found.verdicts.filter(({ verdict }) => verdict === 'holds').length).toBeGreaterThan(180);
  });
});

import fc from 'fast-check';
import type { Topology } from '../../src/protocol/roles.js';
import type { RuleId } from '../../src/protocol/rules.js';
import { happenings, listsOut, remaining, runOut, step, variants, watched } from './walk.js';
import type { Watched } from './walk.js';

const topologies: readonly Topology[] = ['cm', 'mcm'];

/** A walk: the numbers that choose its steps, how many VCs they are spread over, and the system that takes it. */
const walks = (topology: Topology, steps: number) =>
  fc.record({
    vcs: fc.integer({ min: 1, max: 4 }),
    options: fc.constantFrom(...variants[topology]),
    choices: fc.array(fc.noBias(fc.nat(0x7fffffff)), { minLength: steps, maxLength: steps }),
  });

/** What has gone wrong, and the steps that led there. */
function report(faults: readonly string[], steps: readonly string[]): void {
  if (faults.length > 0) {
    throw new Error([...faults, '', 'after', ...steps.map((text, n) => `${n + 1}. ${text}`)].join('\n'));
  }
}

const lastFaults = ({ system, owed, faults }: Watched): readonly string[] => [
  ...faults,
  ...owed(),
  ...remaining(system),
  ...listsOut(system),
  ...system.snapshot().deferred.map(({ actor, type }) => `${type} still waits at ${actor}`),
];

const fatal: readonly RuleId[] = ['VC-CREATE-08', 'VC-CREATE-09', 'VC-DEL-07'];

describe('random walks', () => {
  test.each(topologies)(
    '%s: no driver breaks a rule, nothing is refused, and everything comes to its end',
    (topology) => {
      const events = happenings(topology);
      fc.assert(
        fc.property(walks(topology, 200), ({ vcs, options, choices }) => {
          const walk = watched({ topology, ...options });
          const steps: string[] = [];
          for (const choice of choices) {
            steps.push(step(walk.system, events, vcs, choice));
            report(walk.faults, steps);
          }
          runOut(walk.system, vcs);
          report(lastFaults(walk), steps);
          walk.system.stop();
        }),
        { numRuns: 200 },
      );
    },
    180_000,
  );

  test.each(topologies)(
    '%s: PENDING where NDIS cannot wait is the only fault, and the end of everything where the system comes down',
    (topology) => {
      const events = happenings(topology, true);
      fc.assert(
        fc.property(walks(topology, 120), ({ vcs, options, choices }) => {
          const walk = watched({ topology, ...options }, fatal);
          const steps: string[] = [];
          for (const choice of choices) {
            steps.push(step(walk.system, events, vcs, choice));
            report(walk.faults, steps);
          }
          runOut(walk.system, vcs);
          report(walk.system.status === 'running' ? lastFaults(walk) : walk.faults, steps);
          const { bugCheck, status } = walk.system.snapshot();
          expect(bugCheck === null).toBe(status === 'running');
          walk.system.stop();
        }),
        { numRuns: 150 },
      );
    },
    120_000,
  );
});

import fc from 'fast-check';
import type { Topology } from '../../src/protocol/roles.js';
import { faultsOf } from '../../src/system/index.js';
import type { ModelOptions, ModelStep } from '../../src/system/index.js';
import { Pair, partsWith } from './pair.js';

const topologies: readonly Topology[] = ['cm', 'mcm'];

/** The ambiguities of the pages, decided in every way. */
const variants: Readonly<Record<Topology, Readonly<Record<string, fc.Arbitrary<string>>>>> = {
  cm: { callbackOrder: fc.constantFrom('protocolFirst', 'miniportFirst') },
  mcm: {
    mcmCompletion: fc.constantFrom('ndis', 'self', 'none'),
    mcmCloses: fc.constantFrom('afterDeactivation', 'beforeDeactivation'),
  },
};

/** A walk: the numbers that choose its steps, and the system in which it is taken. */
const walks = (topology: Topology, steps: number, most = 3) =>
  fc.record({
    options: fc.record({
      topology: fc.constant(topology),
      vcs: fc.integer({ min: 1, max: most }),
      sends: fc.integer({ min: 1, max: 2 }),
      receives: fc.integer({ min: 1, max: 2 }),
      faults: fc.constantFrom([], faultsOf(topology)),
      ...variants[topology],
    }),
    choices: fc.array(fc.noBias(fc.nat(0x7fffffff)), { minLength: steps, maxLength: steps }),
  });

/** First what happens is chosen, then which answers are given to it: else the faults would outweigh all else. */
function chosen(steps: readonly ModelStep[], choice: number): ModelStep | undefined {
  const nameOf = ({ text, vc }: ModelStep) => `${text} ${vc}`;
  const names = [...new Set(steps.map(nameOf))];
  const name = names[choice % names.length];
  const ways = steps.filter((step) => nameOf(step) === name);
  return ways[(choice >>> 12) % ways.length];
}

/** Walks on both sides at once; where they part, it says after which steps. */
function walk(options: ModelOptions, choices: readonly number[]): void {
  const taken: string[] = [];
  const pair = new Pair(options);
  try {
    for (const choice of choices) {
      if (!pair.isRunning) break;
      const others = choice % 4 === 0 ? pair.offers(1 + ((choice >>> 2) % (options.vcs ?? 1))) : [];
      const other = others[(choice >>> 4) % others.length];
      if (other) {
        taken.push(`refused: ${JSON.stringify(other)}`);
        pair.refuse(other);
      }
      const step = chosen(pair.steps(), choice >>> 4);
      if (!step) break;
      taken.push([step.text, `VC ${step.vc}`, ...step.answers.map((answer) => JSON.stringify(answer))].join(' · '));
      pair.take(step);
    }
  } catch (error) {
    if (error instanceof Error) {
      error.message = [error.message, 'after', ...taken.map((text, n) => `${n + 1}. ${text}`)].join('\n');
    }
    throw error;
  } finally {
    pair.stop();
  }
}

describe('live actors and the pure model', () => {
  test.each(topologies)(
    '%s: agree on every record, every actor and every message that waits, after every step',
    (topology) => {
      fc.assert(
        fc.property(walks(topology, 60), ({ options, choices }) => {
          walk(options, choices);
        }),
        { numRuns: 50 },
      );
    },
    180_000,
  );
});

describe('a pure step that is wrong is noticed', () => {
  const nothing = () => undefined;
  test.each([
    ['an accepted call is not reported', 'cm', 'network[1]', { actions: { reportAccepted: nothing } }],
    ['a list that was sent is not kept in mind', 'cm', 'client[1]', { actions: { takeSends: nothing } }],
    ['lists of a guest are thought to be lent for ever', 'mcm', 'client[1]', { guards: { isLent: () => true } }],
    ['NDIS forgets who has created a VC', 'mcm', 'vc[1]', { actions: { rememberCreator: nothing } }],
    ['no delay ends a call', 'cm', 'call[1]', { actions: { failWhatIsOwed: nothing } }],
  ] as const)('%s', (_, topology, name, wrong) => {
    const parts = partsWith({ topology }, name, wrong);
    const check = () =>
      fc.assert(
        fc.property(walks(topology, 60, 1), ({ options, choices }) => {
          walk({ ...(options as ModelOptions), faults: [], parts }, choices);
        }),
        { numRuns: 60, endOnFailure: true },
      );
    expect(check).toThrow();
  });
});

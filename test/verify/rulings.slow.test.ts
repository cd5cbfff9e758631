import { minimise, unfold } from '../../src/explore/index.js';
import { mutate } from '../../src/mutate/index.js';
import type { Topology } from '../../src/protocol/roles.js';
import { faultsOf, partsOf } from '../../src/system/index.js';
import type { Question } from '../../src/verify/index.js';
import { explore, hear } from '../../src/verify/index.js';
import type { Court, Exploration, Hearing } from '../../src/verify/index.js';
import { matterOf } from '../../src/verify/explore.js';
import { rule } from '../../src/verify/rulings.js';
import { Universe } from '../../src/verify/universe.js';
import { openCourt } from '../../src/cli/crewCourt.js';

const matterFor = (question: Question & { readonly topology: Topology }) => {
  const universe = new Universe(question);
  const { graph } = minimise(unfold(universe.actions).graph, universe.saidOf);
  return matterOf(graph, universe, question.topology);
};
const limits = { maxPairs: 100_000, isEnough: () => false };

/** What is said by whom, and what it comes to. */
async function ruled(matter: ReturnType<typeof matterFor>, isRounded: boolean) {
  const asked: Hearing[] = [];
  const court: Court = (about, hearing, isEnough) => {
    asked.push(hearing);
    return Promise.resolve(hear(about, hearing, isEnough));
  };
  const { decided, broken } = await rule(matter, { ...limits, isRounded }, court);
  return { asked, rulings: { decided: [...decided].sort(), broken: [...broken].sort() } };
}

describe.each(['cm', 'mcm'] as const)('%s', (topology) => {
  test.each([
    ['one list each way', { sends: 1, receives: 1 }],
    ['no lists, and one answer that goes wrong', { sends: 0, receives: 0, faults: faultsOf(topology).slice(0, 1) }],
  ])('judges who hear their share say what all say who hear everything: %s', async (_, bounds) => {
    const matter = matterFor({ topology, ...bounds });
    const shared = await ruled(matter, true);
    const whole = await ruled(matter, false);
    expect(shared.rulings).toEqual(whole.rulings);
    expect(shared.rulings.broken).toEqual([]);
    // Nobody had to hear everything.
    expect(shared.asked.filter(({ how }) => how === 'whole')).toEqual([]);
    expect(whole.asked.every(({ how }) => how === 'whole')).toBe(true);
  });
});

describe.each([
  ['a completion', 'ndis.NdisCoCreateVc.returns.changeStatus.PENDING', 'ASYNC-05'],
  ['the drain', 'adapter.draining.always.flipGuard', 'VC-DEACT-04'],
])('a fault about %s', (_, mutation, broken) => {
  const matter = matterFor({
    topology: 'cm',
    sends: 1,
    receives: 1,
    parts: mutate(partsOf('cm', { topology: 'cm' }), mutation),
  });

  test('is found as it is found by all who hear everything', async () => {
    const shared = await ruled(matter, true);
    const whole = await ruled(matter, false);
    expect(shared.rulings.broken.map(([rule]) => rule)).toContain(broken);
    expect(shared.rulings).toEqual(whole.rulings);
  });
});

describe('a court with threads', () => {
  const session = openCourt(2, 0);
  afterAll(() => session.dismiss());

  const plain = ({ seconds: _, statesPerSecond: __, standsFor, ...found }: Exploration): string =>
    JSON.stringify({ ...found, standsFor: `${standsFor}` });

  test('comes to the same as this thread alone, byte for byte', async () => {
    const parts = mutate(partsOf('cm', { topology: 'cm' }), 'adapter.draining.always.flipGuard');
    const question: Question = { vcs: 1, parts };
    const alone = await explore(question);
    const together = await explore(question, { court: session.court });
    expect(plain(together)).toBe(plain(alone));
  }, 60_000);
});

import { deedsOf } from '../../src/system/deeds.js';
import { faultsOf } from '../../src/system/index.js';
import type { EnvironmentEvent } from '../../src/system/index.js';
import { postman, through, toward } from '../../src/generate/tours/index.js';
import { titleOf, uniqueTitles } from '../../src/generate/titles.js';
import type { TitleStep } from '../../src/generate/phrases.js';
import { realTerrain } from './tours/terrains.js';

const { atlas, terrain } = realTerrain();

/** The steps of the shortest way along some events, and home. */
function along(...types: readonly string[]) {
  const found = through(
    terrain,
    types.map((type) => (edge) => [atlas.stepOf(edge).event?.type, atlas.stepOf(edge).sleeper].includes(type)),
  );
  if (found.result !== 'found') throw new Error(`no way along ${types.join(', ')}`);
  return { steps: found.way.map((edge) => atlas.stepOf(edge)), at: found.at };
}

const bare = (event: EnvironmentEvent, answers: readonly EnvironmentEvent[] = []): TitleStep => ({
  text: event.type,
  event,
  answers,
  records: [],
});

describe('a test of one step', () => {
  test.each([
    [
      ['client.makeCall', 'network.refuse'],
      'The network refuses the call while it is being set up, and the client deletes the VC',
    ],
    [
      ['network.accept', 'adapter.receive', 'client.closeCall', 'network.released', 'client.returnLists'],
      'The client returns the received lists while the call is being closed with a received list held, ' +
        'which ends the drain of the VC',
    ],
    [
      ['network.accept', 'client.send', 'network.drop'],
      'The network loses the call while it is connected with a send under way, and the client deletes the VC',
    ],
    [['network.call'], 'A call comes in, and the call manager deletes the VC'],
    [['client.createVc'], 'The client creates the VC, and the client deletes the VC'],
    [
      ['client.modifyCallQoS', 'network.refuseQoS'],
      'The network refuses the new QoS, and the call manager deletes the VC',
    ],
    [['call[1]'], 'The network does not answer in time while the call is being set up, and the client deletes the VC'],
  ])('%p', (types, title) => {
    const { steps, at } = along(...types);
    expect(titleOf(steps, at.at(-1)! - 1)).toBe(title);
  });

  test('with several VCs says which', () => {
    const steps = [
      bare({ type: 'client.createVc', vc: 1 }),
      bare({ type: 'client.makeCall', vc: 2 }),
      bare({ type: 'network.refuse', vc: 2 }),
      bare({ type: 'client.deleteVc', vc: 1 }),
    ];
    expect(titleOf(steps, 2)).toBe('The network refuses the call of VC 2, and the client deletes VC 1');
  });

  test('that is a call out of turn', () => {
    const call = { from: 'client', fn: 'NdisCoDeleteVc', vc: 1 } as const;
    const steps = [...along('network.accept').steps.slice(0, 3), { text: 'a call', call, answers: [], records: [] }];
    expect(titleOf(steps, 3)).toBe('The client calls NdisCoDeleteVc out of turn while the call is connected');
  });
});

describe('a whole test', () => {
  test.each([
    [['client.createVc'], 'The VC is created and deleted'],
    [
      ['network.accept', 'client.send', 'client.send'],
      'A call is made and accepted, two lists are sent, and a call is hung up',
    ],
    [
      ['network.accept', 'adapter.receive', 'client.closeCall', 'network.released', 'client.returnLists'],
      'A call is made and accepted, a list is received, a call is closed, a received list is returned, and the VC drains ' +
        'before it is deactivated',
    ],
  ])('%p', (types, title) => {
    expect(titleOf(along(...types).steps)).toBe(title);
  });

  test('that is long is summarised', () => {
    const title = titleOf(
      postman(terrain)
        .ways.reduce((a, b) => (b.length > a.length ? b : a))
        .map((edge) => atlas.stepOf(edge)),
    );
    expect(title).toMatch(/^In \d+ steps, .* and more$/);
  });

  test('that has no step', () => {
    expect(titleOf([])).toBe('Nothing happens');
  });
});

describe.each(['cm', 'mcm'] as const)('in a system of %s', (topology) => {
  test.each(deedsOf(topology).map(({ event }) => event))('$type has its phrase', (event) => {
    const title = titleOf([bare(event)], 0);
    expect(title).not.toContain(event.type);
    expect(title).not.toMatch(/[{}]/);
  });

  test.each(faultsOf(topology))('$event answered $status has its phrase', (fault) => {
    const title = titleOf([bare({ type: 'network.call' }, [{ type: 'answer.next', ...fault }])], 0);
    expect(title).toMatch(/^A call comes in, but the /);
    expect(title).not.toMatch(/[{}=]|answered/);
  });
});

test('what has no phrase is called by its name', () => {
  expect(titleOf([bare({ type: 'client.addParty' })], 0)).toBe('Client.addParty');
});

describe('titles of a suite', () => {
  const short = postman(terrain, { maxLength: 20 }).ways.map((way) => ({
    steps: way.map((edge) => atlas.stepOf(edge)),
  }));
  const focused = Array.from({ length: atlas.edges }, (_, edge) =>
    toward(terrain, { edge: (one) => one === edge }),
  ).flatMap((route) =>
    route.result === 'found' ? [{ steps: route.way.map((edge) => atlas.stepOf(edge)), focus: route.at - 1 }] : [],
  );
  const isNumbered = (title: string) => /\(\d+\)$/.test(title);

  test.each([
    ['of ways that cover all', short, 0],
    ['of a test for each step', focused, 0.3],
  ])('%s are unique, short, and seldom numbered', (_, tests, numbered) => {
    const titles = uniqueTitles(tests);
    expect(new Set(titles).size).toBe(tests.length);
    expect(titles.filter((title) => title.length > 140)).toEqual([]);
    expect(titles.filter(isNumbered).length).toBeLessThanOrEqual(numbered * tests.length);
  });

  test('say what differs', () => {
    const steps = (...types: readonly string[]) => types.map((type) => bare({ type } as EnvironmentEvent));
    const titles = uniqueTitles([
      { steps: steps('network.accept', 'client.send', 'client.closeCall'), focus: 2 },
      { steps: steps('network.accept', 'adapter.receive', 'client.closeCall'), focus: 2 },
      { steps: steps('network.accept', 'network.drop'), focus: 1 },
    ]);
    expect(titles).toEqual([
      'The client closes the call, after a list is sent',
      'The client closes the call, after a list is received',
      'The network loses the call',
    ]);
  });

  test('number what is the same', () => {
    const steps = [bare({ type: 'network.drop' })];
    expect(
      uniqueTitles([
        { steps, focus: 0 },
        { steps, focus: 0 },
      ]),
    ).toEqual(['The network loses the call', 'The network loses the call (2)']);
  });
});

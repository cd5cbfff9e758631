/** The faults that can be put into the machines: which there are, and that each is one. */
import { createMachine, initialTransition, transition } from 'xstate';
import type { AnyStateMachine, EventObject } from 'xstate';
import { renderReport } from '../../src/errors.js';
import { mutate, mutationKinds, mutationsOf, UnknownMutation } from '../../src/mutate/index.js';
import type { Mutation } from '../../src/mutate/index.js';
import type { Part } from '../../src/system/parts.js';
import { expectGolden } from '../export/golden.js';
import { systems, topologies } from './world.js';

const partOf = (parts: readonly Part[], name: string): Part => parts.find(({ machine }) => machine.id === name)!;

describe.each(topologies)('%s', (topology) => {
  const parts = systems[topology];
  const mutations = mutationsOf(parts);

  test('every mutation has a name of its own that can be typed', () => {
    const ids = mutations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[A-Za-z0-9.]+$/.test(id))).toEqual([]);
  });

  test('every machine has some, and every kind occurs', () => {
    expect(new Set(mutations.map(({ part }) => part)).size).toBe(parts.length);
    expect(new Set(mutations.map(({ kind }) => kind))).toEqual(new Set(mutationKinds));
  });

  test('it does not matter who asks, and when', () => {
    expect(mutationsOf([...parts])).toEqual(mutations);
  });
});

test('a mutation changes one machine and nothing else', () => {
  const tried = new Set<string>();
  for (const parts of Object.values(systems)) {
    for (const { id, part } of mutationsOf(parts).filter((one) => !tried.has(one.id))) {
      tried.add(id);
      const changed = mutate(parts, id).filter((one, n) => one !== parts[n]);
      expect(changed.map(({ name, perVc }) => `${name}${perVc ? '[]' : ''}`)).toEqual([part]);
      const [{ machine, ...others }] = changed as [Part];
      const { machine: original, ...before } = partOf(parts, machine.id);
      expect(others).toEqual(before);
      expect(machine).not.toBe(original);
    }
  }
});

test('they are known', () => {
  const [cm, mcm] = [mutationsOf(systems.cm), mutationsOf(systems.mcm)];
  const without = (mutations: readonly Mutation[], others: readonly Mutation[]) => {
    const known = new Set(others.map(({ id }) => id));
    return mutations.filter(({ id }) => !known.has(id));
  };
  const [onlyCm, onlyMcm] = [without(cm, mcm), without(mcm, cm)];
  const page = (title: string, mutations: readonly Mutation[]): readonly string[] => [
    `${title}: ${mutations.length}`,
    ...mutations.flatMap(({ id, where, what }, n) => [
      ...(where === mutations[n - 1]?.where ? [] : ['', where]),
      `  ${what}: ${id}`,
    ]),
    '',
  ];
  expectGolden(
    'mutants.txt',
    [
      ...page('In both topologies', without(cm, onlyCm)),
      ...page('With a call manager over a miniport only', onlyCm),
      ...page('With a miniport call manager only', onlyMcm),
    ].join('\n'),
  );
});

/** Opens a channel, sends, closes while the send is under way, and lets it end: where it stands, and what it says. */
function played(id?: string): readonly string[] {
  const parts = id === undefined ? systems.cm : mutate(systems.cm, id);
  const { machine } = partOf(parts, 'adapter');
  const events: readonly EventObject[] = [
    { type: 'channel.open', callParameters: 'P1' } as EventObject,
    { type: 'channel.send', nbl: ['vc1-tx1'] } as EventObject,
    { type: 'channel.close' },
    { type: 'channel.send', nbl: ['vc1-tx2'] } as EventObject,
    { type: 'adapter.sendDone' },
  ];
  return run(machine, events);
}

function run(machine: AnyStateMachine, events: readonly EventObject[]): readonly string[] {
  let [state] = initialTransition(machine, { vc: 1 });
  return events.map((event) => {
    const [next, actions] = transition(machine, state, event);
    state = next;
    const said = (actions as readonly { type: string; params: unknown }[])
      .filter(({ type }) => type === 'xstate.emit')
      .map(({ params }) => (params as { event: { type: string; status?: string } }).event)
      .map(({ type, status }) => [type, status].filter(Boolean).join(' '));
    return [JSON.stringify(state.value), ...said].join(', ');
  });
}

const asItShouldBe = [
  '"open", channel.opened',
  '"open"',
  '"draining", channel.draining',
  '"draining", channel.sent NDIS_STATUS_FAILURE',
  '"closed", channel.sent, channel.closed',
];

test('the adapter without a fault drains', () => {
  expect(played()).toEqual(asItShouldBe);
});

test.each([
  ['adapter.draining.always.flipGuard', 2, '"closed", channel.draining, channel.closed'],
  ['adapter.open.channel.close.1.flipGuard', 2, '"closed", channel.closed'],
  ['adapter.draining.always.dropTransition', 4, '"draining", channel.sent'],
  ['adapter.draining.always.redirectTransition', 4, '"opening", channel.sent, channel.closed'],
  ['adapter.open.channel.close.2.dropTransition', 2, '"open"'],
  ['adapter.open.channel.close.2.dropAction.reportDraining', 2, '"draining"'],
  ['adapter.open.channel.close.1.dropTransition', 4, undefined],
  ['adapter.adapter.sendDone.dropAction.finishSends', 4, '"draining", channel.sent'],
  ['adapter.channel.sent.changeStatus.SUCCESS', 3, '"draining", channel.sent NDIS_STATUS_SUCCESS'],
])('%s shows in step %i', (id, place, difference) => {
  const seen = played(id);
  expect(seen.slice(0, place)).toEqual(asItShouldBe.slice(0, place));
  expect(seen[place]).toBe(difference ?? asItShouldBe[place]);
});

test('what states share is one place', () => {
  const { where } = mutationsOf(systems.cm).find(({ id }) => id === 'adapter.open.adapter.receive.1.flipGuard')!;
  expect(where).toBe('adapter: open -adapter.receive (1)-> stays, and wherever else it stands (1)');
  const { config } = partOf(mutate(systems.cm, 'adapter.open.adapter.receive.2.dropTransition'), 'adapter').machine;
  const { open, reopening } = config.states as Readonly<Record<string, { on: Record<string, unknown[]> }>>;
  expect([open, reopening].map((state) => state!.on['adapter.receive']!.length)).toEqual([1, 1]);
});

test('a name that no mutation has is an error that helps', () => {
  const wrong = () => mutate(systems.cm, 'adapter.drainin.always.flipGuard');
  expect(wrong).toThrow(UnknownMutation);
  try {
    wrong();
  } catch (error) {
    expect(renderReport((error as UnknownMutation).report)).toMatchInlineSnapshot(`
      "CONDIS7012  There is no mutation adapter.drainin.always.flipGuard.
        did you mean  adapter.draining.always.flipGuard
        or            adapter.adapter.sendDone.flipGuard
        or            adapter.open.adapter.receive.1.flipGuard
        or            call.settling.always.flipGuard
        or            adapter.open.channel.open.1.flipGuard
      Hint: \`condis mutate --list\` shows them all."
    `);
  }
});

test('names that no mutation has anything in common with lead nowhere', () => {
  expect(new UnknownMutation('x', ['a.b']).report.fields).toEqual([]);
});

describe('a chart with what the others lack', () => {
  const machine = createMachine({
    id: 'toy',
    initial: 'a',
    states: {
      a: {
        entry: ['hello', { type: 'count' }],
        initial: 'b',
        states: { b: { on: { go: 'c', next: '#toy.d' } }, c: { type: 'final' } },
        onDone: 'd',
        after: { 100: { target: 'd', actions: ['late', 'late'] } },
      },
      d: { type: 'parallel', states: { one: { on: { x: { actions: function () {} } } }, other: {} } },
    },
  });
  const parts = [{ ...partOf(systems.cm, 'adapter'), machine }];

  test('is mutated like any other', () => {
    expect(mutationsOf(parts).map(({ id, what }) => `${id}: ${what}`)).toMatchInlineSnapshot(`
      [
        "toy.a.after.100.dropTransition: the transition is dropped",
        "toy.a.after.100.redirectTransition: the transition leads to a",
        "toy.a.after.100.dropAction.late: the action late is dropped",
        "toy.a.after.100.dropAction.late.2: the action late is dropped",
        "toy.a.onDone.dropTransition: the transition is dropped",
        "toy.a.onDone.redirectTransition: the transition leads to a",
        "toy.a.b.go.dropTransition: the transition is dropped",
        "toy.a.b.go.redirectTransition: the transition leads to a.b",
        "toy.a.b.next.dropTransition: the transition is dropped",
        "toy.a.b.next.redirectTransition: the transition leads to a",
        "toy.d.one.x.dropTransition: the transition is dropped",
        "toy.d.one.x.dropAction.actions: the action actions is dropped",
        "toy.a.entry.dropAction.hello: the action hello is dropped",
        "toy.a.entry.dropAction.count: the action count is dropped",
      ]
    `);
  });

  test('in the place that is named', () => {
    const path = (id: string) => run(partOf(mutate(parts, id), 'toy').machine, [{ type: 'go' }])[0];
    expect(run(machine, [{ type: 'go' }])[0]).toBe('{"d":{"one":{},"other":{}}}');
    expect(path('toy.a.b.go.redirectTransition')).toBe('{"a":"b"}');
    expect(path('toy.a.onDone.dropTransition')).toBe('{"a":"c"}');
  });
});

/** Tests that come to a goal, or go along a scenario. */
import { readLibrary } from '../../src/cli/scenarios';
import { generate, waypointsOf, wishFor } from '../../src/generate/index';
import type { GenerateOptions } from '../../src/generate/index';
import type { Topology } from '../../src/protocol/roles';
import { parseScenario } from '../../src/scenario/index';
import { faultName, faultsOf } from '../../src/system/index';

const small = { sends: 0, receives: 0 };
const faulty = (topology: Topology, ...names: readonly string[]) =>
  faultsOf(topology).filter((fault) => names.includes(faultName(fault)));

describe('a goal', () => {
  const reached: readonly (readonly [goal: string, steps: number, options: GenerateOptions])[] = [
    ['vc 1 is active', 3, {}],
    ['vc 1 is connected', 4, { topology: 'mcm' }],
    ['NdisCoDeleteVc', 2, {}],
    ['NdisMCmActivateVc', 3, { topology: 'mcm' }],
    ['NdisCmActivateVc returns INVALID_DATA', 2, { faults: faulty('cm', 'channel.open=INVALID_DATA') }],
    ['NdisCmActivateVc returns NDIS_STATUS_PENDING', 3, { faults: faulty('cm', 'channel.open=PENDING') }],
  ];

  test.each(reached)('%s', (goal, steps, options) => {
    const { suite, goals, coverage, figures } = generate({ ...small, ...options, goals: [goal] });
    expect(goals).toEqual([{ goal, result: 'found', test: 'T0001' }]);
    expect(suite.tests.map((test) => [test.isAtRest, test.steps.length])).toEqual([[true, steps]]);
    expect([suite.strategy, figures.lowerBound, coverage.of]).toEqual(['goals', null, [suite.title]]);
    const [, fn = '', status] = /^(\w+)(?: returns (\w+))?$/.exec(goal) ?? [];
    const said = suite.tests[0]!.steps.flatMap(({ records }) => records.map((one) => JSON.stringify(one)));
    if (status !== undefined) expect(said.filter((one) => one.includes(fn) && one.includes(status))).not.toEqual([]);
  });

  test.each(['vc 1 is reactivating', 'NdisCmActivateVc returns FAILURE', 'NdisClMakeCall returns RESOURCES'])(
    '%s: nothing leads there, and nobody knows that before every state was tried',
    (goal) => {
      expect(generate({ ...small, goals: [goal] }).goals).toEqual([{ goal, result: 'unreachable' }]);
      const { goals, figures, suite } = generate({ ...small, goals: [goal], maxStates: 10 });
      expect(goals).toEqual([{ goal, result: 'unknown' }]);
      expect([figures.isComplete, suite.tests]).toEqual([false, []]);
    },
  );

  test('several goals: each that can be reached has its test', () => {
    const goals = ['vc 1 is active', 'vc 1 is reactivating', 'vc 1 is created'];
    const found = generate({ ...small, goals }).goals.map(({ result, test }) => [result, test]);
    expect(found).toEqual([
      ['found', 'T0001'],
      ['unreachable', undefined],
      ['found', 'T0002'],
    ]);
  });

  test.each(['vc 1 is asleep', 'NdisFly', 'NdisCmActivateVc returns WELL', ''])('%p is not understood', (goal) => {
    expect(wishFor(goal, 'cm')).toMatchObject({ ok: false, problems: [expect.anything()] });
    const { goals } = generate({ ...small, goals: [goal] });
    expect(goals).toEqual([{ goal, result: 'unknown', why: expect.any(String) as unknown }]);
  });
});

describe('a scenario', () => {
  const library = readLibrary().scenarios;
  const along = (name: string, topology: Topology, options: GenerateOptions = {}) => {
    const through = library.find((one) => one.name === name)!;
    const { goals, suite } = generate({ ...small, topology, through, ...options });
    return { goal: goals[0]!, suite };
  };

  const passable: readonly (readonly [name: string, topology: Topology, faults: string, happens: string])[] = [
    ['SEQ-VC-01', 'cm', '', 'client.createVc'],
    ['SEQ-CALL-03b', 'cm', '', 'network.call network.connect'],
    ['SEQ-CALL-03a', 'cm', 'ProtocolClIncomingCall=PENDING', 'network.call client.answer network.connect'],
    ['SEQ-VC-07a', 'cm', 'channel.open=PENDING', 'client.createVc client.makeCall network.accept adapter.activated'],
    ['SEQ-FAIL-02a', 'cm', 'MiniportCoCreateVc=RESOURCES', 'client.createVc'],
    [
      'SEQ-FAIL-05a',
      'cm',
      'channel.open=INVALID_DATA',
      'client.createVc client.makeCall network.accept client.deleteVc',
    ],
    ['SEQ-QOS-01a', 'mcm', '', 'client.createVc client.makeCall network.accept client.modifyCallQoS network.agreeQoS'],
  ];

  test.each(passable)('%s in %s, with %p', (name, topology, faults, happens) => {
    const { goal, suite } = along(name, topology, { faults: faulty(topology, faults) });
    expect(goal).toEqual({ goal: goal.goal, result: 'found', test: 'T0001' });
    const { steps } = suite.tests[0]!;
    const wanted = happens.split(' ');
    expect(steps.map(({ event }) => event?.type).slice(0, wanted.length)).toEqual(wanted);
    const given = steps.flatMap(({ answers }) => answers);
    expect(given).toHaveLength(faults === '' ? 0 : 1);
  });

  test('what it sets in advance is given where it is first asked for', () => {
    const { suite } = along('SEQ-VC-07a', 'cm', { faults: faultsOf('cm') });
    const given = suite.tests[0]!.steps.map(({ text, answers }) => `${text} ${answers.length}`);
    expect(given.slice(0, 4)).toEqual([
      'client.createVc 0',
      'client.makeCall 0',
      'network.accept 1',
      'adapter.activated 0',
    ]);
  });

  test.each([
    [
      ...(['SEQ-FAIL-04a', 'cm', {}] as const),
      'client.createVc with MiniportCoCreateVc=PENDING does not happen at the beginning: 41 states were tried',
    ],
    [
      ...(['SEQ-DATA-01', 'cm', { sends: 1 }] as const),
      /^adapter\.sendDone .* does not happen after client\.send .*: \d\d states were tried$/,
    ],
    [
      ...(['SEQ-FAIL-15', 'mcm', {}] as const),
      /^ndis\.startAdapter with .*=INVALID_DATA does not happen at the beginning/,
    ],
  ] as const)('%s in %s: what does not happen is said', (name, topology, options, why) => {
    const { goal, suite } = along(name, topology, options);
    expect([goal.result, suite.tests]).toEqual(['unreachable', []]);
    expect(goal.why).toMatch(why);
    expect(along(name, topology, { ...options, maxStates: 5 }).goal.result).toBe('unknown');
  });

  test('of the library all that have calls out of turn cannot be gone', () => {
    const out = library.filter(({ topologies, ...one }) => !waypointsOf({ ...one, topologies }, topologies[0]!));
    expect(out.map(({ name }) => name)).toEqual([
      ...['SEQ-FAIL-11a', 'SEQ-FAIL-11b', 'SEQ-FAIL-11c', 'SEQ-FAIL-12', 'SEQ-FAIL-13', 'SEQ-FAIL-14b'],
    ]);
  });

  test('one without steps is gone at once', () => {
    const parsed = parseScenario('title: Nothing\nsteps: []\nexpect: [vc 1 is gone]\n', 'nothing');
    if (!parsed.ok) return;
    expect(generate({ ...small, through: parsed.scenario }).goals[0]!.result).toBe('found');
  });
});

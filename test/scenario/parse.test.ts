/** What a person may write, and what is said about everything else: all of it at once, each with its place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario } from '../../src/scenario/index.js';
import type { Problem, Scenario } from '../../src/scenario/index.js';

const good = (text: string): Scenario => {
  const parsed = parseScenario(text, 'a');
  expect(parsed).toMatchObject({ ok: true });
  return (parsed as { scenario: Scenario }).scenario;
};
const problemsIn = (text: string): readonly Problem[] => {
  const parsed = parseScenario(text, 'a');
  return parsed.ok ? [] : parsed.problems;
};
const steps = (...lines: string[]) => ['title: t', 'steps:', ...lines.map((line) => `  - ${line}`)].join('\n');
const with_ = (...lines: string[]) => ['title: t', 'steps: [client.createVc]', ...lines].join('\n');

describe('a good scenario', () => {
  test('may say everything', () => {
    const scenario = good(`
title: Everything
documents: SEQ-VC-12a
topology: [cm, mcm]
boot: true
options: { mcmCompletion: self, callbackOrder: miniportFirst, mcmCloses: beforeDeactivation, patience: 5000 }
faults:
  - ProtocolCmMakeCall fails with RESOURCES
  - ProtocolClIncomingCall pends on vc 2
  - ProtocolCoDeleteVc of provider fails
  - ProtocolClIncomingCallQoSChange answers INVALID_DATA
given:
  - client.createVc
steps:
  - client.send: { lists: 2, refused: SEND-01 }
  - adapter.sendDone: { vc: 2, nbl: [vc2-tx1] }
  - fault: channel.open fails with 0xC000009A
  - call: { from: provider, fn: Ndis(M)CmActivateVc, callParameters: P2, returns: NDIS_STATUS_NOT_ACCEPTED }
  - provider.deleteVc
  - wait: 10
  - note: the peer hangs up
  - client.closeCall:
expect:
  - vc 1 is active
  - vc 1 has parameters P2
  - vc 1 has no sends out
  - vc 1 has 2 receives out
  - af is open
  - provider 1 is active
  - { vc: 1, life: active, call: connected, parameters: P2, sends: 0, receives: 1 }
  - nothing is owed
  - the system is down
`);
    expect(scenario).toMatchObject({
      name: 'a',
      title: 'Everything',
      documents: 'SEQ-VC-12a',
      topologies: ['cm', 'mcm'],
      boot: true,
      options: {
        mcmCompletion: 'self',
        callbackOrder: 'miniportFirst',
        mcmCloses: 'beforeDeactivation',
        patience: 5000,
      },
    });
    expect(scenario.faults.map(({ event, on, vc, status }) => [event, on, vc, status])).toEqual([
      ['ProtocolCmMakeCall', undefined, 1, 'NDIS_STATUS_RESOURCES'],
      ['ProtocolClIncomingCall', undefined, 2, 'NDIS_STATUS_PENDING'],
      ['ProtocolCoDeleteVc', 'provider', 1, 'NDIS_STATUS_FAILURE'],
      ['ProtocolClIncomingCallQoSChange', undefined, 1, 'NDIS_STATUS_INVALID_DATA'],
    ]);
    expect(scenario.steps).toEqual([
      {
        kind: 'event',
        text: 'client.send { lists: 2 }',
        event: 'client.send',
        vc: 1,
        parameters: { lists: 2 },
        refused: 'SEND-01',
      },
      {
        kind: 'event',
        text: 'adapter.sendDone { nbl: vc2-tx1, vc: 2 }',
        event: 'adapter.sendDone',
        vc: 2,
        parameters: { nbl: ['vc2-tx1'] },
      },
      {
        kind: 'fault',
        text: 'channel.open fails with 0xC000009A',
        event: 'channel.open',
        vc: 1,
        status: 'NDIS_STATUS_RESOURCES',
      },
      {
        kind: 'call',
        text: 'call: provider calls NdisCmActivateVc',
        from: 'provider',
        fn: 'NdisCmActivateVc',
        vc: 1,
        parameters: { callParameters: 'P2' },
        returns: 'NDIS_STATUS_NOT_ACCEPTED',
      },
      { kind: 'event', text: 'provider.deleteVc', event: 'provider.deleteVc', vc: 1, parameters: {} },
      { kind: 'wait', text: 'wait: 10', milliseconds: 10 },
      { kind: 'note', text: 'the peer hangs up' },
      { kind: 'event', text: 'client.closeCall', event: 'client.closeCall', vc: 1, parameters: {} },
    ]);
    expect(scenario.expect.map(({ text }) => text)).toEqual([
      'vc 1 is active',
      'vc 1 has parameters P2',
      'vc 1 has no sends out',
      'vc 1 has 2 receives out',
      'af is open',
      'provider 1 is active',
      'vc 1 is active',
      'vc 1 is connected',
      'vc 1 has parameters P2',
      'vc 1 has 0 sends out',
      'vc 1 has 1 receives out',
      'nothing is owed',
      'the system is down',
    ]);
  });

  test('needs a title and steps, and is for a call manager where it does not say', () => {
    expect(good(steps('client.createVc'))).toMatchObject({
      title: 't',
      topologies: ['cm'],
      boot: true,
      options: {},
      expect: [],
    });
  });

  test('may be JSON', () => {
    expect(good('{"title": "t", "topology": "mcm", "steps": [{"client.send": {"vc": 2}}]}').steps).toHaveLength(1);
  });
});

interface Case {
  readonly what: string;
  readonly text: string;
  readonly at: readonly [code: number, line: number, column: number, found: string, suggestion?: string];
  readonly says: string | RegExp;
}

const cases: readonly Case[] = [
  { what: 'no YAML', text: 'title: [a', at: [5101, 1, 10, 'nothing'], says: /Flow sequence/ },
  { what: 'an unknown tag', text: 'title: !!js a', at: [5101, 1, 8, '!!js'], says: /tag/ },
  { what: 'nothing', text: '', at: [5105, 1, 1, 'nothing'], says: 'Expected a scenario to be a map, got nothing.' },
  { what: 'a list', text: '- a', at: [5105, 1, 1, 'a list'], says: 'Expected a scenario to be a map, got a list.' },
  {
    what: 'an unknown key',
    text: with_('expects: []'),
    at: [5103, 3, 1, 'expects', 'expect'],
    says: /Did you mean `expect`\?$/,
  },
  {
    what: 'a key twice',
    text: with_('title: u'),
    at: [5108, 3, 1, 'title'],
    says: '`title` is there twice in a scenario.',
  },
  { what: 'no title', text: 'steps: []', at: [5104, 1, 1, 'no `title`'], says: 'A scenario needs `title`.' },
  {
    what: 'a title that is a map',
    text: 'title: {}\nsteps: []',
    at: [5105, 1, 8, 'an empty map'],
    says: /text of one line/,
  },
  {
    what: 'an alias',
    text: 'title: &a t\nsteps: *a',
    at: [5105, 2, 8, 'an alias'],
    says: 'Expected `steps` to be a list, got an alias.',
  },
  {
    what: 'an unknown topology',
    text: with_('topology: mcms'),
    at: [5106, 3, 11, 'mcms', 'mcm'],
    says: /Did you mean `mcm`/,
  },
  {
    what: 'no topology at all',
    text: with_('topology: []'),
    at: [5105, 3, 11, 'an empty list'],
    says: /`cm`, `mcm` or both/,
  },
  {
    what: 'an unknown variant',
    text: with_('documents: SEQ-VC-7a'),
    at: [5106, 3, 12, 'SEQ-VC-7a', 'SEQ-VC-07a'],
    says: /Did you mean/,
  },
  {
    what: 'a variant of the other topology',
    text: with_('documents: SEQ-VC-12b', 'topology: mcm'),
    at: [5107, 3, 12, 'SEQ-VC-12b'],
    says: /^Topology mcm does not know SEQ-VC-12b\. The reason: an MCM changes its own NIC/,
  },
  {
    what: 'an unknown option',
    text: with_('options: { patients: 5 }'),
    at: [5103, 3, 12, 'patients', 'patience'],
    says: /Did you mean/,
  },
  {
    what: 'patience out of range',
    text: with_('options: { patience: 0 }'),
    at: [5105, 3, 22, '`0`'],
    says: /an integer from 1 to 86400000, got `0`/,
  },
  {
    what: 'a choice that is none',
    text: with_('options: { mcmCloses: later }'),
    at: [5106, 3, 23, 'later'],
    says: /`afterDeactivation` or/,
  },
  { what: 'a boot that is no flag', text: with_('boot: yes'), at: [5105, 3, 7, '`yes`'], says: /`true` or `false`/ },
  {
    what: 'an unknown step',
    text: steps('client.sent'),
    at: [5106, 3, 5, 'client.sent', 'client.send'],
    says: /Did you mean `client.send`/,
  },
  {
    what: 'a step far from any',
    text: steps('zzzzzzzzzzzz'),
    at: [5106, 3, 5, 'zzzzzzzzzzzz'],
    says: /and \d+ more, got `zzzzzzzzzzzz`\.$/,
  },
  {
    what: 'a step that is a number',
    text: steps('7'),
    at: [5105, 3, 5, '`7`'],
    says: /Expected a step to be the name of an event/,
  },
  {
    what: 'two steps in one',
    text: steps('{ wait: 1, note: a }'),
    at: [5105, 3, 5, 'a map'],
    says: /the name of an event/,
  },
  {
    what: 'a step of the other topology',
    text: steps('mcm.deleteVc'),
    at: [5107, 3, 5, 'mcm.deleteVc', 'provider.deleteVc'],
    says: 'Only topology mcm has `mcm.deleteVc`; this scenario is for cm. Did you mean `provider.deleteVc`?',
  },
  {
    what: 'a parameter too many',
    text: steps('client.send: { list: 2 }'),
    at: [5103, 3, 20, 'list', 'lists'],
    says: /`lists`, `vc` or `refused`/,
  },
  {
    what: 'a number of lists that is none',
    text: steps('client.send: { lists: 0 }'),
    at: [5105, 3, 27, '`0`'],
    says: /an integer from 1 to 64/,
  },
  {
    what: 'a VC out of range',
    text: steps('client.send: { vc: 1e9 }'),
    at: [5105, 3, 24, '`1000000000`'],
    says: /an integer from 1 to 64/,
  },
  {
    what: 'parameters that are no map',
    text: steps('client.send: 2'),
    at: [5105, 3, 18, '`2`'],
    says: /Expected `client.send` to be a map/,
  },
  {
    what: 'a flag that is none',
    text: steps('client.makeCall: { multipoint: 1 }'),
    at: [5105, 3, 36, '`1`'],
    says: /`true` or `false`/,
  },
  {
    what: 'a name that is none',
    text: steps('client.makeCall: { callParameters: a b }'),
    at: [5105, 3, 40, '`a b`'],
    says: /letters, digits/,
  },
  {
    what: 'lists that are none',
    text: steps('client.returnLists: { nbl: [] }'),
    at: [5105, 3, 32, 'an empty list'],
    says: /1 to 64 names/,
  },
  {
    what: 'an unknown status',
    text: steps('client.answer: { status: SUCESS }'),
    at: [5106, 3, 30, 'SUCESS', 'SUCCESS'],
    says: /Did you mean/,
  },
  {
    what: 'an unknown rule',
    text: steps('client.send: { refused: SEND-99 }'),
    at: [5106, 3, 29, 'SEND-99', 'SEND-09'],
    says: /Did you mean/,
  },
  { what: 'a wait that is none', text: steps('wait: soon'), at: [5105, 3, 11, '`soon`'], says: /an integer from 0/ },
  {
    what: 'a note that is none',
    text: steps('note: []'),
    at: [5105, 3, 11, 'an empty list'],
    says: /a text of one line/,
  },
  { what: 'a bare wait', text: steps('wait'), at: [5105, 3, 5, '`wait`'], says: /a colon/ },
  {
    what: 'a call that is no map',
    text: steps('call: NdisClMakeCall'),
    at: [5105, 3, 11, '`NdisClMakeCall`'],
    says: /Expected `call` to be a map/,
  },
  {
    what: 'a call without its caller',
    text: steps('call: { fn: NdisClMakeCall }'),
    at: [5104, 3, 11, 'no `from`'],
    says: /`call` needs `from`/,
  },
  {
    what: 'a call without its function',
    text: steps('call: { from: client }'),
    at: [5104, 3, 11, 'no `fn`'],
    says: /`call` needs `fn`/,
  },
  {
    what: 'an unknown role',
    text: steps('call: { from: cliant, fn: NdisClMakeCall }'),
    at: [5106, 3, 19, 'cliant', 'client'],
    says: /Did you mean/,
  },
  {
    what: 'a role of the other topology',
    text: steps('call: { from: mcm, fn: NdisClMakeCall }'),
    at: [5107, 3, 19, 'mcm', 'provider'],
    says: 'Topology cm has no driver `mcm`. Did you mean `provider`?',
  },
  {
    what: 'an unknown function',
    text: steps('call: { from: client, fn: NdisClMakeACall }'),
    at: [5106, 3, 31, 'NdisClMakeACall', 'NdisClMakeCall'],
    says: /Did you mean/,
  },
  {
    what: 'a callback that is called',
    text: steps('call: { from: client, fn: MiniportCoCreateVc }'),
    at: [5106, 3, 31, 'MiniportCoCreateVc'],
    says: /Expected `fn`/,
  },
  {
    what: 'a fault that is no sentence',
    text: with_('faults: [channel.open]'),
    at: [5105, 3, 10, '`channel.open`'],
    says: /a sentence like/,
  },
  {
    what: 'a fault of nobody',
    text: with_('faults: [chanel.open pends]'),
    at: [5106, 3, 10, 'chanel.open', 'channel.open'],
    says: /Did you mean/,
  },
  {
    what: 'a fault with no status',
    text: with_('faults: [channel.open fails with LUCK]'),
    at: [5106, 3, 10, 'LUCK'],
    says: /Expected what channel.open fails with to be/,
  },
  {
    what: 'a fault that does not happen',
    text: with_('faults: [MiniportCoActivateVc pends]'),
    at: [5106, 3, 10, 'pends'],
    says: 'MiniportCoActivateVc never pends here; it fails, or answers. It pends when `channel.open` does.',
  },
  {
    what: 'a fault of the other topology',
    text: with_('topology: [cm, mcm]', 'faults: [MiniportCoCreateVc pends]'),
    at: [5107, 4, 10, 'MiniportCoCreateVc'],
    says: 'Topology mcm has nobody who answers MiniportCoCreateVc.',
  },
  {
    what: 'a fault of either',
    text: with_('faults: [ProtocolCoCreateVc pends]'),
    at: [5106, 3, 10, 'ProtocolCoCreateVc'],
    says: /^Expected to hear whose .* meant: `ProtocolCoCreateVc of client` or `ProtocolCoCreateVc of provider`\.$/,
  },
  {
    what: 'an expectation that is no sentence',
    text: with_('expect: [all goes well]'),
    at: [5105, 3, 10, '`all goes well`'],
    says: /a sentence like/,
  },
  {
    what: 'an unknown actor',
    text: with_('expect: [vcc 1 is active]'),
    at: [5106, 3, 10, 'vcc 1', 'vc 1'],
    says: /Did you mean/,
  },
  {
    what: 'an unknown state',
    text: with_('expect: [vc 1 is activ]'),
    at: [5106, 3, 10, 'activ', 'active'],
    says: /Did you mean/,
  },
  {
    what: 'an expectation without its VC',
    text: with_('expect: [{ life: active }]'),
    at: [5104, 3, 10, 'no `vc`'],
    says: /needs `vc`/,
  },
  {
    what: 'an unknown detail',
    text: with_('expect: [{ vc: 1, live: active }]'),
    at: [5103, 3, 19, 'live', 'life'],
    says: /Did you mean/,
  },
  {
    what: 'a detail that is none',
    text: with_('expect: [{ vc: 1, sends: -1 }]'),
    at: [5105, 3, 26, '`-1`'],
    says: /from 0 to 999/,
  },
];

test.each(cases)('$what', ({ text, at: [code, line, column, found, suggestion], says }) => {
  const problems = problemsIn(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ code: `CONDIS${code}`, line, column, found });
  expect(problems[0]?.suggestion).toBe(suggestion);
  expect(problems[0]?.message).toMatch(says);
});

test('all problems come at once, in the order of the text', () => {
  const problems = problemsIn(`titel: t
topology: both
faults:
  - nobody pends
steps:
  - client.sent
  - wait: -1
expect:
  - vc 1 is asleep
`);
  expect(problems.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([
    '1:1 CONDIS5103',
    '1:1 CONDIS5104',
    '2:11 CONDIS5106',
    '4:5 CONDIS5106',
    '6:5 CONDIS5106',
    '7:11 CONDIS5105',
    '9:5 CONDIS5106',
  ]);
});

test('the example of the README is a scenario', () => {
  const readme = readFileSync(join(__dirname, '../../src/scenario/README.md'), 'utf8');
  const example = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? '';
  expect(good(example)).toMatchObject({ documents: 'SEQ-VC-10', boot: true });
});

test('an unknown step names the possible ones', () => {
  const [problem] = problemsIn(steps('hello'));
  expect(problem?.allowed).toEqual(
    expect.arrayContaining(['client.createVc', 'provider.deleteVc', 'network.drop', 'wait', 'call']),
  );
  expect(problem?.allowed).not.toContain('mcm.deleteVc');
});

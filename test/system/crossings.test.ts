import type { Topology } from '../../src/protocol/roles.js';
import type { EnvironmentEvent } from '../../src/system/index.js';
import {
  accept,
  answers,
  close,
  connect,
  create,
  hangUp,
  make,
  offer,
  released,
  remove,
  send,
  tell,
  up,
} from './tell.js';
import { watched } from './walk.js';

const pendOffer = answers('ProtocolClIncomingCall', 'PENDING');
const pendOpening = answers('channel.open', 'PENDING');
const activated: EnvironmentEvent = { type: 'adapter.activated' };
const say = (status: 'SUCCESS' | 'FAILURE'): EnvironmentEvent => ({
  type: 'client.answer',
  status: `NDIS_STATUS_${status}`,
});
const remote: Record<Topology, EnvironmentEvent> = {
  cm: { type: 'callManager.deleteVc' },
  mcm: { type: 'mcm.deleteVc' },
};

/** Things that cross, and what the life of the VC comes to. */
const crossings: readonly [string, readonly EnvironmentEvent[]][] = [
  ['a close crosses a pended make', [create, make, close, released]],
  ['a close crosses an activation under way', [create, make, pendOpening, accept, close, activated, released]],
  ['the network refuses what the client closes', [create, make, close, { type: 'network.drop' }]],
  ['a hang-up crosses an unanswered offer, which is accepted', [pendOffer, offer, hangUp]],
  ['a rejection crosses the hang-up', [pendOffer, offer, say('FAILURE')]],
  ['both sides end the call at once', [...up, close, hangUp]],
  [
    'the network drops the call while the client still sends',
    [...up, send, { type: 'network.drop' }, { type: 'adapter.sendDone' }],
  ],
  ['the peer hangs up before the connection is made', [offer, hangUp]],
  [
    'a change crosses the close',
    [...up, { type: 'client.modifyCallQoS' }, close, { type: 'network.agreeQoS' }, released],
  ],
  [
    'both sides want other parameters at once',
    [...up, { type: 'client.modifyCallQoS' }, { type: 'network.agreeQoS' }, close, released],
  ],
  ['a refused close is tried again', [...up, answers('ProtocolCmCloseCall', 'NOT_ACCEPTED'), close, close, released]],
];

describe.each(['cm', 'mcm'] as const)('%s: what crosses comes to an end', (topology) => {
  test.each(crossings)('%s', (_, events) => {
    const { system, faults, owed } = watched({ topology });
    events.forEach((event) => system.send(event));
    [remove, remote[topology]].forEach((event) => system.send(event));
    expect(faults).toEqual([]);
    expect(owed()).toEqual([]);
    expect(Object.keys(system.snapshot().actors).filter((name) => name.includes('['))).toEqual([]);
  });
});

describe('what the client does not hear', () => {
  test('an offer that was rejected is not followed by a close indication', () => {
    const { go, told } = tell();
    go(pendOffer, offer, say('FAILURE'));
    expect(told().join()).not.toContain('ProtocolClIncomingCloseCall');
  });

  test('a call manager loses its patience with the network, and the make-call fails', () => {
    const { system, go, told, at } = tell({ patience: 5_000 });
    go(create, make);
    told();
    system.advance(4_999);
    expect(told()).toEqual([]);
    system.advance(1);
    expect(told().slice(0, 2)).toEqual([
      'callManager>NdisCmMakeCallComplete',
      'ndis>client.ProtocolClMakeCallComplete',
    ]);
    expect(at('client[1]')).toEqual({ exists: 'idle' });
  });
});

describe('the address family and the SAP', () => {
  const boot = (...faults: readonly EnvironmentEvent[]) => {
    const told = tell({ boot: false });
    told.go(...faults, { type: 'ndis.startAdapter' });
    return told;
  };

  test.each([
    ['the address family is refused: no call can be made', 'ProtocolCmOpenAf', 'advertised', 'bound'],
    ['the SAP is refused: no call can be offered', 'ProtocolCmRegisterSap', 'open', 'open'],
  ])('%s', (_, event, af, client) => {
    const { at, system } = boot(answers(event, 'FAILURE'));
    expect(at('af')).toBe(af);
    expect(at('client')).toBe(client);
    expect(system.status).toBe('running');
  });

  test.each([
    ['ProtocolCmOpenAf', 'callManager.completeOpenAf', 'opening'],
    ['ProtocolCmRegisterSap', 'callManager.completeRegisterSap', 'registering'],
  ] as const)('%s pends, and is completed', (event, completion, waiting) => {
    const { at, go } = boot(answers(event, 'PENDING'));
    expect(at('client')).toBe(waiting);
    go({ type: completion });
    expect(at('client')).toBe('ready');
  });

  test('a VC on an address family that is not open is refused', () => {
    const { system } = boot(answers('ProtocolCmOpenAf', 'FAILURE'));
    const { status, rule } = system.call({ from: 'client', fn: 'NdisCoCreateVc', af: 'af1' as never });
    expect([status, rule]).toEqual(['NDIS_STATUS_FAILURE', expect.stringMatching(/^(VC-CREATE-12|AF-\d+)$/)]);
  });
});

describe('the level of a call', () => {
  const levels: readonly [string, readonly EnvironmentEvent[], string][] = [
    ['what a user wants', [create], 'PASSIVE_LEVEL'],
    ['what the network does', [offer, connect], 'DISPATCH_LEVEL'],
    ['what is said', [{ type: 'client.createVc', irql: 'DISPATCH_LEVEL' }], 'DISPATCH_LEVEL'],
  ];
  test.each(levels)('%s', (_, events, irql) => {
    const { go, records } = tell();
    go(...events);
    const seen = records.flatMap((record) => (record.kind === 'call' ? [record.irql] : []));
    expect(new Set(seen)).toEqual(new Set([irql]));
  });
});

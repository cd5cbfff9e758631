/** Completions are taken exactly where one is owed, and a client waits for what it has asked. */
import { createActor } from 'xstate';
import { clientVcFates, clientVcMachine } from '../../machines/client/index.js';
import type { AnyFates } from '../../machines/chart.js';
import { judge } from '../../machines/judge.js';
import { vcFates, vcMachine } from '../../machines/vc/index.js';
import type { VcEvent } from '../../machines/vc/index.js';
import { afHandle, receiveName } from '../../src/protocol/handles.js';

type Event = Parameters<ReturnType<typeof client>['send']>[0];

const success = { status: 'NDIS_STATUS_SUCCESS' } as const;
const failure = { status: 'NDIS_STATUS_FAILURE' } as const;
const pending = { status: 'NDIS_STATUS_PENDING' } as const;
const byClient = { by: 'client' } as const;
const byManager = { by: 'callManager' } as const;

// The gate.

const verdictOn = (vc: ReturnType<typeof gate>, event: VcEvent): string => {
  const judgement = judge(vcFates as unknown as AnyFates, vc.getSnapshot(), event);
  return judgement.verdict === 'illegal' ? judgement.rule : judgement.verdict;
};

function gate(...events: readonly VcEvent[]) {
  const vc = createActor(vcMachine, { input: {} }).start();
  for (const event of events) {
    expect([event.type, verdictOn(vc, event)]).toEqual([event.type, 'legal']);
    vc.send(event);
  }
  return vc;
}

const offered: readonly VcEvent[] = [
  { type: 'NdisCoCreateVc', af: afHandle(1), ...byManager },
  { type: 'NdisCoCreateVc returns', ...success, ...byManager },
  { type: 'NdisCmActivateVc', callParameters: 'P1', ...byManager },
  { type: 'NdisCmActivateVc returns', ...success, ...byManager },
  { type: 'NdisCmDispatchIncomingCall', ...byManager },
  { type: 'NdisCmDispatchIncomingCall returns', ...pending, ...byManager },
];
const accept: VcEvent = { type: 'NdisClIncomingCallComplete', ...success, ...byClient };
const connect: VcEvent = { type: 'NdisCmDispatchCallConnected', ...byManager };
const hangUp: VcEvent = { type: 'NdisCmDispatchIncomingCloseCall', ...success, ...byManager };
const close: readonly VcEvent[] = [
  { type: 'NdisClCloseCall', ...byClient },
  { type: 'NdisClCloseCall returns', ...pending, ...byClient },
];
const down: readonly VcEvent[] = [
  { type: 'NdisCmDeactivateVc', ...byManager },
  { type: 'NdisCmDeactivateVc returns', ...success, ...byManager },
];
const closed: VcEvent = { type: 'NdisCmCloseCallComplete', ...success, ...byManager };
const change: readonly VcEvent[] = [
  { type: 'NdisClModifyCallQoS', callParameters: 'P2', ...byClient },
  { type: 'NdisClModifyCallQoS returns', ...pending, ...byClient },
];
const changed: VcEvent = { type: 'NdisCmModifyCallQoSComplete', ...failure, ...byManager };
const calls: readonly (readonly [string, readonly VcEvent[], string])[] = [
  ['offered', [], 'ASYNC-03'],
  ['accepted', [accept], 'ASYNC-03'],
  ['connected', [accept, connect], 'QOS-CL-05'],
  ['hung up', [hangUp], 'ASYNC-03'],
  ['being closed', close, 'ASYNC-03'],
  ['over', [...close, ...down, closed], 'ASYNC-03'],
];

describe.each(calls)('a call that is %s', (_, since, rule) => {
  test('takes the completion of a change that is pended, once', () => {
    const vc = gate(...offered, ...change, ...since, changed);
    expect(verdictOn(vc, changed)).toBe(rule);
  });

  test('takes none where none is pended', () => {
    expect(verdictOn(gate(...offered, ...since), changed)).toBe(rule);
  });

  test('takes none of a change that was refused at once', () => {
    const refused: VcEvent = { type: 'NdisClModifyCallQoS returns', ...failure, ...byClient };
    const [ask] = change as [VcEvent];
    expect(verdictOn(gate(...offered, ask, refused, ...since), changed)).toBe(rule);
  });
});

test('two changes at once are completed one by one', () => {
  const vc = gate(...offered, accept, connect, ...change, ...change, changed);
  expect(vc.getSnapshot().value.call).toBe('modifying');
  vc.send(changed);
  expect(vc.getSnapshot().value.call).toBe('connected');
  expect(verdictOn(vc, changed)).toBe('QOS-CL-05');
});

test('a change that is refused while another is pended does not end that', () => {
  const [ask] = change as [VcEvent];
  const refused: VcEvent = { type: 'NdisClModifyCallQoS returns', ...failure, ...byClient };
  const vc = gate(...offered, accept, connect, ...change, ask, refused, changed);
  expect(vc.getSnapshot().value.call).toBe('connected');
});

test('a refused close leads back to a call whose change was answered meanwhile', () => {
  const goesOn: VcEvent = { type: 'NdisCmCloseCallComplete', ...failure, ...byManager };
  expect(gate(...offered, accept, connect, ...change, ...close, goesOn).getSnapshot().value.call).toBe('modifying');
  expect(gate(...offered, accept, connect, ...change, ...close, changed, goesOn).getSnapshot().value.call).toBe(
    'connected',
  );
});

describe('a list that was received', () => {
  const nbl = [receiveName(1, 1)];
  const arrive: readonly VcEvent[] = [
    { type: 'NdisMCoIndicateReceiveNetBufferLists', nbl, by: 'miniport' },
    { type: 'NdisMCoIndicateReceiveNetBufferLists returns', status: null, by: 'miniport' },
  ];
  const giveBack = (by: 'client' | 'callManager'): VcEvent => ({ type: 'NdisReturnNetBufferLists', nbl, by });
  const signaling = [{ type: 'NdisCoCreateVc', ...byManager } as const, ...offered.slice(1, 4)];

  test.each([
    ['by a client', offered, 'client', 'callManager'],
    ['on a signaling VC, by its call manager', signaling, 'callManager', 'client'],
  ] as const)('%s is returned by nobody else', (_, since, holder, other) => {
    const vc = gate(...since, ...arrive);
    expect(verdictOn(vc, giveBack(other))).toBe('RECV-06');
    expect(verdictOn(vc, giveBack(holder))).toBe('legal');
  });
});

// The client.

function client(...events: readonly { readonly type: string }[]) {
  const actor = createActor(clientVcMachine, { input: {} }).start();
  events.forEach((event) => {
    actor.send(event as Event);
  });
  return actor;
}

const said = (actor: ReturnType<typeof client>, ...events: readonly { readonly type: string }[]): readonly string[] => {
  const types: string[] = [];
  actor.on('*', ({ type }) => types.push(type));
  events.forEach((event) => {
    actor.send(event as Event);
  });
  return types.filter((type) => type.startsWith('Ndis'));
};
const objection = (actor: ReturnType<typeof client>, type: string): string => {
  const judgement = judge(clientVcFates as unknown as AnyFates, actor.getSnapshot(), { type });
  return judgement.verdict === 'illegal' ? judgement.rule : judgement.verdict;
};

const create = [{ type: 'client.createVc' }, { type: 'NdisCoCreateVc returns', ...success }];
const make = [{ type: 'client.makeCall' }, { type: 'NdisClMakeCall returns', ...pending }];
const made = { type: 'ProtocolClMakeCallComplete', ...success };
const ask = { type: 'client.modifyCallQoS' };
const endOfCall = [
  { type: 'client.closeCall' },
  { type: 'NdisClCloseCall returns', ...pending },
  { type: 'ProtocolClCloseCallComplete', ...success },
];

describe('a client whose call is closed before it was made', () => {
  const waiting = [...create, ...make, ...endOfCall];

  test('makes no other, and keeps the VC', () => {
    const actor = client(...waiting);
    expect(['client.makeCall', 'client.deleteVc'].map((type) => objection(actor, type))).toEqual([
      'CALL-OUT-01',
      'VC-DEL-02',
    ]);
    expect(said(actor, ...make, { type: 'client.deleteVc' })).toEqual([]);
  });

  test.each([success, failure])('goes on when it hears how that went: $status', (status) => {
    const actor = client(...waiting, { type: 'ProtocolClMakeCallComplete', ...status });
    expect(said(actor, { type: 'client.makeCall' })).toEqual(['NdisClMakeCall']);
  });
});

test('a client makes no call before it hears of a change that it has asked for in the last one', () => {
  const actor = client(
    ...create,
    ...make,
    made,
    ask,
    { type: 'NdisClModifyCallQoS returns', ...pending },
    ...endOfCall,
  );
  expect(objection(actor, 'client.makeCall')).toBe('VC-REACT-08');
  actor.send({ type: 'ProtocolClModifyCallQoSComplete', ...failure });
  expect(objection(actor, 'client.makeCall')).toBe('legal');
});

describe('a close does not overtake what the client is just telling NDIS', () => {
  const hungUp = { type: 'ProtocolClIncomingCloseCall', ...success };
  const offer = [
    { type: 'ProtocolCoCreateVc' },
    { type: 'answer.next', event: 'ProtocolClIncomingCall', ...pending },
    { type: 'ProtocolClIncomingCall', callParameters: 'P1' },
  ];
  const up = [...create, ...make, made];
  const returned = { type: 'NdisClModifyCallQoS returns', ...pending };
  const answered = { type: 'NdisClIncomingCallComplete returns', status: null };
  const cases = [
    ['a change, and the user closes', [...up, ask], { type: 'client.closeCall' }, returned],
    ['a change, and the far side hangs up', [...up, ask], hungUp, returned],
    ['a change that fails at once', [...up, ask], hungUp, { type: 'ProtocolClModifyCallQoSComplete', ...failure }],
    ['a change of an offer', [...offer, ask], hungUp, returned],
    [
      'an acceptance, and the user closes',
      [...offer, { type: 'client.answer' }],
      { type: 'client.closeCall' },
      answered,
    ],
    ['an acceptance, and the far side hangs up', [...offer, { type: 'client.answer' }], hungUp, answered],
    ['a rejection', [...offer, { type: 'client.answer', ...failure }], hungUp, answered],
  ] as const;

  test.each(cases)('%s', (_, before, end, news) => {
    const actor = client(...before);
    expect(said(actor, end)).toEqual([]);
    expect(said(actor, news)).toEqual(['NdisClCloseCall']);
  });

  test('and is not held up by a return that the completion has overtaken', () => {
    const actor = client(...up, ask, { type: 'ProtocolClModifyCallQoSComplete', ...success });
    expect(said(actor, { type: 'client.closeCall' })).toEqual(['NdisClCloseCall']);
  });
});

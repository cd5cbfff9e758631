import type { EnvironmentEvent, SystemOptions } from '../../src/system/index.js';
import {
  accept,
  answers,
  close,
  connect,
  create,
  done,
  giveBack,
  hangUp,
  make,
  offer,
  receive,
  released,
  remove,
  send,
  tell,
  up,
} from './tell.js';

const lowResources: EnvironmentEvent = { type: 'adapter.receive', resources: true };

describe('the drain', () => {
  // The VC of a call that came in outlives the client's own sends no longer than the client wants: it holds a list.
  const incoming: readonly EnvironmentEvent[] = [offer, connect];
  const cases: readonly [string, readonly EnvironmentEvent[], readonly EnvironmentEvent[]][] = [
    ['the send comes back first', [done], [giveBack]],
    ['the list comes back first', [giveBack], [done]],
  ];

  test.each(cases)('a deactivation pends until the last is home: %s', (_, first, last) => {
    const { go, told, at } = tell();
    go(...incoming, send, receive, hangUp, { type: 'callManager.deactivateVc' });
    expect(at('vc[1]')).toEqual({ life: 'deactivating', call: 'hungUp' });
    go(...first);
    expect(at('adapter[1]')).toBe('draining');
    expect(told()).not.toContain('miniport>NdisMCoDeactivateVcComplete');
    go(...last);
    expect(told()).toContain('miniport>NdisMCoDeactivateVcComplete');
    expect(at('adapter[1]')).toBe('closed');
  });

  test('nothing is sent or indicated meanwhile', () => {
    const { system, go } = tell();
    go(...incoming, send, receive, hangUp, { type: 'callManager.deactivateVc' });
    expect(system.send(receive).result).not.toBe('taken');
    expect(system.send(send).result).toBe('refused');
    expect(system.call({ from: 'client', fn: 'NdisCoSendNetBufferLists', nbl: [] }).rule).toBe('VC-DEACT-21');
  });

  test.each([
    ['NdisCmActivateVc', 'VC-ACT-10'],
    ['NdisCmDeactivateVc', 'VC-DEACT-12'],
  ] as const)('%s is refused while a deactivation is pending', (fn, rule) => {
    const { system, go } = tell();
    go(...incoming, receive, hangUp, { type: 'callManager.deactivateVc' });
    expect(system.call({ from: 'callManager', fn, callParameters: 'P9' })).toEqual({
      status: 'NDIS_STATUS_CLOSING',
      rule,
    });
  });

  test.each([
    ['NdisCmActivateVc', 'VC-ACT-10'],
    ['NdisCmDeactivateVc', 'VC-DEACT-12'],
  ] as const)('%s is refused while an activation is pending', (fn, rule) => {
    const { system, go } = tell();
    go(create, make, answers('channel.open', 'PENDING'), accept);
    expect(system.call({ from: 'callManager', fn, callParameters: 'P9' })).toEqual({
      status: 'NDIS_STATUS_NOT_ACCEPTED',
      rule,
    });
  });

  test('afterwards the VC serves another call, under parameters of its own', () => {
    const { system, go, at } = tell();
    go(...up, close, released);
    expect(at('vc[1]')).toEqual({ life: 'created', call: 'none' });
    expect(system.snapshot().actors['vc[1]']!.context).toMatchObject({ parameters: null });
    go({ type: 'client.makeCall', callParameters: 'P5' }, accept);
    expect(at('vc[1]')).toEqual({ life: 'active', call: 'connected' });
    expect(system.snapshot().actors['vc[1]']!.context).toMatchObject({ parameters: 'P5' });
  });

  test('lists that are lent do not count', () => {
    const { go, told, at } = tell();
    go(...up, lowResources);
    const seen = told();
    expect(seen).toContain('ndis>client.ProtocolCoReceiveNetBufferLists');
    go(close, released);
    expect(at('adapter[1]')).toBe('closed');
    expect(told().join()).not.toContain('ReturnNetBufferLists');
  });

  test('a list may be returned inside its own indication', () => {
    const { go, told } = tell();
    go(...up, answers('ProtocolCoReceiveNetBufferLists', 'SUCCESS'));
    told();
    go(receive);
    expect(told()).toEqual([
      'miniport>NdisMCoIndicateReceiveNetBufferLists',
      'ndis>client.ProtocolCoReceiveNetBufferLists',
      'client>NdisReturnNetBufferLists',
      'ndis>miniport.MiniportReturnNetBufferLists',
      'MiniportReturnNetBufferLists void',
      'NdisReturnNetBufferLists void',
      'ProtocolCoReceiveNetBufferLists void',
      'NdisMCoIndicateReceiveNetBufferLists void',
    ]);
  });
});

describe('an MCM', () => {
  const event = 'ProtocolCmActivateVcComplete';
  const origins: readonly [NonNullable<SystemOptions['mcmCompletion']>, readonly string[]][] = [
    ['ndis', [`ndis>mcm.${event}`]],
    ['self', [`mcm>mcm.${event}`]],
    ['none', []],
  ];
  test.each(origins)('has one completion event of an activation, from: %s', (mcmCompletion, events) => {
    const { go, told, at } = tell({ topology: 'mcm', mcmCompletion });
    go(...up);
    expect(told().filter((text) => text.endsWith(event))).toEqual(events);
    expect(at('vc[1]')).toEqual({ life: 'active', call: 'connected' });
    go(close, released);
    expect(at('vc[1]')).toEqual({ life: 'created', call: 'none' });
    go(remove);
    expect(at('vc[1]')).toBeUndefined();
  });

  test('may report the close before it has deactivated; the deletion waits for the drain', () => {
    const { system, go, told, at } = tell({ topology: 'mcm', mcmCloses: 'beforeDeactivation' });
    go(...up, receive, close, released);
    expect(told()).toContain('mcm>NdisMCmCloseCallComplete');
    expect(at('vc[1]')).toEqual({ life: 'active', call: 'none' });
    expect(system.send(remove)).toEqual({ result: 'refused', rule: 'VC-DEL-02' });
    expect(system.send(make)).toEqual({ result: 'refused', rule: 'VC-REACT-08' });
    go(giveBack);
    expect(at('vc[1]')).toEqual({ life: 'created', call: 'none' });
    expect(system.send(remove)).toEqual({ result: 'taken' });
  });
});

/** One driver alone, for a host that plays NDIS. */
import type { AnyFunctionName } from '../../../src/protocol/functions';
import type { NdisStatus } from '../../../src/protocol/status';
import { createDriver } from '../../../src/system/index';
import type { NdisAnswer } from '../../../src/system/index';

/** NDIS as a host might play it: it notes what it is asked, and answers as it is told. */
function host(answers: Partial<Record<AnyFunctionName, NdisStatus>> = {}) {
  const calls: string[] = [];
  const ndis: NdisAnswer = (fn, args, vc) => {
    calls.push(`${fn} ${JSON.stringify(args)} ${vc}`);
    return answers[fn] ?? null;
  };
  return { calls, ndis };
}

test('a miniport drives its hardware, and completes what it has pended', () => {
  const { calls, ndis } = host();
  const miniport = createDriver('miniport', { ndis });
  expect(miniport.callBack('MiniportInitializeEx')).toBe('NDIS_STATUS_SUCCESS');
  expect(miniport.callBack('MiniportCoCreateVc', { vc: 'vc2' })).toBe('NDIS_STATUS_SUCCESS');
  miniport.send({ type: 'answer.next', event: 'channel.open', status: 'NDIS_STATUS_PENDING', vc: 2 });
  expect(miniport.callBack('MiniportCoActivateVc', { vc: 'vc2', callParameters: 'P1' })).toBe('NDIS_STATUS_PENDING');
  expect(miniport.send({ type: 'adapter.activated', vc: 2 })).toBe(true);
  expect(calls).toEqual([
    'NdisMCoActivateVcComplete {"vc":"vc2","status":"NDIS_STATUS_SUCCESS","callParameters":"P1"} 2',
  ]);
});

test('the actors of a VC come with it and go with it', () => {
  const miniport = createDriver('miniport', host());
  expect(Object.keys(miniport.actors())).toEqual(['miniport']);
  miniport.callBack('MiniportCoCreateVc', { vc: 'vc1' });
  miniport.settle();
  expect(Object.keys(miniport.actors())).toEqual(['miniport', 'adapter[1]', 'miniport[1]']);
  miniport.callBack('MiniportCoDeleteVc', { vc: 'vc1' });
  miniport.settle();
  expect(Object.keys(miniport.actors())).toEqual(['miniport']);
  miniport.stop();
  expect(miniport.actors()).toEqual({});
});

test('the host may call back while it is being called', () => {
  const offers: (NdisStatus | null)[] = [];
  const manager = createDriver('callManager', {
    ndis: (fn) => {
      if (fn === 'NdisCmDispatchIncomingCloseCall') offers.push(manager.callBack('ProtocolCmCloseCall', { vc: 'vc1' }));
      return fn.startsWith('NdisCmDispatch') && fn !== 'NdisCmDispatchIncomingCall' ? null : 'NDIS_STATUS_SUCCESS';
    },
  });
  manager.callBack('ProtocolBindAdapterEx');
  manager.send({ type: 'network.call', vc: 1 });
  manager.send({ type: 'network.connect', vc: 1 });
  manager.send({ type: 'network.hangUp', vc: 1 });
  expect(offers).toEqual(['NDIS_STATUS_PENDING']);
});

test('its patience ends when the host says so', () => {
  const { calls, ndis } = host();
  const manager = createDriver('callManager', { ndis });
  manager.callBack('ProtocolBindAdapterEx');
  manager.callBack('ProtocolCoCreateVc', { af: 'af1', vc: 'vc1' });
  manager.callBack('ProtocolCmMakeCall', { vc: 'vc1', callParameters: 'P1' });
  expect(manager.elapse('call[2]')).toBe(false);
  expect(manager.elapse('call[1]')).toBe(true);
  expect(calls.at(-1)).toMatch(/^NdisCmMakeCallComplete .*"NDIS_STATUS_FAILURE"/);
});

test('what it cannot take is not taken', () => {
  expect(createDriver('client', host()).send({ type: 'client.deleteVc', vc: 1 })).toBe(false);
});

import type { AnyFunctionName, Situation } from '../../src/protocol/index.js';
import { factOf, functions, invocationsOf, isFunctionName } from '../../src/protocol/index.js';

const cm = (caller: Situation['caller'], more: Partial<Situation> = {}): Situation => ({
  topology: 'cm',
  caller,
  ...more,
});
const mcm = (caller: Situation['caller'], more: Partial<Situation> = {}): Situation => ({
  topology: 'mcm',
  caller,
  ...more,
});

const table: readonly [AnyFunctionName, Situation, readonly string[]][] = [
  ['NdisCoCreateVc', cm('client'), ['ProtocolCoCreateVc callManager', 'MiniportCoCreateVc miniport']],
  ['NdisCoCreateVc', cm('callManager'), ['ProtocolCoCreateVc client', 'MiniportCoCreateVc miniport']],
  ['NdisCoCreateVc', cm('callManager', { signaling: true }), ['MiniportCoCreateVc miniport']],
  ['NdisCoCreateVc', cm('callManager', { af: false }), ['MiniportCoCreateVc miniport']],
  ['NdisCoCreateVc', mcm('client'), ['ProtocolCoCreateVc mcm']],
  ['NdisCoCreateVc', mcm('mcm'), []],
  ['NdisMCmCreateVc', mcm('mcm'), ['ProtocolCoCreateVc client']],
  ['NdisCoDeleteVc', cm('client'), ['ProtocolCoDeleteVc callManager', 'MiniportCoDeleteVc miniport']],
  ['NdisCoDeleteVc', cm('callManager'), ['ProtocolCoDeleteVc client', 'MiniportCoDeleteVc miniport']],
  ['NdisCoDeleteVc', cm('callManager', { signaling: true }), ['MiniportCoDeleteVc miniport']],
  ['NdisCoDeleteVc', mcm('client'), ['ProtocolCoDeleteVc mcm']],
  ['NdisMCmDeleteVc', mcm('mcm'), ['ProtocolCoDeleteVc client']],

  ['NdisCmActivateVc', cm('callManager'), ['MiniportCoActivateVc miniport']],
  ['NdisCmDeactivateVc', cm('callManager'), ['MiniportCoDeactivateVc miniport']],
  ['NdisMCmActivateVc', mcm('mcm'), ['ProtocolCmActivateVcComplete mcm']],
  ['NdisMCmDeactivateVc', mcm('mcm'), ['ProtocolCmDeactivateVcComplete mcm']],
  ['NdisMCoActivateVcComplete', cm('miniport'), ['ProtocolCmActivateVcComplete callManager']],
  ['NdisMCoDeactivateVcComplete', cm('miniport', { signaling: true }), ['ProtocolCmDeactivateVcComplete callManager']],

  ['NdisCoSendNetBufferLists', cm('client'), ['MiniportCoSendNetBufferLists miniport']],
  ['NdisCoSendNetBufferLists', mcm('client'), ['MiniportCoSendNetBufferLists mcm']],
  ['NdisMCoSendNetBufferListsComplete', cm('miniport'), ['ProtocolCoSendNetBufferListsComplete client']],
  [
    'NdisMCoSendNetBufferListsComplete',
    cm('miniport', { signaling: true }),
    ['ProtocolCoSendNetBufferListsComplete callManager'],
  ],
  ['NdisMCoSendNetBufferListsComplete', mcm('mcm'), ['ProtocolCoSendNetBufferListsComplete client']],
  ['NdisMCoIndicateReceiveNetBufferLists', cm('miniport'), ['ProtocolCoReceiveNetBufferLists client']],
  [
    'NdisMCoIndicateReceiveNetBufferLists',
    cm('miniport', { signaling: true }),
    ['ProtocolCoReceiveNetBufferLists callManager'],
  ],
  ['NdisMCoIndicateReceiveNetBufferLists', mcm('mcm'), ['ProtocolCoReceiveNetBufferLists client']],
  ['NdisReturnNetBufferLists', cm('client'), ['MiniportReturnNetBufferLists miniport']],
  ['NdisReturnNetBufferLists', mcm('client'), ['MiniportReturnNetBufferLists mcm']],
  ['NdisCancelSendNetBufferLists', mcm('client'), ['MiniportCancelSend mcm']],

  ['NdisClMakeCall', cm('client'), ['ProtocolCmMakeCall callManager']],
  ['NdisClMakeCall', mcm('client'), ['ProtocolCmMakeCall mcm']],
  ['NdisMCmMakeCallComplete', mcm('mcm'), ['ProtocolClMakeCallComplete client']],
  ['NdisCmMakeCallComplete', mcm('mcm'), []],

  ['NdisCoOidRequest', cm('client', { af: false }), ['MiniportCoOidRequest miniport']],
  ['NdisCoOidRequest', mcm('client', { af: false }), ['MiniportCoOidRequest mcm']],
  ['NdisCoOidRequest', cm('client'), ['ProtocolCoOidRequest callManager']],
  ['NdisCoOidRequest', cm('callManager'), ['ProtocolCoOidRequest client']],
  ['NdisCoOidRequest', mcm('client'), ['ProtocolCoOidRequest mcm']],
  ['NdisCoOidRequestComplete', cm('callManager'), ['ProtocolCoOidRequestComplete client']],
  ['NdisCoOidRequestComplete', cm('client'), ['ProtocolCoOidRequestComplete callManager']],
  ['NdisCoOidRequestComplete', mcm('client'), ['ProtocolCoOidRequestComplete mcm']],
  ['NdisMCoOidRequestComplete', cm('miniport'), ['ProtocolCoOidRequestComplete client']],
  [
    'NdisMCoOidRequestComplete',
    cm('miniport', { requester: 'callManager' }),
    ['ProtocolCoOidRequestComplete callManager'],
  ],

  [
    'NdisMCoIndicateStatusEx',
    cm('miniport', { vc: false }),
    ['ProtocolCoStatusEx callManager', 'ProtocolCoStatusEx client'],
  ],
  ['NdisMCoIndicateStatusEx', cm('miniport'), ['ProtocolCoStatusEx callManager', 'ProtocolCoStatusEx client']],
  ['NdisMCoIndicateStatusEx', cm('miniport', { signaling: true }), ['ProtocolCoStatusEx callManager']],
  ['NdisMCoIndicateStatusEx', mcm('mcm'), ['ProtocolCoStatusEx client']],
];

test.each(table)('%s in %j', (fn, situation, expected) => {
  expect(invocationsOf(fn, situation).map(({ callback, on }) => `${callback} ${on}`)).toEqual(expected);
});

test('a callback lands on a driver that implements it', () => {
  const situations = [cm('client'), cm('callManager'), cm('miniport'), mcm('client'), mcm('mcm')];
  for (const fn of Object.keys(functions).filter(isFunctionName)) {
    for (const { callback, on } of situations.flatMap((situation) => invocationsOf(fn, situation))) {
      expect(factOf(callback).implementedBy).toContain(on);
    }
  }
});

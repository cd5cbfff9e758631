import { cm, creation, deletion, mcm, vc } from './rows.js';
import type { Row } from './rows.js';

const ours = 'assume vc vc1 created creator=callManager client=client af=af1';
const without = (lines: readonly string[], fn: string) => lines.filter((line) => !line.includes(fn));
const inside = (lines: readonly string[], line: string) => [...lines.slice(0, -1), line, lines.at(-1)!];
const failing = (...lines: readonly string[]) => [creation[0]!, ...lines];
const signaling = ['callManager > ndis NdisCoCreateVc af=null', 'ndis > miniport MiniportCoCreateVc vc=vc1 : SUCCESS'];
const fromNetwork = ['callManager > ndis NdisCoCreateVc af=af1', 'ndis > client ProtocolCoCreateVc vc=vc1 : SUCCESS'];
const ofMcm = ['mcm > ndis NdisMCmCreateVc af=af1', 'ndis > client ProtocolCoCreateVc vc=vc1 : SUCCESS'];

/** Creation and deletion: who, in which state, whom NDIS tells; handles; and the right twin for the kind of driver. */
export const lifeRows: readonly Row[] = [
  cm(
    'VC-DEL-01',
    'a deletion by somebody else',
    [vc('created')],
    ['callManager > ndis NdisCoDeleteVc vc=vc1 : FAILURE'],
    deletion,
  ),
  cm(
    'VC-DEL-02',
    'a deletion of an active VC',
    [vc('active')],
    ['client > ndis NdisCoDeleteVc vc=vc1 : NOT_ACCEPTED'],
    ['callManager > ndis NdisCmDeactivateVc vc=vc1 : SUCCESS', ...deletion],
  ),
  cm(
    'VC-DEL-03',
    'a deletion during the client’s own close',
    [vc('created'), 'client > ndis NdisClCloseCall vc=vc1 : PENDING'],
    ['client > ndis NdisCoDeleteVc vc=vc1 : CLOSING'],
    ['ndis > client ProtocolClCloseCallComplete vc=vc1 status=SUCCESS : void', ...deletion],
  ),
  cm(
    'CTX-10',
    'a call after the deletion',
    [...creation, ...deletion],
    ['client > ndis NdisClMakeCall vc=vc1 : FAILURE'],
    creation,
  ),
  cm(
    'CTX-10',
    'a callback after the deletion',
    [...creation, ...deletion],
    ['ndis > client ProtocolClIncomingCloseCall vc=vc1 : void'],
    ['client > client ProtocolClCloseCallComplete vc=vc1 : void'],
  ),
  cm(
    'CTX-06',
    'a handle that nobody handed out',
    creation,
    ['ndis > callManager ProtocolCmMakeCall vc=vc9 : SUCCESS'],
    ['ndis > callManager ProtocolCmMakeCall vc=vc1 : SUCCESS'],
  ),
  cm(
    'ASYNC-07',
    'a create callback after the creation',
    creation,
    ['ndis > callManager ProtocolCoCreateVc vc=vc1 : SUCCESS'],
    [],
  ),

  mcm(
    'MCM-07',
    'an MCM that calls NdisCm…',
    [vc('active')],
    ['mcm > ndis NdisCmDispatchCallConnected vc=vc1 : void'],
    ['mcm > ndis NdisMCmDispatchCallConnected vc=vc1 : void'],
  ),
  mcm(
    'MCM-08',
    'an MCM that sends through NDIS',
    [vc('active')],
    ['mcm > ndis NdisCoSendNetBufferLists vc=vc1 : void'],
    ['client > ndis NdisCoSendNetBufferLists vc=vc1 : void'],
  ),
  cm(
    'MCM-09',
    'a call manager that calls NdisMCm…',
    [vc('active')],
    ['callManager > ndis NdisMCmDispatchCallConnected vc=vc1 : void'],
    ['callManager > ndis NdisCmDispatchCallConnected vc=vc1 : void'],
  ),
  mcm(
    'MCM-03',
    'an MCM that creates like a call manager',
    [],
    ['mcm > ndis NdisCoCreateVc : FAILURE'],
    ['mcm > ndis NdisMCmCreateVc : FAILURE'],
  ),
  mcm(
    'MCM-04',
    'an MCM that activates like a call manager',
    [vc('created')],
    ['mcm > ndis NdisCmActivateVc vc=vc1 : FAILURE'],
    ['mcm > ndis NdisMCmActivateVc vc=vc1 : SUCCESS'],
  ),
  mcm(
    'MCM-15',
    'an MCM that completes like a miniport',
    [vc('created')],
    ['mcm > ndis NdisMCoActivateVcComplete vc=vc1 : void'],
    [],
  ),
  cm(
    'VC-ACT-02',
    'a client that activates',
    [vc('created')],
    ['client > ndis NdisCmActivateVc vc=vc1 : FAILURE'],
    ['callManager > ndis NdisCmActivateVc vc=vc1 : FAILURE'],
  ),
  cm(
    'VC-DEACT-11',
    'a miniport that deactivates',
    [vc('active')],
    ['miniport > ndis NdisCmDeactivateVc vc=vc1 : FAILURE'],
    ['callManager > ndis NdisCmDeactivateVc vc=vc1 : SUCCESS'],
  ),
  cm('VC-CREATE-17', 'a miniport that creates', [], ['miniport > ndis NdisCoCreateVc : FAILURE'], []),
  mcm(
    'MCM-01',
    'MiniportCoCreateVc of an MCM',
    [],
    ['ndis > mcm MiniportCoCreateVc vc=vc1 : SUCCESS'],
    ['ndis > mcm ProtocolCoCreateVc vc=vc1 : SUCCESS'],
  ),
  mcm(
    'MCM-14',
    'MiniportCoActivateVc of an MCM',
    [vc('created')],
    ['ndis > mcm MiniportCoActivateVc vc=vc1 : SUCCESS'],
    [],
  ),

  cm('VC-CREATE-02', 'a creation without one of its callbacks', [], without(creation, 'Miniport'), creation),
  cm('VC-CREATE-02', 'a callback twice', [], inside(creation, creation[2]!), creation),
  mcm(
    'VC-CREATE-03',
    'a creation that the MCM never hears of',
    [],
    [creation[0]!, creation[3]!],
    [creation[0]!, 'ndis > mcm ProtocolCoCreateVc vc=vc1 : SUCCESS', creation[3]!],
  ),
  cm(
    'VC-CREATE-04',
    'a VC for an incoming call without the miniport',
    fromNetwork,
    ['ndis < NdisCoCreateVc SUCCESS vc=vc1'],
    ['ndis > miniport MiniportCoCreateVc vc=vc1 : SUCCESS', 'ndis < NdisCoCreateVc SUCCESS vc=vc1'],
  ),
  mcm(
    'VC-CREATE-05',
    'a VC of an MCM without its client',
    [ofMcm[0]!],
    ['ndis < NdisMCmCreateVc SUCCESS vc=vc1'],
    [ofMcm[1]!, 'ndis < NdisMCmCreateVc SUCCESS vc=vc1'],
  ),
  cm(
    'SIG-02',
    'a client that hears of a signaling VC',
    signaling,
    ['ndis > client ProtocolCoCreateVc vc=vc1 : SUCCESS'],
    ['ndis < NdisCoCreateVc SUCCESS vc=vc1'],
  ),
  cm(
    'VC-CREATE-07',
    'another handle than the callbacks were given',
    [],
    [...creation.slice(0, 3), 'ndis < NdisCoCreateVc SUCCESS vc=vc2'],
    creation,
  ),
  cm(
    'VC-CREATE-15',
    'a create callback of the creator',
    [],
    inside(creation, 'ndis > client ProtocolCoCreateVc vc=vc1 : SUCCESS'),
    creation,
  ),
  cm('VC-DEL-04', 'a deletion without one of its callbacks', [vc('created')], without(deletion, 'Protocol'), deletion),
  mcm(
    'VC-DEL-05',
    'a deletion that the MCM never hears of',
    [vc('created')],
    [deletion[0]!, deletion[3]!],
    [deletion[0]!, 'ndis > mcm ProtocolCoDeleteVc vc=vc1 : SUCCESS', deletion[3]!],
  ),
  mcm(
    'VC-DEL-06',
    'a deletion by the MCM that the client never hears of',
    [ours.replace('callManager', 'mcm'), 'mcm > ndis NdisMCmDeleteVc vc=vc1'],
    ['ndis < NdisMCmDeleteVc SUCCESS'],
    ['ndis > client ProtocolCoDeleteVc vc=vc1 : SUCCESS', 'ndis < NdisMCmDeleteVc SUCCESS'],
  ),
  cm(
    'VC-DEL-14',
    'a delete callback of the creator',
    [vc('created')],
    inside(deletion, 'ndis > client ProtocolCoDeleteVc vc=vc1 : SUCCESS'),
    deletion,
  ),
  cm(
    'FAIL-13',
    'a deletion that succeeds although it was refused',
    [vc('created')],
    [deletion[0]!, 'ndis > callManager ProtocolCoDeleteVc vc=vc1 : NOT_ACCEPTED', deletion[3]!],
    [deletion[0]!, 'ndis > callManager ProtocolCoDeleteVc vc=vc1 : NOT_ACCEPTED', 'ndis < NdisCoDeleteVc NOT_ACCEPTED'],
  ),

  cm(
    'FAIL-01',
    'a creation that succeeds although a callback has failed',
    [],
    [creation[0]!, 'ndis > callManager ProtocolCoCreateVc vc=vc1 : RESOURCES', creation[3]!],
    failing('ndis > callManager ProtocolCoCreateVc vc=vc1 : RESOURCES', 'ndis < NdisCoCreateVc RESOURCES'),
  ),
  cm(
    'FAIL-02',
    'a failed creation that leaves a context behind',
    failing(creation[1]!, 'ndis > miniport MiniportCoCreateVc vc=vc1 : RESOURCES'),
    ['ndis < NdisCoCreateVc RESOURCES'],
    ['ndis > callManager ProtocolCoDeleteVc vc=vc1 : SUCCESS', 'ndis < NdisCoCreateVc RESOURCES'],
  ),
  cm(
    'FAIL-03',
    'a delete callback of the one that failed',
    failing('ndis > callManager ProtocolCoCreateVc vc=vc1 : RESOURCES'),
    ['ndis > callManager ProtocolCoDeleteVc vc=vc1 : SUCCESS'],
    ['ndis < NdisCoCreateVc RESOURCES'],
  ),
  cm(
    'FAIL-04',
    'a callback after one has failed',
    failing('ndis > callManager ProtocolCoCreateVc vc=vc1 : RESOURCES'),
    [creation[2]!],
    ['ndis < NdisCoCreateVc RESOURCES'],
  ),
  mcm(
    'FAIL-10',
    'another status than the client gave',
    [ofMcm[0]!, 'ndis > client ProtocolCoCreateVc vc=vc1 : RESOURCES'],
    ['ndis < NdisMCmCreateVc FAILURE'],
    ['ndis < NdisMCmCreateVc RESOURCES'],
  ),
];

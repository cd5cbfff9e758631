import { cm, deactivate, deactivated, deletion, mcm, vc } from './rows.js';
import type { Row } from './rows.js';

const activate = [
  'callManager > ndis NdisCmActivateVc vc=vc1 callParameters=P1',
  'ndis > miniport MiniportCoActivateVc vc=vc1 : PENDING',
  'ndis < NdisCmActivateVc PENDING',
];
const activated = 'miniport > ndis NdisMCoActivateVcComplete vc=vc1 status=SUCCESS : void';
const make = [
  'client > ndis NdisClMakeCall vc=vc1',
  'ndis > callManager ProtocolCmMakeCall vc=vc1 : PENDING',
  'ndis < NdisClMakeCall PENDING',
];
const made = 'callManager > ndis NdisCmMakeCallComplete vc=vc1 status=FAILURE : void';
const offer = [
  'callManager > ndis NdisCmDispatchIncomingCall vc=vc1',
  'ndis > client ProtocolClIncomingCall vc=vc1 : PENDING',
  'ndis < NdisCmDispatchIncomingCall PENDING',
];
const answer = 'client > ndis NdisClIncomingCallComplete vc=vc1 status=SUCCESS : void';
const close = [
  'client > ndis NdisClCloseCall vc=vc1',
  'ndis > callManager ProtocolCmCloseCall vc=vc1 : PENDING',
  'ndis < NdisClCloseCall PENDING',
];
const closed = 'callManager > ndis NdisCmCloseCallComplete vc=vc1 status=SUCCESS : void';
const tell = (fn: string) => `ndis > client ${fn} vc=vc1 status=FAILURE : void`;
const ask = (fn: string, callback: string, status: string) => [
  `client > ndis ${fn} vc=vc1`,
  `ndis > callManager ${callback} vc=vc1 : ${status}`,
  `ndis < ${fn} ${status}`,
];

/** Whatever pends is completed exactly once; what may not pend does not; a status is handed on unchanged. */
export const operationRows: readonly Row[] = [
  cm('VC-ACT-18', 'a completion where nothing has pended', [vc('created')], [activated], [...activate, activated]),
  cm(
    'VC-ACT-18',
    'a completion that says PENDING',
    [vc('created'), ...activate],
    [activated.replace('SUCCESS', 'PENDING')],
    [activated],
  ),
  cm('VC-ACT-07', 'a second completion', [vc('created'), ...activate, activated], [activated], ['end']),
  cm('VC-ACT-07', 'no completion', [vc('created'), ...activate], ['end'], [activated, 'end']),
  cm(
    'VC-ACT-08',
    'NDIS calls back after a final return',
    [vc('created'), 'callManager > ndis NdisCmActivateVc vc=vc1 : SUCCESS'],
    ['ndis > callManager ProtocolCmActivateVcComplete vc=vc1 status=SUCCESS : void'],
    ['callManager > callManager ProtocolCmActivateVcComplete vc=vc1 status=SUCCESS : void'],
  ),
  cm(
    'VC-DEACT-18',
    'a completion where nothing has pended',
    [vc('active')],
    [deactivated],
    [...deactivate, deactivated],
  ),
  cm('VC-DEACT-07', 'a second completion', [vc('active'), ...deactivate, deactivated], [deactivated], ['end']),
  cm(
    'VC-DEACT-08',
    'NDIS calls back after a final return',
    [vc('active'), 'callManager > ndis NdisCmDeactivateVc vc=vc1 : SUCCESS'],
    ['ndis > callManager ProtocolCmDeactivateVcComplete vc=vc1 status=SUCCESS : void'],
    [],
  ),
  cm(
    'ASYNC-03',
    'a completion before the PENDING is fine, a final return after it is not',
    [vc('created'), 'client > ndis NdisClMakeCall vc=vc1', 'ndis > callManager ProtocolCmMakeCall vc=vc1', made],
    ['callManager < ProtocolCmMakeCall SUCCESS'],
    ['callManager < ProtocolCmMakeCall PENDING', 'ndis < NdisClMakeCall PENDING', 'end'],
  ),
  cm('ASYNC-03', 'a completion of what never pended', [vc('created')], [made], [...make, made]),
  cm('ASYNC-03', 'a completion with PENDING', [vc('created'), ...make], [made.replace('FAILURE', 'PENDING')], [made]),
  cm('CALL-OUT-07', 'two completions of one make-call', [vc('created'), ...make, made], [made], ['end']),
  cm('CALL-OUT-07', 'no completion of a make-call', [vc('created'), ...make], ['end'], [made, 'end']),
  cm('CALL-OUT-07', 'a VC deleted before the make-call on it is completed', [vc('created'), ...make], deletion, [
    made,
    ...deletion,
  ]),
  cm(
    'CALL-OUT-08',
    'NDIS calls back after a final return',
    [vc('created'), ...ask('NdisClMakeCall', 'ProtocolCmMakeCall', 'RESOURCES')],
    [tell('ProtocolClMakeCallComplete')],
    ['client > client ProtocolClMakeCallComplete vc=vc1 status=RESOURCES : void'],
  ),
  cm(
    'ASYNC-02',
    'NDIS never tells the client that the call was made',
    [vc('created'), ...make, 'callManager > ndis NdisCmMakeCallComplete vc=vc1 status=FAILURE'],
    ['ndis < NdisCmMakeCallComplete void', 'end'],
    [tell('ProtocolClMakeCallComplete'), 'ndis < NdisCmMakeCallComplete void', 'end'],
  ),
  cm('CALL-IN-22', 'an answer to no offer', [vc('active')], [answer], [...offer, answer]),
  cm('CALL-IN-06', 'two answers to one offer', [vc('active'), ...offer, answer], [answer], ['end']),
  cm(
    'CALL-IN-06',
    'no answer to an offer',
    [vc('active'), ...offer],
    ['end'],
    ['callManager > ndis NdisCmDispatchIncomingCloseCall vc=vc1 status=SUCCESS : void', 'end'],
  ),
  cm(
    'CALL-IN-22',
    'an offer that is answered and then refused',
    [
      vc('active'),
      'callManager > ndis NdisCmDispatchIncomingCall vc=vc1',
      'ndis > client ProtocolClIncomingCall vc=vc1',
      answer,
    ],
    ['client < ProtocolClIncomingCall FAILURE'],
    ['client < ProtocolClIncomingCall PENDING'],
  ),
  cm(
    'CALL-IN-07',
    'NDIS reports an answer that the return has given',
    [vc('active'), 'callManager > ndis NdisCmDispatchIncomingCall vc=vc1 : SUCCESS'],
    ['ndis > callManager ProtocolCmIncomingCallComplete vc=vc1 status=SUCCESS : void'],
    ['callManager > callManager ProtocolCmIncomingCallComplete vc=vc1 status=SUCCESS : void'],
  ),
  cm(
    'CALL-CLOSE-06',
    'two completions of one close',
    [vc('created', 'call=connected'), ...close, closed],
    [closed],
    ['end'],
  ),
  cm(
    'CALL-CLOSE-13',
    'NDIS calls back after a final return',
    [vc('created'), ...ask('NdisClCloseCall', 'ProtocolCmCloseCall', 'NOT_ACCEPTED')],
    [tell('ProtocolClCloseCallComplete')],
    [],
  ),
  cm(
    'QOS-CL-05',
    'no completion of a change',
    [vc('active'), ...ask('NdisClModifyCallQoS', 'ProtocolCmModifyCallQoS', 'PENDING')],
    ['end'],
    ['callManager > ndis NdisCmModifyCallQoSComplete vc=vc1 status=SUCCESS : void', 'end'],
  ),
  cm(
    'QOS-CL-08',
    'NDIS calls back after a final return',
    [vc('active'), ...ask('NdisClModifyCallQoS', 'ProtocolCmModifyCallQoS', 'NOT_SUPPORTED')],
    [tell('ProtocolClModifyCallQoSComplete')],
    [],
  ),
  cm(
    'SAP-03',
    'no completion of a registration',
    ['ndis > callManager ProtocolCmRegisterSap sap=sap1 : PENDING'],
    ['end'],
    ['callManager > ndis NdisCmRegisterSapComplete sap=sap1 status=SUCCESS : void', 'end'],
  ),
  mcm(
    'MCM-12',
    'two completion events of one activation',
    [
      vc('created'),
      'mcm > ndis NdisMCmActivateVc vc=vc1 : SUCCESS',
      'ndis > mcm ProtocolCmActivateVcComplete vc=vc1 status=SUCCESS : void',
    ],
    ['mcm > mcm ProtocolCmActivateVcComplete vc=vc1 status=SUCCESS : void'],
    ['end'],
  ),
  cm(
    'VC-CREATE-08',
    'a miniport that pends a creation',
    [],
    ['ndis > miniport MiniportCoCreateVc vc=vc1 : PENDING'],
    ['ndis > miniport MiniportCoCreateVc vc=vc1 : RESOURCES'],
  ),
  cm(
    'VC-CREATE-09',
    'a protocol that pends a creation',
    [],
    ['ndis > callManager ProtocolCoCreateVc vc=vc1 : PENDING'],
    ['ndis > callManager ProtocolCoCreateVc vc=vc1 : SUCCESS'],
  ),
  cm(
    'VC-DEL-07',
    'a miniport that pends a deletion',
    [vc('created')],
    ['ndis > miniport MiniportCoDeleteVc vc=vc1 : PENDING'],
    ['ndis > miniport MiniportCoDeleteVc vc=vc1 : SUCCESS'],
  ),
  cm(
    'ASYNC-05',
    'a creation that pends',
    [],
    ['client > ndis NdisCoCreateVc vc=vc1 : PENDING'],
    ['client > ndis NdisCoCreateVc vc=vc1 : RESOURCES'],
  ),
  cm(
    'ASYNC-08',
    'NDIS changes a status on its way back',
    [vc('created'), 'client > ndis NdisClMakeCall vc=vc1', 'ndis > callManager ProtocolCmMakeCall vc=vc1 : RESOURCES'],
    ['ndis < NdisClMakeCall FAILURE'],
    ['ndis < NdisClMakeCall RESOURCES'],
  ),
  cm(
    'ASYNC-08',
    'NDIS changes the status of a completion',
    [vc('created'), ...make, 'callManager > ndis NdisCmMakeCallComplete vc=vc1 status=RESOURCES'],
    [tell('ProtocolClMakeCallComplete')],
    ['ndis > client ProtocolClMakeCallComplete vc=vc1 status=RESOURCES : void'],
  ),
];

import { isCreator, isFree } from '../bearer.js';
import { defer, ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import * as vc from './callManagerVc.logic.js';
import type { CallManagerVcContext, CallManagerVcEvent, CallManagerVcState } from './callManagerVc.types.js';

const overtaken = ignore('the completion came before the return');
const sent = when([{ holds: vc.hasSent, rule: 'SEND-07' }], stays);
const ownSignaling = [{ holds: vc.isSignaling, rule: 'SIG-04' }] as const;

/** What becomes of an event, while a call manager looks after one VC. */
export const callManagerVcFates: Fates<CallManagerVcContext, CallManagerVcEvent, CallManagerVcState> = {
  // NDIS tells of a VC that a client creates and deletes.

  ProtocolCoCreateVc: {
    absent: to('absent', 'created'),
    creating: illegal('VC-CREATE-15'),
    otherwise: illegal('CTX-04'),
  },
  ProtocolCoDeleteVc: {
    absent: illegal('CTX-10'),
    creating: illegal('VC-DEL-14'),
    created: to('created', 'absent'),
    deleting: illegal('VC-DEL-14'),
    otherwise: illegal('VC-DEL-02'),
  },

  // What the call manager has asked of NDIS ends.

  'NdisCoCreateVc returns': {
    creating: to('activating', 'created', 'absent'),
    otherwise: illegal('VC-CREATE-02'),
  },
  'NdisCmActivateVc returns': { activating: stays, reactivating: stays, otherwise: overtaken },
  ProtocolCmActivateVcComplete: {
    activating: to('active', 'created'),
    reactivating: to('active'),
    otherwise: illegal('VC-ACT-07'),
  },
  'NdisCmDeactivateVc returns': { deactivating: stays, otherwise: overtaken },
  ProtocolCmDeactivateVcComplete: {
    deactivating: to('created', 'active', 'deleting'),
    otherwise: illegal('VC-DEACT-07'),
  },
  'NdisCoDeleteVc returns': { deleting: to('absent', 'created'), otherwise: illegal('VC-DEL-04') },

  // Data of a signaling VC.

  ProtocolCoSendNetBufferListsComplete: { otherwise: sent },
  ProtocolCoReceiveNetBufferLists: {
    absent: illegal('CTX-10'),
    creating: illegal('VC-CREATE-14'),
    created: illegal('RECV-01'),
    deleting: illegal('RECV-01'),
    otherwise: stays,
  },

  // Call control asks.

  'bearer.create': {
    absent: to('creating'),
    deleting: defer('the old VC has to go before there is another'),
    otherwise: stays,
  },
  'bearer.activate': {
    created: to('activating'),
    active: to('reactivating'),
    activating: illegal('VC-ACT-10'),
    reactivating: illegal('VC-ACT-10'),
    deactivating: illegal('VC-ACT-10'),
    otherwise: illegal('VC-ACT-13'),
  },
  'bearer.deactivate': {
    created: ignore('the VC was let down before its call was closed'),
    activating: illegal('VC-DEACT-12'),
    active: to('deactivating'),
    reactivating: illegal('VC-DEACT-12'),
    deactivating: ignore('the VC is being let down since before its call was closed'),
    otherwise: illegal('VC-DEACT-20'),
  },
  'bearer.free': { otherwise: stays },

  // The call manager decides.

  'callManager.createSignalingVc': { absent: to('creating'), otherwise: illegal('CTX-07') },
  'callManager.sendSignal': {
    active: when([{ holds: vc.isSignaling, rule: 'SIG-03' }], stays),
    otherwise: illegal('SIG-03'),
  },
  'callManager.closeSignalingVc': {
    creating: defer('the VC is just being created'),
    created: when(ownSignaling, to('deleting')),
    activating: defer('the VC is just being activated'),
    active: when([...ownSignaling, { holds: vc.hasSendsBack, rule: 'VC-DEACT-04' }], to('deactivating')),
    deactivating: illegal('VC-DEACT-12'),
    otherwise: illegal('SIG-04'),
  },
  'callManager.deleteVc': {
    absent: illegal('VC-DEL-01'),
    creating: illegal('VC-DEL-01'),
    created: when(
      [
        { holds: isCreator, rule: 'VC-DEL-01' },
        { holds: isFree, rule: 'VC-DEL-02' },
      ],
      to('deleting'),
    ),
    deleting: illegal('CTX-10'),
    otherwise: illegal('VC-DEL-02'),
  },
  'answer.next': { otherwise: stays },
};

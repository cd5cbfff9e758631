import * as bearer from '../bearer.js';
import { defer, ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import type { McmVcContext, McmVcEvent, McmVcState } from './mcmVc.types.js';

const unasked = ignore('the channel reports what nobody has asked for');
const overtaken = ignore('the completion event came before the return');
const late = ignore('what it completes is over');
const wrongMoment = illegal('VC-ACT-10');

/** What becomes of every event in every state of an MCM's VC. */
export const mcmVcFates: Fates<McmVcContext, McmVcEvent, McmVcState> = {
  ProtocolCoCreateVc: { absent: to('absent', 'created'), otherwise: illegal('VC-CREATE-15') },
  ProtocolCoDeleteVc: { created: to('created', 'absent'), absent: illegal('CTX-10'), otherwise: illegal('VC-DEL-02') },
  ProtocolCmActivateVcComplete: { activating: to('active'), reactivating: to('active'), otherwise: late },
  ProtocolCmDeactivateVcComplete: { deactivating: to('created'), otherwise: late },
  MiniportCoSendNetBufferLists: { otherwise: stays },
  MiniportReturnNetBufferLists: { otherwise: stays },
  'NdisMCmCreateVc returns': { creating: to('created', 'absent'), otherwise: ignore('nothing is being created') },
  'NdisMCmActivateVc returns': {
    activating: to('activating', 'created', 'active'),
    reactivating: to('reactivating', 'active'),
    otherwise: overtaken,
  },
  'NdisMCmDeactivateVc returns': { deactivating: to('deactivating', 'created'), otherwise: overtaken },
  'NdisMCmDeleteVc returns': { deleting: to('absent', 'created'), otherwise: ignore('nothing is being deleted') },
  'bearer.create': {
    absent: to('creating'),
    deleting: defer('the old VC has to go before there is another'),
    otherwise: stays,
  },
  'bearer.activate': {
    created: to('preparing'),
    active: to('changing'),
    absent: illegal('VC-ACT-13'),
    otherwise: wrongMoment,
  },
  'bearer.deactivate': {
    active: to('draining'),
    draining: ignore('the VC is being let down since before its call was closed'),
    deactivating: ignore('the VC is being let down since before its call was closed'),
    created: illegal('VC-DEACT-13'),
    otherwise: illegal('VC-DEACT-20'),
  },
  'bearer.free': { otherwise: stays },
  'channel.opened': {
    preparing: to('activating'),
    changing: to('reactivating'),
    signalingOpening: to('signaling'),
    otherwise: unasked,
  },
  'channel.opening': { otherwise: ignore('the MCM waits for its channel') },
  'channel.refused': {
    preparing: to('created'),
    changing: to('active'),
    signalingOpening: to('absent'),
    otherwise: unasked,
  },
  'channel.closed': { draining: to('deactivating'), signalingClosing: to('absent'), otherwise: unasked },
  'channel.draining': { otherwise: ignore('the MCM waits for the drain') },
  'channel.sent': { otherwise: stays },
  'channel.received': { otherwise: stays },
  'mcm.createSignalingVc': { absent: to('signalingOpening'), otherwise: illegal('MCM-SIG-01') },
  'mcm.closeSignalingVc': { signaling: to('signalingClosing'), otherwise: illegal('MCM-SIG-01') },
  'mcm.deleteVc': {
    created: when(
      [
        { holds: bearer.isCreator, rule: 'VC-DEL-01' },
        { holds: bearer.isFree, rule: 'VC-DEL-02' },
      ],
      to('deleting'),
    ),
    absent: illegal('CTX-10'),
    otherwise: illegal('VC-DEL-02'),
  },
  'answer.next': { otherwise: stays },
};

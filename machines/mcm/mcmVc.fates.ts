import * as bearer from '../bearer.js';
import { defer, ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import type { McmVcContext, McmVcEvent, McmVcState } from './mcmVc.types.js';

const unasked = ignore('the channel reports what nobody has asked for');
const overtaken = ignore('the completion event came before the return');
const letDown = ignore('the VC was let down before its call was closed');
const ownSignaling = {
  signalingOpening: illegal('MCM-SIG-03'),
  signaling: illegal('MCM-SIG-03'),
  signalingClosing: illegal('MCM-SIG-03'),
};
const unknown = {
  absent: illegal('CTX-10'),
  creating: illegal('ASYNC-07'),
  signalingOpening: illegal('MCM-SIG-02'),
  signaling: illegal('MCM-SIG-02'),
  signalingClosing: illegal('MCM-SIG-02'),
};

/** What becomes of every event in every state of an MCM's VC. */
export const mcmVcFates: Fates<McmVcContext, McmVcEvent, McmVcState> = {
  // NDIS tells of a VC that a client creates and deletes, of completions, and of data.

  ProtocolCoCreateVc: {
    absent: to('absent', 'created'),
    creating: illegal('VC-CREATE-15'),
    otherwise: illegal('CTX-04'),
  },
  ProtocolCoDeleteVc: {
    ...unknown,
    creating: illegal('VC-DEL-14'),
    created: to('created', 'absent'),
    deleting: illegal('VC-DEL-14'),
    otherwise: illegal('VC-DEL-02'),
  },
  ProtocolCmActivateVcComplete: {
    activating: to('active', 'created'),
    reactivating: to('active'),
    otherwise: illegal('MCM-12'),
  },
  ProtocolCmDeactivateVcComplete: { deactivating: to('created'), otherwise: illegal('MCM-12') },
  MiniportCoSendNetBufferLists: { ...unknown, otherwise: stays },
  MiniportReturnNetBufferLists: { otherwise: stays },

  // What the MCM has asked of NDIS ends.

  'NdisMCmCreateVc returns': { creating: to('created', 'absent'), otherwise: ignore('nothing is being created') },
  'NdisMCmActivateVc returns': {
    activating: to('activating', 'created', 'active'),
    reactivating: to('reactivating', 'active'),
    otherwise: overtaken,
  },
  'NdisMCmDeactivateVc returns': { deactivating: to('deactivating', 'created'), otherwise: overtaken },
  'NdisMCmDeleteVc returns': { deleting: to('absent', 'created'), otherwise: ignore('nothing is being deleted') },

  // Call control asks.

  'bearer.create': {
    absent: to('creating'),
    deleting: defer('the old VC has to go before there is another'),
    otherwise: stays,
  },
  'bearer.activate': {
    created: to('preparing'),
    active: to('changing'),
    absent: illegal('VC-ACT-13'),
    creating: illegal('VC-ACT-13'),
    deleting: illegal('VC-ACT-13'),
    ...ownSignaling,
    otherwise: illegal('VC-ACT-10'),
  },
  'bearer.deactivate': {
    created: letDown,
    preparing: illegal('VC-DEACT-12'),
    activating: illegal('VC-DEACT-12'),
    active: to('draining'),
    changing: illegal('VC-DEACT-12'),
    reactivating: illegal('VC-DEACT-12'),
    draining: letDown,
    deactivating: letDown,
    ...ownSignaling,
    otherwise: illegal('VC-DEACT-20'),
  },
  'bearer.free': { otherwise: stays },

  // The hardware reports.

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

  // The MCM decides.

  'mcm.createSignalingVc': { absent: to('signalingOpening'), otherwise: illegal('MCM-SIG-01') },
  'mcm.closeSignalingVc': {
    signalingOpening: defer('the channel is just being opened'),
    signaling: to('signalingClosing'),
    otherwise: illegal('MCM-SIG-01'),
  },
  'mcm.deleteVc': {
    absent: illegal('VC-DEL-01'),
    creating: illegal('VC-DEL-01'),
    created: when(
      [
        { holds: bearer.isCreator, rule: 'VC-DEL-01' },
        { holds: bearer.isFree, rule: 'VC-DEL-02' },
      ],
      to('deleting'),
    ),
    deleting: illegal('CTX-10'),
    signalingOpening: illegal('MCM-SIG-01'),
    signaling: illegal('MCM-SIG-01'),
    signalingClosing: illegal('MCM-SIG-01'),
    otherwise: illegal('VC-DEL-02'),
  },
  'answer.next': { otherwise: stays },
};

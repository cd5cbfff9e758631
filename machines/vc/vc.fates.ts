import { hasOutcome, isFinal } from '../answers.js';
import { elsewhere, ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import { twins } from '../twins.js';
import * as vc from './vc.logic.js';
import {
  failureIsIn,
  isDrainedOrFailed,
  isIn,
  isMakeOver,
  isNot,
  isNotIn,
  isNotOver,
  isNotRejected,
  isOffTheCall,
  isQuietAfterClose,
  isQuietIn,
  isRid,
  mayEndHungUp,
  mayEndIn,
  maySend,
  never,
  owesNoClose,
  ownsNoClose,
  successIsIn,
  successIsNotIn,
} from './vc.terms.js';
import type { VcContext, VcEvent, VcState } from './vc.types.js';

/** Leaves of the half that does not decide about an event. */
const calls = {
  none: elsewhere,
  making: elsewhere,
  offered: elsewhere,
  accepted: elsewhere,
  connected: elsewhere,
  modifying: elsewhere,
  hungUp: elsewhere,
  closing: elsewhere,
};
const lives = {
  absent: elsewhere,
  creating: elsewhere,
  created: elsewhere,
  activating: elsewhere,
  active: elsewhere,
  reactivating: elsewhere,
  deactivating: elsewhere,
  deleting: elsewhere,
  deleted: elsewhere,
};
const gone = { deleted: illegal('CTX-10') };

const overtaken = ignore('the completion, or the end of the call or of the VC, came before the return');

// Life: rows that NdisCo… and NdisMCm… share.

const creation = { ...calls, absent: to('creating'), ...gone, otherwise: illegal('CTX-07') };
const created = { ...calls, creating: to('created', 'absent'), otherwise: ignore('nothing is being created') };
const deactivation = {
  ...calls,
  active: to('deactivating'),
  activating: illegal('VC-DEACT-12', 'NDIS_STATUS_NOT_ACCEPTED'),
  reactivating: illegal('VC-DEACT-12', 'NDIS_STATUS_NOT_ACCEPTED'),
  deactivating: illegal('VC-DEACT-12', 'NDIS_STATUS_CLOSING'),
  ...gone,
};
const status = 'NDIS_STATUS_NOT_ACCEPTED';
const ridOfTheLastCall = [
  { holds: isRid('rejected'), rule: 'CALL-IN-13', status },
  { holds: isRid('hungUp'), rule: 'CALL-RCLOSE-08', status },
  { holds: isRid('failed'), rule: 'FAIL-15', status },
  { holds: isRid('closed'), rule: 'VC-DEACT-01', status },
] as const;
const creatorOnly = { holds: vc.isCreator, rule: 'VC-DEL-01' } as const;
/** The client has been told of a hang-up, and has a call to close first. */
const oweNoClose = { holds: owesNoClose, rule: 'CALL-RCLOSE-04', status } as const;
const stillActive = { holds: never, rule: 'VC-DEL-02', status: 'NDIS_STATUS_NOT_ACCEPTED' } as const;
const stillDeactivating = { holds: never, rule: 'VC-DEL-02', status: 'NDIS_STATUS_CLOSING' } as const;
const deletion = {
  ...calls,
  created: when(
    [
      creatorOnly,
      oweNoClose,
      { holds: ownsNoClose, rule: 'VC-DEL-03', status: 'NDIS_STATUS_CLOSING' },
      { holds: isIn('none'), rule: 'VC-DEL-02', status: 'NDIS_STATUS_NOT_ACCEPTED' },
      { holds: isMakeOver, rule: 'VC-DEL-02', status: 'NDIS_STATUS_NOT_ACCEPTED' },
    ],
    to('deleting'),
  ),
  activating: when([creatorOnly, oweNoClose, ...ridOfTheLastCall, stillActive], stays),
  active: when([creatorOnly, oweNoClose, ...ridOfTheLastCall, stillActive], stays),
  reactivating: when([creatorOnly, oweNoClose, ...ridOfTheLastCall, stillActive], stays),
  deactivating: when([creatorOnly, stillDeactivating], stays),
  deleting: illegal('CTX-10', 'NDIS_STATUS_CLOSING'),
  ...gone,
  otherwise: illegal('VC-DEL-01'),
};
const deleted = { ...calls, deleting: to('deleted', 'created'), otherwise: ignore('nothing is being deleted') };

// Data: conditions that several states share.

/** Why a client may not send, wherever the VC stands. */
const bars = [
  { holds: isQuietIn('making'), rule: 'CALL-OUT-12' },
  { holds: isQuietIn('offered', 'accepted'), rule: 'CALL-IN-14' },
  { holds: isQuietIn('hungUp'), rule: 'CALL-RCLOSE-05' },
  { holds: isQuietIn('closing'), rule: 'CALL-CLOSE-03' },
  { holds: isQuietAfterClose, rule: 'CALL-CLOSE-03' },
] as const;
const sending = when(
  [
    { holds: isOffTheCall, rule: 'CALL-OUT-05' },
    ...bars,
    { holds: maySend, rule: 'SEND-01' },
    { holds: vc.isNewSend, rule: 'SEND-04' },
  ],
  stays,
);
const arrival = when(
  [
    { holds: isNotOver, rule: 'CALL-CLOSE-16' },
    { holds: vc.isHome, rule: 'RECV-10' },
  ],
  stays,
);

// Calls: conditions that several states share.

const outcome = { holds: hasOutcome, rule: 'ASYNC-03' } as const;
const successNeedsActiveVc = [
  { holds: successIsNotIn('activating'), rule: 'VC-ACT-17' },
  { holds: successIsIn('active', 'reactivating'), rule: 'VC-ACT-11' },
] as const;
const reuse = [{ holds: isNotIn('deactivating'), rule: 'VC-REACT-08' }, ...ridOfTheLastCall] as const;
const afterTheCall = to('none', 'making', 'offered', 'accepted', 'connected', 'modifying', 'hungUp');
const answers = [
  { holds: vc.isOfferPending, rule: 'CALL-IN-22' },
  { holds: hasOutcome, rule: 'CALL-IN-06' },
] as const;
const close = when([{ holds: vc.hasItsSendsBack, rule: 'CALL-CLOSE-02' }], to('closing'));
const changeNeedsActiveVc = { holds: isIn('active', 'reactivating'), rule: 'QOS-IN-01' } as const;
const changeNeedsActivation = [changeNeedsActiveVc, { holds: vc.hasChanged, rule: 'QOS-IN-01' }] as const;
const agreement = when(
  [
    outcome,
    { holds: isNot(vc.succeedsUnchanged), rule: 'QOS-CL-03' },
    { holds: isNot(vc.failsChanged), rule: 'QOS-CL-04' },
  ],
  to('modifying', 'connected'),
);
const notWhenInactive = { holds: isNotIn('created'), rule: 'VC-DEACT-10' } as const;
const addition = when([{ holds: vc.isMultipoint, rule: 'PARTY-01' }, notWhenInactive], stays);

/**
 * The contract of a virtual connection. NDIS refuses a call when a leaf of either half says illegal, or when a
 * condition of a leaf that would take it does not hold; `life` is asked first. The status is the one NDIS answers with.
 */
export const vcFates: Fates<VcContext, VcEvent, VcState> = {
  // From creation to deletion.

  NdisCoCreateVc: creation,
  NdisMCmCreateVc: creation,
  'NdisCoCreateVc returns': created,
  'NdisMCmCreateVc returns': created,

  ...twins('ActivateVc', {
    ...calls,
    created: when([{ holds: vc.hasParameters, rule: 'VC-ACT-03' }], to('activating')),
    active: when([{ holds: vc.hasParameters, rule: 'VC-ACT-03' }], to('reactivating')),
    activating: illegal('VC-ACT-10', 'NDIS_STATUS_NOT_ACCEPTED'),
    reactivating: illegal('VC-ACT-10', 'NDIS_STATUS_NOT_ACCEPTED'),
    deactivating: illegal('VC-ACT-10', 'NDIS_STATUS_CLOSING'),
    ...gone,
    creating: illegal('VC-CREATE-16'),
    otherwise: illegal('VC-ACT-13'),
  }),
  ...twins('ActivateVc returns', {
    ...calls,
    activating: to('activating', 'active', 'created'),
    reactivating: to('reactivating', 'active'),
    otherwise: overtaken,
  }),
  NdisMCoActivateVcComplete: {
    ...calls,
    activating: when([{ holds: hasOutcome, rule: 'VC-ACT-18' }], to('active', 'created')),
    reactivating: when([{ holds: hasOutcome, rule: 'VC-ACT-18' }], to('active')),
    ...gone,
    otherwise: illegal('VC-ACT-18'),
  },
  ProtocolCmActivateVcComplete: {
    ...calls,
    activating: when([{ holds: hasOutcome, rule: 'ASYNC-03' }], to('active', 'created')),
    reactivating: when([{ holds: hasOutcome, rule: 'ASYNC-03' }], to('active')),
    otherwise: ignore('it only passes on what NDIS knows already'),
  },

  NdisCmDeactivateVc: {
    ...deactivation,
    created: illegal('VC-DEACT-20', 'NDIS_STATUS_NOT_ACCEPTED'),
    otherwise: illegal('VC-DEACT-20'),
  },
  NdisMCmDeactivateVc: {
    ...deactivation,
    created: illegal('VC-DEACT-13', 'NDIS_STATUS_NOT_ACCEPTED'),
    otherwise: illegal('VC-DEACT-20'),
  },
  ...twins('DeactivateVc returns', {
    ...calls,
    deactivating: to('deactivating', 'created', 'active'),
    otherwise: overtaken,
  }),
  NdisMCoDeactivateVcComplete: {
    ...calls,
    deactivating: when(
      [
        { holds: isFinal, rule: 'VC-DEACT-18' },
        { holds: isDrainedOrFailed, rule: 'VC-DEACT-04' },
      ],
      to('created', 'active'),
    ),
    ...gone,
    otherwise: illegal('VC-DEACT-18'),
  },

  NdisCoDeleteVc: deletion,
  NdisMCmDeleteVc: deletion,
  'NdisCoDeleteVc returns': deleted,
  'NdisMCmDeleteVc returns': deleted,

  // Data.

  NdisCoSendNetBufferLists: {
    created: when([{ holds: isOffTheCall, rule: 'CALL-OUT-05' }, ...bars, { holds: never, rule: 'SEND-01' }], stays),
    activating: when([...bars, { holds: never, rule: 'SEND-01' }], stays),
    active: sending,
    reactivating: sending,
    deactivating: illegal('VC-DEACT-21'),
    creating: illegal('VC-CREATE-16'),
    ...gone,
    ...calls,
    otherwise: illegal('SEND-01'),
  },
  NdisMCoSendNetBufferListsComplete: {
    ...calls,
    ...gone,
    otherwise: when([{ holds: vc.isSendInProgress, rule: 'SEND-07' }], stays),
  },
  NdisMCoIndicateReceiveNetBufferLists: {
    ...calls,
    active: arrival,
    reactivating: arrival,
    deactivating: arrival,
    ...gone,
    otherwise: illegal('RECV-01'),
  },
  'NdisMCoIndicateReceiveNetBufferLists returns': { ...calls, otherwise: stays },
  NdisReturnNetBufferLists: {
    ...calls,
    otherwise: when(
      [
        { holds: vc.isReceiver, rule: 'RECV-06' },
        { holds: vc.isOut, rule: 'RECV-06' },
      ],
      stays,
    ),
  },

  // Calls that the client makes.

  NdisClMakeCall: {
    ...lives,
    absent: illegal('VC-CREATE-01'),
    creating: illegal('VC-CREATE-16'),
    deleting: illegal('VC-DEL-02'),
    ...gone,
    none: when(
      [
        { holds: vc.isCreator, rule: 'CALL-OUT-01' },
        { holds: isMakeOver, rule: 'CALL-OUT-01' },
        { holds: vc.hasParameters, rule: 'CALL-OUT-02' },
        { holds: vc.isFitForCalls, rule: 'VC-DEL-13' },
        ...reuse,
      ],
      to('making'),
    ),
    closing: illegal('VC-REACT-08'),
    otherwise: illegal('CALL-OUT-01'),
  },
  'NdisClMakeCall returns': { ...lives, making: to('making', 'connected', 'none'), otherwise: stays },
  ...twins('MakeCallComplete', {
    ...lives,
    ...gone,
    making: when(
      [outcome, ...successNeedsActiveVc, { holds: failureIsIn('created'), rule: 'FAIL-15' }],
      to('connected', 'none'),
    ),
    closing: when([{ holds: vc.isMakePending, rule: 'CALL-OUT-07' }, outcome, ...successNeedsActiveVc], stays),
    none: when([{ holds: vc.isMakePending, rule: 'ASYNC-03' }, outcome, ...successNeedsActiveVc], stays),
    connected: illegal('CALL-OUT-07'),
    modifying: illegal('CALL-OUT-07'),
    otherwise: illegal('ASYNC-03'),
  }),

  // Calls that come in.

  ...twins('DispatchIncomingCall', {
    ...lives,
    absent: illegal('VC-CREATE-06'),
    creating: illegal('VC-CREATE-16'),
    deleting: illegal('VC-DEL-02'),
    ...gone,
    none: when(
      [{ holds: vc.isCreator, rule: 'CALL-IN-01' }, { holds: vc.isForAClient, rule: 'SIG-02' }, ...reuse],
      to('offered'),
    ),
    making: illegal('CALL-IN-01'),
    closing: illegal('VC-REACT-08'),
    otherwise: illegal('CALL-IN-20'),
  }),
  ...twins('DispatchIncomingCall returns', {
    ...lives,
    offered: to('offered', 'accepted', 'none'),
    hungUp: to('hungUp', 'none'),
    closing: stays,
    otherwise: overtaken,
  }),
  NdisClIncomingCallComplete: {
    ...lives,
    ...gone,
    offered: when([{ holds: hasOutcome, rule: 'CALL-IN-06' }], to('accepted', 'none')),
    hungUp: when(answers, to('hungUp', 'none')),
    closing: when(answers, stays),
    accepted: illegal('CALL-IN-06'),
    otherwise: illegal('CALL-IN-22'),
  },
  ...twins('DispatchCallConnected', {
    ...lives,
    ...gone,
    accepted: when(
      [
        { holds: isNotIn('activating'), rule: 'VC-ACT-17' },
        { holds: isIn('active', 'reactivating'), rule: 'VC-ACT-12' },
      ],
      to('connected'),
    ),
    closing: when(
      [
        { holds: isNot(vc.wasIn('hungUp')), rule: 'CALL-IN-12' },
        { holds: vc.wasIn('accepted'), rule: 'CALL-IN-11' },
        { holds: isNotIn('activating'), rule: 'VC-ACT-17' },
        { holds: isIn('active', 'reactivating'), rule: 'VC-ACT-12' },
      ],
      stays,
    ),
    hungUp: illegal('CALL-IN-12'),
    otherwise: illegal('CALL-IN-11'),
  }),

  // Changes to a call.

  NdisClModifyCallQoS: {
    ...lives,
    ...gone,
    offered: stays,
    connected: when([notWhenInactive], to('modifying')),
    modifying: when([notWhenInactive], stays),
    otherwise: illegal('QOS-CL-01'),
  },
  'NdisClModifyCallQoS returns': {
    ...lives,
    modifying: to('modifying', 'connected'),
    otherwise: stays,
  },
  ...twins('ModifyCallQoSComplete', {
    ...lives,
    ...gone,
    connected: when([{ holds: vc.isChangePending, rule: 'QOS-CL-05' }, outcome], stays),
    modifying: agreement,
    making: illegal('ASYNC-03'),
    otherwise: when([{ holds: vc.isChangePending, rule: 'ASYNC-03' }, outcome], stays),
  }),
  ...twins('DispatchIncomingCallQoSChange', {
    ...lives,
    ...gone,
    connected: when(changeNeedsActivation, stays),
    modifying: when(changeNeedsActivation, stays),
    closing: when([{ holds: vc.wasIn('connected', 'modifying'), rule: 'QOS-IN-01' }, changeNeedsActiveVc], stays),
    otherwise: illegal('QOS-IN-01'),
  }),
  NdisClAddParty: { ...lives, ...gone, connected: addition, modifying: addition, otherwise: illegal('PARTY-01') },
  NdisClDropParty: { ...lives, ...gone, otherwise: illegal('PARTY-09', 'NDIS_STATUS_FAILURE') },

  // The end of a call.

  ...twins('DispatchIncomingCloseCall', {
    ...lives,
    ...gone,
    offered: to('hungUp'),
    accepted: to('hungUp'),
    connected: to('hungUp'),
    modifying: to('hungUp'),
    closing: when([{ holds: vc.isToBeHungUp, rule: 'CALL-RCLOSE-03' }], stays),
    none: when(
      [
        { holds: isNotRejected, rule: 'FAIL-08' },
        { holds: never, rule: 'CALL-RCLOSE-03' },
      ],
      stays,
    ),
    otherwise: illegal('CALL-RCLOSE-03'),
  }),
  NdisClCloseCall: {
    ...lives,
    deleting: illegal('CALL-CLOSE-18'),
    ...gone,
    none: when(
      [
        { holds: isNot(vc.hasEnded('closed', 'hungUp')), rule: 'CALL-CLOSE-17' },
        { holds: vc.isStillToClose, rule: 'CALL-CLOSE-18' },
      ],
      to('closing'),
    ),
    making: to('closing'),
    offered: to('closing'),
    accepted: to('closing'),
    connected: close,
    modifying: close,
    hungUp: close,
    closing: illegal('CALL-CLOSE-17'),
  },
  'NdisClCloseCall returns': { ...lives, closing: to('closing', ...afterTheCall.to), otherwise: overtaken },
  ...twins('CloseCallComplete', {
    ...lives,
    ...gone,
    closing: when(
      [
        outcome,
        { holds: mayEndIn('deactivating'), rule: 'VC-DEACT-23' },
        { holds: mayEndHungUp, rule: 'CALL-RCLOSE-08' },
        { holds: mayEndIn('activating', 'active', 'reactivating'), rule: 'CALL-CLOSE-07' },
      ],
      afterTheCall,
    ),
    none: illegal('CALL-CLOSE-06'),
    otherwise: illegal('ASYNC-03'),
  }),
};

import { defer, ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import * as vc from './clientVc.logic.js';
import type { ClientVcContext, ClientVcEvent, ClientVcState } from './clientVc.types.js';

const overtaken = ignore('the completion came before the return');
const late = ignore('it was on its way when the call ended');
const early = ignore('it has overtaken the news that the call is up; returning accepts it');
const unknownVc = { absent: illegal('CTX-10'), creating: illegal('ASYNC-07') };
const allSaid = { holds: vc.mayClose, rule: 'CALL-CLOSE-02' } as const;
const creatorOnly = { holds: vc.isCreator, rule: 'VC-DEL-01' } as const;
const renewed = { holds: vc.asksAnew, rule: 'QOS-CL-06' } as const;
const sent = { holds: vc.hasSent, rule: 'SEND-07' } as const;

/** What becomes of an event, in a client's context of one VC. */
export const clientVcFates: Fates<ClientVcContext, ClientVcEvent, ClientVcState> = {
  // The VC comes and goes.

  'client.createVc': { absent: to('creating'), otherwise: illegal('CTX-07') },
  'NdisCoCreateVc returns': { creating: to('idle', 'absent'), otherwise: illegal('VC-CREATE-02') },
  ProtocolCoCreateVc: {
    absent: to('absent', 'idle'),
    creating: illegal('VC-CREATE-15'),
    otherwise: illegal('CTX-04'),
  },
  'client.deleteVc': {
    absent: illegal('VC-DEL-01'),
    creating: illegal('VC-DEL-01'),
    idle: when(
      [creatorOnly, { holds: vc.isAnswered, rule: 'VC-DEL-02' }, { holds: vc.holdsNothing, rule: 'VC-DEL-02' }],
      to('deleting'),
    ),
    closing: illegal('VC-DEL-03'),
    deleting: illegal('CTX-10'),
    otherwise: illegal('VC-DEL-02'),
  },
  'NdisCoDeleteVc returns': { deleting: to('absent', 'idle'), otherwise: illegal('VC-DEL-04') },
  ProtocolCoDeleteVc: {
    absent: illegal('CTX-10'),
    creating: illegal('VC-DEL-14'),
    idle: when([{ holds: vc.isGuest, rule: 'VC-DEL-14' }], to('idle', 'absent')),
    deleting: illegal('VC-DEL-14'),
    otherwise: illegal('VC-DEL-02'),
  },

  // A call is made.

  'client.makeCall': {
    absent: illegal('VC-CREATE-01'),
    creating: illegal('VC-CREATE-01'),
    idle: when(
      [
        { holds: vc.isCreator, rule: 'CALL-OUT-01' },
        { holds: vc.endedWell, rule: 'VC-DEL-13' },
        { holds: vc.didNotFail, rule: 'CALL-OUT-13' },
        { holds: vc.isMakeOver, rule: 'CALL-OUT-01' },
        { holds: vc.isChangeOver, rule: 'VC-REACT-08' },
        { holds: vc.holdsNothing, rule: 'VC-REACT-08' },
      ],
      to('making'),
    ),
    closing: illegal('VC-REACT-08'),
    deleting: illegal('CTX-10'),
    otherwise: illegal('CALL-OUT-16'),
  },
  'NdisClMakeCall returns': { making: to('making', 'ringing'), otherwise: overtaken },
  ProtocolClMakeCallComplete: {
    ...unknownVc,
    idle: stays,
    making: to('steady', 'idle'),
    ringing: to('steady', 'idle'),
    hungUp: stays,
    closing: stays,
    deleting: late,
    otherwise: illegal('CALL-OUT-07'),
  },

  // A call is offered.

  ProtocolClIncomingCall: {
    absent: illegal('CALL-IN-19'),
    creating: illegal('CALL-IN-19'),
    idle: when([{ holds: vc.isGuest, rule: 'CALL-IN-01' }], to('idle', 'offered', 'accepted')),
    making: illegal('CALL-IN-01'),
    ringing: illegal('CALL-IN-01'),
    hungUp: illegal('VC-REACT-08'),
    closing: illegal('VC-REACT-08'),
    deleting: illegal('CALL-IN-01'),
    otherwise: illegal('CALL-IN-20'),
  },
  'client.answer': {
    offered: to('accepted', 'idle'),
    bargaining: defer('first the other side answers to the parameters that the client has asked for'),
    hungUp: ignore('the hang-up came before the answer'),
    closing: ignore('the close came before the answer'),
    otherwise: illegal('CALL-IN-22'),
  },
  ProtocolClCallConnected: {
    ...unknownVc,
    idle: late,
    accepted: to('steady'),
    finishing: stays,
    hungUp: late,
    closing: stays,
    otherwise: illegal('CALL-IN-11'),
  },

  // A call changes.

  'client.modifyCallQoS': {
    offered: when([renewed], to('bargaining')),
    bargaining: defer('one change after the other'),
    steady: when([renewed], to('modifying')),
    modifying: defer('one change after the other'),
    otherwise: illegal('QOS-CL-01'),
  },
  'NdisClIncomingCallComplete returns': {
    idle: stays,
    accepted: stays,
    finishing: to('finishing', 'closing'),
    hungUp: to('hungUp', 'closing'),
    otherwise: ignore('what came since shows already that NDIS has heard the answer'),
  },
  'NdisClModifyCallQoS returns': {
    bargaining: stays,
    modifying: stays,
    finishing: to('finishing', 'closing'),
    hungUp: to('hungUp', 'closing'),
    closing: stays,
    otherwise: overtaken,
  },
  ProtocolClModifyCallQoSComplete: {
    ...unknownVc,
    idle: stays,
    bargaining: to('offered'),
    modifying: to('steady'),
    finishing: to('finishing', 'closing'),
    hungUp: to('hungUp', 'closing'),
    closing: stays,
    deleting: late,
    otherwise: illegal('QOS-CL-05'),
  },
  ProtocolClIncomingCallQoSChange: {
    ...unknownVc,
    idle: late,
    making: early,
    ringing: early,
    accepted: early,
    steady: to('steady', 'modifying', 'closing', 'finishing'),
    modifying: stays,
    finishing: stays,
    hungUp: late,
    closing: stays,
    otherwise: illegal('QOS-IN-01'),
  },
  'client.addParty': {
    steady: when([{ holds: vc.isMultipoint, rule: 'PARTY-01' }], stays),
    modifying: when([{ holds: vc.isMultipoint, rule: 'PARTY-01' }], stays),
    otherwise: illegal('PARTY-01'),
  },
  'NdisClAddParty returns': { otherwise: ignore('parties beyond the first are left out') },

  // A call ends.

  'client.closeCall': {
    making: defer('the client is inside NdisClMakeCall, and does not know yet whether there is anything to close'),
    ringing: to('closing'),
    offered: to('closing'),
    bargaining: defer('first the other side answers to the parameters that the client has asked for'),
    accepted: to('closing', 'finishing'),
    steady: to('closing', 'finishing'),
    modifying: to('closing', 'finishing'),
    finishing: ignore('the call will be closed as soon as it can be'),
    hungUp: when([allSaid], to('closing')),
    closing: illegal('CALL-CLOSE-17'),
    otherwise: illegal('CALL-CLOSE-18'),
  },
  ProtocolClIncomingCloseCall: {
    ...unknownVc,
    idle: to('idle', 'closing', 'hungUp'),
    making: to('closing', 'hungUp'),
    ringing: to('closing', 'hungUp'),
    offered: to('closing', 'hungUp'),
    bargaining: to('closing', 'hungUp'),
    accepted: to('closing', 'hungUp'),
    steady: to('closing', 'hungUp'),
    modifying: to('closing', 'hungUp'),
    finishing: to('hungUp'),
    hungUp: illegal('CALL-RCLOSE-03'),
    closing: stays,
    deleting: late,
  },
  'NdisClCloseCall returns': { closing: stays, otherwise: overtaken },
  ProtocolClCloseCallComplete: {
    closing: to('idle', 'hungUp', 'ringing', 'offered', 'accepted', 'steady', 'modifying'),
    otherwise: illegal('CALL-CLOSE-06'),
  },

  // Data flow.

  'client.send': {
    making: illegal('CALL-OUT-12'),
    ringing: illegal('CALL-OUT-12'),
    offered: illegal('CALL-IN-14'),
    bargaining: illegal('CALL-IN-14'),
    accepted: illegal('CALL-IN-14'),
    steady: stays,
    modifying: stays,
    finishing: illegal('CALL-CLOSE-02'),
    hungUp: illegal('CALL-RCLOSE-05'),
    closing: illegal('CALL-CLOSE-03'),
    otherwise: illegal('SEND-01'),
  },
  ProtocolCoSendNetBufferListsComplete: {
    finishing: when([sent], to('finishing', 'closing')),
    hungUp: when([sent], to('hungUp', 'closing')),
    otherwise: when([sent], stays),
  },
  ProtocolCoReceiveNetBufferLists: {
    absent: illegal('CTX-10'),
    creating: illegal('VC-CREATE-14'),
    deleting: illegal('RECV-01'),
    otherwise: stays,
  },
  'client.returnLists': { otherwise: when([{ holds: vc.holds, rule: 'RECV-06' }], stays) },

  'answer.next': { otherwise: stays },
};

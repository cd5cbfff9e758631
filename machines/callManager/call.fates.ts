import { defer, ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import { twins } from '../twins.js';
import * as call from './call.logic.js';
import type { CallContext, CallControlState, CallEvent } from './call.types.js';

const overtaken = ignore('an answer, or a close, came before the return');
const tooLate = ignore('the signal was on its way when the call ended, or belongs to an earlier one');
const busy = defer('one call after the other: this one has to be over first');
const atWork = defer('the VC is just being made ready; then this is seen to');
const firstClose = when([{ holds: call.owesNoClose, rule: 'CALL-CLOSE-17' }], stays);

/** What becomes of an event, in call control of one VC. */
export const callFates: Fates<CallContext, CallEvent, CallControlState> = {
  // The client asks.

  ProtocolCmMakeCall: {
    idle: to('idle', 'settingUp'),
    creatingVc: stays,
    releasing: illegal('VC-REACT-08'),
    draining: stays,
    otherwise: illegal('CALL-OUT-16'),
  },
  ProtocolCmIncomingCallComplete: {
    idle: ignore('the client has rejected an offer that its close has overtaken'),
    settingUp: illegal('CALL-IN-22'),
    raising: illegal('CALL-IN-22'),
    creatingVc: illegal('CALL-IN-22'),
    raisingForOffer: illegal('CALL-IN-22'),
    offering: to('accepted', 'draining'),
    offered: to('accepted', 'draining'),
    hungUp: to('hungUp', 'draining', 'idle'),
    releasing: stays,
    draining: stays,
    otherwise: illegal('CALL-IN-06'),
  },
  ProtocolCmModifyCallQoS: {
    idle: stays,
    offering: to('offering', 'negotiating'),
    offered: to('offered', 'negotiating'),
    connected: to('connected', 'negotiating'),
    negotiating: illegal('QOS-CL-05'),
    changing: illegal('QOS-CL-05'),
    adopting: stays,
    hungUp: stays,
    releasing: stays,
    draining: stays,
    otherwise: illegal('QOS-CL-01'),
  },
  ProtocolCmAddParty: { otherwise: stays },
  ProtocolCmCloseCall: {
    idle: stays,
    settingUp: to('settingUp', 'releasing'),
    raising: firstClose,
    creatingVc: stays,
    raisingForOffer: stays,
    offering: to('offering', 'releasing'),
    offered: to('offered', 'releasing'),
    accepted: to('accepted', 'releasing'),
    connected: to('connected', 'releasing'),
    negotiating: to('negotiating', 'releasing'),
    changing: firstClose,
    adopting: firstClose,
    hungUp: to('hungUp', 'draining', 'idle'),
    releasing: illegal('CALL-CLOSE-17'),
    draining: firstClose,
  },
  ...twins('DispatchIncomingCall returns', { offering: to('offered'), otherwise: overtaken }),

  // The VC under the call.

  'bearer.created': { creatingVc: to('raisingForOffer'), otherwise: illegal('VC-CREATE-06') },
  'bearer.createFailed': { creatingVc: to('idle'), otherwise: illegal('VC-CREATE-06') },
  'bearer.activated': {
    raising: to('connected', 'releasing'),
    raisingForOffer: to('offering'),
    changing: to('connected', 'offered', 'releasing'),
    adopting: to('connected', 'releasing'),
    otherwise: illegal('VC-ACT-07'),
  },
  'bearer.activationFailed': {
    raising: to('idle'),
    raisingForOffer: to('idle'),
    changing: to('connected', 'offered', 'releasing'),
    adopting: to('connected', 'releasing'),
    otherwise: illegal('VC-ACT-07'),
  },
  'bearer.deactivated': { hungUp: stays, draining: to('idle'), otherwise: illegal('VC-DEACT-07') },

  // The network signals.

  'line.incoming': { idle: to('creatingVc'), settingUp: stays, otherwise: busy },
  'line.accepted': { settingUp: to('raising'), otherwise: tooLate },
  'line.refused': { settingUp: to('idle'), releasing: to('draining', 'idle'), otherwise: tooLate },
  'line.connected': { accepted: to('connected'), otherwise: tooLate },
  'line.hungUp': {
    raising: atWork,
    creatingVc: atWork,
    raisingForOffer: atWork,
    offering: defer('the client is just being asked; then this is seen to'),
    offered: to('hungUp'),
    accepted: to('hungUp'),
    connected: to('hungUp'),
    negotiating: to('hungUp'),
    changing: atWork,
    adopting: atWork,
    releasing: to('draining', 'idle'),
    otherwise: tooLate,
  },
  'line.proposed': {
    raising: atWork,
    accepted: defer('first the call comes up'),
    connected: to('adopting'),
    negotiating: ignore('both sides want other parameters: the network weighs ours'),
    changing: atWork,
    adopting: atWork,
    otherwise: tooLate,
  },
  'line.agreed': { negotiating: to('changing'), otherwise: tooLate },
  'line.disagreed': { negotiating: to('connected', 'offered'), otherwise: tooLate },
  'line.released': { releasing: to('draining', 'idle'), otherwise: tooLate },

  // The call manager decides.

  'callManager.deactivateVc': {
    connected: illegal('VC-DEACT-15'),
    offered: illegal('VC-DEACT-15'),
    offering: illegal('VC-DEACT-15'),
    accepted: illegal('VC-DEACT-15'),
    negotiating: illegal('VC-DEACT-15'),
    raising: illegal('VC-DEACT-12'),
    raisingForOffer: illegal('VC-DEACT-12'),
    changing: illegal('VC-DEACT-12'),
    adopting: illegal('VC-DEACT-12'),
    hungUp: when([{ holds: call.isUp, rule: 'VC-DEACT-20' }], stays),
    releasing: illegal('VC-DEACT-15'),
    draining: illegal('VC-DEACT-12'),
    otherwise: illegal('VC-DEACT-20'),
  },
  'answer.next': { otherwise: stays },
};

import { defer, ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import { twins } from '../twins.js';
import * as call from './call.logic.js';
import type { CallContext, CallControlState, CallEvent } from './call.types.js';

const overtaken = ignore('an answer, or a close, came before the return');
const tooLate = ignore('the signal was on its way when the call ended, or belongs to an earlier one');
const busy = defer('one call after the other: this one has to be over first');
const atWork = defer('the VC is just being made ready; then this is seen to');
const beingTold = defer('the client is just being told of something else; then this is seen to');
const firstChange = when([{ holds: call.owesNoModify, rule: 'QOS-CL-05' }], stays);
const firstClose = when([{ holds: call.owesNoClose, rule: 'CALL-CLOSE-17' }], stays);

/** What becomes of an event, in call control of one VC. */
export const callFates: Fates<CallContext, CallEvent, CallControlState> = {
  // The client asks.

  ProtocolCmMakeCall: {
    idle: to('idle', 'settingUp'),
    creatingVc: stays,
    releasing: illegal('VC-REACT-08'),
    draining: stays,
    waiting: stays,
    settling: to('settling', 'settingUp'),
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
    negotiating: when([{ holds: call.isOffered, rule: 'CALL-IN-06' }], to('accepted', 'draining')),
    answering: when([{ holds: call.mayAnswer, rule: 'CALL-IN-06' }], to('accepted', 'draining')),
    indicatingClose: to('indicatingClose', 'rejected'),
    hungUp: to('hungUp', 'draining', 'idle'),
    releasing: stays,
    draining: stays,
    waiting: stays,
    settling: stays,
    otherwise: illegal('CALL-IN-06'),
  },
  ProtocolCmModifyCallQoS: {
    idle: stays,
    offering: to('offering', 'negotiating'),
    offered: to('offered', 'negotiating'),
    connected: to('connected', 'negotiating'),
    negotiating: stays,
    changing: stays,
    adopting: firstChange,
    connecting: firstChange,
    telling: firstChange,
    answering: firstChange,
    indicatingClose: stays,
    rejected: stays,
    hungUp: stays,
    releasing: stays,
    draining: stays,
    waiting: stays,
    settling: stays,
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
    connecting: firstClose,
    telling: firstClose,
    answering: firstClose,
    indicatingClose: firstClose,
    rejected: firstClose,
    hungUp: to('hungUp', 'draining', 'settling'),
    releasing: illegal('CALL-CLOSE-17'),
    draining: firstClose,
    waiting: firstClose,
    settling: firstClose,
  },

  // A report to NDIS is over.

  ...twins('DispatchIncomingCall returns', { offering: to('offered'), otherwise: overtaken }),
  ...twins('MakeCallComplete returns', {
    connecting: to('connected', 'negotiating', 'releasing'),
    settling: to('settling', 'idle'),
    otherwise: overtaken,
  }),
  ...twins('DispatchCallConnected returns', {
    connecting: to('connected', 'negotiating', 'releasing'),
    otherwise: overtaken,
  }),
  ...twins('DispatchIncomingCallQoSChange returns', {
    telling: to('connected', 'negotiating', 'answering', 'releasing'),
    otherwise: overtaken,
  }),
  ...twins('ModifyCallQoSComplete returns', {
    answering: to('connected', 'offered', 'negotiating', 'releasing'),
    otherwise: overtaken,
  }),
  ...twins('DispatchIncomingCloseCall returns', {
    indicatingClose: to('hungUp', 'draining'),
    rejected: to('draining'),
    otherwise: overtaken,
  }),
  ...twins('CloseCallComplete returns', { settling: to('idle'), otherwise: overtaken }),

  // The VC under the call.

  'bearer.created': { creatingVc: to('raisingForOffer'), otherwise: illegal('VC-CREATE-06') },
  'bearer.createFailed': { creatingVc: to('idle'), otherwise: illegal('VC-CREATE-06') },
  'bearer.activated': {
    raising: to('connecting', 'releasing'),
    raisingForOffer: to('offering'),
    changing: to('answering', 'releasing'),
    adopting: to('telling', 'releasing'),
    otherwise: illegal('VC-ACT-07'),
  },
  'bearer.activationFailed': {
    raising: to('settling'),
    raisingForOffer: to('idle'),
    changing: to('answering', 'releasing'),
    adopting: to('connected', 'answering', 'releasing'),
    otherwise: illegal('VC-ACT-07'),
  },
  'bearer.deactivated': { hungUp: stays, draining: to('settling', 'idle'), otherwise: illegal('VC-DEACT-07') },
  'bearer.deactivationFailed': {
    hungUp: ignore('the VC is let down when its call is closed'),
    draining: to('waiting'),
    otherwise: illegal('VC-DEACT-07'),
  },

  // The network signals.

  'line.incoming': { idle: to('creatingVc'), settingUp: stays, otherwise: busy },
  'line.accepted': { settingUp: to('raising'), otherwise: tooLate },
  'line.refused': { settingUp: to('settling'), releasing: to('draining', 'settling'), otherwise: tooLate },
  'line.connected': { accepted: to('connecting'), otherwise: tooLate },
  'line.hungUp': {
    raising: atWork,
    creatingVc: atWork,
    raisingForOffer: atWork,
    offering: defer('the client is just being asked; then this is seen to'),
    offered: to('indicatingClose'),
    accepted: to('indicatingClose'),
    connected: to('indicatingClose'),
    negotiating: to('indicatingClose'),
    changing: atWork,
    adopting: atWork,
    connecting: beingTold,
    telling: beingTold,
    answering: beingTold,
    releasing: to('draining', 'settling'),
    otherwise: tooLate,
  },
  'line.proposed': {
    raising: atWork,
    accepted: defer('first the call comes up'),
    connected: to('adopting'),
    negotiating: ignore('both sides want other parameters: the network weighs ours'),
    changing: atWork,
    adopting: atWork,
    connecting: beingTold,
    telling: beingTold,
    answering: beingTold,
    otherwise: tooLate,
  },
  'line.agreed': { negotiating: to('changing'), otherwise: tooLate },
  'line.disagreed': { negotiating: to('answering'), otherwise: tooLate },
  'line.released': { releasing: to('draining', 'settling'), otherwise: tooLate },

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
    connecting: illegal('VC-DEACT-15'),
    telling: illegal('VC-DEACT-15'),
    answering: illegal('VC-DEACT-15'),
    indicatingClose: illegal('VC-DEACT-15'),
    rejected: illegal('VC-DEACT-15'),
    hungUp: when([{ holds: call.isUp, rule: 'VC-DEACT-20' }], stays),
    releasing: illegal('VC-DEACT-15'),
    draining: illegal('VC-DEACT-12'),
    waiting: illegal('VC-DEACT-12'),
    otherwise: illegal('VC-DEACT-20'),
  },
  'answer.next': { otherwise: stays },
};

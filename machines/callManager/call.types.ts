import type { SapHandle, VcHandle } from '../../src/protocol/handles.js';
import type { Answers } from '../answers.js';
import type { AnswerNext, Call, CallParameters, Returns } from '../messages.js';
import type { BearerReport, BearerRequest, LineReport, LineRequest } from '../ports.js';

/** What NDIS asks of the call-manager side of a driver about one call. */
type CallCallback =
  | 'ProtocolCmMakeCall'
  | 'ProtocolCmCloseCall'
  | 'ProtocolCmIncomingCallComplete'
  | 'ProtocolCmModifyCallQoS'
  | 'ProtocolCmAddParty';

/** The functions with which it reports to NDIS; `Ndis(M)Cm` in the pages. */
export type CallReport =
  | 'MakeCallComplete'
  | 'DispatchIncomingCall'
  | 'DispatchCallConnected'
  | 'DispatchIncomingCloseCall'
  | 'DispatchIncomingCallQoSChange'
  | 'ModifyCallQoSComplete'
  | 'CloseCallComplete';

/** Whose twin of the functions the driver uses. */
export type CallManagerKind = 'NdisCm' | 'NdisMCm';
type Report = `${CallManagerKind}${CallReport}`;

/** What the call manager decides by itself. */
export type CallManagerWish = { readonly type: 'callManager.deactivateVc' };

export type CallEvent = Call<CallCallback> | Returns<Report> | BearerReport | LineReport | CallManagerWish | AnswerNext;

export type CallMessage =
  Call<Report | 'ProtocolCmIncomingCallComplete'> | Returns<CallCallback> | BearerRequest | LineRequest;

export interface CallContext {
  readonly kind: CallManagerKind;
  readonly vc: VcHandle;
  readonly sap: SapHandle;
  /** Call parameters agreed on, as long as anybody may still be told. */
  readonly parameters: CallParameters;
  /** Call parameters that somebody has proposed, until that is decided or the call is over. */
  readonly proposal: CallParameters | null;
  /** The VC is active. */
  readonly isUp: boolean;
  /** NdisClMakeCall was answered with PENDING and is to be completed. */
  readonly owesMake: boolean;
  /** NdisClModifyCallQoS was answered with PENDING and is to be completed. */
  readonly owesModify: boolean;
  /** NdisClCloseCall was answered with PENDING and is to be completed. */
  readonly owesClose: boolean;
  /** The offer has not been answered, and the call is not over. */
  readonly isOffered: boolean;
  /** When an MCM reports the close done: after the deactivation, or before it (AMB-09). */
  readonly closes: 'afterDeactivation' | 'beforeDeactivation';
  /** Milliseconds that the network has for an answer. */
  readonly patience: number;
  readonly answers: Answers;
}

export interface CallInput {
  readonly kind?: CallManagerKind;
  readonly vc?: number;
  readonly closes?: 'afterDeactivation' | 'beforeDeactivation';
  /** Milliseconds that the network has for an answer; 60,000 where nothing else is said. */
  readonly patience?: number;
}

export type CallControlState =
  | 'idle'
  | 'settingUp'
  | 'raising'
  | 'creatingVc'
  | 'raisingForOffer'
  | 'offering'
  | 'offered'
  | 'accepted'
  | 'connecting'
  | 'connected'
  | 'negotiating'
  | 'changing'
  | 'answering'
  | 'adopting'
  | 'telling'
  | 'indicatingClose'
  | 'rejected'
  | 'hungUp'
  | 'releasing'
  | 'draining'
  | 'waiting'
  | 'settling';

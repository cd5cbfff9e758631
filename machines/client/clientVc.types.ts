import type { AfHandle, NblName, VcHandle } from '../../src/protocol/handles.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import type { Answers } from '../answers.js';
import type { AnswerNext, Call, CallParameters, Returns } from '../messages.js';

type ClientCallback =
  | 'ProtocolCoCreateVc'
  | 'ProtocolCoDeleteVc'
  | 'ProtocolClMakeCallComplete'
  | 'ProtocolClIncomingCall'
  | 'ProtocolClCallConnected'
  | 'ProtocolClModifyCallQoSComplete'
  | 'ProtocolClIncomingCallQoSChange'
  | 'ProtocolClIncomingCloseCall'
  | 'ProtocolClCloseCallComplete'
  | 'ProtocolCoSendNetBufferListsComplete'
  | 'ProtocolCoReceiveNetBufferLists';

type ClientRequest =
  'NdisCoCreateVc' | 'NdisCoDeleteVc' | 'NdisClMakeCall' | 'NdisClModifyCallQoS' | 'NdisClCloseCall' | 'NdisClAddParty';
type ClientAnswer = 'NdisClIncomingCallComplete';

/** What the client, or the application above it, wants. */
export type ClientVcWish =
  | { readonly type: 'client.createVc' }
  | { readonly type: 'client.makeCall'; readonly callParameters?: CallParameters; readonly multipoint?: boolean }
  /** Hand down `lists` net buffer lists (1 where nothing is said) in one call. */
  | { readonly type: 'client.send'; readonly lists?: number }
  /** Give back every received list that is held, or the ones named. */
  | { readonly type: 'client.returnLists'; readonly nbl?: readonly NblName[] }
  | { readonly type: 'client.modifyCallQoS'; readonly callParameters?: CallParameters }
  | { readonly type: 'client.addParty' }
  /** The answer to a pended offer; a status other than SUCCESS rejects it. */
  | { readonly type: 'client.answer'; readonly status?: NdisStatus }
  | { readonly type: 'client.closeCall' }
  | { readonly type: 'client.deleteVc' };

export type ClientVcEvent = Call<ClientCallback> | Returns<ClientRequest | ClientAnswer> | ClientVcWish | AnswerNext;

export type ClientVcMessage =
  | Call<ClientRequest | ClientAnswer | 'NdisCoSendNetBufferLists' | 'NdisReturnNetBufferLists'>
  | Call<'ProtocolClMakeCallComplete' | 'ProtocolClModifyCallQoSComplete' | 'ProtocolClCloseCallComplete'>
  | Returns<ClientCallback>;

export type Resumption = 'idle' | 'ringing' | 'offered' | 'accepted' | 'steady' | 'modifying' | 'hungUp';

export interface ClientVcContext {
  readonly number: number;
  readonly vc: VcHandle;
  readonly af: AfHandle;
  /** This client created the VC, and may delete it. */
  readonly isCreator: boolean;
  /** The far side has ended the call, and the client will not close it as soon as its last send is back. */
  readonly takesItsTime: boolean;
  /** A call on its own VC came to an abnormal end: the VC is to be deleted, not reused. */
  readonly isAbnormal: boolean;
  /** Its last call could not be made: the VC is to be deleted, not reused. */
  readonly isFailed: boolean;
  /** The client has rejected the offer; until it hears of a hang-up, or of another call, one may have crossed it. */
  readonly isRejected: boolean;
  readonly isMultipoint: boolean;
  /** It has asked for a call and has not heard what has become of it, also when that call is closed. */
  readonly isMaking: boolean;
  /** The same of other call parameters. */
  readonly isChanging: boolean;
  /** It is inside NdisClModifyCallQoS or NdisClIncomingCallComplete, and nothing shows yet that NDIS has heard it. */
  readonly isInside: boolean;
  /**
   * Where a refused close leads: back to the state it came from, or to what the call has become meanwhile. Once the far
   * side has hung up it becomes nothing else.
   */
  readonly resumes: Resumption;
  /** Call parameters of an offer, until the client has answered it. */
  readonly parameters: CallParameters;
  /** Call parameters that the client has asked for, until it hears what has become of them. */
  readonly asked: CallParameters;
  /** Call parameters that it has just been refused, until anything else happens on the VC. */
  readonly refused: CallParameters;
  /** Lists handed down and not yet back. */
  readonly sends: readonly NblName[];
  /** Received lists that are held. */
  readonly held: readonly NblName[];
  readonly answers: Answers;
}

export interface ClientVcInput {
  readonly vc?: number;
}

export type ClientVcState =
  | 'absent'
  | 'creating'
  | 'idle'
  | 'making'
  | 'ringing'
  | 'offered'
  | 'bargaining'
  | 'accepted'
  | 'steady'
  | 'modifying'
  | 'finishing'
  | 'hungUp'
  | 'closing'
  | 'deleting';

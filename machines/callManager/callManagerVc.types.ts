import type { AfHandle, NblName, VcHandle } from '../../src/protocol/handles.js';
import type { Answers } from '../answers.js';
import type { Bearer } from '../bearer.js';
import type { AnswerNext, Call, Returns } from '../messages.js';
import type { BearerReport, BearerRequest } from '../ports.js';

type VcCallback =
  | 'ProtocolCoCreateVc'
  | 'ProtocolCoDeleteVc'
  | 'ProtocolCmActivateVcComplete'
  | 'ProtocolCmDeactivateVcComplete'
  | 'ProtocolCoSendNetBufferListsComplete'
  | 'ProtocolCoReceiveNetBufferLists';

type VcRequest = 'NdisCoCreateVc' | 'NdisCmActivateVc' | 'NdisCmDeactivateVc' | 'NdisCoDeleteVc';

/** What the call manager decides by itself. */
export type CallManagerVcWish =
  /** A VC of its own, to signal over: created and activated at once. */
  | { readonly type: 'callManager.createSignalingVc' }
  | { readonly type: 'callManager.sendSignal' }
  /** Deactivated, and deleted when that is done. */
  | { readonly type: 'callManager.closeSignalingVc' }
  | { readonly type: 'callManager.deleteVc' };

export type CallManagerVcEvent = Call<VcCallback> | Returns<VcRequest> | BearerRequest | CallManagerVcWish | AnswerNext;

export type CallManagerVcMessage =
  | Call<VcRequest | 'NdisCoSendNetBufferLists' | 'NdisReturnNetBufferLists'>
  | Call<'ProtocolCmActivateVcComplete' | 'ProtocolCmDeactivateVcComplete'>
  | Returns<VcCallback>
  | BearerReport;

export interface CallManagerVcContext extends Bearer {
  readonly number: number;
  readonly vc: VcHandle;
  readonly af: AfHandle;
  /** A VC of its own: no address family, no client, no call. */
  readonly isSignaling: boolean;
  /** Signaling sends that have not come back. */
  readonly sends: readonly NblName[];
  readonly answers: Answers;
}

export interface CallManagerVcInput {
  readonly vc?: number;
}

export type CallManagerVcState =
  'absent' | 'creating' | 'created' | 'activating' | 'active' | 'reactivating' | 'deactivating' | 'deleting';

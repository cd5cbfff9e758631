import type { AfHandle, VcHandle } from '../../src/protocol/handles.js';
import type { Answers } from '../answers.js';
import type { Bearer } from '../bearer.js';
import type { AnswerNext, Call, Returns } from '../messages.js';
import type { BearerReport, BearerRequest, ChannelReport, ChannelRequest } from '../ports.js';

type McmCallback =
  | 'ProtocolCoCreateVc'
  | 'ProtocolCoDeleteVc'
  | 'ProtocolCmActivateVcComplete'
  | 'ProtocolCmDeactivateVcComplete'
  | 'MiniportCoSendNetBufferLists'
  | 'MiniportReturnNetBufferLists';

type McmRequest = 'NdisMCmCreateVc' | 'NdisMCmActivateVc' | 'NdisMCmDeactivateVc' | 'NdisMCmDeleteVc';

/** What the MCM decides by itself. */
export type McmVcWish =
  /** A VC of its own to signal over, of which NDIS never hears. */
  | { readonly type: 'mcm.createSignalingVc' }
  | { readonly type: 'mcm.closeSignalingVc' }
  | { readonly type: 'mcm.deleteVc' };

export type McmVcEvent =
  Call<McmCallback> | Returns<McmRequest> | BearerRequest | ChannelReport | McmVcWish | AnswerNext;

export type McmVcMessage =
  | Call<McmRequest | 'NdisMCoSendNetBufferListsComplete' | 'NdisMCoIndicateReceiveNetBufferLists'>
  | Call<'ProtocolCmActivateVcComplete' | 'ProtocolCmDeactivateVcComplete'>
  | Returns<McmCallback>
  | BearerReport
  | ChannelRequest;

/** Where the one completion event of an activation or a deactivation comes from (AMB-02). */
export type CompletionOrigin = 'ndis' | 'self' | 'none';

export interface McmVcContext extends Bearer {
  readonly vc: VcHandle;
  readonly af: AfHandle;
  readonly completion: CompletionOrigin;
  readonly answers: Answers;
}

export interface McmVcInput {
  readonly vc?: number;
  readonly completion?: CompletionOrigin;
}

export type McmVcState =
  | 'absent'
  | 'creating'
  | 'created'
  | 'preparing'
  | 'activating'
  | 'active'
  | 'changing'
  | 'reactivating'
  | 'draining'
  | 'deactivating'
  | 'deleting'
  | 'signalingOpening'
  | 'signaling'
  | 'signalingClosing';

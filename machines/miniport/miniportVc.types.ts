import type { VcHandle } from '../../src/protocol/handles.js';
import type { Answers } from '../answers.js';
import type { AnswerNext, Call, Returns } from '../messages.js';
import type { ChannelReport, ChannelRequest } from '../ports.js';

type MiniportCallback =
  | 'MiniportCoCreateVc'
  | 'MiniportCoDeleteVc'
  | 'MiniportCoActivateVc'
  | 'MiniportCoDeactivateVc'
  | 'MiniportCoSendNetBufferLists'
  | 'MiniportReturnNetBufferLists';

export type MiniportVcEvent = Call<MiniportCallback> | ChannelReport | AnswerNext;

export type MiniportVcMessage =
  | Call<
      | 'NdisMCoActivateVcComplete'
      | 'NdisMCoDeactivateVcComplete'
      | 'NdisMCoSendNetBufferListsComplete'
      | 'NdisMCoIndicateReceiveNetBufferLists'
    >
  | Returns<MiniportCallback>
  | ChannelRequest;

export interface MiniportVcContext {
  /** NdisVcHandle, kept because every later call into NDIS needs it. */
  readonly vc: VcHandle;
  readonly answers: Answers;
}

export interface MiniportVcInput {
  readonly vc?: number;
}

export type MiniportVcState =
  | 'absent'
  | 'inactive'
  | 'activating'
  | 'activationPended'
  | 'active'
  | 'reactivating'
  | 'reactivationPended'
  | 'deactivating'
  | 'deactivationPended';

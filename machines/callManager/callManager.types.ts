import type { AfHandle, SapHandle } from '../../src/protocol/handles.js';
import type { Answers } from '../answers.js';
import type { AnswerNext, Call, Returns } from '../messages.js';
import type { CallManagerKind } from './call.types.js';

type ProviderCallback =
  | 'ProtocolBindAdapterEx'
  | 'MiniportInitializeEx'
  | 'ProtocolCmOpenAf'
  | 'ProtocolCmCloseAf'
  | 'ProtocolCmRegisterSap'
  | 'ProtocolCmDeregisterSap';
type ProviderRequest =
  | 'NdisOpenAdapterEx'
  | `${CallManagerKind}RegisterAddressFamilyEx`
  | `${CallManagerKind}OpenAddressFamilyComplete`
  | `${CallManagerKind}RegisterSapComplete`;

export type CallManagerEvent =
  | Call<ProviderCallback>
  | Returns<`${CallManagerKind}RegisterAddressFamilyEx`>
  /** What was pended is completed. */
  | { readonly type: 'callManager.completeOpenAf' }
  | { readonly type: 'callManager.completeRegisterSap' }
  | AnswerNext;

export type CallManagerMessage = Call<ProviderRequest> | Returns<ProviderCallback>;

export interface CallManagerContext {
  readonly kind: CallManagerKind;
  readonly af: AfHandle;
  readonly sap: SapHandle;
  readonly owesOpen: boolean;
  readonly owesSap: boolean;
  readonly answers: Answers;
}

export interface CallManagerInput {
  /** Stand-alone (`NdisCm`, which is taken where nothing is said), or built into a miniport. */
  readonly kind?: CallManagerKind;
}

export type CallManagerState = 'unbound' | 'registering' | 'registered';

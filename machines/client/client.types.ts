import type { AfHandle, SapHandle } from '../../src/protocol/handles.js';
import type { Call, Returns } from '../messages.js';

type ClientCallback =
  | 'ProtocolBindAdapterEx'
  | 'ProtocolCoAfRegisterNotify'
  | 'ProtocolClOpenAfCompleteEx'
  | 'ProtocolClRegisterSapComplete';
type ClientRequest = 'NdisClOpenAddressFamilyEx' | 'NdisClRegisterSap';

export type ClientEvent = Call<ClientCallback> | Returns<ClientRequest>;

export type ClientMessage =
  | Call<ClientRequest | 'NdisOpenAdapterEx' | 'ProtocolClOpenAfCompleteEx' | 'ProtocolClRegisterSapComplete'>
  | Returns<ClientCallback>;

export interface ClientContext {
  readonly af: AfHandle;
  readonly sap: SapHandle;
}

export type ClientInput = Readonly<Record<string, never>>;

export type ClientState = 'unbound' | 'bound' | 'opening' | 'registering' | 'open' | 'ready';

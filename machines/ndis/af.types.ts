import type { AfHandle } from '../../src/protocol/handles.js';
import type { Role } from '../../src/protocol/roles.js';
import type { Call, Returns } from '../messages.js';

type Kind = 'NdisCm' | 'NdisMCm';
type FromBoundary<M> = M extends unknown ? M & { readonly by: Role } : never;

/** What crosses the NDIS boundary about one address family. */
export type AfEvent = FromBoundary<
  | Call<
      | 'NdisClOpenAddressFamilyEx'
      | 'NdisClCloseAddressFamily'
      | `${Kind}OpenAddressFamilyComplete`
      | `${Kind}CloseAddressFamilyComplete`
    >
  | Call<'ProtocolClOpenAfCompleteEx' | 'NdisClRegisterSap' | 'NdisCoCreateVc' | 'NdisMCmCreateVc'>
  | Call<'NdisCoOidRequest' | `${Kind}DispatchIncomingCall`>
  | Call<`${Kind}RegisterSapComplete` | `${Kind}DeregisterSapComplete`>
  | Returns<`${Kind}RegisterAddressFamilyEx` | 'NdisClOpenAddressFamilyEx' | 'NdisClCloseAddressFamily'>
  | Returns<'NdisCoCreateVc' | 'NdisMCmCreateVc' | 'NdisCoDeleteVc' | 'NdisMCmDeleteVc'>
  | Returns<'NdisClRegisterSap' | 'NdisClDeregisterSap'>
>;

export interface AfContext {
  readonly af: AfHandle;
  /** The provider has said whether it admits the client; NDIS has not told the client yet. */
  readonly isAnswered: boolean;
  /** VCs that the client has created on this address family, or is creating, and not deleted. */
  readonly vcs: number;
  /** SAPs that are registered, or being registered. */
  readonly saps: number;
}

export interface AfInput {
  /** The NdisAfHandle; `af1` where nothing else is said. */
  readonly af?: AfHandle;
}

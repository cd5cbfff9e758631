import type { SapHandle } from '../../src/protocol/handles.js';
import type { Role } from '../../src/protocol/roles.js';
import type { Call, Returns } from '../messages.js';

type Kind = 'NdisCm' | 'NdisMCm';
type FromBoundary<M> = M extends unknown ? M & { readonly by: Role } : never;

/** What crosses the NDIS boundary about one SAP. */
export type SapEvent = FromBoundary<
  | Call<'NdisClRegisterSap' | 'NdisClDeregisterSap' | `${Kind}RegisterSapComplete` | `${Kind}DeregisterSapComplete`>
  | Call<`${Kind}DispatchIncomingCall`>
  | Returns<'NdisClRegisterSap' | 'NdisClDeregisterSap'>
>;

export interface SapContext {
  readonly sap: SapHandle;
}

export interface SapInput {
  /** The NdisSapHandle; `sap1` where nothing else is said. */
  readonly sap?: SapHandle;
}

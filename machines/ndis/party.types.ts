import type { PartyHandle } from '../../src/protocol/handles.js';
import type { Role } from '../../src/protocol/roles.js';
import type { Call, Returns } from '../messages.js';

type Kind = 'NdisCm' | 'NdisMCm';
type FromBoundary<M> = M extends unknown ? M & { readonly by: Role } : never;

/** What crosses the NDIS boundary about one party, and what becomes of the other parties of its call. */
export type PartyEvent =
  | FromBoundary<
      | Call<'NdisClMakeCall' | 'NdisClAddParty' | 'NdisClDropParty' | 'NdisClCloseCall'>
      | Call<`${Kind}MakeCallComplete` | `${Kind}AddPartyComplete`>
      | Call<`${Kind}DropPartyComplete` | `${Kind}CloseCallComplete` | `${Kind}DispatchIncomingDropParty`>
      | Returns<'NdisClMakeCall' | 'NdisClAddParty' | 'NdisClDropParty' | 'NdisClCloseCall'>
    >
  /** One more party is on the call. */
  | { readonly type: 'party.joined' }
  /** One of the others has left the call. */
  | { readonly type: 'party.left' };

export interface PartyContext {
  readonly party: PartyHandle;
  /** The other parties of the call. */
  readonly others: number;
  /** It came with the call itself. */
  readonly isFirst: boolean;
  /** The client has been told that it leaves, and has not answered. */
  readonly isLeaving: boolean;
  /** Where it stood when the call was closed in its name: a refused close leads back there. */
  readonly closedFrom: 'adding' | 'connected' | null;
}

export interface PartyInput {
  /** The NdisPartyHandle; `vc1-party1` where nothing else is said. */
  readonly party?: PartyHandle;
  /** Parties that are on the call already. */
  readonly others?: number;
}

import type { AnyFunctionName } from '../../src/protocol/functions.js';
import type { DriverRole, Topology } from '../../src/protocol/roles.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import type { Fields } from '../messages.js';

/** A callback that NDIS has made inside a call, and what came back. */
export interface CallbackResult {
  readonly callback: AnyFunctionName;
  readonly on: DriverRole;
  readonly status: NdisStatus | null;
}

/** A call into NDIS while it is open. Frames are the thread's; NDIS itself keeps none. */
export interface NdisFrame {
  readonly fn: AnyFunctionName;
  readonly caller: DriverRole;
  readonly args: Fields & { readonly status?: NdisStatus };
  /** The VC is a call manager's own. */
  readonly isSignaling: boolean;
  readonly results: readonly CallbackResult[];
}

export type NdisEvent =
  /** The adapter appears: drivers are initialized and bound, the provider's address family is announced. */
  | { readonly type: 'ndis.startAdapter' }
  /** A driver has called, and the call is legal. */
  | { readonly type: 'ndis.call'; readonly frame: NdisFrame }
  /** A callback made inside that call has returned. */
  | { readonly type: 'ndis.resume'; readonly frame: NdisFrame };

/** A callback, a return, or a callback that waits until the present call is over. */
export type NdisMessage =
  | ({
      readonly type: AnyFunctionName;
      readonly to: DriverRole;
      readonly deferred?: true;
      readonly status?: NdisStatus;
    } & Fields)
  | ({ readonly type: `${AnyFunctionName} returns`; readonly status: NdisStatus | null } & Fields);

/** Where the completion event of an MCM's activation and deactivation comes from: NDIS, or not (AMB-02). */
export interface NdisContext {
  readonly topology: Topology;
  readonly callbackOrder: 'protocolFirst' | 'miniportFirst';
  readonly completesForMcm: boolean;
  /** Who brought the system down, and how. */
  readonly bugCheck: { readonly driver: DriverRole; readonly callback: AnyFunctionName } | null;
}

export interface NdisInput {
  readonly topology?: Topology;
  /** Which create callback comes first; the pages contradict each other (AMB-04). */
  readonly callbackOrder?: 'protocolFirst' | 'miniportFirst';
  readonly completesForMcm?: boolean;
}

export type NdisState = 'off' | 'running' | 'bugCheck';

import type { CallParameters } from '../messages.js';
import type { LineRequest } from '../ports.js';

/** What switch and peer decide. */
export type NetworkEvent =
  | { readonly type: 'network.accept' }
  | { readonly type: 'network.refuse' }
  /** A call comes in for the SAP. */
  | { readonly type: 'network.call'; readonly callParameters?: CallParameters }
  /** The connection end to end is up. */
  | { readonly type: 'network.connect' }
  /** The peer ends the call. */
  | { readonly type: 'network.hangUp' }
  /** The network loses the call: the close status is not SUCCESS. */
  | { readonly type: 'network.drop' }
  | { readonly type: 'network.proposeQoS'; readonly callParameters?: CallParameters }
  | { readonly type: 'network.agreeQoS' }
  | { readonly type: 'network.refuseQoS' }
  /** The release is confirmed. */
  | { readonly type: 'network.released' };

export type NetworkInputEvent = LineRequest | NetworkEvent;

export interface NetworkContext {
  readonly vc: number;
}

export interface NetworkInput {
  readonly vc?: number;
}

export type NetworkState =
  'idle' | 'alerting' | 'offering' | 'bargaining' | 'answered' | 'up' | 'negotiating' | 'deciding' | 'releasing';

import type { NblName } from '../src/protocol/handles.js';
import type { NdisStatus } from '../src/protocol/status.js';
import type { CallParameters } from './messages.js';

/**
 * What passes between machines without crossing the NDIS boundary: a dot in the name says so. Each port has two ends,
 * and each end a union of what it may say.
 */

/** The driver asks its hardware. */
export type ChannelRequest =
  | { readonly type: 'channel.open'; readonly callParameters: CallParameters }
  | { readonly type: 'channel.close' }
  | { readonly type: 'channel.send'; readonly nbl: readonly NblName[] }
  | { readonly type: 'channel.returned'; readonly nbl: readonly NblName[] };

/** The hardware tells its driver. */
export type ChannelReport =
  | { readonly type: 'channel.opened'; readonly callParameters: CallParameters }
  | { readonly type: 'channel.opening' }
  | { readonly type: 'channel.refused'; readonly status: NdisStatus }
  | { readonly type: 'channel.closed' }
  | { readonly type: 'channel.draining' }
  /** Done; or given back unsent, with a status that says so. */
  | { readonly type: 'channel.sent'; readonly nbl: readonly NblName[]; readonly status?: NdisStatus }
  | { readonly type: 'channel.received'; readonly nbl: readonly NblName[]; readonly resources?: true };

/** Call control asks for the VC under the call. */
export type BearerRequest =
  | { readonly type: 'bearer.create' }
  | { readonly type: 'bearer.activate'; readonly callParameters: CallParameters }
  | { readonly type: 'bearer.deactivate' }
  /** The call is over: the creator of the VC may delete it. */
  | { readonly type: 'bearer.free' };

/** The VC tells call control. */
export type BearerReport =
  | { readonly type: 'bearer.created' }
  | { readonly type: 'bearer.createFailed' }
  | { readonly type: 'bearer.activated' }
  | { readonly type: 'bearer.activationFailed'; readonly status: NdisStatus }
  | { readonly type: 'bearer.deactivated' }
  /** The VC is as active as before. */
  | { readonly type: 'bearer.deactivationFailed' };

/** Call control signals to the network. */
export type LineRequest =
  | { readonly type: 'line.setup'; readonly callParameters: CallParameters }
  | { readonly type: 'line.accept' }
  /** Ends a call that never came up; the network does not confirm. */
  | { readonly type: 'line.reject' }
  | { readonly type: 'line.propose'; readonly callParameters: CallParameters }
  | { readonly type: 'line.outcome'; readonly status: NdisStatus }
  /** Ends a call; the network confirms. */
  | { readonly type: 'line.release' };

/** The network signals to call control. */
export type LineReport =
  | { readonly type: 'line.incoming'; readonly callParameters: CallParameters }
  | { readonly type: 'line.accepted' }
  | { readonly type: 'line.refused' }
  | { readonly type: 'line.connected' }
  | { readonly type: 'line.hungUp'; readonly status: NdisStatus }
  | { readonly type: 'line.proposed'; readonly callParameters: CallParameters }
  | { readonly type: 'line.agreed' }
  | { readonly type: 'line.disagreed' }
  | { readonly type: 'line.released' };

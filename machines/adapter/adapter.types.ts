import type { NblName } from '../../src/protocol/handles.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import type { Answers } from '../answers.js';
import type { AnswerNext, CallParameters } from '../messages.js';
import type { ChannelRequest } from '../ports.js';

/** What the hardware does by itself. */
export type AdapterEvent =
  | { readonly type: 'adapter.activated' }
  | { readonly type: 'adapter.activationFailed'; readonly status?: NdisStatus }
  /** The oldest send is done, or the one named. */
  | { readonly type: 'adapter.sendDone'; readonly nbl?: readonly NblName[] }
  /** Data arrive: `lists` buffers of them (1 where nothing is said), `resources` when buffers run low. */
  | { readonly type: 'adapter.receive'; readonly lists?: number; readonly resources?: true };

export type AdapterInputEvent = ChannelRequest | AdapterEvent | AnswerNext;

export interface AdapterContext {
  /** The number of the VC, from which receive buffers take their names. */
  readonly vc: number;
  /** Parameters the channel runs under; `null` while it is closed. */
  readonly parameters: CallParameters | null;
  readonly proposed: CallParameters | null;
  /** Lists in the send descriptors, oldest first. */
  readonly sends: readonly NblName[];
  /** Receive buffers that are out with a protocol. */
  readonly receives: readonly NblName[];
  /** How the next `channel.open` will go: PENDING, or a failure. */
  readonly answers: Answers;
}

export interface AdapterInput {
  readonly vc?: number;
}

export type AdapterState = 'closed' | 'opening' | 'open' | 'reopening' | 'draining';

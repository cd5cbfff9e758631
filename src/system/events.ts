import type { AdapterEvent } from '../../machines/adapter/adapter.types.js';
import type { CallManagerWish } from '../../machines/callManager/call.types.js';
import type { CallManagerVcWish } from '../../machines/callManager/callManagerVc.types.js';
import type { CallManagerEvent } from '../../machines/callManager/callManager.types.js';
import type { ClientVcWish } from '../../machines/client/clientVc.types.js';
import type { McmVcWish } from '../../machines/mcm/mcmVc.types.js';
import type { AnswerNext } from '../../machines/messages.js';
import type { NdisEvent } from '../../machines/ndis/ndis.types.js';
import type { NetworkEvent } from '../../machines/network/network.types.js';
import type { Irql } from '../protocol/irql.js';
import type { DriverRole } from '../protocol/roles.js';

/** Where an event of the environment goes, and at which level it runs. */
export interface Envelope {
  /** The number of the VC it is about; 1 where nothing is said. */
  readonly vc?: number;
  /** PASSIVE_LEVEL for what users and drivers decide, DISPATCH_LEVEL for hardware and network, where nothing is said. */
  readonly irql?: Irql;
}

type Decided =
  | ClientVcWish
  | CallManagerWish
  | CallManagerVcWish
  | Extract<CallManagerEvent, { type: `callManager.${string}` }>
  | McmVcWish
  | AdapterEvent
  | NetworkEvent
  /** `on` says whose answer, where several drivers are asked the same: ProtocolCoCreateVc, ProtocolCoDeleteVc. */
  | (AnswerNext & { readonly on?: DriverRole })
  | Extract<NdisEvent, { type: 'ndis.startAdapter' }>;

/** Everything that can happen to a system from outside: what its users, its hardware and the network decide. */
export type EnvironmentEvent = Decided extends infer E ? (E extends { type: string } ? E & Envelope : never) : never;

/** Events of hardware and network arrive at DISPATCH_LEVEL. */
export const usualIrql = (type: string): Irql =>
  type.startsWith('adapter.') || type.startsWith('network.') ? 'DISPATCH_LEVEL' : 'PASSIVE_LEVEL';

import type { ActorState } from '../../machines/judge.js';
import type { Topology } from '../protocol/roles.js';
import type { EnvironmentEvent } from './events.js';

/** How much may be under way on a VC at once. Without bounds a system has no end of states. */
export interface Bounds {
  /** Lists that a sender has sent and not got back. */
  readonly sends: number;
  /** Lists that have been indicated and not been returned. */
  readonly receives: number;
}

/** Something that may happen on a VC from outside: a choice of its users, its hardware or the network. */
export interface Deed {
  readonly event: EnvironmentEvent;
  /** It ends something that is under way, or is a step towards its end; a system that rests still does it. */
  readonly isEnding: boolean;
  /** The actor whose lists stand against it: so many of these are under way already. */
  readonly limit?: { readonly part: string; readonly list: keyof Bounds };
}

const begins = (event: EnvironmentEvent, limit?: Deed['limit']): Deed => ({
  event,
  isEnding: false,
  ...(limit && { limit }),
});
const ends = (event: EnvironmentEvent): Deed => ({ event, isEnding: true });

const user: readonly Deed[] = [
  begins({ type: 'client.createVc' }),
  begins({ type: 'client.makeCall', callParameters: 'P1' }),
  begins({ type: 'client.send' }, { part: 'client', list: 'sends' }),
  ends({ type: 'client.returnLists' }),
  begins({ type: 'client.modifyCallQoS' }),
  ends({ type: 'client.answer' }),
  ends({ type: 'client.answer', status: 'NDIS_STATUS_FAILURE' }),
  ends({ type: 'client.closeCall' }),
  ends({ type: 'client.deleteVc' }),
];

const hardware: readonly Deed[] = [
  ends({ type: 'adapter.activated' }),
  ends({ type: 'adapter.activationFailed', status: 'NDIS_STATUS_RESOURCES' }),
  ends({ type: 'adapter.sendDone' }),
  begins({ type: 'adapter.receive' }, { part: 'vc', list: 'receives' }),
];

const network: readonly Deed[] = [
  ends({ type: 'network.accept' }),
  ends({ type: 'network.refuse' }),
  begins({ type: 'network.call' }),
  ends({ type: 'network.connect' }),
  ends({ type: 'network.hangUp' }),
  ends({ type: 'network.drop' }),
  begins({ type: 'network.proposeQoS' }),
  ends({ type: 'network.agreeQoS' }),
  ends({ type: 'network.refuseQoS' }),
  ends({ type: 'network.released' }),
];

const provider: Readonly<Record<Topology, readonly Deed[]>> = {
  cm: [
    ends({ type: 'callManager.deactivateVc' }),
    begins({ type: 'callManager.createSignalingVc' }),
    begins({ type: 'callManager.sendSignal' }, { part: 'callManager', list: 'sends' }),
    ends({ type: 'callManager.closeSignalingVc' }),
    ends({ type: 'callManager.deleteVc' }),
  ],
  mcm: [
    ends({ type: 'callManager.deactivateVc' }),
    begins({ type: 'mcm.createSignalingVc' }),
    ends({ type: 'mcm.closeSignalingVc' }),
    ends({ type: 'mcm.deleteVc' }),
  ],
};

/** Everything that may happen on a VC of a system. */
export const deedsOf = (topology: Topology): readonly Deed[] => [
  ...user,
  ...hardware,
  ...network,
  ...provider[topology],
];

/** Whether the bounds leave room for a deed. `stateOf` gives the actor of a part for the VC, if it is there. */
export const hasRoom = (
  { limit }: Deed,
  bounds: Bounds,
  stateOf: (part: string) => ActorState | undefined,
): boolean => {
  if (!limit) return true;
  const context = (stateOf(limit.part)?.context ?? {}) as Readonly<Record<string, readonly unknown[] | undefined>>;
  return (context[limit.list]?.length ?? 0) < bounds[limit.list];
};

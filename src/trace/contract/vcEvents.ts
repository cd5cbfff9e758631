import { vcFates } from '../../../machines/vc/index.js';
import type { SendInProgress, VcContext, VcEvent } from '../../../machines/vc/index.js';
import type { NblName } from '../../protocol/handles.js';
import type { DriverRole } from '../../protocol/roles.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { Outcome } from '../../protocol/log.js';

/** What the `vc` machine hears of. */
export type VcEventType = keyof typeof vcFates;

const types = Object.keys(vcFates) as readonly VcEventType[];
const typeNumbers = new Map<string, number>(types.map((type, n) => [type, n]));

/** Whether the `vc` machine hears of this function. */
export const concernsVc = (type: string): type is VcEventType => typeNumbers.has(type);

const returns = new Map<string, VcEventType>(
  types.flatMap((type) => (type.endsWith(' returns') ? [[type.slice(0, -' returns'.length), type]] : [])),
);

/** The event that is the return of a function, if the `vc` machine hears of it. */
export const returnOf = (fn: string): VcEventType | undefined => returns.get(fn);

const roles: readonly DriverRole[] = ['client', 'callManager', 'mcm', 'miniport'];
const outcomes: readonly (Outcome | undefined)[] = [undefined, 'success', 'pending', 'failure'];
const statuses: Readonly<Record<Outcome, NdisStatus>> = {
  success: 'NDIS_STATUS_SUCCESS',
  pending: 'NDIS_STATUS_PENDING',
  failure: 'NDIS_STATUS_FAILURE',
};

/** Where one list stands, as a VC sees it. */
export type Whereabouts = 'home' | 'sent' | 'out' | 'lent';
const whereabouts: readonly Whereabouts[] = ['home', 'sent', 'out', 'lent'];

/** An event without names: what is left of it decides everything. */
export interface Telling {
  readonly type: VcEventType;
  /** Who called; a driver that the VC is not shared with is a stranger. */
  readonly by: DriverRole | 'stranger';
  readonly outcome?: Outcome | undefined;
  /** Call parameters were passed, or at least not NULL. */
  readonly parameters?: boolean;
  /** A party was passed, or at least not NULL. */
  readonly party?: boolean;
  /** The AF handle was NULL. */
  readonly forNobody?: boolean;
  /** NDIS_RECEIVE_FLAGS_RESOURCES. */
  readonly resources?: boolean;
  /** Where the one list stands that the event is about; none where it is about no list. */
  readonly list?: Whereabouts | undefined;
}

/** Whether lists other than the one at hand are under way on the VC. */
export interface Traffic {
  readonly ownSends: boolean;
  readonly otherSends: boolean;
  readonly receives: boolean;
  readonly lent: boolean;
}

const bit = (value: boolean | undefined): number => (value === true ? 1 : 0);

/** The number of an event in its traffic: what decides, packed. */
export function codeOf(event: Telling, traffic: Traffic): number {
  let code = typeNumbers.get(event.type) ?? 0;
  code = code * 5 + (event.by === 'stranger' ? 4 : roles.indexOf(event.by));
  code = code * 4 + outcomes.indexOf(event.outcome);
  code = code * 5 + (event.list === undefined ? 4 : whereabouts.indexOf(event.list));
  code = code * 16 + bit(event.parameters) + 2 * bit(event.party) + 4 * bit(event.forNobody) + 8 * bit(event.resources);
  return (
    code * 16 + bit(traffic.ownSends) + 2 * bit(traffic.otherSends) + 4 * bit(traffic.receives) + 8 * bit(traffic.lent)
  );
}

/** The list at hand, and one that stands for all the others of its kind. */
const atHand = 'at hand' as NblName;
const another = 'another' as NblName;

/** A stranger has none of the rights that come with a VC: in this like the miniport, which makes no calls on it. */
const roleOf = (by: Telling['by']): DriverRole => (by === 'stranger' ? 'miniport' : by);

/** The event as the machine takes it. */
export function eventOf(event: Telling): VcEvent {
  return {
    type: event.type,
    by: roleOf(event.by),
    ...(event.outcome && { status: statuses[event.outcome] }),
    ...(event.parameters && { callParameters: 'P' }),
    ...(event.party && { party: 'party' }),
    ...(event.forNobody ? {} : { af: 'af' }),
    ...(event.resources && { resources: true }),
    nbl: event.list === undefined ? [] : [atHand],
  } as unknown as VcEvent;
}

/** The lists as the machine's context holds them. */
export function listsOf(event: Telling, traffic: Traffic): Pick<VcContext, 'sends' | 'receives' | 'lent'> {
  const by = roleOf(event.by);
  const sends: SendInProgress[] = [
    ...(event.list === 'sent' ? [{ nbl: atHand, by }] : []),
    ...(traffic.ownSends ? [{ nbl: another, by }] : []),
    ...(traffic.otherSends ? [{ nbl: another, by: by === 'client' ? 'callManager' : 'client' } as const] : []),
  ];
  return {
    sends,
    receives: [...(event.list === 'out' ? [atHand] : []), ...(traffic.receives ? [another] : [])],
    lent: [...(event.list === 'lent' ? [atHand] : []), ...(traffic.lent ? [another] : [])],
  };
}

/** A context without what changes with every packet. */
export const essenceOf = (context: VcContext): VcContext => ({
  ...context,
  sends: [],
  receives: [],
  lent: [],
  parameters: context.parameters === null ? null : 'P',
  proposed: context.proposed === null ? null : 'P',
});

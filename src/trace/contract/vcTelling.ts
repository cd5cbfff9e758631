import { outcomeOf } from '../../protocol/log.js';
import type { DriverRole } from '../../protocol/roles.js';
import type { Actor, Frame, Scene, Vc } from '../../rules/index.js';
import { amend, ask, contextOf, discover, happen, roleIn } from './vcJudge.js';
import { acquaint } from '../../rules/words.js';
import type { Telling, Traffic, VcEventType } from './vcEvents.js';

/** Nothing is under way. */
export const still: Traffic = { ownSends: false, otherSends: false, receives: false, lent: false };

/** In an MCM call manager and miniport are one. */
export const roleIfMcm = ({ world }: Scene<unknown>, role: DriverRole): DriverRole =>
  world.cast.topology === 'mcm' && (role === 'callManager' || role === 'miniport') ? 'mcm' : role;

/** What a record tells of a VC, in the words of the `vc` machine. */
export function tellingOf(vc: Vc, frame: Frame, type: VcEventType, by: Actor, role?: DriverRole): Telling {
  const { args, status } = frame;
  const isReturn = type.endsWith(' returns');
  const given = isReturn || (!frame.isIntoNdis && status !== undefined && status !== null) ? status : args.status;
  const spoken = role ?? (by.role === undefined || by.role === 'ndis' ? 'miniport' : by.role);
  return {
    type,
    by: role ? role : roleIn(vc, by, spoken),
    outcome: given === undefined || given === null ? defaultOutcome(type) : outcomeOf(given),
    parameters: args.callParameters !== null,
    party: args.party !== null,
    forNobody: args.af === null,
  };
}

/** A completion that does not say how it went went well; what is no completion says nothing. */
const defaultOutcome = (type: VcEventType): Telling['outcome'] =>
  type.endsWith('Complete') || type.endsWith('DispatchIncomingCloseCall') ? 'success' : undefined;

/** Lets something happen that no driver is to blame for. */
export function believe(vc: Vc, frame: Frame, telling: Telling): boolean {
  const step = ask(vc, telling, still);
  if (step.judgement.verdict === 'illegal') return false;
  happen(vc, { telling, traffic: still, step }, frame);
  return true;
}

/** A VC of which the log has not said who made it belongs to the first who acts as its creator would. */
export function introduce(vc: Vc, actor: Actor, fn: Frame['fn']): void {
  if (actor.role === undefined || actor.role === 'ndis') return;
  acquaint(vc, actor);
  adopt(vc, actor.role, fn, actor);
}

const creatorsOnly = /^Ndis(M?Cm|Co)(DispatchIncomingCall|DeleteVc)$|^NdisClMakeCall$/;

/** The same of a driver that the log does not show. */
export function adopt(vc: Vc, role: DriverRole, type: string, actor?: Actor): void {
  discover(vc);
  const { creator } = contextOf(vc);
  if (creator === role && actor && creatorsOnly.test(type)) vc.creator ??= actor;
  if (creator !== null || !creatorsOnly.test(type)) return;
  amend(vc, { creator: role });
  if (actor) vc.creator = actor;
}

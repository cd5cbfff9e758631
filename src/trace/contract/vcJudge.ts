import type { VcCall, VcLife } from '../../protocol/lives.js';
import { vcFates, vcMachine } from '../../../machines/vc/index.js';
import type { VcContext } from '../../../machines/vc/index.js';
import type { AnyFates } from '../../../machines/chart.js';
import { initialTransition } from 'xstate';
import type { DriverRole } from '../../protocol/roles.js';
import type { Actor, Frame, Scene, Vc } from '../../rules/index.js';
import { ContractTable, once } from './table.js';
import type { ContractStep } from './table.js';
import { beginnings } from './vcBeginnings.js';
import { codeOf, essenceOf, eventOf, listsOf } from './vcEvents.js';
import type { Telling, Traffic } from './vcEvents.js';
import { bothHalves, contextIn, nearest } from './vcNearest.js';
import type { Halves } from './vcNearest.js';
import { isManagersFault, refined, storyOf } from './vcWords.js';

type VcScene = Scene<unknown>;

/** What is told of a VC, and the record that tells it. */
export interface Told {
  readonly telling: Telling;
  readonly traffic: Traffic;
  readonly step: ContractStep;
}

const table = new ContractTable<VcContext, ReturnType<typeof eventOf>>(
  vcMachine,
  vcFates as unknown as AnyFates,
  essenceOf,
);
const [unborn] = initialTransition(vcMachine, {});
const birth = table.intern(unborn.value, unborn.context);

/** Puts a VC into these states, whatever it was in. */
export function place(vc: Vc, life: VcLife, call: VcCall, change: Partial<VcContext> = {}): void {
  const { context } = table.state(stateOf(vc));
  vc.others = certain;
  settle(vc, table.intern({ life, call }, { ...contextIn(context, life, call, vc.call), ...change }));
}
const certain: readonly number[] = [];

/** Changes what the contract remembers of a VC, and leaves its states as they are. */
export function amend(vc: Vc, change: Partial<VcContext>): void {
  vc.state = table.patch(stateOf(vc), change);
  if (vc.others.length > 0) vc.others = vc.others.map((other) => table.patch(other, change));
}

/** The number of the state that a VC is in. */
export const stateOf = (vc: Vc): number => (vc.state < 0 ? birth : vc.state);

export const contextOf = (vc: Vc): VcContext => table.state(stateOf(vc)).context;

function settle(vc: Vc, state: number): void {
  vc.state = state;
  const {
    leaves: [life, call],
    context,
  } = table.state(state);
  if (life !== vc.life && life !== 'deleting') vc.hasFailed = vc.life === 'activating' && life === 'created';
  vc.life = life as VcLife;
  vc.call = call as VcCall;
  vc.ended = context.ended;
  vc.isSpent = context.spent;
  if (vc.life === 'active') vc.wasActive = true;
}

/** What is under way on a VC, apart from the list at hand. */
export function trafficOn(vc: Vc, by: Actor, list: Telling['list']): Traffic {
  const own = vc.sendsOf(by);
  const isOwn = list === 'sent';
  return {
    ownSends: own > (isOwn ? 1 : 0),
    otherSends: vc.sends > own,
    receives: vc.receives > (list === 'out' ? 1 : 0),
    lent: vc.lent > (list === 'lent' ? 1 : 0),
  };
}

/** What the contract says of an event, without its happening; of a VC that is, or was, in that state. */
export function ask(vc: Vc, telling: Telling, traffic: Traffic, state = stateOf(vc)): ContractStep {
  return table.step(
    state,
    codeOf(telling, traffic),
    () => eventOf(telling),
    () => listsOf(telling, traffic),
  );
}

/** Lets an event happen that the contract allows, or has nothing against. */
export function happen(vc: Vc, { telling, traffic, step }: Told, frame: Frame): void {
  const isInDoubt = vc.others.length > 0;
  if (isInDoubt) vc.others = [...othersAfter(vc, telling, traffic)];
  if (step.next !== vc.state) {
    settle(vc, step.next);
    vc.note({ n: frame.record.n, line: frame.record.line, fn: frame.fn });
  }
  if (isInDoubt) doubt(vc);
}

/** Where a VC may stand after an event, if it has not stood where it is taken to stand. */
function othersAfter(vc: Vc, telling: Telling, traffic: Traffic): ReadonlySet<number> {
  const after = new Set<number>();
  for (const other of vc.others) {
    const { judgement, next } = ask(vc, telling, traffic, other);
    // NDIS may still refuse it.
    const isRefused = judgement.verdict === 'illegal' && judgement.status !== 'NDIS_STATUS_FAILURE';
    if (judgement.verdict !== 'illegal' || isRefused) after.add(next);
  }
  return after;
}

/** Notes in which of its halves a VC may stand elsewhere. */
function doubt(vc: Vc): void {
  const others = vc.others.map((other) => table.state(other).leaves);
  vc.isLifeGuessed = others.some(([life]) => life !== vc.life);
  vc.isCallGuessed = others.some(([, call]) => call !== vc.call);
}

/** Puts a VC into a state that it might be in as well. */
export function resume(vc: Vc, state: number, { record: { n, line }, fn }: Frame): void {
  settle(vc, state);
  vc.note({ n, line, fn });
}

/**
 * Finds the states nearest to those of the VC in which the event is legal, and lets it happen there: the log has moved
 * on, and so does the contract. Only the halves that are given may be other than they are.
 */
export function force(vc: Vc, telling: Telling, traffic: Traffic, frame: Frame, halves = bothHalves): boolean {
  const state = fitNearest(vc, telling, traffic, halves);
  if (state === undefined) return false;
  const step = ask(vc, telling, traffic, state);
  vc.state = state;
  vc.others = certain;
  happen(vc, { telling, traffic, step }, frame);
  settle(vc, step.next);
  return true;
}

/** What was found so, by all that decides: the number of a state, or none. */
const fits = new Map<string, number | undefined>();

function fitNearest(vc: Vc, telling: Telling, traffic: Traffic, halves: Halves): number | undefined {
  const { life: ownLife, call: ownCall } = vc;
  const [id, code] = [stateOf(vc), codeOf(telling, traffic)];
  const key = `${id} ${ownLife} ${ownCall} ${code} ${halves.life} ${halves.call}`;
  if (fits.has(key)) return fits.get(key);
  const { context } = table.state(id);
  let fit: number | undefined;
  for (const [life, call] of nearest(ownLife, ownCall, halves)) {
    // What has been tried on the call before is as unknown.
    const other = table.intern({ life, call }, { ...contextIn(context, life, call, ownCall), change: 'unsure' });
    if (ask(vc, telling, traffic, other).judgement.verdict !== 'legal') continue;
    fit = other;
    break;
  }
  fits.set(key, fit);
  return fit;
}

/** Lets an event happen that has been found fault with: where only the call is concerned, the rest goes on as it was. */
export function carryOn(vc: Vc, telling: Telling, frame: Frame): void {
  const { life } = vc;
  const step = ask(vc, telling, quiet);
  if (step.judgement.verdict !== 'illegal') {
    happen(vc, { telling, traffic: quiet, step }, frame);
    return;
  }
  if (telling.type.endsWith('DispatchIncomingCloseCall')) {
    // The client may close what is not there, and owes nothing.
    if (vc.call === 'none') amend(vc, { closedFrom: 'hungUp' });
    return;
  }
  force(vc, telling, quiet, frame);
  if (vc.life === life || telling.type.includes('ctivateVc')) return;
  const isGoingOn = life === 'activating' || life === 'reactivating' || life === 'deactivating';
  if (isGoingOn) place(vc, life, vc.call);
  else loseSight(vc);
}

const quiet: Traffic = { ownSends: false, otherSends: false, receives: false, lent: false };

/**
 * Lets an event happen that is legal if what the log has not told of the VC is as it must be: whose it is, and where it
 * stood when the log began.
 */
export function benefit(vc: Vc, telling: Telling, traffic: Traffic, frame: Frame): boolean {
  if (guess(vc, telling, traffic, frame)) return true;
  if (vc.signaling !== null || telling.by !== 'callManager' || contextOf(vc).signaling) return false;
  const { signaling, creator } = contextOf(vc);
  amend(vc, { signaling: true, creator: 'callManager' });
  const step = ask(vc, telling, traffic);
  if (step.judgement.verdict === 'legal') {
    happen(vc, { telling, traffic, step }, frame);
    return true;
  }
  if (guess(vc, telling, traffic, frame)) return true;
  amend(vc, { signaling, creator });
  return false;
}

/** A VC that was there when the log began is taken to be where the event is legal. */
function guess(vc: Vc, telling: Telling, traffic: Traffic, frame: Frame): boolean {
  if (vc.others.length > 0) return choose(vc, telling, traffic, frame);
  if (!vc.isLifeGuessed && !vc.isCallGuessed) return false;
  const { life, call } = vc;
  if (!force(vc, telling, traffic, frame, { life: vc.isLifeGuessed, call: vc.isCallGuessed })) return false;
  // What lets a VC be active now says nothing of how long it stays so.
  if (vc.life !== life && telling.type.includes('ctivateVc')) vc.isLifeGuessed = false;
  if (vc.call !== call) vc.isCallGuessed = false;
  return true;
}

/** It stands where the event is legal, if it may stand there after all that has happened. */
function choose(vc: Vc, telling: Telling, traffic: Traffic, { record: { n, line }, fn }: Frame): boolean {
  const fitting = vc.others.find((other) => ask(vc, telling, traffic, other).judgement.verdict === 'legal');
  if (fitting === undefined) return false;
  const { next } = ask(vc, telling, traffic, fitting);
  vc.others = [...othersAfter(vc, telling, traffic)].filter((other) => other !== next);
  settle(vc, next);
  vc.note({ n, line, fn });
  doubt(vc);
  return true;
}

/** The states that a VC may be in if nobody has seen whether it is active. */
const outOfSight = once((state) => {
  const { leaves, context } = table.state(state);
  const call = leaves[1] as VcCall;
  return (['created', 'active'] as const).map((life) =>
    table.intern({ life, call }, { ...context, parameters: life === 'active' ? 'P' : null, proposed: null }),
  );
});

/** What the log shows of a VC leaves open whether it is still active. */
export function loseSight(vc: Vc): void {
  if (vc.others.length === 0) {
    vc.isLifeGuessed = true;
    return;
  }
  const after = [stateOf(vc), ...vc.others].flatMap(outOfSight);
  vc.others = [...new Set(after)].filter((one) => one !== vc.state);
  doubt(vc);
}

/** Where else a VC may stand that nobody has seen, beside the state that it is taken to be in. */
const othersAtFirst = once((state) => {
  const { context } = table.state(state);
  return beginnings.map(({ life, call, memory }) =>
    table.intern({ life, call }, { ...contextIn(context, life, call, 'none'), ...memory }),
  );
});

/** Takes a VC of which no record has told as it comes. */
export function discover(vc: Vc): void {
  if (vc.life !== 'absent') return;
  place(vc, 'created', 'none', { multipoint: true });
  vc.others = othersAtFirst(vc.state);
  doubt(vc);
}

/** The role in which a driver speaks about a VC: one that has no part in it is a stranger. */
export function roleIn(vc: Vc, actor: Actor, role: DriverRole): Telling['by'] {
  const { creator } = vc;
  return creator && creator.role === role && creator !== actor ? 'stranger' : role;
}

/** Reports what the contract has against a call of a driver. */
export function object(
  scene: VcScene,
  vc: Vc,
  { telling, step }: Told,
  frame: Frame,
  by: Actor,
  at?: Frame['record'],
): void {
  const { judgement } = step;
  if (judgement.verdict !== 'illegal') return;
  const rule = refined(judgement.rule, vc, telling, frame);
  const culprit = (isManagersFault(rule) ? vc.provider : rule === 'CALL-RCLOSE-04' ? vc.client : null) ?? by;
  scene.report({
    rule,
    by: culprit.role === 'ndis' ? 'ndis' : culprit,
    message: storyOf(vc, telling, frame, by, rule),
    about: [vc.handle],
    ...(at && { at }),
    ...(judgement.status === 'NDIS_STATUS_FAILURE' ? {} : { refusal: judgement.status }),
  });
}

import { functions, sharedFunctions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import { vcFates } from '../../../machines/vc/index.js';
import type { Actor, Frame, Monitor, Scene, Vc } from '../../rules/index.js';
import { isStrange } from '../../rules/monitors/contexts.js';
import { isCreation, isDeletion } from '../../rules/words.js';
import { rulesIn } from './table.js';
import { answer, callback } from './vcCallbacks.js';
import { cross, forget, spread } from './vcCrossing.js';
import { endOfAf, refusedDeletions } from './vcEnds.js';
import { ask, benefit, carryOn, happen, loseSight, object, place, stateOf, trafficOn } from './vcJudge.js';
import { assumeVc, beginCreation, endCreation, remove } from './vcLifetime.js';
import type { ContractStep } from './table.js';
import { concernsVc, returnOf } from './vcEvents.js';
import type { Telling, VcEventType } from './vcEvents.js';
import { believe, introduce, tellingOf } from './vcTelling.js';

type VcScene = Scene<unknown>;

/** Illegal where NDIS accepts it. Where NDIS refuses it, as the pages say it does, nothing is wrong. */
const refusable: ReadonlySet<RuleId> = new Set([
  'VC-ACT-10',
  'VC-DEACT-12',
  'VC-DEACT-13',
  'VC-DEACT-20',
  'VC-DEL-01',
  'VC-DEL-02',
  'VC-DEL-03',
]);
const isRefusable = (rule: RuleId, { fn, fact }: Frame): boolean =>
  fact.returns === 'status' && (refusable.has(rule) || (isDeletion(fn) && refusedDeletions.has(rule)));

/** How often something is answered is for the books of operations to say. */
const counted: ReadonlySet<RuleId> = new Set([
  'ASYNC-02',
  'ASYNC-03',
  'CALL-CLOSE-06',
  'CALL-IN-06',
  'CALL-IN-22',
  'CALL-OUT-07',
  'QOS-CL-05',
]);

/** What the `vc` machine refuses because it knows one party only: the contract of parties judges it. */
const { NdisClDropParty: _aboutParties, ...judgedFates } = vcFates;

/** Functions about lists have a contract of their own. */
const heard = Object.keys({ ...functions, ...sharedFunctions }).filter(
  (fn) => !fn.includes('NetBufferLists'),
) as AnyFunctionName[];

/**
 * The contract of virtual connections: the `vc` machine, asked by look-up. What a driver calls is judged; what a
 * callback shows of calls that the log leaves out is believed.
 */
export const vcContract: Monitor = {
  name: 'vc',
  rules: [
    ...rulesIn(judgedFates),
    'CALL-CLOSE-14',
    'CALL-CLOSE-15',
    'CALL-OUT-06',
    'CTX-04',
    'VC-ACT-09',
    'VC-REACT-05',
  ],
  hears: heard,
  called(scene, frame) {
    if (frame.isPrivate) return;
    endOfAf(scene, frame, false);
    if (frame.isIntoNdis) callIntoNdis(scene, frame);
    else callback(scene, frame);
  },
  answered(scene, frame) {
    if (frame.isPrivate) return;
    endOfAf(scene, frame, true);
    if (frame.isIntoNdis) returnFromNdis(scene, frame);
    else answer(scene, frame);
  },
  assumed(scene, record) {
    if (record.object === 'vc') assumeVc(scene, record);
  },
};

// Calls into NDIS.

function callIntoNdis(scene: VcScene, frame: Frame): void {
  const { vc, fn } = frame;
  if (isCreation(fn)) {
    if (vc) beginCreation(vc, frame);
    return;
  }
  if (!vc || fn === 'NdisClDropParty' || !concernsVc(fn)) return;
  vc.enter(frame);
  if (isStrange(vc, frame)) {
    frame.verdict = 'illegal';
    return;
  }
  introduce(vc, frame.from, fn);
  vc.untold.add(fn);
  judge(scene, vc, frame, tellingOf(vc, frame, fn, frame.from), frame.from);
}

function returnFromNdis(scene: VcScene, frame: Frame): void {
  const { vc, fn, outcome } = frame;
  if (!vc) return;
  vc.leave(frame);
  forget(vc, frame);
  if (isCreation(fn)) {
    endCreation(scene, vc, frame);
    return;
  }
  if (frame.verdict === 'refusable' && outcome !== 'failure') {
    accept(scene, vc, frame);
  } else if (frame.verdict !== 'legal') {
    // What a void function has brought about stands since its call.
    const isOpen = outcome !== 'failure' && frame.fact.returns === 'status';
    if (!isOpen) return;
    carryOn(vc, tellingOf(vc, frame, fn as VcEventType, frame.from), frame);
    if (isDeletion(fn)) return;
  }
  const type = returnOf(fn);
  if (!type) return;
  // An MCM has done the work before it calls, and shipped ones see no completion: PENDING is as good as SUCCESS.
  const isNotice = fn === 'NdisMCmActivateVc' || fn === 'NdisMCmDeactivateVc';
  const telling = tellingOf(vc, frame, type, frame.from);
  believe(vc, frame, isNotice && outcome === 'pending' ? { ...telling, outcome: 'success' } : telling);
  if (outcome !== 'success') return;
  if (isDeletion(fn)) remove(scene, vc, frame);
  else conclude(scene, vc, frame);
}

/** The end of a make or a close tells where the VC stands, where the log does not show what its call manager does. */
function conclude({ world }: VcScene, vc: Vc, { fn, isLeaf }: Frame): void {
  const isActive = vc.life === 'active' || vc.life === 'reactivating';
  if (fn === 'NdisClMakeCall' && vc.call === 'connected' && !isActive) {
    place(vc, 'active', vc.call);
    loseSight(vc);
  } else if (fn === 'NdisClCloseCall' && vc.call === 'none' && isActive) {
    const { cast } = world;
    if (isLeaf || !(cast.shows('callManager') || cast.shows('mcm') || cast.shows('miniport'))) loseSight(vc);
  }
}

/** NDIS has accepted what it had to refuse. */
function accept(scene: VcScene, vc: Vc, frame: Frame): void {
  const telling = { ...tellingOf(vc, frame, frame.fn as VcEventType, frame.from), outcome: undefined };
  const traffic = trafficOn(vc, frame.from, undefined);
  const step = ask(vc, telling, traffic);
  object(scene, vc, { telling, traffic, step }, frame, frame.from, frame.record);
  if (isClash(step)) vc.isClashing = true;
  else carryOn(vc, telling, frame);
}

/** Two activations or deactivations at once: how many completions will come is anybody's guess. */
const isClash = ({ judgement }: ContractStep): boolean =>
  judgement.verdict === 'illegal' && (judgement.rule === 'VC-ACT-10' || judgement.rule === 'VC-DEACT-12');

const isChanged = ({ type }: Telling): boolean =>
  type === 'NdisMCoActivateVcComplete' || type === 'NdisMCoDeactivateVcComplete';

/** The completion of an activation or deactivation that clashed with another. */
const isExtra = ({ isClashing }: Vc, telling: Telling): boolean => isClashing && isChanged(telling);

/** Judges what a driver does, and lets it happen. */
function judge(scene: VcScene, vc: Vc, frame: Frame, telling: Telling, by: Actor): void {
  const traffic = trafficOn(vc, by, undefined);
  if (telling.outcome === 'pending' && isChanged(telling) && frame.isReported) {
    // PENDING from a completion counts, and a better one may follow.
    vc.isClashing = true;
    frame.verdict = 'illegal';
    carryOn(vc, { ...telling, outcome: 'success' }, frame);
    return;
  }
  const step = ask(vc, telling, traffic);
  if (step.judgement.verdict !== 'illegal') {
    const before = stateOf(vc);
    happen(vc, { telling, traffic, step }, frame);
    spread(vc, { frame, by, told: telling, before });
    return;
  }
  if (benefit(vc, telling, traffic, frame) || cross(vc, telling, traffic, frame)) return;
  if (isRefusable(step.judgement.rule, frame)) {
    frame.verdict = 'refusable';
    return;
  }
  frame.verdict = 'illegal';
  if (counted.has(step.judgement.rule) || isExtra(vc, telling)) {
    if (telling.outcome === 'pending') carryOn(vc, { ...telling, outcome: 'success' }, frame);
    return;
  }
  if (!frame.isReported) object(scene, vc, { telling, traffic, step }, frame, by);
  if (telling.parameters === false && believe(vc, frame, { ...telling, parameters: true })) frame.verdict = 'legal';
  else if (frame.fact.returns === 'void' || frame.status !== undefined) carryOn(vc, telling, frame);
}

import type { DriverRole } from '../../protocol/roles.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Actor, Frame, Scene, Vc } from '../../rules/index.js';
import { acquaint, isCreateCallback, isDeleteCallback } from '../../rules/words.js';
import { implications } from './implied.js';
import type { Implication } from './implied.js';
import { cross, deliver, spread } from './vcCrossing.js';
import { judgeHiddenDeletion, ridRules } from './vcEnds.js';
import { ask, benefit, carryOn, contextOf, happen, loseSight, object, place, stateOf, trafficOn } from './vcJudge.js';
import { createCallback, deleteAnswer, endCreation } from './vcLifetime.js';
import { adopt, believe, roleIfMcm, tellingOf } from './vcTelling.js';
import type { VcEventType } from './vcEvents.js';

type VcScene = Scene<unknown>;

/** NDIS calls a driver: what that shows of calls that the log leaves out. */
export function callback(scene: VcScene, frame: Frame): void {
  const { vc, fn } = frame;
  if (!vc || frame.verdict === 'illegal') return;
  if (isCreateCallback(fn)) {
    createCallback(scene, vc, frame);
    return;
  }
  acquaint(vc, frame.to);
  const implication = implications.get(fn);
  if (!implication) {
    if (fn === 'ProtocolCmActivateVcComplete') believe(vc, frame, tellingOf(vc, frame, fn, frame.from));
    return;
  }
  if (fn === 'ProtocolCmActivateVcComplete' && frame.to.role === 'mcm') {
    believe(vc, frame, tellingOf(vc, frame, fn, frame.from));
    return;
  }
  if (!implication.entry) {
    if (fn === 'ProtocolCoDeleteVc') deliver(vc, implication.causes);
    return;
  }
  const isShown = isCaused(vc, frame, implication);
  if (deliver(vc, implication.causes) || isShown) return;
  imply(scene, vc, frame, implication, implication.entry);
}

/** The callback shows a call that the log leaves out: it has happened, and it was legal as far as anyone can tell. */
function imply(
  scene: VcScene,
  vc: Vc,
  frame: Frame,
  { isLate }: Implication,
  { type, by }: NonNullable<Implication['entry']>,
): void {
  const { cast } = scene.world;
  frame.verdict = 'implied';
  const role = roleIfMcm(scene, by);
  adopt(vc, role, type);
  const telling = tellingOf(vc, frame, type, frame.from, role);
  const isHidden = !cast.shows('callManager') && !cast.shows('mcm') && !cast.shows('miniport');
  // Whether an MCM has deactivated the VC before is nothing that its client sees.
  const isOutOfSight = isHidden && frame.fn === 'ProtocolClCloseCallComplete';
  if (isHidden && telling.outcome === 'success') catchUp(vc, frame.fn);
  if (believe(vc, frame, telling)) {
    if (isOutOfSight) loseSight(vc);
    return;
  }
  const isGuessed = vc.isLifeGuessed || vc.isCallGuessed;
  if (isLate && !isAwaited(vc, frame.fn) && !(isGuessed && !cast.shows(role))) return;
  const traffic = trafficOn(vc, frame.from, undefined);
  const step = ask(vc, telling, traffic);
  if (step.judgement.verdict === 'illegal') {
    const { rule } = step.judgement;
    if (benefit(vc, telling, traffic, frame)) {
      if (isOutOfSight) loseSight(vc);
      return;
    }
    if (!isLate && cross(vc, telling, traffic, frame)) return;
    if (rule === 'CALL-CLOSE-07' || rule === 'CALL-RCLOSE-08' || rule === 'VC-DEACT-23') {
      if (!isHidden && !vc.isLifeGuessed && cast.topology !== 'mcm') unfinished(scene, vc, frame);
    } else if (isTelltale(scene, vc, rule, type)) {
      object(scene, vc, { telling, traffic, step }, frame, driverOf(vc, role));
    }
  }
  const { life } = vc;
  carryOn(vc, telling, frame);
  if (isHidden && vc.life !== life) loseSight(vc);
}

/** What has worked shows the client that the change of its VC which it needed is over. */
function catchUp(vc: Vc, fn: Frame['fn']): void {
  const isClosed = fn === 'ProtocolClCloseCallComplete';
  const isReady = fn === 'ProtocolClMakeCallComplete' || fn === 'ProtocolClModifyCallQoSComplete';
  if (isClosed && vc.life === 'deactivating') place(vc, 'created', vc.call);
  else if (isReady && (vc.life === 'activating' || vc.life === 'reactivating')) place(vc, 'active', vc.call);
}

/** NDIS tells the client that all is over, and the log shows that it is not. */
function unfinished({ report }: VcScene, vc: Vc, { fn, to }: Frame): void {
  report({
    rule: 'CALL-CLOSE-14',
    by: 'ndis',
    message: `NDIS calls ${fn} of ${to.name} with success for ${vc.handle}, which has not been deactivated`,
    about: [vc.handle],
  });
}

/** Whether a callback that only NDIS is shown to make tells for certain that the driver behind it was wrong. */
function isTelltale({ world }: VcScene, vc: Vc, rule: RuleId, type: VcEventType): boolean {
  if (vc.isCallGuessed || world.isPartial) return false;
  switch (rule) {
    case 'CALL-IN-12':
    case 'CALL-IN-20':
    case 'CALL-OUT-01':
    case 'FAIL-08':
    case 'VC-DEL-13':
      return true;
    case 'CALL-IN-01':
      return contextOf(vc).creator === 'client';
    case 'CALL-IN-11':
      return vc.call !== 'closing';
    case 'CALL-RCLOSE-03':
      return vc.call === 'hungUp' || (vc.call === 'none' && vc.ended === null);
    case 'CALL-CLOSE-17':
      return vc.call === 'closing';
    case 'VC-REACT-08':
      return vc.call === 'closing' && type === 'NdisClMakeCall';
    default:
      return ridRules.has(rule) && !vc.isLifeGuessed && (world.cast.shows('callManager') || world.cast.shows('mcm'));
  }
}

/** The driver that a hidden call must have come from. */
const driverOf = (vc: Vc, role: DriverRole): Actor =>
  (role === 'client' ? vc.client : role === 'miniport' ? vc.miniport : vc.provider) ?? { name: role, role };

/** Whether an operation is still to be completed. */
function isAwaited(vc: Vc, fn: Frame['fn']): boolean {
  const { makePending, offerPending } = contextOf(vc);
  switch (fn) {
    case 'ProtocolClMakeCallComplete':
      return makePending;
    case 'ProtocolCmIncomingCallComplete':
      return offerPending;
    case 'ProtocolClModifyCallQoSComplete':
      return vc.call === 'modifying';
    case 'ProtocolClCloseCallComplete':
      return vc.call === 'closing';
    case 'ProtocolCmActivateVcComplete':
      return vc.life === 'activating' || vc.life === 'reactivating';
    default:
      return vc.life === 'deactivating';
  }
}

/** What a driver answers counts from here on, whatever NDIS makes of it later. */
export function answer(scene: VcScene, frame: Frame): void {
  const { vc, fn, outcome } = frame;
  if (!vc || frame.verdict === 'illegal') return;
  if (isCreateCallback(fn)) {
    if (frame.verdict === 'implied') endCreation(scene, vc, frame);
    return;
  }
  if (isDeleteCallback(fn)) {
    judgeHiddenDeletion(scene, vc, frame);
    deleteAnswer(scene, vc, frame);
    return;
  }
  const implication = implications.get(fn);
  if (!implication?.answer || outcome === undefined || outcome === 'pending') return;
  const { type, by } = implication.answer;
  const telling = tellingOf(vc, frame, type, frame.to, roleIfMcm(scene, by));
  const traffic = trafficOn(vc, frame.to, undefined);
  const step = ask(vc, telling, traffic);
  const before = stateOf(vc);
  if (step.judgement.verdict !== 'illegal') {
    happen(vc, { telling, traffic, step }, frame);
    const cause = vc.frames.findLast((open) => implication.causes.includes(open.fn));
    if (cause) spread(vc, { frame: cause, by: frame.to, told: telling, before });
  } else if (!isOver(vc, fn)) {
    if (!frame.isReported) object(scene, vc, { telling, traffic, step }, frame, frame.to);
    carryOn(vc, telling, frame);
  }
}

/** The operation has been completed before its function answers, or something has overtaken it. */
const isOver = (vc: Vc, fn: Frame['fn']): boolean => {
  switch (fn) {
    case 'MiniportCoActivateVc':
      return vc.life !== 'activating' && vc.life !== 'reactivating';
    case 'MiniportCoDeactivateVc':
      return vc.life !== 'deactivating';
    case 'ProtocolCmMakeCall':
      return !contextOf(vc).makePending;
    case 'ProtocolCmCloseCall':
      return vc.call !== 'closing';
    case 'ProtocolCmModifyCallQoS':
      return vc.call !== 'modifying' && vc.call !== 'offered';
    default:
      return !contextOf(vc).offerPending;
  }
};

/** Whether the log shows the call that the callback was made for. */
const isCaused = (vc: Vc, frame: Frame, { causes }: Implication): boolean =>
  frame.around(({ fn, vc: other }) => causes.includes(fn) && (other === vc || other === undefined)) !== undefined ||
  vc.frames.some(({ fn }) => causes.includes(fn));

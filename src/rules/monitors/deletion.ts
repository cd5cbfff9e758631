import { factOf } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Actor } from '../cast.js';
import { causeOf, isTold, noteInside, noteMixture, openCalls } from '../causes.js';
import { isSignaling, topologyOf, vcCallbacks } from '../due.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Vc } from '../things.js';
import { creations, deed, deletions, endsOfVcs, isDeleteCallback, isDeletion, sharerLike, spoken } from '../words.js';
import type { World } from '../world.js';

interface Memory {
  /** The deletion that the callback in hand belongs to. */
  cause: Frame | undefined;
  /** How many adapters each driver has opened, and to how many it has been bound, as far as the log shows it. */
  readonly opened: Map<Actor, number>;
  readonly bound: Map<Actor, number>;
  /** Signaling VCs that have been left behind. */
  readonly left: WeakSet<Vc>;
}

const bindings: readonly AnyFunctionName[] = [
  'ProtocolBindAdapterEx',
  'NdisOpenAdapterEx',
  'NdisCloseAdapterEx',
  'ProtocolUnbindAdapterEx',
];

/**
 * Whom NDIS tells of a deletion: everybody but the creator, once each, in any order, until one refuses. Who may delete,
 * and when, stands in the contract of the VC. A call manager takes its own VCs away before it leaves its adapter; with
 * several adapters nobody can tell which of them a VC is on.
 */
export const deletion = monitor<Memory>({
  name: 'deletion',
  rules: ['FAIL-13', 'SIG-02', 'SIG-04', 'VC-DEL-04', 'VC-DEL-05', 'VC-DEL-06', 'VC-DEL-14', 'VC-DEL-16'],
  hears: [...endsOfVcs, ...bindings],
  open: () => ({ cause: undefined, opened: new Map(), bound: new Map(), left: new WeakSet() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    const { fn, from } = frame;
    if (isDeletion(fn)) {
      noteMixture(frame);
    } else if (isDeleteCallback(fn)) {
      if (from.role === 'ndis') deleteCallback(scene, frame);
    } else if (fn === 'NdisCloseAdapterEx') {
      leave(scene, frame);
      count(scene.state.opened, from, -1);
    }
  },
  entered({ state }, frame) {
    noteInside(state.cause, frame);
    state.cause = undefined;
  },
  answered(scene, frame) {
    const { fn, driver, outcome } = frame;
    if (isDeletion(fn)) {
      if (isTold(frame)) result(scene, frame);
    } else if (fn === 'NdisOpenAdapterEx') {
      if (outcome !== 'failure') count(scene.state.opened, driver, 1);
    } else if (fn === 'ProtocolBindAdapterEx') {
      if (outcome !== 'failure') count(scene.state.bound, driver, 1);
    } else if (fn === 'ProtocolUnbindAdapterEx' && outcome === 'success') {
      leave(scene, frame);
      count(scene.state.bound, driver, -1);
    }
  },
});

/** The rule that says which callbacks a deletion leads to. */
function ruleFor(world: World, call: Frame, callback: AnyFunctionName): RuleId {
  if (call.fn === 'NdisMCmDeleteVc') return 'VC-DEL-06';
  if (topologyOf(world, call) === 'mcm') return 'VC-DEL-05';
  return callback === 'MiniportCoDeleteVc' ? 'VC-DEL-16' : 'VC-DEL-04';
}

/** Callbacks that a deletion has led to: in a log of several processors others may stand among them. */
const toldBy = ({ inside, vc }: Frame): readonly Frame[] =>
  inside.filter((made) => made.vc === undefined || made.vc === vc);

const hasRefused = ({ fn, outcome }: Frame): boolean => isDeleteCallback(fn) && outcome === 'failure';

function deleteCallback(scene: Scene<Memory>, frame: Frame): void {
  const { world, state, report } = scene;
  const { vc, fn, to } = frame;
  if (!vc) return;
  const call = causeOf(world, frame, deletions);
  state.cause = call;
  if (call?.isReported) return;
  const find = (rule: RuleId, why: string) => {
    const inside = call ? ` inside ${call.fn} of ${call.from.name}` : '';
    report({ rule, by: 'ndis', message: `${deed(frame)} for ${vc.handle}${inside}, ${why}`, about: [vc.handle] });
  };
  if (fn === 'ProtocolCoDeleteVc' && (call ? call.from : vc.creator) === to) {
    find('VC-DEL-14', 'which has created that VC and is not to be told of its deletion');
    return;
  }
  if (!call || to.role === undefined || !factOf(fn).implementedBy.includes(to.role as 'client')) {
    const isRollBack = openCalls(world, frame, creations).some((creation) => creation.vc === vc);
    if (!call && !isRollBack) misdirected(vc, frame, ruleWithout(vc, fn), find);
    return;
  }
  const rule = ruleFor(world, call, fn);
  const told = toldBy(call);
  const refused = told.find(hasRefused);
  const callbacks = vcCallbacks(world, call);
  if (refused) {
    find('FAIL-13', `although ${refused.fn} of ${refused.to.name} has refused, so that the VC is half deleted`);
  } else if (told.some((made) => made.fn === fn && made.to === to)) {
    find(rule, 'a second time');
  } else if (callbacks && !callbacks.may.some(({ callback, on }) => callback === fn && on === to.role)) {
    const isOwn = isSignaling(call) === true;
    find(isOwn ? 'SIG-02' : rule, isOwn ? 'a VC of its own that nobody shares' : 'where it is not due');
  } else {
    misdirected(vc, frame, rule, find);
  }
}

/** The rule about a delete callback whose deletion the log leaves out. */
function ruleWithout({ creator, provider }: Vc, callback: AnyFunctionName): RuleId {
  if (creator?.role === 'mcm') return 'VC-DEL-06';
  if (provider?.role === 'mcm') return 'VC-DEL-05';
  return callback === 'MiniportCoDeleteVc' ? 'VC-DEL-16' : 'VC-DEL-04';
}

/** Whether a delete callback goes to a driver that does not share the VC. */
function misdirected(vc: Vc, { to }: Frame, rule: RuleId, find: (rule: RuleId, why: string) => void): void {
  const right: Actor | null = sharerLike(vc, to);
  if (right && right !== to) find(rule, `where ${right.name} is the one that shares it`);
}

function result({ world, report }: Scene<Memory>, frame: Frame): void {
  const { fn, from, vc, status, outcome } = frame;
  if (!vc || outcome === undefined) return;
  const find = (rule: RuleId, what: string) => {
    report({ rule, by: 'ndis', message: `${fn} of ${from.name} for ${vc.handle} ${what}`, about: [vc.handle] });
  };
  const inside = toldBy(frame);
  const refused = inside.findIndex(hasRefused);
  const refusing = inside[refused];
  if (outcome === 'failure') {
    const gone = inside.findIndex(({ fn: made, outcome: answer }) => isDeleteCallback(made) && answer === 'success');
    if (refusing && gone >= 0 && gone < refused) {
      const what = `${inside[gone]?.to.name ?? ''} has deleted it and ${refusing.to.name} has refused`;
      find('FAIL-13', `returns ${spoken(status)} after ${what}, so that the VC is half deleted`);
    }
    return;
  }
  if (refusing) {
    find('FAIL-13', `succeeds although ${refusing.fn} of ${refusing.to.name} has refused`);
    return;
  }
  const callbacks = vcCallbacks(world, frame);
  for (const { callback, on } of callbacks?.must ?? []) {
    if (inside.some((made) => made.fn === callback && made.to.role === on)) continue;
    const due = on === 'client' ? vc.client : on === 'miniport' ? vc.miniport : vc.provider;
    if (!(due ? world.cast.shows(due) : world.cast.showsAll(on))) continue;
    find(ruleFor(world, frame, callback), `succeeds without ${callback} of ${due?.name ?? on}`);
  }
}

function count(counts: Map<Actor, number>, driver: Actor, by: 1 | -1): void {
  counts.set(driver, Math.max(0, (counts.get(driver) ?? 0) + by));
}

/** A call manager leaves an adapter: its signaling VCs there have to be gone. */
function leave({ world, state, report }: Scene<Memory>, { driver, fn }: Frame): void {
  const { opened, bound, left } = state;
  const isClose = fn === 'NdisCloseAdapterEx';
  if (driver.role !== 'callManager' || (!isClose && opened.has(driver))) return;
  if ((opened.get(driver) ?? 0) > 1 || (bound.get(driver) ?? 0) > 1) return;
  for (const vc of world.vcs.values()) {
    if (vc.creator !== driver || vc.signaling !== true || left.has(vc)) continue;
    left.add(vc);
    report({
      rule: 'SIG-04',
      by: driver,
      message: `${driver.name} ${isClose ? 'closes its binding' : 'unbinds'} and leaves ${vc.handle} behind, a signaling VC of its own`,
      about: [vc.handle],
    });
  }
}

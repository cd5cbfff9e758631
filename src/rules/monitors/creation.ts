import { factOf, functions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Actor } from '../cast.js';
import { creationOf, isTold, noteInside, noteMixture, openCalls } from '../causes.js';
import { isSignaling, topologyOf, vcCallbacks } from '../due.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Vc } from '../things.js';
import {
  creations,
  deed,
  endsOfVcs,
  isCreateCallback,
  isCreation,
  isDeleteCallback,
  sharerLike,
  spoken,
} from '../words.js';
import type { World } from '../world.js';

/** A callback that a creation has left out. It is missed as soon as the log shows the driver. */
interface Unheard {
  readonly rule: RuleId;
  readonly role: Actor['role'];
  readonly message: string;
  readonly at: { readonly n: number; readonly line: number };
  isReported: boolean;
}

interface Memory {
  /** The creation that the callback in hand belongs to. */
  cause: Frame | undefined;
  /** Living VCs whose creation has left a driver out. */
  readonly unheard: Map<Vc, readonly Unheard[]>;
}

/**
 * NDIS keeps its word in a creation: the callbacks that are due, inside it, once each, in any order; the roll-back if
 * one fails; one handle for all. And the creator passes an address family of its own. A log may name the handle in `vc`
 * on entry or on the return.
 */
export const creation = monitor<Memory>({
  name: 'creation',
  rules: [
    'ASYNC-07',
    'CTX-04',
    'FAIL-01',
    'FAIL-02',
    'FAIL-03',
    'FAIL-04',
    'FAIL-10',
    'SIG-02',
    'VC-CREATE-02',
    'VC-CREATE-03',
    'VC-CREATE-04',
    'VC-CREATE-05',
    'VC-CREATE-07',
    'VC-CREATE-12',
    'VC-CREATE-15',
  ],
  hears: {
    called: (Object.keys(functions) as AnyFunctionName[]).filter((fn) => !fn.includes('NetBufferLists')),
    entered: ['ProtocolCoCreateVc', 'MiniportCoCreateVc', 'ProtocolCoDeleteVc', 'MiniportCoDeleteVc'],
    answered: [...creations],
    left: endsOfVcs,
  },
  open: () => ({ cause: undefined, unheard: new Map() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    if (scene.state.unheard.size > 0) hear(scene, frame);
    const { fn, from } = frame;
    if (isCreation(fn)) {
      noteMixture(frame);
    } else if (from.role === 'ndis') {
      if (isCreateCallback(fn)) createCallback(scene, frame);
      else if (isDeleteCallback(fn)) rollBack(scene, frame);
    }
  },
  entered({ state }, frame) {
    noteInside(state.cause, frame);
    state.cause = undefined;
  },
  answered(scene, frame) {
    if (!frame.isPrivate) result(scene, frame);
  },
  left({ state }, { vc }) {
    if (state.unheard.size > 0 && vc?.life === 'deleted') state.unheard.delete(vc);
  },
});

/** The rule that says which callbacks a creation leads to. */
function ruleFor(world: World, call: Frame): RuleId {
  if (call.fn === 'NdisMCmCreateVc') return 'VC-CREATE-05';
  if (isSignaling(call) === true) return 'SIG-02';
  if (call.from.role === 'callManager') return 'VC-CREATE-04';
  return topologyOf(world, call) === 'mcm' ? 'VC-CREATE-03' : 'VC-CREATE-02';
}

const isMade = ({ inside }: Frame, { fn, to }: Frame): boolean =>
  inside.some((made) => made.fn === fn && made.to === to);
const failedIn = ({ inside }: Frame): Frame | undefined =>
  inside.find(({ fn, outcome }) => isCreateCallback(fn) && outcome === 'failure');

function createCallback(scene: Scene<Memory>, frame: Frame): void {
  const { vc, fn, to } = frame;
  const { call, isCertain } = creationOf(scene.world, frame);
  scene.state.cause = call;
  if (!call) {
    late(scene, frame);
    return;
  }
  if (call.isReported || call.isMixed) return;
  const find = (rule: RuleId, why: string) => {
    const what = `${deed(frame)} for ${vc?.handle ?? 'a VC'} inside ${call.fn} of ${call.from.name}`;
    scene.report({ rule, by: 'ndis', message: `${what}, ${why}`, about: vc ? [vc.handle] : [] });
  };
  if (vc && call.vc && call.vc !== vc) {
    if (!isCertain) return;
    const told = call.inside.find((made) => isCreateCallback(made.fn));
    if (told) find('CTX-04', `where ${told.to.name} was given ${call.vc.handle} for the same VC`);
    else find('VC-CREATE-07', `which creates ${call.vc.handle}`);
  } else if (vc && call.vc === undefined && isAlive(vc)) {
    if (call.inside.some((made) => made.isReported && made.vc === vc)) return;
    find('CTX-04', `although that handle names a VC that is alive`);
  } else if (to === call.from && fn === 'ProtocolCoCreateVc') {
    find('VC-CREATE-15', 'which creates the VC itself and is not to be told');
  } else if (to.role !== undefined && factOf(fn).implementedBy.includes(to.role as 'client')) {
    const failed = failedIn(call);
    if (failed) find('FAIL-04', `after ${failed.fn} of ${failed.to.name} has failed`);
    else if (isMade(call, frame)) find(ruleFor(scene.world, call), 'a second time');
    else misdirected(scene.world, frame, call, find);
  }
}

const isAlive = ({ life, birth }: Vc): boolean => life !== 'absent' && life !== 'creating' && birth !== 'told';

/** Whether a create callback goes to a driver that has no part in the creation. */
function misdirected(world: World, { fn, to }: Frame, call: Frame, find: (rule: RuleId, why: string) => void): void {
  const rule = ruleFor(world, call);
  const callbacks = vcCallbacks(world, call);
  if (callbacks && !callbacks.may.some(({ callback, on }) => callback === fn && on === to.role)) {
    find(rule, `where ${to.role === 'client' && isSignaling(call) ? 'no client takes part' : 'it is not due'}`);
    return;
  }
  const right = to.role === 'client' ? call.af?.client : to.role === 'miniport' ? undefined : call.af?.provider;
  if (right && right !== to) {
    find(rule, `where the address family is that of ${right.name}`);
    return;
  }
  const other = call.inside.find((made) => made.fn === fn && made.to !== call.from);
  if (other) find(rule, `where ${other.to.name} has been told already`);
}

/** A create callback with no creation under way: the log leaves the creation out, or it is over. */
function late({ report, state }: Scene<Memory>, frame: Frame): void {
  const { vc, to } = frame;
  if (!vc || vc.life === 'absent' || vc.life === 'creating' || state.unheard.has(vc)) return;
  if (vc.birth === 'shown') {
    report({
      rule: 'ASYNC-07',
      by: 'ndis',
      message: `${deed(frame)} for ${vc.handle} after the creation of that VC is over`,
      about: [vc.handle],
    });
  } else if (sharerLike(vc, to) === to) {
    report({
      rule: 'CTX-04',
      by: 'ndis',
      message: `${deed(frame)} for ${vc.handle}, a handle that ${to.name} knows as that of another VC, which is alive`,
      about: [vc.handle],
    });
  }
}

/** A delete callback inside a creation is for those whose create callback has succeeded. */
function rollBack({ world, state, report }: Scene<Memory>, frame: Frame): void {
  const { vc, to, fn } = frame;
  const call = openCalls(world, frame, creations).find((one) => one.vc !== undefined && one.vc === vc);
  state.cause = call;
  const failed = call?.inside.find((made) => isCreateCallback(made.fn) && made.to === to && made.outcome === 'failure');
  if (!call || !failed || !vc) return;
  report({
    rule: 'FAIL-03',
    by: 'ndis',
    message: `NDIS calls ${fn} of ${to.name} for ${vc.handle}, whose own ${failed.fn} has failed and left nothing to delete`,
    about: [vc.handle],
  });
}

/** A creation is over. */
function result(scene: Scene<Memory>, frame: Frame): void {
  const { fn, from, vc, af, args, outcome, verdict } = frame;
  if (outcome === undefined) return;
  if (outcome === 'failure') {
    if (isTold(frame)) failure(scene, frame);
    return;
  }
  const about = vc ? [vc.handle] : [];
  const handle = vc?.handle ?? 'a VC';
  if (vc && isAlive(vc) && !frame.isMixed && !frame.inside.some((made) => isCreateCallback(made.fn))) {
    scene.report({
      rule: 'CTX-04',
      by: 'ndis',
      message: `${fn} of ${from.name} hands out ${handle}, which names a VC that is alive`,
      about,
    });
    return;
  }
  const owner = from.role === 'client' ? af?.client : af?.provider;
  if (verdict === 'legal' && ((owner && owner !== from) || (from.role === 'client' && args.af === null))) {
    scene.report({
      rule: 'VC-CREATE-12',
      by: from,
      message: `${from.name} calls ${fn} with ${args.af ?? 'a NULL address family'}, which ${
        owner ? `${owner.name} holds` : 'only a call manager may pass'
      }, and NDIS accepts it`,
      about: af ? [af.handle] : about,
      at: frame.record,
    });
  } else if (isTold(frame)) {
    success(scene, frame);
  }
}

function success(scene: Scene<Memory>, frame: Frame): void {
  const { fn, from, vc, out, inside } = frame;
  const handle = vc?.handle ?? 'a VC';
  const about = vc ? [vc.handle] : [];
  const find = (rule: RuleId, message: string) => {
    scene.report({ rule, by: 'ndis', message, about });
  };
  const failed = failedIn(frame);
  if (failed) {
    find('FAIL-01', `${fn} of ${from.name} succeeds although ${failed.fn} of ${failed.to.name} has failed`);
    return;
  }
  const told = inside.find((made) => isCreateCallback(made.fn));
  if (vc && out.vc !== undefined && out.vc !== null && out.vc !== vc.handle && (told || frame.args.vc)) {
    find(
      'VC-CREATE-07',
      `${fn} hands out ${out.vc} to ${from.name}, where ${told?.to.name ?? 'the call'} was given ${handle}`,
    );
  }
  missing(scene, frame);
}

function missing({ world, state, report }: Scene<Memory>, frame: Frame): void {
  const { fn, from, vc, inside, returned } = frame;
  const callbacks = vcCallbacks(world, frame);
  if (!callbacks || !returned) return;
  const unheard: Unheard[] = [];
  for (const { callback, on } of callbacks.must) {
    if (inside.some((made) => made.fn === callback && made.to.role === on)) continue;
    const due = on === 'client' ? frame.af?.client : on === 'miniport' ? undefined : frame.af?.provider;
    const rule = ruleFor(world, frame);
    const message = `${fn} of ${from.name} for ${vc?.handle ?? 'a VC'} succeeds without ${callback} of ${due?.name ?? on}`;
    const isReported = due ? world.cast.shows(due) : world.cast.showsAll(on);
    if (isReported) report({ rule, by: 'ndis', message, about: vc ? [vc.handle] : [] });
    unheard.push({ rule, role: on, message, at: returned, isReported });
  }
  if (vc && unheard.length > 0) state.unheard.set(vc, unheard);
}

/** A driver turns up on a VC of which its creation has not told it. */
function hear({ state, report }: Scene<Memory>, { vc, driver }: Frame): void {
  const unheard = vc && state.unheard.get(vc);
  if (!unheard) return;
  for (const one of unheard) {
    if (one.isReported || one.role !== driver.role) continue;
    one.isReported = true;
    report({ rule: one.rule, by: 'ndis', message: one.message, about: [vc.handle], at: one.at });
  }
}

function failure({ report }: Scene<Memory>, frame: Frame): void {
  const { fn, from, vc, out, inside, status } = frame;
  const about = vc ? [vc.handle] : [];
  const find = (rule: RuleId, message: string) => {
    report({ rule, by: 'ndis', message, about });
  };
  const failed = failedIn(frame);
  if (failed && failed.status !== status) {
    find(
      fn === 'NdisMCmCreateVc' ? 'FAIL-10' : 'FAIL-01',
      `${fn} of ${from.name} returns ${spoken(status)}, where ${failed.fn} of ${failed.to.name} answered ${spoken(failed.status)}`,
    );
  }
  if (typeof out.vc === 'string') find('FAIL-01', `${fn} of ${from.name} fails and hands out ${out.vc} all the same`);
  for (const made of inside) {
    if (!isCreateCallback(made.fn) || made.outcome !== 'success' || made.isReported) continue;
    if (inside.some(({ fn: other, to }) => isDeleteCallback(other) && to === made.to)) continue;
    find(
      'FAIL-02',
      `${fn} of ${from.name} fails, and ${made.to.name}, whose ${made.fn} had succeeded, is not told to delete the VC`,
    );
  }
}

import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import { Af, Sap, Vc } from '../things.js';
import type { World } from '../world.js';
import { deed, isCreateCallback, isCreation, isDeleteCallback } from '../words.js';

type Kind = 'vc' | 'af' | 'sap';

/** Functions in which a handle appears for the first time. */
const births: Readonly<Record<Kind, (fn: AnyFunctionName) => boolean>> = {
  vc: (fn) => isCreation(fn) || isCreateCallback(fn),
  af: (fn) => fn === 'ProtocolCmOpenAf' || /Open(Af|AddressFamily)(Ex|CompleteEx|Complete)?$/.test(fn),
  sap: (fn) => fn.endsWith('RegisterSap') || fn.endsWith('RegisterSapComplete'),
};

/**
 * Functions that name the binding and the lists, or only a context: a log that adds the handle adds a remark. And the
 * one function that may name an address family that is closed (AF-16).
 */
const lateIsFine: ReadonlySet<AnyFunctionName> = new Set([
  'NdisReturnNetBufferLists',
  'MiniportReturnNetBufferLists',
  'ProtocolClCloseAfComplete',
  'NdisClNotifyCloseAddressFamilyComplete',
  'ProtocolCmNotifyCloseAfComplete',
  'ProtocolClDeregisterSapComplete',
]);

/** Whether a function may name what is no more. */
export const mayComeLate = (fn: AnyFunctionName): boolean => lateIsFine.has(fn);

/** Functions about an address family that nobody has opened yet: whatever names it there, it is no handle. */
const beforeAnyAf: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCmRegisterAddressFamilyEx',
  'NdisMCmRegisterAddressFamilyEx',
  'ProtocolCoAfRegisterNotify',
]);

const words: Readonly<Record<Kind, string>> = { vc: 'a virtual connection', af: 'an address family', sap: 'a SAP' };

/** Finds what each handle names, and finds fault with those that name nothing, or nothing any more. */
export const handles = monitor({
  name: 'handles',
  rules: [
    'AF-12',
    'AF-15',
    'AF-16',
    'AF-18',
    'AF-32',
    'CTX-06',
    'CTX-10',
    'SAP-06',
    'SAP-09',
    'SAP-10',
    'SAP-11',
    'SAP-12',
    'SAP-15',
  ],
  called(scene, frame) {
    if (frame.isPrivate) {
      know(scene.world, frame);
      return;
    }
    frame.vc = thingOf(scene, frame, 'vc', frame.args.vc, (handle) => new Vc(handle));
    if (!beforeAnyAf.has(frame.fn)) {
      frame.af = thingOf(scene, frame, 'af', frame.args.af, (handle) => new Af(handle));
    }
    frame.sap = thingOf(scene, frame, 'sap', frame.args.sap, (handle) => new Sap(handle));
  },
  answered(scene, frame) {
    if (frame.isPrivate || frame.outcome === 'failure') return;
    frame.vc ??= bornIn(scene, frame, 'vc', frame.out.vc, (handle) => new Vc(handle));
    frame.af ??= bornIn(scene, frame, 'af', frame.out.af, (handle) => new Af(handle));
    frame.sap ??= bornIn(scene, frame, 'sap', frame.out.sap, (handle) => new Sap(handle));
  },
});

const mapOf = <T extends Vc | Af | Sap>(world: World, kind: Kind): Map<string, T> =>
  world[`${kind}s`] as Map<string, Vc | Af | Sap> as Map<string, T>;

/** A driver's call of its own handler may name anything. */
function know({ vcs, afs, saps }: World, frame: Frame): void {
  const { vc, af, sap } = frame.args;
  frame.vc = typeof vc === 'string' ? vcs.get(vc) : undefined;
  frame.af = typeof af === 'string' ? afs.get(af) : undefined;
  frame.sap = typeof sap === 'string' ? saps.get(sap) : undefined;
}

function thingOf<T extends Vc | Af | Sap>(
  scene: Scene<unknown>,
  frame: Frame,
  kind: Kind,
  handle: string | null | undefined,
  make: (handle: string) => T,
): T | undefined {
  if (handle === undefined || handle === null) return undefined;
  const things = mapOf<T>(scene.world, kind);
  const known = things.get(handle);
  if (known) return known;
  const { fn } = frame;
  const graves = scene.world.dead[kind];
  if (!births[kind](fn)) {
    const end = graves.fateOf(handle);
    if (end !== undefined) {
      const isExpected = lateIsFine.has(fn) || isOtherHalf(scene.world, frame, handle) || isEcho(frame, kind, handle);
      if (!isExpected) complain(scene, frame, kind, handle, end);
      return undefined;
    }
    if (kind === 'vc' && lateIsFine.has(fn)) return undefined;
    if (!scene.world.isPartial) complain(scene, frame, kind, handle, undefined);
  }
  // Whether a completion brings a new handle, or comes too late, the contract knows.
  if (!fn.includes('Complete')) graves.raise(handle);
  const born = make(handle);
  things.set(handle, born);
  return born;
}

/** NDIS passes on what a driver has said, who is to blame. */
const isEcho = ({ from, outer }: Frame, kind: Kind, handle: string): boolean =>
  from.role === 'ndis' && outer !== undefined && outer.isReported && outer.args[kind] === handle;

/** The rule against the use of what is no more. */
function ruleOf({ dead }: World, { fn, from }: Frame, kind: Kind, handle: string): RuleId {
  const special = dead[kind].ruleOf(handle);
  if (special !== undefined) return special;
  const isProvider = from.role === 'callManager' || from.role === 'mcm';
  if (kind === 'af') {
    if (fn === 'NdisClCloseAddressFamily') return 'AF-15';
    if (fn.endsWith('CmCloseAddressFamilyComplete')) return 'AF-32';
    return isProvider ? 'AF-18' : 'AF-16';
  }
  if (kind === 'vc') return 'CTX-10';
  if (fn === 'NdisClDeregisterSap') return 'SAP-12';
  if (fn.endsWith('IncomingCall')) return 'SAP-15';
  if (fn.endsWith('DeregisterSapComplete')) return 'SAP-10';
  return isProvider ? 'SAP-11' : 'SAP-09';
}

/** A VC whose deletion the log leaves out is deleted twice in it: by the protocol, and by the miniport. */
const isOtherHalf = ({ dead }: World, { fn }: Frame, handle: string): boolean =>
  isDeleteCallback(fn) && (dead.halfVc.fateOf(handle) ?? fn) !== fn;

/** What comes out of a function is there from now on. */
function bornIn<T extends Vc | Af | Sap>(
  { world }: Scene<unknown>,
  { fn }: Frame,
  kind: Kind,
  handle: string | null | undefined,
  make: (handle: string) => T,
): T | undefined {
  if (handle === undefined || handle === null || !births[kind](fn)) return undefined;
  const things = mapOf<T>(world, kind);
  const known = things.get(handle);
  if (known) return known;
  world.dead[kind].raise(handle);
  const born = make(handle);
  things.set(handle, born);
  return born;
}

function complain(scene: Scene<unknown>, frame: Frame, kind: Kind, handle: string, end: string | undefined): void {
  const what = `${deed(frame)} with ${handle}, ${words[kind]} that`;
  scene.report({
    rule: end === undefined ? 'CTX-06' : ruleOf(scene.world, frame, kind, handle),
    by: frame.from.role === 'ndis' ? 'ndis' : frame.from,
    message: end === undefined ? `${what} nobody has handed out` : `${what} is no more: ${end}`,
    about: [handle],
  });
}

import { functions, sharedFunctions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import { Af, Sap, Vc } from '../things.js';
import type { Thing } from '../things.js';
import type { World } from '../world.js';
import { deed, isCreateCallback, isCreation, isDeleteCallback } from '../words.js';

type Kind = 'vc' | 'af' | 'sap';

/** What there is to know of the handles of one kind. */
interface Sort<T> {
  readonly kind: Kind;
  readonly words: string;
  /** Functions in which a handle appears for the first time. */
  readonly births: ReadonlySet<AnyFunctionName>;
  readonly known: (world: World) => Map<string, T>;
  readonly make: (handle: string) => T;
}

const allOf = (isOne: (fn: AnyFunctionName) => boolean): ReadonlySet<AnyFunctionName> =>
  new Set(([...Object.keys(functions), ...Object.keys(sharedFunctions)] as AnyFunctionName[]).filter(isOne));

const vcs: Sort<Vc> = {
  kind: 'vc',
  words: 'a virtual connection',
  births: allOf((fn) => isCreation(fn) || isCreateCallback(fn)),
  known: (world) => world.vcs,
  make: (handle) => new Vc(handle),
};
const afs: Sort<Af> = {
  kind: 'af',
  words: 'an address family',
  births: allOf((fn) => fn === 'ProtocolCmOpenAf' || /Open(Af|AddressFamily)(Ex|CompleteEx|Complete)?$/.test(fn)),
  known: (world) => world.afs,
  make: (handle) => new Af(handle),
};
const saps: Sort<Sap> = {
  kind: 'sap',
  words: 'a SAP',
  births: allOf((fn) => fn.endsWith('RegisterSap') || fn.endsWith('RegisterSapComplete')),
  known: (world) => world.saps,
  make: (handle) => new Sap(handle),
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

/** Finds what each handle names, and finds fault with those that name nothing, or nothing any more. */
export const handles = monitor({
  name: 'handles',
  rules: [
    'AF-11',
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
  hears: { answered: [...vcs.births, ...afs.births, ...saps.births] },
  called(scene, frame) {
    if (frame.isPrivate) {
      know(scene.world, frame);
      return;
    }
    const { vc, af, sap } = frame.args;
    if (typeof vc === 'string') frame.vc = scene.world.vcs.get(vc) ?? strayOf(scene, frame, vcs, vc);
    if (typeof af === 'string' && !beforeAnyAf.has(frame.fn)) {
      frame.af = scene.world.afs.get(af) ?? strayOf(scene, frame, afs, af);
    }
    if (typeof sap === 'string') frame.sap = scene.world.saps.get(sap) ?? strayOf(scene, frame, saps, sap);
  },
  answered({ world }, frame) {
    if (frame.isPrivate || frame.outcome === 'failure') return;
    const { vc, af, sap } = frame.out;
    if (typeof vc === 'string') frame.vc ??= bornIn(world, frame, vcs, vc);
    if (typeof af === 'string') frame.af ??= bornIn(world, frame, afs, af);
    if (typeof sap === 'string') frame.sap ??= bornIn(world, frame, saps, sap);
  },
});

/** A driver's call of its own handler may name anything. */
function know({ vcs, afs, saps }: World, frame: Frame): void {
  const { vc, af, sap } = frame.args;
  frame.vc = typeof vc === 'string' ? vcs.get(vc) : undefined;
  frame.af = typeof af === 'string' ? afs.get(af) : undefined;
  frame.sap = typeof sap === 'string' ? saps.get(sap) : undefined;
}

/** What a handle names that is not known: something new, or nothing, which is somebody's fault. */
function strayOf<T extends Thing>(scene: Scene<unknown>, frame: Frame, sort: Sort<T>, handle: string): T | undefined {
  const { world } = scene;
  const { fn } = frame;
  const { kind } = sort;
  if (!sort.births.has(fn) && !isAwaited(world, frame, kind)) {
    const end = world.dead[kind].fateOf(handle);
    if (end !== undefined) {
      const isExpected = lateIsFine.has(fn) || isOtherHalf(world, frame, handle) || isEcho(frame, kind, handle);
      if (!isExpected) complain(scene, frame, sort, handle, end);
      return undefined;
    }
    if (kind === 'vc' && lateIsFine.has(fn)) return undefined;
    if (!world.isPartial) complain(scene, frame, sort, handle, undefined);
  }
  // Whether a completion brings a new handle, or comes too late, the contract knows.
  if (!fn.includes('Complete')) world.dead[kind].raise(handle);
  const born = sort.make(handle);
  born.isStray = frame.isReported;
  sort.known(world).set(handle, born);
  return born;
}

/** An offer may overtake the completion that tells the client the handle of its SAP (SAP-07). */
function isAwaited({ unnamedSaps }: World, { fn, to }: Frame, kind: Kind): boolean {
  if (kind !== 'sap' || fn !== 'ProtocolClIncomingCall') return false;
  for (const { from } of unnamedSaps) if (from === to) return true;
  return false;
}

/** A client knows what its address family will be called, before its opening is over. */
function isOpening({ unnamedAfs }: World, { from }: Frame): boolean {
  for (const open of unnamedAfs) if (open.from === from) return true;
  return false;
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
function bornIn<T>(world: World, { fn }: Frame, sort: Sort<T>, handle: string): T | undefined {
  if (!sort.births.has(fn)) return undefined;
  const known = sort.known(world);
  const older = known.get(handle);
  if (older) return older;
  world.dead[sort.kind].raise(handle);
  const born = sort.make(handle);
  known.set(handle, born);
  return born;
}

function complain<T>(
  scene: Scene<unknown>,
  frame: Frame,
  { kind, words }: Sort<T>,
  handle: string,
  end: string | undefined,
): void {
  const what = `${deed(frame)} with ${handle}, ${words} that`;
  if (end === undefined && kind === 'af' && isOpening(scene.world, frame)) {
    scene.report({ rule: 'AF-11', by: frame.from, message: `${what} it has not opened yet`, about: [handle] });
    return;
  }
  scene.report({
    rule: end === undefined ? 'CTX-06' : ruleOf(scene.world, frame, kind, handle),
    by: frame.from.role === 'ndis' ? 'ndis' : frame.from,
    message: end === undefined ? `${what} nobody has handed out` : `${what} is no more: ${end}`,
    about: [handle],
  });
}

import type { AfLife } from '../../protocol/lives.js';
import { afFates, afMachine } from '../../../machines/ndis/index.js';
import type { AfContext } from '../../../machines/ndis/index.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import { outcomeOf } from '../../protocol/log.js';
import type { LogAssume, Outcome } from '../../protocol/log.js';
import { Af, callOn, deed, ownVcOn, sapOn } from '../../rules/index.js';
import type { Actor, Frame, Sap, Scene, World } from '../../rules/index.js';
import { ObjectContract } from './objectContract.js';
import type { Counts } from './objectContract.js';
import type { ContractStep } from './table.js';

export type AfEventType = keyof typeof afFates;

/** What an object is to be told when a call that NDIS has to refuse is accepted. */
export interface Objection {
  readonly step: ContractStep;
  readonly story: string;
}

/** And the state that the address family goes back to when it is refused. */
interface AfObjection extends Objection {
  readonly life: AfLife;
}

/** What the contract remembers beside the address families themselves. */
export interface AfMemory {
  /** Calls that NDIS has to refuse, until they return. */
  readonly refusable: Map<Frame, AfObjection>;
  /** Closes that NDIS has to refuse, and pends: it may refuse them yet. */
  readonly undecided: Map<Af, readonly [close: Frame, objection: Objection]>;
}
export type AfScene = Scene<AfMemory>;

/** The `af` machine, asked by look-up. */
export const afMachineTable = new ObjectContract<AfLife, AfEventType, AfContext>({
  machine: afMachine,
  fates: afFates,
  lives: ['open', 'closing', 'opening'],
  uncounted: { vcs: 0, saps: 0 },
});

/** Nothing stands on it, or nothing that matters. */
export const quiet: Counts<AfContext> = { code: 0, context: { vcs: 0, saps: 0 } };

/** What stands in the way of a close: VCs that the client has created, calls on others, SAPs. */
export function countsOf(world: World, af: Af, { fn }: Frame): Counts<AfContext> {
  if (fn !== 'NdisClCloseAddressFamily') return quiet;
  const vcs = (ownVcOn(world, af) ?? callOn(world, af)) ? 1 : 0;
  const saps = sapOn(world, af) ? 1 : 0;
  return { code: vcs + 2 * saps, context: { vcs, saps } };
}

/** How a completion says that it went; one that does not say went well. */
export const saidBy = ({ fn, args }: Frame): Outcome | undefined =>
  args.status !== undefined ? outcomeOf(args.status) : fn.includes('Complete') ? 'success' : undefined;

/** Whether a completion follows one that has said PENDING, which counted. Where it ends the thing, it counts instead. */
export function isSaidAgain(thing: Af | Sap, { fact, fn }: Frame): boolean {
  if (!thing.isHalfSaid || fact.returns !== 'void' || !fn.endsWith('Complete')) return false;
  thing.isHalfSaid = false;
  return thing.life === 'open' || thing.life === 'opening' || thing.life === 'registered';
}

// Beginning and end.

/** An open has got its handle. */
export function begin({ state, world }: AfScene, af: Af, client: Actor | null, frame: Frame): void {
  afMachineTable.place(af, 'opening');
  af.client = client;
  af.provider = null;
  state.undecided.delete(af);
  world.dead.af.raise(af.handle);
  world.nameAf(af.handle);
  af.note({ n: frame.record.n, line: frame.record.line, fn: frame.fn });
}

/** The provider is asked to admit a client: of the open around it, or of one that has no handle yet. */
export function asked(scene: AfScene, af: Af, frame: Frame): void {
  const { unnamedAfs: unnamed } = scene.world;
  const outer = frame.around((one) => one.fn === 'NdisClOpenAddressFamilyEx' && (one.af ?? af) === af);
  const open = outer ?? unnamed.values().next().value;
  if (open?.af !== af || af.life !== 'opening') {
    if (open) {
      unnamed.delete(open);
      open.af = af;
    }
    begin(scene, af, open?.from ?? null, open ?? frame);
  }
  af.provider = frame.to;
}

/** The handle that a completion is the first to name must be that of an open under way. */
export function claim(scene: AfScene, af: Af, frame: Frame): boolean {
  const { world } = scene;
  const open = firstOpen(world, frame.isIntoNdis ? undefined : frame.to);
  if (open) world.unnamedAfs.delete(open);
  if (open || world.isPartial || !frame.isIntoNdis) {
    begin(scene, af, open?.from ?? (frame.isIntoNdis ? null : frame.to), frame);
    if (frame.isIntoNdis) af.provider = frame.from;
    return true;
  }
  const end = world.dead.af.fateOf(af.handle);
  world.afs.delete(af.handle);
  if (!frame.isReported) {
    scene.report({
      rule: end === undefined ? 'CTX-06' : 'AF-10',
      by: frame.from,
      message: `${deed(frame)} with ${af.handle}, an address family that ${
        end === undefined ? 'nobody has handed out' : `is no more: ${end}`
      }`,
      about: [af.handle],
    });
  }
  return false;
}

/** A client's open that has no handle yet. */
export function firstOpen({ unnamedAfs }: World, client: Actor | undefined): Frame | undefined {
  for (const open of unnamedAfs) if (client === undefined || open.from === client) return open;
  return undefined;
}

/** The handle is dead for everybody. */
export function bury({ world, state }: AfScene, af: Af, frame: Frame, what: string, rule?: 'AF-12'): void {
  afMachineTable.place(af, 'closed');
  state.undecided.delete(af);
  if (world.afs.get(af.handle) !== af) return;
  world.afs.delete(af.handle);
  world.dead.af.bury(af.handle, `${what} in record ${frame.returned?.n ?? frame.record.n}`, rule);
}

/** What was there before. */
export function assume({ world }: AfScene, { handle, state = 'open', args }: LogAssume): void {
  const af = new Af(handle);
  const { client, provider } = args;
  if (typeof client === 'string') af.client = world.cast.named(client, 'NdisClCloseAddressFamily', 'caller');
  if (typeof provider === 'string') af.provider = world.cast.named(provider, 'ProtocolCmCloseAf', 'called');
  afMachineTable.place(af, state as AfLife);
  world.afs.set(handle, af);
  world.dead.af.raise(handle);
  world.nameAf(handle);
  for (const vc of world.vcs.values()) if (vc.af === handle) af.vcs.add(vc.handle);
  for (const sap of world.saps.values()) if (sap.af === handle) af.saps.add(sap.handle);
}

// What belongs to it.

const home = ({ afs }: World, { vc, af }: Frame): Af | undefined =>
  af ?? (typeof vc?.af === 'string' ? afs.get(vc.af) : undefined);

/** A VC has been created on it. */
export function join({ world }: AfScene, frame: Frame): void {
  const { vc, args, outcome } = frame;
  if (!vc || outcome !== 'success' || !world.vcs.has(vc.handle)) return;
  if (vc.af === undefined && args.af !== undefined) vc.af = args.af;
  home(world, frame)?.vcs.add(vc.handle);
}

/** A VC was there before. */
export function settleIn({ world }: AfScene, handle: string): void {
  const vc = world.vcs.get(handle);
  if (typeof vc?.af === 'string') world.afs.get(vc.af)?.vcs.add(handle);
}

/** A VC on it may be gone. */
export function part({ world }: AfScene, frame: Frame): void {
  const { vc } = frame;
  if (vc && world.vcs.get(vc.handle) !== vc) home(world, frame)?.vcs.delete(vc.handle);
}

/** Without a handle they are about whichever address family of that driver it must be. */
const nameless: Readonly<Partial<Record<AnyFunctionName, AfLife>>> = {
  ProtocolClOpenAfCompleteEx: 'opening',
  ProtocolCmCloseAf: 'open',
  ProtocolClCloseAfComplete: 'closing',
};

/** The address family of a callback that does not name it. */
export function subjectOf({ world }: AfScene, frame: Frame): Af | undefined {
  const { fn, to, args } = frame;
  const life = nameless[fn];
  if (life === undefined || typeof args.af === 'string') return undefined;
  const cause = fn === 'ProtocolCmCloseAf' ? frame.around((one) => one.fn === 'NdisClCloseAddressFamily') : undefined;
  if (cause?.af) return cause.af;
  const found: Af[] = [];
  for (const af of world.afs.values()) {
    const holder = to.role === 'client' ? af.client : af.provider;
    if (af.life === life && (holder === to || holder === null)) found.push(af);
  }
  return found.length === 1 || life === 'opening' ? found[0] : undefined;
}

/** The address family that an offer is made on. */
export function offeredOn({ world }: AfScene, { sap, vc }: Frame): Af | undefined {
  const handle = sap?.af ?? vc?.af;
  return typeof handle === 'string' ? world.afs.get(handle) : undefined;
}

/** Whoever uses it holds it. */
export function meet(af: Af, { fn, from, to }: Frame): void {
  if (af.client === null) {
    if (from.role === 'client') af.client = from;
    else if (to.role === 'client' && fn.startsWith('ProtocolCl')) af.client = to;
  }
  if (af.provider === null && (from.role === 'callManager' || from.role === 'mcm')) af.provider = from;
}

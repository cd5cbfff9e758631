import type { VcCall, VcLife } from '../../protocol/lives.js';
import type { LogAssume } from '../../protocol/log.js';
import { providerOf } from '../../protocol/roles.js';
import type { DriverRole } from '../../protocol/roles.js';
import { causeOf, creationOf, openCalls } from '../../rules/causes.js';
import { Vc } from '../../rules/index.js';
import type { Frame, Scene, World } from '../../rules/index.js';
import { acquaint, creations, deletions, isCreation } from '../../rules/words.js';
import { amend, place } from './vcJudge.js';
import { concernsVc, returnOf } from './vcEvents.js';
import { believe, tellingOf } from './vcTelling.js';

type VcScene = Scene<unknown>;

/** A driver has begun to create a VC. */
export function beginCreation(vc: Vc, frame: Frame): void {
  const { from, args, af, fn } = frame;
  const isAdopted = vc.birth === 'told' && vc.creator === null && vc.life === 'created';
  if (vc.life !== 'absent' && !isAdopted) return;
  vc.creator = from;
  vc.af = args.af;
  vc.signaling = from.role === 'callManager' ? (args.af === undefined ? null : args.af === null) : false;
  acquaint(vc, from);
  if (af?.client) acquaint(vc, af.client);
  if (af?.provider) acquaint(vc, af.provider);
  if (isAdopted) {
    const creator = from.role === undefined || from.role === 'ndis' ? null : from.role;
    amend(vc, { creator, signaling: vc.signaling === true });
  } else if (concernsVc(fn)) {
    believe(vc, frame, tellingOf(vc, frame, fn, from));
  }
}

/** The first callback shows the handle, before the creation itself hands it out. */
export function createCallback({ world }: VcScene, vc: Vc, frame: Frame): void {
  const { call: creation, isCertain } = creationOf(world, frame);
  if (creation?.vc && creation.vc !== vc && isCertain && vc.life === 'absent') {
    // Another handle for the same VC: from now on both of them name it.
    world.vcs.set(vc.handle, creation.vc);
    frame.vc = creation.vc;
  } else if (creation && (creation.vc === undefined || creation.vc === vc)) {
    if (creation.vc === undefined && vc.life !== 'absent') return;
    creation.vc = vc;
    beginCreation(vc, creation);
  } else if (vc.life === 'absent') {
    frame.verdict = 'implied';
    vc.birth = 'told';
    place(vc, 'creating', 'none', { creator: creatorBehind(world, frame) });
  }
  const isShared = frame.to.role === 'client' || (vc.birth === 'told' && frame.fn === 'ProtocolCoCreateVc');
  if (vc.signaling === null && isShared) vc.signaling = false;
  if (frame.to !== vc.creator) acquaint(frame.vc ?? vc, frame.to);
}

/** Whoever is told of a VC has not created it: the creator is on the other side of its address family. */
function creatorBehind({ cast }: World, { fn, to }: Frame): DriverRole | null {
  if (fn !== 'ProtocolCoCreateVc') return null;
  if (to.role === 'callManager' || to.role === 'mcm') return 'client';
  return to.role === 'client' && cast.topology !== undefined ? providerOf(cast.topology) : null;
}

/** A creation is over, or the only part of it that the log shows. */
export function endCreation({ world }: VcScene, vc: Vc, frame: Frame): void {
  const { outcome, verdict, fn, record, out } = frame;
  if (outcome === 'failure') {
    if (vc.life !== 'creating' && vc.life !== 'absent') return;
    world.vcs.delete(vc.handle);
    world.dead.vc.bury(vc.handle, `its creation has failed in record ${frame.returned?.n ?? record.n}`, 'CTX-06');
    // NDIS takes back what it has told others in a creation that the log leaves out.
    if (!isCreation(fn)) world.dead.halfVc.bury(vc.handle, fn);
    return;
  }
  if (isCreation(fn)) {
    beginCreation(vc, frame);
    if (verdict !== 'implied' && vc.creator === frame.from) vc.birth = 'shown';
    const type = returnOf(fn);
    if (outcome === 'success' && type) believe(vc, frame, tellingOf(vc, frame, type, frame.from));
  }
  if (vc.life === 'creating') place(vc, 'created', vc.call);
  if (typeof out.vc === 'string' && !world.vcs.has(out.vc)) world.vcs.set(out.vc, vc);
  vc.note({ n: record.n, line: record.line, fn });
}

/** A driver has let go of a VC. Where the log leaves the deletion out, that is all that it shows of it. */
export function deleteAnswer(scene: VcScene, vc: Vc, frame: Frame): void {
  const { world } = scene;
  if (frame.outcome !== 'success' || causeOf(world, frame, deletions)) return;
  if (openCalls(world, frame, creations).some((call) => call.vc === vc)) return;
  remove(scene, vc, frame);
  if (vc.provider?.role !== 'mcm') world.dead.halfVc.bury(vc.handle, frame.fn);
}

/** The handle is dead for everybody. */
export function remove({ world }: VcScene, vc: Vc, frame: Frame): void {
  vc.life = 'deleted';
  const how = `record ${frame.returned?.n ?? frame.record.n} has deleted it`;
  for (const handle of new Set([vc.handle, frame.args.vc ?? vc.handle])) {
    world.vcs.delete(handle);
    world.dead.vc.bury(handle, how);
    world.dead.halfVc.raise(handle);
  }
}

/** A VC that was there before the log began. */
export function assumeVc({ world }: VcScene, { handle, state = 'created', args, n, line }: LogAssume): void {
  const vc = new Vc(handle);
  vc.note({ n, line, fn: 'assume vc' });
  world.vcs.set(handle, vc);
  const creator = typeof args['creator'] === 'string' ? args['creator'] : undefined;
  const client = typeof args['client'] === 'string' ? args['client'] : undefined;
  const { af: on } = args;
  vc.af = typeof on === 'string' || on === null ? on : undefined;
  if (creator !== undefined) vc.creator = world.cast.named(creator, 'NdisCoDeleteVc', 'caller');
  const isShared = client !== undefined || typeof on === 'string' || (args['call'] ?? 'none') !== 'none';
  vc.signaling = isShared || vc.creator?.role === 'client' ? false : on === null ? true : null;
  const af = vc.af === undefined || vc.af === null ? undefined : world.afs.get(vc.af);
  const named = client === undefined ? undefined : world.cast.named(client, 'ProtocolCoCreateVc', 'called');
  for (const sharer of [vc.creator, named, af?.client, af?.provider]) if (sharer) acquaint(vc, sharer);
  const role = vc.creator?.role;
  place(vc, state as VcLife, (args['call'] ?? 'none') as VcCall, {
    creator: role === undefined || role === 'ndis' ? null : role,
    signaling: vc.signaling === true,
    multipoint: role !== 'callManager' && role !== 'mcm',
  });
  vc.wasActive = vc.life !== 'created' && vc.life !== 'activating';
}

import type { Af, Sap, Vc } from './things.js';
import type { World } from './world.js';

/** VCs on an address family. One of which no record says where it belongs is on the only one that the log names. */
export function vcsOn({ vcs, onlyAf }: World, af: Af): readonly Vc[] {
  const found: Vc[] = [];
  for (const handle of af.vcs) {
    const vc = vcs.get(handle);
    if (vc && (vc.af === af.handle || vc.af === undefined)) found.push(vc);
  }
  if (onlyAf === af.handle) {
    for (const vc of vcs.values()) {
      if (vc.af === undefined && vc.signaling !== true && !vc.isStray && !af.vcs.has(vc.handle)) found.push(vc);
    }
  }
  return found;
}

/** A SAP on an address family, if there is one. */
export function sapOn({ saps, onlyAf }: World, af: Af): Sap | undefined {
  for (const handle of af.saps) {
    const sap = saps.get(handle);
    if (sap) return sap;
  }
  if (onlyAf !== af.handle) return undefined;
  for (const sap of saps.values()) if (sap.af === undefined && !sap.isStray) return sap;
  return undefined;
}

/** A VC on an address family with a call that is not over, if there is one. */
export const callOn = (world: World, af: Af): Vc | undefined =>
  vcsOn(world, af).find(({ call, isCallGuessed }) => call !== 'none' && !isCallGuessed);

/** A VC that the client of an address family has created on it, if there is one. */
export const ownVcOn = (world: World, af: Af): Vc | undefined =>
  vcsOn(world, af).find(({ creator }) => creator?.role === 'client');

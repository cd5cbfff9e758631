import type { DriverRole } from '../protocol/roles.js';
import type { Circumstances, Expectation, Finding, Portrait, Vc, World } from '../rules/index.js';
import { vcFates } from '../../machines/vc/index.js';
import { factOf, isFunctionName } from '../protocol/functions.js';
import { isStranger } from '../rules/words.js';
import { ask } from './contract/vcJudge.js';
import type { Telling, Traffic, VcEventType } from './contract/vcEvents.js';
import { standing } from './contract/vcWords.js';

/** What each driver might call on a VC, as it would usually call it. */
const candidates: readonly Telling[] = (Object.keys(vcFates) as VcEventType[]).flatMap((type) => {
  if (!isFunctionName(type)) return [];
  const { kind, calledBy } = factOf(type);
  return kind === 'ndisCall'
    ? calledBy
        .filter((role): role is DriverRole => role !== 'ndis')
        .map((by) => ({ type, by, outcome: 'success' as const, parameters: true, list: undefined }))
    : [];
});

/** Looks at the objects that a finding is about, and at what would have been legal instead. */
export function portray(world: World, { about = [], by, at }: Finding): Circumstances {
  const objects = about.flatMap((handle) => portraitsOf(world, handle, at?.n));
  const vc = about.map((handle) => world.vcs.get(handle)).find((found) => found !== undefined);
  return { objects, expected: vc ? expectedOn(world, vc, by) : [] };
}

/** Where the fault lies in an earlier record, what came after it has not brought the object there. */
function portraitsOf({ vcs, afs, saps }: World, handle: string, until = Infinity): readonly Portrait[] {
  const vc = vcs.get(handle);
  if (vc) return [{ kind: 'vc', handle, standing: standing(vc), past: vc.past.filter(({ n }) => n <= until) }];
  const thing = afs.get(handle) ?? saps.get(handle);
  return thing
    ? [{ kind: thing.kind, handle, standing: `is ${thing.life}`, past: thing.past.filter(({ n }) => n <= until) }]
    : [];
}

/**
 * What the states of a VC allow, and what there is nothing for: lists go back to whoever has sent them or from whoever
 * was given them, and a change of parameters is complete where one is under way.
 */
function isFor(vc: Vc, { type, by }: Telling): boolean {
  switch (type) {
    case 'NdisReturnNetBufferLists':
      return vc.receives > 0 && vc.signaling !== (by === 'client');
    case 'NdisMCoSendNetBufferListsComplete':
      return vc.sends > 0;
    case 'NdisCmModifyCallQoSComplete':
    case 'NdisMCmModifyCallQoSComplete':
      return vc.call === 'modifying';
    default:
      return true;
  }
}

/** The culprit first: what it might have called, and then what the others might. */
function expectedOn({ cast }: World, vc: Vc, by: Finding['by']): readonly Expectation[] {
  const actors = (['client', 'callManager', 'mcm', 'miniport'] as const)
    .flatMap((role) => cast.all(role))
    .filter((actor) => !isStranger(vc, actor))
    .sort((a, b) => Number(b === by) - Number(a === by));
  const fitting = candidates.filter((candidate) => isFor(vc, candidate));
  return actors.flatMap(({ name, role }) => {
    const calls = role === undefined || role === 'ndis' ? [] : possible(vc, role, fitting);
    return calls.length > 0 ? [{ by: name, calls }] : [];
  });
}

/** What a driver might do with a VC in its place: functions that are legal there. */
function possible(vc: Vc, role: DriverRole, candidates: readonly Telling[]): readonly string[] {
  const quiet: Traffic = {
    ownSends: vc.sends > 0,
    otherSends: vc.sends > 0,
    receives: vc.receives > 0,
    lent: vc.lent > 0,
  };
  return candidates
    .filter((telling) => telling.by === role && ask(vc, telling, quiet).judgement.verdict === 'legal')
    .map(({ type }) => type);
}

import type { RuleId } from '../../protocol/rules.js';
import { causeOf, openCalls } from '../../rules/causes.js';
import type { Frame, Scene, Vc, World } from '../../rules/index.js';
import { ask, contextOf, object, place, trafficOn } from './vcJudge.js';
import { roleIfMcm } from './vcTelling.js';
import type { Telling } from './vcEvents.js';
import { creations, deletions } from '../../rules/words.js';

type VcScene = Scene<unknown>;

/** The VC is as its last call has left it, which is the fault of whoever activated it. */
export const ridRules: ReadonlySet<RuleId> = new Set(['CALL-IN-13', 'CALL-RCLOSE-08', 'FAIL-15', 'VC-DEACT-01']);

/** What stands in the way of a deletion because of the call that the VC had: NDIS may refuse the deletion. */
export const refusedDeletions: ReadonlySet<RuleId> = new Set([...ridRules, 'CALL-RCLOSE-04']);

/** Functions with which an address family comes to its end. */
const ends: ReadonlySet<Frame['fn']> = new Set([
  'NdisCmCloseAddressFamilyComplete',
  'NdisMCmCloseAddressFamilyComplete',
]);

/** The call manager says that an address family is closed: its own VCs there have to be inactive, and should be gone. */
export function endOfAf(scene: VcScene, frame: Frame, isAnswer: boolean): void {
  const { af, fn } = frame;
  if (!af || (isAnswer ? fn !== 'ProtocolCmCloseAf' || frame.outcome !== 'success' : !ends.has(fn))) return;
  for (const vc of scene.world.vcs.values()) {
    const isOver = vc.call === 'none' && vc.ended !== null && contextOf(vc).creator !== 'client';
    if (isOver && vc.af === af.handle) leave(scene, vc, frame);
  }
}

function leave({ report }: VcScene, vc: Vc, { fn, args, driver }: Frame): void {
  const isActive = vc.isSpent && vc.life !== 'created' && vc.life !== 'deactivating' && !vc.isLifeGuessed;
  if (!isActive && vc.ended === 'rejected') return;
  const rule = vc.ended === 'rejected' ? 'CALL-IN-13' : vc.ended === 'hungUp' ? 'CALL-RCLOSE-08' : 'VC-DEACT-01';
  const fault = isActive ? ' and which it has never deactivated' : '';
  report({
    rule: isActive ? rule : 'CALL-CLOSE-15',
    by: driver,
    message: `${driver.name} lets ${args.af ?? ''} be closed (${fn}) and leaves ${vc.handle} behind, whose call is over${fault}`,
    about: [vc.handle],
  });
  place(vc, 'created', 'none', { spent: false, ended: null });
}

/** Whether the log shows a driver that hears of calls. */
const seesCalls = ({ cast }: World): boolean => cast.shows('client') || cast.shows('callManager') || cast.shows('mcm');

/** A delete callback shows a deletion that the log leaves out, and that ought to have been refused. */
export function judgeHiddenDeletion(scene: VcScene, vc: Vc, frame: Frame): void {
  const { creator } = contextOf(vc);
  const isTold = !vc.isLifeGuessed && !vc.isCallGuessed && creator !== null && !scene.world.isPartial;
  if (!isTold || frame.to.role === 'client' || frame.outcome !== 'success') return;
  if (vc.life === 'absent' || vc.life === 'creating' || causeOf(scene.world, frame, deletions)) return;
  if (vc.call !== 'none' && vc.life === 'created' && !seesCalls(scene.world)) return;
  if (openCalls(scene.world, frame, creations).some((call) => call.vc === vc)) return;
  const type: Telling['type'] = creator === 'mcm' ? 'NdisMCmDeleteVc' : 'NdisCoDeleteVc';
  const telling: Telling = { type, by: roleIfMcm(scene, creator) };
  const traffic = trafficOn(vc, frame.from, undefined);
  const step = ask(vc, telling, traffic);
  const { judgement } = step;
  if (judgement.verdict !== 'illegal') return;
  if (judgement.rule !== 'VC-DEL-02' && !refusedDeletions.has(judgement.rule)) return;
  object(scene, vc, { telling, traffic, step }, frame, vc.creator ?? frame.from, frame.record);
}

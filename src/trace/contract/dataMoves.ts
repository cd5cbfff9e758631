import type { DriverRole } from '../../protocol/roles.js';
import type { Actor, Vc } from '../../rules/index.js';
import { ask, roleIn, stateOf } from './vcJudge.js';
import type { Telling, Traffic, Whereabouts } from './vcEvents.js';

/** What drivers do with lists, as the `vc` machine names it. */
export type Move =
  | 'NdisCoSendNetBufferLists'
  | 'NdisMCoSendNetBufferListsComplete'
  | 'NdisMCoIndicateReceiveNetBufferLists'
  | 'NdisReturnNetBufferLists';

/** Only the list at hand decides about its move, whatever else is under way. */
const alone: Traffic = { ownSends: false, otherSends: false, receives: false, lent: false };

const moves: readonly Move[] = [
  'NdisCoSendNetBufferLists',
  'NdisMCoSendNetBufferListsComplete',
  'NdisMCoIndicateReceiveNetBufferLists',
  'NdisReturnNetBufferLists',
];
const speakers: readonly Telling['by'][] = ['client', 'callManager', 'mcm', 'miniport', 'stranger'];
const places: readonly (Whereabouts | undefined)[] = ['home', 'sent', 'out', 'lent', undefined];

/** For each state of the contract, what it has said of each move: 1 is legal, 2 is illegal, 0 has not been asked. */
const answers: (Uint8Array | undefined)[] = [];

/** Whether the contract lets a driver move a list. A move leaves a VC where it is, so the answer is all there is to know. */
export function mayMove(vc: Vc, move: Move, by: Actor, list: Whereabouts | undefined, isLent: boolean): boolean {
  const state = stateOf(vc);
  const known = (answers[state] ??= new Uint8Array(moves.length * speakers.length * places.length * 2));
  const speaker = speakerOf(vc, move, by);
  let code = moves.indexOf(move);
  code = code * speakers.length + speakers.indexOf(speaker);
  code = code * places.length + places.indexOf(list);
  code = code * 2 + (isLent ? 1 : 0);
  if (known[code] === 0) {
    const { judgement } = ask(vc, movingOf(vc, move, by, list, isLent), alone);
    known[code] = judgement.verdict === 'illegal' ? 2 : 1;
  }
  return known[code] === 1;
}

/** A move as it is told to the contract. */
export const movingOf = (vc: Vc, move: Move, by: Actor, list: Whereabouts | undefined, isLent: boolean): Telling => ({
  type: move,
  by: speakerOf(vc, move, by),
  list,
  resources: isLent,
});

/** Whoever may send on a VC may do so beside its creator. */
function speakerOf(vc: Vc, move: Move, by: Actor): Telling['by'] {
  const role: DriverRole = by.role === undefined || by.role === 'ndis' ? 'miniport' : by.role;
  return move === 'NdisCoSendNetBufferLists' && role === 'client' ? role : roleIn(vc, by, role);
}

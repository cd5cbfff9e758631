import type { Outcome } from '../../protocol/log.js';
import type { Frame, Scene, Vc } from '../../rules/index.js';
import { bury, othersOf } from './partyBook.js';
import type { Party, PartyBook } from './partyBook.js';
import { ask, believe, contextOf, happen } from './partyJudge.js';
import { around, complain, named } from './partyWords.js';

type PartyScene = Scene<PartyBook>;

/** A client drops a party. */
export function beginDropping(scene: PartyScene, frame: Frame): void {
  const { party: handle, vc } = frame.args;
  if (typeof handle !== 'string') {
    if (handle === undefined) lose(scene.state, frame.vc);
    return;
  }
  if (typeof vc === 'string' && !frame.vc) return;
  const party = named(scene, frame, handle, ['PARTY-08', 'PARTY-04']);
  if (!party) return;
  const step = ask(party, 'NdisClDropParty', undefined, othersOf(party));
  const { judgement } = step;
  if (judgement.verdict !== 'illegal') {
    happen(party, step);
    party.exit = frame;
  } else if (judgement.rule === 'PARTY-09') {
    happen(party, ask(party, 'NdisClDropParty', undefined, 1));
    party.exit = frame;
    party.isContested = true;
  } else {
    complain(scene, frame, {
      rule: judgement.rule,
      more:
        judgement.rule === 'PARTY-04'
          ? `with ${handle}, which is still being added to the call`
          : `with ${handle}, which it has given up already`,
      about: [handle],
    });
  }
}

/** A party leaves that the log does not name. */
function lose({ calls }: PartyBook, vc: Vc | undefined): void {
  for (const call of calls.values()) {
    if (vc === undefined || call.vc === vc) call.isLost = true;
  }
}

/** The call that drops a party returns. */
export function endDropping(scene: PartyScene, frame: Frame): void {
  const { party: handle } = frame.args;
  const party = typeof handle === 'string' ? scene.state.parties.get(handle) : undefined;
  if (party?.exit === frame) leave(scene, party, 'NdisClDropParty returns', frame.outcome, frame);
}

/** NDIS asks the call manager to drop a party, and shows that the client has asked for it. */
export function askToDrop(scene: PartyScene, frame: Frame): void {
  const { party: handle } = frame.args;
  if (typeof handle !== 'string') return;
  const party = around(frame, 'NdisClDropParty') ? scene.state.parties.get(handle) : named(scene, frame, handle, []);
  if (!party) return;
  if (party.life === 'connected' && !around(frame, 'NdisClDropParty')) believe(party, 'NdisClDropParty');
  party.asked = frame;
}

/** The call manager answers. */
export function answerDropping(scene: PartyScene, frame: Frame): void {
  const { party: handle } = frame.args;
  const party = typeof handle === 'string' ? scene.state.parties.get(handle) : undefined;
  if (party?.asked === frame) leave(scene, party, 'NdisClDropParty returns', frame.outcome, frame);
}

/** The call manager completes, or NDIS passes its completion on. */
export function completeDropping(scene: PartyScene, frame: Frame, outcome: Outcome): void {
  if (!frame.isIntoNdis && around(frame, 'NdisCmDropPartyComplete', 'NdisMCmDropPartyComplete')) return;
  const { state: book } = scene;
  const { party: handle } = frame.args;
  if (typeof handle === 'string') {
    const party = book.parties.get(handle);
    if (party) leave(scene, party, 'NdisCmDropPartyComplete', outcome, frame);
    return;
  }
  for (const party of book.parties.values()) {
    const isHere = frame.vc === undefined || party.call?.vc === frame.vc;
    if (!isHere || party.life !== 'dropping' || contextOf(party).closedFrom !== null) continue;
    leave(scene, party, 'NdisCmDropPartyComplete', outcome, frame);
    return;
  }
}

function leave(
  scene: PartyScene,
  party: Party,
  type: 'NdisClDropParty returns' | 'NdisCmDropPartyComplete',
  outcome: Outcome | undefined,
  frame: Frame,
): void {
  if (party.life !== 'dropping' || contextOf(party).closedFrom !== null || outcome === undefined) return;
  believe(party, type, outcome);
  if (outcome === 'pending') return;
  const { exit, isContested } = party;
  const handle = party.handle ?? 'a party';
  party.exit = undefined;
  party.isContested = false;
  if (outcome === 'failure') return;
  if (exit && isContested) {
    complain(scene, exit, {
      rule: 'PARTY-09',
      more: `with ${handle}, the last party of its call, which only NdisClCloseCall may end, and it is carried out`,
      about: [handle],
      at: exit.record,
      refusal: 'NDIS_STATUS_FAILURE',
    });
  }
  const { n } = frame.returned ?? frame.record;
  bury(scene.state, party, `it has been dropped (record ${n})`, false);
}

// A party is about to leave.

/** The call manager says that a party leaves, and the client owes an answer. */
export function announce(scene: PartyScene, frame: Frame): void {
  const { party: handle } = frame.args;
  if (typeof handle !== 'string') return;
  const party = named(scene, frame, handle, ['PARTY-08', 'PARTY-08']);
  if (!party) return;
  const step = ask(party, 'NdisCmDispatchIncomingDropParty', undefined, othersOf(party));
  const { judgement } = step;
  if (judgement.verdict === 'illegal') {
    complain(scene, frame, {
      rule: judgement.rule,
      more:
        party.life === 'adding'
          ? `with ${handle}, which it has not added yet`
          : `with ${handle}, the last party of its call, where only a close indication says that it leaves`,
      about: [handle],
    });
    return;
  }
  if (party.life !== 'connected') return;
  happen(party, step);
  party.told ??= frame.record;
}

/** NDIS passes it on to the client, of which the log may show nothing else. */
export function learn(scene: PartyScene, frame: Frame): void {
  if (around(frame, 'NdisCmDispatchIncomingDropParty', 'NdisMCmDispatchIncomingDropParty')) return;
  const { party: handle } = frame.args;
  if (typeof handle !== 'string') return;
  const party = named(scene, frame, handle, []);
  if (party?.life !== 'connected') return;
  believe(party, 'NdisCmDispatchIncomingDropParty');
  party.told ??= frame.record;
}

/** A request names a party. */
export function useInRequest(scene: PartyScene, frame: Frame): void {
  const { party: handle, af, vc } = frame.args;
  if (typeof handle !== 'string' || af === null || (typeof vc === 'string' && !frame.vc)) return;
  if (typeof af === 'string' && !frame.af) return;
  const party = named(scene, frame, handle, ['PARTY-08', 'PARTY-04']);
  if (!party || frame.from.role !== 'client') return;
  if (party.life === 'adding' || party.life === 'dropping') {
    complain(scene, frame, {
      rule: party.life === 'adding' ? 'PARTY-04' : 'PARTY-08',
      more: `with ${handle}, which ${party.life === 'adding' ? 'is still being added to the call' : 'it has given up already'}`,
      about: [handle],
    });
  }
}

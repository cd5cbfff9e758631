import { outcomeOf } from '../../protocol/log.js';
import type { Outcome } from '../../protocol/log.js';
import type { Frame, Scene, Vc } from '../../rules/index.js';
import { bury, join, name, openCall } from './partyBook.js';
import type { Party, PartyBook } from './partyBook.js';
import { show } from './partyCalls.js';
import { believe, contextOf } from './partyJudge.js';
import { around, complain, contextIn, isUnknown } from './partyWords.js';

type PartyScene = Scene<PartyBook>;

/** What a completion says; one that does not say how it went went well. */
export const told = ({ args }: Frame): Outcome => (args.status === undefined ? 'success' : outcomeOf(args.status));

/** A client adds a party to its call. */
export function beginAdding(scene: PartyScene, vc: Vc, frame: Frame): void {
  const { state: book } = scene;
  const call = book.calls.get(vc) ?? openCall(book, vc);
  call.kind ??= 'multipoint';
  const party = join(book, call, frame);
  believe(party, 'NdisClAddParty');
  if (typeof frame.args.party === 'string') show(scene, party, frame.args.party, frame);
}

/** The call that adds a party returns. */
export function endAdding(scene: PartyScene, vc: Vc, frame: Frame): void {
  const { state: book } = scene;
  const party = book.calls.get(vc)?.parties.find(({ arrival }) => arrival === frame);
  if (!party) return;
  if (frame.outcome !== 'failure' && typeof frame.out.party === 'string') show(scene, party, frame.out.party, frame);
  arrive(scene, party, 'NdisClAddParty returns', frame.outcome, frame);
}

/** NDIS asks the call manager to take a party in. */
export function askToAdd(scene: PartyScene, vc: Vc, frame: Frame): void {
  const { state: book } = scene;
  const { party: handle } = frame.args;
  const adding = around(frame, 'NdisClAddParty');
  const call = book.calls.get(vc);
  const waiting = call?.parties.filter(({ life }) => life === 'adding') ?? [];
  let party =
    waiting.find(({ arrival }) => adding !== undefined && arrival === adding) ??
    waiting.find((one) => one.handle === handle && handle !== undefined) ??
    waiting.find((one) => one.handle === undefined && one.asked === undefined && !contextOf(one).isFirst);
  if (!party) {
    party = join(book, call ?? openCall(book, vc, { kind: 'multipoint' }), undefined);
    believe(party, 'NdisClAddParty');
  }
  party.asked = frame;
  if (typeof handle === 'string') show(scene, party, handle, frame);
}

/** The call manager answers. */
export function answerAdding(scene: PartyScene, vc: Vc, frame: Frame): void {
  const party = scene.state.calls.get(vc)?.parties.find(({ asked }) => asked === frame);
  if (frame.outcome === 'success') demandContext(scene, frame, contextIn(frame.out), party?.handle);
  if (party) arrive(scene, party, 'NdisClAddParty returns', frame.outcome, frame);
}

/** The call manager completes. */
export function completeAdding(scene: PartyScene, frame: Frame, outcome: Outcome): void {
  const { party: handle } = frame.args;
  const party = addedParty(scene.state, frame);
  if (outcome === 'success') demandContext(scene, frame, contextIn(frame.args), party?.handle);
  if (party) {
    arrive(scene, party, 'NdisCmAddPartyComplete', outcome, frame);
  } else if (typeof handle === 'string' && isUnknown(scene, handle) && !scene.world.isPartial) {
    complain(scene, frame, {
      rule: 'PARTY-05',
      more: `with ${handle}, a party that it was never asked to add`,
      about: [handle],
    });
  }
}

/** NDIS passes a completion on to the client, of which the log may show nothing else. */
export function learnAdding(scene: PartyScene, frame: Frame, outcome: Outcome): void {
  if (around(frame, 'NdisCmAddPartyComplete', 'NdisMCmAddPartyComplete')) return;
  const party = addedParty(scene.state, frame);
  if (party) arrive(scene, party, 'NdisCmAddPartyComplete', outcome, frame);
}

/** The party that a completion is about: named, or the one that waits for it. */
function addedParty(book: PartyBook, frame: Frame): Party | undefined {
  const { args, vc } = frame;
  const { party: handle } = args;
  if (typeof handle === 'string') {
    const known = book.parties.get(handle);
    if (known) return known;
  }
  const adding = around(frame, 'NdisClAddParty');
  const asked = around(frame, 'ProtocolCmAddParty');
  const waiting = [...book.unnamed, ...(typeof handle === 'string' ? [] : book.parties.values())].filter(
    (party) => party.life === 'adding' && (vc === undefined || party.call?.vc === vc) && !contextOf(party).isFirst,
  );
  const party =
    waiting.find((one) => (adding && one.arrival === adding) ?? (asked && one.asked === asked)) ?? waiting[0];
  if (party && typeof handle === 'string') {
    name(book, party, handle);
    party.isGuessed = waiting.length > 1;
  }
  return party;
}

function arrive(
  scene: PartyScene,
  party: Party,
  type: 'NdisClAddParty returns' | 'NdisCmAddPartyComplete',
  outcome: Outcome | undefined,
  frame: Frame,
): void {
  if (party.life !== 'adding') return;
  believe(party, type, outcome);
  if (outcome !== 'failure') return;
  const { n } = frame.returned ?? frame.record;
  bury(scene.state, party, `it could not be added (record ${n})`, true);
}

function demandContext(scene: PartyScene, frame: Frame, context: unknown, handle: string | undefined): void {
  if (context !== null) return;
  const about = handle ?? 'the new party';
  complain(scene, frame, {
    rule: 'PARTY-03',
    more: `with success for ${about}, and with no context of its own for it`,
    about: handle === undefined ? [] : [handle],
  });
}

import type { PartyLife } from '../../protocol/lives.js';
import type { LogAssume } from '../../protocol/log.js';
import type { Frame, Monitor, Owed, Scene } from '../../rules/index.js';
import { join, name, openBook, openCall } from './partyBook.js';
import type { PartyBook } from './partyBook.js';
import { beginCall, beginClose, confirm, follow } from './partyCalls.js';
import { contextOf, placed } from './partyJudge.js';
import * as adding from './partyAdding.js';
import * as dropping from './partyDropping.js';
import { complain, contextIn } from './partyWords.js';

type PartyScene = Scene<PartyBook>;

/**
 * The contract of parties: the `party` machine, asked by look-up, once for each party of each call. The first comes
 * with NdisClMakeCall; its handle may be shown there, or with the answer, or never. Beside the arguments of the format,
 * `partyContext` is understood, and a `context` that is NULL where the only context is that of a party.
 */
export const partyContract: Monitor<PartyBook> = {
  name: 'party',
  rules: [
    'CALL-CLOSE-04',
    'CALL-CLOSE-05',
    'CALL-OUT-15',
    'CTX-06',
    'PARTY-02',
    'PARTY-03',
    'PARTY-04',
    'PARTY-05',
    'PARTY-08',
    'PARTY-09',
    'PARTY-12',
    'PARTY-13',
  ],
  hears: [
    'NdisClMakeCall',
    'ProtocolCmMakeCall',
    'NdisCmMakeCallComplete',
    'NdisMCmMakeCallComplete',
    'ProtocolClMakeCallComplete',
    'NdisClAddParty',
    'ProtocolCmAddParty',
    'NdisCmAddPartyComplete',
    'NdisMCmAddPartyComplete',
    'ProtocolClAddPartyComplete',
    'NdisClDropParty',
    'ProtocolCmDropParty',
    'NdisCmDropPartyComplete',
    'NdisMCmDropPartyComplete',
    'ProtocolClDropPartyComplete',
    'NdisCmDispatchIncomingDropParty',
    'NdisMCmDispatchIncomingDropParty',
    'ProtocolClIncomingDropParty',
    'NdisClCloseCall',
    'ProtocolCmCloseCall',
    'NdisCmCloseCallComplete',
    'NdisMCmCloseCallComplete',
    'ProtocolClCloseCallComplete',
    'NdisCoOidRequest',
    'NdisMCmOidRequest',
    'NdisCoDeleteVc',
    'NdisMCmDeleteVc',
    'ProtocolCoDeleteVc',
    'MiniportCoDeleteVc',
  ],
  open: openBook,
  called(scene, frame) {
    if (frame.isPrivate) return;
    call(scene, frame);
    if (frame.vc && frame.fn !== 'NdisClMakeCall') follow(scene, frame.vc, frame);
  },
  answered(scene, frame) {
    if (frame.isPrivate) return;
    answer(scene, frame);
    if (frame.vc) follow(scene, frame.vc, frame);
  },
  assumed(scene, record) {
    if (record.object === 'party') assume(scene, record);
  },
  owed,
};

function call(scene: PartyScene, frame: Frame): void {
  const { vc, args } = frame;
  switch (frame.fn) {
    case 'NdisClMakeCall':
      if (vc && !scene.state.calls.has(vc)) beginCall(scene, vc, frame);
      return;
    case 'ProtocolCmMakeCall': {
      const made = vc && scene.state.calls.get(vc);
      if (made) confirm(scene, made, frame, args.party);
      else if (vc) beginCall(scene, vc, frame);
      return;
    }
    case 'NdisCmMakeCallComplete':
    case 'NdisMCmMakeCallComplete':
    case 'ProtocolClMakeCallComplete': {
      const made = vc && scene.state.calls.get(vc);
      if (!made || adding.told(frame) !== 'success') return;
      confirm(scene, made, frame, args.party);
      if (frame.isIntoNdis && made.kind === 'multipoint') demandPartyContext(scene, frame, contextIn(args));
      return;
    }
    case 'NdisClAddParty':
      if (vc) adding.beginAdding(scene, vc, frame);
      return;
    case 'ProtocolCmAddParty':
      if (vc) adding.askToAdd(scene, vc, frame);
      return;
    case 'NdisCmAddPartyComplete':
    case 'NdisMCmAddPartyComplete':
      adding.completeAdding(scene, frame, adding.told(frame));
      return;
    case 'ProtocolClAddPartyComplete':
      adding.learnAdding(scene, frame, adding.told(frame));
      return;
    case 'NdisClDropParty':
      dropping.beginDropping(scene, frame);
      return;
    case 'ProtocolCmDropParty':
      dropping.askToDrop(scene, frame);
      return;
    case 'NdisCmDropPartyComplete':
    case 'NdisMCmDropPartyComplete':
    case 'ProtocolClDropPartyComplete':
      dropping.completeDropping(scene, frame, adding.told(frame));
      return;
    case 'NdisCmDispatchIncomingDropParty':
    case 'NdisMCmDispatchIncomingDropParty':
      dropping.announce(scene, frame);
      return;
    case 'ProtocolClIncomingDropParty':
      dropping.learn(scene, frame);
      return;
    case 'NdisClCloseCall':
      if (vc) beginClose(scene, vc, frame);
      return;
    case 'NdisCoOidRequest':
    case 'NdisMCmOidRequest':
      dropping.useInRequest(scene, frame);
      return;
    default:
      return;
  }
}

function answer(scene: PartyScene, frame: Frame): void {
  const { vc, out, outcome } = frame;
  const made = vc && scene.state.calls.get(vc);
  switch (frame.fn) {
    case 'NdisClMakeCall':
      if (!made || frame !== made.make || outcome === 'failure') return;
      if (outcome === 'success' || out.party !== null) confirm(scene, made, frame, out.party);
      return;
    case 'ProtocolCmMakeCall':
      if (outcome === 'success' && made?.kind === 'multipoint') demandPartyContext(scene, frame, contextIn(out));
      return;
    case 'NdisClAddParty':
      if (vc) adding.endAdding(scene, vc, frame);
      return;
    case 'ProtocolCmAddParty':
      if (vc) adding.answerAdding(scene, vc, frame);
      return;
    case 'NdisClDropParty':
      dropping.endDropping(scene, frame);
      return;
    case 'ProtocolCmDropParty':
      dropping.answerDropping(scene, frame);
      return;
    default:
      return;
  }
}

function demandPartyContext(scene: PartyScene, frame: Frame, context: unknown): void {
  if (context !== null) return;
  const { vc } = frame;
  complain(scene, frame, {
    rule: 'CALL-OUT-15',
    more: `with success for the multipoint call on ${vc?.handle ?? 'a virtual connection'}, and with no party context`,
    about: vc ? [vc.handle] : [],
  });
}

function owed({ state: { parties }, world }: PartyScene): readonly Owed[] {
  return [...parties.values()].flatMap((party) => {
    const { told, handle = 'a party', call } = party;
    if (!told || party.life !== 'connected' || !contextOf(party).isLeaving) return [];
    const by = call?.vc.client ?? world.cast.all('client')[0];
    if (!by || !world.cast.shows(by)) return [];
    const message = `${by.name} was told that ${handle} leaves its call, and has not answered with NdisClDropParty`;
    return [{ rule: 'PARTY-13' as const, by, message, about: [handle], since: told }];
  });
}

/** A party was there when the log began: so was its call, and so were no others but those that are named. */
function assume({ state: book, world }: PartyScene, { handle, state = 'connected', args }: LogAssume): void {
  const named = typeof args['vc'] === 'string' ? world.vcs.get(args['vc']) : undefined;
  const vc = named ?? (args['vc'] === undefined && world.vcs.size === 1 ? [...world.vcs.values()][0] : undefined);
  const known = vc && (book.calls.get(vc) ?? openCall(book, vc, { kind: 'multipoint', isWhole: !world.isPartial }));
  const party = join(book, known, undefined);
  party.life = state as PartyLife;
  party.state = placed(party.life, vc?.call === 'making');
  name(book, party, handle);
}

import type { Frame, Scene, Vc } from '../../rules/index.js';
import { bury, connectedBeside, join, name, openCall } from './partyBook.js';
import type { Party, PartyBook, PartyCall } from './partyBook.js';
import { ask, believe, contextOf, happen } from './partyJudge.js';
import { complain, complainOfUnknown, contextIn, isUnknown, named } from './partyWords.js';
import { amend, contextOf as contextOfVc } from './vcJudge.js';

type PartyScene = Scene<PartyBook>;

/** A client makes a call, or a callback shows that one has: with a party, or without. */
export function beginCall(scene: PartyScene, vc: Vc, frame: Frame): void {
  const { state: book } = scene;
  const { party, partyContext } = frame.args;
  const isShown = frame.fn === 'NdisClMakeCall';
  const context = isShown ? contextIn(frame.args) : undefined;
  const call = openCall(book, vc, { isWhole: !scene.world.isPartial, make: isShown ? frame : undefined });
  if (party === undefined && context === null) amend(vc, { multipoint: false });
  call.kind = kindOf(party ?? (party === undefined ? context : null));
  if (call.kind === 'pointToPoint') {
    if (isShown && partyContext !== undefined && partyContext !== null) mixed(scene, call, frame, 'a party context');
    return;
  }
  const first = join(book, call, isShown ? frame : undefined);
  believe(first, 'NdisClMakeCall');
  if (typeof party === 'string') show(scene, first, party, frame);
  if (typeof party === 'string' && context === null) mixed(scene, call, frame, 'no party context');
}

const kindOf = (value: unknown): PartyCall['kind'] =>
  value === undefined ? undefined : value === null ? 'pointToPoint' : 'multipoint';

/** A later record about the making of the call names its party, or says that there is none. */
export function confirm(scene: PartyScene, call: PartyCall, frame: Frame, party: string | null | undefined): void {
  const kind = kindOf(party);
  if (kind === undefined) return;
  const first = call.parties.find((one) => contextOf(one).isFirst);
  if (call.kind !== undefined && call.kind !== kind) {
    mixed(scene, call, frame, kind === 'multipoint' ? 'a party handle' : 'no party handle');
    return;
  }
  if (call.kind === undefined) {
    call.kind = kind;
    if (kind === 'pointToPoint') {
      amend(call.vc, { multipoint: false });
      if (first) bury(scene.state, first, '', false);
    }
  }
  if (first && typeof party === 'string') show(scene, first, party, frame);
}

/** One record has a party, another has none. */
function mixed(scene: PartyScene, call: PartyCall, frame: Frame, what: string): void {
  if (call.isMixed) return;
  call.isMixed = true;
  const { handle } = call.vc;
  complain(scene, frame, {
    rule: 'CALL-OUT-15',
    more: `on ${handle} with ${what}, while ${
      call.kind === 'multipoint' ? 'the call was made with one' : 'the call was made as point-to-point'
    }`,
    about: [handle],
  });
}

/** A record shows the handle of a party: a fresh one, and always the same. */
export function show(scene: PartyScene, party: Party, handle: string, frame: Frame): void {
  const { state: book } = scene;
  const other = book.parties.get(handle);
  if (other === party) return;
  if (other?.isGuessed && party.handle === undefined && other.call === party.call) {
    swap(other, party);
    return;
  }
  if (other && !other.isGuessed) {
    complain(scene, frame, {
      rule: 'PARTY-02',
      more: `with ${handle} for a new party, while that is the handle of another one that is still on its call`,
      about: [handle],
      isByNdis: true,
    });
    book.unnamed.delete(party);
    return;
  }
  if (party.handle !== undefined && frame.isIntoNdis && frame.outcome === undefined) {
    if (isUnknown(scene, handle)) complainOfUnknown(scene, frame, handle);
    return;
  }
  name(book, party, handle);
}

/** Two parties were taken for each other: what is known of each by its handle is true of the other. */
function swap(named: Party, unnamed: Party): void {
  const { arrival, asked } = named;
  named.arrival = unnamed.arrival;
  named.asked = unnamed.asked;
  named.isGuessed = false;
  unnamed.arrival = arrival;
  unnamed.asked = asked;
}

/** The contract of the VC has moved on: the parties of its call follow. */
export function follow(scene: PartyScene, vc: Vc, frame: Frame): void {
  const call = scene.state.calls.get(vc);
  if (!call) return;
  if (vc.call === 'none' || vc.life === 'deleted') {
    const isStillJudged = call.make?.verdict === 'illegal' && call.make.status === undefined;
    if (!isStillJudged) endCall(scene, call, frame);
    return;
  }
  const isMade = vc.call === 'closing' ? contextOfVc(vc).closedFrom === 'connected' : vc.call !== 'making';
  for (const party of call.parties) {
    if (isMade && contextOf(party).isFirst) believe(party, 'NdisClMakeCall returns', 'success');
  }
  if (call.close && vc.call !== 'closing') {
    for (const party of call.parties) believe(party, 'NdisClCloseCall returns', 'failure');
    call.close = undefined;
    call.isContested = false;
  }
}

function endCall(scene: PartyScene, call: PartyCall, frame: Frame): void {
  const { state: book } = scene;
  const { vc, close } = call;
  const left = call.parties.filter(({ life }) => life !== 'adding').length;
  if (close && call.isContested) {
    complain(scene, close, {
      rule: 'CALL-CLOSE-04',
      more: `on ${vc.handle}, which still has ${left} parties, and the close is carried out`,
      about: [vc.handle],
      at: close.record,
    });
  }
  const { n } = frame.returned ?? frame.record;
  for (const party of [...call.parties]) {
    const hasFailed = party.life === 'adding';
    const how = hasFailed ? `it never came to be on the call (record ${n})` : `its call has ended in record ${n}`;
    bury(book, party, how, hasFailed);
  }
  book.calls.delete(vc);
}

/** A client closes a call: in the name of the party that is left, or of none. */
export function beginClose(scene: PartyScene, vc: Vc, frame: Frame): void {
  const { state: book } = scene;
  if (frame.verdict === 'illegal') return;
  const { party: handle } = frame.args;
  let call = book.calls.get(vc);
  if (typeof handle === 'string') {
    if (isPointToPoint(vc, call)) {
      wrongParty(scene, frame, `in the name of party ${handle}, while the call is point-to-point`);
      return;
    }
    const party = named(scene, frame, handle, ['PARTY-08', 'PARTY-04']);
    if (!party) return;
    call ??= party.call;
    if (party.call && party.call.vc !== vc) {
      wrongParty(scene, frame, `in the name of ${handle}, which is a party of ${party.call.vc.handle}`);
      return;
    }
    call ??= openCall(book, vc, { kind: 'multipoint' });
    if (!party.call) {
      party.call = call;
      call.parties.push(party);
    }
    call.close = frame;
    closeWith(scene, call, party, frame);
    return;
  }
  if (!call) return;
  call.close = frame;
  if (handle === null && call.kind === 'multipoint' && call.parties.some(({ life }) => life === 'connected')) {
    wrongParty(scene, frame, 'in the name of no party, while the call is multipoint');
    return;
  }
  const [one] = call.parties.filter(({ life }) => life === 'connected' || life === 'adding');
  if (one) closeWith(scene, call, one, frame);
}

const isPointToPoint = ({ creator }: Vc, call: PartyCall | undefined): boolean =>
  call ? call.kind === 'pointToPoint' : creator?.role === 'callManager' || creator?.role === 'mcm';

function wrongParty(scene: PartyScene, frame: Frame, why: string): void {
  const { vc } = frame;
  complain(scene, frame, {
    rule: 'CALL-CLOSE-05',
    more: `on ${vc?.handle ?? 'a virtual connection'} ${why}`,
    about: vc ? [vc.handle] : [],
  });
}

function closeWith(scene: PartyScene, call: PartyCall | undefined, party: Party, frame: Frame): void {
  const beside = call ? connectedBeside(call, party) : 0;
  const step = ask(party, 'NdisClCloseCall', undefined, beside);
  const { judgement } = step;
  if (judgement.verdict !== 'illegal') {
    happen(party, step);
  } else if (judgement.rule === 'CALL-CLOSE-04') {
    if (call) call.isContested = true;
    happen(party, ask(party, 'NdisClCloseCall', undefined, 0));
  } else if (frame.args.party !== undefined) {
    const handle = party.handle ?? 'a party';
    complain(scene, frame, {
      rule: judgement.rule,
      more:
        judgement.rule === 'PARTY-04'
          ? `in the name of ${handle}, which is still being added to the call`
          : `in the name of ${handle}, which it is dropping already`,
      about: [handle],
    });
  }
}

import type { PartyLife } from '../../protocol/lives.js';
import { Latest } from '../../rules/index.js';
import type { Frame, Vc } from '../../rules/index.js';
import { birth, contextOf } from './partyJudge.js';

/** A record, as far as a finding has to point to it. */
export interface Place {
  readonly n: number;
  readonly line: number;
}

/** One party of a multipoint call. */
export interface Party {
  /** Records may show it late, or never. */
  handle: string | undefined;
  /** Another one may have that handle: several waited for theirs when a record showed it. */
  isGuessed: boolean;
  /** The number that the contract gives the state it is in. */
  state: number;
  life: PartyLife;
  /** The call that it is on; unknown where no record says. */
  call: PartyCall | undefined;
  /** The call that adds it, or made the call that it came with. */
  arrival: Frame | undefined;
  /** The call manager is asked to add or drop it. */
  asked: Frame | undefined;
  /** The call that drops it. */
  exit: Frame | undefined;
  /** That call had to be refused. */
  isContested: boolean;
  /** How many parties had come or gone before it came. */
  readonly age: number;
  /** The record that has told the client that it leaves. */
  told: Place | undefined;
}

/** The parties of one call. */
export interface PartyCall {
  readonly vc: Vc;
  /** Unknown as long as no record shows a party, or that there is none. */
  kind: 'multipoint' | 'pointToPoint' | undefined;
  /** All its parties are known: the log shows how it was made. */
  isWhole: boolean;
  /** A party has left that no record names: nobody knows any more how many are left. */
  isLost: boolean;
  /** A record has shown it to be of the other kind, and that has been reported. */
  isMixed: boolean;
  readonly parties: Party[];
  make: Frame | undefined;
  close: Frame | undefined;
  /** The close had to be refused. */
  isContested: boolean;
}

/** All that is remembered of parties. */
export interface PartyBook {
  readonly calls: Map<Vc, PartyCall>;
  readonly parties: Map<string, Party>;
  /** Parties whose handles no record has shown yet. */
  readonly unnamed: Set<Party>;
  /** Handles of parties that are no more, the latest of them. */
  readonly graves: Latest<Grave>;
  /** How many parties have come or gone so far. */
  age: number;
}

/** How a party has come to its end. */
export interface Grave {
  readonly how: string;
  /** It never came to be on its call. */
  readonly hasFailed: boolean;
  readonly age: number;
}

/** How many dead handles are remembered at least. */
const fewestGraves = 32_768;

export const openBook = (): PartyBook => ({
  calls: new Map(),
  parties: new Map(),
  unnamed: new Set(),
  graves: new Latest<Grave>(fewestGraves),
  age: 0,
});

/** What a record tells of a call that it is the first to show. */
type Beginning = Partial<Pick<PartyCall, 'kind' | 'isWhole' | 'make'>>;

/** A call that has just begun, or is just met. */
export function openCall({ calls }: PartyBook, vc: Vc, change: Beginning = {}): PartyCall {
  const call: PartyCall = {
    vc,
    kind: change.kind,
    isWhole: change.isWhole ?? false,
    isLost: false,
    isMixed: false,
    parties: [],
    make: change.make,
    close: undefined,
    isContested: false,
  };
  calls.set(vc, call);
  return call;
}

/** A party that has no name yet. */
export function join(book: PartyBook, call: PartyCall | undefined, arrival: Frame | undefined): Party {
  book.age += 1;
  const party: Party = {
    age: book.age,
    handle: undefined,
    isGuessed: false,
    state: birth,
    life: 'none',
    call,
    arrival,
    asked: undefined,
    exit: undefined,
    isContested: false,
    told: undefined,
  };
  call?.parties.push(party);
  book.unnamed.add(party);
  return party;
}

/** A record shows the handle of a party. */
export function name(book: PartyBook, party: Party, handle: string): void {
  party.handle ??= handle;
  book.unnamed.delete(party);
  book.parties.set(handle, party);
}

/** What a handle names: a party that is known by it, or one whose handle this must be. */
export function find(book: PartyBook, handle: string, vc: Vc | undefined): Party | undefined {
  const known = book.parties.get(handle);
  if (known) return known;
  const dead = book.graves.get(handle);
  const candidates = [...book.unnamed].filter(
    (party) => (vc === undefined || party.call?.vc === vc) && (!dead || dead.age < party.age),
  );
  const found = candidates.find(({ life }) => life === 'connected') ?? candidates[0];
  if (!found) return undefined;
  name(book, found, handle);
  if (candidates.some(({ call }) => call !== found.call)) {
    found.isGuessed = true;
    for (const { call } of candidates) if (call) call.isLost = true;
  }
  return found;
}

/** The party has come to its end: `hasFailed` where it never was on the call. */
export function bury(book: PartyBook, party: Party, how: string, hasFailed: boolean): void {
  const { call, handle } = party;
  book.unnamed.delete(party);
  const place = call?.parties.indexOf(party) ?? -1;
  if (place >= 0) call?.parties.splice(place, 1);
  if (handle === undefined || book.parties.get(handle) !== party) return;
  book.parties.delete(handle);
  book.graves.set(handle, { how, hasFailed, age: book.age });
}

/** How many parties are on the call beside one, as far as is known; a party that may be there counts as one. */
export function othersOf(self: Party): number {
  const { call } = self;
  if (!call?.isWhole || call.isLost) return 1;
  return call.parties.filter(
    (other) => other !== self && (other.life !== 'dropping' || contextOf(other).closedFrom !== null),
  ).length;
}

/** How many parties are surely on the call beside one. */
export const connectedBeside = ({ parties, isLost }: PartyCall, self: Party): number =>
  isLost ? 0 : parties.filter((other) => other !== self && other.life === 'connected').length;

import type { Actor } from './cast.js';
import type { Frame } from './frame.js';
import type { Moment, Vc } from './things.js';

/**
 * Who has a NET_BUFFER_LIST that has left its owner. `out`: somebody who keeps it until he gives it back. `lent`: a
 * protocol, for the time of the indication. `copied`: a protocol, a copy of it that NDIS has made. `returning`: NDIS, on
 * the last step to its owner.
 */
export type Holder = 'out' | 'lent' | 'copied' | 'returning';

/** A NET_BUFFER_LIST that is not with its owner. */
export class Packet implements Moment {
  /** How many returns the protocol owes for it: an NDIS 5 protocol says so itself. */
  references = 1;
  /** It has been reported already: nothing more is owed about it. */
  isExcused = false;
  /** The call with whose end the loan is over. */
  loan: Frame | undefined = undefined;
  /** Another list of the same name, on another VC, and whether this is the other. */
  next: Packet | undefined = undefined;
  isBehind = false;
  /** The record with which it left its owner. A list does not keep that alive: there may be many lists, and for long. */
  readonly n: number;
  readonly line: number;
  readonly fn: string;

  constructor(
    readonly name: string,
    readonly way: 'send' | 'receive',
    readonly vc: Vc | undefined,
    /** Who owns it: who sent it, or who indicated it. */
    readonly owner: Actor,
    { n, line, fn }: Moment,
    public holder: Holder,
    /** The call that submitted it, until it has been handed down. */
    public call: Frame | undefined,
    /** Its place among all submissions. */
    readonly place: number,
  ) {
    this.n = n;
    this.line = line;
    this.fn = fn;
  }

  /** When it left its owner. */
  get since(): Moment {
    return this;
  }

  /** It is known only from NDIS handing it on: what its owner did with it the log does not show. */
  get isEcho(): boolean {
    return this.fn === 'MiniportCoSendNetBufferLists' || this.fn === 'ProtocolCoReceiveNetBufferLists';
  }
}

/** How many lists may be on the last step to their owners: a log need not show that step. */
const mostReturning = 65_536;

/** The lists of one way that are not with their owners, by their names. */
export class Lists {
  readonly #byName = new Map<string, Packet>();
  /** The name that was looked for last, and what it names: one record after the other is about the same list. */
  #sought = '';
  #first: Packet | undefined = undefined;
  #returning = 0;
  /** Lists on the last step have been dropped unseen: the end of one may come out of nowhere. */
  isForgetful = false;

  /** The list of that name: of a VC, where one is named, and rather an owner's than another's. */
  find(name: string, vc: Vc | undefined, owner?: Actor): Packet | undefined {
    const first = this.#of(name);
    if (first === undefined || (first.next === undefined && (vc === undefined || first.vc === vc))) return first;
    let found: Packet | undefined;
    for (let packet: Packet | undefined = first; packet; packet = packet.next) {
      if (vc !== undefined && packet.vc !== undefined && packet.vc !== vc) continue;
      if (owner === undefined ? packet.holder !== 'returning' : packet.owner === owner) return packet;
      found ??= packet;
    }
    return found;
  }

  /** A list has left its owner; `old` is the one that it takes the place of. */
  put(packet: Packet, old: Packet | undefined): void {
    if (old) this.drop(old);
    const { name } = packet;
    const first = this.#of(name);
    if (first) {
      packet.next = first;
      first.isBehind = true;
    }
    this.#set(name, packet);
    this.#count(packet, 1);
  }

  /** A list is on the last step to its owner. */
  rest(packet: Packet): void {
    this.#count(packet, -1);
    packet.holder = 'returning';
    this.#returning += 1;
    if (this.#returning > mostReturning) this.#forget();
  }

  /** A list is with its owner again. */
  drop(packet: Packet): void {
    const { name, next } = packet;
    if (packet.isBehind) {
      let before = this.#of(name);
      while (before && before.next !== packet) before = before.next;
      if (before) before.next = next;
    } else if (next) {
      next.isBehind = false;
      this.#set(name, next);
    } else {
      this.#byName.delete(name);
      this.#first = undefined;
      this.#sought = name;
    }
    if (packet.holder === 'returning') this.#returning -= 1;
    else this.#count(packet, -1);
  }

  /** NDIS has handed a copy of a lent list to the protocol. */
  copy(packet: Packet): void {
    this.#count(packet, -1);
    packet.holder = 'copied';
  }

  /** NDIS has lent on to the protocol what it may keep itself. */
  lend(packet: Packet, loan: Frame): void {
    this.#count(packet, -1);
    packet.holder = 'lent';
    packet.loan = loan;
    this.#count(packet, 1);
  }

  /** Nothing more is owed about a list, and nothing has to wait for it. */
  excuse(packet: Packet): void {
    if (packet.isExcused) return;
    this.#count(packet, -1);
    packet.isExcused = true;
  }

  /** All of them. */
  *values(): Generator<Packet> {
    for (const first of this.#byName.values()) {
      for (let packet: Packet | undefined = first; packet; packet = packet.next) yield packet;
    }
  }

  /** As plain data. */
  toJSON(): readonly Packet[] {
    return [...this.values()];
  }

  /** The first list of a name. */
  #of(name: string): Packet | undefined {
    if (this.#sought !== name) {
      this.#first = this.#byName.get(name);
      this.#sought = name;
    }
    return this.#first;
  }

  #set(name: string, packet: Packet): void {
    this.#byName.set(name, packet);
    this.#first = packet;
    this.#sought = name;
  }

  #forget(): void {
    this.isForgetful = true;
    for (const packet of [...this.values()]) if (packet.holder === 'returning') this.drop(packet);
  }

  #count(packet: Packet, by: 1 | -1): void {
    const { vc, owner, holder } = packet;
    if (!vc || packet.isExcused) return;
    if (holder === 'lent') {
      vc.lent += by;
    } else if (holder === 'out') {
      if (packet.way === 'receive') {
        vc.receives += by;
      } else {
        vc.sends += by;
        vc.countSends(owner, by);
      }
    }
  }
}

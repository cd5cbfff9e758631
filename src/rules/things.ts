import type { AfLife, CallEnd, SapLife, VcCall, VcLife } from '../protocol/lives.js';
import type { Actor } from './cast.js';
import type { Frame } from './frame.js';

/** A record that has changed a thing. */
export interface Moment {
  readonly n: number;
  readonly line: number;
  readonly fn: string;
}

/** How many moments a thing remembers. */
const remembered = 8;

/** Something that a handle names. */
export abstract class Thing {
  /** The number that its contract gives the state it is in; -1 where the contract has not been asked yet. */
  state = -1;
  /** Somebody uses its handle that nobody has handed out. */
  isStray = false;
  /** The records that brought it there, newest last. */
  readonly past: Moment[] = [];
  /** It has been completed with PENDING, which counts: a better completion may follow. */
  isHalfSaid = false;

  constructor(readonly handle: string) {}

  /** Notes that a record has changed it. */
  note(moment: Moment): void {
    if (this.past.length === remembered) this.past.shift();
    this.past.push(moment);
  }
}

/** A send that has reached the miniport: its place among all submissions, and the records of its submission and arrival. */
export interface HandedDown {
  readonly name: string;
  readonly place: number;
  readonly since: number;
  readonly n: number;
  readonly line: number;
}

/** How many open calls on one VC are remembered. */
const mostFrames = 64;

/** A virtual connection, as far as the log has told. The contract writes it, monitors read it. */
export class Vc extends Thing {
  readonly kind = 'vc';
  life: VcLife = 'absent';
  call: VcCall = 'none';
  creator: Actor | null = null;
  /** The client that shares it, once the log has said which. */
  client: Actor | null = null;
  /** The call manager or MCM that shares it, and the miniport or MCM under it, once the log has said which. */
  provider: Actor | null = null;
  miniport: Actor | null = null;
  /** How it came into the log: it was there already, a create callback told of it, or the log shows its creation. */
  birth: 'unknown' | 'told' | 'shown' = 'unknown';
  /** The context that each driver keeps for it. */
  readonly contexts = new Map<Actor, unknown>();
  /** `null` for a call manager's own, `undefined` where no record says. */
  af: string | null | undefined = undefined;
  /** A call manager's own; `null` where no record says. */
  signaling: boolean | null = null;
  wasActive = false;
  ended: CallEnd | null = null;
  /** It has been activated for a call that is over, and not been deactivated since. */
  isSpent = false;
  /** What a driver has told NDIS, and another one does not know yet: what the contract remembers of it. */
  news: { readonly frame: Frame } | undefined = undefined;
  /** Calls into NDIS of which the other side has not been told yet, as far as the log shows. */
  readonly untold = new Set<string>();
  /** NDIS has let two activations or deactivations go on at once, or one was completed with PENDING. */
  isClashing = false;
  /** The last activation of an inactive VC has failed. */
  hasFailed = false;
  /** Of the sends that have reached the miniport, the one that was submitted last. */
  newestSend: HandedDown | undefined = undefined;
  /** Halves of which the log has not told yet, because it began in the middle. */
  isLifeGuessed = false;
  isCallGuessed = false;
  /** The numbers of other states in which it may be for that reason. */
  others: readonly number[] = [];
  /** Sends under way: all, and those of each driver that owns the lists. */
  sends = 0;
  #sender: Actor | undefined = undefined;
  #sends = 0;
  #sendsOfOthers: Map<Actor, number> | undefined = undefined;
  /** Indicated lists that are out, and lists that are lent. */
  receives = 0;
  lent = 0;
  /** Calls into NDIS that name it and have not returned. */
  readonly frames: Frame[] = [];

  /** How many sends of a driver are under way. */
  sendsOf(owner: Actor): number {
    return owner === this.#sender ? this.#sends : (this.#sendsOfOthers?.get(owner) ?? 0);
  }

  /** Notes that a send of a driver has set out, or is back. Most VCs have one sender. */
  countSends(owner: Actor, by: 1 | -1): void {
    this.#sender ??= owner;
    if (owner === this.#sender) {
      this.#sends += by;
    } else {
      this.#sendsOfOthers ??= new Map<Actor, number>();
      this.#sendsOfOthers.set(owner, (this.#sendsOfOthers.get(owner) ?? 0) + by);
    }
  }

  /** Notes that a call about it has begun. */
  enter(frame: Frame): void {
    if (this.frames.length === mostFrames) this.frames.shift();
    this.frames.push(frame);
  }

  /** Notes that a call about it is over. */
  leave(frame: Frame): void {
    const place = this.frames.lastIndexOf(frame);
    if (place >= 0) this.frames.splice(place, 1);
  }
}

/** An address family that a client has opened. */
export class Af extends Thing {
  readonly kind = 'af';
  life: AfLife = 'unregistered';
  client: Actor | null = null;
  provider: Actor | null = null;
  /** VCs on it, whoever has created them, and SAPs that its client has registered. */
  readonly vcs = new Set<string>();
  readonly saps = new Set<string>();
}

/** A SAP that a client has registered. */
export class Sap extends Thing {
  readonly kind = 'sap';
  life: SapLife = 'none';
  client: Actor | null = null;
  af: string | null | undefined = undefined;
  /** It was there when the log began, which has not told yet where it stands. */
  isGuessed = false;
}

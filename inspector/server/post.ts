import type { SystemSnapshot } from '../../src/system/index.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import type { Origin } from '../common/draft.js';
import type { Recorder } from '../common/recorder.js';
import { isPutOff, Senders, typeOf } from './senders.js';
import type { Input } from '../../src/scenario/index.js';

/** A message that waits. */
interface Letter {
  readonly actor: string;
  readonly type: string;
  readonly event: unknown;
  /** The step that says that it waits. */
  readonly step: number | null;
}

const outside: Origin = { from: null, cause: null };

/**
 * What the switchboard of a live system does with messages, found by looking on: who has sent what an actor is told, and
 * what waits because its receiver, or NDIS, wants it later.
 */
export class Post {
  readonly #senders = new Senders();
  /** What comes from outside and has not reached its actor. */
  #input: { readonly type: string; readonly event: unknown } | undefined;
  /** As the system has it. */
  #deferred: readonly Letter[] = [];
  /** What NDIS has put off. */
  #waiting: readonly Letter[] = [];
  /** What waits no longer, and has not arrived. */
  #leaving: readonly Letter[] = [];
  #putOff: readonly { readonly event: unknown; readonly step: number }[] = [];

  constructor(
    private readonly recorder: () => Recorder,
    /** What the actors of the system want later; nothing as long as there is no system. */
    private readonly deferred: () => SystemSnapshot['deferred'],
  ) {}

  /** An actor has said something in one of its steps. */
  readonly said = (actor: string, step: number, event: unknown): void => {
    this.#senders.said(actor, step, event);
    if (actor === 'ndis' && isPutOff(event)) this.#putOff = [...this.#putOff, { event, step }];
  };

  /** Who has sent what an actor is told. */
  readonly originOf = (actor: string, event: unknown): Origin | undefined => {
    this.look();
    const type = typeOf(event);
    if (this.#input?.type === type) {
      this.#input = undefined;
      return outside;
    }
    const letter = this.#leaving.find((one) => one.type === type && (one.actor === actor || one.actor === 'ndis'));
    if (!letter) return this.#senders.originOf(actor, event);
    this.#leaving = this.#leaving.filter((one) => one !== letter);
    const from = this.#senders.find(actor, event)?.from ?? null;
    if (letter.actor === 'ndis' && letter.step !== null) this.#senders.said('ndis', letter.step, letter.event);
    return { from, cause: letter.step };
  };

  /** Something is about to come from outside. */
  given(input: Input): void {
    if (input.kind === 'send') {
      const { vc: _vc, irql: _irql, ...event } = input.event;
      this.#input = { type: event.type, event };
    } else if (input.kind === 'call') {
      const { from, fn, vc = 1, ...fields } = input.call;
      this.#senders.said(from, null, { ...fields, type: fn, vc });
    }
  }

  /** A record is about to be told. */
  crossing(record: TraceRecord): void {
    this.look();
    if (record.kind !== 'call' || record.from !== 'ndis') return;
    const letter = this.#waiting.find(({ type }) => type === record.fn);
    if (!letter) return;
    this.#waiting = this.#waiting.filter((one) => one !== letter);
    this.#leaving = [...this.#leaving, letter];
  }

  /** All that follows has happened: what has not arrived by now has come to nothing. */
  settled(): void {
    this.look();
    this.#input = undefined;
    const lost = [...this.#leaving, ...this.#waiting];
    this.#leaving = [];
    this.#waiting = [];
    for (const { actor, event, step } of lost) {
      this.recorder().passOver(actor, event, { from: null, cause: step }, false);
    }
  }

  /** Sees what waits now, and tells what has begun to. */
  look(): void {
    const begun = this.#putOff;
    this.#putOff = [];
    for (const { event, step } of begun) {
      const origin = { from: 'ndis', cause: step };
      this.#waiting = [...this.#waiting, this.#keep('ndis', typeOf(event), event, origin)];
    }
    const before = this.#deferred;
    const kept: Letter[] = [];
    let next = 0;
    for (const { actor, type } of this.deferred()) {
      const at = before.findIndex((letter, index) => index >= next && letter.actor === actor && letter.type === type);
      const known = before[at];
      if (known) next = at + 1;
      kept.push(known ?? this.#deferral(actor, type));
    }
    if (kept.length === before.length && next === before.length) return;
    this.#leaving = [...this.#leaving, ...before.filter((letter) => !kept.includes(letter))];
    this.#deferred = kept;
  }

  #deferral(actor: string, type: string): Letter {
    if (this.#input?.type === type) {
      const { event } = this.#input;
      this.#input = undefined;
      return this.#keep(actor, type, event, outside);
    }
    const said = this.#senders.find(actor, { type });
    return this.#keep(actor, type, said?.event ?? { type }, said ?? outside);
  }

  #keep(actor: string, type: string, event: unknown, { from, cause }: Origin): Letter {
    const step = this.recorder().passOver(actor, event, { from, cause }, true) ?? null;
    return { actor, type, event, step };
  }
}

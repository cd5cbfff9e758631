import { isFunctionName } from '../../src/protocol/functions.js';
import type { Origin } from '../common/draft.js';

/** A message that an actor, or a driver out of turn, has said. */
export interface Said extends Origin {
  readonly event: unknown;
  /** Counts what was said, so that what was said last is known. */
  readonly number: number;
}

interface Fields {
  readonly type?: unknown;
  readonly vc?: unknown;
  readonly refusal?: unknown;
  readonly frame?: {
    readonly fn?: unknown;
    readonly args?: unknown;
    readonly results?: readonly { readonly callback?: unknown; readonly on?: unknown }[];
  };
}

const returns = ' returns';

/**
 * Who has said what, in a system whose messages the switchboard carries: XState sees only that they arrive. A message is
 * known again by its type and its VC; what was said last is carried first.
 */
export class Senders {
  readonly #said = new Map<string, Map<number, Said>>();
  #number = 0;

  /** An actor has said something in a step of its own, or a driver out of turn. */
  said(from: string, cause: number | null, event: unknown): void {
    const type = typeOf(event);
    const byVc = this.#said.get(type) ?? new Map<number, Said>();
    this.#said.set(type, byVc);
    this.#number += 1;
    byVc.set(vcIn(from) ?? vcOf(event) ?? 0, { from, cause, event, number: this.#number });
  }

  /** Who has sent an event to an actor; nothing where nobody has said it. */
  originOf(actor: string, event: unknown): Origin | undefined {
    const said = this.find(actor, event);
    return said && { from: said.from, cause: said.cause };
  }

  /** What was said that has become this event. */
  find(actor: string, event: unknown): Said | undefined {
    const { type, frame, refusal } = fieldsOf(event);
    if (typeof type !== 'string') return undefined;
    const vc = vcIn(actor) ?? vcOf(event) ?? vcOf(frame?.args);
    if (type === 'ndis.call' && typeof frame?.fn === 'string') return this.#last(frame.fn, vc);
    if (type === 'ndis.resume') {
      const { callback, on } = frame?.results?.at(-1) ?? {};
      return typeof callback === 'string' ? this.#answer(callback, String(on), vc) : undefined;
    }
    if (!type.endsWith(returns)) return this.#last(type, vc);
    const fn = type.slice(0, -returns.length);
    // NDIS refuses a call before its machine hears of it.
    return refusal === undefined ? this.#answer(fn, 'ndis', vc) : this.#answerFrom(fn, 'ndis', vc);
  }

  /** The return from a function: said by its machine, or given for a machine that has no part for it. */
  #answer(fn: string, from: string, vc: number | undefined): Said | undefined {
    const [call, answer] = [this.#last(fn, vc), this.#last(`${fn}${returns}`, vc)];
    return answer && (!call || answer.number > call.number) ? answer : this.#answerFrom(fn, from, vc);
  }

  #answerFrom(fn: string, from: string, vc: number | undefined): Said | undefined {
    const call = this.#last(fn, vc);
    return call && { ...call, from };
  }

  #last(type: string, vc: number | undefined): Said | undefined {
    const byVc = this.#said.get(type);
    if (!byVc) return undefined;
    const known =
      vc === undefined ? [...byVc.values()] : [byVc.get(vc), byVc.get(0)].filter((one) => one !== undefined);
    return known.reduce<Said | undefined>((last, one) => (last && last.number > one.number ? last : one), undefined);
  }
}

/** What was said, put off by NDIS until everything before it is done. */
export const isPutOff = (event: unknown): boolean =>
  (fieldsOf(event) as { readonly deferred?: unknown }).deferred === true && isFunctionName(typeOf(event));

const fieldsOf = (event: unknown): Fields => (typeof event === 'object' && event !== null ? event : {});

export const typeOf = (event: unknown): string => {
  const { type } = fieldsOf(event);
  return typeof type === 'string' ? type : '';
};

/** The number in the name of an actor. */
const vcIn = (actor: string): number | undefined => {
  const number = /\[(\d+)\]$/.exec(actor)?.[1];
  return number === undefined ? undefined : Number(number);
};

/** The VC that an event is about, by its number or its handle. */
const vcOf = (event: unknown): number | undefined => {
  const { vc } = fieldsOf(event);
  if (typeof vc === 'number') return vc;
  const number = typeof vc === 'string' ? /^vc(\d+)$/.exec(vc)?.[1] : undefined;
  return number === undefined ? undefined : Number(number);
};

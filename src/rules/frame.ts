import type { AnyFunctionName } from '../protocol/functions.js';
import { outcomeOf } from '../protocol/log.js';
import type { LogArgs, LogCall, LogReturn, LogStatus, Outcome } from '../protocol/log.js';
import type { Actor } from './cast.js';
import type { Plan } from './plans.js';
import type { Af, Sap, Vc } from './things.js';

/**
 * `refusable`: illegal if NDIS accepts it, and right if NDIS refuses it. `illegal`: found and reported. `implied`: it
 * shows what the log itself does not.
 */
export type Verdict = 'legal' | 'refusable' | 'illegal' | 'implied';

/** A function that has been entered: a call into NDIS, a callback from NDIS, or a driver's call of its own handler. */
export class Frame {
  readonly fn: AnyFunctionName;
  readonly args: LogArgs;
  /** What came out of it, once it has returned. */
  out: LogArgs = nothing;
  /** What it returned: `null` a void function, `undefined` while it is open. */
  status: LogStatus | null | undefined = undefined;
  /** The record with which it returned. */
  returned: LogCall | LogReturn | undefined = undefined;
  /** Callbacks that NDIS has made directly inside it, in order. */
  inside: readonly Frame[] = childless;
  /** The things that it names, where they are known. */
  vc: Vc | undefined = undefined;
  af: Af | undefined = undefined;
  sap: Sap | undefined = undefined;
  /** What the contract has to say once it has returned. */
  verdict: Verdict = 'legal';
  /** Somebody has found fault with this very call, or with its answer: one finding is enough. */
  isReported = false;
  /** How many frames are around it on its thread, as far as they are remembered. */
  depth: number;
  /** Another call of the same function was under way on its thread: whose return is whose cannot be told. */
  isMixed = false;

  constructor(
    readonly record: LogCall,
    readonly plan: Plan,
    readonly from: Actor,
    readonly to: Actor,
    /** The frame on the same thread in which it happens. */
    public outer: Frame | undefined,
  ) {
    this.depth = outer ? outer.depth + 1 : 0;
    this.fn = record.fn;
    this.args = record.args;
  }

  /** Notes a callback that NDIS makes inside. */
  contain(frame: Frame): void {
    if (this.inside.length >= mostInside) return;
    if (this.inside === childless) this.inside = [frame];
    else (this.inside as Frame[]).push(frame);
  }

  /** What the documentation says about the function. */
  get fact(): Plan['fact'] {
    return this.plan.fact;
  }

  /** Written as one record: nothing is known of what happened inside. */
  get isLeaf(): boolean {
    return this.record.status !== undefined;
  }

  /** A driver runs a handler of its own, which is its private matter. */
  get isPrivate(): boolean {
    return this.from === this.to;
  }

  /** A call of a driver into NDIS. */
  get isIntoNdis(): boolean {
    return this.to.role === 'ndis';
  }

  /** The driver that it concerns: the caller of NDIS, or whom NDIS calls. */
  get driver(): Actor {
    return this.from.role === 'ndis' ? this.to : this.from;
  }

  /** Whether the answer means success, more to come, or failure; `undefined` for a void function, or while it is open. */
  get outcome(): Outcome | undefined {
    return this.status === undefined || this.status === null ? undefined : outcomeOf(this.status);
  }

  /** The nearest frame around it, on the same thread, of which this holds. */
  around(holds: (frame: Frame) => boolean): Frame | undefined {
    let frame = this.outer;
    while (frame && !holds(frame)) frame = frame.outer;
    return frame;
  }
}

/** More often than this no function calls back: what goes beyond has lost its returns. */
const mostInside = 256;

const nothing: LogArgs = Object.freeze({});
const childless: readonly Frame[] = [];

import type { NdisContext, NdisFrame } from '../../machines/ndis/ndis.types.js';
import type { Fields } from '../../machines/messages.js';
import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import { vcHandle } from '../protocol/handles.js';
import type { Irql } from '../protocol/irql.js';
import type { DriverRole, Role } from '../protocol/roles.js';
import { isSuccess } from '../protocol/status.js';
import { forbiddenCaller } from './callers.js';
import { judge } from '../../machines/judge.js';
import type { Judgement } from '../../machines/judge.js';
import { actorName, birthOf } from './parts.js';
import type { Part, Side, Directory } from './parts.js';
import type { Stage } from './stage.js';
import { functionOf, isPrivate, isReturn, returnOf } from './thread.js';
import type { Activation, Deferred, Frame, Message, Reply, Thread, Traffic } from './thread.js';

/** Who has brought the system down, and in which callback. */
export type BugCheck = NonNullable<NdisContext['bugCheck']>;

/** Hears what crosses the boundary, and what passes beside it. */
export interface Witness {
  called(frame: Frame, thread: Thread): void;
  returned(frame: Frame, reply: Reply, thread: Thread): void;
  signaled(from: Side, to: Side, message: Message): void;
  /** An actor did not take a message, for the reason given. */
  declined(actor: string, message: Message, judgement: Judgement): void;
  /** A driver has brought the system down. */
  bugCheck(fault: BugCheck): void;
}

/** What is known of the VC behind a number. */
export interface VcNumbers {
  /** The VC is a call manager's own. */
  isSignaling(vc: number): boolean;
  /** A driver creates a VC: if the last one of that number has come to its end, a new one takes its place. */
  begin(vc: number, isSignaling: boolean): void;
}

/**
 * Carries messages between actors. A thread is a stack of activations; what an actor says in one step is a script that is
 * worked off in order, each call waiting for its return, so that calls nest as they do on a processor. Calls into NDIS
 * pass the objects they name, which admit or refuse them.
 */
export class Switchboard {
  constructor(
    readonly directory: Directory,
    private readonly stage: Stage,
    private readonly witness: Witness,
    private readonly vcs: VcNumbers,
    /** What is under way; it is changed in place. */
    readonly traffic: Traffic = { threads: [], waiting: [], deferred: [] },
  ) {}

  /** An actor speaks out of itself, or on an event of the environment: a new thread begins. */
  begin(actor: string, side: Side, vc: number, script: readonly Message[], irql: Irql): void {
    const taken = new Set(this.traffic.threads.map(({ id }) => id));
    let id = 1;
    while (taken.has(id)) {
      id += 1;
    }
    this.traffic.threads.push({
      id,
      irql,
      stack: [{ actor, side, vc, frame: null, script: [...script], reply: null }],
    });
  }

  /** An actor says one more thing out of itself: all that it says at once is one thread. */
  say(actor: string, side: Side, vc: number, message: Message, irql: Irql): void {
    const { stack: [only, ...others] = [] } = this.traffic.threads.at(-1) ?? {};
    if (only?.actor === actor && only.frame === null && others.length === 0) only.script.push(message);
    else this.begin(actor, side, vc, [message], irql);
  }

  /** Hands an event of the environment to an actor; what it says begins a thread. */
  inject(part: Part, vc: number, event: Message, irql: Irql): Judgement {
    const actor = actorName(part, vc);
    const judgement = judge(part.fates, this.stage.state(actor), event);
    if (judgement.verdict === 'deferred') {
      this.#defer(actor, part.side, vc, irql, event);
    } else if (judgement.verdict === 'legal') {
      this.begin(actor, part.side, vc, this.stage.step(actor, event), irql);
    }
    return judgement;
  }

  /** A driver makes a call that its machine would not make. The return goes to nobody. */
  call(from: DriverRole, vc: number, message: Message, irql: Irql): void {
    this.begin('', from, vc, [message], irql);
  }

  /** Runs until nothing moves: threads one after the other, then what was put off. */
  settle(): void {
    for (;;) {
      const thread = this.traffic.threads[0];
      if (thread) {
        this.advance(thread);
      } else if (!this.startWaiting() && !this.retryDeferred()) {
        return;
      }
    }
  }

  /** Lets a thread take one step. */
  advance(thread: Thread): void {
    const top = thread.stack.at(-1);
    const next = top?.script.shift();
    if (top && next) {
      this.#deliver(thread, top, next);
    } else if (top?.reply && top.frame) {
      thread.stack.pop();
      this.#return(thread, top.frame, top.reply);
    } else if (top?.frame) {
      throw new Error(`Internal error: ${top.actor} has left ${top.frame.fn} without a return.`);
    } else {
      thread.stack.pop();
    }
    const place = this.traffic.threads.indexOf(thread);
    if (thread.stack.length === 0 && place >= 0) {
      this.traffic.threads.splice(place, 1);
    }
  }

  /** Begins the first of what NDIS has put off. False where nothing waits. */
  startWaiting(): boolean {
    const next = this.traffic.waiting.shift();
    if (next) {
      const { deferred: _, ...message } = next.message;
      this.begin('ndis', 'ndis', next.vc, [message], next.irql);
    }
    return next !== undefined;
  }

  /** Whether the receiver of a deferred message stands elsewhere now. */
  isReady({ actor, since }: Deferred): boolean {
    return !isSameValue(this.stage.state(actor).value, since);
  }

  /** Begins the first deferred message whose receiver stands elsewhere now. False where there is none. */
  retryDeferred(): boolean {
    const { deferred } = this.traffic;
    const place = deferred.findIndex((message) => this.isReady(message));
    const [ready] = place < 0 ? [] : deferred.splice(place, 1);
    if (ready) {
      this.begin(ready.actor, ready.side, ready.vc, [ready.message], ready.irql);
    }
    return ready !== undefined;
  }

  /** Drops everything under way: the system has come down. */
  halt(): void {
    this.traffic.threads.length = 0;
    this.traffic.waiting.length = 0;
    this.traffic.deferred.length = 0;
  }

  #deliver(thread: Thread, { side, vc, frame }: Activation, message: Message): void {
    if (isPrivate(message.type)) {
      this.#signal(thread, side, vc, message);
    } else if (message.deferred) {
      this.traffic.waiting.push({ irql: 'PASSIVE_LEVEL', message, vc });
    } else if (message.to) {
      this.#callBack(thread, vc, message, frame);
    } else if (factOf(message.type as AnyFunctionName).kind === 'ndisCall') {
      this.#callNdis(thread, side as DriverRole, vc, message);
    } else {
      this.#callOneself(thread, side as DriverRole, vc, message);
    }
  }

  /** A message that does not cross the boundary: between the machines of one driver, to its hardware, to the network. */
  #signal(thread: Thread, from: Side, vc: number, message: Message): void {
    const part = this.directory.takerOf(message.type);
    if (!part) {
      return;
    }
    const actor = actorName(part, vc);
    this.witness.signaled(from, part.side, message);
    const judgement = judge(part.fates, this.stage.state(actor), message);
    if (judgement.verdict === 'legal') {
      this.#enter(thread, { actor, side: part.side, vc, frame: null, script: [], reply: null }, message);
    } else if (judgement.verdict === 'deferred') {
      this.#defer(actor, part.side, vc, thread.irql, message);
    } else {
      this.witness.declined(actor, message, judgement);
    }
  }

  #callBack(thread: Thread, vc: number, message: Message, outer: Frame | null): void {
    const { type, to = 'client', deferred: _, ...args } = message;
    const fn = type as AnyFunctionName;
    const frame = this.#frame(fn, 'ndis', to, vc, args, outer?.isSignaling);
    this.witness.called(frame, thread);
    this.#gates(frame).forEach((gate) =>
      this.stage.step(actorName(gate, vc), { ...args, type, by: 'ndis' } as Message),
    );
    this.#enterDriver(thread, to, vc, frame, { ...args, type });
  }

  /** A driver runs a routine of its own, because a return was final. */
  #callOneself(thread: Thread, side: DriverRole, vc: number, message: Message): void {
    const { type, ...args } = message;
    const frame = this.#frame(type as AnyFunctionName, side, side, vc, args);
    this.witness.called(frame, thread);
    this.#enterDriver(thread, side, vc, frame, message);
  }

  #enterDriver(thread: Thread, side: DriverRole, vc: number, frame: Frame, message: Message): void {
    const part = this.directory.handlerOf(side, message.type);
    const actor = part ? actorName(part, vc) : side;
    const judgement = part && judge(part.fates, this.stage.state(actor), message);
    if (judgement?.verdict === 'legal') {
      this.#enter(thread, { actor, side, vc, frame, script: [], reply: null }, message);
      return;
    }
    if (judgement) {
      this.witness.declined(actor, message, judgement);
    }
    // REG-03: what a driver lacks is a stub that answers NDIS_STATUS_NOT_SUPPORTED; void callbacks just return.
    const status = factOf(frame.fn).returns === 'void' ? null : 'NDIS_STATUS_NOT_SUPPORTED';
    const answer = part ? undefined : this.stage.answer?.(side, frame.fn);
    const script = answer?.call ? [answer.call] : [];
    thread.stack.push({ actor: answer ? '' : actor, side, vc, frame, script, reply: answer ?? { status } });
  }

  /** What speaks against a call of a driver into NDIS. Nothing is done. */
  objectionTo(from: DriverRole, vc: number, message: Message): Judgement | undefined {
    const { type, ...fields } = message;
    const frame = this.#frame(type as AnyFunctionName, from, 'ndis', vc, fields, isForNobody(from, message));
    return forbiddenCaller(frame.fn, from) ?? this.#refusal(frame, message);
  }

  #callNdis(thread: Thread, side: DriverRole, vc: number, message: Message): void {
    const { type, ...fields } = message;
    const isOwn = isForNobody(side, message);
    if (isOwn !== undefined) {
      this.vcs.begin(vc, isOwn);
    }
    const frame = this.#frame(type as AnyFunctionName, side, 'ndis', vc, fields, isOwn);
    this.witness.called(frame, thread);
    const activation: Activation = { actor: 'ndis', side: 'ndis', vc, frame, script: [], reply: null };
    thread.stack.push(activation);
    const refusal = forbiddenCaller(frame.fn, side) ?? this.#admit(frame, message);
    if (refusal?.verdict === 'illegal') {
      activation.reply = {
        status: factOf(frame.fn).returns === 'void' ? null : refusal.status,
        rule: refusal.rule,
      };
      activation.script.push(...giveBack(frame, refusal));
      return;
    }
    this.#hear(
      thread,
      activation,
      this.stage.step('ndis', { type: 'ndis.call', frame: forNdis(frame) } as unknown as Message),
    );
  }

  /** The objects that a call names admit it, each in turn, or one of them refuses. */
  #admit(frame: Frame, message: Message): Judgement | undefined {
    const refusal = this.#refusal(frame, message);
    if (refusal) return refusal;
    const event = { ...message, by: frame.from } as Message;
    this.#gates(frame).forEach((gate) => this.stage.step(actorName(gate, frame.vc), event));
    return undefined;
  }

  /** The first refusal of the objects that a call names. One that is not there yet judges as when it is born. */
  #refusal(frame: Frame, message: Message): Judgement | undefined {
    const event = { ...message, by: frame.from } as Message;
    for (const gate of this.#gates(frame)) {
      const name = actorName(gate, frame.vc);
      const state = this.stage.has(name) ? this.stage.state(name) : birthOf(gate, frame.vc);
      const judgement = judge(gate.fates, state, event);
      if (judgement.verdict === 'illegal') return judgement;
    }
    return undefined;
  }

  #gates(frame: Frame, type: string = frame.fn): readonly Part[] {
    const gates = this.directory.gates.filter(({ fates }) => Object.hasOwn(fates, type));
    // A call manager's own VC is on no address family; what is about an address family alone is about no VC.
    const isOffFamily = frame.isSignaling && gates.some(({ perVc }) => perVc);
    return isOffFamily ? gates.filter(({ perVc }) => perVc) : gates;
  }

  #return(thread: Thread, frame: Frame, reply: Reply): void {
    this.witness.returned(frame, reply, thread);
    if (frame.to === 'ndis') {
      const type = returnOf(frame.fn);
      const event = { ...frame.args, ...reply, type, by: frame.from } as Message;
      if (reply.rule === undefined) {
        [...this.#gates(frame, type)].reverse().forEach((gate) => this.stage.step(actorName(gate, frame.vc), event));
      }
    }
    const below = thread.stack.at(-1);
    if (!below) {
      return;
    }
    if (frame.from === 'ndis') {
      this.#resume(thread, below, frame, reply);
    } else {
      this.#hearReturn(thread, below, frame, reply);
    }
  }

  /** A callback has returned: NDIS goes on with the call in which it made it. */
  #resume(thread: Thread, below: Activation, frame: Frame, { status }: Reply): void {
    if (below.frame?.to !== 'ndis' || below.reply) {
      return;
    }
    below.frame.results = [...below.frame.results, { callback: frame.fn, on: frame.to as DriverRole, status }];
    const event = { type: 'ndis.resume', frame: forNdis(below.frame) } as unknown as Message;
    this.#hear(thread, below, this.stage.step('ndis', event));
    const { bugCheck } = this.stage.state('ndis').context as NdisContext;
    if (bugCheck) {
      this.witness.bugCheck(bugCheck);
      this.halt();
    }
  }

  /** A call has returned to the driver that made it. */
  #hearReturn(thread: Thread, below: Activation, frame: Frame, { rule, ...reply }: Reply): void {
    const type = returnOf(frame.fn);
    if (this.directory.listens(below.actor, type)) {
      const event = { ...reply, type, ...(rule ? { refusal: { rule } } : {}) };
      this.#hear(thread, below, this.stage.step(below.actor, event));
    }
  }

  #enter(thread: Thread, activation: Activation, message: Message): void {
    thread.stack.push(activation);
    this.#hear(thread, activation, this.stage.step(activation.actor, message));
  }

  /** Sorts what an actor says: a return belongs to the routine it is in, everything else comes before it. */
  #hear(thread: Thread, activation: Activation, said: readonly Message[]): void {
    const script: Message[] = [];
    for (const message of said) {
      if (isReturn(message.type)) {
        const routine = routineOf(thread, activation.actor, functionOf(message.type));
        routine.reply = { ...omit(message), status: message.status ?? null };
      } else {
        script.push(message);
      }
    }
    activation.script.unshift(...script);
  }

  #frame(fn: AnyFunctionName, from: Role, to: Role, vc: number, args: Fields, isSignaling?: boolean): Frame {
    return { fn, from, to, vc, args, isSignaling: isSignaling ?? this.vcs.isSignaling(vc), results: [] };
  }

  #defer(actor: string, side: Side, vc: number, irql: Irql, message: Message): void {
    this.traffic.deferred.push({ actor, side, vc, irql, message, since: this.stage.state(actor).value });
  }
}

/** Whether a chart stands where it stood: values are strings, or objects of values. */
const isSameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The frame as NDIS sees it; in a creation the handle is there for the callbacks already. */
const forNdis = ({ fn, from, vc, args, isSignaling, results }: Frame): NdisFrame => ({
  fn,
  caller: from as DriverRole,
  args: isCreation(fn) ? { ...args, vc: vcHandle(vc) } : args,
  isSignaling,
  results,
});

/** Whether a call creates a VC of the call manager's own, on no address family; nothing for what creates none. */
const isForNobody = (from: DriverRole, { type, af }: Message): boolean | undefined =>
  isCreation(type) ? from === 'callManager' && af === undefined : undefined;

export const isCreation = (fn: string): boolean => fn === 'NdisCoCreateVc' || fn === 'NdisMCmCreateVc';

/** The routine that an actor returns from: the innermost one of that name that it is in. */
const routineOf = ({ stack }: Thread, actor: string, fn: string): Activation => {
  const routine = stack.findLast((activation) => activation.actor === actor && activation.frame?.fn === fn);
  if (!routine) {
    throw new Error(`Internal error: ${actor} returns from ${fn}, which it is not in.`);
  }
  return routine;
};

const omit = ({ type: _type, status: _status, to: _to, deferred: _deferred, ...fields }: Message): Fields => fields;

/** A send that is refused comes back at once: the lists are the sender's again (SEND-17). */
const giveBack = (frame: Frame, refusal: { readonly rule: string }): readonly Message[] =>
  frame.fn === 'NdisCoSendNetBufferLists' && refusal.rule !== 'SEND-04'
    ? [
        {
          ...frame.args,
          type: 'ProtocolCoSendNetBufferListsComplete',
          to: frame.from as DriverRole,
          status: 'NDIS_STATUS_FAILURE',
        },
      ]
    : [];

/** Whether a creation has just succeeded, so that the handle comes out. */
export const createsVc = (frame: Frame, reply: Reply): boolean =>
  isCreation(frame.fn) && reply.status !== null && isSuccess(reply.status);

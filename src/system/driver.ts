import type { ActorState } from '../../machines/judge.js';
import { vcHandle } from '../protocol/handles.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { Irql } from '../protocol/irql.js';
import type { DriverRole } from '../protocol/roles.js';
import type { NdisStatus } from '../protocol/status.js';
import type { TraceArgs, TraceRecord } from '../protocol/trace.js';
import { RealClock, VirtualClock } from './clock.js';
import type { EnvironmentEvent } from './events.js';
import { Kernel } from './kernel.js';
import { LiveStage } from './live.js';
import type { SystemOptions } from './options.js';
import { actorName, Directory, partsOf, sidesBehind } from './parts.js';
import type { Part, Side } from './parts.js';
import { Recorder } from './recorder.js';
import type { Stage } from './stage.js';
import { returnOf } from './thread.js';
import type { Frame, Message, Reply, Thread } from './thread.js';

/** Answers a call of the driver into NDIS; it may call the driver back before it does. `vc` is the VC that it is about. */
export type NdisAnswer = (fn: AnyFunctionName, args: TraceArgs, vc: number) => NdisStatus | null;

/** What hosts a driver. Everything but `ndis` has a default. */
export interface DriverOptions extends Omit<SystemOptions, 'boot'> {
  readonly ndis: NdisAnswer;
  /** Hears what crosses the boundary to and from the driver, and what it calls on itself. */
  readonly onRecord?: (record: TraceRecord) => void;
}

/** Remembers what the driver has asked of NDIS, and what it has answered. */
class Desk extends Recorder {
  asked: TraceArgs = {};
  readonly answers = new WeakMap<Thread, NdisStatus | null>();

  override called(frame: Frame, thread: Thread): void {
    super.called(frame, thread);
    this.asked = this.#last;
  }

  override returned(frame: Frame, reply: Reply, thread: Thread): void {
    super.returned(frame, reply, thread);
    if (frame.from === 'ndis') this.answers.set(thread, reply.status);
  }

  #last: TraceArgs = {};

  constructor(onRecord: (record: TraceRecord) => void, now: () => number) {
    super((record) => {
      if (record.kind === 'call') this.#last = record.args ?? {};
      onRecord(record);
    }, now);
  }
}

/** A system of which nothing is there but one driver: where NDIS is asked, whoever hosts the driver answers. */
class LoneStage implements Stage {
  constructor(
    private readonly live: LiveStage,
    private readonly ask: (message: Message) => Message,
  ) {}

  has(name: string): boolean {
    return isOfNdis(name) || this.live.has(name);
  }

  state(name: string): ActorState {
    return isOfNdis(name) ? nobody : this.live.state(name);
  }

  step(name: string, event: Message): readonly Message[] {
    if (name !== 'ndis') return this.live.step(name, event);
    return event.type === 'ndis.call' ? [this.ask(event)] : [];
  }

  add(part: Part, vc: number): void {
    this.live.add(part, vc);
  }

  remove(name: string): void {
    this.live.remove(name);
  }
}

/** NDIS and its objects are somewhere else: of a VC nothing is left as soon as the driver has forgotten it. */
const nobody: ActorState = { value: 'absent', context: { bugCheck: null } };
const isOfNdis = (name: string): boolean => name === 'ndis' || /^vc\[\d+\]$/.test(name);

/**
 * The machines of one driver with its hardware and its line, without the rest of the system: NDIS is whoever hosts it.
 * Actors of a VC come to life when something first concerns it, and go when the driver has forgotten it. Calls nest: the
 * host may call back while it is being called. The handle of the VC with the number 1 is `vc1`, and so on.
 */
export class LoneDriver {
  readonly #clock: VirtualClock | RealClock;
  readonly #live: LiveStage;
  readonly #desk: Desk;
  readonly #kernel: Kernel;
  readonly #directory: Directory;

  constructor(
    readonly role: DriverRole,
    { ndis, onRecord = () => undefined, ...options }: DriverOptions,
  ) {
    const { topology = role === 'mcm' ? 'mcm' : 'cm', clock } = options;
    const sides: readonly Side[] = [role, ...sidesBehind[role]];
    this.#clock = clock === 'real' ? new RealClock() : new VirtualClock();
    this.#directory = new Directory(partsOf(topology, options).filter(({ side }) => sides.includes(side)));
    this.#desk = new Desk(onRecord, () => this.#clock.now() / 1000);
    this.#live = new LiveStage(this.#clock, undefined, (actor, message) => this.#spoken(actor, message));
    const stage = new LoneStage(this.#live, (message) => {
      const { frame } = message as unknown as { readonly frame: Pick<Frame, 'fn' | 'args'> };
      const asked = this.#desk.asked;
      return { type: returnOf(frame.fn), status: ndis(frame.fn, asked, vcOf({ ...asked, ...frame.args })) };
    });
    this.#kernel = new Kernel(this.#directory, stage, this.#desk);
    this.#directory.parts.filter(({ perVc }) => !perVc).forEach((part) => this.#live.add(part, 0));
  }

  /** NDIS calls the driver, which answers at once; the status of a void function is `null`. */
  callBack(fn: AnyFunctionName, args: TraceArgs = {}, irql: Irql = 'PASSIVE_LEVEL'): NdisStatus | null {
    const vc = vcOf(args);
    if (this.#isAboutVc(fn)) this.#kernel.ensureVc(vc);
    const { flags, af, ...fields } = args;
    const named = { ...fields, ...(af === null || af === undefined ? {} : { af }), ...(flags && { resources: true }) };
    const { switchboard } = this.#kernel;
    switchboard.begin('ndis', 'ndis', vc, [{ ...named, type: fn, to: this.role } as Message], irql);
    const thread = switchboard.traffic.threads.at(-1) as Thread;
    this.#run(thread);
    return this.#desk.answers.get(thread) ?? null;
  }

  /** Its user, its hardware or its line decides something. False where that is not taken now. */
  send(event: EnvironmentEvent): boolean {
    const judgement = this.#kernel.begin(event);
    this.#runAll();
    return judgement?.verdict === 'legal';
  }

  /** Lets the delay of an actor end. False where it has none. */
  elapse(name: string): boolean {
    const part = this.#directory.parts.find((one) => actorName(one, numberIn(name)) === name);
    if (!part || !this.#live.has(name)) return false;
    for (const type of (part.machine.events as readonly string[]).filter((one) => one.startsWith('xstate.after'))) {
      const before = this.#live.state(name);
      const said = this.#live.step(name, { type });
      if (this.#live.state(name) === before && said.length === 0) continue;
      this.#kernel.switchboard.begin(name, part.side, numberIn(name), said, 'DISPATCH_LEVEL');
      this.#runAll();
      return true;
    }
    return false;
  }

  /** Does what the driver has put off, and lets go of VCs of which it remembers nothing. */
  settle(): void {
    this.#kernel.settle();
  }

  /** Every actor by its name: where its chart stands, and what it remembers. */
  actors(): Readonly<Record<string, ActorState>> {
    const stateOf = ({ value, context }: ActorState): ActorState => ({ value, context });
    return Object.fromEntries(this.#live.names.map((name) => [name, stateOf(this.#live.state(name))]));
  }

  /** Lets every actor go. */
  stop(): void {
    this.#kernel.switchboard.halt();
    this.#live.stop();
  }

  #spoken(actor: string, message: Message): void {
    const part = this.#directory.parts.find((one) => actorName(one, numberIn(actor)) === actor);
    this.#kernel.switchboard.say(actor, part?.side ?? this.role, numberIn(actor), message, 'DISPATCH_LEVEL');
    queueMicrotask(() => this.#kernel.settle());
  }

  #isAboutVc(fn: AnyFunctionName): boolean {
    return this.#directory.handlerOf(this.role, fn)?.perVc ?? false;
  }

  /** Runs one thread to its end: those around it wait for it. */
  #run(thread: Thread): void {
    while (thread.stack.length > 0) this.#kernel.switchboard.advance(thread);
  }

  #runAll(): void {
    const { threads } = this.#kernel.switchboard.traffic;
    for (let last = threads.at(-1); last; last = threads.at(-1)) this.#run(last);
  }
}

/** The number of the VC that a call is about: that of its handle, or of its lists; 1 where it is about none. */
const vcOf = ({ vc, nbl: [list] = [] }: TraceArgs): number =>
  Number(/^vc(\d+)/.exec(vc ?? list ?? vcHandle(1))?.[1] ?? 1);

/** The number in an actor's name; 0 where there is none. */
const numberIn = (name: string): number => Number(/\[(\d+)\]$/.exec(name)?.[1] ?? 0);

/**
 * One driver alone, for a host that plays NDIS.
 *
 * @example
 * const miniport = createDriver('miniport', { ndis: (fn) => (fn.startsWith('NdisM') ? null : 'NDIS_STATUS_SUCCESS') });
 * miniport.callBack('MiniportInitializeEx');
 * miniport.callBack('MiniportCoCreateVc', { vc: 'vc1' });
 */
export const createDriver = (role: DriverRole, options: DriverOptions): LoneDriver => new LoneDriver(role, options);

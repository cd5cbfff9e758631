import type { ActorOptions, AnyStateMachine } from 'xstate';
import type { Fields } from '../../machines/messages.js';
import type { NdisContext } from '../../machines/ndis/ndis.types.js';
import { vcHandle } from '../protocol/handles.js';
import { isFunctionName } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import { metaOf } from '../protocol/meta.js';
import type { Irql } from '../protocol/irql.js';
import type { DriverRole, Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { NdisStatus } from '../protocol/status.js';
import type { MetaRecord, ReturnRecord, TraceRecord } from '../protocol/trace.js';
import { assumptions } from './assume.js';
import { RealClock, VirtualClock } from './clock.js';
import type { EnvironmentEvent } from './events.js';
import type { ActorState, Judgement } from '../../machines/judge.js';
import { Kernel } from './kernel.js';
import { LiveStage } from './live.js';
import type { SystemOptions } from './options.js';
import { actorName, Directory, partsOf } from './parts.js';
import { Recorder } from './recorder.js';
import { isCreation } from './switchboard.js';
import type { Message } from './thread.js';

/** What became of an event of the environment. */
export interface Outcome {
  /** Taken by its actor; kept until its state changes; legal but without effect; or refused. */
  readonly result: 'taken' | 'deferred' | 'ignored' | 'refused';
  /** The rule that speaks against it. */
  readonly rule?: RuleId;
}

/** A state of the whole system, as plain data. */
export interface SystemSnapshot {
  /** Seconds of the system's own time. */
  readonly time: number;
  readonly status: 'running' | 'bugCheck' | 'stopped';
  readonly bugCheck: NdisContext['bugCheck'];
  /** Every actor by its name (`client`, `vc[3]`): where its chart stands, and what it remembers. */
  readonly actors: Readonly<Record<string, ActorState>>;
  /** Messages that wait for a change of state. */
  readonly deferred: readonly { readonly actor: string; readonly type: string }[];
}

/** A call that a driver makes although its machine would not. */
export interface ForcedCall extends Omit<Fields, 'vc'> {
  readonly from: DriverRole;
  readonly fn: AnyFunctionName;
  /** The number of the VC; 1 where nothing is said. */
  readonly vc?: number;
  readonly irql?: Irql;
  /** The status argument of a completion or an indication. */
  readonly status?: NdisStatus;
}

/** What a forced call came to; `rule` says why NDIS refused it. */
export interface ForcedResult {
  readonly status: NdisStatus | null;
  readonly rule?: RuleId;
}

/**
 * A closed CoNDIS system: client, call manager and miniport (or an MCM), NDIS between them, hardware below and a network
 * beyond, as live XState actors under one root. Events of the environment go in, records of the trace format come out.
 * Each call of `send` runs to the end of everything that it sets off. Two systems know nothing of each other.
 */
export class CondisSystem {
  readonly topology: Topology;
  readonly #clock: VirtualClock | RealClock;
  readonly #stage: LiveStage;
  readonly #kernel: Kernel;
  readonly #directory: Directory;
  readonly #recorder: Recorder;
  readonly #listeners = new Set<(record: TraceRecord) => void>();
  #status: SystemSnapshot['status'] = 'running';
  #isStarted = false;
  #lastReturn: ReturnRecord | null = null;

  constructor(
    private readonly options: SystemOptions = {},
    inspect?: ActorOptions<AnyStateMachine>['inspect'],
  ) {
    this.topology = options.topology ?? 'cm';
    this.#clock = options.clock === 'real' ? new RealClock() : new VirtualClock();
    this.#directory = new Directory(partsOf(this.topology, options));
    this.#recorder = new Recorder(
      (record) => this.#publish(record),
      () => this.#clock.now() / 1000,
    );
    this.#stage = new LiveStage(this.#clock, inspect, (actor, message) => this.#spoken(actor, message));
    this.#kernel = new Kernel(this.#directory, this.#stage, this.#recorder);
    this.#directory.parts.filter(({ perVc }) => !perVc).forEach((part) => this.#stage.add(part, 0));
  }

  /** Milliseconds of the system's own time. */
  get time(): number {
    return this.#clock.now();
  }

  get status(): SystemSnapshot['status'] {
    return this.#status;
  }

  /** The first record of a trace: topology, and the roles of its actors. */
  meta(title?: string): MetaRecord {
    return metaOf(this.topology, title);
  }

  /** What holds now, for a trace that begins here. */
  assumptions(): readonly TraceRecord[] {
    return assumptions(this.snapshot());
  }

  /** Hears every record from now on. Call what it returns to hear no more. */
  subscribe(listener: (record: TraceRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Brings the adapter up; unless `boot` is false, the address family is opened and a SAP is registered. */
  start(): this {
    if (!this.#isStarted) {
      this.#isStarted = true;
      if (this.options.boot ?? true) {
        this.send({ type: 'ndis.startAdapter' });
      }
    }
    return this;
  }

  /**
   * Lets something happen from outside, and everything that follows from it. What its actor cannot take is refused,
   * recorded as a note, and explained by its rule; nothing is thrown.
   */
  send(event: EnvironmentEvent): Outcome {
    if (this.#status !== 'running') {
      return { result: 'ignored' };
    }
    const judgement = this.#kernel.begin(event);
    this.#settle();
    return outcomeOf(judgement);
  }

  /** Whether an event of the environment would be taken now, and if not, by which rule. */
  may(event: EnvironmentEvent): Outcome {
    return outcomeOf(this.#kernel.may(event));
  }

  /** Whether NDIS would admit a call that a driver makes out of turn, and if not, by which rule. Nothing is done. */
  mayCall({ from, fn, vc = 1, irql: _, ...args }: ForcedCall): Outcome {
    const message = { ...args, ...this.#named(fn, vc), type: fn };
    return outcomeOf(this.#kernel.switchboard.objectionTo(from, vc, message) ?? { verdict: 'legal' });
  }

  /** Makes a driver call NDIS out of turn, as a driver with a fault would. NDIS answers as documented. */
  call({ from, fn, vc = 1, irql = 'PASSIVE_LEVEL', ...args }: ForcedCall): ForcedResult {
    if (!isFunctionName(fn)) {
      throw new TypeError(`Expected \`fn\` to be a function of CoNDIS, got ${JSON.stringify(fn)}.`);
    }
    this.#kernel.ensureVc(vc);
    this.#lastReturn = null;
    const stop = this.subscribe((record) => {
      if (record.kind === 'return' && record.fn === fn) {
        this.#lastReturn = record;
      }
    });
    this.#kernel.switchboard.call(from, vc, { ...args, ...this.#named(fn, vc), type: fn }, irql);
    this.#settle();
    stop();
    const { status = null, rule } = (this.#lastReturn as ReturnRecord | null) ?? {};
    return { status, ...(rule === undefined ? {} : { rule }) };
  }

  /** Lets virtual time pass, with every delay that ends on the way. A system on real time does not need it. */
  advance(milliseconds: number): void {
    if (this.#clock instanceof VirtualClock) {
      this.#clock.advance(milliseconds, () => this.#settle());
    }
  }

  /** Adds a remark to the trace. */
  note(text: string): void {
    this.#recorder.note(text);
  }

  /** The state of every actor, as plain data. */
  snapshot(): SystemSnapshot {
    const actors = Object.fromEntries(this.#stage.names.map((name) => [name, stateOf(this.#stage.state(name))]));
    const { bugCheck } = this.#stage.state('ndis').context as NdisContext;
    return {
      time: this.#clock.now() / 1000,
      status: this.#status,
      bugCheck,
      actors,
      deferred: this.#kernel.switchboard.traffic.deferred.map(({ actor, message }) => ({ actor, type: message.type })),
    };
  }

  /** Ends the trace and lets every actor go. */
  stop(): void {
    if (this.#status !== 'stopped') {
      this.#status = 'stopped';
      this.#kernel.switchboard.halt();
      this.#stage.stop();
      this.#listeners.clear();
    }
  }

  /** The handle that a call carries when it is about a VC. */
  #named(fn: AnyFunctionName, vc: number): Fields {
    const isAboutVc = this.#directory.gates.some((gate) => gate.perVc && Object.hasOwn(gate.fates, fn));
    return isAboutVc && !isCreation(fn) ? { vc: vcHandle(vc) } : {};
  }

  #spoken(actor: string, message: Message): void {
    if (this.#status !== 'running') {
      return;
    }
    const vc = vcOf(actor);
    const part = this.#directory.parts.find((candidate) => actorName(candidate, vc) === actor);
    this.#kernel.switchboard.say(actor, part?.side ?? 'ndis', vc, message, 'DISPATCH_LEVEL');
    queueMicrotask(() => {
      if (this.#status !== 'stopped') {
        this.#settle();
      }
    });
  }

  #settle(): void {
    if (this.#status === 'stopped') {
      return;
    }
    this.#kernel.settle();
    const { bugCheck } = this.#stage.state('ndis').context as NdisContext;
    if (bugCheck && this.#status === 'running') {
      this.#status = 'bugCheck';
    }
  }

  #publish(record: TraceRecord): void {
    this.#listeners.forEach((listener) => listener(record));
  }
}

/**
 * Builds a closed CoNDIS system of either topology, with any number of VCs.
 *
 * @example
 * const system = createSystem({ topology: 'cm' }).start();
 * system.subscribe((record) => console.log(record));
 * system.send({ type: 'client.createVc', vc: 1 });
 */
export const createSystem = (
  options?: SystemOptions,
  inspect?: ActorOptions<AnyStateMachine>['inspect'],
): CondisSystem => new CondisSystem(options, inspect);

/** The number in an actor's name; 0 where there is none. */
const vcOf = (name: string): number => Number(/\[(\d+)\]$/.exec(name)?.[1] ?? 0);

const stateOf = ({ value, context }: ActorState): ActorState => ({ value, context });

const outcomeOf = (judgement: Judgement | undefined): Outcome => {
  switch (judgement?.verdict) {
    case 'legal':
      return { result: 'taken' };
    case 'illegal':
      return { result: 'refused', rule: judgement.rule };
    default:
      return { result: judgement?.verdict ?? 'ignored' };
  }
};

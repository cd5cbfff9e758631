import type { AnyMachineSnapshot } from 'xstate';
import type { ActorState } from '../../machines/judge.js';
import { judge } from '../../machines/judge.js';
import { Interner, MachineTable } from '../explore/index.js';
import type { LocalStep, View } from '../explore/index.js';
import type { DriverRole } from '../protocol/roles.js';
import type { ChaoticDriver } from './chaos.js';
import type { Cluster, ClusterBook } from './clusters.js';
import type { EnvironmentEvent } from './events.js';
import { mayAnswer } from './faults.js';
import type { Fault } from './faults.js';
import { Kernel } from './kernel.js';
import { disagreement } from './landing.js';
import { actorName, birthOf, Directory } from './parts.js';
import type { Part } from './parts.js';
import type { Stage } from './stage.js';
import { isCreation } from './switchboard.js';
import type { Witness } from './switchboard.js';
import type { Message, Traffic } from './thread.js';

/** A place in a state of the system: an actor, or what is kept beside the actors. */
export interface Slot {
  readonly name: string;
  /** All VCs share it. */
  readonly isShared: boolean;
}

/** What is shared by the views from several VCs on one system: the local states of its actors, as numbers. */
export type Tables = Map<string, MachineTable>;

/** Hears also of charts that do not do what their tables of fates say. */
export interface PureWitness extends Witness {
  readonly strayed?: (actor: string, type: string, how: string) => void;
  /** An actor gives one of the answers that it may give to its own cost, as if it had been set in advance. */
  readonly answered?: (answer: EnvironmentEvent) => void;
}

/** A delay of an actor that is over. */
interface Alarm {
  readonly part: Part;
  readonly emitted: readonly Message[];
}

interface Actor {
  readonly slot: number;
  readonly part: Part;
  readonly table: MachineTable;
}

/** No actor is there. */
const nobody = 0;

/**
 * A closed CoNDIS system as a pure transition system, seen from one of its VCs, over the very machines and ways that run
 * live. Each slot of a state holds a number: the local state of an actor, the VC's cluster, or what is under way. Shared
 * slots come first. Whatever happens is a function of the slots that it looks at.
 */
export class PureSystem {
  readonly slots: readonly Slot[];
  /** The numbers in all slots of a system that has been started, with nothing on its VC. */
  readonly initial: readonly number[];
  readonly #directory: Directory;
  readonly #actors: ReadonlyMap<string, Actor>;
  readonly #bySlot: readonly Actor[];
  readonly #cluster: number;
  readonly #traffic: number;
  /** What is wrong with the steps of charts; of most of them nothing. */
  readonly #disagreements = new WeakMap<LocalStep, { readonly how: string | undefined }>();
  readonly #traffics = new Interner<Traffic>(JSON.stringify);

  constructor(
    parts: readonly Part[],
    /** Answers that drivers may give to their own cost; each is an alternative where it may come. */
    private readonly faults: readonly Fault[] = [],
    readonly vc = 1,
    tables: Tables = new Map(),
    /** A driver that does whatever it likes in callbacks that none of its parts handles. */
    private readonly chaos?: ChaoticDriver,
  ) {
    this.#directory = new Directory(parts);
    const inOrder = [...parts].sort((a, b) => Number(a.perVc) - Number(b.perVc));
    this.#bySlot = inOrder.map((part, slot) => {
      const name = actorName(part, vc);
      const known = tables.get(name);
      const table = known?.machine === part.machine ? known : new MachineTable(part.machine);
      tables.set(name, table);
      return { slot, part, table };
    });
    this.#actors = new Map(this.#bySlot.map((actor) => [actorName(actor.part, vc), actor]));
    this.#cluster = parts.length;
    this.#traffic = parts.length + 1;
    this.slots = [
      ...inOrder.map((part) => ({ name: actorName(part, vc), isShared: !part.perVc })),
      { name: 'cluster', isShared: false },
      { name: 'traffic', isShared: false },
    ];
    this.#traffics.numberOf({ threads: [], waiting: [], deferred: [] });
    this.initial = this.#start(silent);
  }

  /** How often XState was asked for a step. */
  get asked(): number {
    return this.#bySlot.reduce((sum, { table }) => sum + table.asked, 0);
  }

  /** Tells what is said while the system is started. */
  open(witness: PureWitness): void {
    this.#start(witness);
  }

  /** Nothing is left of the VC: no actor, no message. */
  isQuiet(view: Pick<View, 'get'>): boolean {
    return view.get(this.#cluster) === nobody && this.trafficIn(view).deferred.length === 0;
  }

  /** The tables of the actors, by their names. */
  get tables(): ReadonlyMap<string, { readonly part: Part; readonly table: MachineTable }> {
    return this.#actors;
  }

  /** The actors that may speak out of themselves, because they have delays. */
  get sleepers(): readonly string[] {
    return [...this.#actors].flatMap(([name, { part }]) => (delaysOf(part).length > 0 ? [name] : []));
  }

  /** The actor of a part, if it is there. */
  look(view: Pick<View, 'get'>, part: string): ActorState | undefined {
    const actor = this.#actors.get(`${part}[${this.vc}]`) ?? this.#actors.get(part);
    return actor && this.#stateIn(view, actor);
  }

  /** Where the actors stand that are there, by their names. */
  actorsIn(view: Pick<View, 'get'>): ReadonlyMap<string, ActorState> {
    const found = new Map<string, ActorState>();
    for (const [name, actor] of this.#actors) {
      const state = this.#stateIn(view, actor);
      if (state) found.set(name, state);
    }
    return found;
  }

  /** What is under way. */
  trafficIn(view: Pick<View, 'get'>): Traffic {
    return this.#traffics.valueOf(view.get(this.#traffic));
  }

  /**
   * Lets something happen from outside, and everything that follows from it. False where it is not taken, or would be
   * put off: it may as well happen later.
   */
  happen(event: EnvironmentEvent, view: View, witness: PureWitness): boolean {
    return this.#move(view, witness, (kernel) => {
      if (kernel.begin({ ...event, vc: this.vc })?.verdict !== 'legal') return false;
      kernel.settle();
      return true;
    });
  }

  /**
   * Lets a driver make a call that its machine would not make, and everything that follows. False for a creation whose
   * number is that of a VC which somebody still has to do with: NDIS would give it another.
   */
  call(from: DriverRole, message: Message, view: View, witness: PureWitness): boolean {
    return this.#move(view, witness, (kernel) => {
      if (isCreation(message.type) && !kernel.mayCreate(this.vc)) return false;
      kernel.ensureVc(this.vc);
      kernel.switchboard.call(from, this.vc, message, 'PASSIVE_LEVEL');
      kernel.settle();
      return true;
    });
  }

  /** Lets a delay of an actor end, and everything that follows. False where it has none. */
  elapse(name: string, view: View, witness: PureWitness): boolean {
    return this.#move(view, witness, (kernel) => {
      const alarm = this.ring(name, view);
      if (!alarm) return false;
      kernel.switchboard.begin(name, alarm.part.side, this.vc, alarm.emitted, 'DISPATCH_LEVEL');
      kernel.settle();
      return true;
    });
  }

  /** Lets a delay of an actor end, and tells what the actor says to it. Nothing where it has none. */
  ring(name: string, view: View): Alarm | undefined {
    const actor = this.#actors.get(name);
    const before = actor ? view.get(actor.slot) : nobody;
    if (!actor || before === nobody) return undefined;
    const { part, slot, table } = actor;
    for (const type of delaysOf(part)) {
      const { next, emitted } = table.step(before - 1, { type });
      if (next + 1 === before) continue;
      view.set(slot, next + 1);
      return { part, emitted: emitted };
    }
    return undefined;
  }

  /** After a bug check nothing happens any more. */
  isDown(view: Pick<View, 'get'>): boolean {
    return this.look(view, 'ndis')?.value === 'bugCheck';
  }

  /** The kernel that carries on from a state, with this under way; it changes the state and the traffic in place. */
  kernel(view: View, witness: PureWitness, traffic: Traffic): Kernel {
    return new Kernel(this.#directory, this.#stage(view, witness), witness, { traffic, clusters: this.#book(view) });
  }

  /** Puts down what is under way. */
  keep(view: View, traffic: Traffic): void {
    view.set(this.#traffic, this.#traffics.numberOf(traffic));
  }

  /** Lets something happen to what is under way. */
  #move(view: View, witness: PureWitness, act: (kernel: Kernel) => boolean): boolean {
    if (this.isDown(view)) return false;
    const traffic: Traffic = { threads: [], waiting: [], deferred: [...this.trafficIn(view).deferred] };
    const isTaken = act(this.kernel(view, witness, traffic));
    if (isTaken) this.keep(view, traffic);
    return isTaken;
  }

  #stateIn(view: Pick<View, 'get'>, { slot, table }: Actor): ActorState | undefined {
    const number = view.get(slot);
    return number === nobody ? undefined : (table.stateOf(number - 1) as ActorState);
  }

  /** The stage of one step: actors are numbers in slots. */
  #stage(view: View, witness: PureWitness): Stage {
    const actorOf = (name: string): Actor => {
      const actor = this.#actors.get(name);
      if (!actor) throw new Error(`Internal error: there is no actor ${name}.`);
      return actor;
    };
    const state = (name: string): ActorState => {
      const { slot, table } = actorOf(name);
      return table.stateOf(view.get(slot) - 1) as ActorState;
    };
    let hasCalled = false;
    return {
      has: (name) => view.get(actorOf(name).slot) !== nobody,
      state,
      step: (name, event) => {
        const actor = actorOf(name);
        const { slot, table, part } = actor;
        const fault = this.#fault(actor, event, view);
        if (fault) {
          const { on } = fault;
          witness.answered?.({ ...answerOf(fault), vc: this.vc, ...(on === undefined ? {} : { on }) });
          view.set(slot, table.step(view.get(slot) - 1, answerOf(fault)).next + 1);
        }
        const before = view.get(slot) - 1;
        const step = table.step(before, event);
        const how = this.#disagreement(part, table, before, event, step);
        if (how !== undefined) witness.strayed?.(name, event.type, how);
        view.set(slot, step.next + 1);
        return step.emitted;
      },
      add: (part) => {
        const { slot } = actorOf(actorName(part, this.vc));
        view.set(slot, this.#birth(slot));
      },
      remove: (name) => {
        view.set(actorOf(name).slot, nobody);
      },
      answer: (side, fn) => {
        if (side !== this.chaos?.role) return undefined;
        const answers = this.chaos.answersTo(fn, hasCalled, (part) => this.look(view, part));
        const answer = answers[view.choose(answers.length)];
        hasCalled ||= answer?.call !== undefined;
        return answer;
      },
    };
  }

  #disagreement(part: Part, table: MachineTable, before: number, event: Message, step: LocalStep): string | undefined {
    const known = this.#disagreements.get(step);
    if (known) return known.how;
    const [from, to] = [table.stateOf(before), table.stateOf(step.next)] as [ActorState, ActorState];
    const how = disagreement(part, event, { before: from, after: to, isTaken: step.isTaken });
    this.#disagreements.set(step, { how });
    return how;
  }

  /** The bad answer that is given this time, if any. */
  #fault(actor: Actor, event: Message, view: View): Fault | undefined {
    const { part } = actor;
    if (this.faults.length === 0 || !Object.hasOwn(part.fates, 'answer.next')) return undefined;
    const possible = this.faults.filter(
      (fault) =>
        mayAnswer(fault, part.side, event.type) &&
        this.#isFair(fault, view) &&
        isAsked(actor, view.get(actor.slot) - 1, answerOf(fault), event),
    );
    return possible[view.choose(possible.length + 1) - 1];
  }

  /** In a roll-back nobody may refuse to delete: the VC would be known to nobody else (FAIL-02). */
  #isFair({ event }: Fault, view: View): boolean {
    if (event !== 'ProtocolCoDeleteVc') return true;
    const { life } = (this.look(view, 'vc')?.value ?? {}) as { readonly life?: string };
    return life !== 'creating';
  }

  /** The cluster of the VC as the book that clusters are kept in. */
  #book(view: View): ClusterBook {
    const slot = this.#cluster;
    const kinds: readonly (Cluster | undefined)[] = [undefined, { isSignaling: false }, { isSignaling: true }];
    const book: ClusterBook = {
      get: () => kinds[view.get(slot)],
      has: () => view.get(slot) !== nobody,
      set: (_, { isSignaling }) => {
        view.set(slot, isSignaling ? 2 : 1);
        return book as Map<number, Cluster>;
      },
      delete: () => {
        view.set(slot, nobody);
        return true;
      },
    };
    return book;
  }

  #birth(slot: number): number {
    const { part, table } = this.#bySlot[slot] as Actor;
    return table.numberOf(birthOf(part, this.vc) as AnyMachineSnapshot) + 1;
  }

  /** A system that has just been started. */
  #start(witness: PureWitness): readonly number[] {
    const state = this.slots.map(({ isShared }, slot) => (isShared ? this.#birth(slot) : nobody));
    const view: View = {
      get: (slot) => state[slot] as number,
      set: (slot, value) => {
        state[slot] = value;
      },
      choose: () => 0,
    };
    this.happen({ type: 'ndis.startAdapter' }, view, witness);
    return state;
  }
}

const answerOf = ({ event, status }: Fault): Extract<EnvironmentEvent, { type: 'answer.next' }> => ({
  type: 'answer.next',
  event,
  status,
});

/** Whether the actor gives the answer that is set for it, instead of keeping it for another time. */
function isAsked({ part, table }: Actor, state: number, answer: EnvironmentEvent & { event?: string }, event: Message) {
  if (judge(part.fates, table.stateOf(state) as ActorState, answer).verdict !== 'legal') return false;
  const after = table.step(table.step(state, answer).next, event).next;
  const { answers = {} } = table.stateOf(after).context as { readonly answers?: Readonly<Record<string, unknown>> };
  return answers[answer.event ?? ''] === undefined;
}

/** The events with which the delays of a machine end. */
const delaysOf = ({ machine }: Part): readonly string[] =>
  (machine.events as readonly string[]).filter((type) => type.startsWith('xstate.after'));

const ignore = (): void => undefined;
const silent: PureWitness = {
  called: ignore,
  returned: ignore,
  signaled: ignore,
  declined: ignore,
  bugCheck: ignore,
  strayed: ignore,
};

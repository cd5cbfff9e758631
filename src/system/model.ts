import { ActionSystem, Interner, Steps } from '../explore/index.js';
import type { Action, TransitionSystem, View } from '../explore/index.js';
import type { ActorState } from '../../machines/judge.js';
import type { TraceRecord } from '../protocol/trace.js';
import { hasRoom } from './deeds.js';
import type { EnvironmentEvent } from './events.js';
import type { Fault } from './faults.js';
import { happeningsOf } from './happenings.js';
import type { Grain, Happening } from './happenings.js';
import { Interleaved, newLines } from './interleaved.js';
import type { SystemOptions } from './options.js';
import { partsOf } from './parts.js';
import type { Part } from './parts.js';
import { PureSystem } from './pure.js';
import type { Slot, Tables } from './pure.js';
import { Scribe } from './scribe.js';
import type { Flaw, Fragment } from './scribe.js';

/** Which system, how much of it, and how finely it is looked at. Everything has a default. */
export interface ModelOptions extends Pick<
  SystemOptions,
  'topology' | 'callbackOrder' | 'mcmCompletion' | 'mcmCloses' | 'patience'
> {
  /** VCs side by side, from 1; 1 by default. */
  readonly vcs?: number;
  /** Lists that a sender may have sent and not got back, on each VC; 1 by default. */
  readonly sends?: number;
  /** Lists that may have been indicated and not been returned, on each VC; 1 by default. */
  readonly receives?: number;
  /** Answers that may go wrong; none by default. */
  readonly faults?: readonly Fault[];
  /** Whether a chain of synchronous calls is one step (`calls`, the default), or every call and every return (`full`). */
  readonly grain?: Grain;
  /** At the grain `full`: threads under way at once, over all VCs; 2 by default. */
  readonly threads?: number;
  /** At the grain `full`: how often, on one way, something may begin while something else is under way; once by default. */
  readonly overlaps?: number;
  /** The parts of another system than that of the topology, such as one with a fault in it. */
  readonly parts?: readonly Part[];
}

/** A state of the whole system. It never changes. Two states of a model are the same if their keys are. */
export interface ModelState {
  readonly key: string;
}

/** One thing that can happen in a state, and what comes of it. */
export interface ModelStep {
  /** What happens, in words. */
  readonly text: string;
  /** The event of the environment; nothing where a delay ends or a thread carries on. */
  readonly event?: EnvironmentEvent;
  /** The actor whose delay ends. */
  readonly sleeper?: string;
  readonly vc: number;
  /** Bad answers that are given on the way. A live system behaves alike if it is sent these before the event. */
  readonly answers: readonly EnvironmentEvent[];
  readonly next: ModelState;
  /** What crosses the boundary, without times. */
  readonly records: readonly TraceRecord[];
  /** What should not have been. */
  readonly flaws: readonly Flaw[];
}

/** A message that waits until its receiver stands elsewhere. */
export interface Waiting {
  readonly actor: string;
  readonly type: string;
}

/** What a step says, and which bad answers are given. */
interface Said extends Fragment {
  readonly answers: readonly EnvironmentEvent[];
}

class AnswerScribe extends Scribe {
  #answers: EnvironmentEvent[] = [];
  readonly answered = (answer: EnvironmentEvent): void => {
    this.#answers.push(answer);
  };

  takeAll(): Said {
    const answers = this.#answers;
    this.#answers = [];
    return { ...this.take(), answers };
  }
}

/** The view from one VC, and which slots of the whole state it sees. */
interface Eye {
  readonly vc: number;
  readonly system: PureSystem;
  readonly threads: Interleaved | undefined;
  readonly places: readonly number[];
  readonly happenings: readonly Happening[];
}

/**
 * A closed CoNDIS system as a pure transition system: a state, the steps that are enabled in it, and the state that
 * follows each. What users, network, hardware and drivers may choose is a step of its own, and so is the end of a delay.
 */
export class Model {
  readonly initial: ModelState;
  readonly #eyes: readonly Eye[];
  readonly #actions: ActionSystem;
  readonly #doings: readonly { readonly eye: Eye; readonly happening: Happening }[];
  readonly #said = new Interner<Said>(JSON.stringify);
  readonly #slots = new WeakMap<ModelState, Uint32Array>();
  readonly #steps: Steps;

  /** `known` are tables of other models: those of machines that are the same here are used, and filled, by both. */
  constructor(options: ModelOptions, known: Tables = new Map()) {
    const { vcs = 1 } = options;
    const layout = new Map<string, number>();
    const initial: number[] = [];
    const tables: Tables = new Map(known);
    const lines = newLines();
    this.#eyes = Array.from({ length: vcs }, (_, n) => eyeOf(options, n + 1, { tables, lines, layout, initial }));
    this.#doings = this.#eyes.flatMap((eye) => eye.happenings.map((happening) => ({ eye, happening })));
    this.#actions = new ActionSystem(
      initial,
      this.#doings.map(({ eye, happening }) => this.#action(eye, happening)),
    );
    this.#steps = new Steps(initial.length);
    this.initial = this.stateAt(Uint32Array.from(initial));
  }

  /** Everything that can happen in a state. */
  steps(state: ModelState): readonly ModelStep[] {
    const out = this.#steps;
    out.clear();
    this.#actions.expand(this.#slotsOf(state), 0, out);
    return Array.from({ length: out.length }, (_, n) => ({
      ...this.stepOf(out.labels[n] as number),
      next: this.stateAt(out.words.slice(n * out.width, (n + 1) * out.width)),
    }));
  }

  /** The local states of its actors, by their names. */
  get tables(): Tables {
    return new Map(
      this.#eyes.flatMap(({ system }) => [...system.tables].map(([name, { table }]) => [name, table] as const)),
    );
  }

  /** The model as an explorer takes it. `stepOf` says what its labels stand for, and `stateAt` what its states are. */
  get transitions(): TransitionSystem {
    return this.#actions;
  }

  /** What a label of `transitions` stands for. */
  stepOf(label: number): Omit<ModelStep, 'next'> {
    const { action, said } = this.#actions.deedOf(label);
    const { eye, happening } = this.#doings[action] as { readonly eye: Eye; readonly happening: Happening };
    const { text, event, sleeper } = happening;
    return {
      text,
      ...(event && { event: { ...event, vc: eye.vc } }),
      ...(sleeper !== undefined && { sleeper }),
      vc: eye.vc,
      ...this.#said.valueOf(said),
    };
  }

  /** The state that a vector of `transitions` stands for. The words are kept, and must not change. */
  stateAt(words: Uint32Array): ModelState {
    const state = Object.freeze({ key: words.join(' ') });
    this.#slots.set(state, words);
    return state;
  }

  /** What crosses the boundary while the system is brought up, before its initial state. */
  opening(): readonly TraceRecord[] {
    const scribe = new Scribe();
    this.#eyes[0]?.system.open(scribe);
    return scribe.take().records;
  }

  /** Every actor by its name: where its chart stands, and what it remembers. */
  actors(state: ModelState): Readonly<Record<string, ActorState>> {
    const slots = this.#slotsOf(state);
    return Object.fromEntries(
      this.#eyes.flatMap((eye) =>
        [...eye.system.actorsIn(viewOf(eye, slots))].map(([name, { value, context }]) => [name, { value, context }]),
      ),
    );
  }

  /** Messages that wait for a change of state: VC by VC, in the order in which they came. */
  deferred(state: ModelState): readonly Waiting[] {
    const slots = this.#slotsOf(state);
    return this.#eyes.flatMap((eye) =>
      eye.system
        .trafficIn(viewOf(eye, slots))
        .deferred.map(({ actor, message }): Waiting => ({ actor, type: message.type })),
    );
  }

  /** How many threads are under way. At the grain `calls` there are none between two steps. */
  threads(state: ModelState): number {
    const [eye] = this.#eyes;
    return eye?.threads?.threadsIn(viewOf(eye, this.#slotsOf(state))).length ?? 0;
  }

  /** Nothing is left of any VC: no actor, no message. */
  isQuiet(state: ModelState): boolean {
    const slots = this.#slotsOf(state);
    return this.#eyes.every((eye) => eye.system.isQuiet(viewOf(eye, slots)));
  }

  #slotsOf(state: ModelState): Uint32Array {
    const slots = this.#slots.get(state);
    if (!slots) throw new TypeError(`Expected \`state\` to be a state of this model, got ${JSON.stringify(state)}.`);
    return slots;
  }

  #action({ places }: Eye, { take }: Happening): Action {
    const scribe = new AnswerScribe();
    return (view) => {
      const seen: View = {
        get: (slot) => view.get(places[slot] as number),
        set: (slot, value) => {
          view.set(places[slot] as number, value);
        },
        choose: (alternatives) => view.choose(alternatives),
      };
      let isTaken = true;
      try {
        isTaken = take(seen, scribe);
      } catch (error) {
        scribe.broken(error instanceof Error ? error.message : String(error));
      }
      const said = scribe.takeAll();
      return isTaken ? this.#said.numberOf(said) : undefined;
    };
  }
}

/** What the views share. */
interface Common {
  readonly tables: Tables;
  readonly lines: ReturnType<typeof newLines>;
  /** Where in the whole state each slot is, by its name. */
  readonly layout: Map<string, number>;
  readonly initial: number[];
}

function eyeOf(options: ModelOptions, vc: number, { tables, lines, layout, initial }: Common): Eye {
  const { topology = 'cm', sends = 1, receives = 1, faults = [], grain = 'calls' } = options;
  const system = new PureSystem(options.parts ?? partsOf(topology, options), faults, vc, tables);
  const threads = grain === 'full' ? new Interleaved(system, options, lines) : undefined;
  const placeOf = ({ name, isShared }: Slot, slot: number): number => {
    const key = isShared ? name : `${name} of ${vc}`;
    const known = layout.get(key);
    if (known !== undefined) return known;
    layout.set(key, initial.length);
    return initial.push((threads ?? system).initial[slot] as number) - 1;
  };
  const places = (threads ?? system).slots.map(placeOf);
  const happenings = happeningsOf(threads ?? system, topology, (deed, view) =>
    hasRoom(deed, { sends, receives }, (part) => system.look(view, part)),
  );
  return { vc, system, threads, places, happenings };
}

const viewOf = ({ places }: Eye, slots: Uint32Array): Pick<View, 'get'> => ({
  get: (slot) => slots[places[slot] as number] as number,
});

/**
 * A closed CoNDIS system of either topology as a pure transition system, with any number of VCs.
 *
 * @example
 * const model = createModel({ topology: 'cm', vcs: 1 });
 * for (const { text, next } of model.steps(model.initial)) console.log(text, model.actors(next));
 */
export const createModel = (options: ModelOptions = {}, known?: Tables): Model => new Model(options, known);

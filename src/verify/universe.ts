import { ActionSystem, Interner } from '../explore/index.js';
import type { Action, Deed, View } from '../explore/index.js';
import {
  ChaoticDriver,
  chaoticParts,
  happeningsOf,
  hasRoom,
  hasRoomForAll,
  Interleaved,
  partsOf,
  PureSystem,
} from '../system/index.js';
import type { Bounds, EnvironmentEvent, Fault, Tables } from '../system/index.js';
import { chaoticHappenings } from './chaos.js';
import type { Question } from './question.js';
import { Scribe } from './scribe.js';
import type { Fragment } from './scribe.js';

/** Something that may happen to a VC: from outside, or because a delay is over. */
export interface Happening {
  readonly text: string;
  /** The event of the environment; nothing for a delay. */
  readonly event?: EnvironmentEvent;
  /** The actor whose delay ends. */
  readonly sleeper?: string;
  /** The number of the thread that carries on, from 1. */
  readonly thread?: number;
  /** It ends what is under way: a system in which nothing begins any more still does it. */
  readonly isEnding: boolean;
  readonly take: (view: View, scribe: Scribe) => boolean;
}

/** All that can happen to one VC of a system, as a transition system over numbers, and what its labels say. */
export class Universe {
  readonly system: PureSystem;
  /** One of the drivers keeps to nothing. */
  readonly isChaotic: boolean;
  readonly happenings: readonly Happening[];
  /** What may happen, as the explorer takes it. */
  readonly doings: readonly Action[];
  readonly actions: ActionSystem;
  readonly #fragments = new Interner<Fragment>(JSON.stringify);
  readonly #kinds = new Interner<string>((kind) => kind);
  /** What the labels stand for, found out once. */
  readonly #said: number[] = [];
  readonly #kindOf: number[] = [];

  constructor(question: Question, tables?: Tables, vc = 1) {
    const { topology = 'cm', faults = [], sends = 1, receives = 1, chaos } = question;
    this.isChaotic = chaos !== undefined;
    const { parts = partsOf(topology, { topology }) } = question;
    const driver = chaos && new ChaoticDriver(partsOf(topology, { topology }), chaos, vc, { sends, receives });
    this.system = new PureSystem(chaos ? chaoticParts(parts, chaos) : parts, faults, vc, tables, driver);
    const mover = question.grain === 'full' ? new Interleaved(this.system, question) : this.system;
    this.happenings = [
      ...happeningsOf(mover, topology, (deed, view) => this.#hasRoom(deed, { sends, receives }, view)),
      ...(driver ? chaoticHappenings(this.system, driver) : []),
    ];
    this.doings = this.happenings.map((happening) => this.#action(happening));
    this.actions = new ActionSystem(mover.initial, this.doings);
    this.#fragments.numberOf({ records: [], flaws: [] });
  }

  get fragments(): number {
    return this.#fragments.size;
  }

  /** What is said while the system is started. */
  get opening(): Fragment {
    const scribe = new Scribe();
    this.system.open(scribe);
    return scribe.take();
  }

  /** The number of what the step of a label says. */
  readonly saidOf = (label: number): number => (this.#said[label] ??= this.actions.deedOf(label).said);

  /** What happens and what it says, as a number: labels that differ in nothing else are of one kind. */
  readonly kindOf = (label: number): number => {
    const known = this.#kindOf[label];
    if (known !== undefined) return known;
    return (this.#kindOf[label] = this.meaning(this.actions.deedOf(label)));
  };

  /** What happens and what it says, as a number. */
  meaning({ action, said }: Deed): number {
    return this.#kinds.numberOf(`${action} ${said}`);
  }

  /** Everybody who is asked answers well: nobody fails for ever. */
  isFair(label: number): boolean {
    return this.actions.deedOf(label).choices.every((choice) => choice === 0);
  }

  happeningOf(label: number): Happening {
    return this.happenings[this.actions.deedOf(label).action] as Happening;
  }

  fragmentOf(said: number): Fragment {
    return this.#fragments.valueOf(said);
  }

  #hasRoom(deed: Parameters<typeof hasRoom>[0], bounds: Bounds, view: View): boolean {
    const stateOf = (part: string) => this.system.look(view, part);
    const { list } = deed.limit ?? {};
    return hasRoom(deed, bounds, stateOf) && (!this.isChaotic || !list || hasRoomForAll(list, bounds, stateOf));
  }

  #action({ take }: Happening): Action {
    const scribe = new Scribe();
    return (view) => {
      let isTaken = true;
      try {
        isTaken = take(view, scribe);
      } catch (error) {
        scribe.broken(error instanceof Error ? error.message : String(error));
      }
      const fragment = scribe.take();
      return isTaken ? this.#fragments.numberOf(fragment) : undefined;
    };
  }
}

/** The answer that a driver gives to its own cost, in words. */
export const faultText = ({ event, status, on }: Fault): string =>
  `${on === undefined ? '' : `${on}: `}${event} answers ${status}`;

import type { Observer } from '../explore/index.js';
import type { AnyMonitor, Violation } from '../rules/index.js';
import { OpenEars } from './ears.js';
import type { Ears, Words } from './ears.js';

/** What somebody listens to. */
export interface Speech extends Words {
  /** Whether a violation counts: against a driver that keeps to nothing, only what others do. */
  readonly counts: (violation: Violation) => boolean;
}

interface Heard {
  readonly next: number;
  readonly alarm: number;
}

/**
 * Judges as an observer of an exploration. Its states are what the judges remember; a state is reached again by telling
 * new judges everything that was said on the first way to it.
 */
export class Audience implements Observer {
  readonly initial = 0;
  readonly #numbers = new Map<string, number>();
  /** How each state was reached first. */
  readonly #origins: { readonly from: number; readonly said: number }[] = [];
  readonly #heard: Map<number, Heard>[] = [];
  readonly #alarms: (readonly Violation[])[] = [[]];
  readonly #alarmNumbers = new Map<string, number>();
  #characters = 0;

  /** `counts` says whether a violation does. */
  constructor(
    private readonly ears: Ears,
    private readonly counts: (violation: Violation) => boolean = () => true,
  ) {
    this.ears.recall([]);
    this.#numberOf({ from: -1, said: -1 });
  }

  /** How many different memories there are. */
  get size(): number {
    return this.#origins.length;
  }

  /** How many characters it takes to tell all memories. */
  get characters(): number {
    return this.#characters;
  }

  /** The violations that an alarm stands for. */
  violationsOf(alarm: number): readonly Violation[] {
    return this.#alarms[alarm] ?? [];
  }

  hear(state: number, said: number): Heard {
    const answers = (this.#heard[state] ??= new Map<number, Heard>());
    const known = answers.get(said);
    if (known) return known;
    this.ears.recall(this.#pathTo(state));
    const violations = this.ears.hear(said);
    const heard = {
      next: this.#numberOf({ from: state, said }),
      alarm: this.#alarmOf(violations.filter(this.counts)),
    };
    answers.set(said, heard);
    return heard;
  }

  /** Everything that is said on the first way to a state. */
  #pathTo(state: number): readonly number[] {
    const path: number[] = [];
    for (let at = state; at > 0; at = this.#origins[at]?.from ?? 0) path.push(this.#origins[at]?.said ?? 0);
    return path.reverse();
  }

  /** The number of what the judges remember now. */
  #numberOf(origin: { readonly from: number; readonly said: number }): number {
    const key = this.ears.essence();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#origins.length;
    this.#numbers.set(key, number);
    this.#characters += key.length;
    this.#origins.push(origin);
    return number;
  }

  #alarmOf(violations: readonly Violation[]): number {
    if (violations.length === 0) return 0;
    const key = violations.map(({ rule, message }) => `${rule} ${message.replace(/\d+/g, '')}`).join();
    const known = this.#alarmNumbers.get(key);
    if (known !== undefined) return known;
    this.#alarmNumbers.set(key, this.#alarms.length);
    return this.#alarms.push(violations) - 1;
  }
}

/** An audience of judges who hear everything. */
export class Listener extends Audience {
  constructor(judges: readonly AnyMonitor[], speech: Speech) {
    super(new OpenEars(judges, speech), speech.counts);
  }
}

import { Interner, unfold } from '../explore/index.js';
import type { Unfolded } from '../explore/index.js';
import type { Flaw, Fragment, Tables } from '../system/index.js';
import type { Question } from '../verify/question.js';
import { Universe } from '../verify/universe.js';

/** When a survey is given up. */
export interface SurveyLimits {
  readonly maxStates: number;
  readonly maxSeconds: number;
}

/** Numbers for what steps say, the same for all systems that are compared. */
export const newMeanings = (): Interner<string> => new Interner((text) => text);

/** One VC of a system, explored within bounds, in a form in which it can be compared with another. */
export class Survey {
  readonly universe: Universe;
  readonly opening: Fragment;
  #one: Unfolded;
  readonly #fragments: number[] = [];
  readonly #keys: number[] = [];

  constructor(
    question: Question,
    tables: Tables,
    private readonly meanings: Interner<string>,
    limits: SurveyLimits,
  ) {
    this.universe = new Universe(question, tables);
    this.opening = this.universe.opening;
    this.#one = this.#unfold(limits);
  }

  /** As far as it has been explored. */
  get one(): Unfolded {
    return this.#one;
  }

  /** Explores further, if anything is left. What is known by then is not found out again. */
  extend(limits: SurveyLimits): void {
    if (!this.#one.isComplete) this.#one = this.#unfold(limits);
  }

  #unfold({ maxStates, maxSeconds }: SurveyLimits): Unfolded {
    const begin = performance.now();
    return unfold(this.universe.actions, {
      maxStates,
      isEnough: () => performance.now() - begin > maxSeconds * 1000,
    });
  }

  /** A step by what happens, which alternatives are taken and what is said: the same number in all systems. */
  readonly keyOf = (label: number): number => {
    const known = this.#keys[label];
    if (known !== undefined) return known;
    const { action, choices, said } = this.universe.actions.deedOf(label);
    const key = this.meanings.numberOf(`${action} ${choices.join()} ${this.#fragment(said)}`);
    return (this.#keys[label] = key);
  };

  /** A step by what happens and what is said, as a text. */
  readonly meaningOf = (label: number): string => {
    const { action, said } = this.universe.actions.deedOf(label);
    return `${action} ${this.#fragment(said)}`;
  };

  /** Nothing is left of the VC. */
  readonly isQuiet = (state: number): boolean => {
    const { words, width } = this.#one.vectors;
    return this.universe.system.isQuiet({ get: (slot) => words[state * width + slot] as number });
  };

  /** What is said by a step, and what should not have been. */
  fragmentOf(label: number): Fragment {
    return this.universe.fragmentOf(this.universe.saidOf(label));
  }

  /** What happens on a way, in words. */
  textsOf(path: readonly number[]): readonly string[] {
    return path.map((label) => this.universe.happeningOf(label).text);
  }

  /** Everything that should not have been, on whichever way. */
  flaws(): readonly Flaw[] {
    return Array.from({ length: this.universe.fragments }, (_, said) => this.universe.fragmentOf(said).flaws).flat();
  }

  #fragment(said: number): number {
    return (this.#fragments[said] ??= this.meanings.numberOf(JSON.stringify(this.universe.fragmentOf(said))));
  }
}

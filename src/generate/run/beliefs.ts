import type { Topology } from '../../protocol/roles.js';
import type { TraceRecord } from '../../protocol/trace.js';
import { createModel, faultsOf } from '../../system/index.js';
import type { EnvironmentEvent, Fault, Model, ModelState, ModelStep } from '../../system/index.js';
import { crossingsOf, linesOf } from '../script.js';
import { Sides } from '../sides.js';
import type { UnderTest } from '../suite.types.js';
import { performanceOf } from './cues.js';
import type { Cue, Opening } from './cues.js';
import { wordOf } from './moves.js';
import type { Branch } from './trails.js';

/** What is played with: which system, who is under test, and how much may be under way. */
export interface Ground {
  readonly topology: Topology;
  readonly underTest: UnderTest;
  /** 1 by default, as in a model. */
  readonly vcs?: number;
  readonly sends?: number;
  readonly receives?: number;
  /** Answers of others that may go wrong; none by default. */
  readonly faults?: readonly Fault[];
}

/** A branch with the state to which it leads. */
export interface Turn extends Branch {
  readonly next: ModelState;
}

/** One thing that can be done, and what may come of it, as the driver under test decides. */
export interface Choice {
  /** The move as one word. */
  readonly word: string;
  readonly type: string;
  /** What the driver, its hardware or its line is told in advance; it may as well do otherwise. */
  readonly advice: readonly Opening[];
  readonly moves: readonly Opening[];
  /** The first is the way on which the driver follows the advice. */
  readonly turns: readonly Turn[];
  /** It can be done in all of the states; otherwise only the driver's own world may try. */
  readonly isCertain: boolean;
}

/** The states in which a system may be, after what its driver under test has done. */
export class Beliefs {
  readonly model: Model;
  readonly #sides: Sides;
  readonly #steps = new Map<string, readonly ModelStep[]>();
  readonly #choices = new Map<string, readonly Choice[]>();

  constructor(readonly ground: Ground) {
    const { topology, underTest, vcs = 1, sends = 1, receives = 1, faults = [] } = ground;
    this.#sides = new Sides(topology, underTest);
    const own = faultsOf(topology).filter((fault) => this.#isFree({ ...fault, type: 'answer.next' }));
    const others = faults.filter((fault) => !own.includes(fault));
    this.model = createModel({ topology, vcs, sends, receives, faults: [...others, ...own] });
  }

  /** How the system is brought up. */
  opening(): { readonly records: readonly TraceRecord[]; readonly turn: Turn } {
    const records = this.model.opening();
    const { underTest } = this.ground;
    const { cues } = performanceOf(records, linesOf(records, underTest), underTest);
    return { records, turn: { cues, next: this.model.initial } };
  }

  stepsFrom(state: ModelState): readonly ModelStep[] {
    const known = this.#steps.get(state.key);
    if (known) return known;
    const steps = this.model.steps(state);
    this.#steps.set(state.key, steps);
    return steps;
  }

  /** Everything that can be done while the system is in one of these states. */
  choicesIn(states: readonly ModelState[]): readonly Choice[] {
    const key = states.map((state) => state.key).join('|');
    const known = this.#choices.get(key) ?? this.#choicesOf(states);
    this.#choices.set(key, known);
    return known;
  }

  #choicesOf(states: readonly ModelState[]): readonly Choice[] {
    const groups = new Map<string, { from: ModelState; step: ModelStep }[]>();
    for (const from of states) {
      for (const step of this.stepsFrom(from)) {
        const key = this.#decisionOf(step);
        const group = groups.get(key) ?? [];
        groups.set(key, group);
        group.push({ from, step });
      }
    }
    return [...groups.values()].flatMap((group) => {
      const isCertain = new Set(group.map(({ from }) => from.key)).size === states.length;
      return this.#variants(
        group.map(({ step }) => step),
        isCertain,
      );
    });
  }

  /** What the driver may do by itself in a state: its hardware has finished, its line has spoken. */
  spontaneousFrom(state: ModelState): readonly Turn[] {
    const { underTest } = this.ground;
    if (underTest === 'system') return [];
    return this.stepsFrom(state)
      .filter(({ event, sleeper }) => (event ? this.#sides.isOwnEvent(event) : this.#sides.isOwnActor(sleeper ?? '')))
      .filter(({ answers }) => answers.every((answer) => this.#isFree(answer)))
      .filter(({ records }) => crossingsOf(records, underTest)[0]?.from === underTest)
      .map((step) => this.#turnOf(step));
  }

  /** The word of a step, in which the driver decides for itself. */
  #decisionOf({ answers, ...step }: ModelStep): string {
    return wordOf({ ...step, answers: answers.filter((answer) => !this.#isFree(answer)) });
  }

  /** The same is done, with each advice that the driver can be given. */
  #variants(group: readonly ModelStep[], isCertain: boolean): readonly Choice[] {
    const words = [...new Set(group.map(wordOf))];
    return words.map((word) => {
      const advised = group.filter((step) => wordOf(step) === word);
      const others = group.filter((step) => wordOf(step) !== word);
      const step = advised[0] as ModelStep;
      return {
        word,
        type: step.event?.type ?? step.sleeper ?? '',
        advice: step.answers
          .filter((answer) => this.#sides.isOwnEvent(answer))
          .map((event) => ({ kind: 'event', event }) as const),
        moves: this.#movesOf(step),
        turns: [...advised, ...others].map((one) => this.#turnOf(one)),
        isCertain,
      };
    });
  }

  #movesOf({ event, sleeper }: ModelStep): readonly Opening[] {
    if (event) return this.#sides.isOwnEvent(event) ? [{ kind: 'event', event }] : [];
    return sleeper !== undefined && this.#sides.isOwnActor(sleeper) ? [{ kind: 'patience', actor: sleeper }] : [];
  }

  #turnOf({ records, next }: ModelStep): Turn {
    const { underTest } = this.ground;
    const cues: readonly Cue[] = performanceOf(records, linesOf(records, underTest), underTest).cues;
    return { cues, next };
  }

  /** The driver, its hardware or its line may answer as they like; a whole system does as it is told. */
  #isFree(answer: EnvironmentEvent): boolean {
    return this.ground.underTest !== 'system' && this.#sides.isOwnEvent(answer);
  }
}

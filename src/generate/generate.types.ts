import type { Scenario } from '../scenario/index.js';
import type { ModelOptions } from '../system/index.js';
import type { Coverage } from './coverage.types.js';
import type { Stop, Verdict } from './tours/index.js';
import type { Suite, UnderTest } from './suite.types.js';

/** Ways to choose tests. */
export const strategies = ['states', 'transitions', 'pairs', 'rules', 'illegal', 'all', 'walks', 'quick'] as const;

/**
 * What the tests of a suite are to cover.
 * - `states`, `transitions`, `pairs`: each of them, on as few steps as can be
 * - `rules`: every condition of the contract both ways, as far as it can be met
 * - `illegal`: everything illegal in every state of those whom it concerns
 * - `all`: transitions, and everything illegal
 * - `walks`: nothing in particular: at random
 * - `quick`: transitions, at random, always towards the nearest that is missing
 */
export type Strategy = (typeof strategies)[number];

/** What to generate. Everything has a default. */
export interface GenerateOptions extends Omit<ModelOptions, 'grain' | 'threads' | 'overlaps' | 'parts'> {
  /** Whose behaviour the tests are to try; the whole system's by default. */
  readonly underTest?: UnderTest;
  /** `transitions` by default. */
  readonly cover?: Strategy;
  /** Instead of covering anything: for each a shortest test that comes there. */
  readonly goals?: readonly string[];
  /** Instead of covering anything: a test in which the events of this scenario happen, in their order. */
  readonly through?: Scenario;
  /** A whole number, 1 by default: what is chosen at random is the same for the same seed. */
  readonly seed?: number;
  /** Steps of a test at most, 40 by default; with 0 tests are as long as the least total wants them. */
  readonly maxLength?: number;
  /** Random walks at most; 100 by default. */
  readonly walks?: number;
  /** How much likelier than others an event is on random walks: `{ 'network.hangUp': 5 }`; 0 leaves it out. */
  readonly weights?: Readonly<Record<string, number>>;
  /** When random walks are enough. */
  readonly until?: Stop;
  /** States of the model at most; beyond them nothing is known. */
  readonly maxStates?: number;
}

/** What became of a goal. */
export interface GoalReport {
  readonly goal: string;
  /** `unreachable`: every state was tried. `unknown`: not every state is known. */
  readonly result: 'found' | 'unreachable' | 'unknown';
  /** The test that comes there. */
  readonly test?: string;
  /** What stands in the way, where anything more is to be said. */
  readonly why?: string;
}

/** How much it is. */
export interface Figures {
  readonly tests: number;
  /** Steps of all tests. */
  readonly steps: number;
  /** No suite of this kind has fewer steps; nothing where nothing is known. */
  readonly lowerBound: number | null;
  /** The steps of a suite that gives every state a shortest test of its own. */
  readonly onePathPerState: number;
  readonly states: number;
  readonly transitions: number;
  /** Every state of the model is known. */
  readonly isComplete: boolean;
  readonly seconds: number;
}

/** A suite, and what is to be said of it. */
export interface Generated {
  readonly suite: Suite;
  readonly figures: Figures;
  readonly coverage: Coverage;
  readonly goals: readonly GoalReport[];
  /** What was said of the condition to stop, where there was one. */
  readonly verdict?: Verdict;
}

import type { RuleId } from '../protocol/rules.js';
import type { Counterexample } from './counterexample.js';
import type { Coverage } from './coverage.js';

/** What can be said of a property: `unknown` where the search was cut off before it was decided. */
export type VerdictKind = 'holds' | 'violated' | 'unknown';

/** A property of the system, and whether it holds. */
export interface Verdict {
  /** The id of a rule, or the name of a property of the whole. */
  readonly property: RuleId | GeneralProperty;
  readonly verdict: VerdictKind;
  /** What it asks for; of a violated property, what happens instead. */
  readonly text: string;
  /** It is a SHOULD: to break it is a warning. */
  readonly isAdvice?: true;
  /** A shortest way that shows it. */
  readonly counterexample?: Counterexample;
}

/** What is asked of the whole, beside the rules. */
export const generalProperties = {
  deadlock: 'from every state everything can still come to its end',
  leftover: 'nothing is left of a VC once the environment begins nothing more',
  completion: 'every pended operation is completed in the end, if nobody fails for ever',
  fate: 'every event that reaches an actor has a fate there, and the charts do what their fates say',
  independence: 'what happens on one VC makes no difference to another',
  reachability: 'every state and every transition of every machine can be reached',
} as const;

export type GeneralProperty = keyof typeof generalProperties;

/** What an exploration has found. */
export interface Exploration {
  /** States of all VCs together that were visited, and the steps between them. */
  readonly states: number;
  readonly transitions: number;
  /** Steps of the environment from the beginning. */
  readonly depth: number;
  readonly seconds: number;
  readonly statesPerSecond: number;
  readonly bytesPerState: number;
  /** Nothing was left out, neither of one VC nor of all together. */
  readonly complete: boolean;
  /** How often XState was asked for a step of a machine. */
  readonly machineSteps: number;
  /** One VC alone. */
  readonly one: {
    readonly states: number;
    readonly transitions: number;
    /** States that can be told apart by anything that happens later. */
    readonly classes: number;
    readonly complete: boolean;
  };
  /** How many states the visited ones stand for: of so many VCs, each told apart, without any reduction. */
  readonly standsFor: bigint;
  /** States that were reached and not explored, where the search was cut off. */
  readonly frontier: number;
  readonly verdicts: readonly Verdict[];
  readonly coverage: readonly Coverage[];
}

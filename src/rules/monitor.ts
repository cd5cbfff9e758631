import type { AnyFunctionName } from '../protocol/functions.js';
import type { LogAssume } from '../protocol/log.js';
import type { RuleId } from '../protocol/rules.js';
import type { Actor } from './cast.js';
import type { Frame } from './frame.js';
import type { World } from './world.js';

/** What a monitor has found: the rule, who broke it, and what happened in plain words. */
export interface Finding {
  readonly rule: RuleId;
  /** Set where the rule is stricter, or laxer, about this case than about others. */
  readonly level?: 'error' | 'warning';
  /** The driver that broke it, or `ndis`. */
  readonly by: Actor | 'ndis';
  /** A sentence without its full stop: who did what to which object, and why that is wrong. */
  readonly message: string;
  /** Handles of the objects concerned, the nearest first. */
  readonly about?: readonly string[];
  /** Set where the fault lies in a record that is only now seen to be one. */
  readonly at?: { readonly n: number; readonly line: number };
  /** The status with which NDIS refuses it, where a page names one. */
  readonly refusal?: string;
}

/** Something that has to come and has not come yet. It breaks the rule if the log ends here. */
export interface Owed extends Omit<Finding, 'at'> {
  /** The record with which the debt began. */
  readonly since: { readonly n: number; readonly line: number };
}

/** What a monitor judges with: the world as it was before the step, what it remembers itself, and where to report. */
export interface Scene<S> {
  readonly world: World;
  readonly state: S;
  readonly report: (finding: Finding) => void;
}

/**
 * Watches what crosses the NDIS boundary and never sends. It judges a step in `called` or `answered` by the world as it
 * was before; all monitors have judged when `entered` and `left` are told what has become of it. A monitor has no state
 * of its own: what it remembers is in the scene, so that one monitor serves any number of logs.
 */
export interface Monitor<S = undefined> {
  readonly name: string;
  /** Every rule that it may report. */
  readonly rules: readonly RuleId[];
  /** The functions that it wants to hear of, in all phases or in each; every function where none are named. */
  readonly hears?: Functions | Readonly<Partial<Record<Phase, Functions>>>;
  /** What it remembers when nothing has happened yet. */
  readonly open?: () => S;
  /** A function is entered. */
  readonly called?: Judge<S>;
  /** A function returns: the status is set, and what came out. */
  readonly answered?: Judge<S>;
  /** Every monitor has judged the call. */
  readonly entered?: Judge<S>;
  /** Every monitor has judged the return. */
  readonly left?: Judge<S>;
  /** Something held already when the log began. */
  readonly assumed?: (scene: Scene<S>, record: LogAssume) => void;
  /** What has to come before the log may end. */
  readonly owed?: (scene: Scene<S>) => readonly Owed[];
}

/** When a judge hears of a function: as it is entered or returns, and when all have judged that. */
export type Phase = 'called' | 'entered' | 'answered' | 'left';

type Functions = readonly AnyFunctionName[];

/** What hears of a function. */
export type Judge<S> = (scene: Scene<S>, frame: Frame) => void;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- monitors of every kind of memory stand in one list
export type AnyMonitor = Monitor<any>;

/** Names the state's type once, and leaves the rest to inference. */
export const monitor = <S = undefined>(definition: Monitor<S>): Monitor<S> => definition;

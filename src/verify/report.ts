import type { AnyFunctionName } from '../protocol/functions.js';
import type { DriverRole } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { NdisStatus } from '../protocol/status.js';
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
  refusal: 'NDIS refuses whatever a chaotic driver may not call, as documented, and what it refuses has no effect',
  return: 'every call into NDIS returns, unless the system comes down',
  reachability: 'every state and every transition of every machine can be reached',
} as const;

export type GeneralProperty = keyof typeof generalProperties;

/** What a driver that keeps to nothing has done, and what has become of it. */
export interface Misbehaviour {
  readonly by: DriverRole;
  /** The rules that it has broken, each on a shortest way: what the monitors are proven against. */
  readonly broken: readonly OwnBreach[];
  /** What NDIS has refused: each function with each rule once. */
  readonly refused: readonly Refused[];
}

/** A rule that the chaotic driver has broken. */
export interface OwnBreach {
  readonly rule: RuleId;
  readonly text: string;
  /** NDIS has refused the call, or the pages leave open what NDIS does about it. */
  readonly isRefused: boolean;
  readonly counterexample: Counterexample;
}

/** A call of the chaotic driver that NDIS has refused. */
export interface Refused {
  readonly fn: AnyFunctionName;
  /** Where the VC stood; nothing where there was none. */
  readonly vc?: unknown;
  readonly rule: RuleId;
  /** The return; `null` of a void function. */
  readonly status: NdisStatus | null;
}

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
  /** Of a system with a chaotic driver: what that has done. */
  readonly misbehaviour?: Misbehaviour;
}

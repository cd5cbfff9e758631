import type { DriverRole, Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { CallRecord, MetaRecord, ReturnRecord, TraceRecord } from '../protocol/trace.js';
import type { EnvironmentEvent, ForcedCall } from '../system/index.js';

/** Whose behaviour is under test: one driver's, with everybody else played by the test, or that of the whole system. */
export type UnderTest = DriverRole | 'system';

/** What crosses the boundary. */
export type Crossing = CallRecord | ReturnRecord;

/** What a test does to the driver under test. */
export type Move =
  /** Its user, its hardware or its line decides; `answer.next` says how it, or its hardware, is to answer next. */
  | { readonly kind: 'event'; readonly event: EnvironmentEvent }
  /** It has waited longer than it waits: the delay of this actor ends. */
  | { readonly kind: 'patience'; readonly actor: string }
  /** It makes a call of its interface that it must not make; only the whole system can be told to. */
  | { readonly kind: 'forced'; readonly call: ForcedCall }
  /** NDIS calls it. */
  | { readonly kind: 'callback'; readonly record: CallRecord }
  /** A call that it has made returns to it. */
  | { readonly kind: 'reply'; readonly record: ReturnRecord };

/** What the driver under test must do now. Any of `accept` is right. */
export interface Expectation {
  readonly kind: 'expect';
  /** The first is the one with which the test goes on; with another it ends, and has decided nothing. */
  readonly accept: readonly [Crossing, ...Crossing[]];
}

/** One line of a test: a move of the test, or what the driver must do. */
export type Line = Move | Expectation;

/** One step of a test: something happens outside, and everything that follows from it. */
export interface TestStep {
  /** What happens, in words: `network.accept`. */
  readonly text: string;
  readonly vc: number;
  /** The event of the environment; nothing where a delay ends, or a call is forced. */
  readonly event?: EnvironmentEvent;
  /** The actor whose delay ends. */
  readonly sleeper?: string;
  readonly call?: ForcedCall;
  /** Answers that are set before it happens. */
  readonly answers: readonly EnvironmentEvent[];
  /** Everything that crosses the boundary, between all parties. */
  readonly records: readonly TraceRecord[];
  /** What of it the driver under test is given and has to do, in order. Empty where it does not concern that driver. */
  readonly script: readonly Line[];
  /** The rule by which the last thing that happens is refused; of a negative test only. */
  readonly refused?: RuleId;
}

/** Why a test exists. */
export interface Reason {
  /** The dimension of coverage, and what of it the test is for. */
  readonly covers: Dimension;
  /** The name of the thing covered, as coverage lists it. */
  readonly name: string;
  readonly rule?: RuleId;
  /** The page on which the rule stands. */
  readonly source?: string;
}

/** What coverage is measured in. */
export const dimensions = [
  'states',
  'transitions',
  'pairs',
  'guards',
  'events',
  'statuses',
  'rules',
  'scenarios',
] as const;
export type Dimension = (typeof dimensions)[number];

/**
 * `positive`: everybody keeps to the contract, and so must the driver. `refusal`: something is asked of the driver that it
 * must refuse. `forbidden`: a driver makes a call that it must not make; NDIS refuses it, and a check of the log objects.
 */
export type TestKind = 'positive' | 'refusal' | 'forbidden';

/** A test: a way from a system at rest, and what must be seen on it. */
export interface Test {
  /** `T0001`, unique in its suite, the same for the same model and seed. */
  readonly id: string;
  /** A sentence. */
  readonly title: string;
  readonly kind: TestKind;
  readonly reasons: readonly Reason[];
  readonly steps: readonly TestStep[];
  /** At its end nothing is left to be done: a log of it may say that nothing more will happen. */
  readonly isAtRest: boolean;
}

/** Whether a test can be run: nobody can make one driver do what it must not do. Such a test is a log for a checker. */
export const isRunnable = ({ kind }: Pick<Test, 'kind'>, underTest: UnderTest): boolean =>
  kind !== 'forbidden' || underTest === 'system';

/** Tests that belong together. Plain data. */
export interface Suite {
  readonly title: string;
  readonly topology: Topology;
  readonly underTest: UnderTest;
  /** How the tests were chosen: `transitions`. */
  readonly strategy: string;
  readonly seed: number;
  /** The first record of the trace of every test. */
  readonly meta: MetaRecord;
  /** How the system is brought up, before every test: what crosses the boundary, and the lines of the driver under test. */
  readonly opening: { readonly records: readonly TraceRecord[]; readonly script: readonly Line[] };
  readonly tests: readonly Test[];
}

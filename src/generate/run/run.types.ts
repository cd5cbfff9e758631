import type { TraceRecord } from '../../protocol/trace.js';
import type { Suite, Test, UnderTest } from '../suite.types.js';
import type { Cause } from './ending.js';
import type { Breach } from './journal.js';

/**
 * `passed`: the system under test did what the test says. `inconclusive`: it did something else that is right as well, or
 * could not be made to do what the test asks. `failed`: it broke a rule, owes what it did not do, or does not work at all.
 */
export type Verdict = 'passed' | 'inconclusive' | 'failed';

/** Where a run has ended. */
export interface Place {
  /** The number of the step, from 1; 0 while the system was brought up. */
  readonly step: number;
  /** What happens in it, in words. */
  readonly text: string;
}

/** What a run has come to. Plain data. */
export interface RunResult {
  readonly verdict: Verdict;
  readonly underTest: UnderTest;
  /** Why it was not passed. */
  readonly cause?: Cause;
  readonly what?: string;
  readonly where?: Place;
  /** The rules that were broken, with their pages. */
  readonly breaches: readonly Breach[];
  /** What was accepted instead, as text. */
  readonly accepted: readonly string[];
  /** The trace, with everything that others have done: one record, one line of NDJSON. */
  readonly records: readonly TraceRecord[];
  /** Runs it again: topology, bounds and seed, and the moves. */
  readonly replay: string;
  /** All of it as text. */
  readonly report: string;
}

/** What a test has come to. */
export interface TestResult extends RunResult {
  readonly test: Test['id'];
  readonly title: string;
}

/** What a suite has come to. */
export interface SuiteResult extends Readonly<Record<Verdict, number>> {
  readonly suite: Pick<Suite, 'title' | 'topology' | 'underTest' | 'strategy' | 'seed'>;
  readonly results: readonly TestResult[];
}

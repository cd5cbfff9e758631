import type { RuleId } from '../protocol/rules.js';
import type { Dimension } from './suite.types.js';

/**
 * What became of one thing that can be covered. `unreachable`: no way leads to it, and all were tried. `unknown`: it was
 * not met, and not everything was tried.
 */
export const marks = ['covered', 'uncovered', 'unreachable', 'unknown'] as const;
export type Mark = (typeof marks)[number];

/** One thing that can be covered. */
export interface CoverageItem {
  /** Unique in its dimension: what it is, in words. */
  readonly name: string;
  readonly mark: Mark;
  /** How often it was met. */
  readonly times: number;
  /** The test, or the log, in which it was met first. */
  readonly by?: string;
  readonly rule?: RuleId;
  /** The address of the page on which the rule stands. */
  readonly source?: string;
}

/** What of one dimension is covered. */
export interface DimensionCoverage extends Readonly<Record<Mark, number>> {
  readonly dimension: Dimension;
  /** One sentence: what counts here. */
  readonly counts: string;
  readonly items: readonly CoverageItem[];
}

/** What tests, or logs, have met of what there is. Plain data: coverages of the same kind of system can be merged. */
export interface Coverage {
  /** Where it comes from: `suite transitions, client under test`, `driver.ndjson`. */
  readonly of: readonly string[];
  readonly dimensions: readonly DimensionCoverage[];
}

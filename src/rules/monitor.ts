import type { Role } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { Books } from './books/books.js';
import type { Step } from './steps.js';

/** What a monitor has found: the rule, who broke it, and what happened in plain words. */
export interface Finding {
  readonly rule: RuleId;
  readonly by: Role;
  readonly message: string;
  /** Set where the fault lies in a call that is only now seen to be one: the number of that call's record. */
  readonly at?: number;
}

/** A rule that was broken, and by which record. */
export interface Violation {
  readonly rule: RuleId;
  /** Breaking a SHOULD is a warning. */
  readonly level: 'error' | 'warning';
  readonly by: Role;
  readonly message: string;
  /** The number of the record. */
  readonly record: number;
  /** NDIS itself has refused the call by this rule. */
  readonly refused?: true;
}

/** Something that has to come and has not come yet. It breaks the rule if the trace ends here. */
export interface Owed {
  readonly rule: RuleId;
  /** Who owes it. */
  readonly by: Role;
  readonly message: string;
  /** The number of the record with which the debt began. */
  readonly since: number;
}

/**
 * Observes what crosses the NDIS boundary and never sends. All that is remembered of the past is in the books, which
 * the monitors share and do not write: a monitor is a function of the books as they were before the step, and of the
 * step.
 */
export interface Monitor {
  readonly name: string;
  /** Every rule that it may report. */
  readonly rules: readonly RuleId[];
  judge(books: Books, step: Step): readonly Finding[];
  owed?(books: Books): readonly Owed[];
}

export const nothing: readonly Finding[] = [];

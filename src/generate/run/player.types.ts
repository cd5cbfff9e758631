import type { RuleId } from '../../protocol/rules.js';
import type { Opening } from './cues.js';
import type { Branch } from './trails.js';

/** How to run a system under test. */
export interface PlayOptions {
  /** Milliseconds that it may take for one move; 5,000 by default. */
  readonly patience?: number;
}

/** One step of a run: what is done, and on which branches it may go on. */
export interface Scene<B extends Branch> {
  readonly moves: readonly Opening[];
  readonly branches: readonly B[];
  /** The rule by which the step is to be refused; its breach is what the step is for. */
  readonly refused?: RuleId | undefined;
}

import { printable } from '../../errors.js';
import { shortStatus } from '../../protocol/status.js';
import type { TraceArgs } from '../../protocol/trace.js';
import type { Crossing } from '../suite.types.js';
import type { Breach } from './journal.js';

/**
 * Why a run has not gone to its end. `broken`: a rule is broken. `silent`: the system did not do what it must. `threw`,
 * `hung`, `answered`: it threw, did not come back, or answered with what is no answer. `alternative`: it decided as the
 * model might have, but not as the test goes on. `allowed`: it did what the model would not do and no rule forbids.
 * `idle`: it did nothing, and owes nothing. `unsupported`: its harness cannot do what the test asks. `illegal`: the moves
 * are no way of the model.
 */
export type Cause =
  'broken' | 'silent' | 'threw' | 'hung' | 'answered' | 'alternative' | 'allowed' | 'idle' | 'unsupported' | 'illegal';

const failures: readonly Cause[] = ['broken', 'silent', 'threw', 'hung', 'answered'];

/** How a run has ended before its end. */
export interface Ending {
  readonly cause: Cause;
  /** A sentence without its full stop. */
  readonly what: string;
  /** The rules that it has broken. */
  readonly breaches: readonly Breach[];
  /** What was accepted instead. */
  readonly accepted: readonly Crossing[];
  readonly observed?: Crossing;
}

/** Whether the system under test is to blame. */
export const isFailure = ({ cause }: Pick<Ending, 'cause'>): boolean => failures.includes(cause);

/** What crosses the boundary as one line. */
export function crossingText(crossing: Crossing): string {
  const { kind, fn, from, args = {} } = crossing;
  const given = argumentsOf(args);
  if (kind === 'call') return printable(`${from} → ${crossing.to}  ${fn}(${given})`);
  const status = crossing.status === null ? ' returns' : ` = ${shortStatus(crossing.status)}`;
  return printable(`${from} returns from ${fn}${crossing.status === null ? '' : status}${given && `  ${given}`}`);
}

const argumentsOf = ({ status, ...args }: TraceArgs): string =>
  [...(status === undefined ? [] : [shortStatus(status)]), ...Object.values(args).map((value) => textOf(value))].join(
    ', ',
  );

const textOf = (value: string | readonly string[] | null): string =>
  value === null ? 'NULL' : typeof value === 'string' ? value : value.join(' ');

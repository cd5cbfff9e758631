import type { LogRecord } from '../../protocol/log.js';
import { changes } from './changes.js';
import { insertions } from './insertions.js';
import { moves } from './moves.js';
import type { Patient } from './patient.js';
import { removals } from './removals.js';

/** One change to a log that may make it legal. */
export interface Edit {
  readonly kind: 'insert' | 'change' | 'move' | 'drop';
  /** The record that is changed, moved or dropped; for `insert` the one before which something is missing. */
  readonly record: number;
  /** What would have been right, as a clause that follows "legal if". */
  readonly text: string;
}

/** An edit that may be tried. */
export interface Candidate {
  readonly edit: Edit;
  /** How far it lies from what the author of the driver at fault would do: 0 is nearest. */
  readonly cost: number;
  /** The log as it is then. */
  readonly apply: () => readonly LogRecord[];
}

/** Every edit worth trying, the nearest first. */
export const edits = (patient: Patient): readonly Candidate[] =>
  [...moves(patient), ...insertions(patient), ...changes(patient), ...removals(patient)].sort(
    (a, b) => a.cost - b.cost,
  );

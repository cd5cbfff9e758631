import type { RuleId } from '../../protocol/rules.js';
import type { CreateSut } from '../run/sut.types.js';

/** A driver with one fault in it. */
export interface BrokenDriver {
  readonly name: string;
  readonly role: 'miniport' | 'client';
  /** What it does wrong, in a sentence without its full stop. */
  readonly story: string;
  /** The rule that it breaks. */
  readonly rule: RuleId;
  readonly create: CreateSut;
}

import type { ErrorCode } from '../../src/errors.js';
import { errors } from '../../src/errors.js';
import type { Trouble } from '../common/protocol.js';

/** Something that is not done, and why: thrown inside the server, told to whoever has asked. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** What went wrong, as a page is told of it. A fault of condis itself is told without its insides. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Refusal)) {
    return { code: 'CONDIS7099', message: 'condis has failed.', hint: errors.CONDIS7099.next };
  }
  const { next }: { readonly headline: string; readonly next?: string } = errors[error.code];
  const hint = error.hint ?? next;
  return { code: error.code, message: error.message, ...(hint !== undefined && { hint }) };
}

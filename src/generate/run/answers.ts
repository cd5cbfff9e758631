import { factOf } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import { parseStatus } from '../../protocol/status.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { Opening } from './cues.js';
import type { Ending } from './ending.js';
import { nameOf } from './supervised.js';
import type { Answer } from './sut.types.js';

/** What a driver has returned from a callback, or why that is no answer. */
export function readAnswer(
  fn: AnyFunctionName,
  answer: Answer,
): { readonly status: NdisStatus | null } | { readonly problem: string } {
  const isVoid = factOf(fn).returns === 'void';
  const status = isVoid ? null : parseStatus(answer);
  return status === undefined || (isVoid && answer !== null)
    ? { problem: `${fn} answers ${String(answer)}, which is ${isVoid ? 'not null' : 'no NDIS_STATUS'}` }
    : { status };
}

/** Why a run cannot go on after a move; nothing where it can. */
export function problemOfMove(move: Opening, answer: Answer): Pick<Ending, 'cause' | 'what'> | undefined {
  if (answer === 'done') return undefined;
  if (answer === 'unsupported') return { cause: 'unsupported', what: `The harness cannot do ${nameOf(move)}` };
  return move.kind === 'forced'
    ? undefined
    : { cause: 'answered', what: `${nameOf(move)} is answered ${String(answer)}, not done` };
}

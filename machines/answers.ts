import { isFailure, isPending, isSuccess } from '../src/protocol/status.js';
import type { NdisStatus } from '../src/protocol/status.js';
import { returning } from './messages.js';
import type { AnswerNext } from './messages.js';

/** Answers set in advance, by the event that asks. Each is used once. */
export type Answers = Readonly<Record<string, NdisStatus>>;

interface WithAnswers {
  readonly answers: Answers;
}
interface Asking {
  readonly type: string;
}
interface Telling {
  readonly status?: NdisStatus | null;
}

const answerTo = ({ answers }: WithAnswers, { type }: Asking): NdisStatus => answers[type] ?? 'NDIS_STATUS_SUCCESS';

export const setAnswer = ({ answers }: WithAnswers, { event, status }: AnswerNext) => ({
  answers: { ...answers, [event]: status },
});
export const useAnswer = ({ answers }: WithAnswers, { type }: Asking) => {
  const { [type]: _used, ...rest } = answers;
  return { answers: rest };
};

export const willRefuse = (context: WithAnswers, event: Asking) => isFailure(answerTo(context, event));
export const willPend = (context: WithAnswers, event: Asking) => isPending(answerTo(context, event));

/** The status that an event brings: of a return, or of a completion. */
export const succeeded = (_: unknown, { status }: Telling) => isSuccess(status ?? 'NDIS_STATUS_FAILURE');
export const failed = (_: unknown, { status }: Telling) => isFailure(status ?? 'NDIS_STATUS_SUCCESS');
/** A completion, or an answer: neither PENDING nor without a status. */
export const hasOutcome = (_: unknown, event: Telling) => succeeded(_, event) || failed(_, event);
/** A return that is not NDIS_STATUS_PENDING. */
export const isFinal = (_: unknown, { status }: Telling) => !isPending(status ?? 'NDIS_STATUS_SUCCESS');

// What a callback returns.

export const accept = <E extends Asking>(_: unknown, event: E) => returning(event, 'NDIS_STATUS_SUCCESS');
export const pend = <E extends Asking>(_: unknown, event: E) => returning(event, 'NDIS_STATUS_PENDING');
export const done = <E extends Asking>(_: unknown, event: E) => returning(event, null);
/** The answer set in advance; a plain failure where none was. */
export const refuse = <E extends Asking>({ answers }: WithAnswers, event: E) =>
  returning(event, answers[event.type] ?? 'NDIS_STATUS_FAILURE');

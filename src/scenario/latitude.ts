import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { SequenceStep } from '../protocol/sequences.js';
import type { CallRecord } from '../protocol/trace.js';

/**
 * Where the pages leave something open, and a run may do either. All latitude of the comparison is in this file:
 * - NDIS may make either create callback, or either delete callback, first (AMB-04), as long as none fails
 * - the two completions come in either order when a close crosses a pending make-call
 * - an operation written with an arrow (`NdisCmDeactivateVc(vc) -> completes`) is told by its outcome; the calls by
 *   which it is carried out may be there although no step names them
 * - while a deactivation is pended the drain goes on: sends are completed and received lists are returned
 * - a driver that gets a final answer runs its completion routine itself where a step shows NDIS calling it (VC-ACT-08)
 */

/** The orders of the steps that the pages allow, the one that they write first. */
export function ordersOf(steps: readonly SequenceStep[]): readonly (readonly SequenceStep[])[] {
  let orders: readonly (readonly SequenceStep[])[] = [steps];
  steps.forEach((_, at) => {
    const length = exchangeable(steps, at);
    if (length > 0) {
      orders = [...orders, ...orders.map((order) => exchanged(order, at, length))];
    }
  });
  return orders;
}

/** How many steps from here on may change places with as many after them; 0 where the order is fixed. */
function exchangeable(steps: readonly SequenceStep[], at: number): number {
  const [before, first, second, third] = [steps[at - 1], steps[at], steps[at + 1], steps[at + 2]];
  if (before && first && second && isFreePair(before, first, second)) {
    return 1;
  }
  const crosses = [first, third].map((step) => operationOf(step?.fn ?? '')).sort();
  return crosses[0] === 'CloseCall' &&
    crosses[1] === 'MakeCall' &&
    isCompletion(first) &&
    isCompletion(third) &&
    isCompletion(second)
    ? 2
    : 0;
}

function isFreePair({ fn }: SequenceStep, first: SequenceStep, second: SequenceStep): boolean {
  const fact = fn && factOf(fn);
  if (!fact || !('invokesOrder' in fact)) {
    return false;
  }
  const succeed = [first, second].every(
    ({ kind, status }) => kind === 'callback' && (status ?? 'NDIS_STATUS_SUCCESS') === 'NDIS_STATUS_SUCCESS',
  );
  return succeed && [first, second].every((step) => fact.invokes.some(({ callback }) => callback === step.fn));
}

const isCompletion = (step: SequenceStep | undefined): boolean => step?.fn?.endsWith('Complete') ?? false;

const exchanged = (steps: readonly SequenceStep[], at: number, length: number): readonly SequenceStep[] => [
  ...steps.slice(0, at),
  ...steps.slice(at + length, at + 2 * length),
  ...steps.slice(at, at + length),
  ...steps.slice(at + 2 * length),
];

/** What a function is about, whoever calls it: `DeactivateVc` for NdisCmDeactivateVc and MiniportCoDeactivateVc. */
const operationOf = (fn: string): string =>
  fn
    .replace(/^(NdisMCm|NdisMCo|NdisCm|NdisCo|NdisCl|ProtocolCm|ProtocolCo|ProtocolCl|MiniportCo)/, '')
    .replace(/Complete$/, '');

/** A step that is told by its outcome alone: how it comes about may be seen in the run. */
export const isSummedUp = ({ text }: SequenceStep): boolean => text.includes(' -> ');

/** Whether a call is one of those by which this step is carried out. */
export const carriesOut = ({ fn }: CallRecord, step: SequenceStep): boolean =>
  step.fn !== undefined && fn !== step.fn && operationOf(fn) === operationOf(step.fn);

const drain: readonly AnyFunctionName[] = [
  'NdisMCoSendNetBufferListsComplete',
  'ProtocolCoSendNetBufferListsComplete',
  'NdisReturnNetBufferLists',
  'MiniportReturnNetBufferLists',
];

/** Whether a call belongs to a drain. */
export const drains = ({ fn }: CallRecord): boolean => drain.includes(fn);

/** Whether a call of a driver's own routine stands for the completion callback that a step shows. */
export const standsFor = (
  { from, to, fn }: CallRecord,
  step: SequenceStep,
  before: SequenceStep | undefined,
): boolean => from === to && step.kind === 'callback' && step.to === to && step.fn === fn && !isCompletion(before);

import type { CompletionRules } from '../completionRules.js';
import type { Frame } from '../frame.js';
import type { Scene } from '../monitor.js';
import { deed, isCreation } from '../words.js';
import { mayComeLate } from './handles.js';
import type { Operation, OperationBooks, Slot } from './operations.js';
import { completionOf } from './operationTable.js';
import type { Part } from './operationTable.js';

/** What is remembered of all that may pend. */
export interface Memory {
  readonly books: OperationBooks;
  /** Drivers that the log has shown asking NDIS for something that may pend. */
  readonly askers: Set<string>;
  /** What NDIS has asked of whom that is about no handle: requests and resets. */
  readonly asked: Set<string>;
  /** The completion in hand, where it has completed something. */
  settled: Frame | undefined;
}
export type CompletionScene = Scene<Memory>;

/** The handle names nothing that is alive, which is another monitor's business. */
export function namesTheDead(frame: Frame, { object }: Part): boolean {
  if ((object !== 'vc' && object !== 'af' && object !== 'sap') || mayComeLate(frame.fn)) return false;
  return typeof frame.args[object] === 'string' && frame[object] === undefined;
}

/** A completion says how it went, and PENDING is no way. Everything goes on as if it had said something. */
export function saysPending(scene: CompletionScene, frame: Frame, { pending }: CompletionRules): void {
  if (frame.isReported) return;
  scene.report({
    rule: pending,
    by: frame.from.role === 'ndis' ? 'ndis' : frame.from,
    message: `${deed(frame)}${forWhat(frame)} with NDIS_STATUS_PENDING, although a completion has to say how it went`,
    about: aboutOf(frame),
  });
}

/** Whether a completion does not say how it went. */
export const isPendingStill = ({ args: { status } }: Frame): boolean => status === 'NDIS_STATUS_PENDING';

/** Reports a completion of what has not pended, or not any more. */
export function groundless(
  scene: CompletionScene,
  frame: Frame,
  slot: Slot | undefined,
  half: 'above' | 'below',
  rules: CompletionRules,
): void {
  if (frame.isReported) return;
  const isSecond = slot?.ended[half] === 'completed';
  const other = slot?.[half].find(({ driver }) => driver !== null && driver.name !== frame.driver.name);
  const why = isSecond
    ? 'a second time, although it has been completed already'
    : slot?.ended[half] === 'final'
      ? 'although the function that it would complete has returned a final status'
      : other
        ? `although ${String(other.driver?.name)} is the one that was asked (record ${other.since.n})`
        : 'although nothing is pending that it could complete';
  scene.report({
    rule: isSecond ? rules.twice : rules.none,
    by: frame.from.role === 'ndis' ? 'ndis' : frame.from,
    message: `${deed(frame)}${forWhat(frame)} ${why}`,
    about: aboutOf(frame),
  });
}

/** Whoever has pended completes with the function of its own half. */
export function wrongFunction(scene: CompletionScene, frame: Frame, { fn, since }: Operation): void {
  if (frame.isReported) return;
  const right = completionOf(fn, frame.driver.role === 'mcm');
  scene.report({
    rule: 'OID-04',
    by: frame.from,
    message: `${frame.from.name} completes its ${fn} (record ${since.n}) with ${frame.fn}, where ${right} is the function for it`,
    about: aboutOf(frame),
  });
}

/** The handle that a record is about. */
export const aboutOf = ({ args: { vc, party, sap, af } }: Frame): readonly string[] => {
  const handle = party ?? vc ?? sap ?? af;
  return typeof handle === 'string' ? [handle] : [];
};

/** The same as a part of a sentence. */
export const forWhat = (frame: Frame): string => {
  const [handle] = aboutOf(frame);
  return handle === undefined || isCreation(frame.fn) ? '' : ` for ${handle}`;
};

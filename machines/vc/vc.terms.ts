import type { CallEnd } from '../../src/protocol/lives.js';
import { failed, succeeded } from '../answers.js';
import type { hasOutcome } from '../answers.js';
import * as vc from './vc.logic.js';
import type { VcContext, VcState } from './vc.types.js';

// Conditions of the contract that look at the other half of the chart as well, or at what a completion says.

type Leaves = readonly VcState[];
type Telling = Parameters<typeof hasOutcome>[1];

export const isIn =
  (...states: readonly VcState[]) =>
  (_context: unknown, _event: unknown, leaves: Leaves) =>
    states.some((state) => leaves.includes(state));
export const isNotIn =
  (...states: readonly VcState[]) =>
  (_context: unknown, _event: unknown, leaves: Leaves) =>
    !states.some((state) => leaves.includes(state));
export const successIsNotIn =
  (...states: readonly VcState[]) =>
  (_context: unknown, event: Telling, leaves: Leaves) =>
    !succeeded(undefined, event) || !states.some((state) => leaves.includes(state));
export const successIsIn =
  (...states: readonly VcState[]) =>
  (_context: unknown, event: Telling, leaves: Leaves) =>
    !succeeded(undefined, event) || states.some((state) => leaves.includes(state));
export const failureIsIn =
  (...states: readonly VcState[]) =>
  (_context: unknown, event: Telling, leaves: Leaves) =>
    !failed(undefined, event) || states.some((state) => leaves.includes(state));

export const isNot = (holds: (context: VcContext, event: Telling) => boolean) => (context: VcContext, event: Telling) =>
  !holds(context, event);

/** NDIS forbids a deletion that something else stands in the way of, but first one by the wrong driver. */
export const never = () => false;
/** An MCM may report the end of a call before it deactivates the VC (AMB-09). */
export const mayEndIn =
  (...states: readonly VcState[]) =>
  (context: VcContext, event: Telling & { by: string }, leaves: Leaves) =>
    vc.isMcm(context, event) || successIsNotIn(...states)(context, event, leaves);
export const mayEndHungUp = (context: VcContext, event: Telling & { by: string }, leaves: Leaves) =>
  !vc.wasIn('hungUp')(context) || mayEndIn('activating', 'active', 'reactivating')(context, event, leaves);
export const owesNoClose = (_context: unknown, _event: unknown, leaves: Leaves) => !leaves.includes('hungUp');
export const ownsNoClose = (context: VcContext, event: { by: string }, leaves: Leaves) =>
  !vc.isFromClient(context, event) || !leaves.includes('closing');
export const maySend = (context: VcContext, event: { by: string }, leaves: Leaves) =>
  vc.isOwnSignaling(context, event) || (vc.isFromClient(context, event) && !leaves.includes('none'));
export const isQuietIn =
  (...states: readonly VcState[]) =>
  (context: VcContext, event: { by: string }, leaves: Leaves) =>
    !vc.isFromClient(context, event) || isNotIn(...states)(context, event, leaves);
export const isQuietAfterClose = (context: VcContext, event: { by: string }, leaves: Leaves) =>
  !(vc.isFromClient(context, event) && vc.hasEnded('closed', 'hungUp')(context) && leaves.includes('none'));
/** A call manager has VCs of its own for what it says about the calls of others. */
export const isOffTheCall = (_context: VcContext, { by }: { by: string }, leaves: Leaves) =>
  by !== 'callManager' || !leaves.includes('making');
export const isNotOver = (context: VcContext, _event: unknown, leaves: Leaves) =>
  !(vc.isClosed(context) && leaves.includes('none'));
export const isDrainedOrFailed = (context: VcContext, event: Telling) =>
  failed(context, event) || vc.isDrained(context);
export const isNotRejected = (context: VcContext) => !vc.hasEnded('rejected')(context) || vc.isStillToClose(context);
export const isMakeOver = (context: VcContext) => !vc.isMakePending(context);
/** The VC is still as the last call has left it, though that call is over: whoever activated it has to deactivate it. */
export const isRid =
  (...ends: readonly CallEnd[]) =>
  (context: VcContext, _event: unknown, leaves: Leaves) =>
    !(vc.isSpent(context) && vc.hasEnded(...ends)(context) && isNotIn('created')(context, _event, leaves));

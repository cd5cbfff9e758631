import type { AnyFunctionName } from '../protocol/functions.js';
import type { IrqlLevel } from '../protocol/irql.js';
import type { Role } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import { isSuccess } from '../protocol/status.js';
import type { NdisStatus } from '../protocol/status.js';
import type { AssumeRecord, CallRecord, TraceArgs, TraceRecord } from '../protocol/trace.js';
import type { Life } from './books/vcs.js';

/** A call as logs may write it: with the status that it returned at once, and any level that a log may show. */
export type WatchedCall = Omit<CallRecord, 'irql'> & {
  readonly irql?: CallRecord['irql'] | IrqlLevel;
  readonly status?: NdisStatus | null;
};

/** What can be watched: records as runs write them, and calls as logs may write them. */
export type WatchedRecord = Exclude<TraceRecord, CallRecord> | WatchedCall;

/** A callback that NDIS has made directly inside a frame; `status` is missing while it is open. */
export interface Inside {
  readonly fn: AnyFunctionName;
  readonly on: Role;
  readonly status?: NdisStatus | null;
}

/** The callback has returned, with success or with anything else. */
export const hasSucceeded = ({ status = null }: Inside): boolean => status !== null && isSuccess(status);
export const hasNotSucceeded = ({ status = null }: Inside): boolean => status !== null && !isSuccess(status);

/** A function that has been entered and has not returned. */
export interface Frame {
  readonly fn: AnyFunctionName;
  readonly from: Role;
  readonly to: Role;
  readonly thread: string;
  /** What went in; what comes out is in the step of the return. */
  readonly args: TraceArgs;
  /** The number of the call's record. */
  readonly record: number;
  /** Written as one record: nothing is known of what happened inside. */
  readonly isLeaf: boolean;
  readonly inside: readonly Inside[];
  /** The VC that a creation makes, once its handle is known. */
  readonly creates?: string;
  /** Where the life of the VC stood before this call moved it. */
  readonly moved?: Move;
  /** What this call has settled: packets by their names, or a pended operation. A refusal takes it back. */
  readonly settled: readonly string[];
  /** Rules that the call has been found to break already. */
  readonly broken: readonly RuleId[];
}

/** A change of the life of a VC, and what a failure leads back to. */
export interface Move {
  readonly vc: string;
  readonly back: Life;
}

/** A function is entered. */
export interface CallStep {
  readonly kind: 'call';
  readonly frame: Frame;
  /** The frame on the same thread in which it happens. */
  readonly outer: Frame | undefined;
  readonly irql?: CallRecord['irql'] | IrqlLevel;
}

/** A function returns. */
export interface ReturnStep {
  readonly kind: 'return';
  readonly frame: Frame;
  readonly outer: Frame | undefined;
  readonly status: NdisStatus | null;
  /** What came out. */
  readonly out: TraceArgs;
  /** The rule by which NDIS refused the call. */
  readonly rule?: RuleId;
}

/** Something held already when the trace began. */
export interface AssumeStep {
  readonly kind: 'assume';
  readonly record: AssumeRecord;
  readonly number: number;
}

/** What a record means, with the frame that it opens or closes. */
export type Step = CallStep | ReturnStep | AssumeStep;

/** A driver runs a handler of its own, which is its private matter. */
export const isSelfCall = ({ from, to }: Pick<Frame, 'from' | 'to'>): boolean => from === to;

/** NDIS has refused the call: nothing has come of it. */
export const isRefused = ({ rule }: ReturnStep): boolean => rule !== undefined;

export const isCreation = (fn: AnyFunctionName): boolean => fn === 'NdisCoCreateVc' || fn === 'NdisMCmCreateVc';
export const isDeletion = (fn: AnyFunctionName): boolean => fn === 'NdisCoDeleteVc' || fn === 'NdisMCmDeleteVc';
export const isCreateCallback = (fn: AnyFunctionName): boolean =>
  fn === 'ProtocolCoCreateVc' || fn === 'MiniportCoCreateVc';
export const isDeleteCallback = (fn: AnyFunctionName): boolean =>
  fn === 'ProtocolCoDeleteVc' || fn === 'MiniportCoDeleteVc';

/** They name the binding and the lists: a log that adds the VC adds a remark. */
export const isAboutLists = (fn: AnyFunctionName): boolean =>
  fn === 'NdisReturnNetBufferLists' || fn === 'MiniportReturnNetBufferLists';

/** The VC that a frame is about. */
export const vcOf = ({ fn, args, creates }: Frame): string | undefined =>
  isAboutLists(fn) ? undefined : (creates ?? args.vc);

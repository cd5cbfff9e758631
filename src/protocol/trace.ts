import type { AnyFunctionName } from './functions.js';
import type { Irql } from './irql.js';
import type { DriverRole, Role, Topology } from './roles.js';
import type { RuleId } from './rules.js';
import type { NdisStatus } from './status.js';

/** The trace format, version 1: one record for each thing that crosses the NDIS boundary, in the order of happening. */
export type TraceRecord = MetaRecord | CallRecord | ReturnRecord | AssumeRecord | NoteRecord | EndRecord;

export interface MetaRecord {
  readonly kind: 'meta';
  readonly version: 1;
  readonly topology: Topology;
  /** Names used in the trace, and their roles. */
  readonly actors: Readonly<Record<string, DriverRole>>;
  readonly title?: string;
}

/** Handles, packets and parameters of a call, by the names of the trace format. */
export interface TraceArgs {
  /** `null` where a call manager creates a VC of its own. */
  readonly af?: string | null;
  readonly sap?: string;
  readonly vc?: string;
  readonly party?: string;
  readonly nbl?: readonly string[];
  readonly callParameters?: string;
  /** The status argument of a completion, the CloseStatus of an indication. */
  readonly status?: NdisStatus;
  readonly flags?: 'NDIS_RECEIVE_FLAGS_RESOURCES';
}

interface BoundaryRecord {
  readonly from: Role;
  /** Present where several threads are under way at once. */
  readonly thread?: string;
  /** Seconds. */
  readonly t?: number;
  readonly irql?: Irql;
  readonly args?: TraceArgs;
}

/** A function is entered; it stays open until its return. */
export interface CallRecord extends BoundaryRecord {
  readonly kind: 'call';
  readonly to: Role;
  readonly fn: AnyFunctionName;
}

/** A function returns: `from` is the side that returns, `null` the status of a void function. */
export interface ReturnRecord extends BoundaryRecord {
  readonly kind: 'return';
  readonly fn: AnyFunctionName;
  readonly status: NdisStatus | null;
  /** The rule by which NDIS refused the call. */
  readonly rule?: RuleId;
}

/** What already held when the trace began. */
export interface AssumeRecord {
  readonly kind: 'assume';
  readonly object: 'af' | 'sap' | 'vc' | 'party' | 'send' | 'receive';
  readonly handle: string;
  readonly state?: string;
  readonly args?: Readonly<Record<string, string>>;
}

/** A remark, never judged: an event of the environment, a signal on the wire, a refusal inside a driver. */
export interface NoteRecord {
  readonly kind: 'note';
  readonly text: string;
  readonly from?: string;
  readonly to?: string;
  readonly t?: number;
  readonly rule?: RuleId;
}

/** Nothing more will happen. */
export interface EndRecord {
  readonly kind: 'end';
}

import type { AnyFunctionName } from './functions.js';
import type { IrqlLevel } from './irql.js';
import type { DriverRole, Topology } from './roles.js';
import { isPending, isSuccess, parseStatus } from './status.js';
import type { NdisStatus } from './status.js';

/**
 * A record of any trace, read and made uniform: NDIS 6 function names, whole status names, handles as strings. Whoever
 * wrote it, and however tersely, the checker sees this.
 */
export type LogRecord = LogMeta | LogCall | LogReturn | LogAssume | LogNote | LogEnd;

/** A status as a log gives it: a documented name, another NDIS_STATUS_ name, or a code that no name is known for. */
export type LogStatus = NdisStatus | (string & {});

/** Where a record stands. */
interface Placed {
  /** The record's own number where it carries one, and its position among the records of the file from 1 otherwise. */
  readonly n: number;
  /** The line of the file, from 1; 0 where there is no file. */
  readonly line: number;
}

export interface LogMeta extends Placed {
  readonly kind: 'meta';
  readonly topology: Topology | undefined;
  /** Names used in the log, and their roles; `ndis` need not be among them. */
  readonly actors: Readonly<Record<string, DriverRole | 'ndis'>>;
  readonly title: string | undefined;
}

/** What a call was given, or what came out of it. A field that is absent was not logged; `null` was a NULL. */
export interface LogArgs {
  readonly af?: string | null;
  readonly sap?: string | null;
  readonly vc?: string | null;
  readonly party?: string | null;
  readonly nbl?: readonly string[];
  /** The status argument of a completion, the CloseStatus or DropStatus of an indication. */
  readonly status?: LogStatus;
  /** Any JSON value: compared, never interpreted. */
  readonly callParameters?: unknown;
  /** Kept and shown. */
  readonly [other: string]: unknown;
}

export interface LogCall extends Placed {
  readonly kind: 'call';
  readonly fn: AnyFunctionName;
  readonly from: string;
  readonly to: string;
  /** The empty name where the log has no threads. */
  readonly thread: string;
  readonly t: number | undefined;
  readonly irql: IrqlLevel | undefined;
  readonly args: LogArgs;
  /** Set on a leaf, whose frame closes at once: the status that it returned, `null` for a void function. */
  readonly status: LogStatus | null | undefined;
}

export interface LogReturn extends Placed {
  readonly kind: 'return';
  readonly fn: AnyFunctionName;
  readonly from: string;
  readonly thread: string;
  readonly t: number | undefined;
  readonly irql: IrqlLevel | undefined;
  /** What came out. */
  readonly args: LogArgs;
  readonly status: LogStatus | null;
}

export interface LogAssume extends Placed {
  readonly kind: 'assume';
  readonly object: 'af' | 'sap' | 'vc' | 'party' | 'send' | 'receive';
  readonly handle: string;
  readonly state: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface LogNote extends Placed {
  readonly kind: 'note';
  readonly text: string;
}

export interface LogEnd extends Placed {
  readonly kind: 'end';
}

/** What a status says about the operation: it worked, it goes on, or it failed. */
export type Outcome = 'success' | 'pending' | 'failure';

/** A failure is whatever is neither success nor PENDING, listed on a page or not. */
export const outcomeOf = (status: LogStatus): Outcome =>
  isSuccess(status as NdisStatus) ? 'success' : isPending(status as NdisStatus) ? 'pending' : 'failure';

/** A status as a log writes it, made uniform; `undefined` where the value cannot be one. */
export function readStatus(value: unknown): LogStatus | undefined {
  const known = parseStatus(value);
  if (known !== undefined) return known;
  if (typeof value === 'number') return isCode(value) ? codeOf(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return codeOf(Number(text));
  if (/^STATUS_(SUCCESS|PENDING)$/.test(text)) return `NDIS_${text}`;
  return /^[A-Z][A-Z0-9_]*$/.test(text) ? (text.includes('STATUS_') ? text : `NDIS_STATUS_${text}`) : undefined;
}

/** NDIS_STATUS is a signed 32-bit number in C; logs show it with or without its sign. */
const isCode = (value: number): boolean => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 32;
const codeOf = (code: number): LogStatus => `0x${(code >>> 0).toString(16).padStart(8, '0').toUpperCase()}`;

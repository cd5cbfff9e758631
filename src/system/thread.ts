import type { CallbackResult } from '../../machines/ndis/ndis.types.js';
import type { Fields } from '../../machines/messages.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { Irql } from '../protocol/irql.js';
import type { DriverRole, Role } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { NdisStatus } from '../protocol/status.js';
import type { Side } from './parts.js';

/** Anything that one actor says to another. */
export interface Message extends Fields {
  readonly type: string;
  readonly status?: NdisStatus | null;
  /** NDIS says which driver a callback is for, and whether it waits until the present call is over. */
  readonly to?: DriverRole;
  readonly deferred?: true;
}

/** What has come back from a call. */
export interface Reply extends Fields {
  readonly status: NdisStatus | null;
  readonly rule?: RuleId;
}

/** A function that has been entered and has not returned. */
export interface Frame {
  readonly fn: AnyFunctionName;
  readonly from: Role;
  readonly to: Role;
  readonly vc: number;
  readonly args: Fields & { readonly status?: NdisStatus };
  readonly isSignaling: boolean;
  /** The callbacks that NDIS has made inside, and their answers. */
  results: readonly CallbackResult[];
}

/** An actor at work: on a call, on a message, or on an event of the environment; and what it still has to say. */
export interface Activation {
  readonly actor: string;
  /** Whom the actor stands for. */
  readonly side: Side;
  readonly vc: number;
  readonly frame: Frame | null;
  script: Message[];
  /** The return is the last thing a routine does, whatever it says before. */
  reply: Reply | null;
}

/** One thread of execution: calls nest on it, and only its innermost activation moves. */
export interface Thread {
  readonly id: number;
  readonly irql: Irql;
  readonly stack: Activation[];
}

/** A message that its receiver wants later, when its chart stands elsewhere. */
export interface Deferred {
  readonly actor: string;
  readonly side: Side;
  readonly vc: number;
  readonly irql: Irql;
  readonly message: Message;
  /** Where the chart of the receiver stood. */
  readonly since: unknown;
}

/** All that is under way in a system, as plain data. */
export interface Traffic {
  readonly threads: Thread[];
  /** What NDIS begins on a thread of its own, once everything before it is done. */
  readonly waiting: { readonly irql: Irql; readonly message: Message; readonly vc: number }[];
  readonly deferred: Deferred[];
}

/** Returns are named after the function: `NdisCoCreateVc returns`. */
const suffix = ' returns';
export const isReturn = (type: string): boolean => type.endsWith(suffix);
export const returnOf = (fn: string): string => `${fn}${suffix}`;
export const functionOf = (type: string): string => type.slice(0, -suffix.length);

/** A dot in its name marks what does not cross the NDIS boundary. */
export const isPrivate = (type: string): boolean => type.includes('.');

import type { AfHandle, NblName, PartyHandle, SapHandle, VcHandle } from '../src/protocol/handles.js';
import type { AnyFunctionName } from '../src/protocol/functions.js';
import type { NdisStatus } from '../src/protocol/status.js';
import type { RuleId } from '../src/protocol/rules.js';

/** CO_CALL_PARAMETERS, by name: `P1`, `P2`. The model compares them and never looks inside. */
export type CallParameters = string;

/** What travels with a call or comes back with its return. Field names are those of the trace format. */
export interface Fields {
  readonly af?: AfHandle;
  readonly sap?: SapHandle;
  readonly vc?: VcHandle;
  readonly party?: PartyHandle;
  readonly nbl?: readonly NblName[];
  /** NDIS_RECEIVE_FLAGS_RESOURCES: the lists go back to the miniport when the indication returns. */
  readonly resources?: true;
  readonly callParameters?: CallParameters;
}

/** A function of CoNDIS is entered: its exact name, and for a completion or an indication the status argument. */
export type Call<F extends AnyFunctionName> = F extends unknown
  ? { readonly type: F; readonly status?: NdisStatus } & Fields
  : never;

/** Why NDIS refused a call. The status travels beside it. */
export interface Refusal {
  readonly rule: RuleId;
}

/** A function of CoNDIS returns to whoever entered it; `null` is the status of a void function. */
export type Returns<F extends AnyFunctionName> = F extends unknown
  ? { readonly type: `${F} returns`; readonly status: NdisStatus | null; readonly refusal?: Refusal } & Fields
  : never;

/** The functions among the names of a message union: what of it can be returned from. */
export type FunctionOf<M extends { type: string }> = Extract<M['type'], AnyFunctionName>;

/** The return of the call `message`. */
export const returning = <M extends { type: string }>(message: M, status: NdisStatus | null): Returns<FunctionOf<M>> =>
  ({ type: `${message.type} returns`, status }) as Returns<FunctionOf<M>>;

/** Sets in advance how an actor will answer the next `event`: a failure, PENDING, or a choice the pages leave open. */
export interface AnswerNext {
  readonly type: 'answer.next';
  readonly event: string;
  readonly status: NdisStatus;
}

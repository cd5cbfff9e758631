import type { AmbiguityId } from '../ambiguities.js';
import type { Irql } from '../irql.js';
import type { DriverRole, Role, Topology } from '../roles.js';
import type { RuleId } from '../rules.js';
import type { NdisStatus } from '../status.js';

/** A call into NDIS, or a callback from NDIS into the protocol or the miniport half of a driver. */
export type FunctionKind = 'ndisCall' | 'protocolCallback' | 'miniportCallback';

/** Whether the answer is final at once, may be PENDING, or always comes later through the completion. */
export type Timing = 'synchronous' | 'mayPend' | 'asynchronous';

/**
 * When a call leads to a callback: who serves the address family, then who calls (`signaling`: a call manager on a VC
 * of its own, with a NULL AF handle), whom an AF handle reaches, who had asked, or whether a VC is named.
 */
export type InvocationCondition =
  | 'always'
  | Topology
  | `${Topology}:client-caller`
  | 'cm:cm-caller'
  | 'cm:signaling'
  | 'af=null'
  | `af=valid:${'cm' | 'client' | 'mcm'}-target`
  | `requester=${'client' | 'cm' | 'mcm' | 'protocol'}`
  | `vc=${'null' | 'valid'}`;

/** A callback that NDIS makes because a function was called. */
export interface Invocation<Name extends string> {
  readonly when: InvocationCondition;
  readonly callback: Name;
  /** Who gets it: one of these, or with `each` all of them. */
  readonly on: readonly DriverRole[];
  readonly each?: true;
  readonly note?: string;
}

/** The function that completes a pended operation, by who serves the address family. */
export interface Completion<Name extends string> {
  readonly cm?: Name;
  readonly mcm?: Name;
}

/** A documented status. `failure` is any failure not listed by name, `other` anything but the ones listed. */
export interface StatusFact {
  readonly status: NdisStatus | 'failure' | 'other';
  readonly when: string;
  /** Set where the status is no return value but passed in; it may be one per packet. */
  readonly argument?: 'Status' | 'CloseStatus' | 'DropStatus' | 'perListStatus';
}

/** A parameter, with its C type. */
export interface Parameter {
  readonly name: string;
  readonly direction: 'in' | 'inOut' | 'out';
  readonly optional?: true;
  readonly type: string;
  readonly meaning: string;
}

/** What a callback has to call before it is done: one of the functions named. */
export interface Obligation<Name extends string> {
  readonly anyOf: readonly Name[];
  readonly note?: string;
}

/** What is known of every function. Families are typed by the names they use, so that a name can be checked. */
export interface BaseFact<Name extends string> {
  readonly kind: FunctionKind;
  readonly calledBy: readonly Role[];
  /** The drivers that supply this callback; none for a call into NDIS. */
  readonly implementedBy: readonly DriverRole[];
  readonly timing: Timing;
  readonly completion?: Completion<Name>;
  readonly returns: 'status' | 'void';
  /** The highest level allowed. */
  readonly irql: Irql;
  /** The callbacks that it leads to, in the documented order. */
  readonly invokes: readonly Invocation<Name>[];
  readonly source: string;
}

/** What is known of a CoNDIS function. */
export interface CondisFact<Name extends string, AnyName extends string> extends BaseFact<Name> {
  readonly layer: DriverRole | 'any';
  /** Drivers that must not supply this callback. */
  readonly notSuppliedBy?: readonly DriverRole[];
  /** The name of the C function type. */
  readonly typeName?: string;
  /** Offered by ndis.h as a macro. */
  readonly macro?: true;
  /** Other names that the pages use for it. */
  readonly aliases?: readonly string[];
  /** The same service for the other kind of call manager. */
  readonly twin?: Name;
  readonly completionNote?: string;
  /** A return value other than PENDING ends it; NDIS makes no completion callback, the caller runs its own routine. */
  readonly selfCompletes?: true;
  readonly irqlNote?: string;
  /** The pages contradict each other about the order of the callbacks. */
  readonly invokesOrder?: 'unspecified';
  readonly mayCall?: readonly AnyName[];
  readonly mustCall?: readonly Obligation<AnyName>[];
  readonly statuses: readonly StatusFact[];
  readonly statusesNote?: string;
  readonly forbiddenReturns?: readonly NdisStatus[];
  readonly forbiddenConsequence?: string;
  readonly forbiddenStatusArguments?: readonly NdisStatus[];
  readonly params: readonly Parameter[];
  readonly preconditions: readonly string[];
  readonly effects: readonly string[];
  /** Described by one of the seed pages. */
  readonly fromSeed?: true;
  readonly rules: readonly RuleId[];
  readonly ambiguities: readonly AmbiguityId[];
}

/** What is known of a function that CoNDIS shares with the rest of NDIS. */
export interface SharedFact<Name extends string> extends BaseFact<Name> {
  readonly purpose: string;
  readonly remark?: string;
}

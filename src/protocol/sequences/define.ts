import type { AnyFunctionName } from '../functions.js';
import type { DriverRole, Role, Topology } from '../roles.js';
import type { RuleId } from '../rules.js';
import type { NdisStatus } from '../status.js';
import { parseStatus } from '../status.js';

/** A line of a diagram: a role, or the far side of the wire. */
export type Party = Role | 'network';

/** One message of a documented sequence. */
export interface SequenceStep {
  readonly kind: 'call' | 'callback' | 'return' | 'signaling';
  readonly from: Party;
  readonly to: Party;
  /** The function entered, for a call or callback. */
  readonly fn?: AnyFunctionName;
  /** The function returned from, for a return. */
  readonly returnOf?: AnyFunctionName;
  /** The status that the function answers; absent where the documentation leaves it open. */
  readonly status?: NdisStatus | 'failure';
  /** The status among the arguments, of a completion or an indication. */
  readonly argStatus?: NdisStatus | 'failure';
  readonly text: string;
  readonly note?: string;
  /** The branches that it belongs to, as letters; absent where it belongs to all. */
  readonly branch?: string;
  readonly optional?: true;
  /** Absent for a step that both topologies know. */
  readonly topology?: 'cm';
}

/** A remark between the steps. */
export interface SequenceComment {
  readonly kind: 'comment';
  readonly text: string;
  readonly branch?: string;
}

/** A branch that only one topology knows, and why. */
export interface Restriction {
  readonly topology: Topology;
  readonly reason: string;
}

/** A documented message sequence. Where both topologies know it, it is written for the stand-alone call manager. */
export interface Sequence {
  readonly title: string;
  readonly topologies: readonly Topology[];
  readonly sources: readonly string[];
  /** The figures that show it, by file name. */
  readonly figures: readonly string[];
  readonly rules: readonly RuleId[];
  readonly steps: readonly (SequenceStep | SequenceComment)[];
  /** The alternatives, by letter, with their titles. */
  readonly branches?: Readonly<Record<string, string>>;
  readonly restrictions?: Readonly<Record<string, Restriction>>;
  /** What goes wrong in it. */
  readonly fault?: string;
  readonly notes: readonly string[];
  /** Told by one of the seed pages. */
  readonly fromSeed: boolean;
  /** Partly inferred. */
  readonly derived: boolean;
}

type Line = SequenceStep | SequenceComment;
type Defaults = 'figures' | 'notes' | 'fromSeed' | 'derived';
type SequenceEntry = Omit<Sequence, Defaults> & Partial<Pick<Sequence, Defaults>>;
type FunctionText = AnyFunctionName | `${AnyFunctionName}${'(' | ' ' | ';'}${string}`;

export function defineSequences<Id extends string>(entries: Record<Id, SequenceEntry>): Readonly<Record<Id, Sequence>> {
  const defaults = { figures: [], notes: [], fromSeed: false, derived: false };
  const completed = Object.entries<SequenceEntry>(entries).map(([id, entry]) => [id, { ...defaults, ...entry }]);
  return Object.fromEntries(completed) as Readonly<Record<Id, Sequence>>;
}

/** A driver calls into NDIS. Name and statuses are read from the text: `NdisCmMakeCallComplete(SUCCESS, vc)`. */
export const call = (from: DriverRole, text: FunctionText, note?: string): SequenceStep => {
  return { kind: 'call', from, to: 'ndis', fn: nameIn(text), ...statusesIn(text), text, ...(note && { note }) };
};

/** NDIS calls a driver back; what it answers stands behind an equals sign: `ProtocolCoDeleteVc(vcCtx) = SUCCESS`. */
export const callback = (to: DriverRole, text: FunctionText, note?: string): SequenceStep => {
  return { kind: 'callback', from: 'ndis', to, fn: nameIn(text), ...statusesIn(text), text, ...(note && { note }) };
};

/** A frame between NDIS and a driver closes: a call returns to the driver, a callback to NDIS. */
export const returns = (driver: DriverRole, text: FunctionText, note?: string): SequenceStep => {
  const returnOf = nameIn(text);
  const way = returnOf.startsWith('Ndis') ? { from: 'ndis', to: driver } : { from: driver, to: 'ndis' };
  return {
    kind: 'return',
    ...(way as Pick<SequenceStep, 'from' | 'to'>),
    returnOf,
    ...statusesIn(text),
    text,
    ...(note && { note }),
  };
};

/** Something crosses the wire, unseen by NDIS. */
export const signaling = (from: Party, to: Party, text: string): SequenceStep => ({
  kind: 'signaling',
  from,
  to,
  text,
});

/** A remark. */
export const comment = (text: string): SequenceComment => ({ kind: 'comment', text });

/** Lines of one branch (`a`) or of several (`ab`). */
export const only = (branch: string, ...lines: Line[]): Line[] => lines.map((line) => ({ ...line, branch }));

/** Steps that may be left out. */
export const optional = (...steps: SequenceStep[]): SequenceStep[] =>
  steps.map((step) => ({ ...step, optional: true }));

/** Steps that an MCM does not know. */
export const cmOnly = (...steps: SequenceStep[]): SequenceStep[] => steps.map((step) => ({ ...step, topology: 'cm' }));

const nameIn = (text: FunctionText): AnyFunctionName => text.match(/^\w+/)?.[0] as AnyFunctionName;

function statusesIn(text: string): Pick<SequenceStep, 'status' | 'argStatus'> {
  // "SUCCESS | PENDING", "SUCCESS (or PENDING)" and "SUCCESS, or PENDING" leave the answer open.
  const answer = /(?: = | -> | returns )(\w+)\b(?! \||,? \(?or )/.exec(text)?.[1];
  const args = /^\w+\(([^)]*)\)/.exec(text)?.[1]?.split(', ') ?? [];
  const status = read(answer);
  const argStatus = args.map(read).find((found) => found !== undefined);
  return { ...(status && { status }), ...(argStatus && { argStatus }) };
}

const read = (word: string | undefined): NdisStatus | 'failure' | undefined =>
  word === 'failure' ? word : parseStatus(word);

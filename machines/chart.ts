import type { RuleId } from '../src/protocol/rules.js';
import type { NdisStatus } from '../src/protocol/status.js';

/** What a state or a transition stands on: rules of the contract, or the page that describes it. */
export interface ChartMeta {
  readonly rules?: readonly RuleId[];
  readonly source?: string;
}

/** Meta of a state or transition that these rules demand; each rule names its page. */
export const by = (...rules: [RuleId, ...RuleId[]]): ChartMeta => ({ rules });

/** Meta of a state or transition that the page describes, where no rule is needed. */
export const page = (source: `${string}.md`): ChartMeta => ({ source });

/** A condition that an event must meet in a state, and the rule that asks for it. */
export interface Condition<C, E, S extends string> {
  readonly holds: (context: C, event: E, leaves: readonly S[]) => boolean;
  readonly rule: RuleId;
  /** The status with which NDIS refuses; `NDIS_STATUS_FAILURE` where no page names one. */
  readonly status?: NdisStatus;
}

/**
 * What becomes of an event in a state. XState drops what a chart does not mention; here nothing is dropped unsaid.
 * - `next`: the chart takes it, as long as every condition holds, and ends in one of `to`, or stays where `to` is empty
 * - `defer`: kept until the state has changed
 * - `ignore`: legal and without effect, for the reason given
 * - `illegal`: breaks the rule
 * - `elsewhere`: another region of a parallel chart decides
 */
export type Fate<C, E, S extends string> =
  | { readonly fate: 'next'; readonly to: readonly S[]; readonly conditions: readonly Condition<C, E, S>[] }
  | { readonly fate: 'defer'; readonly why: string }
  | { readonly fate: 'ignore'; readonly why: string }
  | { readonly fate: 'illegal'; readonly rule: RuleId; readonly status?: NdisStatus }
  | { readonly fate: 'elsewhere' };

type Row<C, E, S extends string> =
  | Readonly<Record<S, Fate<C, E, S>>>
  | (Readonly<Partial<Record<S, Fate<C, E, S>>>> & { readonly otherwise: Fate<C, E, S> });

/** The fate of every event in every state: a row for each event type, a cell for each leaf state. */
export type Fates<C, E extends { type: string }, S extends string> = {
  readonly [T in E['type']]: Row<C, Extract<E, { type: T }>, S>;
};

/** The words in which a table of fates is written. */
export const to = <S extends string>(...states: S[]) => ({ fate: 'next' as const, to: states, conditions: [] });
export const stays = { fate: 'next' as const, to: [], conditions: [] };
export const defer = (why: string) => ({ fate: 'defer' as const, why });
export const ignore = (why: string) => ({ fate: 'ignore' as const, why });
export const elsewhere = { fate: 'elsewhere' as const };
export const illegal = (rule: RuleId, status?: NdisStatus) =>
  status === undefined ? { fate: 'illegal' as const, rule } : { fate: 'illegal' as const, rule, status };
export const when = <const K extends readonly Condition<never, never, never>[], S extends string>(
  conditions: K,
  fate: { readonly fate: 'next'; readonly to: readonly S[] },
) => ({ ...fate, conditions });

/** A table of fates as its readers use it, whatever machine it belongs to. */
export type AnyFates = Readonly<Record<string, Readonly<Record<string, AnyFate | undefined>>>>;
export type AnyFate = Fate<unknown, unknown, string>;

/** The cell of a table; `undefined` only for an event that the machine does not know at all. */
export const fateOf = (fates: AnyFates, leaf: string, eventType: string): AnyFate | undefined => {
  const row = Object.hasOwn(fates, eventType) ? fates[eventType] : undefined;
  return row && (row[leaf] ?? row['otherwise']);
};

/** The leaf states of a state value, each by its own name: `{ life: 'active', call: 'none' }` has two. */
export const leavesOf = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leavesOf);

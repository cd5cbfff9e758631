import { fateOf, leavesOf } from './chart.js';
import type { AnyFates } from './chart.js';
import type { RuleId } from '../src/protocol/rules.js';
import type { NdisStatus } from '../src/protocol/status.js';

/** A state of an actor, as far as its fates ask about it. */
export interface ActorState {
  readonly value: unknown;
  readonly context: unknown;
}

/** What a machine's table of fates says about an event in a state. */
export type Judgement =
  | { readonly verdict: 'legal' | 'ignored' }
  | { readonly verdict: 'deferred'; readonly why: string }
  | { readonly verdict: 'illegal'; readonly rule: RuleId; readonly status: NdisStatus };

const legal: Judgement = { verdict: 'legal' };
const ignored: Judgement = { verdict: 'ignored' };

/** Judges an event by the machine's fates, leaf by leaf: the first one that objects decides. */
export function judge(fates: AnyFates, { value, context }: ActorState, event: { readonly type: string }): Judgement {
  const leaves = leavesOf(value);
  let judgement: Judgement = ignored;
  for (const leaf of leaves) {
    const cell = fateOf(fates, leaf, event.type);
    if (cell === undefined || cell.fate === 'elsewhere' || cell.fate === 'ignore') {
      continue;
    }
    if (cell.fate === 'illegal') {
      return { verdict: 'illegal', rule: cell.rule, status: cell.status ?? 'NDIS_STATUS_FAILURE' };
    }
    if (cell.fate === 'defer') {
      return { verdict: 'deferred', why: cell.why };
    }
    const failing = cell.conditions.find(({ holds }) => !holds(context, event, leaves));
    if (failing) {
      return { verdict: 'illegal', rule: failing.rule, status: failing.status ?? 'NDIS_STATUS_FAILURE' };
    }
    judgement = legal;
  }
  return judgement;
}

import type { PartyLife } from '../../protocol/lives.js';
import { initialTransition } from 'xstate';
import { partyFates, partyMachine } from '../../../machines/ndis/index.js';
import type { PartyContext, PartyEvent } from '../../../machines/ndis/index.js';
import type { AnyFates } from '../../../machines/chart.js';
import type { Outcome } from '../../protocol/log.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { Party } from './partyBook.js';
import { ContractTable } from './table.js';
import type { ContractStep } from './table.js';

/** What the `party` machine hears of. */
export type PartyEventType = keyof typeof partyFates;

const types = Object.keys(partyFates) as readonly PartyEventType[];
const typeNumbers = new Map<string, number>(types.map((type, n) => [type, n]));
const outcomes: readonly (Outcome | undefined)[] = [undefined, 'success', 'pending', 'failure'];
const statuses: Readonly<Record<Outcome, NdisStatus>> = {
  success: 'NDIS_STATUS_SUCCESS',
  pending: 'NDIS_STATUS_PENDING',
  failure: 'NDIS_STATUS_FAILURE',
};

const table = new ContractTable<PartyContext, PartyEvent>(
  partyMachine,
  partyFates as unknown as AnyFates,
  (context) => ({ ...context, others: 0 }),
);
const [unborn] = initialTransition(partyMachine, {});

/** The state of a party before anything has happened. */
export const birth = table.intern(unborn.value, unborn.context);

/** The state of a party that was there when the log began. */
export const placed = (life: PartyLife, isFirst: boolean): number => table.intern(life, { ...unborn.context, isFirst });

export const contextOf = ({ state }: Party): PartyContext => table.state(state).context;

/** What the contract says of an event, without its happening; `others` is how many parties it leaves behind. */
export function ask(party: Party, type: PartyEventType, outcome: Outcome | undefined, others: number): ContractStep {
  const count = others > 0 ? 1 : 0;
  const code = ((typeNumbers.get(type) ?? 0) * 4 + outcomes.indexOf(outcome)) * 2 + count;
  return table.step(
    party.state,
    code,
    () => ({ type, by: 'client', ...(outcome && { status: statuses[outcome] }) }) as PartyEvent,
    () => ({ others: count }),
  );
}

/** Lets an event happen that the contract allows, or has nothing against. */
export function happen(party: Party, { next }: ContractStep): void {
  party.state = next;
  party.life = table.state(next).leaves[0] as PartyLife;
}

/** Lets something happen that no driver is to blame for; what cannot be is not believed. */
export function believe(party: Party, type: PartyEventType, outcome?: Outcome): void {
  const step = ask(party, type, outcome, 1);
  if (step.judgement.verdict === 'legal') happen(party, step);
}

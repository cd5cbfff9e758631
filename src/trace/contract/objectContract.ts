import { initialTransition } from 'xstate';
import type { AnyStateMachine, StateValue } from 'xstate';
import type { AnyFates } from '../../../machines/chart.js';
import type { Outcome } from '../../protocol/log.js';
import type { Role } from '../../protocol/roles.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { Frame, Moment, Thing } from '../../rules/index.js';
import { ContractTable } from './table.js';
import type { ContractStep } from './table.js';

/** An event without names: what is left of it decides everything. */
export interface Deed<T extends string> {
  readonly type: T;
  readonly by: Role | undefined;
  readonly outcome?: Outcome | undefined;
}

/** Something with a life of one leaf: an address family, a SAP. */
type Living<L extends string> = Thing & { life: L };

const roles: readonly (Role | undefined)[] = ['client', 'callManager', 'mcm', 'miniport', 'ndis', undefined];
const outcomes: readonly (Outcome | undefined)[] = [undefined, 'success', 'pending', 'failure'];
const statuses: Readonly<Record<Outcome, NdisStatus>> = {
  success: 'NDIS_STATUS_SUCCESS',
  pending: 'NDIS_STATUS_PENDING',
  failure: 'NDIS_STATUS_FAILURE',
};

/** What a contract of one object is made of. */
interface Parts<L extends string, C extends object> {
  readonly machine: AnyStateMachine;
  readonly fates: object;
  /** The states in which an event may be legal that is illegal where the log has left the object, the likeliest first. */
  readonly lives: readonly L[];
  /** What is counted, and laid into the context anew for each step. */
  readonly uncounted: Partial<C>;
}

/** The contract of an object in NDIS that is in one state at a time, by its machine. */
export class ObjectContract<L extends string, T extends string, C extends object> {
  readonly #table: ContractTable<C, { readonly type: T }>;
  readonly #types: ReadonlyMap<string, number>;
  readonly #first: C;
  readonly #birth: number;
  readonly #lives: readonly L[];

  constructor({ machine, fates, lives, uncounted }: Parts<L, C>) {
    this.#table = new ContractTable(machine, fates as AnyFates, (context) => ({ ...context, ...uncounted }));
    this.#types = new Map(Object.keys(fates).map((type, n) => [type, n]));
    const [unborn] = initialTransition(machine, {});
    this.#first = unborn.context as C;
    this.#birth = this.#table.intern(unborn.value as StateValue, this.#first);
    this.#lives = lives;
  }

  /** Whether the machine hears of this. */
  hears(type: string): type is T {
    return this.#types.has(type);
  }

  /** Puts the object into a state, without any event. */
  place(thing: Living<L>, life: L): void {
    thing.state = this.#table.intern(life, this.#first);
    thing.life = life;
  }

  /** What the contract says of an event, without its happening. `counts` is what is laid in, and its number. */
  ask(thing: Living<L>, deed: Deed<T>, counts: Counts<C>): ContractStep {
    const { type, by, outcome } = deed;
    let code = this.#types.get(type) ?? 0;
    code = (code * roles.length + roles.indexOf(by)) * outcomes.length + outcomes.indexOf(outcome);
    return this.#table.step(
      thing.state < 0 ? this.#birth : thing.state,
      code * 4 + counts.code,
      () => ({ type, by, ...(outcome && { status: statuses[outcome] }) }),
      () => counts.context,
    );
  }

  /** Lets an event happen that the contract allows, or has nothing against. */
  happen(thing: Living<L>, step: ContractStep, { record, fn }: Frame): void {
    if (step.next === thing.state) return;
    const { life } = thing;
    thing.state = step.next;
    thing.life = this.#table.state(step.next).leaves[0] as L;
    if (thing.life !== life) thing.note(momentOf(record, fn));
  }

  /** Lets something happen that no driver is to blame for; what cannot be is not believed. */
  believe(thing: Living<L>, deed: Deed<T>, counts: Counts<C>, frame: Frame): void {
    const step = this.ask(thing, deed, counts);
    if (step.judgement.verdict !== 'illegal') this.happen(thing, step, frame);
  }

  /** The log has moved on, and so does the contract: the event happens in the likeliest state in which it is legal. */
  force(thing: Living<L>, deed: Deed<T>, counts: Counts<C>, frame: Frame): boolean {
    const { state, life } = thing;
    for (const other of this.#lives) {
      this.place(thing, other);
      const step = this.ask(thing, deed, counts);
      if (step.judgement.verdict === 'legal') {
        this.happen(thing, step, frame);
        return true;
      }
    }
    thing.state = state;
    thing.life = life;
    return false;
  }
}

/** What is counted on an object, and a number from 0 to 3 that stands for it. */
export interface Counts<C> {
  readonly code: number;
  readonly context: Partial<C>;
}

const momentOf = ({ n, line }: Frame['record'], fn: string): Moment => ({ n, line, fn });

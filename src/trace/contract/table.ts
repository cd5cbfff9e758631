import { transition } from 'xstate';
import type { AnyStateMachine, StateValue } from 'xstate';
import { leavesOf } from '../../../machines/chart.js';
import type { AnyFates } from '../../../machines/chart.js';
import { judge } from '../../../machines/judge.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Judgement } from '../../../machines/judge.js';

/** What a contract says of an event in a state, and the state that follows. An illegal event changes nothing. */
export interface ContractStep {
  readonly judgement: Judgement;
  readonly next: number;
}

/** Every rule that a table of fates can object by. */
export function rulesIn(fates: object): readonly RuleId[] {
  const cells = Object.values(fates as AnyFates).flatMap((row) => Object.values(row));
  return [
    ...new Set(
      cells.flatMap((cell) => {
        if (cell?.fate === 'illegal') return [cell.rule];
        return cell?.fate === 'next' ? cell.conditions.map(({ rule }) => rule) : [];
      }),
    ),
  ].sort();
}

/** A state of a contract as its readers see it. */
export interface ContractState<C> {
  readonly id: number;
  readonly leaves: readonly string[];
  readonly value: StateValue;
  readonly context: C;
}

/** What follows from a state, found once for each. */
export function once<T>(find: (state: number) => T): (state: number) => T {
  const found = new Map<number, T>();
  return (state) => {
    const known = found.get(state);
    if (known !== undefined) return known;
    const answer = find(state);
    found.set(state, answer);
    return answer;
  };
}

/**
 * A machine and its fates, asked once for every step and never again: states and events are small numbers, and a step
 * is a look-up. That is what lets the very chart that runs live judge a million records a second.
 */
export class ContractTable<C extends object, E extends { readonly type: string }> {
  readonly #states: ContractState<C>[] = [];
  readonly #ids = new Map<string, number>();
  readonly #steps: Map<number, ContractStep>[] = [];
  readonly #patches: Map<string, number>[] = [];

  constructor(
    private readonly machine: AnyStateMachine,
    private readonly fates: AnyFates,
    /** What of a context tells states apart; the rest is laid in again for each step. */
    private readonly essence: (context: C) => C,
  ) {}

  state(id: number): ContractState<C> {
    const state = this.#states[id];
    if (!state) throw new Error(`Internal error: the contract ${this.machine.id} has no state ${id}.`);
    return state;
  }

  /** The number of a state: equal states have one number. */
  intern(value: StateValue, context: C): number {
    const essence = this.essence(context);
    const key = JSON.stringify([value, essence]);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#states.length;
    this.#states.push({ id, leaves: leavesOf(value), value, context: essence });
    this.#steps.push(new Map());
    this.#patches.push(new Map());
    this.#ids.set(key, id);
    return id;
  }

  /** The same state with another context. */
  patch(id: number, change: Partial<C>): number {
    const key = JSON.stringify(change);
    const known = this.#patches[id]?.get(key);
    if (known !== undefined) return known;
    const { value, context } = this.state(id);
    const patched = this.intern(value, { ...context, ...change });
    this.#patches[id]?.set(key, patched);
    return patched;
  }

  /**
   * What becomes of an event. `code` stands for the event and for what is laid into the context: equal codes must mean
   * equal answers of `event` and `laidIn`, which are asked only when the step is new.
   */
  step(id: number, code: number, event: () => E, laidIn: () => Partial<C>): ContractStep {
    const steps = this.#steps[id];
    const known = steps?.get(code);
    if (known) return known;
    const step = this.ask(id, event(), laidIn());
    steps?.set(code, step);
    return step;
  }

  /** The same without remembering it. */
  ask(id: number, event: E, laidIn: Partial<C>): ContractStep {
    const { value, context } = this.state(id);
    const whole = { ...context, ...laidIn };
    const judgement = judge(this.fates, { value, context: whole }, event);
    if (judgement.verdict !== 'legal') return { judgement, next: id };
    const [after] = transition(this.machine, this.machine.resolveState({ value, context: whole }), event);
    return { judgement, next: this.intern(after.value as StateValue, after.context as C) };
  }

  /** The types of events that are legal, if they bring what they should. */
  legal(id: number, events: readonly E[], laidIn: Partial<C>): readonly string[] {
    return events.filter((event) => this.ask(id, event, laidIn).judgement.verdict === 'legal').map(({ type }) => type);
  }
}

import type { AnyMachineSnapshot, AnyStateMachine, EventObject, StateValue } from 'xstate';
import { canonical, MachineTable } from '../explore/index.js';
import type { LocalStep } from '../explore/index.js';

/** A table that remembers which steps it was asked for, until it is closed. */
export class Journal extends MachineTable {
  readonly #entries = new Map<LocalStep, { readonly state: number; readonly event: EventObject }>();

  #isClosed = false;

  /** Whoever asks from now on leaves no trace: the table may be shared with others. */
  close(): void {
    this.#isClosed = true;
  }

  override step(state: number, event: EventObject): LocalStep {
    const step = super.step(state, event);
    if (!this.#isClosed && !this.#entries.has(step)) this.#entries.set(step, { state, event });
    return step;
  }

  /**
   * Whether another machine takes every step of the journal alike: the same state follows, the same is said. If so, a
   * system in which the one stands for the other does the same as the system that has written the journal.
   */
  isMatchedBy(machine: AnyStateMachine): boolean {
    const table = new MachineTable(machine);
    for (const [step, { state, event }] of this.#entries) {
      const { next, emitted, isTaken } = table.step(table.numberOf(movedTo(machine, this.stateOf(state))), event);
      if (isTaken !== step.isTaken || canonical(emitted) !== canonical(step.emitted)) return false;
      if (textOf(table.stateOf(next)) !== textOf(this.stateOf(step.next))) return false;
    }
    return true;
  }
}

/** The same state of another machine that has the same states. */
const movedTo = (machine: AnyStateMachine, { value, context, status }: AnyMachineSnapshot): AnyMachineSnapshot =>
  machine.resolveState({ value: value as StateValue, context: context as unknown, status });

const textOf = ({ value, context, status }: AnyMachineSnapshot): string => canonical([status, value, context]);

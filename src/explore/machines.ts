import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine, EventObject, ExecutableActionObject } from 'xstate';
import { canonical } from './canonical.js';
import { Interner } from './interner.js';

/** What a machine does with an event: the state that follows, and what it emits. */
export interface LocalStep {
  readonly next: number;
  readonly emitted: readonly EventObject[];
  /** The chart takes the event; otherwise it drops it, and nothing has changed. */
  readonly isTaken: boolean;
}

/**
 * The local states of a machine as numbers. XState is asked once for each state and event; after that a step is a
 * look-up. It holds for machines whose guards and actions depend on nothing but their context and the event. A state is
 * told apart by its value, history and context; machines that invoke or spawn actors are refused, because the states of
 * those would be lost.
 */
export class MachineTable {
  readonly #states = new Interner<AnyMachineSnapshot>(keyOf);
  readonly #events = new Interner<EventObject>();
  readonly #steps: (Map<number, LocalStep> | undefined)[] = [];
  /** How often XState was asked. */
  asked = 0;

  constructor(readonly machine: AnyStateMachine) {}

  get size(): number {
    return this.#states.size;
  }

  /** The number of the state in which an actor begins. */
  initial(input?: unknown): number {
    const [snapshot] = initialTransition(this.machine, input as never);
    return this.numberOf(snapshot as AnyMachineSnapshot);
  }

  numberOf(snapshot: AnyMachineSnapshot): number {
    const [child] = Object.keys(snapshot.children as object);
    if (child !== undefined) {
      throw new TypeError(`Expected a machine without actors of its own, got ${this.machine.id} with ${child}.`);
    }
    return this.#states.numberOf(snapshot);
  }

  stateOf(number: number): AnyMachineSnapshot {
    return this.#states.valueOf(number);
  }

  /** Every step that XState was asked for. */
  *steps(): Generator<{ readonly before: AnyMachineSnapshot; readonly event: EventObject }> {
    for (const [state, steps] of this.#steps.entries()) {
      for (const event of steps?.keys() ?? []) {
        yield { before: this.stateOf(state), event: this.#events.valueOf(event) };
      }
    }
  }

  step(state: number, event: EventObject): LocalStep {
    const steps = (this.#steps[state] ??= new Map<number, LocalStep>());
    const number = this.#events.numberOf(event);
    const known = steps.get(number);
    if (known) return known;
    this.asked += 1;
    const before = this.#states.valueOf(state);
    const [next, actions] = transition(this.machine, before, event);
    const emitted = (actions as readonly ExecutableActionObject[]).flatMap(emittedBy);
    const step = {
      next: this.numberOf(next as AnyMachineSnapshot),
      emitted,
      isTaken: this.machine.getTransitionData(before, event).length > 0,
    };
    steps.set(number, step);
    return step;
  }
}

const keyOf = ({ status, value, historyValue, context }: AnyMachineSnapshot): string => {
  const history = Object.entries(historyValue).map(([id, nodes]) => [id, nodes.map((node) => node.id)]);
  return canonical(history.length === 0 ? [status, value, context] : [status, value, context, history]);
};

/** What an action would emit if it were executed. */
const emittedBy = ({ type, params }: ExecutableActionObject): readonly EventObject[] =>
  type === 'xstate.emit' ? [(params as { readonly event: EventObject }).event] : [];

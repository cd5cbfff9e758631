import { assign, emit } from 'xstate';
import type { EventObject, MachineContext } from 'xstate';

/**
 * Turns a room's pure functions into what `setup()` takes by name. A chart names a function only on events that the
 * function is written for, so the event is handed on as that one: the tables of fates prove it, state by state.
 */
export const wiring = <C extends MachineContext, E extends EventObject, M extends EventObject = EventObject>() => ({
  /** A guard: a question about the context and the event. */
  ask:
    (question: (context: C, event: never) => boolean) =>
    ({ context, event }: { context: C; event: E }): boolean =>
      question(context, event as never),
  /** An assign: what the event leaves behind. */
  set: (change: (context: C, event: never) => Partial<C>) =>
    assign<C, E, undefined, E, never>(({ context, event }) => change(context, event as never)),
  /** An emit: a message that leaves the machine. */
  say: (message: (context: C, event: never) => M) =>
    emit<C, E, undefined, E, M>(({ context, event }) => message(context, event as never)),
});

import { createActor, fromTransition } from 'xstate';
import type { ActorOptions, AnyActorRef, AnyStateMachine } from 'xstate';
import type { SystemClock } from './clock.js';
import type { ActorState } from '../../machines/judge.js';
import { actorName } from './parts.js';
import type { Part } from './parts.js';
import type { Stage } from './stage.js';
import type { Message } from './thread.js';

/** Besides what is meant for it, the root hears of actors that have reached their end. */
type RootEvent =
  { readonly type: 'dismiss'; readonly actor: AnyActorRef } | { readonly type: `xstate.done.actor.${string}` };

/** The root of a live system: it only lets actors go, which XState leaves to a parent. */
const root = fromTransition<undefined, RootEvent, never, undefined>((state, event, { stopChild }) => {
  if (event.type === 'dismiss') {
    stopChild(event.actor);
  }
  return state;
}, undefined);

/** XState actors under one root. What a machine emits is collected here, and carried by the switchboard. */
export class LiveStage implements Stage {
  readonly #root;
  readonly #actors = new Map<string, AnyActorRef>();
  #said: Message[] | null = null;

  constructor(
    clock: SystemClock,
    inspect: ActorOptions<AnyStateMachine>['inspect'],
    /** An actor speaks without having been spoken to: one of its delays is over. */
    private readonly onUnasked: (actor: string, message: Message) => void,
  ) {
    this.#root = createActor(root, { id: 'system', clock: clock, ...(inspect ? { inspect } : {}) });
    this.#root.start();
  }

  get names(): readonly string[] {
    return [...this.#actors.keys()];
  }

  has(name: string): boolean {
    return this.#actors.has(name);
  }

  add(part: Part, vc: number): void {
    const name = actorName(part, vc);
    this.remove(name);
    const actor = createActor(part.machine, { id: name, parent: this.#root, input: part.inputFor(vc) });
    actor.on('*', (message) => this.#collect(name, message as Message));
    this.#actors.set(name, actor);
    actor.start();
  }

  remove(name: string): void {
    const actor = this.#actors.get(name);
    if (actor) {
      this.#actors.delete(name);
      this.#root.send({ type: 'dismiss', actor });
    }
  }

  stop(): void {
    this.names.forEach((name) => this.remove(name));
    this.#root.stop();
  }

  step(name: string, event: Message): readonly Message[] {
    const actor = this.#actor(name);
    const said: Message[] = [];
    this.#said = said;
    actor.send(event);
    this.#said = null;
    return said;
  }

  state(name: string): ActorState {
    return this.#actor(name).getSnapshot() as ActorState;
  }

  #actor(name: string): AnyActorRef {
    const actor = this.#actors.get(name);
    if (!actor) {
      throw new Error(`Internal error: there is no actor ${name}.`);
    }
    return actor;
  }

  #collect(name: string, message: Message): void {
    if (this.#said) {
      this.#said.push(message);
    } else {
      this.onUnasked(name, message);
    }
  }
}

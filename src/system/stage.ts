import type { ActorState } from '../../machines/judge.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { DriverRole } from '../protocol/roles.js';
import type { ChaoticAnswer } from './chaos.js';
import type { Part } from './parts.js';
import type { Message } from './thread.js';

/** Where the actors of a system stand and are stepped: live ones, or pure transitions. Nobody else cares which. */
export interface Stage {
  has(actor: string): boolean;
  state(actor: string): ActorState;
  /** Hands an event to an actor and gives back what it says. */
  step(actor: string, event: Message): readonly Message[];
  /** Lets an actor of this part come to life; one that is there gives way to a new one. */
  add(part: Part, vc: number): void;
  remove(actor: string): void;
  /** What a driver does in a callback that none of its actors handles; nothing where it has a stub for it. */
  answer?(side: DriverRole, fn: AnyFunctionName): ChaoticAnswer | undefined;
}

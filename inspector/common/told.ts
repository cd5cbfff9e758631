import type { Portray } from './plain.js';
import { plain } from './plain.js';
import type { Sent, StepRecord } from './wire.js';

interface SentParams {
  readonly event?: unknown;
  readonly delay?: unknown;
  readonly to?: unknown;
  readonly targetId?: unknown;
  readonly id?: unknown;
  readonly sendId?: unknown;
}

/** What an action of XState sends, if it does. What an actor raises for itself at once is part of the same step. */
export const sentOf = (type: string, params: unknown, portray: Portray): Sent | undefined => {
  const { event, delay, to, targetId, id } = paramsOf(params);
  const later = typeof delay === 'number' ? { delay, ...(typeof id === 'string' && { id }) } : {};
  switch (type) {
    case 'xstate.emit':
      return { to: null, event: plain(event, portray) };
    case 'xstate.sendTo':
      return { to: nameOf(to, portray) ?? String(targetId), event: plain(event, portray), ...later };
    case 'xstate.raise':
      return typeof delay === 'number' ? { to: 'itself', event: plain(event, portray), ...later } : undefined;
    default:
      return undefined;
  }
};

/** Which later event an action of XState cancels, if it does. */
export const cancelledBy = (type: string, params: unknown): string | undefined => {
  const { sendId } = paramsOf(params);
  return type === 'xstate.cancel' && typeof sendId === 'string' ? sendId : undefined;
};

const paramsOf = (params: unknown): SentParams => (typeof params === 'object' && params !== null ? params : {});

const nameOf = (to: unknown, portray: Portray): string | undefined => {
  const face = typeof to === 'object' && to !== null ? portray(to) : undefined;
  const { value } = (face ?? {}) as { readonly value?: unknown };
  return typeof value === 'string' ? value : undefined;
};

interface SnapshotLike {
  readonly status?: StepRecord['status'];
  readonly value?: unknown;
  readonly context?: unknown;
  readonly output?: unknown;
  readonly error?: unknown;
}

/** Where an actor stands, and what it remembers; of one that is no machine, its status and what came of it. */
export const portrait = (snapshot: unknown, portray: Portray) => {
  const { status = 'active', value, context, output, error } = (snapshot ?? {}) as SnapshotLike;
  const outcome = status === 'error' ? { error } : output === undefined ? {} : { output };
  return {
    status,
    value: value === undefined ? status : plain(value, portray),
    context: plain(Object.keys(outcome).length === 0 ? (context ?? {}) : { ...(context ?? {}), ...outcome }, portray),
  };
};

import { createMachine } from 'xstate';
import { structureOf } from '../../src/chart/index.js';
import { diff } from '../common/patch.js';
import { plain } from '../common/plain.js';
import type { Plain } from '../common/plain.js';
import type { RunRecord, StepRecord } from '../common/wire.js';

/** A message of @statelyai/inspect, as far as it is used here. */
export interface StatelyMessage {
  readonly type: '@xstate.actor' | '@xstate.event' | '@xstate.snapshot';
  readonly sessionId: string;
  readonly name?: unknown;
  readonly parentId?: unknown;
  readonly sourceId?: unknown;
  readonly definition?: unknown;
  readonly snapshot?: unknown;
  readonly event?: unknown;
  readonly createdAt?: unknown;
}

const types: readonly unknown[] = ['@xstate.actor', '@xstate.event', '@xstate.snapshot'];

/** Whether a value is a message of @statelyai/inspect. */
export function isStately(value: unknown): value is StatelyMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { type, sessionId } = value as { readonly type?: unknown; readonly sessionId?: unknown };
  return types.includes(type) && typeof sessionId === 'string';
}

interface Known {
  readonly name: string;
  value: Plain;
  context: Plain;
  /** Who has sent it what, and it has not taken yet. */
  readonly arrivals: { readonly type: string; readonly from: string | null }[];
}

/** How many events wait for the snapshot that shows what they came to. */
const mostArrivals = 1000;

/**
 * Makes records of the messages of one program. Microsteps, actions and causes are not in them: a step shows what an
 * event has changed, and no more.
 */
export class StatelyReader {
  readonly #actors = new Map<string, Known>();
  readonly #names = new Set<string>();
  #steps = 0;

  read(message: StatelyMessage): readonly RunRecord[] {
    switch (message.type) {
      case '@xstate.actor':
        return this.#actor(message);
      case '@xstate.event':
        this.#event(message);
        return [];
      case '@xstate.snapshot':
        return this.#snapshot(message);
    }
  }

  #actor(message: StatelyMessage): readonly RunRecord[] {
    if (this.#actors.has(message.sessionId)) return [];
    const { value, context } = standingIn(message.snapshot);
    const name = this.#free(typeof message.name === 'string' ? message.name : message.sessionId);
    this.#actors.set(message.sessionId, { name, value, context, arrivals: [] });
    this.#names.add(name);
    const structure = structureIn(message.definition);
    const chart: RunRecord[] = structure ? [{ kind: 'chart', chart: structure.id, structure }] : [];
    const parent = typeof message.parentId === 'string' ? this.#actors.get(message.parentId) : undefined;
    this.#steps += 1;
    return [
      ...chart,
      {
        ...{ kind: 'actor', n: this.#steps, name, parent: parent?.name ?? null, chart: structure?.id ?? null },
        ...{ t: secondsOf(message), value, context, actions: [], sent: [] },
      },
    ];
  }

  #event({ sessionId, sourceId, event }: StatelyMessage): void {
    const actor = this.#actors.get(sessionId);
    if (!actor || actor.arrivals.length >= mostArrivals) return;
    const source = typeof sourceId === 'string' ? this.#actors.get(sourceId) : undefined;
    actor.arrivals.push({ type: typeOf(event), from: source?.name ?? null });
  }

  #snapshot(message: StatelyMessage): readonly RunRecord[] {
    const actor = this.#actors.get(message.sessionId);
    if (!actor) return [];
    const type = typeOf(message.event);
    const place = actor.arrivals.findIndex((arrival) => arrival.type === type);
    const [arrival] = place < 0 ? [] : actor.arrivals.splice(0, place + 1).slice(-1);
    const { status, value, context } = standingIn(message.snapshot);
    const patch = diff(actor.context, context);
    const isBirth = type === 'xstate.init' && patch.length === 0;
    this.#steps += 1;
    const step: StepRecord = {
      ...{ kind: 'step', n: this.#steps, t: secondsOf(message), actor: actor.name, from: arrival?.from ?? null },
      ...{ event: plain(message.event), cause: null, transitions: [], before: actor.value, value, patch },
      ...{ actions: [], sent: [], status },
    };
    actor.value = value;
    actor.context = context;
    if (status === 'active') return isBirth ? [] : [step];
    this.#actors.delete(message.sessionId);
    this.#names.delete(actor.name);
    return [step, { kind: 'gone', name: actor.name, t: step.t }];
  }

  #free(name: string): string {
    let free = name;
    for (let number = 2; this.#names.has(free); number += 1) free = `${name} (${number})`;
    return free;
  }
}

const statuses: readonly StepRecord['status'][] = ['active', 'done', 'error', 'stopped'];

function standingIn(snapshot: unknown) {
  const { status, value, context } = (typeof snapshot === 'object' && snapshot !== null ? snapshot : {}) as {
    readonly status?: unknown;
    readonly value?: unknown;
    readonly context?: unknown;
  };
  const known = statuses.find((one) => one === status) ?? 'active';
  return { status: known, value: value === undefined ? known : plain(value), context: plain(context ?? {}) };
}

const typeOf = (event: unknown): string => {
  const { type } = (typeof event === 'object' && event !== null ? event : {}) as { readonly type?: unknown };
  return typeof type === 'string' ? type : '';
};

const secondsOf = ({ createdAt }: StatelyMessage): number => {
  const milliseconds = Number(createdAt);
  return (Number.isFinite(milliseconds) ? milliseconds : Date.now()) / 1000;
};

/** The structure of a machine whose configuration has come as JSON; nothing where it is no machine. */
function structureIn(definition: unknown) {
  if (typeof definition !== 'string') return undefined;
  try {
    const config = JSON.parse(definition) as { readonly states?: unknown; readonly on?: unknown };
    if (config.states === undefined && config.on === undefined) return undefined;
    return structureOf(createMachine(config as Parameters<typeof createMachine>[0]));
  } catch {
    return undefined;
  }
}

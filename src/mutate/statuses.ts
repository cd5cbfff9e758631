import { emit, enqueueActions } from 'xstate';
import type { AnyStateMachine, EventObject } from 'xstate';
import { factOf, isFunctionName } from '../protocol/functions.js';
import { isSuccess } from '../protocol/status.js';
import type { NdisStatus } from '../protocol/status.js';
import { birthOf, gateNames } from '../system/parts.js';
import type { Part } from '../system/parts.js';
import { listOf, stateSitesOf, transitionSitesOf } from './sites.js';

/** A message of a machine that says another status than it should. */
export interface StatusChange {
  readonly type: string;
  /** What it says where it is changed: success, or anything else. */
  readonly said: 'success' | 'other';
  readonly instead: NdisStatus;
}

interface Telling extends EventObject {
  readonly status?: NdisStatus | null;
}

/** An action of XState as its makers leave it: what it does is a property of it. */
interface ActionBody {
  readonly type?: string;
  readonly event?: Telling | ((...args: readonly unknown[]) => Telling);
  readonly collect?: (args: CollectArgs, params: unknown) => void;
}
interface CollectArgs {
  readonly enqueue: ((action: unknown) => void) & { readonly emit: (event: Telling) => void };
}

const isReturn = (type: string): boolean => type.endsWith(' returns');

/** Every status that a machine may say wrongly. */
export function statusChangesOf(part: Part, parts: readonly Part[]): readonly StatusChange[] {
  const said = part.name === 'ndis' ? handedOn(parts) : tried(part);
  return [...said].flatMap(([type, kinds]): readonly StatusChange[] => [
    ...(kinds.has('success') ? [{ type, said: 'success', instead: 'NDIS_STATUS_FAILURE' } as const] : []),
    ...(kinds.has('success') && isReturn(type)
      ? [{ type, said: 'success', instead: 'NDIS_STATUS_PENDING' } as const]
      : []),
    ...(kinds.has('other') ? [{ type, said: 'other', instead: 'NDIS_STATUS_SUCCESS' } as const] : []),
  ]);
}

/** What is said with a status: for each type of message, whether it is a success, and whether something else. */
type Said = ReadonlyMap<string, ReadonlySet<StatusChange['said']>>;

const kindOf = (status: NdisStatus): StatusChange['said'] => (isSuccess(status) ? 'success' : 'other');

const functionIn = (type: string): string => type.replace(/ returns$/, '');

/** Whether somebody in a system can bring an event about. Only a function has callers that are known. */
export function mayCome(type: string, parts: readonly Part[]): boolean {
  const fn = functionIn(type);
  return !isFunctionName(fn) || factOf(fn).calledBy.some((role) => parts.some(({ side }) => side === role));
}

/** NDIS itself hands statuses on: with whatever the objects behind handles want to hear of, and it says. */
function handedOn(parts: readonly Part[]): Said {
  const gates = parts.filter(({ name, side }) => side === 'ndis' && gateNames.some((gate) => gate === name));
  const types = gates
    .flatMap(({ fates }) => Object.keys(fates))
    .filter((type) => {
      const fn = functionIn(type);
      if (!isFunctionName(fn) || !mayCome(type, parts)) return false;
      const { kind, returns } = factOf(fn);
      return isReturn(type) ? kind === 'ndisCall' && returns === 'status' : kind !== 'ndisCall';
    });
  return new Map([...new Set(types)].map((type) => [type, new Set(['success', 'other'] as const)]));
}

/** What a machine says is found by letting each of its actions speak, on every event on which the chart names it. */
function tried(part: Part): Said {
  const { machine } = part;
  const { context } = birthOf(part, 1);
  const said = new Map<string, Set<StatusChange['said']>>();
  for (const [name, types] of eventsByAction(machine)) {
    const { event: message } = (machine.implementations.actions[name] ?? {}) as ActionBody;
    for (const type of types) {
      for (const status of ['NDIS_STATUS_SUCCESS', 'NDIS_STATUS_FAILURE']) {
        const event = { type, status, nbl: [] };
        const found = typeof message === 'function' ? message({ context, event }) : message;
        if (!found?.status) continue;
        said.set(found.type, (said.get(found.type) ?? new Set()).add(kindOf(found.status)));
      }
    }
  }
  return said;
}

/** The events on which a chart names an action; one that only other actions name may come on any. */
function eventsByAction(machine: AnyStateMachine): ReadonlyMap<string, ReadonlySet<string>> {
  const events = new Map<string, Set<string>>();
  const note = (action: unknown, trigger: string) => {
    const name = nameOfAction(action);
    events.set(name, (events.get(name) ?? new Set()).add(trigger));
  };
  for (const { trigger, candidates } of transitionSitesOf(machine)) {
    for (const { config } of candidates) for (const action of listOf(config.actions)) note(action, trigger);
  }
  for (const { actions, moment } of stateSitesOf(machine)) for (const action of actions) note(action, moment);
  for (const name of Object.keys(machine.implementations.actions)) if (!events.has(name)) note(name, '');
  return events;
}

/** What an action is called in a chart. */
export const nameOfAction = (action: unknown): string => {
  if (typeof action === 'string') return action;
  const { type, name } = action as { readonly type?: string; readonly name?: string };
  return type ?? (name || 'inline');
};

/** The same machine, but that one of its messages says another status. */
export function withStatus(machine: AnyStateMachine, change: StatusChange): AnyStateMachine {
  const actions = machine.implementations.actions as Readonly<Record<string, unknown>>;
  const changed = Object.entries(actions).map(([name, action]) => [name, changedAction(action, change)] as const);
  return machine.provide({ actions: Object.fromEntries(changed) } as Parameters<AnyStateMachine['provide']>[0]);
}

const changedMessage = (message: Telling, { type, said, instead }: StatusChange): Telling =>
  message.type === type && message.status && kindOf(message.status) === said
    ? { ...message, status: instead }
    : message;

function changedAction(action: unknown, change: StatusChange): unknown {
  const { type, event, collect } = action as ActionBody;
  if (type === 'xstate.emit' && event !== undefined) {
    return emit((...args: readonly unknown[]) =>
      changedMessage(typeof event === 'function' ? event(...args) : event, change),
    );
  }
  if (collect) {
    const changedCollect = (args: CollectArgs, params: unknown) => {
      const enqueue = Object.assign(
        (inner: unknown) => {
          args.enqueue(changedAction(inner, change));
        },
        args.enqueue,
        {
          emit: (message: Telling) => {
            args.enqueue.emit(changedMessage(message, change));
          },
        },
      );
      collect({ ...args, enqueue }, params);
    };
    return enqueueActions(changedCollect as Parameters<typeof enqueueActions>[0]);
  }
  return action;
}

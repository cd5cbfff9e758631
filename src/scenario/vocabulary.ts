import type { NblName } from '../protocol/handles.js';
import { factOf, twinOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import { providerOf, topologies } from '../protocol/roles.js';
import type { DriverRole, Topology } from '../protocol/roles.js';
import type { NdisStatus } from '../protocol/status.js';
import type { EnvironmentEvent, Envelope } from '../system/index.js';
import { Directory, partsOf } from '../system/parts.js';
import type { EventName, ScenarioRole } from './scenario.types.js';

/** What a parameter of an event looks like. */
export type ParameterKind = 'count' | 'flag' | 'lists' | 'status' | 'name';

type KindOf<V> = [V] extends [number]
  ? 'count'
  : [V] extends [boolean]
    ? 'flag'
    : [V] extends [readonly NblName[]]
      ? 'lists'
      : [V] extends [NdisStatus]
        ? 'status'
        : 'name';
type EventOf<T> = Extract<EnvironmentEvent, { type: T }>;
type ParametersOf<E> = { readonly [K in Exclude<keyof E, keyof Envelope | 'type'>]-?: KindOf<NonNullable<E[K]>> };

/** Every event of the environment that a step may name, and what it may carry besides the number of the VC. */
export const eventParameters: { readonly [T in EventName]: ParametersOf<EventOf<T>> } = {
  'ndis.startAdapter': {},
  'client.createVc': {},
  'client.makeCall': { callParameters: 'name', multipoint: 'flag' },
  'client.send': { lists: 'count' },
  'client.returnLists': { nbl: 'lists' },
  'client.modifyCallQoS': { callParameters: 'name' },
  'client.addParty': {},
  'client.answer': { status: 'status' },
  'client.closeCall': {},
  'client.deleteVc': {},
  'callManager.completeOpenAf': {},
  'callManager.completeRegisterSap': {},
  'callManager.deactivateVc': {},
  'callManager.createSignalingVc': {},
  'callManager.sendSignal': {},
  'callManager.closeSignalingVc': {},
  'callManager.deleteVc': {},
  'mcm.createSignalingVc': {},
  'mcm.closeSignalingVc': {},
  'mcm.deleteVc': {},
  'adapter.activated': {},
  'adapter.activationFailed': { status: 'status' },
  'adapter.sendDone': { nbl: 'lists' },
  'adapter.receive': { lists: 'count', resources: 'flag' },
  'network.accept': {},
  'network.refuse': {},
  'network.call': { callParameters: 'name' },
  'network.connect': {},
  'network.hangUp': {},
  'network.drop': {},
  'network.proposeQoS': { callParameters: 'name' },
  'network.agreeQoS': {},
  'network.refuseQoS': {},
  'network.released': {},
};

const parts = { cm: partsOf('cm', {}), mcm: partsOf('mcm', {}) };
const directories = { cm: new Directory(parts.cm), mcm: new Directory(parts.mcm) };

const isTaken = (event: string, topology: Topology): boolean =>
  Object.hasOwn(eventParameters, event) && directories[topology].takerOf(event) !== undefined;

/** The event behind a name: itself, or for `provider.…` that of the topology's provider; none where nobody takes it. */
export const resolveEvent = (name: string, topology: Topology): EventName | undefined => {
  const [, wish] = /^provider\.(\w+)$/.exec(name) ?? [];
  const candidates = wish === undefined ? [name] : [`${providerOf(topology)}.${wish}`, `callManager.${wish}`];
  return candidates.find((candidate) => isTaken(candidate, topology)) as EventName | undefined;
};

/** The names that a step may use in all of these topologies. */
export const eventNames = (among: readonly Topology[]): readonly string[] => {
  const own = Object.keys(eventParameters);
  const neutral = own
    .filter((name) => name.startsWith('callManager.'))
    .map((name) => name.replace('callManager', 'provider'));
  return [...own, ...neutral].filter((name) => among.every((topology) => resolveEvent(name, topology) !== undefined));
};

export const resolveRole = (role: ScenarioRole, topology: Topology): DriverRole =>
  role === 'provider' ? providerOf(topology) : role;

/** The function that a role calls under this name: a provider uses the twin that its kind has. */
export const resolveFunction = (fn: AnyFunctionName, from: ScenarioRole, topology: Topology): AnyFunctionName => {
  const twin = twinOf(fn);
  const role = resolveRole(from, topology);
  const isTwins = twin !== undefined && !factOf(fn).calledBy.includes(role) && factOf(twin).calledBy.includes(role);
  return from === 'provider' && isTwins ? twin : fn;
};

/** How an answer may go that is set in advance. */
export type Verb = 'fails' | 'pends' | 'answers';

/** Somebody whose next answer may be set in advance. */
export interface Answerer {
  readonly event: string;
  readonly side: string;
  readonly verbs: readonly Verb[];
}

interface Node {
  readonly type: string;
  readonly transitions: ReadonlyMap<
    string,
    readonly { readonly guard?: unknown; readonly actions: readonly unknown[] }[]
  >;
  readonly states: Readonly<Record<string, Node>>;
}

const nodesOf = (node: Node): readonly Node[] => [node, ...Object.values(node.states).flatMap(nodesOf)];

/** The names in a guard or an action: its own, and those that it is composed of. */
const namesIn = (part: unknown): readonly string[] => {
  if (typeof part === 'string') return [part];
  const { type, guards = [] } = (part ?? {}) as { type?: string; guards?: readonly unknown[] };
  return [...(type === undefined ? [] : [type]), ...guards.flatMap(namesIn)];
};

/** Read off the charts: whoever asks `willRefuse` or `willPend`, or uses up an answer, can be told what to answer. */
const answerersOf = (topology: Topology): readonly Answerer[] =>
  parts[topology].flatMap(({ side, machine }) => {
    const verbs = new Map<string, Set<Verb>>();
    for (const { transitions } of nodesOf(machine.root)) {
      for (const [event, { guard, actions }] of [...transitions].flatMap(([name, all]) =>
        all.map((one) => [name, one] as const),
      )) {
        const names = [...namesIn(guard), ...actions.flatMap(namesIn)];
        const found: readonly Verb[] = [
          ...(names.includes('willRefuse') ? (['fails', 'answers'] as const) : []),
          ...(names.includes('willPend') ? (['pends', 'answers'] as const) : []),
          ...(names.includes('useAnswer') ? (['answers'] as const) : []),
        ];
        if (found.length > 0) {
          verbs.set(event, new Set([...(verbs.get(event) ?? []), ...found]));
        }
      }
    }
    return [...verbs].map(([event, can]) => ({ event, side, verbs: [...can] }));
  });

const answerers = { cm: answerersOf('cm'), mcm: answerersOf('mcm') };

/** Whoever can be told in advance how to answer an event. */
export const answerersTo = (event: string, topology: Topology): readonly Answerer[] =>
  answerers[topology].filter((answerer) => answerer.event === event);

/** The events whose next answer may be set in all of these topologies. */
export const answeredEvents = (among: readonly Topology[]): readonly string[] =>
  [...new Set(topologies.flatMap((topology) => answerers[topology].map(({ event }) => event)))].filter((event) =>
    among.every((topology) => answerersTo(event, topology).length > 0),
  );

/** The actors of a topology by their names in a snapshot, `[]` for one of many, and the leaf states of their charts. */
const actorsOf = (topology: Topology): ReadonlyMap<string, readonly string[]> =>
  new Map(
    parts[topology].map(({ name, perVc, machine }) => [
      `${name}${perVc ? '[]' : ''}`,
      leavesOf(machine.root as unknown as Node),
    ]),
  );

const leavesOf = (node: Node): readonly string[] =>
  Object.entries(node.states)
    .filter(([, { type }]) => type !== 'history')
    .flatMap(([key, state]) => (Object.keys(state.states).length > 0 ? leavesOf(state) : [key]));

const actors = { cm: actorsOf('cm'), mcm: actorsOf('mcm') };

/** The states that an actor may be in; `undefined` where the topology has no such actor. */
export const statesOf = (name: string, isOneOfMany: boolean, topology: Topology): readonly string[] | undefined =>
  actors[topology].get(`${name === 'provider' ? providerOf(topology) : name}${isOneOfMany ? '[]' : ''}`);

/** The names of actors in all of these topologies, `[]` for one of many. */
export const actorNames = (among: readonly Topology[]): readonly string[] =>
  [...new Set([...topologies.flatMap((topology) => [...actors[topology].keys()]), 'provider', 'provider[]'])].filter(
    (name) => among.every((topology) => statesOf(name.replace('[]', ''), name.endsWith('[]'), topology) !== undefined),
  );

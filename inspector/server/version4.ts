import type { Structure, StructureNode, StructureTransition } from '../../src/chart/index.js';
import type { Plain } from '../common/plain.js';

/** A part of a configuration of XState 4. */
type Config = Readonly<Record<string, unknown>>;

/** A chart as a configuration of XState 4, which receivers of @xstate/inspect draw and never run. */
export function machineOf4({ id, description, nodes, transitions }: Structure): Config {
  const [root] = nodes;
  const inside = (parent: string) => nodes.filter((node) => node.parent === parent);
  const configOf = (node: StructureNode): Config => {
    const children = inside(node.id);
    const own = transitions.filter(({ source }) => source === node.id);
    const initial = children.find((child) => child.id === node.initial || child.key === node.initial);
    return {
      id: node.id,
      ...typeOf(node),
      ...(node.description !== undefined && { description: node.description }),
      ...(initial && node.kind === 'compound' && { initial: initial.key }),
      ...(node.entry.length > 0 && { entry: node.entry.map(harmless) }),
      ...(node.exit.length > 0 && { exit: node.exit.map(harmless) }),
      ...(node.invokes.length > 0 && { invoke: node.invokes.map((src) => ({ src, id: src })) }),
      ...waysOut(own),
      ...(children.length > 0 && { states: Object.fromEntries(children.map((child) => [child.key, configOf(child)])) }),
    };
  };
  return root
    ? { ...configOf(root), ...(description !== undefined && { description }), predictableActionArguments: true }
    : { id, states: {} };
}

const typeOf = ({ kind, history }: StructureNode): Config =>
  kind === 'compound' || kind === 'atomic'
    ? {}
    : { type: kind, ...(kind === 'history' && { history: history ?? 'shallow' }) };

/** Receivers of XState 4 would take an action of XState for their own. */
const harmless = (action: string): string => action.replace(/^xstate\./, '');

function waysOut(transitions: readonly StructureTransition[]): Config {
  const on = new Map<string, Config[]>();
  const after = new Map<string, Config[]>();
  const always: Config[] = [];
  const add = (map: Map<string, Config[]>, key: string, config: Config): void => {
    map.set(key, [...(map.get(key) ?? []), config]);
  };
  for (const transition of transitions) {
    const config = wayOf(transition);
    if (transition.trigger === 'always') always.push(config);
    else if (transition.trigger === 'after') add(after, delayOf(transition.event), config);
    else if (transition.trigger !== 'default') add(on, eventNameOf4(transition.event), config);
  }
  return {
    ...(on.size > 0 && { on: Object.fromEntries(on) }),
    ...(after.size > 0 && { after: Object.fromEntries(after) }),
    ...(always.length > 0 && { always }),
  };
}

const wayOf = ({ targets, guard, actions, reenters, isForbidden, description }: StructureTransition): Config => ({
  ...(targets.length > 0 && { target: targets.map((target) => `#${target}`) }),
  ...(isForbidden && { target: undefined }),
  ...(guard !== undefined && { cond: guard }),
  ...(actions.length > 0 && { actions: actions.map(harmless) }),
  internal: !reenters,
  ...(description !== undefined && { description }),
});

/** `xstate.after.1000.id` waits for 1000. */
const delayOf = (event: string): string => /^xstate\.after\.([^.]+)\./.exec(event)?.[1] ?? event;

/** An event as XState 4 calls it. */
export const eventNameOf4 = (event: string): string =>
  event
    .replace(/^xstate\.done\.actor\./, 'done.invoke.')
    .replace(/^xstate\.error\.actor\./, 'error.platform.')
    .replace(/^xstate\.done\.state\./, 'done.state.');

/** An event as XState 4 hands it on. */
export function eventOf4(event: Plain, origin: string | null): Config {
  const { type } = (event ?? {}) as { readonly type?: unknown };
  const name = eventNameOf4(typeof type === 'string' ? type : 'unknown');
  return {
    ...{ name, data: { ...(event as object), type: name }, $$type: 'scxml', type: 'external' },
    ...(origin !== null && { origin }),
  };
}

/** Where an actor stands, as XState 4 tells it. */
export const stateOf4 = (
  sessionId: string,
  { value, context, isDone }: { readonly value: Plain; readonly context: Plain; readonly isDone: boolean },
  event: Plain,
  origin: string | null = null,
): Config => {
  const _event = eventOf4(event, origin);
  return {
    ...{ value, context, _event, event: _event['data'], _sessionid: sessionId, done: isDone, changed: true },
    ...{
      actions: [],
      activities: {},
      meta: {},
      events: [],
      configuration: [],
      transitions: [],
      children: {},
      tags: [],
    },
  };
};

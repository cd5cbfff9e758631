import type { AnyStateMachine } from 'xstate';
import type { NodeKind, Structure, StructureNode, StructureTransition, Trigger } from './structure.types.js';
import { actionText, guardText, isDelay } from './words.js';

/** As much of a node of XState as a picture needs. */
interface Node {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly history?: unknown;
  readonly parent?: Node | undefined;
  readonly states: Readonly<Record<string, Node>>;
  readonly initial?: { readonly target?: readonly Node[] | undefined } | undefined;
  readonly description?: string | undefined;
  readonly entry: readonly unknown[];
  readonly exit: readonly unknown[];
  readonly invoke: readonly { readonly src: unknown; readonly id: string }[];
  readonly meta?: unknown;
  readonly transitions: ReadonlyMap<string, readonly Definition[]>;
  readonly always?: readonly Definition[] | undefined;
  readonly config: { readonly target?: unknown };
}

interface Definition {
  readonly eventType: string;
  readonly target?: readonly Node[] | undefined;
  readonly guard?: unknown;
  readonly actions: readonly unknown[];
  readonly reenter?: boolean | undefined;
  readonly description?: string | undefined;
  readonly meta?: unknown;
}

/** What a machine consists of, as plain JSON. Any machine of XState 5 will do. */
export function structureOf(machine: AnyStateMachine): Structure {
  const root = machine.root as unknown as Node;
  const all = below(root);
  const ids = uniqueIds(all);
  const idOf = (node: Node): string => ids.get(node) ?? node.id;
  return {
    id: machine.id,
    ...described(root),
    nodes: all.map((node) => nodeOf(node, idOf)),
    transitions: all.flatMap((node) => transitionsOf(node, all, idOf)),
  };
}

const below = (node: Node): readonly Node[] => [node, ...Object.values(node.states).flatMap(below)];

/** XState does not insist that two states have two ids. */
const uniqueIds = (nodes: readonly Node[]): ReadonlyMap<Node, string> => {
  const taken = new Set<string>();
  return new Map(
    nodes.map((node) => {
      let id = node.id;
      for (let number = 2; taken.has(id); number += 1) id = `${node.id} (${number})`;
      taken.add(id);
      return [node, id];
    }),
  );
};

type IdOf = (node: Node) => string;

const nodeOf = (node: Node, idOf: IdOf): StructureNode => {
  const [initial] = node.initial?.target ?? [];
  return {
    id: idOf(node),
    key: node.key,
    kind: node.type as NodeKind,
    ...(node.type === 'history' && { history: node.history === 'deep' ? ('deep' as const) : ('shallow' as const) }),
    ...(node.parent && { parent: idOf(node.parent) }),
    ...(initial && { initial: idOf(initial) }),
    ...described(node),
    entry: node.entry.filter((action) => !isDelay(action)).map(actionText),
    exit: node.exit.filter((action) => !isDelay(action)).map(actionText),
    invokes: node.invoke.map(({ src, id }) => (typeof src === 'string' && !isMade(src) ? src : id)),
    rules: rulesOf(node.meta),
  };
};

/** What XState makes up for an invocation that has no name. */
const isMade = (name: string): boolean => name.startsWith('xstate.invoke.');

const described = ({ description }: { readonly description?: string | undefined }) =>
  description === undefined ? {} : { description };

const rulesOf = (meta: unknown): readonly string[] => {
  const { rules } = (typeof meta === 'object' && meta !== null ? meta : {}) as { readonly rules?: unknown };
  return Array.isArray(rules) ? rules.filter((rule) => typeof rule === 'string') : [];
};

/** The ids that the structure of a machine gives to its transitions, by the objects that XState tells an inspector of. */
export const transitionIds = (machine: AnyStateMachine): ReadonlyMap<object, string> => {
  const all = below(machine.root);
  const ids = uniqueIds(all);
  return new Map(
    all.flatMap((node) =>
      definitionsOf(node, all).map((definition, number) => [
        definition,
        transitionId(ids.get(node) ?? node.id, number),
      ]),
    ),
  );
};

const transitionId = (source: string, number: number): string => `${source}#${number}`;

const definitionsOf = (node: Node, all: readonly Node[]): readonly Definition[] => [
  ...(node.always ?? []),
  ...[...node.transitions.values()].flat(),
  ...defaultOf(node, all),
];

const transitionsOf = (node: Node, all: readonly Node[], idOf: IdOf): readonly StructureTransition[] =>
  definitionsOf(node, all).map((definition, number) => {
    const { target = [], guard, actions, reenter = false, meta, eventType } = definition;
    const isSelf = target.length === 0 || (target.length === 1 && target[0] === node);
    const words = triggerOf(eventType);
    return {
      id: transitionId(idOf(node), number),
      source: idOf(node),
      targets: target.map(idOf),
      event: eventType,
      ...words,
      ...(guard !== undefined && guard !== null ? { guard: guardText(guard) } : {}),
      actions: actions.map(actionText),
      ...described(definition),
      rules: rulesOf(meta),
      isSelf,
      reenters: reenter,
      isForbidden: target.length === 0 && actions.length === 0 && meta === undefined && words.trigger === 'event',
    };
  });

const byDefault = 'xstate.default';

/** Where a history state leads as long as there is no history. */
const defaultOf = ({ type, config, parent }: Node, all: readonly Node[]): readonly Definition[] => {
  const { target } = config;
  if (type !== 'history' || typeof target !== 'string' || !parent) return [];
  const node = target.startsWith('#')
    ? all.find(({ id }) => id === target.slice(1))
    : target.split('.').reduce<Node | undefined>((at, key) => at?.states[key], parent);
  return node ? [{ eventType: byDefault, target: [node], actions: [] }] : [];
};

/** What XState calls `xstate.after.patience.call.settingUp` is `after patience`. */
const triggerOf = (event: string): { readonly trigger: Trigger; readonly text: string } => {
  const [, kind = '', rest = ''] =
    /^xstate\.(after|done\.state|done\.actor|error\.actor|snapshot)\.(.*)$/s.exec(event) ?? [];
  if (event === '') return { trigger: 'always', text: 'always' };
  if (event === byDefault) return { trigger: 'default', text: '' };
  switch (kind) {
    case 'after': {
      const [delay = ''] = rest.split('.');
      return { trigger: 'after', text: /^\d+$/.test(delay) ? `after ${delay} ms` : `after ${delay}` };
    }
    case 'done.state':
      return { trigger: 'done', text: 'when done' };
    case 'done.actor':
      return { trigger: 'done', text: `when ${rest} is done` };
    case 'error.actor':
      return { trigger: 'error', text: `when ${rest} fails` };
    case 'snapshot':
      return { trigger: 'event', text: `when ${rest} changes` };
    default:
      return { trigger: 'event', text: event };
  }
};

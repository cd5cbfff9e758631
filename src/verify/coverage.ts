import type { AnyMachineSnapshot, AnyStateMachine, AnyTransitionDefinition, EventObject } from 'xstate';
import { getMicrosteps } from 'xstate';
import type { PureSystem } from '../system/index.js';

/** What of one machine was reached, and what was not. */
export interface Coverage {
  /** The part that runs it: `client`, `client[1]`. */
  readonly actor: string;
  readonly states: Reached;
  readonly transitions: Reached;
}

/** How much was reached, and the names of what was not. */
export interface Reached {
  readonly reached: number;
  readonly total: number;
  readonly missed: readonly string[];
}

/** Which states and transitions of each machine an exploration has reached: those of all local steps that were asked. */
export function coverageOf(system: PureSystem): readonly Coverage[] {
  return [...system.tables].map(([actor, { table }]) => {
    const { machine } = table;
    const seen = new Set<string>();
    const taken = new Set<AnyTransitionDefinition>();
    for (let state = 0; state < table.size; state += 1) {
      for (const node of nodesOf(machine, table.stateOf(state).value)) seen.add(node.id);
    }
    for (const { before, event } of table.steps()) {
      for (const one of transitionsOf(machine, before, event)) taken.add(one);
    }
    const nodes = allNodes(rootOf(machine));
    const transitions = nodes.flatMap((node) => definitionsOf(node));
    return {
      actor,
      states: reachedOf(
        nodes,
        ({ id }) => seen.has(id),
        ({ id }) => id,
      ),
      transitions: reachedOf(transitions, (one) => taken.has(one), textOf),
    };
  });
}

function reachedOf<T>(all: readonly T[], isReached: (one: T) => boolean, nameOf: (one: T) => string): Reached {
  const missed = all.filter((one) => !isReached(one));
  return { reached: all.length - missed.length, total: all.length, missed: missed.map(nameOf) };
}

/** The transitions that an event takes; those without an event follow from them. */
function transitionsOf(
  machine: AnyStateMachine,
  before: AnyMachineSnapshot,
  event: EventObject,
): readonly AnyTransitionDefinition[] {
  const first = machine.getTransitionData(before, event) as readonly AnyTransitionDefinition[];
  const hasEventless = allNodes(rootOf(machine)).some(({ always }) => always !== undefined && always.length > 0);
  if (!hasEventless || first.length === 0) return first;
  const steps = getMicrosteps(machine, before, event);
  const later = steps.slice(0, -1).flatMap(([snapshot], at) => {
    const after = (steps[at + 1] as (typeof steps)[number])[0] as AnyMachineSnapshot;
    return eventlessOf(snapshot as AnyMachineSnapshot, after);
  });
  return [...first, ...later];
}

/** The eventless transition between two microsteps: that of an active state which leads to where the next one is. */
function eventlessOf(before: AnyMachineSnapshot, after: AnyMachineSnapshot): readonly AnyTransitionDefinition[] {
  const nodes = (snapshot: AnyMachineSnapshot) => snapshot._nodes as unknown as readonly AnyNode[];
  const fit = nodes(before)
    .flatMap(({ always = [] }) => always)
    .find(({ target = [] }) => target.every(({ id }) => nodes(after).some((node) => node.id === id)));
  return fit ? [fit] : [];
}

/** As much of a state node as is asked here. */
interface AnyNode {
  readonly id: string;
  readonly states: Readonly<Record<string, AnyNode>>;
  readonly transitions: ReadonlyMap<string, readonly AnyTransitionDefinition[]>;
  readonly always?: readonly AnyTransitionDefinition[];
}

const rootOf = (machine: AnyStateMachine): AnyNode => machine.root;

const allNodes = (node: AnyNode): readonly AnyNode[] => [node, ...Object.values(node.states).flatMap(allNodes)];

const definitionsOf = (node: AnyNode): readonly AnyTransitionDefinition[] => [
  ...[...node.transitions.values()].flat(),
  ...(node.always ?? []),
];

/** The nodes that a state value names, with all around them. */
function nodesOf(machine: AnyStateMachine, value: unknown): readonly AnyNode[] {
  const found: AnyNode[] = [];
  const visit = (node: AnyNode, inside: unknown): void => {
    found.push(node);
    const names = typeof inside === 'string' ? { [inside]: undefined } : ((inside ?? {}) as Record<string, unknown>);
    for (const [name, rest] of Object.entries(names)) {
      const child = node.states[name];
      if (child) visit(child, rest);
    }
  };
  visit(rootOf(machine), value);
  return found;
}

const textOf = ({ source, eventType, target, guard }: AnyTransitionDefinition): string => {
  const where = target?.map(({ id }) => id).join(' and ') ?? 'itself';
  const condition = guard === undefined ? '' : ` if ${typeof guard === 'string' ? guard : nameOf(guard)}`;
  return `${source.id}: ${eventType === '' ? 'always' : eventType}${condition} -> ${where}`;
};

const nameOf = (guard: unknown): string => {
  const { type, name } = guard as { readonly type?: string; readonly name?: string };
  return type ?? name ?? 'a guard';
};

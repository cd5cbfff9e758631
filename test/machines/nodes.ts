import type { AnyStateMachine, StateNode } from 'xstate';

const below = (node: StateNode): readonly StateNode[] => [node, ...Object.values(node.states).flatMap(below)];

/** Every state of a machine, the machine itself first. */
export const nodesIn = (machine: AnyStateMachine): readonly StateNode[] => below(machine.root as StateNode);

/** A state that the machine leaves in the same step, whatever happens. */
const isPassing = ({ always = [] }: StateNode) => always.some(({ guard }) => guard === undefined);

/** The states in which a machine can rest, by their own names. */
export const leavesIn = (machine: AnyStateMachine): readonly string[] =>
  nodesIn(machine)
    .filter((node) => (node.type === 'atomic' || node.type === 'final') && !isPassing(node))
    .map(({ key }) => key);

/** The events that a chart mentions. */
export const eventsIn = (machine: AnyStateMachine): readonly string[] =>
  (machine.events as readonly string[]).filter((type) => !type.startsWith('xstate.'));

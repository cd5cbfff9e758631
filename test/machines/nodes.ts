import type { AnyStateMachine, StateNode } from 'xstate';

const below = (node: StateNode): readonly StateNode[] => [node, ...Object.values(node.states).flatMap(below)];

/** Every state of a machine, the machine itself first. */
export const nodesIn = ({ root }: AnyStateMachine): readonly StateNode[] => below(root);

/** A state that the machine leaves in the same step, whatever happens. */
const isPassing = ({ always = [] }: StateNode) => always.some(({ guard }) => guard === undefined);

/** The states in which a machine can rest, by their own names. */
export const leavesIn = (machine: AnyStateMachine): readonly string[] =>
  nodesIn(machine)
    .filter((node) => (node.type === 'atomic' || node.type === 'final') && !isPassing(node))
    .map(({ key }) => key);

/** The events that a chart mentions. */
export const eventsIn = ({ events }: AnyStateMachine): readonly string[] =>
  events.filter((type: string) => !type.startsWith('xstate.'));

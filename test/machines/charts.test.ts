import type { StateNode } from 'xstate';
import { isRuleId } from '../../src/protocol/rules.js';
import { subjects } from './catalogue.js';
import { nodesIn } from './nodes.js';

const page = /^[a-z0-9_-]+\.md$/;

/** The meta of a chart, as it might be. */
interface Meta {
  readonly rules?: readonly string[];
  readonly source?: string;
}

/** What is wrong with the meta of a state or a transition. */
const faultsIn = (where: string, meta: Meta | undefined): readonly string[] => {
  const { rules = [], source } = meta ?? {};
  return [
    ...(rules.length === 0 && source === undefined ? [`${where} stands on nothing`] : []),
    ...rules.filter((rule) => !isRuleId(rule)).map((rule) => `${where} names ${rule}, which is no rule`),
    ...(source !== undefined && !page.test(source) ? [`${where} names ${source}, which is no page`] : []),
  ];
};

const transitionsOf = ({ transitions, always = [] }: StateNode) => [...[...transitions.values()].flat(), ...always];

describe.each(subjects)('$name', ({ machine }) => {
  const nodes = nodesIn(machine);

  test('every state says what it is', () => {
    expect(nodes.filter(({ description = '' }) => !description.endsWith('.')).map(({ id }) => id)).toEqual([]);
  });

  test('every state and every transition stands on a rule or a page', () => {
    const faults = nodes.flatMap((node) => [
      ...faultsIn(node.id, node.meta as Meta | undefined),
      ...transitionsOf(node).flatMap(({ eventType, meta }) =>
        faultsIn(`${eventType} in ${node.id}`, meta as Meta | undefined),
      ),
    ]);
    expect(faults).toEqual([]);
  });

  test('every transition leads to a state of the machine', () => {
    const lost = nodes.flatMap((node) =>
      transitionsOf(node).flatMap(({ eventType, target = [] }) =>
        (target as StateNode[])
          .filter((state) => !nodes.includes(state))
          .map((state) => `${eventType} in ${node.id}: ${state.id}`),
      ),
    );
    expect(lost).toEqual([]);
  });

  test('every guard and every action that the chart names is there', () => {
    const { guards, actions } = machine.implementations;
    const named = nodes.flatMap((node) =>
      transitionsOf(node).flatMap((transition) => [
        ...(typeof transition.guard === 'string' && !Object.hasOwn(guards, transition.guard) ? [transition.guard] : []),
        ...transition.actions.flatMap((action) =>
          typeof action === 'string' && !Object.hasOwn(actions, action) ? [action] : [],
        ),
      ]),
    );
    expect(named).toEqual([]);
  });
});

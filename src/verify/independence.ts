import { ActionSystem, minimise, restricted, unfold } from '../explore/index.js';
import type { Action, GraphLimits, View } from '../explore/index.js';
import type { Tables } from '../system/index.js';
import type { Question } from './question.js';
import { Universe } from './universe.js';

/**
 * Explores two VCs side by side, with everything that they share, and asks of each step of the second whether the first
 * can be told apart before and after. Where it never can, any number of VCs is as good as each of them alone. The second
 * VC has no lists and no faults: those do not reach what is shared. Nothing is said where the search is cut off.
 */
export function independence(question: Question, limits: GraphLimits): boolean | undefined {
  const tables: Tables = new Map();
  const first = new Universe({ ...question, grain: 'calls' }, tables);
  const second = new Universe({ ...question, grain: 'calls', faults: [], sends: 0, receives: 0 }, tables, 2);
  return sideBySide(first, second, limits);
}

/** The same of two views on one system. A system that has come down is so for all VCs, and does not count. */
export function sideBySide(first: Universe, second: Universe, limits: GraphLimits): boolean | undefined {
  const shared = first.system.slots.filter(({ isShared }) => isShared).length;
  const own = first.system.slots.length - shared;
  const beside = (slot: number) => (slot < shared ? slot : slot + own);
  const moved =
    (action: Action): Action =>
    (view: View) =>
      action({
        get: (slot) => view.get(beside(slot)),
        set: (slot, value) => {
          view.set(beside(slot), value);
        },
        choose: (alternatives) => view.choose(alternatives),
      });
  const initial = [...first.system.initial, ...second.system.initial.slice(shared)];
  const both = new ActionSystem(initial, [...first.doings, ...second.doings.map(moved)]);
  const { graph, vectors, isComplete } = unfold(both, limits);
  if (!isComplete) return undefined;
  const isOfFirst = (label: number) => both.deedOf(label).action < first.doings.length;
  const ofFirst = minimise(restricted(graph, isOfFirst), (label) => first.meaning(both.deedOf(label)));
  for (let state = 0; state < graph.states; state += 1) {
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      if (isOfFirst(graph.labels[at] as number)) continue;
      const target = graph.targets[at] as number;
      if (first.system.isDown({ get: (slot) => vectors.words[target * vectors.width + slot] as number })) continue;
      if (ofFirst.classOf[state] !== ofFirst.classOf[target]) return false;
    }
  }
  return true;
}

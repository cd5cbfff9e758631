import { ActionSystem, unfold } from '../../src/explore/index.js';
import type { Action, Graph, View } from '../../src/explore/index.js';
import { Journal } from '../../src/mutate/index.js';
import type { Told } from '../../src/mutate/index.js';
import type { Topology } from '../../src/protocol/roles.js';
import { deedsOf, hasRoom } from '../../src/system/deeds.js';
import { actorName, partsOf } from '../../src/system/parts.js';
import type { Part } from '../../src/system/parts.js';
import { PureSystem } from '../../src/system/pure.js';
import type { Question } from '../../src/verify/question.js';
import { Scribe } from '../../src/verify/scribe.js';
import { Universe } from '../../src/verify/universe.js';

export const topologies: readonly Topology[] = ['cm', 'mcm'];

/** The parts of both topologies, the same objects for every test; whoever changes a chart of theirs fails. */
export const systems: Readonly<Record<Topology, readonly Part[]>> = {
  cm: frozen(partsOf('cm', { topology: 'cm' })),
  mcm: frozen(partsOf('mcm', { topology: 'mcm' })),
};

function frozen(parts: readonly Part[]): readonly Part[] {
  for (const { machine } of parts) {
    freeze(machine.config);
    freeze(machine.implementations.actions);
    freeze(machine.implementations.guards);
  }
  return parts;
}

function freeze(value: unknown): void {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function') || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

/** The complete graph of one VC, and what its labels say. */
export function told(parts: readonly Part[], topology: Topology, question: Question = {}): Told & { graph: Graph } {
  const universe = new Universe({ topology, parts, ...question });
  const { graph, isComplete } = unfold(universe.actions, { maxStates: 5000 });
  expect(isComplete).toBe(true);
  return {
    graph,
    meaningOf: (label) => {
      const { action, said } = universe.actions.deedOf(label);
      return `${action} ${JSON.stringify(universe.fragmentOf(said))}`;
    },
  };
}

/** What the machines of a system were asked while one VC was explored, by the names of their actors. */
export function journals(parts: readonly Part[], topology: Topology): ReadonlyMap<string, Journal> {
  const written = new Map(parts.map((part) => [actorName(part, 1), new Journal(part.machine)]));
  const system = new PureSystem(parts, [], 1, written);
  const witness = new Scribe();
  const happens = (isTaken: boolean) => (isTaken ? 0 : undefined);
  const actions: readonly Action[] = [
    ...deedsOf(topology).map((deed) => (view: View) => {
      const hasSpace = hasRoom(deed, { sends: 0, receives: 0 }, (part) => system.look(view, part));
      return happens(hasSpace && system.happen(deed.event, view, witness));
    }),
    ...system.sleepers.map((actor) => (view: View) => happens(system.elapse(actor, view, witness))),
  ];
  expect(unfold(new ActionSystem(system.initial, actions)).isComplete).toBe(true);
  return written;
}

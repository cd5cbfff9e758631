import type { Structure, StructureNode, StructureTransition } from './structure.types.js';

/** From so many arrows on, a state is a hub: where all ways meet, single arrows tell nothing. */
const hub = 6;

/**
 * A chart in outline: its states, and one bare arrow wherever a transition leads from one to another. What is written on
 * arrows and in states is left out, and so are the arrows of hubs; lists say what may happen, and the hub says how many
 * lead there.
 */
export const briefOf = ({ id, description, nodes, transitions }: Structure): Structure => {
  const arrows = new Map<string, StructureTransition>();
  for (const transition of transitions) {
    const { source, targets, isSelf } = transition;
    const key = `${source} ${targets.join(' ')}`;
    if (isSelf || targets.length === 0 || arrows.has(key)) continue;
    const { guard: _guard, description: _description, ...rest } = transition;
    arrows.set(key, { ...rest, text: '', actions: [] });
  }
  const all = [...arrows.values()];
  const outgoing = tally(all.map(({ source }) => source));
  const incoming = tally(all.flatMap(({ targets }) => targets));
  const isDrawn = ({ source, targets }: StructureTransition): boolean =>
    (outgoing.get(source) ?? 0) < hub && targets.every((target) => (incoming.get(target) ?? 0) < hub);
  return {
    id,
    ...(description === undefined ? {} : { description }),
    nodes: nodes.map((node) => bare(node, incoming.get(node.id) ?? 0, outgoing.get(node.id) ?? 0)),
    transitions: all.filter(isDrawn),
  };
};

const bare = (node: StructureNode, incoming: number, outgoing: number): StructureNode => {
  const lines = [
    ...(node.description === undefined ? [] : [node.description]),
    ...(incoming >= hub ? [`${incoming} arrows lead here; they are not drawn.`] : []),
    ...(outgoing >= hub ? [`${outgoing} arrows lead from here; they are not drawn.`] : []),
  ];
  const { description: _description, ...rest } = node;
  return { ...rest, ...(lines.length > 0 && { description: lines.join(' ') }), entry: [], exit: [], invokes: [] };
};

const tally = (names: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

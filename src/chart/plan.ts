import { printable } from '../errors.js';
import type { LayoutEdge, LayoutNode, Line } from './layout.types.js';
import { linesOf, ownLines } from './lines.js';
import type { Written } from './lines.js';
import { cut, text, widthOf } from './measure.js';
import type { Structure, StructureNode } from './structure.types.js';

/** A state that is shown, with its size where nothing is inside it, and with the least size where something is. */
export interface PlanNode extends Omit<LayoutNode, 'x' | 'y'> {
  readonly children: readonly PlanNode[];
  /** How much of its height the name and the rows take. */
  readonly header: number;
}

export interface PlanEdge extends Omit<LayoutEdge, 'points' | 'label'> {
  readonly lines: readonly Line[];
  readonly w: number;
  readonly h: number;
}

/** What is to be arranged. */
export interface Plan {
  readonly root: PlanNode;
  readonly edges: readonly PlanEdge[];
}

export const padding = { node: 10, label: 6, open: 18 } as const;
const longestName = 40;

/** What a chart shows: the states with their rows, and an edge for all that leads from one of them to another. */
export function planOf(
  structure: Structure,
  collapsed: ReadonlySet<string>,
  asRow: (edge: Pick<PlanEdge, 'source' | 'target'>) => boolean = () => false,
): Plan {
  const byId = new Map(structure.nodes.map((node) => [node.id, node]));
  const inside = childrenOf(structure.nodes);
  const [root] = structure.nodes;
  if (!root) throw new Error('A structure has at least one node: the machine itself.');

  const isClosed = (id: string): boolean => collapsed.has(id) && (inside.get(id)?.length ?? 0) > 0;
  const visible = visibleIn(structure.nodes, isClosed);
  const shown = (id: string): string => visible.get(id) ?? id;
  const holds = (outer: string, inner: string): boolean => {
    for (let at = byId.get(inner); at; at = at.parent === undefined ? undefined : byId.get(at.parent)) {
      if (at.id === outer) return true;
    }
    return false;
  };

  const rows = new Map<string, Written[]>();
  const edges = new Map<string, { source: string; target: string; written: Written[] }>();
  for (const transition of structure.transitions) {
    const source = shown(transition.source);
    const targets = [...new Set(transition.targets.map(shown))];
    for (const target of targets.length === 0 ? [source] : targets) {
      if (source !== transition.source && target === source) continue;
      if (holds(source, target) || holds(target, source) || asRow({ source, target })) {
        const to = target === source ? undefined : { id: target, name: byId.get(target)?.key ?? target };
        add(rows, source, { transition, ...(to && { to }) });
      } else {
        const id = `${source} -> ${target}`;
        const edge = edges.get(id) ?? { source, target, written: [] };
        edges.set(id, edge);
        edge.written.push({ transition });
      }
    }
  }

  const build = (node: StructureNode): PlanNode => {
    const children = isClosed(node.id) ? [] : (inside.get(node.id) ?? []).map(build);
    const isRegion = byId.get(node.parent ?? '')?.kind === 'parallel';
    return boxOf(node, children, linesOf(rows.get(node.id) ?? [], 'row'), {
      isCollapsed: isClosed(node.id),
      isRegion,
      hasStart: children.length > 0 && node.kind === 'compound' && node.initial !== undefined,
    });
  };
  const built = build(root);
  return {
    root: built,
    edges: [...startEdges(structure, visible), ...[...edges].map(([id, edge]) => edgeOf(id, edge))],
  };
}

const add = <T>(lists: Map<string, T[]>, key: string, value: T): void => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};

const childrenOf = (nodes: readonly StructureNode[]): ReadonlyMap<string, readonly StructureNode[]> => {
  const children = new Map<string, StructureNode[]>();
  for (const node of nodes) {
    if (node.parent !== undefined) add(children, node.parent, node);
  }
  return children;
};

/** Which state stands for a state in the picture: itself, or the outermost collapsed one around it. */
const visibleIn = (nodes: readonly StructureNode[], isClosed: (id: string) => boolean): ReadonlyMap<string, string> => {
  const stands = new Map<string, string>();
  const hides = new Set<string>();
  for (const { id, parent } of nodes) {
    const outer = parent === undefined ? undefined : stands.get(parent);
    const isHidden = outer !== undefined && (hides.has(outer) || isClosed(outer));
    stands.set(id, isHidden ? outer : id);
    if (isHidden) hides.add(outer);
  }
  return stands;
};

const startOf = (id: string): string => `${id} (start)`;

/** The dot from which a compound state begins, and its arrow. */
const startEdges = (structure: Structure, visible: ReadonlyMap<string, string>): readonly PlanEdge[] =>
  structure.nodes.flatMap(({ id, kind, initial }) =>
    kind === 'compound' && initial !== undefined && visible.get(initial) === initial
      ? [{ id: `${startOf(id)} -> ${initial}`, source: startOf(id), target: initial, lines: [], w: 0, h: 0 }]
      : [],
  );

const dot = 14;

function boxOf(
  node: StructureNode,
  children: readonly PlanNode[],
  taken: readonly Line[],
  { isCollapsed, isRegion, hasStart }: { isCollapsed: boolean; isRegion: boolean; hasStart: boolean },
): PlanNode {
  const { id, parent, kind, description, rules } = node;
  const name = `${cut(printable(node.key.slice(0, 400)), longestName)}${isCollapsed ? ' …' : ''}`;
  const shared = {
    id,
    ...(parent !== undefined && { parent }),
    name,
    ...(description !== undefined && { description }),
    ...(rules.length > 0 && { rules }),
    ...(isCollapsed && { isCollapsed: true as const }),
    ...(isRegion && { isRegion: true as const }),
  };
  if (kind === 'history') {
    return {
      ...shared,
      name: node.history === 'deep' ? 'H*' : 'H',
      kind,
      rows: [],
      children: [],
      w: 26,
      h: 26,
      header: 0,
    };
  }
  const rows = [...ownLines(node), ...taken];
  const header = text.namePitch + (rows.length > 0 ? rows.length * text.pitch + 8 : 0);
  const w = Math.max(
    widthOf(name, text.nameSize) + 2 * padding.node + (kind === 'final' ? 8 : 0),
    ...rows.map((row) => widthOf(row.text) + 2 * padding.node),
    64,
  );
  const start: readonly PlanNode[] = hasStart
    ? [{ id: startOf(id), kind: 'initial', parent: id, name: '', rows: [], children: [], w: dot, h: dot, header: 0 }]
    : [];
  return {
    ...shared,
    kind,
    rows,
    children: [...start, ...children],
    ...(children.length > 0 && { isOpen: true as const }),
    w: Math.ceil(w),
    h: Math.max(header + (rows.length > 0 ? 2 : 4), 30),
    header: header + 4,
  };
}

const edgeOf = (
  id: string,
  { source, target, written }: { source: string; target: string; written: Written[] },
): PlanEdge => {
  const lines = linesOf(written, 'label');
  const rules = [...new Set(written.flatMap(({ transition }) => transition.rules))];
  const descriptions = [...new Set(written.flatMap(({ transition }) => transition.description ?? []))];
  return {
    id,
    source,
    target,
    lines,
    ...(rules.length > 0 && { rules }),
    ...(descriptions.length > 0 && { descriptions }),
    w: lines.length === 0 ? 0 : Math.ceil(Math.max(...lines.map((line) => widthOf(line.text))) + 2 * padding.label),
    h: lines.length === 0 ? 0 : lines.length * text.pitch + 6,
  };
};

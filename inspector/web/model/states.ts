import type { Structure, StructureNode } from '../../../src/chart/index.js';
import type { Plain } from '../../common/plain.js';

/** The ids of all states that a value stands for, the machine itself first. */
export const activeIds = ({ nodes }: Structure, value: Plain): readonly string[] => {
  const [root] = nodes;
  if (!root) return [];
  const children = childrenOf(nodes);
  const found = [root.id];
  const walk = (id: string, inner: Plain): void => {
    const keys = typeof inner === 'string' ? [inner] : isRecord(inner) ? Object.keys(inner) : [];
    for (const key of keys) {
      const child = children.get(id)?.find((node) => node.key === key);
      if (!child) continue;
      found.push(child.id);
      if (isRecord(inner)) walk(child.id, inner[key] ?? null);
    }
  };
  walk(root.id, value);
  return found;
};

type Children = ReadonlyMap<string, readonly StructureNode[]>;

const known = new WeakMap<readonly StructureNode[], Children>();

/** The states inside each state; made once for a chart. */
const childrenOf = (nodes: readonly StructureNode[]): Children => {
  const old = known.get(nodes);
  if (old) return old;
  const map = new Map<string, StructureNode[]>();
  known.set(nodes, map);
  for (const node of nodes) {
    if (node.parent === undefined) continue;
    const list = map.get(node.parent);
    if (list) list.push(node);
    else map.set(node.parent, [node]);
  }
  return map;
};

const isRecord = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names of the innermost states: `active`, `connected`. */
export const leavesOf = (value: Plain): readonly string[] => {
  const leaves: string[] = [];
  gather(value, leaves);
  return leaves;
};

const gather = (value: Plain, leaves: string[]): void => {
  if (typeof value === 'string') leaves.push(value);
  else if (isRecord(value)) for (const key of Object.keys(value)) gather(value[key] ?? null, leaves);
};

/** A state value as people say it: `active · connected`; what has no states, by what it is. */
export const valueText = (value: Plain): string => {
  const leaves = leavesOf(value);
  return leaves.length === 0 ? '' : leaves.join(' · ');
};

/** What has changed between two values: `active → deactivating`; nothing where nothing has. */
export const changeText = (before: Plain, after: Plain): string => {
  if (before === after) return '';
  if (typeof before === 'string' && typeof after === 'string') return `${before} → ${after}`;
  const [old, now] = [leavesOf(before), leavesOf(after)];
  if (old.length === now.length && old.every((leaf, at) => leaf === now[at])) return '';
  if (old.length !== now.length) return `${old.join(' · ')} → ${now.join(' · ')}`;
  return now.flatMap((leaf, at) => (leaf === old[at] ? [] : [`${old[at] ?? ''} → ${leaf}`])).join(', ');
};

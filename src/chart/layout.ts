import { arrange, packed, ways } from './arrange.js';
import type { Placed } from './elk.js';
import { judge } from './geometry.js';
import { hashOf } from './hash.js';
import type { Box, Layout, LayoutEdge, LayoutNode, Point } from './layout.types.js';
import { planOf } from './plan.js';
import type { Plan, PlanNode } from './plan.js';
import type { Structure } from './structure.types.js';

export interface LayoutOptions {
  /** The ids of states to be shown without what is inside them. */
  readonly collapsed?: Iterable<string>;
  /** Draws every arrow, however many cross. Otherwise rows say what leads to states where very many arrows would end. */
  readonly allArrows?: boolean;
  /** How many arrangements are compared; more take longer. 6 by default. */
  readonly tries?: number;
}

/** The most that `tries` may ask for. */
export const mostTries = ways.length;

/** Around the machine. */
const margin = 16;

/** Finds a place for everything that a chart shows. It never fails: in the end the states stand in a column. */
export async function layoutOf(
  structure: Structure,
  { collapsed = [], tries = 6, allArrows = false }: LayoutOptions = {},
): Promise<Layout> {
  const closed = new Set(collapsed);
  const attempt = async (rows: ReadonlySet<string>, asked: number): Promise<Attempt | undefined> => {
    const plan = planOf(structure, closed, ({ source, target }) => rows.has(`${source} -> ${target}`));
    const placed = await arrange(plan, asked);
    return placed && judged(finished(structure, plan, closed, placed), rows, plan);
  };
  const first = Math.max(1, Math.min(tries, 8));
  const found: Attempt[] = [];
  for (let rows: ReadonlySet<string> = new Set(); ;) {
    const last = await attempt(rows, first);
    if (!last) break;
    found.push(last);
    const more = allArrows || last.isCalm ? [] : hubEdges(last.plan);
    if (more.length === 0) break;
    rows = new Set([...rows, ...more]);
  }
  const [best, second] = found.sort((a, b) => a.cost - b.cost);
  if (!best) return columnOf(structure, closed);
  if (tries <= first) return best.layout;
  const again = [best, ...(second ? [second] : [])];
  for (const { rows } of again) {
    const last = await attempt(rows, tries);
    if (last) found.push(last);
  }
  return found.sort((a, b) => a.cost - b.cost)[0]?.layout ?? best.layout;
}

/** A layout, and how it compares with others of the same chart. */
interface Attempt {
  readonly layout: Layout;
  readonly plan: Plan;
  /** The edges that are written as rows. */
  readonly rows: ReadonlySet<string>;
  readonly cost: number;
  readonly isCalm: boolean;
}

function judged(layout: Layout, rows: ReadonlySet<string>, plan: Plan): Attempt {
  const { faults, crossings } = judge(layout);
  const proportion = Math.max(layout.width / layout.height, layout.height / layout.width);
  const cost = faults.length * 100 + crossings * 3 + rows.size * 0.5 + Math.max(0, proportion - 1.7) * 12;
  return { layout, plan, rows, cost, isCalm: faults.length === 0 && crossings <= fewCrossings && proportion < 2.2 };
}

/** So many crossings are better than a row where an arrow could be. */
const fewCrossings = 1;

/** Arrows into the state where most of them end: rows say the same, and the picture is calmer without them. */
function hubEdges({ edges }: Plan): readonly string[] {
  const labelled = edges.filter(({ lines }) => lines.length > 0);
  const into = new Map<string, string[]>();
  for (const { target, source } of labelled) into.set(target, [...(into.get(target) ?? []), source]);
  const [hub, sources = []] = [...into].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (hub === undefined || sources.length < 3) return [];
  const waysOut = (source: string): number => labelled.filter((edge) => edge.source === source).length;
  const [kept] = [...sources].sort((a, b) => waysOut(a) - waysOut(b));
  return sources.filter((source) => source !== kept && waysOut(source) > 1).map((source) => `${source} -> ${hub}`);
}

/** The last resort: states one after the other, and rows instead of arrows. */
export function columnOf(structure: Structure, collapsed: Iterable<string> = []): Layout {
  const closed = new Set(collapsed);
  return finished(
    structure,
    planOf(structure, closed, () => true),
    closed,
    undefined,
  );
}

function finished(
  structure: Structure,
  { root, edges }: Plan,
  closed: ReadonlySet<string>,
  arranged: Placed | undefined,
): Layout {
  const placed = arranged ?? column(root);
  const at = { x: margin, y: margin };
  const boxOf = (id: string): Box => {
    const box = id === root.id ? { x: 0, y: 0, w: placed.w, h: placed.h } : placed.boxes.get(id);
    return box ? rounded({ ...box, x: box.x + at.x, y: box.y + at.y }) : { ...at, w: 0, h: 0 };
  };
  const nodesOf = (node: PlanNode): readonly LayoutNode[] => {
    const { children, header: _, w: _w, h: _h, ...shown } = node;
    return [{ ...shown, ...boxOf(node.id) }, ...children.flatMap(nodesOf)];
  };
  const drawn = edges.flatMap(({ lines, w: _w, h: _h, ...edge }): readonly LayoutEdge[] => {
    const arrow = placed.arrows.get(edge.id);
    if (!arrow || arrow.points.length < 2) return [];
    const label = arrow.label && { ...rounded(shifted(arrow.label, at)), lines };
    return [
      { ...edge, points: straightened(arrow.points.map((point) => shifted(point, at))), ...(label && { label }) },
    ];
  });
  return {
    hash: hashOf(structure),
    title: structure.id,
    ...(structure.description !== undefined && { description: structure.description }),
    width: Math.ceil(placed.w + 2 * margin),
    height: Math.ceil(placed.h + 2 * margin),
    collapsed: structure.nodes.filter(({ id }) => closed.has(id)).map(({ id }) => id),
    ...(!arranged && { isPlain: true as const }),
    nodes: nodesOf(root),
    edges: drawn,
  };
}

/** Every state below the one before it, with what is inside it. */
function column(root: PlanNode): Placed {
  const boxes = new Map<string, Box>();
  const sizeOf = (node: PlanNode): Pick<Box, 'w' | 'h'> => {
    if (node.children.length === 0) return node;
    const sizes = new Map(node.children.map((child) => [child.id, sizeOf(child)]));
    const w = Math.max(...[...sizes.values()].map((size) => size.w));
    const placed = packed({ ...node, kind: 'compound' }, new Map([...sizes].map(([id, { h }]) => [id, { w, h }])));
    inside.set(node.id, placed);
    return placed;
  };
  const inside = new Map<string, Placed>();
  const { w, h } = sizeOf(root);
  const settle = (id: string, x: number, y: number): void => {
    for (const [child, box] of inside.get(id)?.boxes ?? []) {
      boxes.set(child, { ...box, x: box.x + x, y: box.y + y });
      settle(child, box.x + x, box.y + y);
    }
  };
  settle(root.id, 0, 0);
  return { w, h, boxes, arrows: new Map() };
}

const round = (value: number): number => Math.round(value * 2) / 2;
const shifted = <P extends Point>(point: P, by: Point): P => ({ ...point, x: point.x + by.x, y: point.y + by.y });
const rounded = <B extends Box>(box: B): B => ({
  ...box,
  x: round(box.x),
  y: round(box.y),
  w: round(box.w),
  h: round(box.h),
});

/** Without the points at which a line goes straight on. */
const straightened = (points: readonly Point[]): readonly Point[] => {
  const all = points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
  return all.filter((point, index) => {
    const [before, after] = [all[index - 1], all[index + 1]];
    if (!before) return true;
    if (point.x === before.x && point.y === before.y) return false;
    if (!after) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
};

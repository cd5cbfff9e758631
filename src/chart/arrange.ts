import { place } from './elk.js';
import type { Arrow, Options, Placed } from './elk.js';
import { judge, stretchesOf } from './geometry.js';
import type { Box, LayoutEdge, LayoutNode, Point } from './layout.types.js';
import { padding } from './plan.js';
import type { Plan, PlanEdge, PlanNode } from './plan.js';

/** Every combination of the ways to lay down what ELK leaves open, those first that differ most. */
export const ways: readonly Options[] = ['BRANDES_KOEPF', 'NETWORK_SIMPLEX'].flatMap((placement) =>
  ['NETWORK_SIMPLEX', 'LONGEST_PATH', 'COFFMAN_GRAHAM'].flatMap((layering) =>
    ['BFS_NODE_ORDER', 'GREEDY_MODEL_ORDER', 'DEPTH_FIRST', 'GREEDY'].flatMap((cycles) =>
      ['DOWN', 'RIGHT'].map((direction) => ({
        'elk.direction': direction,
        'elk.layered.cycleBreaking.strategy': cycles,
        'elk.layered.layering.strategy': layering,
        'elk.layered.layering.coffmanGraham.layerBound': '4',
        'elk.layered.nodePlacement.strategy': placement,
      })),
    ),
  ),
);

/** With these ELK throws least. */
const simplest: Options = { 'elk.direction': 'DOWN', 'elk.layered.nodePlacement.strategy': 'SIMPLE' };

/**
 * Arranges a plan, from the innermost states outwards. What no arrow leaves or enters is arranged by itself, so that
 * each part gets the way that suits it best. Nothing comes back where ELK has thrown in every way.
 */
export async function arrange({ root, edges }: Plan, tries: number): Promise<Placed | undefined> {
  return root.children.length === 0
    ? { w: root.w, h: root.h, boxes: new Map(), arrows: new Map() }
    : arrangeInside(root, edges, tries);
}

async function arrangeInside(node: PlanNode, edges: readonly PlanEdge[], tries: number): Promise<Placed | undefined> {
  const within = idsBelow(node);
  const mine = edges.filter(({ source, target }) => within.has(source) && within.has(target));
  const sealed = sealedIn(node, mine);
  const parts = new Map<string, Placed>();
  for (const part of sealed) {
    const placed = await arrangeInside(part, mine, tries);
    if (!placed) return undefined;
    parts.set(part.id, placed);
  }
  const hidden = new Set(sealed.flatMap((part) => [...idsBelow(part)]));
  const own = mine.filter(({ source, target }) => !hidden.has(source) && !hidden.has(target));
  const outer =
    own.length === 0 && node.children.length > 0 ? packed(node, parts) : await best(node, own, parts, tries);
  return outer && joined(outer, parts);
}

const idsBelow = (node: PlanNode): ReadonlySet<string> =>
  new Set(node.children.flatMap((child) => [child.id, ...idsBelow(child)]));

/** The outermost states, below a state, whose insides no arrow leaves or enters. */
const sealedIn = (node: PlanNode, edges: readonly PlanEdge[]): readonly PlanNode[] =>
  node.children.flatMap((child) => {
    if (child.children.length === 0) return [];
    const inside = idsBelow(child);
    const isSealed = edges.every(({ source, target }) => inside.has(source) === inside.has(target));
    return isSealed ? [child] : sealedIn(child, edges);
  });

/** Tries several ways and takes the calmest picture. */
async function best(
  node: PlanNode,
  edges: readonly PlanEdge[],
  parts: ReadonlyMap<string, Placed>,
  tries: number,
): Promise<Placed | undefined> {
  let found: { readonly placed: Placed; readonly cost: number } | undefined;
  for (const options of [...ways.slice(0, tries), simplest]) {
    if (options === simplest && found) break;
    try {
      const placed = await place(node, edges, parts, options);
      const cost = costOf(node, edges, placed, parts);
      if (!found || cost < found.cost) found = { placed, cost };
    } catch {
      // ELK has bugs of its own; another way may do.
    }
  }
  return found?.placed;
}

/** How restless a picture is: what lies on something else counts most, then crossings, bends, size and proportion. */
function costOf(
  node: PlanNode,
  edges: readonly PlanEdge[],
  { w, h, boxes, arrows }: Placed,
  parts: ReadonlyMap<string, Placed>,
): number {
  const isOpen = (child: PlanNode): boolean => child.children.length > 0 && !parts.has(child.id);
  const open = new Map(openIn(node, isOpen).map((each) => [each.id, each]));
  const nodes = [...boxes].map(([id, box]): LayoutNode => {
    const { name = '', rows = [] } = open.get(id) ?? {};
    return { ...box, id, kind: 'atomic', name, rows, ...(open.has(id) && { isOpen: true }) };
  });
  const drawn = edges.map(({ id, source, target }): LayoutEdge => {
    const { points = [], label } = arrows.get(id) ?? {};
    return { id, source, target, points, ...(label && { label: { ...label, lines: [] } }) };
  });
  const { faults, crossings } = judge({ nodes, edges: drawn });
  const bends = drawn.reduce((sum, { points }) => sum + Math.max(0, points.length - 2), 0);
  const proportion = Math.max(w / h, h / w);
  const length = drawn.reduce((sum, { points }) => sum + lengthOf(points), 0);
  const late = drawn
    .filter(({ label }) => !label)
    .map(({ points: [at] }) => Math.min((at?.x ?? 0) / w, (at?.y ?? 0) / h));
  return (
    faults.length * 400 +
    crossings * 50 +
    bends * 4 +
    (w * h) / 12000 +
    length / 150 +
    Math.max(0, proportion - 1.6) * 120 +
    late.reduce((sum, part) => sum + part * 100, 0)
  );
}

const lengthOf = (points: readonly Point[]): number =>
  stretchesOf(points).reduce((sum, { a, b }) => sum + Math.abs(a.x - b.x) + Math.abs(a.y - b.y), 0);

const openIn = (node: PlanNode, isOpen: (child: PlanNode) => boolean): readonly PlanNode[] =>
  node.children.flatMap((child) => (isOpen(child) ? [child, ...openIn(child, isOpen)] : []));

/** States without arrows between them: in rows, as wide as makes a page of a pleasant form. */
export function packed(node: PlanNode, parts: ReadonlyMap<string, Pick<Box, 'w' | 'h'>>): Placed {
  const gap = 16;
  const sizes = node.children.map((child) => ({ id: child.id, ...(parts.get(child.id) ?? child) }));
  const area = sizes.reduce((sum, { w, h }) => sum + (w + gap) * (h + gap), 0);
  const widest = Math.max(...sizes.map(({ w }) => w));
  const limit = Math.max(widest, Math.sqrt(area * 1.8));
  const boxes = new Map<string, Box>();
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  let row: string[] = [];
  const top = node.header + 12;
  const endRow = (): void => {
    // Regions side by side are equally high, as if a line were drawn between them.
    for (const id of row) {
      boxes.set(id, { ...(boxes.get(id) as Box), ...(node.kind === 'parallel' && { h: rowHeight }) });
    }
    y += rowHeight + gap;
    [x, rowHeight, row] = [0, 0, []];
  };
  for (const { id, w, h } of sizes) {
    if (x > 0 && x + w > limit * 1.15) endRow();
    boxes.set(id, { x: x + padding.open, y: y + top, w, h });
    row.push(id);
    x += w + gap;
    rowHeight = Math.max(rowHeight, h);
    width = Math.max(width, x - gap);
  }
  endRow();
  return {
    w: Math.max(node.w, width + 2 * padding.open),
    h: Math.max(node.h, y - gap + top + padding.open),
    boxes,
    arrows: new Map(),
  };
}

/** Puts the insides of the sealed states where those have come to stand. */
function joined(outer: Placed, parts: ReadonlyMap<string, Placed>): Placed {
  const boxes = new Map(outer.boxes);
  const arrows = new Map(outer.arrows);
  for (const [id, part] of parts) {
    const { x = 0, y = 0 } = outer.boxes.get(id) ?? {};
    for (const [inner, box] of part.boxes) boxes.set(inner, moved(box, x, y));
    for (const [edge, arrow] of part.arrows) arrows.set(edge, movedArrow(arrow, x, y));
  }
  return { ...outer, boxes, arrows };
}

const moved = <P extends { readonly x: number; readonly y: number }>(point: P, x: number, y: number): P => ({
  ...point,
  x: point.x + x,
  y: point.y + y,
});

const movedArrow = ({ points, label }: Arrow, x: number, y: number): Arrow => ({
  points: points.map((point) => moved(point, x, y)),
  ...(label && { label: moved(label, x, y) }),
});

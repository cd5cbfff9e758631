import type { Box, Layout, LayoutNode, Point } from './layout.types.js';
import { text, widthOf } from './measure.js';

/** A stretch of a line. */
export interface Stretch {
  readonly a: Point;
  readonly b: Point;
}

/** The stretches of a line through some points. */
export const stretchesOf = (points: readonly Point[]): readonly Stretch[] =>
  points.slice(1).flatMap((b, index) => {
    const a = points[index];
    return a === undefined ? [] : [{ a, b }];
  });

/** Whether two boxes have room in common; to touch is not enough. */
export const overlap = (one: Box, other: Box): boolean =>
  one.x + one.w > other.x + 0.5 &&
  other.x + other.w > one.x + 0.5 &&
  one.y + one.h > other.y + 0.5 &&
  other.y + other.h > one.y + 0.5;

/** Whether a stretch goes through a box; along its border is not through it. */
export function passes({ a, b }: Stretch, box: Box): boolean {
  const [x1, y1, x2, y2] = [box.x + 0.5, box.y + 0.5, box.x + box.w - 0.5, box.y + box.h - 0.5];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  let [from, to] = [0, 1];
  for (const [p, q] of [
    [-dx, a.x - x1],
    [dx, x2 - a.x],
    [-dy, a.y - y1],
    [dy, y2 - a.y],
  ] as const) {
    if (p === 0) {
      if (q <= 0) return false;
    } else if (p < 0) {
      from = Math.max(from, q / p);
    } else {
      to = Math.min(to, q / p);
    }
  }
  return from < to;
}

const turn = (o: Point, a: Point, b: Point): number =>
  Math.sign(Math.round(((a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)) * 10));

/** Whether two stretches cross, each in the midst of the other. */
export const crosses = (one: Stretch, other: Stretch): boolean =>
  turn(one.a, one.b, other.a) * turn(one.a, one.b, other.b) < 0 &&
  turn(other.a, other.b, one.a) * turn(other.a, other.b, one.b) < 0;

/** How long two stretches run in the same place. */
export const together = (one: Stretch, other: Stretch): number => {
  if (turn(one.a, one.b, other.a) !== 0 || turn(one.a, one.b, other.b) !== 0) return 0;
  const isUpright = Math.abs(one.a.x - one.b.x) < Math.abs(one.a.y - one.b.y);
  const along = ({ a, b }: Stretch): readonly [number, number] => {
    const [p, q] = isUpright ? [a.y, b.y] : [a.x, b.x];
    return [Math.min(p, q), Math.max(p, q)];
  };
  const [[a1, b1], [a2, b2]] = [along(one), along(other)];
  return Math.max(0, Math.min(b1, b2) - Math.max(a1, a2));
};

/** What is wrong with a layout, in words, and how often edges cross. */
export interface Judgement {
  readonly faults: readonly string[];
  readonly crossings: number;
}

type Judged = Pick<Layout, 'nodes' | 'edges'>;

/** A label lies on its own arrow, and on nothing else; no line goes through a state or a text, or along another. */
export function judge({ nodes, edges }: Judged): Judgement {
  const faults: string[] = [];
  let crossings = 0;
  const solid = nodes.filter(({ isOpen }) => isOpen !== true);
  const headers = nodes.filter(({ isOpen }) => isOpen === true).map((node) => ({ id: node.id, ...headerOf(node) }));
  const drawn = edges.map((edge) => ({ ...edge, stretches: stretchesOf(edge.points) }));
  drawn.forEach((edge, index) => {
    for (const node of solid) {
      if (edge.label && overlap(edge.label, node)) faults.push(`the label of ${edge.id} lies on ${node.id}`);
      if (edge.stretches.some((stretch) => passes(stretch, node))) faults.push(`${edge.id} goes through ${node.id}`);
    }
    for (const header of headers) {
      if (edge.stretches.some((stretch) => passes(stretch, header))) {
        faults.push(`${edge.id} goes through what is written in ${header.id}`);
      }
    }
    const own = edge.label;
    if (own && !edge.stretches.some((stretch) => passes(stretch, own))) {
      faults.push(`the label of ${edge.id} lies beside its arrow`);
    }
    drawn.forEach((other, at) => {
      if (other === edge) return;
      const { label } = edge;
      if (label && other.stretches.some((stretch) => passes(stretch, label))) {
        faults.push(`${other.id} goes through the label of ${edge.id}`);
      }
      if (at < index) return;
      if (label && other.label && overlap(label, other.label)) {
        faults.push(`the label of ${other.id} lies on that of ${edge.id}`);
      }
      for (const one of edge.stretches) {
        crossings += other.stretches.filter((two) => crosses(one, two)).length;
        if (other.stretches.some((two) => together(one, two) > 4)) faults.push(`${other.id} runs along ${edge.id}`);
      }
    });
    if (edge.label && nodes.some((node) => node.isOpen && runsOnHeader(edge.label, node))) {
      faults.push(`the label of ${edge.id} lies on the border of a state`);
    }
  });
  return { faults, crossings };
}

/** Where the name and the rows of a state are written. */
const headerOf = ({ x, y, name, rows }: LayoutNode): Box => ({
  x: x + 6,
  y: y + 4,
  w: Math.max(widthOf(name, text.nameSize), ...rows.map((row) => widthOf(row.text))) + 8,
  h: text.namePitch + rows.length * text.pitch,
});

/** A label has to be inside a state or outside it, not on its border. */
const runsOnHeader = (label: Box | undefined, node: Box): boolean =>
  label !== undefined &&
  overlap(label, node) &&
  !(
    label.x >= node.x - 0.5 &&
    label.y >= node.y - 0.5 &&
    label.x + label.w <= node.x + node.w + 0.5 &&
    label.y + label.h <= node.y + node.h + 0.5
  );

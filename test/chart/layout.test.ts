import { columnOf, drawChart, judge, layoutOf, structureOf } from '../../src/chart/index.js';
import type { Box, Layout, Point } from '../../src/chart/index.js';
import { parseXml } from '../export/xml.js';
import { everything, hostile } from './machines.js';

const structure = structureOf(everything);
let layout: Layout;
beforeAll(async () => {
  layout = await layoutOf(structure, { allArrows: true });
});

const boxOf = (id: string, { nodes }: Layout = layout): Box => nodes.find((node) => node.id === id)!;

/** Whether a point lies on the border of a box. */
const isOn = ({ x, y, w, h }: Box, point: Point): boolean => {
  const near = (a: number, b: number) => Math.abs(a - b) <= 1;
  const within = point.x >= x - 1 && point.x <= x + w + 1 && point.y >= y - 1 && point.y <= y + h + 1;
  const isEdge = near(point.x, x) || near(point.x, x + w) || near(point.y, y) || near(point.y, y + h);
  return within && isEdge;
};

test('every arrow leads from the border of one state to that of another, across all levels', () => {
  expect(layout.edges.map(({ id }) => id)).toContain('everything.both.left.a -> everything.both.right.d');
  const lost = layout.edges.filter(
    ({ source, target, points }) => !isOn(boxOf(source), points[0]!) || !isOn(boxOf(target), points.at(-1)!),
  );
  expect(lost.map(({ id }) => id)).toEqual([]);
});

test('states lie inside those that hold them', () => {
  for (const { id, parent, ...box } of layout.nodes) {
    const outer = parent === undefined ? { x: 0, y: 0, w: layout.width, h: layout.height } : boxOf(parent);
    const isInside =
      box.x >= outer.x && box.y >= outer.y && box.x + box.w <= outer.x + outer.w && box.y + box.h <= outer.y + outer.h;
    expect({ id, isInside }).toEqual({ id, isInside: true });
  }
});

test('nothing lies on anything else', () => {
  expect(judge(layout).faults).toEqual([]);
});

test('what does not leave a state is written into it', () => {
  const rows = layout.nodes.find(({ id }) => id === 'everything.idle')!.rows.map(({ text }) => text);
  expect(rows).toEqual([
    'entry / greet, raise(ping)',
    'exit / count',
    'never × not taken',
    'inline [inline] / inline',
    'again ↻ entered again',
    'after 500 ms / greet',
  ]);
});

test('what leads inwards or outwards is written with its goal', () => {
  const rows = layout.nodes.find(({ id }) => id === 'everything')!.rows;
  expect(rows.map(({ text }) => text)).toContain('reset → idle');
  expect(rows.find(({ text }) => text === 'reset → idle')!.leadsTo).toBe('everything.idle');
});

test('transitions from one state to another are one arrow', () => {
  const edge = layout.edges.find(({ id }) => id === 'everything.idle -> everything.busy')!;
  expect(edge.label!.lines.map(({ text }) => text)).toEqual([
    'start',
    '  [isOpen and not isLate]',
    '  / greet, count',
    'after patience',
  ]);
});

test('it comes out the same every time', async () => {
  expect(await layoutOf(structure, { allArrows: true })).toEqual(layout);
});

describe('collapsed', () => {
  test('a state stands for all that is inside it', async () => {
    const small = await layoutOf(structure, { collapsed: ['everything.busy', 'everything.both', 'everything.idle'] });
    expect(small.collapsed).toEqual(['everything.idle', 'everything.busy', 'everything.both']);
    expect(small.nodes.map(({ name }) => name)).toEqual(['everything', '', 'idle', 'busy …', 'both …']);
    expect(small.edges.map(({ id }) => id)).toContain('everything.busy -> everything.both');
    expect(judge(small).faults).toEqual([]);
  });

  test('the machine itself may be', async () => {
    const { nodes, edges } = await layoutOf(structure, { collapsed: ['everything'] });
    expect(nodes.map(({ name }) => name)).toEqual(['everything …']);
    expect(edges).toEqual([]);
  });
});

test('hostile names are cut and shown', async () => {
  const hostileLayout = await layoutOf(structureOf(hostile));
  expect(hostileLayout.width).toBeLessThan(3000);
  const { name } = parseXml(drawChart(hostileLayout));
  expect(name).toBe('svg');
});

test('the last resort has all states, no arrows, and says so', () => {
  const plain = columnOf(structure);
  expect(plain.nodes.filter(({ kind }) => kind !== 'initial')).toHaveLength(structure.nodes.length);
  expect(plain.edges).toEqual([]);
  expect(judge(plain).faults).toEqual([]);
  expect(plain.nodes.find(({ id }) => id === 'everything.idle')!.rows.map(({ text }) => text)).toContain(
    'after patience → busy',
  );
  expect(drawChart(plain)).toContain('No arrangement was found');
});

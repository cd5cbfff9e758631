import ElkLayout from 'elkjs';
import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs';
import type { Box, Point } from './layout.types.js';
import { padding } from './plan.js';
import type { PlanEdge, PlanNode } from './plan.js';

/** A way to ask for an arrangement. */
export type Options = Readonly<LayoutOptions>;

/** Where states, arrows and labels stand, relative to the upper left corner of the state that holds them all. */
export interface Placed {
  readonly w: number;
  readonly h: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly arrows: ReadonlyMap<string, Arrow>;
}

export interface Arrow {
  readonly points: readonly Point[];
  readonly label?: Box;
}

const always: Options = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.spacing.nodeNode': '34',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.labelNode': '14',
  'elk.spacing.labelLabel': '10',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.layered.unnecessaryBendpoints': 'false',
};

let engine: InstanceType<typeof ElkLayout> | undefined;

/** Has ELK arrange what is inside a state. States in `fixed` are arranged already. ELK throws now and then. */
export async function place(
  node: PlanNode,
  edges: readonly PlanEdge[],
  fixed: ReadonlyMap<string, Pick<Box, 'w' | 'h'>>,
  options: Options,
): Promise<Placed> {
  engine ??= new ElkLayout();
  const asked: ElkNode = {
    id: node.id,
    layoutOptions: { ...always, ...options, 'elk.padding': room(node) },
    children: node.children.map((child) => elkNode(child, fixed)),
    edges: edges.map(elkEdge),
  };
  const done = await engine.layout(asked);
  const boxes = new Map<string, Box>();
  const collect = ({ id, x = 0, y = 0, width = 0, height = 0, children = [] }: ElkNode): void => {
    boxes.set(id, { x, y, w: width, h: height });
    children.forEach(collect);
  };
  (done.children ?? []).forEach(collect);
  const arrows = new Map((done.edges ?? []).map((edge) => [edge.id, arrowOf(edge)]));
  return { w: Math.max(done.width ?? 0, node.w), h: Math.max(done.height ?? 0, node.h), boxes, arrows };
}

const room = ({ header }: PlanNode): string =>
  `[top=${header + 12},left=${padding.open},bottom=${padding.open},right=${padding.open}]`;

const elkNode = (node: PlanNode, fixed: ReadonlyMap<string, Pick<Box, 'w' | 'h'>>): ElkNode => {
  const size = fixed.get(node.id);
  if (size || node.children.length === 0) {
    const { w, h } = size ?? node;
    const first = node.kind === 'initial' ? { layoutOptions: { 'elk.layered.layering.layerConstraint': 'FIRST' } } : {};
    return { id: node.id, width: w, height: h, ...first };
  }
  return {
    id: node.id,
    layoutOptions: {
      'elk.padding': room(node),
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${node.w},${node.h})`,
    },
    children: node.children.map((child) => elkNode(child, fixed)),
  };
};

const elkEdge = ({ id, source, target, lines, w, h }: PlanEdge): ElkExtendedEdge => ({
  id,
  sources: [source],
  targets: [target],
  labels:
    lines.length === 0
      ? []
      : [{ id: `${id} (label)`, text: 'x', width: w, height: h, layoutOptions: { 'elk.edgeLabels.inline': 'true' } }],
});

const arrowOf = ({ sections = [], labels = [] }: ElkExtendedEdge): Arrow => {
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
  const [label] = labels;
  return {
    points: points.map(({ x, y }) => ({ x, y })),
    ...(label && { label: { x: label.x ?? 0, y: label.y ?? 0, w: label.width ?? 0, h: label.height ?? 0 } }),
  };
};

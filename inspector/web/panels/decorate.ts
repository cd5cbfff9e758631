import type { Layout, Line } from '../../../src/chart/index.js';
import type { Marks } from '../model/marks.js';

/** The elements of a picture, beside what they stand for. */
export interface Parts {
  readonly svg: SVGSVGElement;
  readonly nodes: ReadonlyMap<string, Element>;
  readonly edges: readonly Element[];
  readonly rows: readonly { readonly element: Element; readonly line: Line; readonly source: string }[];
}

/** Finds the elements of a picture: arrows and lines come in the order of the layout. */
export const partsOf = (svg: SVGSVGElement, layout: Layout): Parts => {
  const nodes = new Map<string, Element>();
  svg.querySelectorAll('[data-node]').forEach((element) => nodes.set(element.getAttribute('data-node') ?? '', element));
  const edges = [...svg.querySelectorAll('[data-edge]')];
  const rowsIn = (element: Element | undefined, lines: readonly Line[], source: string) =>
    [...(element?.querySelectorAll(':scope > .row') ?? [])].flatMap((row, at) => {
      const line = lines[at];
      return line ? [{ element: row, line, source }] : [];
    });
  return {
    svg,
    nodes,
    edges,
    rows: [
      ...layout.nodes.flatMap(({ id, rows }) => rowsIn(nodes.get(id), rows, id)),
      ...layout.edges.flatMap(({ label, source }, at) => rowsIn(edges[at], label?.lines ?? [], source)),
    ],
  };
};

/** Marks a picture that was drawn before. */
export const decorate = ({ svg, nodes, edges, rows }: Parts, layout: Layout, marks: Marks): void => {
  const { active, last, possible, illegal, ahead, jump } = marks;
  for (const [id, element] of nodes) {
    const isActive = active.has(id);
    element.classList.toggle('active', isActive);
    element.classList.toggle('ahead', ahead.has(id));
    if (isActive) element.setAttribute('aria-current', 'step');
    else element.removeAttribute('aria-current');
  }
  layout.edges.forEach(({ id, label }, at) => {
    const lines = label?.lines ?? [];
    const has = (ids: ReadonlySet<string>): boolean =>
      ids.has(id) || lines.some(({ transitions }) => transitions.some((each) => ids.has(each)));
    edges[at]?.classList.toggle('last', has(last));
    edges[at]?.classList.toggle('ahead', has(ahead));
  });
  for (const { element, line, source } of rows) {
    const isIllegal = line.events.length > 0 && line.events.every((event) => illegal.has(event));
    element.classList.toggle('illegal', isIllegal);
    element.classList.toggle(
      'possible',
      !isIllegal && active.has(source) && line.events.some((event) => possible.has(event)),
    );
    element.classList.toggle(
      'last',
      line.transitions.some((each) => last.has(each)),
    );
  }
  leap(svg, layout, jump);
};

const name = 'http://www.w3.org/2000/svg';

/** A bow between two states, where the picture has no arrow for what was taken. */
const leap = (svg: SVGSVGElement, { nodes }: Layout, jump: Marks['jump']): void => {
  svg.querySelector('.leap')?.remove();
  const [from, to] = (jump ?? []).map((id) => nodes.find((node) => node.id === id));
  if (!from || !to) return;
  const [x1, y1] = [from.x + from.w / 2, from.y + from.h / 2];
  const [x2, y2] = [to.x + to.w / 2, to.y + to.h / 2];
  const path = document.createElementNS(name, 'path');
  path.setAttribute('class', 'leap');
  path.setAttribute('d', `M${x1} ${y1}Q${(x1 + x2) / 2 + (y2 - y1) / 5} ${(y1 + y2) / 2 - (x2 - x1) / 5} ${x2} ${y2}`);
  const first = svg.querySelector('[data-node]:not(.open)');
  svg.insertBefore(path, first);
};

import type { Layout, LayoutEdge, LayoutNode, Line } from './layout.types.js';
import { text as measures, widthOf } from './measure.js';
import { padding } from './plan.js';
import { arrow, element, escaped, number, roundedPath, title, words } from './svg.js';
import { chartStyle } from './theme.js';

export interface ChartOptions {
  /** The ids of the states that the machine is in. */
  readonly active?: Iterable<string>;
  /** The ids of the transitions, or of the edges, that were taken last. */
  readonly last?: Iterable<string>;
  /** The types of the events that the machine would take now. */
  readonly possible?: Iterable<string>;
  /** The types of the events that would break a rule now, each with the reason in plain words. */
  readonly illegal?: Readonly<Record<string, string>>;
  /** How often states were entered, and transitions or edges taken, by their ids. */
  readonly heat?: Readonly<Record<string, number>>;
  /** What the picture is called; by default the id of the machine. */
  readonly title?: string;
  readonly description?: string;
  /** More words for the class attribute of the picture. */
  readonly className?: string;
  /** Leaves out the style sheet, for a page that brings `chartStyle` itself. */
  readonly withoutStyle?: boolean;
}

/** A statechart as an SVG document that stands alone. */
export function drawChart(layout: Layout, options: ChartOptions = {}): string {
  return new ChartDrawing(layout, options).document();
}

class ChartDrawing {
  readonly #active: ReadonlySet<string>;
  readonly #last: ReadonlySet<string>;
  readonly #possible: ReadonlySet<string>;
  readonly #illegal: ReadonlyMap<string, string>;
  readonly #heat: ReadonlyMap<string, number>;
  readonly #hottest: number;

  constructor(
    private readonly layout: Layout,
    private readonly options: ChartOptions,
  ) {
    this.#active = new Set(options.active);
    this.#last = new Set(options.last);
    this.#possible = new Set(options.possible);
    this.#illegal = new Map(Object.entries(options.illegal ?? {}));
    this.#heat = new Map(Object.entries(options.heat ?? {}));
    this.#hottest = Math.max(1, ...this.#heat.values());
  }

  document(): string {
    const { width, height, nodes, edges, title: id, description, isPlain } = this.layout;
    const { className, withoutStyle } = this.options;
    const name = this.options.title ?? id;
    const about = this.options.description ?? description;
    const open = nodes.filter((node) => node.isOpen);
    const solid = nodes.filter((node) => !node.isOpen);
    const attributes = {
      xmlns: 'http://www.w3.org/2000/svg',
      class: words('condis-chart', className),
      width,
      height: height + (isPlain ? 20 : 0),
      viewBox: `0 0 ${width} ${height + (isPlain ? 20 : 0)}`,
      role: 'img',
    };
    const parts = [
      title(name),
      about === undefined ? '' : element('desc', {}, escaped(about)),
      withoutStyle ? '' : element('style', {}, chartStyle.replaceAll('>', '&gt;')),
      element('rect', { class: 'canvas', width: '100%', height: '100%' }),
      ...open.map((node) => this.#node(node)),
      ...edges.map((edge) => this.#edge(edge)),
      ...solid.map((node) => this.#node(node)),
      isPlain ? element('text', { class: 'soft', x: 16, y: height + 8 }, escaped(plain)) : '',
    ];
    return `${element('svg', attributes, ...parts.filter((part) => part !== '').map((part) => `\n${part}`), '\n')}\n`;
  }

  #node(node: LayoutNode): string {
    const { id, kind, x, y, w, h, isOpen, isCollapsed, isRegion } = node;
    if (kind === 'initial') {
      const dot = element('circle', { cx: x + w / 2, cy: y + h / 2, r: w / 2 - 1 });
      return element('g', { class: 'node initial' }, dot);
    }
    const count = this.#heat.get(id) ?? 0;
    const attributes = {
      class: words(
        'node',
        kind,
        isOpen && 'open',
        isRegion && 'region',
        isCollapsed && 'collapsed',
        this.#active.has(id) && 'active',
        this.#warmth(count),
      ),
      'data-node': id,
      'aria-current': this.#active.has(id) ? 'step' : undefined,
    };
    const hint = title(hintOf(id, node.description === undefined ? [] : [node.description], node.rules));
    if (kind === 'history') {
      const [cx, cy] = [x + w / 2, y + h / 2];
      const circle = element('circle', { cx, cy, r: w / 2 });
      return element('g', attributes, hint, circle, this.#text(node.name, cx, cy + 4, 'middle'));
    }
    const shape = { x, y, width: w, height: h, rx: isOpen ? 12 : 9 };
    const name = element('text', { class: 'name', x: x + padding.node, y: y + 18 }, escaped(node.name));
    return element(
      'g',
      attributes,
      hint,
      element('rect', shape),
      count > 0 ? element('rect', { ...shape, class: 'tint' }) : '',
      kind === 'final'
        ? element('rect', { class: 'ring', x: x + 3, y: y + 3, width: w - 6, height: h - 6, rx: 7 })
        : '',
      name,
      node.rows.length > 0 || isOpen
        ? element('path', { class: 'rule', d: `M${number(x)} ${number(y + measures.namePitch)}h${number(w)}` })
        : '',
      this.#lines(node.rows, x + padding.node, y + measures.namePitch + 5, node.id),
      this.#badge(count, x + w, y),
    );
  }

  #edge(edge: LayoutEdge): string {
    const { id, label, points } = edge;
    const transitions = label?.lines.flatMap((line) => line.transitions) ?? [];
    const taken = new Set([id, ...transitions]);
    const count = [...taken].reduce((sum, each) => sum + (this.#heat.get(each) ?? 0), 0);
    const isLast = [...taken].some((each) => this.#last.has(each));
    const { line, head } = arrow(points);
    const hint = title(hintOf(id, edge.descriptions ?? [], edge.rules));
    return element(
      'g',
      { class: words('edge', isLast && 'last'), 'data-edge': id },
      label ? hint : '',
      element('path', { d: roundedPath(line) }),
      element('path', { class: 'head', d: head }),
      ...(label
        ? [
            element('rect', { class: 'card', x: label.x, y: label.y, width: label.w, height: label.h, rx: 5 }),
            this.#lines(label.lines, label.x + padding.label, label.y + 3, edge.source),
            this.#badge(count, label.x + label.w, label.y),
          ]
        : []),
    );
  }

  /** Lines of text, of which each knows its events. */
  #lines(lines: readonly Line[], x: number, y: number, source: string): string {
    return lines
      .map((line, index) => {
        const { text, role, events, transitions, whole, leadsTo } = line;
        const indent = text.length - text.trimStart().length;
        const reason = events.map((event) => this.#illegal.get(event)).find((each) => each !== undefined);
        const isPossible = this.#active.has(source) && events.some((event) => this.#possible.has(event));
        const attributes = {
          class: words(
            'row',
            reason !== undefined && 'illegal',
            isPossible && reason === undefined && 'possible',
            transitions.length === 1 && transitions.some((each) => this.#last.has(each)) && 'last',
          ),
          'data-event': role === 'event' ? events[0] : undefined,
          'data-twin': role === 'event' ? events[1] : undefined,
          'data-target': leadsTo,
        };
        const content = this.#text(
          text.trimStart(),
          x + indent * widthOf(' '),
          y + index * measures.pitch + 11,
          role,
          leadsTo !== undefined,
        );
        return element('g', attributes, title(reason ?? whole), content);
      })
      .join('');
  }

  #text(text: string, x: number, y: number, role: string, isArrow = false): string {
    const at = isArrow ? text.lastIndexOf('→ ') : -1;
    const [before, after] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
    const goal = after === '' ? '' : element('tspan', { class: 'goal' }, escaped(after));
    return element('text', { class: role, x, y }, escaped(before), goal);
  }

  #badge(count: number, x: number, y: number): string {
    if (count <= 0) return '';
    const text = shortNumber(count);
    const w = widthOf(text, 10) + 10;
    return element(
      'g',
      { class: 'badge' },
      element('rect', { x: x - w + 6, y: y - 7, width: w, height: 15, rx: 7.5 }),
      element('text', { class: 'middle', x: x - w / 2 + 6, y: y + 4 }, escaped(text)),
    );
  }

  /** How warm a state is, in five levels, each ten times as rare as the next where numbers are large. */
  #warmth(count: number): string | undefined {
    if (count <= 0) return undefined;
    const level = this.#hottest === 1 ? 3 : 1 + Math.round((4 * Math.log(count)) / Math.log(this.#hottest));
    return `heat-${Math.max(1, Math.min(5, level))}`;
  }
}

const plain = 'No arrangement was found: the states stand one after the other, and arrows are written as rows.';

const hintOf = (id: string, texts: readonly string[], rules: readonly string[] = []): string =>
  [id.slice(0, 200), ...texts.map((text) => text.slice(0, 1000)), ...(rules.length > 0 ? [rules.join(', ')] : [])].join(
    '\n',
  );

/** 1234 is 1.2k. */
const shortNumber = (count: number): string => {
  if (count < 1000) return String(Math.round(count));
  return count < 1e6 ? `${number(Math.round(count / 100) / 10)}k` : `${number(Math.round(count / 1e5) / 10)}M`;
};

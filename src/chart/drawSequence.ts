import { gutter, wordsOn } from './lanes.js';
import { text as measures, widthOf } from './measure.js';
import { pitch, rowsFor } from './sequence.js';
import type { Bar, Lane, Row, Sequence } from './sequence.types.js';
import { arrow, element, escaped, roundedPath, title, words } from './svg.js';
import { sequenceStyle } from './theme.js';

export interface SequenceDrawingOptions {
  /** The rows to be drawn: positions [from, to). All by default; a page draws those in sight. */
  readonly from?: number;
  readonly to?: number;
  /** Whether the names of the lanes stand above. */
  readonly heads?: boolean;
  /** The position of a record that is chosen. */
  readonly chosen?: number;
  readonly title?: string;
  readonly description?: string;
  /** More words for the class attribute of the picture. */
  readonly className?: string;
  /** Leaves out the style sheet, for a page that brings `sequenceStyle` itself. */
  readonly withoutStyle?: boolean;
}

/** Heights, in pixels: of a row, and of what stands above the first and below the last. */
export const rowHeight = pitch.row;
export const headHeight = 70;
const footHeight = 14;

/** Of a bar, half of it, and how far bars upon bars are apart. */
const bar = { half: 5, step: 5, pended: 4 } as const;

/** Rows of a sequence as an SVG document that stands alone. */
export function drawSequence(sequence: Sequence, options: SequenceDrawingOptions = {}): string {
  const from = Math.max(0, options.from ?? 0);
  const to = Math.min(sequence.rows.length, options.to ?? sequence.rows.length);
  return new SequenceDrawing(sequence, from, Math.max(from, to), options).document();
}

class SequenceDrawing {
  readonly #top: number;
  readonly #height: number;

  constructor(
    private readonly sequence: Sequence,
    private readonly from: number,
    private readonly to: number,
    private readonly options: SequenceDrawingOptions,
  ) {
    this.#top = options.heads === false ? 0 : headHeight;
    this.#height = this.#top + (to - from) * pitch.row + (to === sequence.rows.length ? footHeight : 0);
  }

  document(): string {
    const { lanes, width, bars, rows } = this.sequence;
    const { className, withoutStyle, description, heads, title: name = this.sequence.title } = this.options;
    const isSeen = (begin: number, end: number): boolean => begin < this.to && end >= this.from;
    const shown = rows
      .map((row, at) => ({ row, at }))
      .filter(({ row, at }) => row.kind !== 'more' && isSeen(at, at + this.#rowsOf(row) - 1));
    const parts = [
      title(name),
      description === undefined ? '' : element('desc', {}, escaped(description)),
      withoutStyle ? '' : element('style', {}, sequenceStyle.replaceAll('>', '&gt;')),
      element('rect', { class: 'canvas', width: '100%', height: '100%' }),
      ...shown.filter(({ row }) => this.#isChosen(row)).map(({ at }) => this.#wash(at)),
      ...lanes.map((lane) => this.#lifeline(lane)),
      ...shown.filter(({ row }) => row.kind === 'step').map(({ at }) => this.#band(at)),
      ...bars.filter((each) => isSeen(each.from, each.to ?? rows.length)).map((each) => this.#bar(each)),
      ...shown.map(({ row, at }) => (row.kind === 'step' ? this.#step(row, at) : this.#row(row, at))),
      ...(heads === false
        ? []
        : [
            element('text', { class: 'heading', x: 12, y: 22 }, escaped(name)),
            ...lanes.map((lane) => this.#head(lane)),
          ]),
    ];
    const attributes = {
      xmlns: 'http://www.w3.org/2000/svg',
      class: words('condis-sequence', className),
      width,
      height: this.#height,
      viewBox: `0 0 ${width} ${this.#height}`,
      role: 'img',
    };
    return `${element('svg', attributes, ...parts.filter((part) => part !== '').map((part) => `\n${part}`), '\n')}\n`;
  }

  /** The upper edge of a row. */
  #y(row: number): number {
    return this.#top + (row - this.from) * pitch.row;
  }

  #rowsOf({ lines }: Row): number {
    return lines ? rowsFor(lines.length) : 1;
  }

  #isChosen({ record }: Row): boolean {
    return record !== undefined && record === this.options.chosen;
  }

  #wash(at: number): string {
    const box = { class: 'wash', x: 0, y: this.#y(at), width: '100%', height: pitch.row };
    return element('g', { class: 'chosen' }, element('rect', box));
  }

  #lifeline({ x }: Lane): string {
    return element('g', { class: 'lane' }, element('line', { x1: x, y1: this.#top, x2: x, y2: this.#height }));
  }

  #head({ name, x }: Lane): string {
    const w = widthOf(name, measures.nameSize) + 22;
    return element(
      'g',
      { class: 'lane', 'data-lane': name },
      element('rect', { x: x - w / 2, y: 36, width: w, height: 26, rx: 7 }),
      element('text', { class: 'middle', x, y: 54 }, escaped(name)),
    );
  }

  #band(at: number): string {
    const box = { class: 'band', x: 0, y: this.#y(at) + 3, width: '100%', height: pitch.row - 6 };
    return element('rect', box);
  }

  #step({ text }: Row, at: number): string {
    const y = this.#y(at);
    return element(
      'g',
      { class: 'step', 'data-row': at },
      element('rect', { class: 'band', x: 8, y: y + 3, width: widthOf(text) + 10, height: pitch.row - 6 }),
      element('text', { x: 12, y: y + 16 }, escaped(text)),
    );
  }

  #bar({ kind, lane, from, to, level, fn }: Bar): string {
    const x = this.sequence.lanes[lane]?.x ?? 0;
    const arrowAt = (row: number): number => this.#y(row) + pitch.row - 7;
    const begin = Math.max(this.#top - 4, from < this.from ? this.#top - 4 : arrowAt(from));
    const last = to ?? this.sequence.rows.length;
    const end = Math.min(this.#height + 4, last >= this.to ? this.#height + 4 : arrowAt(last));
    if (kind === 'call') {
      // A call in which nothing happened is a short bar.
      const [y, height] = from === last ? [begin - 3, 9] : [begin - 1, end - begin + 2];
      return element('rect', {
        class: 'bar',
        x: x + (level - 1) * bar.step - bar.half,
        y,
        width: 2 * bar.half,
        height,
      });
    }
    const left = x - bar.half - 6 - level * 6;
    const shape = {
      class: 'bar pended',
      x: left,
      y: begin + 2,
      width: bar.pended,
      height: Math.max(4, end - begin - 2),
    };
    return element('rect', shape, title(`${fn} is pended`));
  }

  #row(row: Row, at: number): string {
    const { record, kind, isBroken, rule, lines } = row;
    const number =
      record === undefined || kind === 'finding'
        ? ''
        : element('text', { class: words('end', 'soft'), x: gutter - 10, y: this.#y(at) + 15 }, String(record + 1));
    const isArrow = kind === 'call' || kind === 'return' || kind === 'signal';
    return element(
      'g',
      {
        class: words(
          isArrow ? 'message' : kind === 'given' || kind === 'reason' ? 'note' : kind,
          kind,
          isBroken && 'broken',
        ),
        'data-row': at,
        'data-record': record,
        'data-rule': rule,
      },
      number,
      lines ? this.#block(row, lines, at) : this.#arrow(row, at),
    );
  }

  #arrow(row: Row, at: number): string {
    const { from = 0, to = 0, levels = [0, 0], kind, isFailure } = row;
    const { lanes } = this.sequence;
    const y = this.#y(at) + pitch.row - 7;
    const edge = (lane: number, level: number, side: number): number =>
      (lanes[lane]?.x ?? 0) + (level > 0 ? (level - 1) * bar.step + side * bar.half : 0);
    const side = to >= from ? 1 : -1;
    const begin = edge(from, levels[0], side);
    const end = edge(to, levels[1], from === to ? 1 : -side);
    const points =
      from === to
        ? [
            { x: begin, y: y - 6 },
            { x: begin + 26, y: y - 6 },
            { x: begin + 26, y },
            { x: end, y },
          ]
        : [
            { x: begin, y },
            { x: end, y },
          ];
    const { line, head } = arrow(points, 8);
    const [text, status, more] = wordsOn(row);
    const left = from === to ? begin + 34 : this.#roomFor(widthOf(text + status + more), from, to, levels);
    const label = element(
      'text',
      { x: left, y: y - 5 },
      element('tspan', { class: kind === 'return' || kind === 'signal' ? 'soft' : undefined }, escaped(text)),
      status === '' ? '' : element('tspan', { class: isFailure ? 'failed' : 'status' }, escaped(status)),
      more === '' ? '' : element('tspan', {}, escaped(more)),
    );
    return [
      element('path', { d: roundedPath(line, 3) }),
      element('path', { class: 'head', d: head }),
      element('rect', { class: 'back', x: left - 3, y: y - 16, width: widthOf(text + status + more) + 6, height: 14 }),
      label,
    ].join('');
  }

  /** Where a text begins: in the widest gap that its arrow passes, or, where it does not fit, at the left end. */
  #roomFor(width: number, from: number, to: number, levels: readonly [number, number]): number {
    const { lanes } = this.sequence;
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    const level = from < to ? levels[0] : levels[1];
    const xOf = (lane: number): number => lanes[lane]?.x ?? 0;
    const gaps = lanes.slice(low, high).map((_, at) => ({ at: low + at, size: xOf(low + at + 1) - xOf(low + at) }));
    const widest = gaps.reduce((best, gap) => (gap.size > best.size ? gap : best), gaps[0] ?? { at: low, size: 0 });
    const isRoomy = widest.size > width + 34;
    const margin = 15 + (isRoomy && widest.at !== low ? 0 : Math.max(0, level - 1) * bar.step);
    return xOf(isRoomy ? widest.at : low) + margin;
  }

  #block({ from = 0, kind }: Row, lines: readonly string[], at: number): string {
    const w = Math.max(...lines.map((each) => widthOf(each))) + 20;
    const lane = this.sequence.lanes[from]?.x ?? 0;
    const left = kind === 'given' ? gutter : Math.max(gutter, Math.min(lane - 24, this.sequence.width - w - 12));
    const y = this.#y(at) + 2;
    const texts = lines.map((each, index) =>
      element('text', { x: left + 10, y: y + 14 + index * pitch.line }, escaped(each)),
    );
    const height = lines.length * pitch.line + 6;
    return `${element('rect', { x: left, y, width: w, height, rx: 5 })}${texts.join('')}`;
  }
}

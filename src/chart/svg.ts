import { printable } from '../errors.js';
import type { Point } from './layout.types.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text of an XML or HTML document: nothing in it is taken for markup, and what XML does not know is shown by its code. */
export const escaped = (text: string): string =>
  printable(text)
    .replace(/[\ufffe\uffff]/g, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The same, where a text may have several lines. */
export const escapedLines = (text: string): string => text.split('\n').map(escaped).join('\n');

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its attributes; those that are undefined are left out. Children are markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const list = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${typeof value === 'number' ? number(value) : escaped(value)}"`,
  );
  const inner = children.join('');
  return inner === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${inner}</${name}>`;
}

/** A number as short as a picture needs it. */
export const number = (value: number): string => String(Math.round(value * 100) / 100);

/** The words of a class attribute; what is false is left out. */
export const words = (...list: readonly (string | false | undefined)[]): string | undefined => {
  const text = list.filter((word) => word !== false && word !== undefined && word !== '').join(' ');
  return text === '' ? undefined : text;
};

export const title = (text: string | undefined): string =>
  text === undefined || text === '' ? '' : `<title>${escapedLines(text)}</title>`;

/** A path through some points, its corners rounded. */
export function roundedPath(points: readonly Point[], radius = 7): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${at(first)}`];
  rest.forEach((point, index) => {
    const [before, after] = [points[index] ?? point, rest[index + 1]];
    if (!after) {
      parts.push(`L${at(point)}`);
      return;
    }
    const r = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
    parts.push(`L${at(towards(point, before, r))}Q${at(point)} ${at(towards(point, after, r))}`);
  });
  return parts.join('');
}

/** The head of an arrow at the end of a line, and the line as far as the head. */
export function arrow(points: readonly Point[], size = 7): { readonly line: readonly Point[]; readonly head: string } {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (!end || !before) return { line: points, head: '' };
  const base = towards(end, before, size);
  const [dx, dy] = [(base.x - end.x) / 2.2, (base.y - end.y) / 2.2];
  const head = `M${at(end)}L${at({ x: base.x - dy, y: base.y + dx })}L${at({ x: base.x + dy, y: base.y - dx })}Z`;
  return { line: [...points.slice(0, -1), base], head };
}

const at = ({ x, y }: Point): string => `${number(x)} ${number(y)}`;
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const towards = (from: Point, to: Point, by: number): Point => {
  const whole = distance(from, to);
  const part = whole === 0 ? 0 : Math.min(1, by / whole);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
};

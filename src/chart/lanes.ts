import { printable } from '../errors.js';
import type { TraceRecord } from '../protocol/trace.js';
import { text, widthOf } from './measure.js';
import type { Lane, Row, Sequence } from './sequence.types.js';

/** From those who ask to those who carry. */
const usualOrder = ['client', 'callManager', 'mcm', 'ndis', 'miniport', 'adapter', 'network'];

/** Left of the first lane: the numbers of the records. */
export const gutter = 44;
const edge = 24;
const leastGap = 130;

const endsOf = (record: TraceRecord): readonly string[] => {
  switch (record.kind) {
    case 'call':
      return [record.from, record.to];
    case 'return':
      return [record.from];
    case 'note':
      return [record.from, record.to].filter((name) => name !== undefined);
    default:
      return [];
  }
};

/** Everybody who is named, in the order asked for, then by role, then as they appear. */
export function lanesOf(records: readonly TraceRecord[], asked: readonly string[]): readonly string[] {
  const named = new Set<string>();
  const roles = new Map<string, string>();
  for (const record of records) {
    if (record.kind === 'meta') for (const [name, role] of Object.entries(record.actors)) roles.set(name, role);
    for (const name of endsOf(record)) named.add(name);
  }
  const rank = (name: string): number => {
    if (asked.includes(name)) return asked.indexOf(name) - asked.length;
    const place = usualOrder.indexOf(roles.get(name) ?? name);
    return place < 0 ? usualOrder.length : place;
  };
  return [...named].sort((a, b) => rank(a) - rank(b));
}

/** What stands on an arrow. */
export const wordsOn = ({ text: head, status, results, folded }: Row): readonly [string, string, string] => [
  head,
  status === undefined ? '' : ` = ${status}`,
  `${results === undefined ? '' : `  ${results}`}${folded === undefined ? '' : `  ⋯ ${folded} inside`}`,
];

/** Lanes far enough from each other for what stands on the arrows between them. */
export function placed(names: readonly string[], rows: readonly Row[]): Pick<Sequence, 'lanes' | 'width'> {
  const labels = names.map((name) => widthOf(printable(name), text.nameSize) + 28);
  const gaps = names.slice(1).map((_, at) => Math.max(leastGap, ((labels[at] ?? 0) + (labels[at + 1] ?? 0)) / 2 + 12));
  const spans = rows
    .flatMap(({ from, to, ...row }) => {
      if (from === undefined || to === undefined) return [];
      const needed = widthOf(wordsOn({ ...row }).join('')) + 34;
      // A message to oneself needs its room on the right.
      return [{ low: Math.min(from, to), high: Math.max(from, to, Math.min(from, to) + 1), needed }];
    })
    .sort((a, b) => a.high - a.low - (b.high - b.low));
  for (const { low, high, needed } of spans) {
    const lack = needed - gaps.slice(low, high).reduce((sum, gap) => sum + gap, 0);
    if (lack > 0) {
      for (let at = low; at < Math.min(high, gaps.length); at += 1) gaps[at] = (gaps[at] ?? 0) + lack / (high - low);
    }
  }
  let x = gutter + edge + (labels[0] ?? 0) / 2;
  const lanes = names.map((name, at): Lane => {
    x += at === 0 ? 0 : Math.ceil(gaps[at - 1] ?? 0);
    return { name, x: Math.round(x) };
  });
  const last = lanes.at(-1)?.x ?? gutter;
  const widest = Math.max(
    0,
    ...rows.map(({ lines = [], kind, text: line }) =>
      kind === 'step' ? widthOf(line) + 24 : lines.reduce((most, each) => Math.max(most, widthOf(each)), 0) + 44,
    ),
  );
  return { lanes, width: Math.ceil(Math.max(last + (labels.at(-1) ?? 0) / 2 + edge, gutter + widest)) };
}

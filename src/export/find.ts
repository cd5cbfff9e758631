import { plain, printable } from '../errors.js';
import type { Paint } from '../errors.js';
import type { Mark } from '../query/index.js';
import { count } from './words.js';

/** A record that was looked for. */
export interface Found {
  /** Its number among the records. */
  readonly n: number;
  readonly record: object;
  /** The record as a line. */
  readonly text: string;
  /** What is wrong with it. */
  readonly marks: readonly Mark[];
}

/** What was found in one log or run. */
export interface Finds {
  readonly name: string;
  /** How many records were asked. */
  readonly total: number;
  readonly found: readonly Found[];
}

/** What was found as lines, each with the number of its record. It ends with a line break. */
export const findText = (all: readonly Finds[], paint: Paint = plain): string =>
  `${all.map((one) => linesOf(one, paint).join('\n')).join('\n\n')}\n`;

const linesOf = ({ name, total, found }: Finds, paint: Paint): readonly string[] => {
  const digits = String(found.at(-1)?.n ?? 0).length;
  return [
    `${paint('strong', printable(name))}: ${found.length} of ${count(total, 'record')}`,
    ...found.map(({ n, text, marks }) => {
      const wrong = marks.map(({ level, rule }) => `  ${paint('bad', `${level} ${rule}`)}`).join('');
      return `  ${paint('faint', `${String(n).padStart(digits)} │`)} ${text}${wrong}`;
    }),
  ];
};

/** What was found as one JSON document. */
export const findJson = (query: string, all: readonly Finds[]): string =>
  `${JSON.stringify(
    {
      query,
      asked: all.map(({ name, total, found }) => ({
        name,
        records: total,
        found: found.map(({ n, record, marks }) => ({ n, record, ...(marks.length > 0 && { marks }) })),
      })),
    },
    null,
    2,
  )}\n`;

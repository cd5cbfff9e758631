import { fields, textOf, valuesOf } from './record.js';
import type { Field, Queried, Records } from './record.js';

/** Something that cannot be understood, and where in the text it stands. */
export interface QueryProblem {
  readonly at: number;
  /** Characters. */
  readonly length: number;
  readonly text: string;
}

export interface Query {
  /** Whether the record at a place is meant. */
  readonly matches: (records: Records, place: number) => boolean;
  readonly problems: readonly QueryProblem[];
  /** Nothing is asked: every record is meant. */
  readonly isEmpty: boolean;
  /** What is wrong with a record may decide whether it is meant. */
  readonly asksForMarks: boolean;
}

type Test = (records: Records, place: number, record: Queried) => boolean;

/** The fields that say what is wrong with a record. */
const marked: readonly string[] = ['rule', 'level'];

const term = /(-?)(?:([a-zA-Z]+)\s*(!=|!:|:|=)\s*)?(?:"([^"]*)("?)|(\S+))/gy;

/**
 * Reads a query: terms side by side all have to hold; `field:a,b` is either; `*` stands for anything; `-` or `!=` turns a
 * term round; what has no field is looked for everywhere. What cannot be understood is named, and the rest still holds.
 */
export const parseQuery = (text: string): Query => {
  const tests: Test[] = [];
  const problems: QueryProblem[] = [];
  let asksForMarks = false;
  let at = text.search(/\S|$/);
  while (at < text.length) {
    term.lastIndex = at;
    const match = term.exec(text);
    if (!match) break;
    const [whole, minus, name, operator = ':', quoted, closing, word] = match;
    const value = quoted ?? word ?? '';
    if (quoted !== undefined && closing === '') {
      problems.push({ at, length: whole.length, text: 'the quotation mark is never closed' });
    }
    const test = name === undefined ? anywhere(value) : testOf(name, value, quoted !== undefined);
    if (typeof test === 'string') problems.push({ at, length: whole.length, text: test });
    else {
      asksForMarks ||= name === undefined || marked.includes(name.toLowerCase());
      tests.push((minus === '-') === operator.startsWith('!') ? test : not(test));
    }
    at += whole.length;
    at += text.slice(at).search(/\S|$/);
  }
  return {
    isEmpty: tests.length === 0,
    problems,
    asksForMarks,
    matches: (records, place) => {
      const record = records.at(place);
      return record !== undefined && tests.every((test) => test(records, place, record));
    },
  };
};

const not =
  (test: Test): Test =>
  (records, place, record) =>
    !test(records, place, record);

const isField = (name: string): name is Field => Object.hasOwn(fields, name);

/** The test of one term, or what is wrong with it. */
const testOf = (name: string, value: string, isQuoted: boolean): Test | string => {
  const field = name.toLowerCase();
  if (!isField(field)) return `there is no field ${name}; there are ${Object.keys(fields).join(', ')}`;
  if (value === '') return `${field} is compared with nothing`;
  if (field === 'step') return rangeOf(value);
  const patterns = (isQuoted ? [value] : value.split(',').filter((part) => part !== '')).map(patternOf);
  return (records, place, record) =>
    valuesOf(field, records, place, record).some((found) => patterns.some((pattern) => pattern.test(found)));
};

const rangeOf = (value: string): Test | string => {
  const match = /^(\d*)(\.\.)?(\d*)$/.exec(value);
  if (!match || (match[1] === '' && match[3] === '')) return `${value} is no range: step:40, step:40.., step:40..90`;
  const [, low, dots, high] = match;
  const from = low === '' ? 0 : Number(low);
  const to = dots === undefined ? from : high === '' ? Infinity : Number(high);
  return (_, place) => place >= from && place <= to;
};

/** A pattern in which `*` stands for anything; letters of either case. */
const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*')}$`,
    'is',
  );

const anywhere = (value: string): Test => {
  const wanted = value.toLowerCase();
  return (records, place, record) => textOf(records, place, record).toLowerCase().includes(wanted);
};

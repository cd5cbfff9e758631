import { pathText } from './patch.js';
import { lineOf } from './plain.js';
import type { Plain } from './plain.js';
import type { Run } from './run.js';
import type { RunRecord } from './wire.js';

/** What may be asked of a record, and how it reads to a person. */
export const fields = {
  kind: 'call, return, note, step, actor, gone',
  event: 'the function or event, as in event:NdisCo*',
  lane: 'a party on either side, or the actor: lane:vc[1]',
  from: 'who calls, returns or sends',
  to: 'who is called',
  status: 'of a return or a completion; NDIS_STATUS_ may be left out',
  rule: 'of a refusal or a violation: rule:VC-*',
  vc: 'the VC it is about: vc:1',
  nbl: 'a list that it carries',
  thread: 'the thread that it is on',
  state: 'where the actor stands after it',
  changed: 'a path of the context that it changes: changed:context.sends',
  level: 'violation or warning',
  step: 'the place in the run: step:40..90',
} as const;

export type Field = keyof typeof fields;

/** Something that cannot be understood, and where in the text it stands. */
export interface QueryProblem {
  readonly at: number;
  readonly text: string;
}

export interface Query {
  /** Whether the record at a place of a run is meant. */
  readonly matches: (run: Run, place: number) => boolean;
  readonly problems: readonly QueryProblem[];
  /** Nothing is asked: every record is meant. */
  readonly isEmpty: boolean;
}

type Test = (run: Run, place: number, record: RunRecord) => boolean;

const term = /(-?)(?:([a-zA-Z]+)\s*(!=|!:|:|=)\s*)?(?:"([^"]*)("?)|(\S+))/gy;

/**
 * Reads a query: terms side by side all have to hold; `field:a,b` is either; `*` stands for anything; `-` or `!=` turns a
 * term round; what has no field is looked for everywhere. What cannot be understood is named, and the rest still holds.
 */
export const parseQuery = (text: string): Query => {
  const tests: Test[] = [];
  const problems: QueryProblem[] = [];
  let at = text.search(/\S|$/);
  while (at < text.length) {
    term.lastIndex = at;
    const match = term.exec(text);
    if (!match) break;
    const [whole, minus, name, operator = ':', quoted, closing, word] = match;
    const value = quoted ?? word ?? '';
    if (quoted !== undefined && closing === '') problems.push({ at, text: 'the quotation mark is never closed' });
    const test = name === undefined ? anywhere(value) : testOf(name, value, quoted !== undefined);
    if (typeof test === 'string') problems.push({ at, text: test });
    else tests.push((minus === '-') === operator.startsWith('!') ? test : not(test));
    at += whole.length;
    at += text.slice(at).search(/\S|$/);
  }
  return {
    isEmpty: tests.length === 0,
    problems,
    matches: (run, place) => {
      const record = run.at(place);
      return record !== undefined && tests.every((test) => test(run, place, record));
    },
  };
};

const not =
  (test: Test): Test =>
  (run, place, record) =>
    !test(run, place, record);

const isField = (name: string): name is Field => Object.hasOwn(fields, name);

/** The test of one term, or what is wrong with it. */
const testOf = (name: string, value: string, isQuoted: boolean): Test | string => {
  const field = name.toLowerCase();
  if (!isField(field)) return `there is no field ${name}; there are ${Object.keys(fields).join(', ')}`;
  if (value === '') return `${field} is compared with nothing`;
  if (field === 'step') return rangeOf(value);
  const patterns = (isQuoted ? [value] : value.split(',').filter((part) => part !== '')).map(patternOf);
  return (run, place, record) =>
    valuesOf(field, run, place, record).some((found) => patterns.some((pattern) => pattern.test(found)));
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
  return (run, place, record) => textOf(run, place, record).toLowerCase().includes(wanted);
};

const everyField = Object.keys(fields).filter((field) => field !== 'step') as readonly Field[];

/** Everything about a record that can be looked for. */
export const textOf = (run: Run, place: number, record: RunRecord): string => {
  const own = everyField.flatMap((field) => valuesOf(field, run, place, record));
  const more = record.kind === 'step' ? lineOf(record.event) : record.kind === 'note' ? record.text : '';
  return [...own, more, ...run.marksAt(place).map(({ text }) => text)].join('\n');
};

const isText = (value: unknown): value is string => typeof value === 'string';
const only = (...values: readonly unknown[]): readonly string[] => values.filter(isText);

/** The event of a record: its function, or the type of what was sent. */
export const eventOf = (record: RunRecord): string => {
  if (record.kind === 'call' || record.kind === 'return') return record.fn;
  if (record.kind === 'note') return record.text;
  if (record.kind !== 'step') return record.kind;
  const { type } = (typeof record.event === 'object' && record.event !== null ? record.event : {}) as { type?: Plain };
  return isText(type) ? type : lineOf(record.event, 40);
};

interface Carried {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly actor?: unknown;
  readonly name?: unknown;
  readonly status?: unknown;
  readonly rule?: unknown;
  readonly thread?: unknown;
  readonly args?: { readonly vc?: unknown; readonly nbl?: unknown; readonly status?: unknown };
  readonly event?: unknown;
  readonly value?: Plain;
  readonly patch?: readonly (readonly [readonly (string | number)[], Plain?])[];
}

/** What a record says in a field; several answers where there are several. */
const valuesOf = (field: Field, run: Run, place: number, record: RunRecord): readonly string[] => {
  const { from, to, actor, name, status, rule, thread, args, value, patch } = record as Carried;
  switch (field) {
    case 'kind':
      return [record.kind];
    case 'event':
      return record.kind === 'actor' || record.kind === 'gone' ? [] : [eventOf(record)];
    case 'lane':
      return only(from, to, actor, name);
    case 'from':
      return only(from);
    case 'to':
      return record.kind === 'step' ? only(actor) : only(to);
    case 'status':
      return only(status, args?.status).flatMap((text) => [text, text.replace(/^NDIS_STATUS_/, '')]);
    case 'rule':
      return [...only(rule), ...run.marksAt(place).map((mark) => mark.rule)];
    case 'level':
      return run.marksAt(place).map(({ level }) => level);
    case 'vc':
      return vcsOf(record as Carried).flatMap((text) => [text, text.replace(/^vc/, '')]);
    case 'nbl':
      return Array.isArray(args?.nbl) ? only(...(args.nbl as readonly unknown[])) : [];
    case 'thread':
      return only(thread);
    case 'state':
      return value === undefined ? [] : leavesOf(value);
    case 'changed':
      return (patch ?? []).flatMap(([path]) =>
        path.map((_, depth) => pathText(['context', ...path.slice(0, depth + 1)])),
      );
    case 'step':
      return [String(place)];
  }
};

const vcsOf = ({ args, actor, name, event }: Carried): readonly string[] => {
  const number = /\[(\d+)\]$/.exec(only(actor, name).join(''))?.[1];
  const { vc } = (typeof event === 'object' && event !== null ? event : {}) as { readonly vc?: unknown };
  return only(args?.vc, number === undefined ? undefined : `vc${number}`, typeof vc === 'number' ? `vc${vc}` : vc);
};

/** The names of the states that a value stands for, from the outside in: `life.active`, `active`. */
const leavesOf = (value: Plain, path = ''): readonly string[] => {
  if (isText(value)) return path === '' ? [value] : [`${path}.${value}`, value];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value as Readonly<Record<string, Plain>>).flatMap(([key, inner]) => [
    key,
    ...leavesOf(inner, path === '' ? key : `${path}.${key}`),
  ]);
};

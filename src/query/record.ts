import { pathText } from './path.js';
import { lineOf } from './plain.js';
import type { Plain } from './plain.js';

/** A record that something is asked of: of a trace, of a log, or of what happened inside an actor. */
export interface Queried {
  readonly kind: string;
}

/** Something that is wrong with a record. */
export interface Mark {
  readonly level: string;
  readonly rule: string;
  readonly text: string;
}

/** Records by their places, with what is wrong with them. */
export interface Records {
  at(place: number): Queried | undefined;
  marksAt(place: number): readonly Mark[];
}

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

const everyField = Object.keys(fields).filter((field) => field !== 'step') as readonly Field[];

/** Everything about a record that can be looked for. */
export const textOf = (records: Records, place: number, record: Queried): string => {
  const own = everyField.flatMap((field) => valuesOf(field, records, place, record));
  const { event, text } = record as Carried;
  const more = record.kind === 'step' ? lineOf(event ?? null) : record.kind === 'note' ? only(text).join('') : '';
  return [...own, more, ...records.marksAt(place).map(({ text }) => text)].join('\n');
};

const isText = (value: unknown): value is string => typeof value === 'string';
const only = (...values: readonly unknown[]): readonly string[] => values.filter(isText);

/** The event of a record: its function, or the type of what was sent. */
export const eventOf = (record: Queried): string => {
  const { kind } = record;
  const { fn, text, event = null } = record as Carried;
  if (kind === 'call' || kind === 'return') return isText(fn) ? fn : kind;
  if (kind === 'note') return isText(text) ? text : kind;
  if (kind !== 'step') return kind;
  const { type } = (typeof event === 'object' && event !== null ? event : {}) as { readonly type?: unknown };
  return isText(type) ? type : lineOf(event, 40);
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
  readonly fn?: unknown;
  readonly text?: unknown;
  readonly event?: Plain;
  readonly value?: Plain;
  readonly patch?: readonly (readonly [readonly (string | number)[], Plain?])[];
}

/** What a record says in a field; several answers where there are several. */
export const valuesOf = (field: Field, records: Records, place: number, record: Queried): readonly string[] => {
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
      return [...only(rule), ...records.marksAt(place).map((mark) => mark.rule)];
    case 'level':
      return records.marksAt(place).map(({ level }) => level);
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

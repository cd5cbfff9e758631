import { eventOf, fields } from '../../common/query.js';
import type { Field } from '../../common/query.js';
import type { Run } from '../../common/run.js';

/** Something that can be written at the end of a query. */
export interface Completion {
  /** The whole query with it. */
  readonly query: string;
  readonly label: string;
  readonly hint: string;
}

const word = /(-?)(?:([a-zA-Z]+)(!=|!:|:|=))?([^\s"]*)$/;

/** What could stand at the end of a query, the likeliest first. */
export const completions = (query: string, run: Run, most = 8): readonly Completion[] => {
  const match = word.exec(query);
  if (!match) return [];
  const [whole, minus = '', field, operator = ':', value = ''] = match;
  const head = query.slice(0, query.length - whole.length);
  if (field === undefined) {
    if (value === '' && query !== '') return [];
    return Object.entries(fields)
      .filter(([name]) => name.startsWith(value.toLowerCase()))
      .slice(0, most + 6)
      .map(([name, hint]) => ({ query: `${head}${minus}${name}:`, label: `${name}:`, hint }));
  }
  if (!Object.hasOwn(fields, field.toLowerCase())) return [];
  const wanted = value.toLowerCase();
  return valuesFor(field.toLowerCase() as Field, run)
    .filter((each) => each.toLowerCase().includes(wanted) && each.toLowerCase() !== wanted)
    .slice(0, most)
    .map((each) => ({
      query: `${head}${minus}${field}${operator}${/\s/.test(each) ? `"${each}"` : each} `,
      label: each,
      hint: '',
    }));
};

interface Told {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly actor?: unknown;
  readonly status?: unknown;
  readonly rule?: unknown;
  readonly thread?: unknown;
  readonly args?: { readonly vc?: unknown };
}

/** How many records are looked through for values. */
const looked = 2000;

const valuesFor = (field: Field, run: Run): readonly string[] => {
  const counts = new Map<string, number>();
  const add = (value: unknown): void => {
    if (typeof value === 'string' && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  for (let place = Math.max(0, run.length - looked); place < run.length; place += 1) {
    const record = run.at(place);
    if (!record) continue;
    const { from, to, actor, status, rule, thread, args } = record as Told;
    if (field === 'kind') add(record.kind);
    if (field === 'event' && (record.kind === 'call' || record.kind === 'return' || record.kind === 'step')) {
      add(eventOf(record));
    }
    if (field === 'lane' || field === 'from' || field === 'to') [from, to, actor].forEach(add);
    if (field === 'status' && typeof status === 'string') add(status.replace(/^NDIS_STATUS_/, ''));
    if (field === 'rule') [rule, ...run.marksAt(place).map((mark) => mark.rule)].forEach(add);
    if (field === 'thread') add(thread);
    if (field === 'vc') add(args?.vc);
    if (field === 'level') run.marksAt(place).forEach(({ level }) => add(level));
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
};

import { argumentOf, fields } from './fields.js';
import { Members } from './line.js';
import { noValues } from './record.js';
import type { Values } from './record.js';
import {
  functionName,
  handle,
  handleOrNull,
  irql,
  list,
  name,
  number,
  object,
  status,
  statusOrNull,
} from './wanted.js';

/** What a call or a return says, the long way. Where its function is unknown, nothing else of it matters. */
export function readCrossing(kind: 'call' | 'return', record: Members): Partial<Values> {
  const values = noValues();
  const whose = `a ${kind}`;
  const word = record.need('fn', functionName, whose);
  values[fields.kind] = kind;
  values[fields.fn] = word;
  if (word?.fn !== undefined || word === undefined) {
    values[fields.n] = record.take('n', number);
    values[fields.from] = record.need('from', name, whose);
    if (kind === 'call') values[fields.to] = record.need('to', name, whose);
    values[fields.status] =
      kind === 'call' ? record.take('status', statusOrNull) : record.need('status', statusOrNull, whose);
    values[fields.thread] = record.take('thread', handle);
    values[fields.t] = record.take('t', number);
    values[fields.irql] = record.take('irql', irql);
    readArgs(record, values);
  }
  return values as unknown as Partial<Values>;
}

function readArgs(record: Members, values: unknown[]): void {
  const args = record.take('args', object);
  if (args === undefined) return;
  const members = new Members(record.line, args, ['args']);
  const others: (readonly [string, unknown])[] = [];
  for (const [key, value] of Object.entries(args)) {
    const field = argumentOf(key);
    if (field === fields.others) others.push([key, value]);
    else if (field === fields.nbl) values[field] = readLists(members);
    else if (field === fields.statusArgument) values[field] = members.take(key, status);
    else values[field] = members.take(key, handleOrNull);
  }
  values[fields.args] = true;
  values[fields.others] = others.length > 0 ? others : undefined;
}

/** One list or several: a log may write `"nbl":"nbl1"`. */
function readLists(args: Members): readonly string[] | undefined {
  const value = args.values['nbl'];
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [args.take('nbl', handle) ?? ''];
  const items = args.take('nbl', list);
  if (items === undefined) return undefined;
  const members = new Members(args.line, Object.fromEntries(items.entries()), [...args.path, 'nbl']);
  return items.map((_, index) => members.take(String(index), handle) ?? '');
}

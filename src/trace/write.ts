import type { TraceRecord } from '../protocol/trace.js';

/** The order in which a reader wants to meet the fields; what is not named here follows, by its name. */
const fieldOrder = [
  ...['kind', 'n', 'version', 'topology', 'title', 'source', 'actors', 'object', 'handle', 'state'],
  ...['from', 'to', 'fn', 'thread', 't', 'irql', 'status', 'rule', 'text', 'args'],
];
const argumentOrder = ['af', 'sap', 'vc', 'party', 'nbl', 'callParameters', 'status', 'flags'];

/** A record as one line of a trace, without the line break: the same record gives the same line, whoever built it. */
export const writeRecord = (record: TraceRecord): string => {
  const { args, ...fields } = { args: undefined, ...record };
  const ordered = inOrder({ ...fields, ...(args && { args: inOrder(args, argumentOrder) }) }, fieldOrder);
  return JSON.stringify(ordered).replace(unsafe, escaped);
};

/** A whole trace: one line for each record, each with its line break. */
export const writeTrace = (records: Iterable<TraceRecord>): string =>
  Array.from(records, (record) => `${writeRecord(record)}\n`).join('');

/** What JSON allows in a text, but other readers take for a line break or a command to the terminal. */
const unsafe = /[\u007f-\u009f\u2028\u2029]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function inOrder(fields: object, order: readonly string[]): object {
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

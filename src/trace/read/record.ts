import { canonicalName } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { IrqlLevel } from '../../protocol/irql.js';
import type { LogArgs, LogCall, LogReturn, LogStatus } from '../../protocol/log.js';
import { fields } from './fields.js';

/** A function's name as the log has it, and the function, if CoNDIS or the shared list has it. */
export interface FunctionWord<Fn = AnyFunctionName> {
  readonly name: string;
  readonly fn: Fn | undefined;
}

export const functionWord = (name: string): FunctionWord => ({ name, fn: canonicalName(name) });

/** The texts of a record. While it is on its way to another thread, all of them are numbers. */
interface Texts {
  readonly fn: AnyFunctionName;
  readonly name: string;
  readonly handle: string;
  readonly status: LogStatus;
}

/** What a call or a return says, field by field, each value already what the record will hold. */
export interface Values<T extends Readonly<Record<keyof Texts, unknown>> = Texts> {
  [fields.kind]: 'call' | 'return';
  [fields.n]: number | undefined;
  [fields.from]: T['name'];
  /** Of a call only. */
  [fields.to]: T['name'];
  [fields.fn]: FunctionWord<T['fn']>;
  [fields.thread]: T['name'] | undefined;
  [fields.t]: number | undefined;
  [fields.irql]: IrqlLevel | undefined;
  [fields.status]: T['status'] | null | undefined;
  [fields.args]: true | undefined;
  [fields.af]: T['handle'] | null | undefined;
  [fields.sap]: T['handle'] | null | undefined;
  [fields.vc]: T['handle'] | null | undefined;
  [fields.party]: T['handle'] | null | undefined;
  [fields.nbl]: readonly T['handle'][] | undefined;
  [fields.statusArgument]: T['status'] | undefined;
  [fields.others]: [name: string, value: unknown][] | undefined;
}

/** Values of nothing yet, by field: an array, as a field is a small number. */
export const noValues = (): unknown[] => new Array<unknown>(fields.end).fill(undefined);

/** Of a record that has none. */
export const noArgs: LogArgs = Object.freeze({});

/** The record of a function that is known. */
export function recordOf(values: Values, position: number, line: number): LogCall | LogReturn {
  const n = values[fields.n] ?? position;
  const fn = values[fields.fn].fn as AnyFunctionName;
  const from = values[fields.from];
  const thread = values[fields.thread] ?? '';
  const t = values[fields.t];
  const irql = values[fields.irql];
  const args = values[fields.args] ? argsOf(values) : noArgs;
  const status = values[fields.status];
  return values[fields.kind] === 'call'
    ? callOf(n, line, fn, from, values[fields.to], thread, t, irql, args, status)
    : returnOf(n, line, fn, from, thread, t, irql, args, status as LogStatus | null);
}

/** A call. Whoever reads one makes it here, so that all have one shape. */
export const callOf = (
  n: number,
  line: number,
  fn: AnyFunctionName,
  from: string,
  to: string,
  thread: string,
  t: number | undefined,
  irql: IrqlLevel | undefined,
  args: LogArgs,
  status: LogStatus | null | undefined,
): LogCall => ({ kind: 'call', n, line, fn, from, to, thread, t, irql, args, status });

/** A return, likewise. */
export const returnOf = (
  n: number,
  line: number,
  fn: AnyFunctionName,
  from: string,
  thread: string,
  t: number | undefined,
  irql: IrqlLevel | undefined,
  args: LogArgs,
  status: LogStatus | null,
): LogReturn => ({ kind: 'return', n, line, fn, from, thread, t, irql, args, status });

/** Of something that is being made. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Always in the same order, so that the arguments of a whole log have a handful of shapes. */
function argsOf(values: Values): LogArgs {
  const args: Writable<LogArgs> = {};
  const af = values[fields.af];
  if (af !== undefined) args.af = af;
  const sap = values[fields.sap];
  if (sap !== undefined) args.sap = sap;
  const vc = values[fields.vc];
  if (vc !== undefined) args.vc = vc;
  const party = values[fields.party];
  if (party !== undefined) args.party = party;
  const nbl = values[fields.nbl];
  if (nbl !== undefined) args.nbl = nbl;
  const status = values[fields.statusArgument];
  if (status !== undefined) args.status = status;
  const others = values[fields.others];
  if (others !== undefined) addOthers(args, others);
  return args;
}

/** Adds arguments that nobody interprets. */
export function addOthers(args: Writable<LogArgs>, others: readonly (readonly [string, unknown])[]): void {
  for (const [name, value] of others) {
    if (name === '__proto__') {
      Object.defineProperty(args, name, { value, enumerable: true, configurable: true, writable: true });
    } else {
      args[name] = value;
    }
  }
}

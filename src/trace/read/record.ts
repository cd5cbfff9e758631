import { canonicalName } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { IrqlLevel } from '../../protocol/irql.js';
import type { LogArgs, LogCall, LogReturn, LogStatus } from '../../protocol/log.js';
import { fields } from './fields.js';

/** A function's name as the log has it, and the function, if CoNDIS or the shared list has it. */
export interface FunctionWord {
  readonly name: string;
  readonly fn: AnyFunctionName | undefined;
}

export const functionWord = (name: string): FunctionWord => ({ name, fn: canonicalName(name) });

/** What a call or a return says, field by field, each value already what the record will hold. */
export interface Values {
  [fields.kind]: 'call' | 'return';
  [fields.n]: number | undefined;
  [fields.from]: string;
  /** Of a call only. */
  [fields.to]: string;
  [fields.fn]: FunctionWord;
  [fields.thread]: string | undefined;
  [fields.t]: number | undefined;
  [fields.irql]: IrqlLevel | undefined;
  [fields.status]: LogStatus | null | undefined;
  [fields.args]: true | undefined;
  [fields.af]: string | null | undefined;
  [fields.sap]: string | null | undefined;
  [fields.vc]: string | null | undefined;
  [fields.party]: string | null | undefined;
  [fields.nbl]: readonly string[] | undefined;
  [fields.statusArgument]: LogStatus | undefined;
  [fields.others]: [name: string, value: unknown][] | undefined;
}

/** Values of nothing yet, by field: an array, as a field is a small number. */
export const noValues = (): unknown[] => new Array<unknown>(fields.end).fill(undefined);

const noArgs: LogArgs = Object.freeze({});

/** The record of a function that is known. Calls and returns come from here only, so that all have one shape. */
export function recordOf(values: Values, position: number, line: number): LogCall | LogReturn {
  return values[fields.kind] === 'call' ? callOf(values, position, line) : returnOf(values, position, line);
}

const callOf = (values: Values, position: number, line: number): LogCall => ({
  kind: 'call',
  n: values[fields.n] ?? position,
  line,
  fn: values[fields.fn].fn as AnyFunctionName,
  from: values[fields.from],
  to: values[fields.to],
  thread: values[fields.thread] ?? '',
  t: values[fields.t],
  irql: values[fields.irql],
  args: values[fields.args] ? argsOf(values) : noArgs,
  status: values[fields.status],
});

const returnOf = (values: Values, position: number, line: number): LogReturn => ({
  kind: 'return',
  n: values[fields.n] ?? position,
  line,
  fn: values[fields.fn].fn as AnyFunctionName,
  from: values[fields.from],
  thread: values[fields.thread] ?? '',
  t: values[fields.t],
  irql: values[fields.irql],
  args: values[fields.args] ? argsOf(values) : noArgs,
  status: values[fields.status] as LogStatus | null,
});

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

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

function addOthers(args: Writable<LogArgs>, others: readonly (readonly [string, unknown])[]): void {
  for (const [name, value] of others) {
    if (name === '__proto__') {
      Object.defineProperty(args, name, { value, enumerable: true, configurable: true, writable: true });
    } else {
      args[name] = value;
    }
  }
}

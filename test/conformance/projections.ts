import { factOf } from '../../src/protocol/functions.js';
import type { AnyFunctionName } from '../../src/protocol/functions.js';
import type { LogArgs, LogCall, LogRecord, LogReturn } from '../../src/protocol/log.js';

/** What other logs of the same happenings might show: pure functions on records, which keep their numbers. */

export type Crossing = LogCall | LogReturn;
export type Log = readonly LogRecord[];

export const isCrossing = (record: LogRecord): record is Crossing => record.kind === 'call' || record.kind === 'return';

/** A function that was entered: its records, and the frame on the same thread around it. */
export interface Span {
  readonly call: LogCall;
  readonly outer: Span | undefined;
  /** Absent where the log does not show it, and on a leaf. */
  readonly back: LogReturn | undefined;
}

/** The frame of each call, and of each return. */
export function spansOf(log: Log): ReadonlyMap<LogRecord, Span> {
  type Open = { -readonly [Key in keyof Span]: Span[Key] };
  const spans = new Map<LogRecord, Span>();
  const threads = new Map<string, Open[]>();
  for (const record of log) {
    if (!isCrossing(record)) continue;
    const open = threads.get(record.thread) ?? [];
    threads.set(record.thread, open);
    if (record.kind === 'call') {
      const span: Open = { call: record, outer: open.at(-1), back: undefined };
      spans.set(record, span);
      if (record.status === undefined) open.push(span);
      continue;
    }
    const place = open.findLastIndex(({ call }) => call.fn === record.fn);
    const [span] = place < 0 ? [] : open.splice(place, 1);
    if (!span) continue;
    span.back = record;
    spans.set(record, span);
  }
  return spans;
}

/** Keeps the calls of which this holds, with their returns, and whatever crosses no boundary. */
export function callsWhere(log: Log, holds: (call: LogCall) => boolean): Log {
  const spans = spansOf(log);
  return log.filter((record) => {
    if (!isCrossing(record)) return true;
    const span = spans.get(record);
    return span !== undefined && holds(span.call);
  });
}

/** What some of the drivers see: calls that they make, and calls that they get. */
export const seenBy = (log: Log, ...drivers: readonly string[]): Log =>
  callsWhere(log, ({ from, to }) => drivers.includes(from) || drivers.includes(to));

/** Without what says who is who. */
export const unintroduced = (log: Log): Log => log.filter(({ kind }) => kind !== 'meta');

/** Begins in the middle: what came before is unknown, and so is whose frames those returns would close. */
export function since(log: Log, start: number): Log {
  const spans = spansOf(log);
  const late = new Set(log.slice(start));
  return log.filter((record, place) => {
    if (record.kind === 'meta') return true;
    if (place < start) return false;
    if (record.kind !== 'return') return true;
    const span = spans.get(record);
    return span !== undefined && late.has(span.call);
  });
}

/** Breaks off in the middle. */
export const until = (log: Log, end: number): Log => log.slice(0, end);

/** Writes calls as leaves: those that are chosen, if nothing has happened inside but the callbacks that they cause. */
export function withLeaves(log: Log, chosen: (call: LogCall) => boolean): Log {
  const spans = spansOf(log);
  const inside = new Map<Span, Span[]>();
  for (const span of new Set(spans.values())) {
    if (span.outer) inside.set(span.outer, [...(inside.get(span.outer) ?? []), span]);
  }
  const isEmpty = (span: Span) => (inside.get(span) ?? []).length === 0;
  const isOver = ({ back, call }: Span) => back !== undefined || call.status !== undefined;
  const isPlain = (span: Span): boolean =>
    isOver(span) &&
    (inside.get(span) ?? []).every((one) => causes(span.call.fn, one.call.fn) && isOver(one) && isEmpty(one));
  const leaves = new Set([...spans.values()].filter((span) => isPlain(span) && chosen(span.call)));
  const isHidden = (span: Span | undefined): boolean => span?.outer !== undefined && leaves.has(span.outer);
  return log.flatMap((record): LogRecord[] => {
    const span = spans.get(record);
    if (!span || !isCrossing(record)) return [record];
    if (isHidden(span)) return [];
    if (!leaves.has(span) || !span.back) return [record];
    return record.kind === 'return'
      ? []
      : [{ ...record, status: span.back.status, args: { ...record.args, ...span.back.args } }];
  });
}

const causes = (fn: AnyFunctionName, callback: AnyFunctionName): boolean =>
  factOf(fn).invokes.some((invocation) => invocation.callback === callback);

/** Other names for handles, lists and actors. */
export interface Renaming {
  readonly handle: (name: string) => string;
  readonly actor: (name: string) => string;
}

const handleNames = ['vc', 'af', 'sap', 'party'] as const;

/** Whose names are of no concern to anybody may have others. */
export function renamed(log: Log, { handle, actor }: Renaming): Log {
  const argsOf = (args: Readonly<Record<string, unknown>>): LogArgs => {
    const renamedArgs: Record<string, unknown> = { ...args };
    for (const key of handleNames) {
      const value = args[key];
      if (typeof value === 'string') renamedArgs[key] = handle(value);
    }
    if (Array.isArray(args['nbl'])) renamedArgs['nbl'] = args['nbl'].map(handle);
    for (const key of ['client', 'creator', 'provider', 'from']) {
      const value = args[key];
      if (typeof value === 'string') renamedArgs[key] = actor(value);
    }
    return renamedArgs;
  };
  return log.map((record): LogRecord => {
    switch (record.kind) {
      case 'meta': {
        const actors = Object.entries(record.actors).map(([name, role]) => [actor(name), role] as const);
        return { ...record, actors: Object.fromEntries(actors) };
      }
      case 'call':
        return { ...record, from: actor(record.from), to: actor(record.to), args: argsOf(record.args) };
      case 'return':
        return { ...record, from: actor(record.from), args: argsOf(record.args) };
      case 'assume':
        return { ...record, handle: handle(record.handle), args: argsOf(record.args) };
      default:
        return record;
    }
  });
}

/** Leaves out fields that a terser driver would not have written. */
export interface Omission {
  readonly irql?: boolean;
  readonly t?: boolean;
  readonly args?: readonly string[];
}

export const without = (log: Log, { irql = false, t = false, args = [] }: Omission): Log =>
  log.map((record): LogRecord => {
    if (!isCrossing(record)) return record;
    const kept = Object.entries(record.args).filter(([name]) => !args.includes(name));
    return {
      ...record,
      ...(irql && { irql: undefined }),
      ...(t && { t: undefined }),
      args: Object.fromEntries(kept),
    };
  });

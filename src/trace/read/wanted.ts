import { parseIrql } from '../../protocol/irql.js';
import type { IrqlLevel } from '../../protocol/irql.js';
import { readStatus } from '../../protocol/log.js';
import type { LogStatus } from '../../protocol/log.js';
import type { Wanted } from './line.js';
import { functionWord } from './record.js';
import type { FunctionWord } from './record.js';

/** The kinds of values that a record has. */
export const text: Wanted<string> = {
  what: 'a text',
  read: (value) => (typeof value === 'string' ? value : undefined),
};

export const name: Wanted<string> = {
  what: 'a name',
  read: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
};

export const functionName: Wanted<FunctionWord> = {
  what: 'the name of a function',
  read: (value) => (typeof value === 'string' && value !== '' ? functionWord(value) : undefined),
};

export const number: Wanted<number> = {
  what: 'a number',
  read: (value) => (Number.isFinite(value) ? (value as number) : undefined),
};

/** A handle that is a number is named by its digits. Those of an address are more than a number of JavaScript keeps. */
export const handle: Wanted<string> = {
  what: 'a text or a number',
  read: (value, members, key) => {
    if (typeof value !== 'number') return typeof value === 'string' ? value : undefined;
    return Number.isSafeInteger(value) ? String(value) : members.written(key);
  },
};

export const handleOrNull: Wanted<string | null> = {
  what: 'a text, a number or null',
  read: (value, members, key) => (value === null ? null : handle.read(value, members, key)),
};

export const status: Wanted<LogStatus> = { what: 'a status', isNamed: true, read: readStatus };

export const statusOrNull: Wanted<LogStatus | null> = {
  what: 'a status or null',
  isNamed: true,
  read: (value) => (value === null ? null : readStatus(value)),
};

export const irql: Wanted<IrqlLevel> = {
  what: '`PASSIVE_LEVEL`, `APC_LEVEL`, `DISPATCH_LEVEL` or a number',
  isNamed: true,
  read: parseIrql,
};

export const object: Wanted<Readonly<Record<string, unknown>>> = {
  what: 'an object',
  read: (value) => (isObject(value) ? value : undefined),
};

export const list: Wanted<readonly unknown[]> = {
  what: 'a text, a number or a list of them',
  read: (value) => (Array.isArray(value) ? (value as readonly unknown[]) : undefined),
};

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

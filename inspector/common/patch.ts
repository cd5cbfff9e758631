import type { Plain } from './plain.js';

export { pathText } from '../../src/query/index.js';

/** One change: what is now at a path, or nothing where something is gone. */
export type Change =
  readonly [path: readonly (string | number)[], value: Plain] | readonly [path: readonly (string | number)[]];

/** What makes one value of another. */
export type Patch = readonly Change[];

/** What makes `after` of `before`, as few and small changes as can be told without searching. */
export const diff = (before: Plain, after: Plain): Patch => {
  const changes: Change[] = [];
  compare(before, after, [], changes);
  return changes;
};

const compare = (before: Plain, after: Plain, path: readonly (string | number)[], changes: Change[]): void => {
  if (before === after) return;
  if (isList(before) && isList(after) && before.length === after.length) {
    after.forEach((value, index) => compare(before[index] ?? null, value, [...path, index], changes));
  } else if (isRecord(before) && isRecord(after)) {
    for (const key of Object.keys(before)) {
      if (!Object.hasOwn(after, key)) changes.push([[...path, key]]);
    }
    for (const [key, value] of Object.entries(after)) {
      if (Object.hasOwn(before, key)) compare(before[key] as Plain, value, [...path, key], changes);
      else changes.push([[...path, key], value]);
    }
  } else {
    changes.push([path, after]);
  }
};

/** The value that a patch makes of another, which stays as it was. Unchanged parts are shared. */
export const applied = (value: Plain, patch: Patch): Plain => patch.reduce<Plain>(change, value);

const change = (value: Plain, [path, ...rest]: Change): Plain => at(value, path, 0, rest[0]);

const at = (value: Plain, path: readonly (string | number)[], depth: number, put: Plain | undefined): Plain => {
  const key = path[depth];
  if (key === undefined) return put ?? null;
  if (isList(value) && typeof key === 'number') {
    const next = [...value];
    next[key] = at(value[key] ?? null, path, depth + 1, put);
    return next;
  }
  const record = isRecord(value) ? value : {};
  if (depth === path.length - 1 && put === undefined) {
    return Object.fromEntries(Object.entries(record).filter(([name]) => name !== String(key)));
  }
  const inner = Object.hasOwn(record, key) ? (record[String(key)] as Plain) : null;
  const next = at(inner, path, depth + 1, put);
  return Object.hasOwn(record, key)
    ? Object.fromEntries(Object.entries(record).map(([name, old]) => [name, name === String(key) ? next : old]))
    : Object.fromEntries([...Object.entries(record), [String(key), next]]);
};

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);
const isRecord = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

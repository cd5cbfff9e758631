import { applied, pathText } from '../../common/patch.js';
import { lineOf } from '../../common/plain.js';
import type { Plain } from '../../common/plain.js';
import type { Run } from '../../common/run.js';
import type { RunRecord, StepRecord } from '../../common/wire.js';

/** One path of a context, before and after. */
export interface Difference {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  readonly isChanged: boolean;
}

/** The context of a step as a list of paths; those that the step has changed come first. */
export const differences = (run: Run, record: StepRecord, place: number): readonly Difference[] => {
  const before = run.standing(record.actor, place - 1)?.context ?? {};
  const after = applied(before, record.patch);
  const changed = new Map(record.patch.map(([path]) => [pathText(path), path] as const));
  const told = [...changed].map(([path, keys]): Difference => {
    const [old, now] = [valueAt(before, keys), valueAt(after, keys)];
    return {
      path,
      ...(old !== undefined && { before: bare(old) }),
      ...(now !== undefined && { after: bare(now) }),
      isChanged: true,
    };
  });
  const rest = Object.entries(typeof after === 'object' && after !== null ? after : {})
    .filter(([key]) => !record.patch.some(([path]) => path[0] === key))
    .map(([key, value]): Difference => ({ path: key, after: bare(value), isChanged: false }));
  return [...told, ...rest];
};

const valueAt = (value: Plain, path: readonly (string | number)[]): Plain | undefined =>
  path.reduce<Plain | undefined>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, Plain>>)[String(key)] : undefined,
    value,
  );

/** A value as a line; what is text by itself needs no quotation marks. */
const bare = (value: Plain): string =>
  typeof value === 'string' && value !== '' && value.length < 200 ? value : lineOf(value);

/** The entries of an object, each as a line. */
export const entriesOf = (value: unknown): readonly (readonly [string, string])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value as Readonly<Record<string, Plain>>).map(([key, inner]) => [key, bare(inner)] as const)
    : [];

/** The call that a return belongs to, or the return of a call. */
export const partnerOf = (run: Run, place: number): number | undefined => {
  const record = run.at(place);
  if (record?.kind !== 'call' && record?.kind !== 'return') return undefined;
  const by = record.kind === 'call' ? 1 : -1;
  let depth = 0;
  for (let at = place + by, looked = 0; at >= 0 && at < run.length && looked < 20_000; at += by, looked += 1) {
    const other = run.at(at);
    if (other?.kind !== 'call' && other?.kind !== 'return') continue;
    if (other.fn !== record.fn || other.thread !== record.thread) continue;
    if (other.kind === record.kind) depth += 1;
    else if (depth === 0) return at;
    else depth -= 1;
  }
  return undefined;
};

/** The steps that a step has caused. */
export const effectsOf = (run: Run, place: number): readonly number[] => {
  const record = run.at(place);
  if (record?.kind !== 'step' && record?.kind !== 'actor') return [];
  const found: number[] = [];
  for (let at = place + 1; at < Math.min(run.length, place + 2000) && found.length < 12; at += 1) {
    const other = run.at(at);
    if (other?.kind === 'step' && other.cause === record.n) found.push(at);
  }
  return found;
};

/** The actor that a record is about; nothing where it is about none. */
export const actorOf = (record: RunRecord | undefined): string | undefined => {
  if (record?.kind === 'step') return record.actor;
  return record?.kind === 'actor' || record?.kind === 'gone' ? record.name : undefined;
};

/** The place of the next or previous record of the same actor, or of the same party. */
export const sibling = (run: Run, place: number, by: 1 | -1): number | undefined => {
  const record = run.at(place);
  const actor = actorOf(record);
  const { from } = (record ?? {}) as { readonly from?: string };
  for (let at = place + by; at >= 0 && at < run.length; at += by) {
    const other = run.at(at);
    if (
      actor !== undefined ? actorOf(other) === actor : (other as { readonly from?: string } | undefined)?.from === from
    ) {
      return at;
    }
  }
  return undefined;
};

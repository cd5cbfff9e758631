import type { ActorRecord, ChartRecord, GoneRecord, MarkRecord, RunRecord, StepRecord } from '../common/wire.js';

type Fields = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text: Test = (value) => typeof value === 'string';
const number: Test = (value) => typeof value === 'number' && Number.isFinite(value);
const anything: Test = (value) => value !== undefined;
const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const maybe =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const like =
  (fields: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isRecord(value) && Object.entries(fields).every(([key, test]) => test(value[key]));

const texts = listOf(text);
const sent = listOf(like({ to: orNull(text), event: anything, delay: maybe(number) }));
const structure = like({
  id: text,
  nodes: listOf(
    like({
      id: text,
      key: text,
      kind: text,
      parent: maybe(text),
      entry: texts,
      exit: texts,
      invokes: texts,
      rules: texts,
    }),
  ),
  transitions: listOf(
    like({ id: text, source: text, targets: texts, event: text, trigger: text, text, actions: texts, rules: texts }),
  ),
});
const fates: Test = (table) => isRecord(table) && Object.values(table).every((row) => isRecord(row));
const path = listOf((key) => typeof key === 'string' || Number.isSafeInteger(key));
const patch = listOf((change) => Array.isArray(change) && change.length > 0 && path(change[0]));

const kinds = {
  chart: like({ chart: text, structure, fates: maybe(fates) }),
  actor: like({
    ...{ n: number, name: text, parent: orNull(text), chart: orNull(text), t: number },
    ...{ value: anything, context: anything, actions: texts, sent },
  }),
  step: like({
    ...{ n: number, t: number, actor: text, from: orNull(text), event: anything, cause: orNull(number) },
    ...{ transitions: listOf(texts), before: anything, value: anything, patch, actions: texts, sent, status: text },
  }),
  gone: like({ name: text, t: number }),
  mark: like({ at: number, level: text, rule: text, text }),
} as const;

/** A record of a kind that stands beside the trace. */
export type InnerRecord = ChartRecord | ActorRecord | StepRecord | GoneRecord | MarkRecord;

const isInner = (kind: unknown): kind is InnerRecord['kind'] => typeof kind === 'string' && Object.hasOwn(kinds, kind);

/** Whether a value says that it is a record of what happened inside actors, well-formed or not. */
export const claimsToBeInner = (value: unknown): boolean => isRecord(value) && isInner(value['kind']);

/** A record of what happened inside actors; nothing where something that it must have is missing. */
export const innerRecordIn = (value: unknown): InnerRecord | undefined =>
  isRecord(value) && isInner(value['kind']) && kinds[value['kind']](value)
    ? (value as unknown as InnerRecord)
    : undefined;

const boundary: Readonly<Record<string, Test>> = {
  call: like({ from: text, to: text, fn: text, args: maybe(isRecord) }),
  return: like({ from: text, fn: text, status: orNull(text), args: maybe(isRecord) }),
  note: like({ text }),
};

/** A record of either sort that another program has told. */
export function toldRecordIn(value: unknown): RunRecord | undefined {
  const inner = innerRecordIn(value);
  if (inner || !isRecord(value)) return inner;
  const { kind } = value;
  const isKnown = typeof kind === 'string' && Object.hasOwn(boundary, kind) && boundary[kind]?.(value);
  return isKnown ? (value as unknown as RunRecord) : undefined;
}

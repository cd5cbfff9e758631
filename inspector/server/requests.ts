import { isFunctionName } from '../../src/protocol/functions.js';
import { parseStatus } from '../../src/protocol/status.js';
import { driversOf, topologies } from '../../src/protocol/roles.js';
import { eventParameters } from '../../src/scenario/vocabulary.js';
import type { ParameterKind } from '../../src/scenario/vocabulary.js';
import { mostVcs } from '../../src/scenario/steps.js';
import type { ClientMessage } from '../common/protocol.js';

type Fields = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const longest = 200;
const text: Test = (value) => typeof value === 'string';
const name: Test = (value) => typeof value === 'string' && value.length <= longest;
const place: Test = (value) => Number.isSafeInteger(value) && (value as number) >= -1;
const flag: Test = (value) => typeof value === 'boolean';
const between =
  (least: number, most: number): Test =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const oneOf =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value);
const listOf =
  (test: Test, most: number): Test =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(test);
const maybe =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const status: Test = (value) => typeof value === 'string' && parseStatus(value) === value;
const irql = oneOf('PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL');
const role: Test = oneOf(...topologies.flatMap((topology) => driversOf[topology]));
const vc = between(1, mostVcs);

const kinds: Readonly<Record<ParameterKind, Test>> = {
  count: between(1, 64),
  flag,
  lists: listOf(name, 64),
  status,
  name,
};

/** Whether a record has these fields and no others. */
const has =
  (fields: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isRecord(value) &&
    Object.keys(value).every((key) => Object.hasOwn(fields, key)) &&
    Object.entries(fields).every(([key, test]) => test(value[key]));

const envelope = { vc: maybe(vc), irql: maybe(irql) };

const answerNext = has({ ...envelope, type: oneOf('answer.next'), event: name, status, on: maybe(role) });

/** An event of the environment, with nothing in it that its machine does not know. */
const event: Test = (value) => {
  if (!isRecord(value)) return false;
  const { type } = value;
  if (type === 'answer.next') return answerNext(value);
  if (typeof type !== 'string' || !Object.hasOwn(eventParameters, type)) return false;
  const parameters = eventParameters[type as keyof typeof eventParameters] as Readonly<Record<string, ParameterKind>>;
  const tests = Object.entries(parameters).map(([key, kind]) => [key, maybe(kinds[kind])] as const);
  return has({ ...envelope, type: name, ...Object.fromEntries(tests) })(value);
};

const call = has({
  from: role,
  fn: (value) => typeof value === 'string' && isFunctionName(value),
  vc: maybe(vc),
  irql: maybe(irql),
  status: maybe(status),
  af: maybe(name),
  sap: maybe(name),
  party: maybe(name),
  callParameters: maybe(name),
  nbl: maybe(listOf(name, 64)),
  resources: maybe(oneOf(true)),
});

const topology = oneOf(...topologies);
const day = 86_400_000;

/** What every request carries beside its `id`. */
const requests: Readonly<Record<ClientMessage['ask'], Readonly<Record<string, Test>>>> = {
  hello: { run: maybe(name), since: maybe(between(0, Number.MAX_SAFE_INTEGER)), packed: maybe(flag) },
  begin: { scenario: maybe(name), text: maybe(text), topology: maybe(topology) },
  step: {},
  send: { event },
  call: { call },
  advance: { milliseconds: between(0, day) },
  tell: { actor: text, event: () => true },
  may: { at: place },
  fates: { at: place, actor: text },
  fork: { at: place },
  save: { as: oneOf('scenario', 'trace', 'run', 'test', 'html'), at: place },
  layout: { chart: text, collapsed: listOf(text, 10_000), brief: maybe(flag) },
  explore: { topology, faults: flag, vcs: between(1, 3) },
  play: { property: name },
  judge: { records: listOf(isRecord, 1_000_000) },
  rule: { rule: name },
};

/** What a message of a page asks; nothing where it is no request. */
export function requestIn(data: unknown): ClientMessage | undefined {
  if (!isRecord(data)) return undefined;
  const { ask } = data;
  if (typeof ask !== 'string' || !Object.hasOwn(requests, ask)) return undefined;
  const tests = { ...requests[ask as ClientMessage['ask']], id: between(0, Number.MAX_SAFE_INTEGER), ask: text };
  return has(tests)(data) ? (data as ClientMessage) : undefined;
}

/** The number by which a message is answered, even where the rest of it is no request. */
export const idOf = (data: unknown): number => {
  const { id } = isRecord(data) ? data : {};
  return Number.isSafeInteger(id) ? (id as number) : -1;
};

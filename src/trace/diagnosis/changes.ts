import { factOf, twinOf } from '../../protocol/functions.js';
import type { LogArgs, LogCall, LogRecord, LogReturn, LogStatus } from '../../protocol/log.js';
import { returnOf } from './blocks.js';
import { functionsIn } from './insertions.js';
import type { Candidate } from './edits.js';
import { argsOf, handleKinds } from './patient.js';
import type { Patient } from './patient.js';
import { nameOf, valueText } from './words.js';
import { spoken } from '../../rules/words.js';

/** The wrong record is not what it should be. */
export function* changes(patient: Patient): Generator<Candidate> {
  const { records, place } = patient;
  const record = records[place];
  if (record?.kind !== 'call' && record?.kind !== 'return') return;
  const back = record.kind === 'call' && record.status === undefined ? returnOf(records, place) : place;
  if (record.kind === 'call') {
    yield* others(patient, record, back);
    yield* receivers(patient, record, back);
    yield* levels(patient, record);
    yield* told(patient, record, back ?? place);
  }
  if (back !== undefined) yield* answered(patient, back);
  yield* given(patient, place);
  if (back !== undefined && back !== place) yield* given(patient, back);
}

function changed(
  { records }: Patient,
  cost: number,
  [record, text]: readonly [record: LogRecord, text: string],
  replace: (one: LogRecord, at: number) => LogRecord,
): Candidate {
  return { cost, edit: { kind: 'change', record: record.n, text }, apply: () => records.map(replace) };
}

/** Another function: the same service for the other kind of call manager, or the one that the fault names. */
function* others(patient: Patient, record: LogCall, back: number | undefined): Generator<Candidate> {
  const { ndis, place, violation } = patient;
  const { kind } = factOf(record.fn);
  const twin = twinOf(record.fn);
  const said = [...functionsIn(violation.message)].filter((fn) => factOf(fn).kind === kind);
  for (const fn of new Set([...(twin === undefined ? [] : [twin]), ...said])) {
    if (fn === record.fn) continue;
    const text = `${nameOf(ndis, record.from)} calls ${fn} and not ${record.fn} (record ${record.n})`;
    yield changed(patient, fn === twin ? 0.5 : 2.1, [record, text], (one, at) =>
      (at === place || at === back) && (one.kind === 'call' || one.kind === 'return') ? { ...one, fn } : one,
    );
  }
}

/** NDIS calls another driver, one that the fault names. */
function* receivers(patient: Patient, record: LogCall, back: number | undefined): Generator<Candidate> {
  const { ndis, place, drivers, violation } = patient;
  if (!ndis.has(record.from)) return;
  for (const to of Object.values(drivers).flat()) {
    if (to === record.to || !isIn(violation.message, to)) continue;
    const text = `NDIS calls ${record.fn} of ${to} and not of ${record.to} (record ${record.n})`;
    yield changed(patient, 0.9, [record, text], (one, at) =>
      at === place ? { ...record, to } : at === back && one.kind === 'return' ? { ...one, from: to } : one,
    );
  }
}

/** A lower IRQL. */
function* levels(patient: Patient, record: LogCall): Generator<Candidate> {
  const { irql } = record;
  if (irql === undefined) return;
  for (const level of [2, 0]) {
    if (irql <= level) continue;
    const text = `record ${record.n} happens at IRQL ${level} and not at ${irql}`;
    yield changed(patient, 0.5, [record, text], (one, at) => (at === patient.place ? { ...record, irql: level } : one));
  }
}

/** Another status is reported, and passed on. */
function* told(patient: Patient, record: LogCall, end: number): Generator<Candidate> {
  const old = record.args.status;
  if (old === undefined) return;
  const said = statusesIn(patient);
  for (const status of new Set<LogStatus>([...said, 'NDIS_STATUS_SUCCESS', 'NDIS_STATUS_FAILURE'])) {
    if (status === old || status === 'NDIS_STATUS_PENDING') continue;
    const text = `${record.fn} is given ${spoken(status)} and not ${spoken(old)} (record ${record.n})`;
    yield changed(patient, spoken(old) === 'PENDING' ? 0.8 : said.has(status) ? 1 : 2.6, [record, text], (one, at) =>
      at >= patient.place && at <= end && one.kind === 'call' && one.args.status === old
        ? { ...one, args: { ...one.args, status } }
        : one,
    );
  }
}

const answers: readonly LogStatus[] = [
  'NDIS_STATUS_SUCCESS',
  'NDIS_STATUS_PENDING',
  'NDIS_STATUS_FAILURE',
  'NDIS_STATUS_NOT_ACCEPTED',
  'NDIS_STATUS_CLOSING',
  'NDIS_STATUS_RESOURCES',
];

/** Statuses that the fault names: those of the log, and the usual ones. */
function statusesIn({ records, violation }: Patient): ReadonlySet<LogStatus> {
  const known = records.flatMap((record) => [
    ...('status' in record && typeof record.status === 'string' ? [record.status] : []),
    ...[argsOf(record).status].filter((status) => status !== undefined),
  ]);
  return new Set([...answers, ...known].filter((status) => isIn(violation.message, spoken(status))));
}

/** Another status is returned, and handed on by what returns next with the same. */
function* answered(patient: Patient, back: number): Generator<Candidate> {
  const { records, ndis, culprit } = patient;
  const answer = records[back];
  if (answer?.kind !== 'call' && answer?.kind !== 'return') return;
  const { status: old } = answer;
  if (typeof old !== 'string') return;
  const who = nameOf(ndis, answer.kind === 'call' ? answer.to : answer.from);
  const isOwn = who === culprit || (who === 'NDIS' && culprit === 'ndis');
  let last = back;
  while (isReturnWith(records[last + 1], old)) last += 1;
  const said = statusesIn(patient);
  for (const status of new Set([...said, ...answers])) {
    if (status === old) continue;
    const isSaid = said.has(status) || spoken(old) === 'PENDING';
    const text = `${who} returns ${spoken(status)} and not ${spoken(old)} from ${answer.fn} (record ${answer.n})`;
    for (const end of new Set([back, last])) {
      yield changed(patient, isOwn ? (isSaid ? 1 : 2.5) : 4.5, [answer, text], (one, at) =>
        at >= back && at <= end ? { ...(one as LogCall | LogReturn), status } : one,
      );
    }
  }
}

const isReturnWith = (record: LogRecord | undefined, status: LogStatus): boolean =>
  record?.kind === 'return' && record.status === status;

/** What stands for a value where the log knows none. */
const some = '0x1';
const mostValues = 6;

/** Other arguments: those that other records have, and what follows from the record itself. */
function* given(patient: Patient, at: number): Generator<Candidate> {
  const { records, handles, violation } = patient;
  const record = records[at];
  if (record?.kind !== 'call' && record?.kind !== 'return') return;
  const { args } = record;
  const change = (key: string, value: unknown, cost: number, text: string) =>
    changed(patient, cost, [record, `${text} (record ${record.n})`], (one, place) =>
      place === at ? { ...record, args: withArg(args, key, value) } : one,
    );
  if (args['sourceHandle'] !== undefined && handles.vc !== undefined) {
    yield change('sourceHandle', handles.vc, 1.1, `the SourceHandle of every list is ${handles.vc}`);
  }
  for (const key of new Set([...Object.keys(args), 'party', 'callParameters', 'flags'])) {
    if (key === 'status' || key === 'nbl') continue;
    const old = args[key];
    for (const value of valuesFor(patient, record, key)) {
      const isSaid = isIn(violation.message, value);
      const cost = costOf(patient, at, key) - (isSaid ? 0.1 : 0);
      const [name, verb] = spokenNames[key] ?? [`\`${key}\``, 'is'];
      const instead = old === undefined ? '' : ` and not ${valueText(old)}`;
      yield value === some
        ? change(key, value, cost + 0.1, `${name} ${verb} not NULL`)
        : change(key, value, cost, `${name} ${verb} ${valueText(value)}${instead}`);
    }
  }
}

/** A wrong handle is rare, unless it is one that the log knows from nowhere. */
function costOf({ records }: Patient, at: number, key: string): number {
  const kind = handleKinds.find((one) => one === key);
  if (kind === undefined || kind === 'party') return 1.2;
  const handle = argsOf(records[at])[kind];
  return records.every((record, place) => place >= at || argsOf(record)[kind] !== handle) ? 1.8 : 3.6;
}

function withArg(args: LogArgs, key: string, value: unknown): LogArgs {
  if (value !== undefined) return { ...args, [key]: value };
  return Object.fromEntries(Object.entries(args).filter(([name]) => name !== key));
}

const understood: ReadonlySet<string> = new Set([...handleKinds, 'callParameters', 'context', 'count', 'flags']);

/** What an argument might be instead. One that nobody here understands is changed only if the fault is about its value. */
function valuesFor({ records, violation }: Patient, record: LogCall | LogReturn, key: string): readonly unknown[] {
  const { args, fn } = record;
  const old = args[key];
  const isOfParty = key === 'party' && fn.includes('Party');
  if (isOfParty || (!understood.has(key) && old !== null && !isIn(violation.message, old))) return [];
  const known = records.map((one) => argsOf(one)[key]).filter((value) => value !== undefined && value !== null);
  const derived = key === 'count' ? [args.nbl?.length] : key === 'flags' ? ['CALL_PARAMETERS_CHANGED', 0] : [];
  const blank = old === null ? [some] : key === 'party' && old !== undefined ? [undefined] : [];
  const values = new Map([...derived, ...known, ...blank].map((value) => [JSON.stringify(value), value]));
  values.delete(JSON.stringify(old));
  return [...values.values()].slice(0, mostValues);
}

const isIn = (message: string, value: unknown): boolean =>
  (typeof value === 'string' || typeof value === 'number') && ` ${message} `.includes(` ${value}`);

const spokenNames: Readonly<Record<string, readonly [name: string, verb: string]>> = {
  callParameters: ['the call parameters', 'are'],
  context: ['the context', 'is'],
  count: ['the number of lists', 'is'],
  flags: ['the flags', 'are'],
};

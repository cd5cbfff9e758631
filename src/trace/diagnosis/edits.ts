import { factOf, functions } from '../../protocol/functions.js';
import type { AnyFunctionName, FunctionName } from '../../protocol/functions.js';
import type { LogCall, LogRecord, LogStatus } from '../../protocol/log.js';
import type { DriverRole } from '../../protocol/roles.js';
import { blockAt, returnOf } from './blocks.js';

/** One change to a log that may make it legal. */
export interface Edit {
  readonly kind: 'insert' | 'change' | 'move' | 'drop';
  /** The record that is changed, moved or dropped; for `insert` the one before which something is missing. */
  readonly record: number;
  /** What to do, as a sentence without its full stop. */
  readonly text: string;
}

/** An edit, and the log as it is then. */
export interface Edited {
  readonly edit: Edit;
  readonly records: readonly LogRecord[];
}

/** What edits are made from: the log, the place of the wrong record, and who is there to act. */
export interface Patient {
  readonly records: readonly LogRecord[];
  readonly place: number;
  /** What the fault is about. */
  readonly handles: Handles;
  /** The names of the drivers, by their roles. */
  readonly drivers: ReadonlyMap<DriverRole, string>;
}

/** Handles by their kinds, as far as they are known. */
export type Handles = Readonly<Partial<Record<'vc' | 'af' | 'sap' | 'party', string>>>;

/** How far a record is moved at most. */
const farthest = 40;

/** Every edit worth trying, the likeliest first. */
export function* edits(patient: Patient): Generator<Edited> {
  yield* earlier(patient);
  yield* insertions(patient);
  yield* changes(patient);
  yield* moves(patient);
  if (patient.records[patient.place]?.kind !== 'end') yield drop(patient);
}

// Something comes too late.

/** A later call comes before the record. */
function* earlier({ records, place }: Patient): Generator<Edited> {
  const record = records[place];
  if (!record) return;
  for (let at = place + 1; at < Math.min(records.length, place + farthest); at += 1) {
    const late = records[at];
    if (late?.kind !== 'call' || late.from === 'ndis') continue;
    const { begin, end } = blockAt(records, at);
    yield {
      edit: { kind: 'move', record: late.n, text: `record ${late.n} comes before record ${record.n}` },
      records: [
        ...records.slice(0, place),
        ...records.slice(begin, end),
        ...records.slice(place, begin),
        ...records.slice(end),
      ],
    };
  }
}

// Something is missing before the record.

const names = [...Object.keys(functions)] as readonly FunctionName[];
const handleKinds = ['vc', 'af', 'sap', 'party'] as const;
const parameterOf = { vc: 'NdisVcHandle', af: 'NdisAfHandle', sap: 'NdisSapHandle', party: 'NdisPartyHandle' } as const;

function* insertions(patient: Patient): Generator<Edited> {
  const { records, place, handles, drivers } = patient;
  const record = records[place];
  if (!record) return;
  yield* missingLists(patient);
  for (const fn of names) {
    const { kind, calledBy, implementedBy, params } = factOf(fn);
    const isNamed = params.some(({ name }) =>
      handleKinds.some((one) => parameterOf[one] === name && handles[one] !== undefined),
    );
    if (!isNamed) continue;
    const isIntoNdis = kind === 'ndisCall';
    for (const role of isIntoNdis ? calledBy : implementedBy) {
      const driver = role === 'ndis' ? undefined : drivers.get(role);
      if (driver === undefined) continue;
      const call = leaf(record, fn, isIntoNdis ? [driver, 'ndis'] : ['ndis', driver], handles);
      const who = isIntoNdis ? `${driver} calls ${textOf(call)}` : `NDIS calls ${textOf(call)} of ${driver}`;
      yield {
        edit: { kind: 'insert', record: record.n, text: `before record ${record.n}, ${who}` },
        records: [...records.slice(0, place), call, ...records.slice(place)],
      };
    }
  }
}

/** Lists of this VC that somebody else still holds. */
function* missingLists({ records, place, handles: { vc }, drivers }: Patient): Generator<Edited> {
  const record = records[place];
  const bearer = drivers.get('miniport') ?? drivers.get('mcm');
  if (!record || vc === undefined || bearer === undefined) return;
  const before = records
    .slice(0, place)
    .filter((one) => one.kind === 'call' && one.args.nbl !== undefined) as LogCall[];
  const moved = (by: RegExp) => new Set(before.filter(({ fn }) => by.test(fn)).flatMap(({ args }) => args.nbl ?? []));
  const [completed, returned] = [moved(/^NdisMCoSend/), moved(/Return/)];
  const sent = [...moved(/^NdisCoSend/)].filter((name) => !completed.has(name));
  const kept = [...moved(/^NdisMCoIndicate/)].filter((name) => !returned.has(name));
  const holder = drivers.get('client') ?? drivers.get('callManager');
  const acts = [
    ['NdisMCoSendNetBufferListsComplete', bearer, sent],
    ['NdisReturnNetBufferLists', holder, kept],
  ] as const;
  for (const [fn, driver, nbl] of acts) {
    if (driver === undefined || nbl.length === 0) continue;
    const call: LogCall = { ...leaf(record, fn, [driver, 'ndis'], { vc }), args: { vc, nbl } };
    const text = `before record ${record.n}, ${driver} calls ${fn}(${nbl.join(', ')})`;
    yield {
      edit: { kind: 'insert', record: record.n, text },
      records: [...records.slice(0, place), call, ...records.slice(place)],
    };
  }
}

function leaf(
  record: LogRecord,
  fn: AnyFunctionName,
  [from, to]: readonly [from: string, to: string],
  handles: Handles,
): LogCall {
  const { n, line } = record;
  const fact = factOf(fn);
  const isTold = fn.includes('Complete') || fn.endsWith('IncomingCloseCall');
  const parameters: readonly string[] = 'params' in fact ? fact.params.map(({ name }) => name) : [];
  const named = handleKinds.filter((kind) => parameters.includes(parameterOf[kind]) && handles[kind] !== undefined);
  return {
    kind: 'call',
    n,
    line,
    fn,
    from,
    to,
    thread: 'thread' in record ? record.thread : '',
    t: undefined,
    irql: undefined,
    args: {
      ...Object.fromEntries(named.map((kind) => [kind, handles[kind]])),
      ...(isTold && { status: 'NDIS_STATUS_SUCCESS' }),
    },
    status: fact.returns === 'void' ? null : 'NDIS_STATUS_SUCCESS',
  };
}

// The record is not what it should be.

const answers: readonly LogStatus[] = [
  'NDIS_STATUS_SUCCESS',
  'NDIS_STATUS_PENDING',
  'NDIS_STATUS_FAILURE',
  'NDIS_STATUS_NOT_ACCEPTED',
  'NDIS_STATUS_CLOSING',
  'NDIS_STATUS_RESOURCES',
];

function* changes({ records, place }: Patient): Generator<Edited> {
  const record = records[place];
  if (record?.kind !== 'call' && record?.kind !== 'return') return;
  const { n } = record;
  const change = (at: number, changed: LogRecord, text: string): Edited => ({
    edit: { kind: 'change', record: records[at]?.n ?? n, text },
    records: [...records.slice(0, at), changed, ...records.slice(at + 1)],
  });
  const back = record.kind === 'call' && record.status === undefined ? returnOf(records, place) : place;
  const answer = back === undefined ? undefined : records[back];
  if (
    back !== undefined &&
    (answer?.kind === 'call' || answer?.kind === 'return') &&
    typeof answer.status === 'string'
  ) {
    for (const status of answers.filter((other) => other !== answer.status)) {
      const text = `in record ${answer.n}, ${answer.fn} returns ${short(status)} and not ${short(answer.status)}`;
      yield change(back, { ...answer, status }, text);
    }
  }
  if (record.kind !== 'call') return;
  const told = record.args.status;
  if (told !== undefined) {
    for (const status of ['NDIS_STATUS_SUCCESS', 'NDIS_STATUS_FAILURE'].filter((other) => other !== told)) {
      const text = `in record ${n}, ${record.fn} is given ${short(status)} and not ${short(told)}`;
      yield change(place, { ...record, args: { ...record.args, status } }, text);
    }
  }
  const fact = factOf(record.fn);
  if ('twin' in fact) {
    const text = `in record ${n}, ${record.from} calls ${fact.twin} and not ${record.fn}`;
    const renamed = records.map((one, at) =>
      (at === place || at === back) && (one.kind === 'call' || one.kind === 'return') ? { ...one, fn: fact.twin } : one,
    );
    yield { edit: { kind: 'change', record: n, text }, records: renamed as readonly LogRecord[] };
  }
  for (const irql of [2, 0]) {
    if (record.irql !== undefined && record.irql > irql) {
      yield change(place, { ...record, irql }, `record ${n} happens at IRQL ${irql} and not at ${record.irql}`);
    }
  }
}

// The record comes too early, or should not be there.

function* moves({ records, place }: Patient): Generator<Edited> {
  const { begin, end } = blockAt(records, place);
  const block = records.slice(begin, end);
  const [first] = block;
  if (!first) return;
  const rest = [...records.slice(0, begin), ...records.slice(end)];
  for (let by = 1; by <= farthest && begin + by <= rest.length; by += 1) {
    const before = rest[begin + by - 1];
    if (!before || before.kind === 'end') return;
    yield {
      edit: { kind: 'move', record: first.n, text: `record ${first.n} comes after record ${before.n}` },
      records: [...rest.slice(0, begin + by), ...block, ...rest.slice(begin + by)],
    };
  }
}

function drop({ records, place }: Patient): Edited {
  const { begin, end } = blockAt(records, place);
  const first = records[begin];
  const last = records[end - 1];
  const which = first === last ? `record ${first?.n ?? 0}` : `records ${first?.n ?? 0} to ${last?.n ?? 0}`;
  return {
    edit: { kind: 'drop', record: first?.n ?? 0, text: `${which} ${first === last ? 'is' : 'are'} not there` },
    records: [...records.slice(0, begin), ...records.slice(end)],
  };
}

const short = (status: LogStatus): string => status.replace('NDIS_STATUS_', '');

const textOf = ({ fn, args, status }: LogCall): string => {
  const given = args.status === undefined ? [] : [short(args.status)];
  const handles = [args.af, args.sap, args.vc, args.party].filter((one) => typeof one === 'string');
  return `${fn}(${[...given, ...handles].join(', ')})${typeof status === 'string' ? ` = ${short(status)}` : ''}`;
};

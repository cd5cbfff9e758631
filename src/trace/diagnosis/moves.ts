import type { AnyFunctionName } from '../../protocol/functions.js';
import type { LogCall, LogRecord, LogReturn } from '../../protocol/log.js';
import { blockAt, enclosing } from './blocks.js';
import type { Candidate } from './edits.js';
import { isOwn } from './patient.js';
import type { Patient } from './patient.js';
import { doing, placeText } from './words.js';

/** How far a record is moved at most. */
const farthest = 40;
const step = 0.02;

/** Something comes too late or too early. */
export function* moves(patient: Patient): Generator<Candidate> {
  const record = patient.records[patient.place];
  if (!record) return;
  yield* earlier(patient, record);
  if (record.kind === 'end') return;
  yield* later(patient);
  if (record.kind === 'call' && hasItsTime.has(record.fn) && !isRepeated(patient, record)) yield* sooner(patient);
  if (record.kind === 'return' && !patient.ndis.has(record.from)) yield* returnLater(patient, record);
}

/** What may well be right, only not any more. */
const hasItsTime: ReadonlySet<AnyFunctionName> = new Set<AnyFunctionName>([
  'NdisCoSendNetBufferLists',
  'NdisMCoIndicateReceiveNetBufferLists',
  'NdisCoOidRequest',
  'NdisMCmOidRequest',
  'NdisCoGetTapiCallId',
  'NdisCoAssignInstanceName',
  'NdisClModifyCallQoS',
  'NdisClRegisterSap',
  'NdisCoCreateVc',
  'NdisMCmCreateVc',
  'NdisCmRegisterAddressFamilyEx',
  'NdisMCmRegisterAddressFamilyEx',
]);

/** The same has been done to the same object before: it is done once too often rather than too late. */
const isRepeated = ({ records, place }: Patient, { fn, from, args }: LogCall): boolean =>
  args.nbl === undefined &&
  records
    .slice(0, place)
    .some((one) => one.kind === 'call' && one.fn === fn && one.from === from && one.args.vc === args.vc);

/** What a driver does later comes before the wrong record. */
function* earlier(patient: Patient, record: LogRecord): Generator<Candidate> {
  const { records, place, culprit, ndis } = patient;
  for (let at = place + 1; at < Math.min(records.length, place + farthest); at += 1) {
    const late = records[at];
    if (late?.kind !== 'call' || (ndis.has(late.from) && culprit !== 'ndis')) continue;
    const { begin, end } = blockAt(records, at);
    yield {
      cost: (late.from === culprit ? 1.3 : 1.5) + step * (at - place),
      edit: {
        kind: 'move',
        record: late.n,
        text: `${doing(patient, late)} (record ${late.n}) before ${placeText(record)}`,
      },
      apply: () => [
        ...records.slice(0, place),
        ...records.slice(begin, end),
        ...records.slice(place, begin),
        ...records.slice(end),
      ],
    };
  }
}

/** The place behind which a record cannot go: a callback does not leave the call that it is made in. */
function endOfMoves({ records, ndis }: Patient, begin: number): number {
  const first = records[begin];
  if (first?.kind !== 'call' || !ndis.has(first.from)) return records.length;
  const around = enclosing(records, begin).find((at) => {
    const outer = records[at];
    return outer?.kind === 'call' && !ndis.has(outer.from);
  });
  return around === undefined ? records.length : blockAt(records, around).end - 1;
}

/** The wrong record with all that happened in it, if it is the doing of whoever is at fault. */
function ownBlock(patient: Patient) {
  const { records, place } = patient;
  const { begin, end } = blockAt(records, place);
  const block = records.slice(begin, end);
  const [first] = block;
  return first && isOwn(patient, first) ? { begin, end, block, first } : undefined;
}

/** The wrong record comes later. */
function* later(patient: Patient): Generator<Candidate> {
  const { records } = patient;
  const own = ownBlock(patient);
  if (!own) return;
  const { begin, end, block, first } = own;
  const rest = [...records.slice(0, begin), ...records.slice(end)];
  const most = Math.min(farthest, endOfMoves(patient, begin) - end);
  for (let by = 1; by <= most; by += 1) {
    const before = rest[begin + by - 1];
    if (!before || before.kind === 'end') return;
    yield {
      cost: 1.4 + step * by,
      edit: {
        kind: 'move',
        record: first.n,
        text: `${doing(patient, first)} (record ${first.n}) only after record ${before.n}`,
      },
      apply: () => [...rest.slice(0, begin + by), ...block, ...rest.slice(begin + by)],
    };
  }
}

/** The wrong record comes sooner, and yet in the same call. */
function* sooner(patient: Patient): Generator<Candidate> {
  const { records } = patient;
  const own = ownBlock(patient);
  if (!own) return;
  const { begin, end, block, first } = own;
  const [around = -1] = enclosing(records, begin);
  for (let by = 1; by <= farthest && begin - by > around; by += 1) {
    const at = begin - by;
    const next = records[at];
    if (!next || next.kind === 'meta' || next.kind === 'assume') return;
    yield {
      cost: 1.9 + step * by,
      edit: {
        kind: 'move',
        record: first.n,
        text: `${doing(patient, first)} (record ${first.n}) before record ${next.n}`,
      },
      apply: () => [...records.slice(0, at), ...block, ...records.slice(at, begin), ...records.slice(end)],
    };
  }
}

/** A driver answers later, and yet before the call that it was called in is over. */
function* returnLater(patient: Patient, record: LogReturn): Generator<Candidate> {
  const { records, place } = patient;
  for (let by = 1; by <= farthest && place + by < records.length; by += 1) {
    const before = records[place + by];
    if (!before || before.kind === 'end' || (before.kind === 'return' && before.thread === record.thread)) return;
    yield {
      cost: 1.4 + step * by,
      edit: {
        kind: 'move',
        record: record.n,
        text: `${doing(patient, record)} (record ${record.n}) only after record ${before.n}`,
      },
      apply: () => [
        ...records.slice(0, place),
        ...records.slice(place + 1, place + by + 1),
        record,
        ...records.slice(place + by + 1),
      ],
    };
  }
}

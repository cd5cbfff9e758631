import type { LogRecord } from '../../protocol/log.js';
import { blockAt } from './blocks.js';
import type { Block } from './blocks.js';
import type { Candidate } from './edits.js';
import { isOwn } from './patient.js';
import type { Patient } from './patient.js';
import { namedIn, notDoing, placesOf } from './words.js';

/** The wrong record should not be there: alone, or with all that comes of it. */
export function* removals(patient: Patient): Generator<Candidate> {
  const { records, place } = patient;
  const record = records[place];
  if (!record || record.kind === 'end') return;
  const block = blockAt(records, place);
  const first = records[block.begin] ?? record;
  const cost = !isOwn(patient, first) ? 4.2 : isAnswerTo(first) ? 2.2 : 3.4;
  yield without(patient, [block], cost);
  const whole = [block, ...sequels(records, block, first)];
  if (whole.length > 1) yield without(patient, whole, cost + 0.1);
}

function without(patient: Patient, blocks: readonly Block[], cost: number): Candidate {
  const { records } = patient;
  const isGone = (at: number): boolean => blocks.some(({ begin, end }) => at >= begin && at < end);
  const gone = records.filter((_, at) => isGone(at));
  const [first = patient.records[patient.place]] = gone;
  const text = first ? `${notDoing(patient, first)} (${placesOf(gone)})` : '';
  return {
    cost,
    edit: { kind: 'drop', record: first?.n ?? 0, text },
    apply: () => records.filter((_, at) => !isGone(at)),
  };
}

/** A completion, a callback or the return of a list answers something: it is rather too much than too soon. */
const isAnswerTo = (record: LogRecord): boolean =>
  record.kind === 'call' && /Complete|^Protocol|^Miniport|Return/.test(record.fn);

/** What comes of a call later: its completions, and all that becomes of its lists. */
function sequels(records: readonly LogRecord[], block: Block, first: LogRecord): readonly Block[] {
  if (first.kind !== 'call') return [];
  const lists = new Set(first.args.nbl);
  const completion = `${topicOf(first.fn)}Complete`;
  const handles = new Set(records.slice(block.begin, block.end).flatMap(namedIn));
  const seen = new Set<string>();
  const found: Block[] = [];
  for (let at = block.end; at < records.length; at += 1) {
    const record = records[at];
    if (record?.kind !== 'call' || found.some(({ end }) => at < end)) continue;
    const isOfLists = lists.size > 0 && record.args.nbl?.some((name) => lists.has(name));
    const isCompletion =
      topicOf(record.fn) === completion &&
      !seen.has(record.fn) &&
      namedIn(record).some((handle) => handles.has(handle));
    if (!isOfLists && !isCompletion) continue;
    seen.add(record.fn);
    found.push(blockAt(records, at));
  }
  return found;
}

/** What a function is for, whoever calls it: `MakeCall`, `MakeCallComplete`. */
const topicOf = (fn: string): string =>
  fn
    .replace(/^(NdisCl|NdisCm|NdisMCm|NdisMCo|NdisCo|ProtocolCl|ProtocolCm|ProtocolCo|MiniportCo)/, '')
    .replace('AddressFamily', 'Af')
    .replace(/Ex$/, '');

import type { LogArgs, LogCall, LogRecord } from '../../protocol/log.js';
import { argsOf } from './patient.js';
import type { Patient } from './patient.js';
import { spoken } from '../../rules/words.js';

/** What a record does: `app calls NdisClCloseCall on vc1`, `NDIS calls ProtocolCmOpenAf of uni for af1`. */
export function doing({ ndis }: Patient, record: LogRecord | undefined): string {
  if (record?.kind === 'return') return `${nameOf(ndis, record.from)} returns from ${record.fn}`;
  if (record?.kind !== 'call') return 'the log goes on';
  const thing = thingOf(record.args);
  return ndis.has(record.from)
    ? `NDIS calls ${record.fn} of ${record.to}${thing && ` for ${thing}`}`
    : `${record.from} calls ${record.fn}${thing && ` ${record.args.nbl ? 'for' : 'on'} ${thing}`}`;
}

/** The same, denied. */
export const notDoing = (patient: Patient, record: LogRecord): string =>
  doing(patient, record).replace(/ (call|return)s /, ' does not $1 ');

/** Who made a record, as it is said. */
export const nameOf = (ndis: Patient['ndis'], name: string): string => (ndis.has(name) ? 'NDIS' : name);

/** The object that a call is about most of all. */
const thingOf = ({ nbl, party, vc, sap, af }: LogArgs): string =>
  nbl && nbl.length > 0 ? nbl.slice(0, 3).join(', ') : (party ?? vc ?? sap ?? af ?? '');

/** `record 8`, `records 8 to 10`, `records 8 to 10 and 14`. */
export function placesOf(records: readonly (LogRecord | undefined)[]): string {
  const runs: (readonly [first: number, last: number])[] = [];
  for (const record of records) {
    if (!record) continue;
    const last = runs.at(-1);
    if (last && record.n === last[1] + 1) runs[runs.length - 1] = [last[0], record.n];
    else runs.push([record.n, record.n]);
  }
  const said = runs.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
  const text = said.length > 1 ? `${said.slice(0, -1).join(', ')} and ${said.at(-1) ?? ''}` : said.join('');
  return `${records.length > 1 ? 'records' : 'record'} ${text}`;
}

/** A call with its arguments: `NdisCmMakeCallComplete(FAILURE, vc1)`. */
export function signature({ fn, args, status }: LogCall): string {
  const given = [
    ...(args.status === undefined ? [] : [spoken(args.status)]),
    ...[args.af, args.sap, args.vc, args.party].filter((one) => typeof one === 'string'),
    ...(args.nbl ?? []),
    ...(args['handlers'] === undefined ? [] : [valueText(args['handlers'])]),
    ...(args.callParameters === undefined ? [] : [`callParameters ${valueText(args.callParameters)}`]),
  ];
  return `${fn}(${given.join(', ')})${typeof status === 'string' ? ` = ${spoken(status)}` : ''}`;
}

/** A value of any kind as it is said. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'NULL';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The text of a record as a place in the log. */
export const placeText = (record: LogRecord | undefined): string =>
  record?.kind === 'end' ? 'the end of the log' : `record ${record?.n ?? 0}`;

/** The objects that a record is about; an address family only where it is about nothing on it. */
export function namedIn(record: LogRecord): readonly string[] {
  const { af, sap, vc, party } = argsOf(record);
  const named = [party, vc, sap].filter((handle) => typeof handle === 'string');
  return named.length > 0 || typeof af !== 'string' ? named : [af];
}

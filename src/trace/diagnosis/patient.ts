import type { LogArgs, LogRecord } from '../../protocol/log.js';
import type { DriverRole } from '../../protocol/roles.js';
import { Watch } from '../../rules/index.js';
import type { Packet, Violation } from '../../rules/index.js';
import { judges } from '../judges.js';

/** What a handle names, in the order of the documentation. */
export const handleKinds = ['af', 'sap', 'vc', 'party'] as const;
export type HandleKind = (typeof handleKinds)[number];

/** Handles by their kinds, as far as they are known. */
export type Handles = Readonly<Partial<Record<HandleKind, string>>>;

/** A violation, and all that edits are made from. */
export interface Patient {
  readonly violation: Violation;
  readonly records: readonly LogRecord[];
  /** Where the wrong record stands among the records. */
  readonly place: number;
  /** What the fault is about. */
  readonly handles: Handles;
  /** The name of the driver that is at fault, and `ndis` where none is. */
  readonly culprit: string;
  /** The drivers of each kind, those first that the fault concerns. */
  readonly drivers: Readonly<Record<DriverRole, readonly string[]>>;
  /** The names that NDIS has in the log. */
  readonly ndis: ReadonlySet<string>;
  /** The lists that were not with their owners when it happened. */
  readonly lists: readonly Packet[];
}

/** Looks at a log as it stood before the wrong record. */
export function examine(violation: Violation, records: readonly LogRecord[], place: number): Patient {
  const { by } = violation;
  const handles = handlesOf(violation, records, place);
  const cast = castOf(records);
  const concerned = new Set(records.flatMap((record) => (concerns(record, handles) ? namesIn(record) : [])));
  const culprit = by === 'ndis' ? by : by.name;
  const rank = (name: string): number => (name === culprit ? 0 : concerned.has(name) ? 1 : 2);
  const inOrder = (role: DriverRole) =>
    cast
      .all(role)
      .map(({ name }) => name)
      .sort((a, b) => rank(a) - rank(b));
  return {
    violation,
    records,
    place,
    handles,
    culprit,
    drivers: {
      client: inOrder('client'),
      callManager: inOrder('callManager'),
      mcm: inOrder('mcm'),
      miniport: inOrder('miniport'),
    },
    ndis: new Set(['ndis', ...cast.all('ndis').map(({ name }) => name)]),
    lists: listsBefore(records, place),
  };
}

/** What a call or a return names; nothing for any other record. */
export const argsOf = (record: LogRecord | undefined): LogArgs =>
  record?.kind === 'call' || record?.kind === 'return' ? record.args : {};

/** Whether a record is the doing of whoever is at fault. */
export const isOwn = ({ culprit, ndis }: Patient, record: LogRecord): boolean =>
  'from' in record && (ndis.has(record.from) ? culprit === 'ndis' : record.from === culprit);

const namesIn = (record: LogRecord): readonly string[] => (record.kind === 'call' ? [record.from, record.to] : []);

const concerns = (record: LogRecord, handles: Handles): boolean =>
  handleKinds.some((kind) => handles[kind] !== undefined && argsOf(record)[kind] === handles[kind]);

function castOf(records: readonly LogRecord[]) {
  const watch = new Watch({ monitors: [] });
  for (const record of records) watch.observe(record);
  return watch.world.cast;
}

function listsBefore(records: readonly LogRecord[], place: number): readonly Packet[] {
  const watch = new Watch({ monitors: judges });
  for (const record of records.slice(0, place)) watch.observe(record);
  const { sends, receives } = watch.world;
  return [...sends.values(), ...receives.values()].filter(({ holder }) => holder === 'out');
}

/** The handles that the wrong record names, those that it is wrong about, and of other kinds the latest before it. */
function handlesOf({ objects, about = [], message }: Violation, records: readonly LogRecord[], place: number): Handles {
  const named = argsOf(records[place]);
  const said = new Set([...about, ...message.split(/[\s,;:]+/)]);
  const handles: Partial<Record<HandleKind, string>> = {};
  for (const kind of handleKinds) {
    const known = objects.find((one) => one.kind === kind)?.handle ?? named[kind];
    const handle = known ?? latest(records, place, (record) => kindred(record, kind).find((one) => said.has(one)));
    if (typeof handle === 'string') handles[kind] = handle;
  }
  if (handles.af === undefined && handles.vc === undefined) return handles;
  const af = handles.af ?? latest(records, place, (record) => kindred(record, 'af')[0]);
  return af === undefined ? handles : { ...handles, af };
}

/** The handles of a kind that a record names. */
function kindred(record: LogRecord, kind: HandleKind): readonly string[] {
  if (record.kind === 'assume') return record.object === kind ? [record.handle] : [];
  const handle = argsOf(record)[kind];
  return typeof handle === 'string' ? [handle] : [];
}

function latest<T>(
  records: readonly LogRecord[],
  place: number,
  find: (record: LogRecord) => T | undefined,
): T | undefined {
  for (let at = Math.min(place, records.length - 1); at >= 0; at -= 1) {
    const record = records[at];
    const found = record && find(record);
    if (found !== undefined) return found;
  }
  return undefined;
}

import type { LogRecord, LogStatus } from '../../src/protocol/log.js';
import type { Dice } from './dice.js';
import { isCrossing } from './projections.js';
import type { Crossing, Log } from './projections.js';

/** What may go wrong with one record of a log; `undefined` where nothing can. */
export type Mutation = (log: Log, at: number, dice: Dice) => Log | undefined;

const statuses: readonly (LogStatus | null)[] = [
  'NDIS_STATUS_SUCCESS',
  'NDIS_STATUS_PENDING',
  'NDIS_STATUS_FAILURE',
  'NDIS_STATUS_NOT_ACCEPTED',
  'NDIS_STATUS_CLOSING',
  null,
];

/** The log with another record in that place. */
function replaced(log: Log, at: number, change: (record: Crossing) => LogRecord | undefined): Log | undefined {
  const record = log[at];
  const other = record && isCrossing(record) ? change(record) : undefined;
  return other && log.with(at, other);
}

export const mutations: Readonly<Record<string, Mutation>> = {
  'a record is missing': (log, at) => log.toSpliced(at, 1),
  'a record comes twice': (log, at) => log.toSpliced(at, 0, ...log.slice(at, at + 1)),
  'a record comes late': (log, at, dice) => {
    const late = log.slice(at, at + 1);
    return log.toSpliced(at, 1).toSpliced(at + 1 + dice.below(8), 0, ...late);
  },
  'another status': (log, at, dice) =>
    replaced(log, at, (record) =>
      record.status === undefined ? undefined : { ...record, status: dice.among(statuses) },
    ),
  'another status argument': (log, at, dice) =>
    replaced(log, at, (record) =>
      record.args.status === undefined
        ? undefined
        : { ...record, args: { ...record.args, status: dice.among(statuses) ?? 'NDIS_STATUS_RESOURCES' } },
    ),
  'another handle': (log, at, dice) =>
    replaced(log, at, (record) =>
      record.args.vc === undefined
        ? undefined
        : { ...record, args: { ...record.args, vc: dice.among(['vc1', 'vc2', 'vc3', 'vc99', null]) } },
    ),
  'another list': (log, at, dice) =>
    replaced(log, at, (record) =>
      record.args.nbl === undefined
        ? undefined
        : { ...record, args: { ...record.args, nbl: [`vc${1 + dice.below(3)}-rx1`, `vc1-tx${1 + dice.below(3)}`] } },
    ),
  'another caller': (log, at, dice) =>
    replaced(log, at, (record) => ({ ...record, from: dice.among(['client', 'miniport', 'mcm', 'ndis', 'nobody']) })),
  'another thread': (log, at, dice) => replaced(log, at, (record) => ({ ...record, thread: `t${dice.below(4)}` })),
};

/** Numbers the records of a log anew, by their places. */
export const renumbered = (log: Log): Log => log.map((record, place) => ({ ...record, n: place + 1, line: place + 1 }));

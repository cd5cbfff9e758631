import type { LogAssume, LogEnd, LogMeta, LogNote } from '../../protocol/log.js';
import type { DriverRole, Topology } from '../../protocol/roles.js';
import { Members, oneOf } from './line.js';
import type { Wanted } from './line.js';
import { handle, handleOrNull, name, number, object, text } from './wanted.js';

/** A record that is neither a call nor a return, in whole or in part. */
type Framing = LogMeta | LogAssume | LogNote | LogEnd;

/** The states that an object may be assumed to be in. */
const states: Readonly<Record<LogAssume['object'], readonly string[]>> = {
  af: ['opening', 'open', 'closing'],
  sap: ['registering', 'registered', 'deregistering'],
  vc: ['created', 'activating', 'active', 'reactivating', 'deactivating'],
  party: ['adding', 'connected', 'dropping'],
  send: [],
  receive: [],
};
const calls = ['none', 'making', 'offered', 'accepted', 'connected', 'modifying', 'hungUp', 'closing'];

const version: Wanted<1> = { what: '1', read: (value) => (value === 1 ? 1 : undefined) };
const topology = oneOf<Topology>(['cm', 'mcm']);
const role = oneOf<DriverRole | 'ndis'>(['client', 'callManager', 'mcm', 'miniport', 'ndis']);
const anObject = oneOf(Object.keys(states) as LogAssume['object'][]);
const noState: Wanted<string> = { what: 'absent, as a packet has none', read: () => undefined };

/** What an assumption says of its object, apart from what anybody may add. */
const assumed: Readonly<Record<string, Wanted<string | null>>> = {
  af: handleOrNull,
  ...{ vc: handle, client: name, provider: name, creator: name, from: name },
  call: oneOf(calls),
};

/** Reads the record of a kind. What is wrong with it is with its line, and what is read then means nothing. */
export const framing: Readonly<Record<Framing['kind'], (record: Members, n: number) => Framing>> = {
  meta(record, n) {
    record.need('version', version, 'a meta');
    const at = { n: record.take('n', number) ?? n, line: record.line.number };
    const actors = readActors(record);
    return {
      kind: 'meta',
      ...at,
      topology: record.take('topology', topology),
      actors,
      title: record.take('title', text),
    };
  },
  assume(record, n) {
    const of = record.need('object', anObject, 'an assume');
    const names = of === undefined ? undefined : states[of];
    const state = names === undefined ? text : names.length === 0 ? noState : oneOf(names);
    return {
      kind: 'assume',
      n: record.take('n', number) ?? n,
      line: record.line.number,
      object: of ?? 'vc',
      handle: record.need('handle', handle, 'an assume') ?? '',
      state: record.take('state', state),
      args: readAssumed(record),
    };
  },
  note: (record, n) => ({
    kind: 'note',
    n: record.take('n', number) ?? n,
    line: record.line.number,
    text: record.need('text', text, 'a note') ?? '',
  }),
  end: (record, n) => ({ kind: 'end', n: record.take('n', number) ?? n, line: record.line.number }),
};

/** Without a prototype: an actor may be called `constructor`. */
function readActors(record: Members): LogMeta['actors'] {
  const actors = Object.create(null) as Record<string, DriverRole | 'ndis'>;
  const given = record.take('actors', object) ?? {};
  const members = new Members(record.line, given, ['actors']);
  for (const key of Object.keys(given)) {
    const found = members.take(key, role);
    if (found !== undefined) actors[key] = found;
  }
  return actors;
}

function readAssumed(record: Members): LogAssume['args'] {
  const given = record.take('args', object) ?? {};
  const members = new Members(record.line, given, ['args']);
  const entries = Object.entries(given).map(([key, value]) => {
    const wanted = Object.hasOwn(assumed, key) ? assumed[key] : undefined;
    return [key, wanted ? members.take(key, wanted) : value] as const;
  });
  return Object.fromEntries(entries);
}

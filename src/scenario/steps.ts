import { factOf, functions, isFunctionName } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { NblName } from '../protocol/handles.js';
import type { Irql } from '../protocol/irql.js';
import { driversOf, topologies } from '../protocol/roles.js';
import type { Topology } from '../protocol/roles.js';
import { rules } from '../protocol/rules.js';
import type { RuleId } from '../protocol/rules.js';
import { parseStatus, shortStatus, statusCodes } from '../protocol/status.js';
import type { NdisStatus } from '../protocol/status.js';
import { faultOf } from './faults.js';
import { shown } from './problems.js';
import { isMap, isSeq, scalarOf } from './reader.js';
import type { Entry, Place, Reader } from './reader.js';
import type { CallArguments, CallStep, EventParameters, EventStep, ScenarioRole, Step } from './scenario.types.js';
import { eventNames, eventParameters, resolveEvent } from './vocabulary.js';
import type { ParameterKind } from './vocabulary.js';

/** The largest number of a VC, and the most lists in one event. */
export const mostVcs = 64;
const mostLists = 64;
/** A day. */
const mostMilliseconds = 86_400_000;

const otherSteps = ['call', 'fault', 'wait', 'note'];
const statusNames = Object.keys(statusCodes).map((status) => shortStatus(status as NdisStatus));
const ruleIds = Object.keys(rules) as RuleId[];
const calls = Object.keys(functions).filter((fn) => factOf(fn as AnyFunctionName).kind === 'ndisCall');
const irqls: readonly Irql[] = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL'];

/** Reads a list of steps; those that are wrong are reported, and left out. */
export const readSteps = (reader: Reader, at: Place, what: string, among: readonly Topology[]): readonly Step[] =>
  (reader.items(at, what) ?? []).flatMap((item) => readStep(reader, item, among) ?? []);

function readStep(reader: Reader, at: Place, among: readonly Topology[]): Step | null {
  const bare = scalarOf(at);
  if (typeof bare === 'string') {
    return otherSteps.includes(bare)
      ? reader.wrong(at, `\`${bare}\``, 'followed by a colon and what it says')
      : readEvent(reader, { key: bare, at, value: null }, among);
  }
  if (!isMap(at) || at.items.length !== 1) {
    return reader.wrong(at, 'a step', 'the name of an event, or one name with its parameters', stepNames(among));
  }
  const [entry] = reader.entries(at, 'a step')?.values() ?? [];
  if (!entry) {
    return null;
  }
  switch (entry.key) {
    case 'call':
      return readCall(reader, entry.value, among);
    case 'fault':
      return faultOf(reader, entry.value, among);
    case 'wait': {
      const milliseconds = reader.integer(entry.value, '`wait`', 0, mostMilliseconds);
      return milliseconds === null ? null : { kind: 'wait', text: `wait: ${milliseconds}`, milliseconds };
    }
    case 'note': {
      const text = reader.text(entry.value, '`note`');
      return text === null ? null : { kind: 'note', text };
    }
    default:
      return readEvent(reader, entry, among);
  }
}

const stepNames = (among: readonly Topology[]): readonly string[] => [...eventNames(among), ...otherSteps];

function readEvent(reader: Reader, { key, at, value }: Entry, among: readonly Topology[]): EventStep | null {
  const strangers = among.filter((topology) => resolveEvent(key, topology) === undefined);
  if (strangers.length > 0) {
    return unknownEvent(reader, at, key, among);
  }
  const [topology = 'cm'] = among;
  const kinds = eventParameters[resolveEvent(key, topology) ?? 'client.createVc'] as Readonly<
    Record<string, ParameterKind>
  >;
  const entries = isNothing(value)
    ? new Map<string, Entry>()
    : reader.entries(value, `\`${key}\``, [...Object.keys(kinds), 'vc', 'refused']);
  const parameters: Record<string, EventParameters[string]> = {};
  for (const { key: name, value: given } of entries?.values() ?? []) {
    const kind = kinds[name];
    const read = kind && readParameter(reader, given, `\`${name}\``, kind);
    if (read !== undefined && read !== null) {
      parameters[name] = read;
    }
  }
  const vc = readVc(reader, entries?.get('vc'));
  const refused = readRule(reader, entries?.get('refused'));
  return { kind: 'event', text: textOf(key, parameters, vc), event: key, vc, parameters, ...refused };
}

function unknownEvent(reader: Reader, at: Place, key: string, among: readonly Topology[]): null {
  const elsewhere = topologies.filter((topology) => resolveEvent(key, topology) !== undefined);
  const names = stepNames(among);
  if (elsewhere.length === 0) {
    return reader.unknown(at, 'a step', key, names);
  }
  const neutral = key.replace(/^(callManager|mcm)\./, 'provider.');
  const message = `Only topology ${elsewhere.join(', ')} has \`${key}\`; this scenario is for ${among.join(' and ')}.`;
  reader.report('CONDIS5107', at, message, key, names, names.includes(neutral) ? neutral : undefined);
  return null;
}

function readParameter(reader: Reader, at: Place, what: string, kind: ParameterKind): EventParameters[string] | null {
  switch (kind) {
    case 'count':
      return reader.integer(at, what, 1, mostLists);
    case 'flag':
      return reader.flag(at, what);
    case 'lists':
      return readLists(reader, at, what);
    case 'status':
      return readStatus(reader, at, what);
    case 'name':
      return reader.word(at, what);
  }
}

function readCall(reader: Reader, at: Place, among: readonly Topology[]): CallStep | null {
  const keys = [
    'from',
    'fn',
    'vc',
    'af',
    'sap',
    'party',
    'callParameters',
    'nbl',
    'status',
    'irql',
    'returns',
    'refused',
  ];
  const entries = reader.entries(at, '`call`', keys);
  if (!entries) {
    return null;
  }
  const from = readRole(reader, at, entries.get('from'), among);
  const fn = readFunction(reader, at, entries.get('fn'));
  const read = <T>(key: string, how: (place: Place, what: string) => T | null): Record<string, T> => {
    const entry = entries.get(key);
    const value = entry && how(entry.value, `\`${key}\``);
    return value === undefined || value === null ? {} : { [key]: value };
  };
  const word = (place: Place, what: string) => reader.word(place, what);
  const parameters: CallArguments = {
    ...['af', 'sap', 'party', 'callParameters'].reduce((all, key) => ({ ...all, ...read(key, word) }), {}),
    ...read('nbl', (place, what) => readLists(reader, place, what)),
    ...read('status', (place, what) => readStatus(reader, place, what)),
    ...read('irql', (place, what) => reader.oneOf(place, what, irqls)),
  };
  const returned = read('returns', (place, what) =>
    scalarOf(place) === 'failure' ? ('failure' as const) : readStatus(reader, place, what),
  );
  const vc = readVc(reader, entries.get('vc'));
  const refused = readRule(reader, entries.get('refused'));
  if (from === null || fn === null) {
    return null;
  }
  const text = `call: ${from} calls ${fn}`;
  return { kind: 'call', text, from, fn, vc, parameters, ...returned, ...refused };
}

function readRole(
  reader: Reader,
  call: Place,
  entry: Entry | undefined,
  among: readonly Topology[],
): ScenarioRole | null {
  const names = ['client', 'provider', ...topologies.flatMap((topology) => driversOf[topology])].filter(
    (name, index, all) => all.indexOf(name) === index,
  );
  if (!entry) {
    reader.report('CONDIS5104', call, '`call` needs `from`: the driver that calls.', 'no `from`', names);
    return null;
  }
  const role = reader.oneOf(entry.value, '`from`', names as ScenarioRole[]);
  const strangers = among.filter(
    (topology) => role !== null && role !== 'provider' && !driversOf[topology].includes(role),
  );
  if (role === null || strangers.length === 0) {
    return role;
  }
  const message = `Topology ${strangers.join(', ')} has no driver \`${role}\`.`;
  reader.report(
    'CONDIS5107',
    entry.value,
    message,
    role,
    names,
    role === 'callManager' || role === 'mcm' ? 'provider' : undefined,
  );
  return null;
}

function readFunction(reader: Reader, call: Place, entry: Entry | undefined): AnyFunctionName | null {
  if (!entry) {
    reader.report('CONDIS5104', call, '`call` needs `fn`: the function that is called.', 'no `fn`', calls);
    return null;
  }
  const value = scalarOf(entry.value);
  if (typeof value !== 'string') {
    return reader.wrong(entry.value, '`fn`', 'the name of a function', calls);
  }
  // The pages write Ndis(M)Cm… for both twins.
  const name = value.replace('Ndis(M)Cm', 'NdisCm');
  return isFunctionName(name) && factOf(name).kind === 'ndisCall'
    ? name
    : reader.unknown(entry.value, '`fn`', value, calls);
}

export const readVc = (reader: Reader, entry: Entry | undefined): number =>
  (entry && reader.integer(entry.value, '`vc`', 1, mostVcs)) ?? 1;

const readRule = (reader: Reader, entry: Entry | undefined): { readonly refused?: RuleId } => {
  const refused = entry && reader.oneOf(entry.value, '`refused`', ruleIds);
  return refused ? { refused } : {};
};

export function readStatus(reader: Reader, at: Place, what: string): NdisStatus | null {
  const value = scalarOf(at);
  const status = parseStatus(value);
  return status ?? reader.unknown(at, what, shown(value), statusNames);
}

function readLists(reader: Reader, at: Place, what: string): readonly NblName[] | null {
  const places = isSeq(at) ? (at.items as Place[]) : [at];
  if (places.length === 0 || places.length > mostLists) {
    return reader.wrong(at, what, `a list of 1 to ${mostLists} names`);
  }
  const names = places.flatMap((place) => reader.word(place, what) ?? []);
  return names.length === places.length ? (names as NblName[]) : null;
}

const isNothing = (at: Place): boolean => at === null || scalarOf(at) === null;

/** A step as a reader sees it: `client.send { lists: 2 }`, without what it is expected to come to. */
function textOf(key: string, parameters: EventParameters, vc: number): string {
  const pairs = Object.entries({ ...parameters, ...(vc === 1 ? {} : { vc }) }).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  return pairs.length === 0 ? key : `${key} { ${pairs.join(', ')} }`;
}

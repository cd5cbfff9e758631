import { leavesOf } from '../../machines/chart.js';
import type { VcContext } from '../../machines/vc/vc.types.js';
import type { Topology } from '../protocol/roles.js';
import { providerOf } from '../protocol/roles.js';
import type { SystemSnapshot } from '../system/index.js';
import { owed } from './owed.js';
import { choice, shown } from './problems.js';
import { isMap, scalarOf } from './reader.js';
import type { Entry, Place, Reader } from './reader.js';
import { actorNames, statesOf } from './vocabulary.js';

/** What is expected at the end. */
export type Expectation = { readonly text: string } & (
  | { readonly kind: 'state'; readonly actor: string; readonly vc?: number; readonly state: string }
  | { readonly kind: 'parameters'; readonly vc: number; readonly parameters: string }
  | { readonly kind: 'lists'; readonly vc: number; readonly of: 'sends' | 'receives'; readonly count: number }
  | { readonly kind: 'nothingOwed' }
  | { readonly kind: 'down' }
);

/** What became of an expectation. */
export interface Met {
  readonly text: string;
  readonly met: boolean;
  readonly found: string;
}

const examples = [
  'vc 1 is active',
  'vc 1 is connected',
  'vc 1 is gone',
  'vc 1 has parameters P2',
  'vc 1 has 1 receive out',
  'adapter 1 is draining',
  'nothing is owed',
  'the system is down',
];
const mapKeys = ['vc', 'life', 'call', 'parameters', 'sends', 'receives'];

/** Reads a list of expectations, each a sentence, or a map about one VC. */
export const readExpectations = (reader: Reader, at: Place, among: readonly Topology[]): readonly Expectation[] =>
  (reader.items(at, '`expect`') ?? []).flatMap((item) =>
    isMap(item) ? readMap(reader, item, among) : (readSentence(reader, item, among) ?? []),
  );

function readSentence(reader: Reader, at: Place, among: readonly Topology[]): Expectation | null {
  const text = reader.text(at, 'an expectation')?.trim();
  if (text === undefined) {
    return null;
  }
  if (text === 'nothing is owed') return { kind: 'nothingOwed', text };
  if (text === 'the system is down') return { kind: 'down', text };
  const [, vc, parameters, count, of] =
    /^vc (\d{1,2}) has (?:parameters ([\w.-]+)|(no|\d{1,3}) (send|receive)s? out)$/.exec(text) ?? [];
  if (vc !== undefined) {
    return parameters !== undefined
      ? { kind: 'parameters', text, vc: Number(vc), parameters }
      : {
          kind: 'lists',
          text,
          vc: Number(vc),
          of: of === 'send' ? 'sends' : 'receives',
          count: count === 'no' ? 0 : Number(count),
        };
  }
  const [, actor, number, state] = /^(\w+)(?: (\d{1,2}))? is (\w+)$/.exec(text) ?? [];
  return actor === undefined || state === undefined
    ? reader.wrong(at, 'an expectation', `a sentence like ${choice(examples)}`, examples)
    : stateOf(reader, at, { text, actor, vc: number === undefined ? undefined : Number(number), state }, among);
}

interface Named {
  readonly text: string;
  readonly actor: string;
  readonly vc: number | undefined;
  readonly state: string;
}

function stateOf(
  reader: Reader,
  at: Place,
  { text, actor, vc, state }: Named,
  among: readonly Topology[],
): Expectation | null {
  for (const topology of among) {
    const states = statesOf(actor, vc !== undefined, topology);
    if (!states) {
      const names = actorNames(among).map((name) => name.replace('[]', ' 1'));
      return reader.unknown(at, 'an actor', vc === undefined ? actor : `${actor} ${vc}`, names);
    }
    const named = vc === undefined ? states : [...states, 'gone'];
    if (!named.includes(state)) {
      return reader.unknown(at, `the state of ${actor}`, state, named);
    }
  }
  return { kind: 'state', text, actor, state, ...(vc === undefined ? {} : { vc }) };
}

function readMap(reader: Reader, at: Place, among: readonly Topology[]): readonly Expectation[] {
  const entries = reader.entries(at, 'an expectation', mapKeys);
  const number = entries?.get('vc');
  if (!entries || !number) {
    reader.report('CONDIS5104', at, 'An expectation that is a map needs `vc`.', 'no `vc`', mapKeys);
    return [];
  }
  const vc = reader.integer(number.value, '`vc`', 1, 64);
  if (vc === null) {
    return [];
  }
  return [...entries.values()].flatMap((entry) => readDetail(reader, entry, vc, among) ?? []);
}

function readDetail(reader: Reader, { key, value }: Entry, vc: number, among: readonly Topology[]): Expectation | null {
  switch (key) {
    case 'life':
    case 'call': {
      const state = scalarOf(value);
      const text = `vc ${vc} is ${shown(state)}`;
      return stateOf(
        reader,
        value,
        { text, actor: 'vc', vc, state: typeof state === 'string' ? state : shown(state) },
        among,
      );
    }
    case 'parameters': {
      const parameters = reader.word(value, '`parameters`');
      return parameters === null
        ? null
        : { kind: 'parameters', text: `vc ${vc} has parameters ${parameters}`, vc, parameters };
    }
    case 'sends':
    case 'receives': {
      const count = reader.integer(value, `\`${key}\``, 0, 999);
      const text = `vc ${vc} has ${count ?? 0} ${key} out`;
      return count === null ? null : { kind: 'lists', text, vc, of: key, count };
    }
    default:
      return null;
  }
}

/** Compares an expectation with the state of the system. */
export function check(expectation: Expectation, snapshot: SystemSnapshot, topology: Topology): Met {
  const { text } = expectation;
  const answer = (found: string, met: boolean): Met => ({ text, met, found });
  switch (expectation.kind) {
    case 'nothingOwed': {
      const debts = owed(snapshot);
      return answer(debts.length === 0 ? 'nothing is owed' : debts.join('; '), debts.length === 0);
    }
    case 'down':
      return answer(
        snapshot.status === 'bugCheck' ? 'the system is down' : 'the system runs',
        snapshot.status === 'bugCheck',
      );
    case 'parameters': {
      const found = vcOf(snapshot, expectation.vc)?.parameters ?? 'none';
      return answer(`vc ${expectation.vc} has parameters ${found}`, found === expectation.parameters);
    }
    case 'lists': {
      const { vc, of, count } = expectation;
      const found = vcOf(snapshot, vc)?.[of].length ?? 0;
      return answer(`vc ${vc} has ${found} ${of} out`, found === count);
    }
    case 'state': {
      const { actor, vc, state } = expectation;
      const name = `${actor === 'provider' ? providerOf(topology) : actor}${vc === undefined ? '' : `[${vc}]`}`;
      const leaves = leavesOf(snapshot.actors[name]?.value ?? 'gone');
      const isGone = leaves.some((leaf) => ['gone', 'absent', 'deleted'].includes(leaf));
      return answer(
        `${actor}${vc === undefined ? '' : ` ${vc}`} is ${leaves.join(', ')}`,
        leaves.includes(state) || (state === 'gone' && isGone),
      );
    }
  }
}

const vcOf = ({ actors }: SystemSnapshot, vc: number): VcContext | undefined =>
  actors[`vc[${vc}]`]?.context as VcContext | undefined;

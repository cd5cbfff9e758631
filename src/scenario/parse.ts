import { sequences, sequenceIds, variantsOf } from '../protocol/sequences.js';
import { topologies } from '../protocol/roles.js';
import type { Topology } from '../protocol/roles.js';
import { readExpectations } from './expectations.js';
import { faultOf } from './faults.js';
import type { Problem } from './problems.js';
import { isSeq, Reader } from './reader.js';
import type { Entry, Place } from './reader.js';
import type { FaultStep, Scenario, ScenarioOptions } from './scenario.types.js';
import { readSteps } from './steps.js';

/** A scenario, or everything that is wrong with its text. */
export type Parsed =
  { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problems: readonly Problem[] };

const keys = ['title', 'documents', 'topology', 'boot', 'options', 'faults', 'given', 'steps', 'expect'];
const required = ['title', 'steps'];
const variants = sequenceIds.flatMap((id) => variantsOf(id));

/** Reads a scenario from YAML or JSON. Nothing is thrown: all that is wrong comes back at once, each with its place. */
export function parseScenario(text: string, name: string): Parsed {
  const reader = new Reader(text);
  const root = reader.root();
  const entries = reader.problems.length > 0 ? null : reader.entries(root, 'a scenario', keys);
  for (const key of required) {
    if (entries && !entries.has(key)) {
      reader.report('CONDIS5104', root, `A scenario needs \`${key}\`.`, `no \`${key}\``, required);
    }
  }
  const scenario = readScenario(reader, entries ?? new Map(), name);
  return reader.problems.length === 0 ? { ok: true, scenario } : { ok: false, problems: inOrder(reader.problems) };
}

function readScenario(reader: Reader, entries: ReadonlyMap<string, Entry>, name: string): Scenario {
  const read = <T>(key: string, how: (at: Place, what: string) => T | null): T | null => {
    const entry = entries.get(key);
    return entry ? how(entry.value, `\`${key}\``) : null;
  };
  const among = read('topology', (at) => readTopologies(reader, at)) ?? ['cm'];
  const documents = read('documents', (at) => readVariant(reader, at, among));
  return {
    name,
    title: read('title', (at, what) => reader.text(at, what)) ?? '',
    ...(documents === null ? {} : { documents }),
    topologies: among,
    options: read('options', (at) => readOptions(reader, at)) ?? {},
    boot: read('boot', (at, what) => reader.flag(at, what)) ?? true,
    faults: read('faults', (at) => readFaults(reader, at, among)) ?? [],
    given: read('given', (at, what) => readSteps(reader, at, what, among)) ?? [],
    steps: read('steps', (at, what) => readSteps(reader, at, what, among)) ?? [],
    expect: read('expect', (at) => readExpectations(reader, at, among)) ?? [],
  };
}

function readTopologies(reader: Reader, at: Place): readonly Topology[] | null {
  const places = isSeq(at) ? (at.items as Place[]) : [at];
  const read = places.slice(0, 8).flatMap((place) => reader.oneOf(place, '`topology`', topologies) ?? []);
  if (places.length === 0) {
    return reader.wrong(at, '`topology`', '`cm`, `mcm` or both', topologies);
  }
  return read.length === 0 ? null : [...new Set(read)];
}

function readVariant(reader: Reader, at: Place, among: readonly Topology[]): string | null {
  const id = reader.oneOf(
    at,
    '`documents`',
    variants.map((variant) => variant.id),
  );
  const variant = variants.find((candidate) => candidate.id === id);
  for (const topology of variant ? among : []) {
    if (!variant?.topologies.includes(topology)) {
      const reason = variant?.reason === undefined ? '' : ` The reason: ${variant.reason}.`;
      const message = `Topology ${topology} does not know ${id ?? ''}.${reason}`;
      reader.report('CONDIS5107', at, message, id ?? '', variant?.topologies ?? []);
      return null;
    }
  }
  return id;
}

function readOptions(reader: Reader, at: Place): ScenarioOptions {
  const entries = reader.entries(at, '`options`', ['callbackOrder', 'mcmCompletion', 'mcmCloses', 'patience']);
  const given = <K extends keyof ScenarioOptions>(key: K, how: (place: Place) => ScenarioOptions[K] | null) => {
    const entry = entries?.get(key);
    const value = entry && how(entry.value);
    return value === undefined || value === null ? {} : { [key]: value };
  };
  return {
    ...given('callbackOrder', (place) =>
      reader.oneOf(place, '`callbackOrder`', ['protocolFirst', 'miniportFirst'] as const),
    ),
    ...given('mcmCompletion', (place) => reader.oneOf(place, '`mcmCompletion`', ['ndis', 'self', 'none'] as const)),
    ...given('mcmCloses', (place) =>
      reader.oneOf(place, '`mcmCloses`', ['afterDeactivation', 'beforeDeactivation'] as const),
    ),
    ...given('patience', (place) => reader.integer(place, '`patience`', 1, 86_400_000)),
  };
}

const readFaults = (reader: Reader, at: Place, among: readonly Topology[]): readonly FaultStep[] =>
  (reader.items(at, '`faults`') ?? []).flatMap((item) => faultOf(reader, item, among) ?? []);

const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  [...problems].sort((a, b) => a.line - b.line || a.column - b.column);

/** The documented variant behind an id. */
export const variantOf = (id: string) => variants.find((variant) => variant.id === id);

/** The title of a documented sequence. */
export const titleOf = (id: (typeof sequenceIds)[number]): string => sequences[id].title;

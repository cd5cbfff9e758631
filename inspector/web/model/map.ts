import type { Plain } from '../../common/plain.js';
import { lineOf } from '../../common/plain.js';
import type { Run, Standing } from '../../common/run.js';
import type { SequenceModel } from './sequence.js';
import { ordered, partyOf } from './parties.js';
import { valueText } from './states.js';

/** An actor in the map of the system. */
export interface Station {
  readonly name: string;
  readonly state: string;
  readonly status: Standing['status'];
  /** What it has in its hands: lists that are out, answers that it owes. */
  readonly facts: readonly string[];
}

/** A party, with its actors, and with what it owes. */
export interface Party {
  readonly name: string;
  readonly stations: readonly Station[];
  readonly owes: readonly { readonly fn: string; readonly place: number }[];
}

/** Between whom something is shared, and what: handles, calls under way. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export interface SystemMap {
  readonly parties: readonly Party[];
  readonly links: readonly Link[];
}

/** Everybody who is there after the record at a place, what they owe each other, and what they are talking about. */
export const mapAt = (run: Run, model: SequenceModel, place: number, row: number): SystemMap => {
  const standings = run.standings(place);
  const owed = model.barsIn(row, row + 1).filter((bar) => bar.kind === 'pended' && bar.from <= row);
  const byParty = new Map<string, Standing[]>();
  for (const standing of standings) {
    const party = partyOf(standing.name);
    byParty.set(party, [...(byParty.get(party) ?? []), standing]);
  }
  const names = ordered([...new Set([...byParty.keys(), ...owed.map(({ lane }) => lane)])], []);
  const parties = names.map((name): Party => ({
    name,
    stations: (byParty.get(name) ?? []).map(stationOf),
    owes: owed.filter(({ lane, to }) => lane === name && (to === undefined || to > row)).map(debt),
  }));
  return { parties, links: linksOf(standings) };
};

const debt = ({ fn, place }: { readonly fn: string; readonly place: number }) => ({ fn, place });

const stationOf = ({ name, value, context, status }: Standing): Station => ({
  name,
  state: valueText(value),
  status,
  facts: factsOf(context),
});

/** Of a context, what is not empty: lists that are out, flags that are set. */
const factsOf = (context: Plain): readonly string[] =>
  Object.entries(typeof context === 'object' && context !== null ? context : {}).flatMap(([key, value]) => {
    if (Array.isArray(value)) return value.length === 0 ? [] : [`${key}: ${value.length}`];
    if (value === true) return [key];
    return typeof value === 'number' && value !== 0 && key !== 'vc' ? [`${key}: ${lineOf(value)}`] : [];
  });

/** The handles of NDIS, and who holds them. */
const linksOf = (standings: readonly Standing[]): readonly Link[] => {
  const handles = standings.filter(({ name }) => /^(?:af|sap|vc)(?:\[\d+\])?$/.test(name));
  const parties = new Set(standings.map(({ name }) => partyOf(name)));
  return handles.flatMap(({ name, value }) => {
    const state = valueText(value);
    if (/^(?:absent|none|unregistered|deleted)(?: ·|$)/.test(state)) return [];
    const drivers = name.startsWith('vc')
      ? ['client', 'callManager', 'mcm', 'miniport']
      : ['client', 'callManager', 'mcm'];
    return drivers.filter((driver) => parties.has(driver)).map((to) => ({ from: name, to, text: state }));
  });
};

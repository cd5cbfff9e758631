import type { WaitingMessage } from '../../common/mail.js';
import type { Plain } from '../../common/plain.js';
import { lineOf } from '../../common/plain.js';
import type { Run, Standing } from '../../common/run.js';
import type { PartyBar, SequenceModel } from './sequence.js';
import { ordered, partyOf, typeOf } from './parties.js';
import { valueText } from './states.js';

/** Something that is not done yet, and the place of the record with which it began. */
export interface Pending {
  readonly kind: 'owed' | 'mail';
  readonly text: string;
  /** The same in a sentence. */
  readonly title: string;
  readonly place: number;
}

/** An actor in the map of the system. */
export interface Station {
  readonly name: string;
  readonly state: string;
  readonly status: Standing['status'];
  /** What it has in its hands: lists that are out, answers that it owes. */
  readonly facts: readonly string[];
  /** What waits in its mailbox, and the operations that it has yet to complete. */
  readonly pending: readonly Pending[];
}

/** A party, with its actors, and with what it owes. */
export interface Party {
  readonly name: string;
  readonly stations: readonly Station[];
  /** What the party owes without its being known which of its actors does. */
  readonly pending: readonly Pending[];
}

/** Between whom something is shared, and what: handles, and the message that is just being taken. */
export interface Link {
  readonly kind: 'handle' | 'message';
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
  const debts = model
    .barsIn(row, row + 1)
    .filter(({ kind, from, to }) => kind === 'pended' && from <= row && (to === undefined || to > row))
    .map((bar) => ({ ...bar, actor: debtorOf(run, bar) }));
  const mail = run.waiting(place);
  const byParty = new Map<string, Standing[]>();
  for (const standing of standings) {
    const party = partyOf(standing.name);
    byParty.set(party, [...(byParty.get(party) ?? []), standing]);
  }
  const names = ordered([...new Set([...byParty.keys(), ...debts.map(({ lane }) => lane)])], []);
  const parties = names.map((name): Party => {
    const stations = byParty.get(name) ?? [];
    const own = debts.filter(({ lane }) => lane === name);
    const isThere = (actor: string | undefined) => stations.some((station) => station.name === actor);
    return {
      name,
      stations: stations.map((station) => ({
        ...stationOf(station),
        pending: [
          ...own.filter(({ actor }) => actor === station.name).map((debt) => owed(station.name, debt)),
          ...mail.filter(({ to }) => to === station.name).map(inMail),
        ],
      })),
      pending: own.filter(({ actor }) => !isThere(actor)).map((debt) => owed(name, debt)),
    };
  });
  return { parties, links: [...linksOf(standings), ...messageAt(run, place)] };
};

/** How far from the record of a call its step is looked for. */
const near = 500;

/** The actor that was told what its party still owes; nothing where the run shows no actors. */
const debtorOf = (run: Run, { lane, fn, place }: PartyBar): string | undefined => {
  const by = run.at(place)?.kind === 'call' ? 1 : -1;
  for (let at = place, left = near; left > 0; at += by, left -= 1) {
    const record = run.at(at);
    if (!record) return undefined;
    if (record.kind === 'step' && typeOf(record.event) === fn && partyOf(record.actor) === lane) return record.actor;
  }
  return undefined;
};

const owed = (name: string, { fn, place }: PartyBar): Pending => ({
  kind: 'owed',
  text: fn,
  title: `${name} owes the completion of ${fn}`,
  place,
});

const inMail = ({ to, from, event, why, delay = 0, place }: WaitingMessage): Pending => {
  const [name, sender] = [eventText(typeOf(event)), from ?? 'outside'];
  const titles = {
    deferred: `${to} wants ${name} from ${sender} later`,
    delayed: `${name} from ${sender} comes to ${to} after ${delay} ms`,
    sent: `${name} from ${sender} is on its way to ${to}`,
  };
  const text = why === 'delayed' ? `${name} after ${delay} ms` : `${name} from ${sender}`;
  return { kind: 'mail', text, title: titles[why], place };
};

/** An event as people say it: the end of a delay is named after the state that it ends. */
const eventText = (type: string): string => {
  const state = /^xstate\.after\..*?([^.]+)$/.exec(type)?.[1];
  return state === undefined ? type : `end of ${state}`;
};

/** Who has sent what is taken at a place, and who takes it. */
const messageAt = (run: Run, place: number): readonly Link[] => {
  const record = run.at(place);
  if (record?.kind !== 'step' || record.from === null || record.from === record.actor) return [];
  return [{ kind: 'message', from: record.from, to: record.actor, text: typeOf(record.event) }];
};

const stationOf = ({ name, value, context, status }: Standing): Omit<Station, 'pending'> => ({
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
    return drivers
      .filter((driver) => parties.has(driver))
      .map((to) => ({ kind: 'handle' as const, from: name, to, text: state }));
  });
};

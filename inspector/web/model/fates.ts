import type { Structure } from '../../../src/chart/index.js';
import type { Plain } from '../../common/plain.js';
import type { EventFate } from '../../common/protocol.js';
import type { FateTable } from '../../common/wire.js';
import { activeIds, leavesOf } from './states.js';

type Verdict = EventFate['verdict'];

const verdicts = { next: 'taken', defer: 'deferred', ignore: 'ignored', illegal: 'refused' } as const;
const weight: Readonly<Record<Verdict, number>> = { refused: 3, taken: 2, deferred: 1, ignored: 0 };

/** What an actor would do with each event that it knows, as far as its chart and its table of fates tell. */
export const fatesIn = (structure: Structure, value: Plain, table: FateTable | undefined): readonly EventFate[] => {
  const active = new Set(activeIds(structure, value));
  const leaves = leavesOf(value);
  const found = new Map<string, EventFate>();
  const add = (fate: EventFate): void => {
    const known = found.get(fate.event);
    if (!known || weight[fate.verdict] > weight[known.verdict]) found.set(fate.event, { ...known, ...fate });
  };
  for (const { event, trigger, source, isForbidden } of structure.transitions) {
    if (trigger === 'event' && active.has(source) && !isForbidden) add({ event, verdict: 'taken' });
  }
  for (const [event, row] of Object.entries(table ?? {})) {
    for (const leaf of leaves) {
      const cell = row[leaf] ?? row['otherwise'];
      if (!cell) continue;
      const [rule] = cell.rules ?? [];
      add({
        event,
        verdict: verdicts[cell.fate],
        ...(rule !== undefined && cell.fate === 'illegal' && { rule }),
        ...(cell.why !== undefined && { because: cell.why }),
      });
    }
  }
  return [...found.values()];
};

const order: readonly Verdict[] = ['taken', 'refused', 'deferred', 'ignored'];

const isReturn = ({ event }: EventFate): number => (event.endsWith(' returns') ? 1 : 0);

/** Fates by what becomes of the event, what is taken first, returns last. What a machine says to itself is left out. */
export const grouped = (fates: readonly EventFate[]): ReadonlyMap<Verdict, readonly EventFate[]> =>
  new Map(
    order.flatMap((verdict) => {
      const those = fates
        .filter((fate) => fate.verdict === verdict && !fate.event.startsWith('xstate.'))
        .sort((a, b) => isReturn(a) - isReturn(b));
      return those.length === 0 ? [] : [[verdict, those] as const];
    }),
  );

/** The words for what becomes of an event, and a sign that needs no colour. */
export const verdictWords: Readonly<Record<Verdict, { readonly sign: string; readonly text: string }>> = {
  taken: { sign: '●', text: 'possible now' },
  refused: { sign: '✕', text: 'illegal now' },
  deferred: { sign: '◷', text: 'put off until later' },
  ignored: { sign: '○', text: 'without effect' },
};

/** Why an event is what it is, in one line. */
export const reasonOf = ({ verdict, rule, because }: EventFate): string =>
  [verdictWords[verdict].text, rule, because].filter((part) => part !== undefined).join(' — ');

/** Where an event would lead: ids of states, by the chart. */
export const goalsOf = (structure: Structure, value: Plain, event: string): readonly string[] => {
  const active = new Set(activeIds(structure, value));
  return structure.transitions.flatMap((each) => (each.event === event && active.has(each.source) ? each.targets : []));
};

/** The transitions that an event could take, wherever the machine is. */
export const waysOf = ({ transitions }: Structure, event: string): readonly string[] =>
  transitions.flatMap((each) => (each.event === event ? [each.id] : []));

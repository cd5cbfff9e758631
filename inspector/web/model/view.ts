import type { Run } from '../../common/run.js';
import type { View } from '../../common/url.js';
import { ordered } from './parties.js';
import type { SequenceModel } from './sequence.js';

/** The charts that tell most about a connection, for whoever has not chosen any. */
const telling = ['vc[1]', 'adapter[1]'];

/** The actors whose charts are shown: those chosen, or those that tell most. */
export const chartsOf = (run: Run, { charts }: View): readonly string[] => {
  if (charts) return charts.filter((name) => name !== '');
  const able = run.actors.filter((name) => run.placesOf(name).length > 0);
  const known = telling.filter((name) => able.includes(name));
  if (known.length > 0) return known;
  const drawn = able.filter((name) => chartOf(run, name) !== null);
  return drawn.slice(-2);
};

/** The name of the chart that an actor runs; null where it runs none. */
export const chartOf = (run: Run, actor: string): string | null => {
  const [birth] = run.placesOf(actor);
  const record = birth === undefined ? undefined : run.at(birth);
  return record?.kind === 'actor' ? record.chart : null;
};

/** All lanes in their order, and those of them that are shown. */
export const lanesOf = (model: SequenceModel, { lanes = [], hidden = [] }: View) => {
  const all = ordered(model.parties, lanes, model.roles);
  return { all, shown: all.filter((name) => !hidden.includes(name)) };
};

const call = /^call:(\d+)$/;

/** The places of the calls that are folded. */
export const foldedCalls = ({ folded = [] }: View): ReadonlySet<number> =>
  new Set(folded.flatMap((text) => (call.test(text) ? [Number(call.exec(text)?.[1])] : [])));

/** The states of a chart that are drawn closed. */
export const collapsedIn = ({ folded = [] }: View, chart: string): readonly string[] =>
  folded.filter((text) => text === chart || text.startsWith(`${chart}.`)).sort();

/** A list with something added, or without it where it was there. */
export const toggled = (list: readonly string[] = [], item: string): readonly string[] =>
  list.includes(item) ? list.filter((each) => each !== item) : [...list, item];

import { drawChart } from '../../../chart/index.js';
import type { Layout } from '../../../chart/index.js';
import type { Coverage, CoverageItem } from '../../../generate/index.js';
import { partsOf } from '../../../system/index.js';
import type { Part } from '../../../system/index.js';

/** A statechart with what was met of it. */
export interface ChartPicture {
  readonly name: string;
  readonly svg: string;
  readonly met: readonly string[];
  readonly missed: readonly string[];
}

/** The charts in which anything that coverage lists is a state: how often each was met, by its badge. */
export function picturesOf({ dimensions }: Coverage, layouts: readonly Layout[]): readonly ChartPicture[] {
  const visits = dimensions.flatMap(({ dimension, items }): readonly Visit[] => {
    if (dimension === 'events') return items.flatMap(eventVisits);
    return dimension === 'states' ? items.flatMap(stateVisits) : [];
  });
  const byChart = new Map<string, Visit[]>();
  for (const visit of visits) {
    const known = byChart.get(visit.chart);
    if (known) known.push(visit);
    else byChart.set(visit.chart, [visit]);
  }
  return layouts.flatMap((layout) => {
    const found = byChart.get(layout.title);
    return found ? [pictureOf(layout, found)] : [];
  });
}

/** Something that was met, or was not, while a chart stood in a state. */
interface Visit {
  readonly chart: string;
  readonly leaf: string;
  readonly times: number;
}

/** `vc: NdisClMakeCall in created`. */
function eventVisits({ name, times }: CoverageItem): readonly Visit[] {
  const [, chart, leaf] = /^(\w+): .+ in (\w+)$/.exec(name) ?? [];
  return chart === undefined || leaf === undefined ? [] : [{ chart, leaf, times }];
}

/** `S12 vc[1] active·connected, client[1] connected`. */
const stateVisits = ({ name, times }: CoverageItem): readonly Visit[] =>
  [...name.matchAll(/(\w+\[\d+\]) (\w+(?:·\w+)*)(?=,|$)/g)].flatMap(([, actor = '', leaves = '']) => {
    const chart = chartOf.get(actor.replace(/\d+/, ''));
    return chart === undefined ? [] : leaves.split('·').map((leaf) => ({ chart, leaf, times }));
  });

const nameOf = ({ name, perVc }: Part): string => (perVc ? `${name}[]` : name);

/** The charts of actors, by the names of the actors without numbers. */
const chartOf: ReadonlyMap<string, string> = new Map(
  (['cm', 'mcm'] as const)
    .flatMap((topology) => partsOf(topology, { topology }))
    .map((part) => [nameOf(part), part.machine.id] as const),
);

function pictureOf(layout: Layout, visits: readonly Visit[]): ChartPicture {
  const leaves = layout.nodes.filter(({ kind, isOpen }) => kind !== 'initial' && kind !== 'history' && !isOpen);
  const times = new Map<string, number>();
  for (const visit of visits) times.set(visit.leaf, (times.get(visit.leaf) ?? 0) + visit.times);
  const timesOf = (id: string): number => times.get(id.slice(id.lastIndexOf('.') + 1)) ?? 0;
  const heat = Object.fromEntries(leaves.map(({ id }) => [id, timesOf(id)]));
  const named = (isMet: boolean): readonly string[] =>
    leaves.filter(({ id }) => timesOf(id) > 0 === isMet).map(({ id }) => id);
  const [met, missed] = [named(true), named(false)];
  const description = `${met.length} of ${leaves.length} states were met.`;
  const svg = drawChart(layout, { heat, description, withoutStyle: true });
  return { name: layout.title, svg, met, missed };
}

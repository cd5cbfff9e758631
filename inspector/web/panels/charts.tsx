import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Layout } from '../../../src/chart/index.js';
import { drawChart } from '../../../src/chart/draw.js';
import { briefName } from '../../common/brief.js';
import type { EventFate } from '../../common/protocol.js';
import type { ChartRecord } from '../../common/wire.js';
import { fatesIn, reasonOf } from '../model/fates.js';
import { marksOf, noMarks } from '../model/marks.js';
import { valueText } from '../model/states.js';
import { chartOf, chartsOf, collapsedIn, toggled } from '../model/view.js';
import { IconButton, Toggle } from '../ui/button.js';
import { Panel } from '../ui/panel.js';
import { download } from '../ui/picture.js';
import { hideTip, showTip } from '../ui/tip.js';
import type { Store } from '../store.js';
import { ChartPicture } from './chartPicture.js';
import type { PointedAt } from './chartPicture.js';
import { EventList } from './eventList.js';

/** The statecharts of the chosen actors, side by side. */
export const Charts = ({ store }: { readonly store: Store }) => {
  const { run, view } = store;
  const shown = chartsOf(run, view);
  const others = run.actors.filter((name) => !shown.includes(name) && chartOf(run, name) !== null);
  return (
    <Panel
      id="charts"
      title="Statecharts"
      tools={
        <>
          <label class="pick">
            <span class="hidden">Show the chart of another actor</span>
            <select
              value=""
              onChange={({ currentTarget }) => {
                if (currentTarget.value !== '') store.show({ charts: [...shown, currentTarget.value] });
                currentTarget.value = '';
              }}
            >
              <option value="">+ actor</option>
              {others.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <Toggle
            isOn={view.full ?? false}
            onClick={() => store.show({ full: !view.full })}
            hint="Draws all that is written in the charts: events, guards, actions"
          >
            Details
          </Toggle>
          <Toggle
            isOn={view.heat ?? false}
            onClick={() => store.show({ heat: !view.heat })}
            hint="How often each state was entered in this run: what is bare was never seen"
          >
            Coverage
          </Toggle>
        </>
      }
    >
      <div class="cards">
        {shown.map((name) => (
          <ChartCard key={`${store.generation} ${name}`} store={store} actor={name} shown={shown} />
        ))}
        {shown.length === 0 && <p class="empty">Nobody is here yet. Charts appear with their actors.</p>}
      </div>
    </Panel>
  );
};

interface CardProps {
  readonly store: Store;
  readonly actor: string;
  readonly shown: readonly string[];
}

const ChartCard = ({ store, actor, shown }: CardProps) => {
  const { run, cursor, view } = store;
  const [hovered, setHovered] = useState<string>();
  const [fit, setFit] = useState(0);
  const chart = chartOf(run, actor);
  const record = chart === null ? undefined : run.charts.get(chart);
  const standing = run.standing(actor, cursor);
  const layout = useLayout(store, record);
  const fates = useFates(store, actor, record);
  const step = standing && run.at(standing.since);
  const marks = useMemo(() => {
    if (!record || !standing) return noMarks;
    const taken = step?.kind === 'step' ? step.transitions.flat() : [];
    const arrows = layout?.edges.map(({ id }) => id) ?? [];
    return marksOf(record.structure, { value: standing.value, taken, fates, event: hovered }, arrows);
  }, [record, layout, standing?.since, fates, hovered]);
  const heat = view.heat && chart !== null ? store.tally.of(chart) : undefined;

  const onPoint = (at: PointedAt | undefined, x: number, y: number): void => {
    const text = at && record ? remark(at, record, fates) : '';
    setHovered(at?.kind === 'event' ? at.events[0] : undefined);
    if (text === '') hideTip();
    else showTip(text, { x, y });
  };
  const save = (): void => {
    if (!layout) return;
    const illegal = Object.fromEntries(
      fates.flatMap((fate) => (fate.verdict === 'refused' ? [[fate.event, reasonOf(fate)]] : [])),
    );
    const options = { active: marks.active, last: marks.last, possible: marks.possible, illegal, title: actor };
    download(
      `${actor.replace(/\W+/g, '-')}.svg`,
      drawChart(layout, { ...options, ...(heat && { heat: Object.fromEntries(heat) }) }),
      'image/svg+xml',
    );
  };
  const isWide = layout !== undefined && layout.width > layout.height * 1.15;
  const state = standing ? valueText(standing.value) : '';
  return (
    <article class="card" aria-label={`Chart of ${actor}`}>
      <header class="card-head">
        <h3>{actor}</h3>
        <p class="state" data-actor={actor}>
          {standing ? state : (run.placesOf(actor)[0] ?? 0) <= cursor ? 'is gone' : 'is not there yet'}
        </p>
        <div class="tools">
          <IconButton icon="fit" label="Show all of the chart (0)" onClick={() => setFit(fit + 1)} />
          <IconButton icon="save" label="Save the chart as SVG" onClick={save} isOff={!layout} />
          <IconButton
            icon="close"
            label={`Close the chart of ${actor}`}
            onClick={() => store.show({ charts: shown.length === 1 ? [''] : shown.filter((name) => name !== actor) })}
          />
        </div>
      </header>
      <div class={`card-body ${view.full ? '' : 'brief'} ${isWide ? 'wide' : ''}`}>
        {layout ? (
          <ChartPicture
            {...{ layout, marks, heat, fit, onPoint }}
            isLarge={view.full ?? false}
            label={`Statechart of ${actor}${state === '' ? '' : `, now ${state}`}`}
            onToggle={(id) => store.show({ folded: toggled(view.folded, id) })}
          />
        ) : (
          <p class="empty">{record ? 'The chart is being arranged …' : 'This actor has no chart.'}</p>
        )}
        {record && <EventList {...{ store, fates, hovered }} onHover={setHovered} actor={actor} />}
      </div>
      {record && (
        <ul class="hidden" aria-label={`States of ${actor}`}>
          {record.structure.nodes.slice(1).map(({ id }) => (
            <li key={id} aria-current={marks.active.has(id) ? 'step' : undefined}>
              {id.slice(record.structure.id.length + 1)}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
};

/** What is said about what the pointer is on. */
const remark = (at: PointedAt, { structure }: ChartRecord, fates: readonly EventFate[]): string => {
  const told = (event: string): string => {
    const fate = fates.find((each) => each.event === event);
    return fate ? `${event}\n${reasonOf(fate)}` : event;
  };
  if (at.kind === 'event') return at.events.map(told).join('\n');
  if (at.kind === 'node') {
    const node = structure.nodes.find(({ id }) => id === at.id);
    if (!node) return '';
    return [node.key, node.description ?? '', node.rules.join(', ')].filter((line) => line !== '').join('\n');
  }
  const [source, target] = at.id.split(' -> ');
  const ways = structure.transitions.filter((each) => each.source === source && each.targets.includes(target ?? ''));
  return ways
    .map(({ text, guard }) => `${text}${guard === undefined ? '' : ` [${guard}]`}`)
    .slice(0, 12)
    .join('\n');
};

/** Where everything of a chart stands: told by the report, or by the server. */
const useLayout = (store: Store, record: ChartRecord | undefined): Layout | undefined => {
  const { view, layouts, answers } = store;
  const [kept, setKept] = useState<Layout>();
  const brief = !view.full;
  const collapsed = record ? collapsedIn(view, record.structure.id) : [];
  const key = `layout ${record?.chart ?? ''} ${brief} ${collapsed.join()}`;
  const plain = `layout ${record?.chart ?? ''} false ${collapsed.join()}`;
  const ask = (isBrief: boolean): Layout | undefined =>
    record &&
    answers.get(`layout ${record.chart}`, isBrief ? key : plain, {
      ask: 'layout',
      chart: record.chart,
      collapsed,
      ...(isBrief && { brief: true }),
    });
  const inlined = record && (layouts[brief ? briefName(record.chart) : record.chart] ?? layouts[record.chart]);
  const found =
    inlined ??
    (store.isConnected ? (ask(brief) ?? (answers.failure(key) === undefined ? undefined : ask(false))) : undefined);
  useEffect(() => {
    if (found) setKept(found);
  }, [found]);
  return found ?? kept;
};

/** What the actor would do with every event: as the server knows it, and until then as the chart tells. */
const useFates = (store: Store, actor: string, record: ChartRecord | undefined): readonly EventFate[] => {
  const { run, cursor, answers } = store;
  const standing = run.standing(actor, cursor);
  const told = useMemo(
    () => (record && standing && !store.hurry.isOn ? fatesIn(record.structure, standing.value, record.fates) : []),
    [record, standing?.since, store.hurry.isOn],
  );
  const last = useRef(told);
  if (store.hurry.isOn) return last.current;
  const key = `fates ${store.runId} ${actor} ${standing?.since ?? ''}`;
  const asked = standing && store.canDrive;
  last.current = (asked && answers.get(`fates ${actor}`, key, { ask: 'fates', at: cursor, actor })) || told;
  return last.current;
};

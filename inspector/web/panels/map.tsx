import { useMemo } from 'preact/hooks';
import { mapAt } from '../model/map.js';
import type { Link, Party, Station } from '../model/map.js';
import type { Store } from '../store.js';
import { useSize } from '../ui/size.js';
import { chartOf, chartsOf } from '../model/view.js';

/** Pixels: of a line of text, of what is around it, and between parties. */
const [line, pad, space] = [19, 10, 26];
const headLine = 24;

interface Placed {
  readonly party: Party;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Everybody who is there, what they hold of each other, and what they owe. */
export const SystemMapPanel = ({ store }: { readonly store: Store }) => {
  const { run, cursor, sequence } = store;
  const [host, { width }] = useSize<HTMLDivElement>();
  const row = useMemo(() => lastRow(store), [run, run.length, cursor]);
  const map = useMemo(() => mapAt(run, sequence, cursor, row), [run, cursor, row]);
  const room = Math.max(200, width - 22);
  const isNarrow = room < 440;
  const parties = isNarrow ? map.parties.map((party) => withHolders(party, map.links)) : map.parties;
  const { placed, height } = arrange(parties, room, isNarrow);
  const at = new Map(
    placed.flatMap((each) => stationsOf(each).map(({ station, y }) => [station.name, { ...each, y }] as const)),
  );
  const boxes = new Map(placed.map((each) => [each.party.name, each] as const));
  const shown = chartsOf(run, store.view);
  return (
    <div class="map scroll" ref={host} tabIndex={0} role="group" aria-label="Map of the system, and who owes what">
      <svg width={room} height={height} viewBox={`0 0 ${room} ${height}`} role="img" aria-label="Map of the system">
        {(isNarrow ? [] : map.links).map(({ from, to, text }) => {
          const [begin, end] = [at.get(from), boxes.get(to)];
          if (!begin || !end) return null;
          const isLeft = end.x < begin.x;
          const [x1, y1] = [isLeft ? begin.x : begin.x + begin.w, begin.y + line / 2];
          const [x2, y2] = [isLeft ? end.x + end.w : end.x, end.y + Math.min(headLine / 2 + 2, end.h / 2)];
          const middle = (x1 + x2) / 2;
          return (
            <path key={`${from} ${to}`} class="link" d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}>
              <title>{`${to} holds ${from} (${text})`}</title>
            </path>
          );
        })}
        {placed.map((each) => (
          <PartyBox key={each.party.name} {...each} store={store} shown={shown} />
        ))}
      </svg>
      <ul class="hidden" aria-label="Parties">
        {map.parties.map(({ name, stations, owes }) => (
          <li key={name}>
            {name}: {stations.map((station) => `${station.name} ${station.state}`).join(', ')}
            {owes.length > 0 && `; owes ${owes.map(({ fn }) => fn).join(', ')}`}
          </li>
        ))}
      </ul>
      <p class="soft legend">
        {isNarrow ? '' : 'Lines: who holds which handle. '}◷ asked for, and not done yet. Click an actor for its chart.
      </p>
    </div>
  );
};

/** The last row of the sequence that is not below the cursor. */
const lastRow = ({ sequence, cursor }: Store): number => sequence.rowAt(cursor);

/** Where there is no room for lines, a handle says by itself who holds it. */
const withHolders = (party: Party, links: readonly Link[]): Party => ({
  ...party,
  stations: party.stations.map((station) => {
    const holders = links.flatMap(({ from, to }) => (from === station.name ? [to] : []));
    return holders.length === 0 ? station : { ...station, facts: [...station.facts, `held by ${holders.join(', ')}`] };
  }),
});

const heightOf = ({ stations, owes }: Party): number =>
  headLine +
  pad +
  stations.reduce((sum, { facts }) => sum + line + (facts.length > 0 ? line - 3 : 0), 0) +
  owes.length * line;

/** Who asks at the left, NDIS in the middle, who carries at the right. */
const columnOf = (name: string): number =>
  name === 'ndis' ? 1 : ['miniport', 'adapter', 'network'].includes(name) ? 2 : 0;

const arrange = (parties: readonly Party[], room: number, isNarrow: boolean) => {
  const hasNdis = !isNarrow && parties.some(({ name }) => name === 'ndis');
  const columns = hasNdis ? 3 : 1;
  const w = (room - (columns - 1) * space) / columns;
  const heights = [0, 0, 0];
  const placed = parties.map((party): Placed => {
    const column = hasNdis ? columnOf(party.name) : 0;
    const y = heights[column] ?? 0;
    const h = heightOf(party);
    heights[column] = y + h + 14;
    return { party, x: column * (w + space) + 0.5, y: y + 0.5, w: w - 1, h };
  });
  return { placed, height: Math.max(40, ...heights) };
};

const stationsOf = ({ party, y }: Placed): readonly { readonly station: Station; readonly y: number }[] => {
  let at = y + headLine + pad / 2;
  return party.stations.map((station) => {
    const place = { station, y: at };
    at += line + (station.facts.length > 0 ? line - 3 : 0);
    return place;
  });
};

const fit = (text: string, width: number): string => {
  const most = Math.max(3, Math.floor(width / 6.4));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
};

const PartyBox = ({
  store,
  shown,
  ...placed
}: Placed & { readonly store: Store; readonly shown: readonly string[] }) => {
  const { party, x, y, w, h } = placed;
  const stations = stationsOf(placed);
  const below = (stations.at(-1)?.y ?? y + headLine) + (stations.at(-1)?.station.facts.length ? 2 * line - 3 : line);
  return (
    <g class="party">
      <rect x={x} y={y} width={w} height={h} rx={9} />
      <text class="title" x={x + pad} y={y + 17}>
        {party.name}
      </text>
      {stations.map(({ station: { name, state, facts }, y: at }) => (
        <g
          key={name}
          class="station"
          onClick={() => {
            if (chartOf(store.run, name) !== null && !shown.includes(name)) store.show({ charts: [...shown, name] });
          }}
        >
          <title>{`${name}: ${state}${facts.length === 0 ? '' : `\n${facts.join('\n')}`}`}</title>
          <text x={x + pad} y={at + 13}>
            {name === party.name ? '' : <tspan class="soft">{`${name} `}</tspan>}
            <tspan class="value">{fit(state, w - 2 * pad - (name === party.name ? 0 : name.length * 6.6 + 6))}</tspan>
          </text>
          {facts.length > 0 && (
            <text class="soft small" x={x + pad} y={at + line + 9}>
              {fit(facts.join(', '), w - 2 * pad)}
            </text>
          )}
        </g>
      ))}
      {party.owes.map(({ fn, place }, index) => (
        <g key={place} class="owed" onClick={() => store.seek(place)}>
          <title>{`${party.name} owes the completion of ${fn}`}</title>
          <text x={x + pad} y={below + index * line + 13}>
            {fit(`◷ ${fn}`, w - 2 * pad)}
          </text>
        </g>
      ))}
    </g>
  );
};

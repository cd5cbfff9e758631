import { useMemo } from 'preact/hooks';
import { mapAt } from '../model/map.js';
import type { Link, Party, Pending, Station } from '../model/map.js';
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
  const room = Math.max(120, width - 22);
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
        {(isNarrow ? [] : map.links).map(({ kind, from, to, text }) => {
          const [begin, end] = [at.get(from), kind === 'message' ? at.get(to) : boxes.get(to)];
          if (!begin || !end || begin.party === end.party) return null;
          const isLeft = end.x < begin.x;
          const [x1, y1] = [isLeft ? begin.x : begin.x + begin.w, begin.y + line / 2];
          const [x2, y2] = [
            isLeft ? end.x + end.w : end.x,
            kind === 'message' ? end.y + line / 2 : end.y + Math.min(headLine / 2 + 2, end.h / 2),
          ];
          const middle = (x1 + x2) / 2;
          return (
            <path
              key={`${kind} ${from} ${to}`}
              class={kind === 'handle' ? 'link' : 'link message'}
              d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}
            >
              <title>{kind === 'handle' ? `${to} holds ${from} (${text})` : `${from} has sent ${text} to ${to}`}</title>
            </path>
          );
        })}
        {placed.map((each) => (
          <PartyBox key={each.party.name} {...each} store={store} shown={shown} />
        ))}
      </svg>
      <ul class="hidden" aria-label="Parties">
        {map.parties.map(({ name, stations, pending }) => (
          <li key={name}>
            {name}: {stations.map((station) => `${station.name} ${station.state}`).join(', ')}
            {[...stations.flatMap((station) => station.pending), ...pending].map(({ title }) => `; ${title}`).join('')}
          </li>
        ))}
      </ul>
      <p class="soft legend">
        {isNarrow ? '' : 'Lines: who holds which handle. '}
        {signs.owed} asked for, and not done yet. {signs.mail} sent, and not taken yet. Click an actor for its chart.
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
    const holders = links.flatMap(({ kind, from, to }) => (kind === 'handle' && from === station.name ? [to] : []));
    return holders.length === 0 ? station : { ...station, facts: [...station.facts, `held by ${holders.join(', ')}`] };
  }),
});

const signs = { owed: '◷', mail: '✉' } as const;

const headOf = ({ facts }: Station): number => line + (facts.length > 0 ? line - 3 : 0);

const stationHeight = (station: Station): number => headOf(station) + station.pending.length * line;

const heightOf = ({ stations, pending }: Party): number =>
  headLine + pad + stations.reduce((sum, station) => sum + stationHeight(station), 0) + pending.length * line;

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
    at += stationHeight(station);
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
  const last = stations.at(-1);
  const below = last ? last.y + stationHeight(last.station) : y + headLine;
  const lines = [
    ...stations.flatMap(({ station, y: top }) => under(station.pending, top + headOf(station))),
    ...under(party.pending, below),
  ];
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
      {lines.map(({ pending: { kind, text, title, place }, y: at }) => (
        <g key={`${at} ${place}`} class={kind} onClick={() => store.seek(place)}>
          <title>{title}</title>
          <text x={x + pad} y={at + 13}>
            {fit(`${signs[kind]} ${text}`, w - 2 * pad)}
          </text>
        </g>
      ))}
    </g>
  );
};

const under = (list: readonly Pending[], top: number) =>
  list.map((pending, index) => ({ pending, y: top + index * line }));

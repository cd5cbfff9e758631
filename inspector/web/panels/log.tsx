import { useEffect, useRef } from 'preact/hooks';
import { isListed, lineAt } from '../model/log.js';
import type { Line } from '../model/log.js';
import { sliceOf, Slots } from '../model/slice.js';
import { count as counted, plural } from '../model/texts.js';
import { Panel } from '../ui/panel.js';
import { useScroll } from '../ui/scroll.js';
import { useSize } from '../ui/size.js';
import type { Store } from '../store.js';
import { QueryBox } from './queryBox.js';

const pitch = 23;
const columns = ['Place', 'Time', 'Who', 'Event', 'Status', 'Changed', 'Rules'] as const;

/** Every record, a line each; those that a query means, where something is asked. */
export const Log = ({ store }: { readonly store: Store }) => {
  const { run, matches, cursor, hurry } = store;
  const [scroller, size] = useSize<HTMLDivElement>();
  const grid = useRef<HTMLDivElement>(null);
  const length = matches.places.length;
  const at = matches.positionOf(cursor);

  const isHasty = hurry.isOn;
  const { scroll, shift, onScroll } = useScroll(scroller, { at, height: size.height, pitch, isHasty });
  useEffect(() => {
    // Whoever walks through the log by keys takes the focus along.
    if (!grid.current?.contains(document.activeElement)) return;
    grid.current.querySelector<HTMLElement>('[aria-selected=true]')?.focus({ preventScroll: true });
  }, [at]);

  const slice = sliceOf(scroll, size.height, pitch, length, isHasty ? 1 : 6);
  const { from, to } = slice;
  const slots = useRef(new Slots()).current.show(slice);
  const lines = matches.places.slice(from, to).flatMap((place) => lineAt(run, place) ?? []);
  const selected = matches.places[at];
  const focusable = lines.some(({ place }) => place === selected) ? selected : lines[0]?.place;
  return (
    <Panel id="log" title="Log" tools={<Count store={store} />}>
      <QueryBox store={store} />
      <div
        class="grid"
        role="grid"
        aria-label="Records of the run"
        aria-rowcount={length + 1}
        aria-colcount={columns.length}
        ref={grid}
      >
        <div role="row" class="line head" aria-rowindex={1}>
          {columns.map((name) => (
            <span key={name} role="columnheader">
              {name}
            </span>
          ))}
        </div>
        <div class="lines" role="rowgroup" ref={scroller} onScroll={onScroll}>
          <div class="canvas" role="presentation" style={{ height: `${length * pitch}px` }}>
            <div class="layer" role="presentation" style={{ transform: `translateY(${-shift}px)` }}>
              {lines.map((line, index) => (
                <LogLine
                  key={slots.of(from + index)}
                  line={line}
                  row={from + index}
                  isSelected={line.place === selected}
                  isFocusable={line.place === focusable}
                  isAhead={line.place > cursor}
                  onSelect={() => store.seek(line.place)}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      {length === 0 && matches.isDone && <p class="empty">{emptyText(store)}</p>}
    </Panel>
  );
};

const emptyText = ({ run, matches }: Store): string =>
  matches.query.isEmpty ||
  ![...Array(Math.min(run.length, 50)).keys()].some((place) => isListed(run.at(place) ?? { kind: 'end' }))
    ? 'Nothing has happened yet.'
    : 'No record is like that. Clear the query to see all of them (Esc).';

const Count = ({ store: { matches, run, missing } }: { readonly store: Store }) => {
  const all = run.length + missing;
  const isAll = matches.query.isEmpty && missing === 0;
  const text = isAll
    ? plural(matches.places.length, 'record')
    : `${counted(matches.places.length)} of ${plural(all, 'record')}`;
  return (
    <p class="soft" role="status" aria-busy={missing > 0}>
      {missing > 0
        ? `${text}, the rest is coming in`
        : matches.isDone
          ? text
          : `${text} … ${Math.round(matches.progress * 100)} %`}
    </p>
  );
};

interface LineProps {
  readonly line: Line;
  readonly row: number;
  readonly isSelected: boolean;
  readonly isFocusable: boolean;
  readonly isAhead: boolean;
  readonly onSelect: () => void;
}

const signs = { plain: '', good: '', waits: '◷ ', bad: '✕ ' } as const;

const LogLine = ({ line, row, isSelected, isFocusable, isAhead, onSelect }: LineProps) => {
  const { place, kind, time, lanes, event, status, tone, changed, marks, rule } = line;
  const rules = [...marks.map((mark) => mark.rule), ...(rule === '' ? [] : [rule])].join(' ');
  const level = marks.some((mark) => mark.level === 'violation') ? 'violation' : marks.length > 0 ? 'warning' : '';
  return (
    <div
      role="row"
      class={`line ${kind} ${isSelected ? 'selected' : ''} ${isAhead ? 'ahead' : ''} ${level}`}
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      tabIndex={isFocusable ? 0 : -1}
      style={{ transform: `translateY(${row * pitch}px)` }}
      onClick={onSelect}
    >
      <span role="gridcell" class="number">
        {place}
      </span>
      <span role="gridcell" class="number">
        {time}
      </span>
      <span role="gridcell">{lanes}</span>
      <span role="gridcell" class="event">
        {event}
      </span>
      <span role="gridcell" class={`status ${tone}`}>
        {signs[tone]}
        {status}
      </span>
      <span role="gridcell" class="soft">
        {changed}
      </span>
      <span role="gridcell" class="rules">
        {level === '' ? '' : '✕ '}
        {rules}
      </span>
    </div>
  );
};

import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { drawSequence } from '../../../src/chart/drawSequence.js';
import { sliceOf } from '../model/slice.js';
import { lanesOf, toggled } from '../model/view.js';
import { IconButton, Toggle } from '../ui/button.js';
import { Panel } from '../ui/panel.js';
import { download, pictureOf } from '../ui/picture.js';
import { useScroll } from '../ui/scroll.js';
import { useSize } from '../ui/size.js';
import type { Store } from '../store.js';
import { Lanes } from './lanes.js';

/** Pixels: of a row, of the numbers beside the rows, and the least between two lanes. */
const pitch = 25;
const gutter = 44;
const leastGap = 88;

/** Rows are drawn in blocks, so that a little scrolling draws nothing anew. */
const block = 8;
/** The most that is put into a file. */
const longest = 2000;

/** What crosses the boundary, between lanes: only the rows in sight are ever drawn. */
export const SequencePanel = ({ store }: { readonly store: Store }) => {
  const { run, view, sequence, cursor, visible, matches, hurry } = store;
  const { all, shown } = lanesOf(sequence, view);
  const [scroller, size] = useSize<HTMLDivElement>();
  const gap = Math.max(leastGap, (size.width - gutter - 4) / Math.max(1, shown.length));
  const width = Math.max(size.width, gutter + gap * shown.length);
  const count = visible.rows.length;
  const at = visible.positionOf(cursor);

  const room = Math.max(0, size.height - headHeight);
  const isHasty = hurry.isOn;
  const { scroll, shift, onScroll } = useScroll(scroller, { at, height: room, pitch, margin: 3, isHasty });

  const save = (): void => {
    const from = Math.max(0, Math.min(at - longest / 2, count - longest));
    const part = visible.window(run, from, Math.min(count, from + longest), 170, gutter);
    download('sequence.svg', drawSequence(part, { title: store.title }), 'image/svg+xml');
  };
  const { from, to } = sliceOf(scroll, room, pitch, count, isHasty ? 0 : 2);
  const hidden = all.filter((name) => !shown.includes(name));
  return (
    <Panel
      id="sequence"
      title="Sequence"
      tools={
        <>
          {hidden.length > 0 && (
            <button type="button" class="toggle" onClick={() => store.show({ hidden: [] })}>
              Show {hidden.join(', ')}
            </button>
          )}
          <Toggle
            isOn={view.steps ?? false}
            onClick={() => store.show({ steps: !view.steps })}
            hint="Every change of state inside the parties, between their calls"
          >
            Inner steps
          </Toggle>
          <IconButton icon="save" label="Save the sequence as SVG" onClick={save} />
        </>
      }
    >
      <div
        class="rows"
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label="Sequence diagram; the log lists the same records"
        onScroll={onScroll}
      >
        <Lanes {...{ store, all, shown, gap, gutter, width }} />
        <div class="canvas" style={{ height: `${count * pitch + 24}px`, width: `${width}px` }}>
          <div class="layer" style={{ transform: `translateY(${-shift}px)` }}>
            <Rows {...{ store, from, to, gap }} />
            {at >= 0 && (
              <div
                class={`here ${isHasty ? '' : 'gliding'}`}
                style={{ transform: `translateY(${at * pitch}px)` }}
                aria-hidden="true"
              />
            )}
            {at >= 0 && at < count - 1 && (
              <div class="future" style={{ top: `${(at + 1) * pitch}px` }} aria-hidden="true" />
            )}
            <Folds {...{ store, from, to }} />
            {!matches.query.isEmpty && <Hits {...{ store, from, to }} />}
          </div>
          {count === 0 && <p class="empty">Nothing has happened yet.</p>}
        </div>
      </div>
    </Panel>
  );
};

const headHeight = 34;

interface RowsProps {
  readonly store: Store;
  readonly from: number;
  readonly to: number;
  readonly gap: number;
}

const Rows = ({ store, from, to, gap }: RowsProps) => {
  const { run, visible } = store;
  const host = useRef<HTMLDivElement>(null);
  const rounding = store.hurry.isOn ? 1 : block;
  const first = Math.floor(from / rounding) * rounding;
  const last = Math.min(visible.rows.length, Math.ceil(to / rounding) * rounding);
  const picture = useMemo(
    () => pictureOf(drawSequence(visible.window(run, first, last, gap, gutter), { heads: false, withoutStyle: true })),
    [visible, first, last, gap, run, run.length],
  );
  useLayoutEffect(() => {
    picture?.querySelector('title')?.remove();
    picture?.setAttribute('aria-label', `Rows ${first + 1} to ${last} of a sequence diagram`);
    host.current?.replaceChildren(...(picture ? [picture] : []));
  }, [picture]);
  const positionAt = ({
    clientY,
    currentTarget,
  }: {
    readonly clientY: number;
    readonly currentTarget: Element;
  }): number => first + Math.floor((clientY - currentTarget.getBoundingClientRect().top) / pitch);
  return (
    <div
      class="drawn"
      ref={host}
      style={{ transform: `translateY(${first * pitch}px)` }}
      onClick={(event) => {
        const place = visible.placeAt(positionAt(event));
        if (place !== undefined) store.seek(place);
      }}
      onDblClick={(event) => {
        const place = visible.placeAt(positionAt(event));
        if (place !== undefined && run.at(place)?.kind === 'call') {
          store.show({ folded: toggled(store.view.folded, `call:${place}`) });
        }
      }}
    />
  );
};

interface RangeProps {
  readonly store: Store;
  readonly from: number;
  readonly to: number;
}

/** Beside each call in which something happens: a button that hides what does. */
const Folds = ({ store, from, to }: RangeProps) => {
  const { sequence, visible } = store;
  const { folded } = visible.choice;
  const calls = visible.rows.slice(from, to).flatMap((number, index) => {
    const row = sequence.rows[number];
    const hasInside = row?.kind === 'call' && row.end !== undefined && row.end > number + 1;
    return hasInside ? [{ place: row.place, at: from + index, text: row.text }] : [];
  });
  return (
    <>
      {calls.map(({ place, at, text }, index) => (
        <button
          key={index}
          type="button"
          class="fold"
          tabIndex={-1}
          style={{ transform: `translateY(${at * pitch + 6}px)` }}
          aria-expanded={!folded.has(place)}
          aria-label={`What happens inside ${text}`}
          onClick={() => store.show({ folded: toggled(store.view.folded, `call:${place}`) })}
        >
          {folded.has(place) ? '▸' : '▾'}
        </button>
      ))}
    </>
  );
};

/** Marks the rows that the query means. */
const Hits = ({ store, from, to }: RangeProps) => {
  const { run, visible, matches } = store;
  const hits: number[] = [];
  for (let at = from; at < to; at += 1) {
    const place = visible.placeAt(at);
    if (place !== undefined && matches.query.matches(run, place)) hits.push(at);
  }
  return (
    <>
      {hits.map((at, index) => (
        <div key={index} class="hit" style={{ transform: `translateY(${at * pitch + 3}px)` }} aria-hidden="true" />
      ))}
    </>
  );
};

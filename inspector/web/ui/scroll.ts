import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { scrollTo } from '../model/slice.js';

/** What is scrolled when all of a frame is drawn: to scroll makes the browser lay out whatever has changed by then. */
const writes = new Set<() => void>();

const afterDrawing = (write: () => void): void => {
  if (writes.size === 0) {
    // What is drawn because of this drawing comes in between.
    queueMicrotask(() => {
      queueMicrotask(() => {
        for (const each of writes) each();
        writes.clear();
      });
    });
  }
  writes.add(write);
};

interface Scrolled {
  readonly scroll: number;
  /** How much further the list is than its box is scrolled: what is in it is drawn so much higher. */
  readonly shift: number;
  readonly onScroll: () => void;
}

interface Row {
  readonly at: number;
  readonly height: number;
  readonly pitch: number;
  readonly margin?: number;
  /** Somebody drags: the box is scrolled when that is over, for a browser draws much beside what is in sight. */
  readonly isHasty: boolean;
}

/**
 * How far a list is scrolled, such that the row at the cursor is in sight whenever it has changed. It is known before
 * anything is drawn, so that each frame draws once, and the browser is never asked in between.
 */
export const useScroll = (
  box: RefObject<HTMLElement | null>,
  { at, height, pitch, margin, isHasty }: Row,
): Scrolled => {
  const known = useRef({ at: -1, height: 0, scroll: 0, written: 0 }).current;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  if (at >= 0 && height > 0 && (at !== known.at || height !== known.height)) {
    Object.assign(known, { at, height, scroll: scrollTo(at, known.scroll, height, pitch, margin) });
  }
  const write = useCallback(() => {
    if (!box.current || known.written === known.scroll) return;
    known.written = known.scroll;
    box.current.scrollTop = known.scroll;
  }, []);
  useLayoutEffect(() => {
    if (!isHasty && known.written !== known.scroll) afterDrawing(write);
  });
  const onScroll = (): void => {
    const top = box.current?.scrollTop ?? 0;
    const by = top - known.written;
    if (Math.abs(by) < 1) return;
    known.scroll = Math.max(0, known.scroll + by);
    known.written = top;
    redraw(undefined);
  };
  return { scroll: known.scroll, shift: isHasty ? known.scroll - known.written : 0, onScroll };
};

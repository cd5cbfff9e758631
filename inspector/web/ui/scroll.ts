import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { scrollTo } from '../model/slice.js';

interface Scrolled {
  readonly scroll: number;
  readonly onScroll: () => void;
}

/**
 * How far a list is scrolled, such that the row at the cursor is in sight whenever it has changed. It is known before
 * anything is drawn, so that each frame draws once, and the browser is never asked in between.
 */
export const useScroll = (
  box: RefObject<HTMLElement | null>,
  at: number,
  height: number,
  pitch: number,
  margin?: number,
): Scrolled => {
  const known = useRef({ at: -1, height: 0, scroll: 0, written: 0 }).current;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  if (at >= 0 && height > 0 && (at !== known.at || height !== known.height)) {
    Object.assign(known, { at, height, scroll: scrollTo(at, known.scroll, height, pitch, margin) });
  }
  useLayoutEffect(() => {
    if (!box.current || known.written === known.scroll) return;
    known.written = known.scroll;
    box.current.scrollTop = known.scroll;
  });
  const onScroll = (): void => {
    const top = box.current?.scrollTop ?? 0;
    if (Math.abs(top - known.scroll) < 1) return;
    known.scroll = top;
    known.written = top;
    redraw(undefined);
  };
  return { scroll: known.scroll, onScroll };
};

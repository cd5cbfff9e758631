import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';

/** A part that takes long to draw: where there is no time for it, it stays as it was. A part of another run is drawn. */
export const useCalm = (isHasty: boolean, run: unknown, draw: () => VNode): VNode => {
  const kept = useRef<{ readonly run: unknown; readonly part: VNode }>(undefined);
  const { current } = kept;
  if (isHasty && current && current.run === run) return current.part;
  const part = draw();
  kept.current = { run, part };
  return part;
};

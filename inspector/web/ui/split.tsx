import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { recall, remember } from './memory.js';

interface SplitProps {
  readonly name: string;
  readonly label: string;
  readonly direction: 'row' | 'column';
  /** The part of the first, in hundredths. */
  readonly initial: number;
  readonly children: readonly [ComponentChildren, ComponentChildren];
}

const [least, most] = [12, 88];

/** Two panels, and a bar between them that is dragged, or moved by the arrow keys. */
export const Split = ({ name, label, direction, initial, children: [first, second] }: SplitProps) => {
  const [size, setSize] = useState(() => Number(recall(`split.${name}`) ?? initial) || initial);
  const box = useRef<HTMLDivElement>(null);
  const isRow = direction === 'row';
  const change = (next: number): void => {
    const kept = Math.max(least, Math.min(most, next));
    setSize(kept);
    remember(`split.${name}`, String(Math.round(kept)));
  };
  useLayoutEffect(() => box.current?.style.setProperty('--size', `${size}%`), [size]);
  const drag = (event: PointerEvent): void => {
    const bar = event.currentTarget as HTMLElement;
    if (!box.current || !bar.hasPointerCapture(event.pointerId)) return;
    const { left, top, width, height } = box.current.getBoundingClientRect();
    change(isRow ? ((event.clientX - left) / width) * 100 : ((event.clientY - top) / height) * 100);
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2 }[event.key];
    if (by === undefined && event.key !== 'Home') return;
    event.preventDefault();
    event.stopPropagation();
    change(by === undefined ? initial : size + by);
  };
  return (
    <div class={`split ${direction}`} ref={box}>
      <div class="part first">{first}</div>
      <div
        class="bar"
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={isRow ? 'vertical' : 'horizontal'}
        aria-valuenow={Math.round(size)}
        aria-valuemin={least}
        aria-valuemax={most}
        onKeyDown={onKey}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDblClick={() => change(initial)}
      />
      <div class="part second">{second}</div>
    </div>
  );
};

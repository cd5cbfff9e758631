import { useState } from 'preact/hooks';
import { moved } from '../model/parties.js';
import { tip } from '../ui/tip.js';
import type { Store } from '../store.js';

interface LanesProps {
  readonly store: Store;
  readonly all: readonly string[];
  readonly shown: readonly string[];
  readonly gap: number;
  readonly gutter: number;
  readonly width: number;
}

/** The heads of the lanes: dragged, or moved by the arrow keys; Delete hides a lane. */
export const Lanes = ({ store, all, shown, gap, gutter, width }: LanesProps) => {
  const [drag, setDrag] = useState<{ readonly name: string; readonly from: number; readonly by: number }>();
  const put = (name: string, by: number): void => {
    const order = moved(shown, name, by);
    store.show({ lanes: [...order, ...all.filter((each) => !shown.includes(each))] });
  };
  const hide = (name: string): void => {
    if (shown.length > 1) store.show({ hidden: [...(store.view.hidden ?? []), name] });
  };
  return (
    <div class="lanes" role="list" aria-label="Lanes" style={{ width: `${width}px` }}>
      {shown.map((name, at) => {
        const shift = drag?.name === name ? drag.by : 0;
        return (
          <div
            key={name}
            role="listitem"
            class="lane-slot"
            style={{ transform: `translateX(${gutter + gap * at + shift}px)`, width: `${gap}px` }}
          >
            <button
              type="button"
              class="lane-head"
              aria-label={`Lane ${name}: arrow keys move it, Delete hides it`}
              {...tip('Drag to move the lane, or use the arrow keys; Delete hides it')}
              onKeyDown={(event) => {
                const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
                if (by !== undefined) put(name, by);
                else if (event.key === 'Delete' || event.key === 'Backspace') hide(name);
                else return;
                event.preventDefault();
                event.stopPropagation();
              }}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                setDrag({ name, from: event.clientX, by: 0 });
              }}
              onPointerMove={(event) => {
                if (drag?.name === name) setDrag({ ...drag, by: event.clientX - drag.from });
              }}
              onPointerUp={() => {
                if (drag) put(name, Math.round(drag.by / gap));
                setDrag(undefined);
              }}
              onPointerCancel={() => setDrag(undefined)}
            >
              {name}
            </button>
          </div>
        );
      })}
    </div>
  );
};

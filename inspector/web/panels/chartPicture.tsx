import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { drawChart } from '../../../src/chart/draw.js';
import type { Layout, LayoutNode } from '../../../src/chart/index.js';
import { fitted, panned, showing, viewBoxOf, zoomed } from '../model/camera.js';
import type { Camera } from '../model/camera.js';
import { decorate, partsOf } from './decorate.js';
import type { Marks } from '../model/marks.js';
import { pictureOf } from '../ui/picture.js';
import { useSize } from '../ui/size.js';

interface ChartPictureProps {
  readonly layout: Layout;
  readonly label: string;
  readonly marks: Marks;
  readonly heat: ReadonlyMap<string, number> | undefined;
  /** Changes when all of the picture is to be seen again. */
  readonly fit: number;
  /** Too much to be read at once: what is active is shown, at a size that can be read. */
  readonly isLarge: boolean;
  readonly onPoint: (at: PointedAt | undefined, x: number, y: number) => void;
  readonly onToggle: (state: string) => void;
}

/** The size at which what is written in a chart can be read. */
const readable = 0.85;

/** What the pointer is on: an event that is written, an arrow, or a state. */
export type PointedAt =
  | { readonly kind: 'event'; readonly events: readonly string[] }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'node'; readonly id: string };

const pointedAt = (target: EventTarget | null): PointedAt | undefined => {
  if (!(target instanceof Element)) return undefined;
  const row = target.closest('[data-event]');
  if (row) {
    const events = [row.getAttribute('data-event'), row.getAttribute('data-twin')];
    return { kind: 'event', events: events.filter((event) => event !== null) };
  }
  const edge = target.closest('[data-edge]')?.getAttribute('data-edge');
  if (typeof edge === 'string') return { kind: 'edge', id: edge };
  const node = target.closest('[data-node]')?.getAttribute('data-node');
  return typeof node === 'string' ? { kind: 'node', id: node } : undefined;
};

/** A statechart that is looked at through a camera. It is drawn once; what changes is marked on what was drawn. */
export const ChartPicture = ({ layout, label, marks, heat, fit, isLarge, onPoint, onToggle }: ChartPictureProps) => {
  const [host, size] = useSize<HTMLDivElement>();
  const picture = useRef<SVGSVGElement>(null);
  const [camera, setCamera] = useState<Camera>();
  const isFitted = useRef(true);
  const counts = heat ? [...heat.values()].reduce((sum, each) => sum + each, 0) : 0;

  const svg = useMemo(
    () =>
      pictureOf(
        drawChart(layout, { withoutStyle: true, title: label, ...(heat && { heat: Object.fromEntries(heat) }) }),
      ),
    // The counts stand for the heat, which grows in place.
    [layout, label, counts],
  );
  const parts = useMemo(() => (svg ? partsOf(svg, layout) : undefined), [svg, layout]);

  useLayoutEffect(() => {
    if (!svg) return;
    svg.querySelectorAll('title').forEach((title, at) => {
      if (at > 0) title.remove();
    });
    svg.setAttribute('width', '100%');
    svg.setAttribute('height', '100%');
    svg.setAttribute('aria-label', label);
    host.current?.replaceChildren(svg);
    picture.current = svg;
  }, [svg]);
  const actives = (): readonly LayoutNode[] => layout.nodes.filter(({ id, isOpen }) => !isOpen && marks.active.has(id));
  useLayoutEffect(() => {
    isFitted.current = !isLarge;
    setCamera((old) => (isLarge && old ? { ...old, scale: readable } : old));
  }, [layout, isLarge]);
  useLayoutEffect(() => {
    if (fit > 0) isFitted.current = true;
  }, [fit]);
  useLayoutEffect(() => {
    if (size.width === 0) return;
    if (isFitted.current) setCamera(fitted(layout, size));
    else setCamera((old) => showing(old ?? { x: 0, y: 0, scale: readable }, actives(), size));
  }, [layout, size, fit]);
  useLayoutEffect(() => {
    if (parts) decorate(parts, layout, marks);
  }, [parts, marks]);
  useLayoutEffect(() => {
    if (camera && size.width > 0) picture.current?.setAttribute('viewBox', viewBoxOf(camera, size));
  }, [camera, size, svg]);
  useEffect(() => {
    if (camera && !isFitted.current) setCamera(showing(camera, actives(), size));
  }, [marks.active]);

  const move = (change: (camera: Camera) => Camera): void => {
    isFitted.current = false;
    setCamera((old) => (old ? change(old) : old));
  };
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const box = host.current?.getBoundingClientRect();
    if (!box) return;
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    if (event.ctrlKey || !event.shiftKey) move((old) => zoomed(old, Math.exp(-event.deltaY / 500), at));
    else move((old) => panned(old, -event.deltaY, 0));
  };
  useEffect(() => {
    const { current } = host;
    current?.addEventListener('wheel', onWheel, { passive: false });
    return () => current?.removeEventListener('wheel', onWheel);
  }, []);
  const onKey = (event: KeyboardEvent): void => {
    const middle = { x: size.width / 2, y: size.height / 2 };
    const change: Readonly<Record<string, (old: Camera) => Camera>> = {
      '+': (old) => zoomed(old, 1.25, middle),
      '-': (old) => zoomed(old, 0.8, middle),
      '0': () => fitted(layout, size),
      ArrowLeft: (old) => panned(old, 40, 0),
      ArrowRight: (old) => panned(old, -40, 0),
      ArrowUp: (old) => panned(old, 0, 40),
      ArrowDown: (old) => panned(old, 0, -40),
    };
    const by = change[event.key];
    if (!by || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(by);
  };
  return (
    <div
      class="picture"
      ref={host}
      tabIndex={0}
      role="group"
      aria-label={`${label}: arrow keys move the picture, plus and minus size it, 0 shows all of it`}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          if (event.movementX !== 0 || event.movementY !== 0) {
            move((old) => panned(old, event.movementX, event.movementY));
          }
        } else onPoint(pointedAt(event.target), event.clientX, event.clientY);
      }}
      onPointerLeave={() => onPoint(undefined, 0, 0)}
      onDblClick={(event) => {
        const at = pointedAt(document.elementFromPoint(event.clientX, event.clientY));
        const node = at?.kind === 'node' ? layout.nodes.find(({ id }) => id === at.id) : undefined;
        if (node && (node.isOpen || node.isCollapsed)) onToggle(node.id);
      }}
    />
  );
};

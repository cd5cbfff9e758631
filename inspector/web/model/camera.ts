import type { Box } from '../../../src/chart/index.js';

/** What of a picture is in sight: its upper left corner, and how large it is shown. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const [smallest, largest] = [0.08, 4];

/** All of a picture, in the middle, not larger than it is. */
export const fitted = (picture: Size, room: Size, most = 1.25): Camera => {
  const scale = Math.min(most, room.width / picture.width, room.height / picture.height) || 1;
  const [x, y] = [(picture.width - room.width / scale) / 2, (picture.height - room.height / scale) / 2];
  return { x, y, scale };
};

/** Larger or smaller; the point that is pointed at stays where it is. */
export const zoomed = (
  { x, y, scale }: Camera,
  factor: number,
  at: { readonly x: number; readonly y: number },
): Camera => {
  const next = Math.max(smallest, Math.min(largest, scale * factor));
  return { x: x + at.x / scale - at.x / next, y: y + at.y / scale - at.y / next, scale: next };
};

/** Moved by so many pixels of the screen. */
export const panned = ({ x, y, scale }: Camera, dx: number, dy: number): Camera => ({
  x: x - dx / scale,
  y: y - dy / scale,
  scale,
});

/** Moved so that boxes are in sight; not at all, where they are. */
export const showing = (camera: Camera, boxes: readonly Box[], room: Size): Camera => {
  const [first] = boxes;
  if (!first) return camera;
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
  const right = Math.max(...boxes.map(({ x, w }) => x + w));
  const bottom = Math.max(...boxes.map(({ y, h }) => y + h));
  const [width, height] = [room.width / camera.scale, room.height / camera.scale];
  const isIn = left >= camera.x && top >= camera.y && right <= camera.x + width && bottom <= camera.y + height;
  if (isIn) return camera;
  if (right - left > width || bottom - top > height) return showing(camera, [first], room);
  return { ...camera, x: (left + right) / 2 - width / 2, y: (top + bottom) / 2 - height / 2 };
};

export const viewBoxOf = ({ x, y, scale }: Camera, room: Size): string =>
  [x, y, room.width / scale, room.height / scale].map((number) => Math.round(number * 100) / 100).join(' ');

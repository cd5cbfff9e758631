/** The part of a long list that is to be drawn. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** The rows in sight, and some around them. */
export const sliceOf = (scroll: number, height: number, pitch: number, length: number, around = 6): Slice => {
  const first = Math.floor(scroll / pitch) - around;
  const last = Math.ceil((scroll + height) / pitch) + around;
  return { from: Math.max(0, Math.min(first, length)), to: Math.max(0, Math.min(last, length)) };
};

/** Where to scroll so that a row is in sight: nowhere, where it is already. */
export const scrollTo = (row: number, scroll: number, height: number, pitch: number, margin = 2): number => {
  const top = row * pitch;
  const room = Math.min(margin * pitch, Math.max(0, (height - pitch) / 2));
  if (top - room < scroll) return Math.max(0, top - room);
  if (top + pitch + room > scroll + height) return Math.max(0, top + pitch + room - height);
  return scroll;
};

/** Browsers draw nothing that is higher than this; a longer list is scrolled by parts of it. */
export const tallest = 8_000_000;

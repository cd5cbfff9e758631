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

/**
 * Names for the elements that show the rows of a slice, so that those that stay in sight stay as they are. Where none
 * does, each shows another row, and nothing is taken out of the page or put into it.
 */
export class Slots {
  #slice: Slice = { from: 0, to: 0 };
  #shift = 0;
  #count = 1;

  /** The slice that is shown next. */
  show({ from, to }: Slice): this {
    const { from: first, to: last } = this.#slice;
    if (to - from > this.#count) this.#count = to - from;
    if (from >= last || to <= first) this.#shift += from - first;
    this.#slice = { from, to };
    return this;
  }

  /** The name of the element that shows a row. */
  of(row: number): number {
    return (((row - this.#shift) % this.#count) + this.#count) % this.#count;
  }
}

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

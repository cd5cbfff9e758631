import type { Frame } from './frame.js';

/** More than this no processor nests: what goes beyond has lost its returns. */
const deepest = 256;

/** The threads of a log, as far as something is open on them. Most records go on with the thread of the one before. */
export class Threads {
  /** The innermost open frames of all threads; that of the present thread may be another by now. */
  readonly #innermost = new Map<string, Frame>();
  #thread = '';
  #present: Frame | undefined = undefined;

  /** The innermost open frame of a thread. */
  innermost(thread: string): Frame | undefined {
    if (thread !== this.#thread) {
      this.#write();
      this.#thread = thread;
      this.#present = this.#innermost.get(thread);
    }
    return this.#present;
  }

  /** A function is entered, directly inside the innermost frame of its thread. */
  enter(frame: Frame): void {
    this.#thread = frame.record.thread;
    this.#present = frame;
    if (frame.depth > 2 * deepest) trim(frame);
  }

  /** Takes a frame out of its thread; those inside it need not have returned. */
  leave(frame: Frame): void {
    let inner = this.innermost(frame.record.thread);
    if (inner === frame) {
      this.#present = frame.outer;
      return;
    }
    while (inner && inner.outer !== frame) inner = inner.outer;
    if (inner) inner.outer = frame.outer;
  }

  /** The innermost open frames of all threads. */
  all(): Iterable<Frame> {
    this.#write();
    return this.#innermost.values();
  }

  /** The innermost open frames of all threads but that of a frame. */
  *others({ record: { thread } }: Frame): Generator<Frame> {
    if (this.#innermost.size === 0 && thread === this.#thread) return;
    for (const innermost of this.all()) if (innermost.record.thread !== thread) yield innermost;
  }

  /** What is open, by its thread. */
  toJSON(): ReadonlyMap<string, Frame> {
    this.#write();
    return this.#innermost;
  }

  #write(): void {
    if (this.#present) this.#innermost.set(this.#thread, this.#present);
    else this.#innermost.delete(this.#thread);
  }
}

/** Forgets the outermost frames of a thread that nests deeper than any does. */
function trim(frame: Frame): void {
  let outermost = frame;
  for (let n = 0; n < deepest && outermost.outer; n += 1) outermost = outermost.outer;
  outermost.outer = undefined;
  frame.depth = deepest;
}

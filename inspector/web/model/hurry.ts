/** Who goes from place to place faster than this, in milliseconds, wants to see where, and not yet all about it. */
const pause = 60;

/** Whether somebody drags through a run: what takes long waits until that is over. */
export class Hurry {
  isOn = false;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onRest: () => void) {}

  /** Somebody has gone to a place. */
  moved(now: number = performance.now()): void {
    this.isOn = now - this.#last < pause;
    this.#last = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.isOn = false;
      this.onRest();
    }, pause);
  }
}

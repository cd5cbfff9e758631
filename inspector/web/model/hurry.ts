/** Who goes from place to place faster than this, in milliseconds, wants to see where, and not yet all about it. */
const pause = 80;
/** While records stream in, all about them is drawn once in so many milliseconds. */
const glance = 400;

/** Whether somebody drags through a run, or records stream in: what takes long waits until that is over. */
export class Hurry {
  isOn = false;
  #moved = -Infinity;
  #came = -Infinity;
  #looked = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onRest: () => void) {}

  /** Somebody has gone to a place. */
  moved(now: number = performance.now()): void {
    this.#turn(now - this.#moved < pause);
    this.#moved = now;
  }

  /** Records have come. */
  streamed(now: number = performance.now()): void {
    const isDragged = this.isOn && now - this.#moved < pause;
    const isStream = now - this.#came < pause && now - this.#looked < glance;
    this.#turn(isDragged || isStream);
    if (!this.isOn) this.#looked = now;
    this.#came = now;
  }

  /** Somebody has asked for something else. */
  rest(): void {
    this.isOn = false;
  }

  #turn(isOn: boolean): void {
    this.isOn = isOn;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.isOn) return;
      this.isOn = false;
      this.onRest();
    }, pause);
  }
}

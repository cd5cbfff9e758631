/** Asks for drawing: whatever changes between two frames of the screen is drawn once, with the next of them. */
export class Frames {
  #isScheduled = false;
  #isAsked = false;

  /** `draw` is told whether somebody has asked for something, and waits for it. */
  constructor(private readonly draw: (isAsked: boolean) => void) {}

  /** Something has changed. */
  touch(isAsked = false): void {
    this.#isAsked ||= isAsked;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const draw = (): void => {
      const wasAsked = this.#isAsked;
      this.#isScheduled = false;
      this.#isAsked = false;
      this.draw(wasAsked);
    };
    if (document.hidden) setTimeout(draw, 200);
    else requestAnimationFrame(draw);
  }
}

import type { View } from '../common/url.js';
import { hashOf, viewOf } from '../common/url.js';

/** Milliseconds in which the address is not written again: browsers refuse those who write too often. */
const pause = 250;

/** What is shown of the run, kept in the address of the page. */
export class Address {
  view: View = viewOf(location.hash);
  #timer: ReturnType<typeof setTimeout> | undefined;

  change(change: View): void {
    this.view = { ...this.view, ...change };
    this.#write();
  }

  /** Goes back to what is usual in some ways. */
  forget(...keys: readonly (keyof View)[]): void {
    this.view = Object.fromEntries(Object.entries(this.view).filter(([key]) => !keys.includes(key as keyof View)));
    this.#write();
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const hash = hashOf(this.view);
      if (hash === location.hash) return;
      history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash);
    }, pause);
  }
}

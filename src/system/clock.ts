/** A clock that the system can read as well as set alarms by. */
export interface SystemClock {
  setTimeout(ring: () => void, timeout: number): unknown;
  // XState hands back whatever setTimeout gave.
  clearTimeout(alarm: never): void;
  /** Milliseconds since the system began. */
  now(): number;
}

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly ring: () => void;
}

/**
 * Time that passes only when told to. Alarms ring in the order of their times, those of the same time in the order in
 * which they were set; an alarm that is set while another rings takes its place among the rest.
 */
export class VirtualClock implements SystemClock {
  #now = 0;
  #order = 0;
  readonly #alarms = new Map<number, Alarm>();

  now(): number {
    return this.#now;
  }

  setTimeout(ring: () => void, timeout: number): number {
    this.#order += 1;
    this.#alarms.set(this.#order, { at: this.#now + Math.max(0, timeout), order: this.#order, ring });
    return this.#order;
  }

  clearTimeout(id: number): void {
    this.#alarms.delete(id);
  }

  /** Alarms that are set. */
  get size(): number {
    return this.#alarms.size;
  }

  /** Lets `milliseconds` pass, ringing every alarm that falls due on the way. `settle` runs after each. */
  advance(milliseconds: number, settle: () => void = () => undefined): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(); next && next.at <= end; next = this.#next()) {
      this.#now = next.at;
      this.#alarms.delete(next.order);
      next.ring();
      settle();
    }
    this.#now = end;
  }

  #next(): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms.values()) {
      if (!first || alarm.at < first.at || (alarm.at === first.at && alarm.order < first.order)) {
        first = alarm;
      }
    }
    return first;
  }
}

/** The clock on the wall. */
export class RealClock implements SystemClock {
  readonly #start = Date.now();

  now(): number {
    return Date.now() - this.#start;
  }

  setTimeout(ring: () => void, timeout: number): ReturnType<typeof setTimeout> {
    return setTimeout(ring, timeout);
  }

  clearTimeout(id: ReturnType<typeof setTimeout>): void {
    clearTimeout(id);
  }
}

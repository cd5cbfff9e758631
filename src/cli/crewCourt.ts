import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { hear } from '../verify/index.js';
import type { Court, Heard, Hearing, Matter } from '../verify/index.js';
import type { Call, Summons } from './courtWorker.js';
import { startThread } from './crew.js';

/** A court whose judges sit in several threads. */
export interface Session {
  readonly court: Court;
  /** Ends the threads. */
  dismiss(): Promise<void>;
}

/** Fewer steps than these are heard before a thread has started. */
const manySteps = 4000;

/** How often it is asked whether it is enough. */
const milliseconds = 100;

/** Opens a court with so many threads. They start when there is something large to be heard. */
export function openCourt(workers: number, large = manySteps): Session {
  let bench: Bench | undefined;
  return {
    court: async (matter, hearing, isEnough) => {
      if (matter.graph.labels.length < large) return hear(matter, hearing, isEnough);
      bench ??= new Bench(workers, matter);
      return bench.hear(matter, hearing, isEnough);
    },
    async dismiss() {
      await bench?.dismiss();
    },
  };
}

/** Threads that hear one matter, each one hearing at a time. */
class Bench {
  readonly #seats: readonly Seat[];
  readonly #free: Seat[];
  readonly #waiting: ((seat: Seat) => void)[] = [];

  constructor(
    workers: number,
    private readonly matter: Matter,
  ) {
    this.#seats = Array.from({ length: workers }, () => new Seat(matter));
    this.#free = [...this.#seats];
  }

  async hear(matter: Matter, hearing: Hearing, isEnough: () => boolean): Promise<Heard> {
    if (matter !== this.matter) throw new Error('Internal error: a court hears one matter.');
    const seat = this.#free.pop() ?? (await new Promise<Seat>((resolve) => this.#waiting.push(resolve)));
    try {
      return await seat.hear(hearing, isEnough);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(seat);
      else this.#free.push(seat);
    }
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#seats.map((seat) => seat.leave()));
  }
}

/** A thread of the bench. */
class Seat {
  readonly #thread: Worker = startThread('courtWorker');
  readonly #isOver = new Int32Array(new SharedArrayBuffer(4));

  constructor(matter: Matter) {
    const summons: Summons = { kind: 'matter', matter, isOver: this.#isOver };
    this.#thread.postMessage(summons);
  }

  async hear(hearing: Hearing, isEnough: () => boolean): Promise<Heard> {
    const ask = () => {
      Atomics.store(this.#isOver, 0, isEnough() ? 1 : 0);
    };
    ask();
    const timer = setInterval(ask, milliseconds);
    try {
      const call: Call = { kind: 'hearing', hearing };
      this.#thread.postMessage(call);
      // A thread that fails rejects this: `once` hears of errors as well.
      const [heard] = (await once(this.#thread, 'message')) as [Heard];
      return heard;
    } finally {
      clearInterval(timer);
    }
  }

  async leave(): Promise<void> {
    await this.#thread.terminate();
  }
}

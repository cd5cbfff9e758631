import { factOf, isFunctionName } from '../../protocol/functions.js';
import type { Cause } from './ending.js';
import type { Answer, Awaitable, CreateSut, Delivery, Ndis, Output, SystemUnderTest } from './sut.types.js';

/** A system that calls NDIS more often than this in one run does not come to an end. */
const mostCalls = 10_000;

/** Hears what is wrong with the harness, or with a driver that does not come back. */
export type OnFault = (cause: Cause, what: string) => void;

/** A system under test of which anything may be expected: nothing that it throws, and no hanging, gets past this. */
export class Supervised {
  #sut: SystemUnderTest | undefined;
  #calls = 0;

  constructor(
    private readonly createSut: CreateSut,
    private readonly patience: number,
    private readonly onFault: OnFault,
  ) {}

  async start(ndis: Ndis): Promise<void> {
    await this.#guarded('start', () => {
      this.#sut = this.createSut();
      return this.#sut.start(ndis);
    });
  }

  async deliver(move: Delivery): Promise<Answer | undefined> {
    return this.#guarded(nameOf(move), () => this.#sut?.deliver(move));
  }

  /** While the driver is inside a call of its own nobody can wait. */
  deliverInside(move: Delivery): Answer | undefined {
    const name = nameOf(move);
    try {
      const answer = this.#sut?.deliver(move);
      if (!isPromise(answer)) return answer;
      answer.then(undefined, () => undefined);
      this.onFault('answered', `${name} is answered with a promise, inside a call of the driver that waits for it`);
    } catch (error) {
      this.onFault('threw', `It throws in ${name}: ${textOf(error)}`);
    }
    return undefined;
  }

  async settle(): Promise<void> {
    await this.#guarded('settle', () => this.#sut?.settle());
  }

  collect(): readonly Output[] {
    try {
      return [...(this.#sut?.collect() ?? [])];
    } catch (error) {
      this.onFault('threw', `It throws in collect: ${textOf(error)}`);
      return [];
    }
  }

  async stop(): Promise<void> {
    await this.#guarded('stop', () => this.#sut?.stop());
  }

  /** What is wrong with a call as such; nothing where it is one. */
  problemOf(fn: unknown, args: unknown): string | undefined {
    this.#calls += 1;
    if (this.#calls > 2 * mostCalls) throw new Error(`NDIS has been called ${this.#calls} times.`);
    if (this.#calls > mostCalls) {
      this.onFault('hung', `It has called NDIS ${mostCalls} times, and goes on`);
      return undefined;
    }
    if (typeof fn !== 'string' || !isFunctionName(fn) || factOf(fn).kind !== 'ndisCall') {
      return `It calls ${String(fn)}, which is no function of NDIS`;
    }
    return typeof args === 'object' && args !== null ? undefined : `It calls ${fn} with ${String(args)} for arguments`;
  }

  async #guarded<T>(name: string, act: () => Awaitable<T>): Promise<T | undefined> {
    try {
      const result = act();
      return isPromise(result) ? await this.#inTime(name, result) : result;
    } catch (error) {
      this.onFault('threw', `It throws in ${name}: ${textOf(error)}`);
      return undefined;
    }
  }

  async #inTime<T>(name: string, result: PromiseLike<T>): Promise<T | undefined> {
    let alarm: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      alarm = setTimeout(() => {
        this.onFault('hung', `It has not come back from ${name} after ${this.patience} ms`);
        resolve(undefined);
      }, this.patience);
    });
    try {
      return await Promise.race([result, late]);
    } finally {
      clearTimeout(alarm);
    }
  }
}

/** What a move is called in a report. */
export function nameOf(move: Delivery): string {
  switch (move.kind) {
    case 'event':
      return move.event.type === 'answer.next' ? `answer.next of ${move.event.event}` : move.event.type;
    case 'patience':
      return `the patience of ${move.actor}`;
    case 'forced':
      return move.call.fn;
    case 'callback':
      return move.record.fn;
  }
}

const isPromise = <T>(value: Awaitable<T> | undefined): value is PromiseLike<T> =>
  typeof value === 'object' && value !== null && 'then' in value;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

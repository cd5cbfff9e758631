import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, Order } from './orders.js';

/** A thread that does one order after the other, and keeps no process alive by itself. */
export class Labourer {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly kind: Order['kind']) {}

  /** Does an order once those before it are done; `tell` hears how far it is. */
  async do<T>(order: Order, tell: (text: string) => void = () => undefined): Promise<T> {
    const done = this.#last.then(() => this.#perform(order, tell));
    this.#last = done.catch(() => undefined);
    return (await done) as T;
  }

  /** Ends the thread; what it was doing is not done. */
  dismiss(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  #perform(order: Order, tell: (text: string) => void): Promise<unknown> {
    const worker = (this.#worker ??= startThread(`${this.kind}Thread`));
    return new Promise((resolve, reject) => {
      const end = (): void => {
        worker.off('message', hear).off('error', fail).off('exit', leave);
        worker.unref();
      };
      const fail = (error: unknown): void => {
        end();
        this.dismiss();
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      const leave = (): void => {
        fail(new Error('The thread has ended.'));
      };
      const hear = (answer: Answer): void => {
        if (answer.kind === 'progress') {
          tell(answer.text);
          return;
        }
        end();
        if (answer.kind === 'done') resolve(answer.value);
        else reject(new Error(answer.message));
      };
      worker.ref();
      worker.on('message', hear).on('error', fail).on('exit', leave);
      worker.postMessage(order);
    });
  }
}

/** The thread is written in what this file is written in: TypeScript in the sources, JavaScript in the package. */
function startThread(name: string): Worker {
  const extension = __filename.endsWith('.ts') ? 'ts' : 'js';
  const execArgv = extension === 'ts' ? ['-r', 'ts-node/register/transpile-only'] : [];
  return new Worker(join(__dirname, `${name}.${extension}`), { execArgv });
}

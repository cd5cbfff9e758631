import { parentPort } from 'node:worker_threads';
import type { Answer, Order } from './orders.js';

/** Does every order that a thread is given, and answers it with what came of it. */
export function serveOrders(perform: (order: Order, tell: (text: string) => void) => Promise<unknown>): void {
  const say = (answer: Answer): void => {
    parentPort?.postMessage(answer);
  };
  const tell = (text: string): void => {
    say({ kind: 'progress', text });
  };
  parentPort?.on('message', (order: Order) => {
    perform(order, tell).then(
      (value) => {
        say({ kind: 'done', value });
      },
      (error: unknown) => {
        say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      },
    );
  });
}

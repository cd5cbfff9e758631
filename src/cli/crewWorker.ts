/** A thread of a crew: takes the graphs and tasks that it is sent, and answers with what it has done. */
import { parentPort } from 'node:worker_threads';
import { Copies, Hand } from '../explore/index.js';
import type { CopiesOptions, Graph, Task } from '../explore/index.js';

/** The copies of a graph that the tasks to come are about. */
export interface Subject {
  readonly kind: 'copies';
  readonly graph: Graph;
  readonly copies: number;
  readonly options: CopiesOptions;
}

let hand: Hand | undefined;

parentPort?.on('message', (order: Subject | Task) => {
  if (order.kind === 'copies') hand = new Hand(new Copies(order.graph, order.copies, order.options));
  else parentPort?.postMessage(hand?.work(order));
});

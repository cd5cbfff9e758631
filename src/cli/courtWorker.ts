/** A thread of a court: takes what is to be heard, and who is to hear it, and answers with what was heard. */
import { parentPort } from 'node:worker_threads';
import { hear } from '../verify/index.js';
import type { Hearing, Matter } from '../verify/index.js';

/** What the hearings to come are about; `isOver` holds 1 as soon as one has heard enough. */
export interface Summons {
  readonly kind: 'matter';
  readonly matter: Matter;
  readonly isOver: Int32Array;
}

/** Who is to hear it. */
export interface Call {
  readonly kind: 'hearing';
  readonly hearing: Hearing;
}

let summons: Summons | undefined;

parentPort?.on('message', (order: Summons | Call) => {
  if (order.kind === 'matter') {
    summons = order;
    return;
  }
  if (!summons) throw new Error('Internal error: there is nothing to be heard.');
  const { matter, isOver } = summons;
  parentPort?.postMessage(hear(matter, order.hearing, () => Atomics.load(isOver, 0) === 1));
});

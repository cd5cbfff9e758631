/** A thread that tries mutants: takes their names one by one, and answers with what has become of each. */
import { parentPort, workerData } from 'node:worker_threads';
import { Trials } from '../mutate/index.js';
import type { TrialsOptions } from '../mutate/index.js';

const trials = new Trials(workerData as TrialsOptions);

parentPort?.on('message', (id: string) => {
  const mutation = trials.mutations.find((one) => one.id === id);
  if (!mutation) throw new Error(`Internal error: there is no mutation ${id}.`);
  parentPort?.postMessage(trials.tryOut(mutation));
});

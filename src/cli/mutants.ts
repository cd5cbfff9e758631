import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Trials } from '../mutate/index.js';
import type { MutantResult, Mutation, TrialsOptions } from '../mutate/index.js';

/** How mutants are tried. */
export interface Conduct {
  readonly workers: number;
  /** No further mutant is tried once this says so. */
  readonly isEnough: () => boolean;
  /** Hears of every mutant that has been tried. */
  readonly tell: (result: MutantResult) => void;
}

/** Tries mutants, in this thread or in several; the results are in the order of the mutants. */
export async function tryAll(
  options: TrialsOptions,
  mutations: readonly Mutation[],
  { workers, isEnough, tell }: Conduct,
): Promise<readonly MutantResult[]> {
  const results: (MutantResult | undefined)[] = mutations.map(() => undefined);
  let next = 0;
  const work = async (tryOut: (mutation: Mutation) => MutantResult | Promise<MutantResult>) => {
    while (next < mutations.length && !isEnough()) {
      const place = next++;
      const result = await tryOut(mutations[place] as Mutation);
      results[place] = result;
      tell(result);
      // Signals and streams have their turn.
      await setImmediate();
    }
  };
  if (workers === 1) {
    const trials = new Trials(options);
    await work((mutation) => trials.tryOut(mutation));
  } else {
    const threads = Array.from({ length: Math.min(workers, mutations.length) }, () => startThread(options));
    try {
      await Promise.all(threads.map((thread) => work((mutation) => answerOf(thread, mutation))));
    } finally {
      await Promise.all(threads.map((thread) => thread.terminate()));
    }
  }
  return results.flatMap((result) => result ?? []);
}

/** The thread is written in what this file is written in: TypeScript in the sources, JavaScript in the package. */
function startThread(options: TrialsOptions): Worker {
  const extension = __filename.endsWith('.ts') ? 'ts' : 'js';
  const execArgv = extension === 'ts' ? ['-r', 'ts-node/register/transpile-only'] : [];
  return new Worker(join(__dirname, `mutateWorker.${extension}`), { execArgv, workerData: options });
}

async function answerOf(thread: Worker, { id }: Mutation): Promise<MutantResult> {
  thread.postMessage(id);
  // A thread that fails rejects this: `once` hears of errors as well.
  const [result] = (await once(thread, 'message')) as [MutantResult];
  return result;
}

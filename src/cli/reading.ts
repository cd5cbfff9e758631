import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createReader, Unpacker } from '../trace/index.js';
import type { ReaderOptions, ReadStats, TraceProblem } from '../trace/index.js';
import type { Source } from './input.js';
import { Problems } from './problems.js';
import type { ProblemList } from './problems.js';
import type { Order, Portion } from './readingThread.js';

/** What a source has said, apart from its records. */
export interface Read {
  readonly stats: ReadStats;
  readonly problems: ProblemList;
}

/** Who hears what is read. */
export interface Hearer {
  readonly onRecord: ReaderOptions['onRecord'];
  /** Hears of every piece how many bytes it had, and how many records there were so far. */
  readonly tell?: (bytes: number, records: number) => void;
}

/** Bytes of a file that is worth a thread of its own. */
const large = 8 * 1024 * 1024;

/**
 * Reads sources, one after the other. A large file is read in a thread beside this one, which then only judges: the one
 * takes about as long as the other.
 */
export class Reading {
  #worker: Worker | undefined;

  async read(source: Source, hearer: Hearer): Promise<Read> {
    const { size = 0 } = source;
    const isWorthIt = size >= large && source.isRepeatable() && availableParallelism() > 1;
    return isWorthIt ? await this.#readThere(source, hearer) : await readHere(source, hearer);
  }

  /** Ends the thread, if there is one. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #readThere({ name }: Source, { onRecord, tell }: Hearer): Promise<Read> {
    const worker = (this.#worker ??= startThread());
    const order = (what: Order): void => {
      worker.postMessage(what);
    };
    const portions = on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[Portion]>;
    const unpacker = new Unpacker(onRecord);
    const listed: TraceProblem[] = [];
    let unlisted = 0;
    try {
      order({ kind: 'read', name });
      for await (const [portion] of portions) {
        unpacker.unpack(portion.packed);
        for (const problem of portion.listed) listed.push(problem);
        unlisted += portion.unlisted;
        tell?.(portion.bytes, portion.records);
        if (portion.stats !== undefined) return { stats: portion.stats, problems: { listed, unlisted } };
        order({ kind: 'more' });
      }
      throw new Error('The thread that reads has ended.');
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}

async function readHere(source: Source, { onRecord, tell }: Hearer): Promise<Read> {
  const problems = new Problems();
  const reader = createReader({
    onRecord,
    onBad: (problem) => {
      problems.add(problem);
    },
  });
  for await (const chunk of source.chunks()) {
    reader.push(chunk);
    tell?.(chunk.length, reader.stats.records);
  }
  reader.end();
  return { stats: reader.stats, problems: problems.take() };
}

/** From source, the thread has to be told how to read TypeScript. */
function startThread(): Worker {
  const isBuilt = __filename.endsWith('.js');
  const options = isBuilt ? {} : { execArgv: ['-r', require.resolve('ts-node/register/transpile-only')] };
  return new Worker(join(__dirname, isBuilt ? 'readingThread.js' : 'readingThread.ts'), options);
}

import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createReader, Unpacker } from '../trace/index.js';
import type { ReaderOptions, ReadStats, TraceProblem } from '../trace/index.js';
import type { Source } from './input.js';
import { Problems } from './problems.js';
import type { ProblemList } from './problems.js';
import type { Answer, Order } from './readingThread.js';

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

/** Bytes of a file that is worth a thread of its own, which takes a while to start. */
const manyBytes = 16 * 1024 * 1024;

/**
 * Reads sources, one after the other. A large file is read in a thread beside this one, which then only judges: the one
 * takes about as long as the other.
 */
export class Reading {
  #worker: Worker | undefined;

  /** `large` is a file of so many bytes. */
  constructor(private readonly large = manyBytes) {}

  async read(source: Source, hearer: Hearer): Promise<Read> {
    const { size = 0 } = source;
    const isWorthIt = size >= this.large && source.isRepeatable() && availableParallelism() > 1;
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
    const answers = on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[Answer]>;
    const unpacker = new Unpacker(onRecord);
    const listed: TraceProblem[] = [];
    let unlisted = 0;
    try {
      order({ kind: 'read', name });
      for await (const [answer] of answers) {
        if (answer.kind === 'failure') throw Object.assign(new Error(answer.message), { code: answer.code });
        unpacker.unpack(answer.packed);
        for (const problem of answer.listed) listed.push(problem);
        unlisted += answer.unlisted;
        tell?.(answer.bytes, answer.records);
        if (answer.stats !== undefined) return { stats: answer.stats, problems: { listed, unlisted } };
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

/** The thread that reads. From source, it has to be told how to read TypeScript. */
export function startThread(): Worker {
  const isBuilt = __filename.endsWith('.js');
  const options = isBuilt ? {} : { execArgv: ['-r', require.resolve('ts-node/register/transpile-only')] };
  return new Worker(join(__dirname, isBuilt ? 'readingThread.js' : 'readingThread.ts'), options);
}

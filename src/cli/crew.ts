import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Copies, ParallelSearch } from '../explore/index.js';
import type { CopiesOptions, Found, Graph, ParallelOptions, Report, SearchResult } from '../explore/index.js';
import type { Subject } from './crewWorker.js';

/** What is searched, and when it is enough. */
export interface CrewOptions extends CopiesOptions, Omit<ParallelOptions, 'alarming'> {
  readonly copies: number;
  /** Whether a step of this label should not be. The first of each is kept. */
  readonly isAlarming?: (label: number) => boolean;
}

/** Threads that wait for searches. */
export interface Crew {
  /** Visits every state of copies of a graph, as `search` does of `Copies`. One search at a time. */
  search(graph: Graph, options: CrewOptions): Promise<SearchResult<Found>>;
  /** Ends the threads. */
  dismiss(): Promise<void>;
}

/** How often it is asked whether it is enough. */
const milliseconds = 100;

/** Searches copies of a graph with so many threads, which end with the search. */
export async function searchInParallel(
  graph: Graph,
  options: CrewOptions,
  workers: number,
): Promise<SearchResult<Found>> {
  const crew = startCrew(workers);
  try {
    return await crew.search(graph, options);
  } finally {
    await crew.dismiss();
  }
}

/** Starts so many threads. */
export function startCrew(workers: number): Crew {
  const threads = Array.from({ length: workers }, () => startThread('crewWorker'));
  return {
    async search(graph, { copies, isSymmetric = false, isAlarming, ...limits }) {
      const shared = {
        ...graph,
        first: share(graph.first),
        labels: share(graph.labels),
        targets: share(graph.targets),
      };
      const options = { isSymmetric };
      const subject: Subject = { kind: 'copies', graph: shared, copies, options };
      threads.forEach((thread) => {
        thread.postMessage(subject);
      });
      const alarming = isAlarming && tabulated(isAlarming, graph, copies);
      const system = new Copies(shared, copies, options);
      const search = new ParallelSearch(system, { ...limits, ...(alarming && { alarming }) });
      const timer = setInterval(() => {
        search.ask();
      }, milliseconds);
      try {
        return await search.run(threads.map((thread) => (task) => answerOf(thread, task)));
      } finally {
        clearInterval(timer);
      }
    },
    async dismiss() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

/** The thread is written in what this file is written in: TypeScript in the sources, JavaScript in the package. */
export function startThread(name: 'crewWorker' | 'courtWorker'): Worker {
  const extension = __filename.endsWith('.ts') ? 'ts' : 'js';
  const execArgv = extension === 'ts' ? ['-r', 'ts-node/register/transpile-only'] : [];
  return new Worker(join(__dirname, `${name}.${extension}`), { execArgv });
}

async function answerOf(thread: Worker, task: unknown): Promise<Report> {
  thread.postMessage(task);
  // A thread that fails rejects this: `once` hears of errors as well.
  const [report] = (await once(thread, 'message')) as [Report];
  return report;
}

function share(array: Uint32Array): Uint32Array {
  const copy = new Uint32Array(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** The answers for all labels of copies of a graph. */
function tabulated(isAlarming: (label: number) => boolean, { labels }: Graph, copies: number): Uint8Array {
  const last = labels.reduce((most, label) => Math.max(most, label), 0);
  const answers = new Uint8Array(new SharedArrayBuffer((last + 1) * copies));
  for (let label = 0; label < answers.length; label += 1) answers[label] = Number(isAlarming(label));
  return answers;
}

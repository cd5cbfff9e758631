import { parentPort } from 'node:worker_threads';
import { createPackingReader } from '../trace/index.js';
import type { Packed, ReadStats } from '../trace/index.js';
import { sourceOf } from './input.js';
import { Problems } from './problems.js';
import type { ProblemList } from './problems.js';

/** Read this file; or: a portion has been heard, send one more. */
export type Order = { readonly kind: 'read'; readonly name: string } | { readonly kind: 'more' };

/** A part of a file, read; or why it cannot be. */
export type Answer =
  Portion | { readonly kind: 'failure'; readonly message: string; readonly code: string | undefined };

interface Portion extends ProblemList {
  readonly kind: 'portion';
  readonly packed: Packed;
  /** Its bytes, and the records of the file so far. */
  readonly bytes: number;
  readonly records: number;
  /** Of the whole file: set in its last portion. */
  readonly stats: ReadStats | undefined;
}

/** So many portions may be on their way at a time. */
const mostAhead = 8;
let ahead = 0;
let goOn = (): void => undefined;

function answer(what: Answer, transferred: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(what, transferred);
}

async function read(name: string): Promise<void> {
  const problems = new Problems();
  const reader = createPackingReader({
    onBad: (problem) => {
      problems.add(problem);
    },
  });
  const send = (bytes: number, stats?: ReadStats): void => {
    const packed = reader.take();
    const { records } = reader.stats;
    const portion: Portion = { kind: 'portion', packed, ...problems.take(), bytes, records, stats };
    answer(portion, [packed.words.buffer]);
  };
  ahead = 0;
  for await (const chunk of sourceOf(name).chunks()) {
    reader.push(chunk);
    send(chunk.length);
    ahead += 1;
    if (ahead === mostAhead) await new Promise<void>((resolve) => (goOn = resolve));
  }
  reader.end();
  send(0, reader.stats);
}

parentPort?.on('message', (order: Order) => {
  if (order.kind === 'read') {
    read(order.name).catch((error: unknown) => {
      // An error that is sent as such loses its code on the way.
      const { message = String(error), code } = error as Partial<NodeJS.ErrnoException>;
      answer({ kind: 'failure', message, code });
    });
  } else {
    ahead -= 1;
    goOn();
  }
});

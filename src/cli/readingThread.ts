import { parentPort } from 'node:worker_threads';
import { createPackingReader } from '../trace/index.js';
import type { Packed, ReadStats } from '../trace/index.js';
import { sourceOf } from './input.js';
import { Problems } from './problems.js';
import type { ProblemList } from './problems.js';

/** Reads this file; or: a portion has been heard, send one more. */
export type Order = { readonly kind: 'read'; readonly name: string } | { readonly kind: 'more' };

/** A part of a file, read. */
export interface Portion extends ProblemList {
  readonly packed: Packed;
  /** Its bytes, and the records of the file so far. */
  readonly bytes: number;
  readonly records: number;
  /** Of the whole file: set in its last portion. */
  readonly stats: ReadStats | undefined;
}

/** So many portions may be on their way at a time. */
const mostAhead = 4;
let ahead = 0;
let goOn = (): void => undefined;

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
    const portion: Portion = { packed, ...problems.take(), bytes, records, stats };
    parentPort?.postMessage(portion, [packed.words.buffer]);
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
    void read(order.name);
  } else {
    ahead -= 1;
    goOn();
  }
});

import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** How much of standard input is kept for a second reading. */
const mostKept = 64 * 1024 * 1024;
const chunkSize = 1024 * 1024;
const pollMilliseconds = 200;

/** A log that can be read, perhaps more than once. */
export interface Source {
  readonly name: string;
  /** Bytes, where the file system knows; compressed ones where the file is compressed. */
  readonly size: number | undefined;
  /** The bytes in order. `isRepeatable` says afterwards whether they can be had once more. */
  chunks(): AsyncIterable<Uint8Array>;
  isRepeatable(): boolean;
}

/** The file of that name; `-` is standard input. A file that is compressed with gzip is read all the same. */
export function sourceOf(name: string): Source {
  return name === '-' ? standardInput() : file(name);
}

const file = (name: string): Source => ({
  name,
  size: statSync(name).size,
  chunks: () => inflated(name, () => createReadStream(name, { highWaterMark: chunkSize })),
  isRepeatable: () => statSync(name).isFile(),
});

function standardInput(): Source {
  const kept: Uint8Array[] = [];
  let size = 0;
  async function* first(): AsyncIterable<Uint8Array> {
    for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size <= mostKept) kept.push(chunk);
      else kept.length = 0;
      yield chunk;
    }
  }
  return {
    name: '-',
    size: undefined,
    chunks: () => (kept.length > 0 ? Readable.from(kept) : first()),
    isRepeatable: () => size > 0 && size <= mostKept,
  };
}

/** The bytes of a file, unpacked where its first two say that it is gzip. */
function inflated(name: string, open: () => Readable): AsyncIterable<Uint8Array> {
  const isPacked = isGzip(name);
  const stream = open();
  return isPacked ? stream.on('error', () => undefined).pipe(createGunzip()) : stream;
}

function isGzip(name: string): boolean {
  if (!statSync(name).isFile()) return false;
  const handle = openSync(name, 'r');
  const head = Buffer.alloc(2);
  try {
    return readSync(handle, head, 0, 2, 0) === 2 && head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    closeSync(handle);
  }
}

/** The bytes of a growing file, until the signal says that it is enough; a file that shrinks is read from its start. */
export async function* growing(name: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const handle = openSync(name, 'r');
  const buffer = new Uint8Array(chunkSize);
  let place = 0;
  try {
    while (!signal.aborted) {
      const { size } = statSync(name);
      if (size < place) place = 0;
      const read = readSync(handle, buffer, 0, chunkSize, place);
      if (read > 0) {
        place += read;
        yield buffer.slice(0, read);
      } else {
        await pause(pollMilliseconds, signal);
      }
    }
  } finally {
    closeSync(handle);
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });

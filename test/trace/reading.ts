import type { LogRecord } from '../../src/protocol/log.js';
import { createReader } from '../../src/trace/index.js';
import type { TraceProblem, TraceReading } from '../../src/trace/index.js';
import { fields } from '../../src/trace/read/fields.js';
import { readLine } from '../../src/trace/read/longWay.js';
import { Order } from '../../src/trace/read/order.js';
import { recordOf } from '../../src/trace/read/record.js';
import { Scanner, unusual } from '../../src/trace/read/scanner.js';
import { margin } from '../../src/trace/read/text.js';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What a reading comes to, apart from its statistics. */
export interface Heard {
  readonly records: readonly LogRecord[];
  readonly problems: readonly TraceProblem[];
  readonly skipped: readonly string[];
}

/** Reads every line the long way. */
export function readSlowly(bytes: Uint8Array): Heard {
  const heard = { records: [] as LogRecord[], problems: [] as TraceProblem[], skipped: [] as string[] };
  const order = new Order();
  let written = 0;
  linesOf(bytes).forEach((line, index) => {
    if (line.every((byte) => [0x20, 0x09, 0x0d].includes(byte))) return;
    written += 1;
    const { record, skipped, problems = [] } = readLine(line, { line: index + 1, n: written }, order, 64);
    if (record) heard.records.push(record);
    if (skipped) heard.skipped.push(skipped.name);
    heard.problems.push(...problems);
  });
  return heard;
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const feed = bytes.indexOf(0x0a, at);
    const end = feed < 0 ? bytes.length : feed;
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return lines;
}

/** Reads chunks of these sizes, again and again. */
export function readInChunks(bytes: Uint8Array, sizes: readonly number[]): TraceReading {
  const records: LogRecord[] = [];
  const problems: TraceProblem[] = [];
  const reader = createReader({ onRecord: (record) => records.push(record), onBad: (bad) => problems.push(bad) });
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    // A chunk of its own, which its sender uses again.
    const chunk = bytes.slice(at, at + size);
    reader.push(chunk);
    chunk.fill(0x0a);
    at += size;
  }
  reader.end();
  return { records, problems, stats: reader.stats };
}

/** Reads a line the quick way, if it can be read so. */
export function scanned(text: string, scanner = new Scanner(64)): LogRecord | string | undefined {
  const line = bytesOf(`${text}\n`);
  const bytes = new Uint8Array(line.length + margin);
  bytes.set(line);
  const next = scanner.scan(new DataView(bytes.buffer), 0);
  if (next === unusual) return undefined;
  expect(next).toBe(line.length);
  const { fn, name } = scanner.values[fields.fn];
  return fn === undefined ? name : recordOf(scanner.values, 1, 1);
}

import { createGunzip } from 'node:zlib';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { createReader } from '../../src/trace/index.js';
import type { TraceProblem, TraceReader } from '../../src/trace/index.js';
import type { LogRecord } from '../../src/protocol/log.js';
import type { ScenarioTitle, Source } from '../common/protocol.js';
import { Run } from '../common/run.js';
import type { RunRecord } from '../common/wire.js';
import { archiveOf } from './archive.js';
import { answerAbout } from './common.js';
import type { Services } from './common.js';
import { Bench } from './judging.js';
import { innerRecordIn, claimsToBeInner } from './records.js';
import { newRun } from './session.js';
import type { Asked, Session } from './session.js';
import { traced } from './traced.js';

/** A run that lies in a file: the trace of a driver, or what `save` has left of one. It is judged, and is over. */
export class FileSession implements Session {
  readonly run = newRun();
  readonly source: Source;
  readonly scenarios: readonly ScenarioTitle[] = [];
  readonly coming: readonly string[] = [];
  readonly title: string;
  readonly #run = new Run();

  constructor(
    readonly opened: OpenedFile,
    private readonly services: Services,
  ) {
    this.source = { mode: 'file', name: opened.name };
    this.title = opened.title ?? opened.name;
    opened.records.forEach((record) => {
      this.#run.add(record);
    });
    archiveOf(this).prepare();
  }

  get length(): number {
    return this.opened.records.length;
  }

  records(from: number, to: number): readonly RunRecord[] {
    return this.opened.records.slice(from, to);
  }

  /** A file does not change. */
  subscribe(): () => void {
    return () => undefined;
  }

  async handle(request: Asked): Promise<unknown> {
    const { title } = this;
    return answerAbout({ title, run: this.#run, records: this.opened.records }, request, this.services);
  }

  stop(): void {
    // There is nothing that runs.
  }
}

/** What a file says. */
export interface OpenedFile {
  readonly name: string;
  readonly title: string | undefined;
  readonly records: readonly RunRecord[];
  /** What is bad input in it, as `condis check` tells it; the first of it. */
  readonly problems: readonly TraceProblem[];
}

const mostProblems = 1000;
/** More records than these nobody looks at in a page. */
const mostRecords = 1_000_000;
const newline = 10;

/** Reads a run or a trace, compressed with gzip or not. What is no record is told as a remark and a warning. */
export async function openFile(path: string): Promise<OpenedFile> {
  const writer = new Writer();
  for await (const line of linesOf(await bytesOf(path))) {
    if (writer.isFull) break;
    writer.take(line);
  }
  return { name: basename(path), ...writer.end() };
}

async function bytesOf(path: string): Promise<Readable> {
  const handle = await open(path);
  const head = Buffer.alloc(2);
  try {
    await handle.read(head, 0, 2, 0);
  } finally {
    await handle.close();
  }
  const stream = createReadStream(path);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return stream;
  const inflated = createGunzip();
  stream.on('error', (error) => inflated.destroy(error));
  return stream.pipe(inflated);
}

async function* linesOf(stream: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let begin = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, begin)) {
      yield Buffer.concat([...rest, chunk.subarray(begin, end + 1)]);
      rest = [];
      begin = end + 1;
    }
    if (begin < chunk.length) rest.push(chunk.subarray(begin));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/** Makes one run of lines of both sorts: those of the trace go to its reader, which says what is wrong with them. */
class Writer {
  readonly #records: RunRecord[] = [];
  readonly #problems: TraceProblem[] = [];
  readonly #bench = new Bench();
  readonly #reader: TraceReader;
  #title: string | undefined;
  /** The line that is being read. */
  #line: Buffer = blank;
  #isFull = false;

  constructor() {
    this.#reader = createReader({
      onRecord: (record) => {
        this.#crossed(record);
      },
      onBad: (problem) => {
        this.#wrong(problem);
      },
      // A record of a run tells of whole charts.
      limits: { lineBytes: 64 * 1024 * 1024 },
    });
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  take(line: Buffer): void {
    const inner = innerRecord(line);
    this.#line = line;
    // The reader counts the line all the same.
    this.#reader.push(inner ? blank : line);
    if (inner && inner.kind !== 'mark') this.#add(inner);
  }

  end(): Omit<OpenedFile, 'name'> {
    this.#reader.end();
    if (this.#isFull) {
      const shown = mostRecords.toLocaleString('en');
      this.#records.push({ kind: 'note', text: `the file goes on: of its records the first ${shown} are shown` });
    }
    return { title: this.#title, records: this.#records, problems: this.#problems };
  }

  #crossed(record: LogRecord): void {
    if (record.kind === 'meta') this.#title = record.title;
    const place = this.#records.length;
    traced(record).forEach((one) => {
      this.#add(one.kind === 'note' || one.kind === 'return' ? { ...one, ...remarksIn(this.#line) } : one);
    });
    for (const mark of this.#bench.marksOfLogged({ ...record, n: place + 1 })) this.#add(mark);
  }

  #wrong(problem: TraceProblem): void {
    if (this.#problems.length >= mostProblems) return;
    this.#problems.push(problem);
    const { code, message, line } = problem;
    const at = this.#records.length;
    this.#add({ kind: 'note', text: `line ${line} is no record: ${message}` });
    this.#add({ kind: 'mark', at, level: 'warning', rule: code, text: message });
  }

  #add(record: RunRecord): void {
    this.#records.push(record);
    this.#isFull = this.#records.length >= mostRecords;
  }
}

const blank = Buffer.from('\n');

/** What a run says of a record beside what is judged: between whom a signal passes, and the rule of a refusal. */
function remarksIn(line: Buffer): object {
  const text = line.toString('utf8');
  if (!/"(?:rule|note)"/.test(text)) return {};
  const { kind, from, to, t, rule } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const isNote = kind === 'note';
  return {
    ...(isNote && typeof from === 'string' && { from }),
    ...(isNote && typeof to === 'string' && { to }),
    ...(isNote && typeof t === 'number' && { t }),
    ...(typeof rule === 'string' && { rule }),
  };
}

/** The kinds of records that no trace has, as their lines begin when condis writes them. */
const innerHead = /"kind"\s*:\s*"(?:chart|actor|step|gone|mark)"/;

function innerRecord(line: Buffer) {
  if (!innerHead.test(line.toString('utf8', 0, 400))) return undefined;
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    return claimsToBeInner(value) ? innerRecordIn(value) : undefined;
  } catch {
    return undefined;
  }
}

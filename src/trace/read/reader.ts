import type { LogRecord } from '../../protocol/log.js';
import { fields } from './fields.js';
import { formsOfFields } from './forms.js';
import type { Form } from './forms.js';
import { readLine } from './longWay.js';
import { Order } from './order.js';
import { Overlong } from './overlong.js';
import type { TraceProblem } from './problems.js';
import { recordOf } from './record.js';
import type { Values } from './record.js';
import { Scanner, unusual } from './scanner.js';
import { Tally } from './tally.js';
import { bytes } from './text.js';
import { Window } from './window.js';

/** What a log may ask of its reader. */
export interface ReadLimits {
  /** The bytes of a line; a longer one is reported, and never held as a whole. 1 MiB if not given. */
  readonly lineBytes?: number;
  /** The levels of brackets in a line: 64 if not given, and 3 at least, for a list in the `args` of a record. */
  readonly depth?: number;
}

/** Who hears what is read, and what may be read. */
export interface ReaderOptions {
  onRecord(record: LogRecord): void;
  /** Something is bad input; the record of that line is not heard. */
  onBad?(problem: TraceProblem): void;
  readonly limits?: ReadLimits;
}

/** What was read so far. */
export interface ReadStats {
  readonly bytes: number;
  readonly lines: number;
  /** Records that were heard. */
  readonly records: number;
  /** Problems that were reported. */
  readonly bad: number;
  /** How many records of each unknown kind were skipped. */
  readonly skippedKinds: ReadonlyMap<string, number>;
  /** How many calls and returns of each function were skipped, as it is neither CoNDIS's nor shared with it. */
  readonly unknownFunctions: ReadonlyMap<string, number>;
}

/** Reads a log as it comes. */
export interface TraceReader {
  readonly stats: ReadStats;
  /** The next bytes of the log, wherever they are cut. All whole lines are read at once. */
  push(chunk: Uint8Array): void;
  /** There are no more bytes: what is left is the last line. */
  end(): void;
}

/** What a whole log says, and all that is bad input in it. */
export interface TraceReading {
  readonly records: readonly LogRecord[];
  readonly problems: readonly TraceProblem[];
  readonly stats: ReadStats;
}

/** A reader of logs in the trace format. It takes any bytes whatever, in time proportional to their number. */
export function createReader(options: ReaderOptions): TraceReader {
  const ears: Ears = {
    onScanned: (values, n, line) => {
      options.onRecord(recordOf(values as Values, n, line));
    },
    onRecord: (record) => {
      options.onRecord(record);
    },
    onBad: (problem) => {
      options.onBad?.(problem);
    },
  };
  return new Reader(ears, formsOfFields, options.limits);
}

/** Reads a whole log. */
export function readTrace(source: string | Uint8Array, limits: ReadLimits = {}): TraceReading {
  const records: LogRecord[] = [];
  const problems: TraceProblem[] = [];
  const reader = createReader({
    onRecord: (record) => records.push(record),
    onBad: (problem) => problems.push(problem),
    limits,
  });
  reader.push(typeof source === 'string' ? new TextEncoder().encode(source) : source);
  reader.end();
  return { records, problems, stats: reader.stats };
}

/** What is taken in at once. */
const portion = 65_536;

/** Who hears what a reader reads: a record, or the values of one that the scanner has read. */
export interface Ears {
  readonly onScanned: (values: unknown, n: number, line: number) => void;
  readonly onRecord: (record: LogRecord) => void;
  readonly onBad: (problem: TraceProblem) => void;
}

/** Reads lines; what the scanner makes of their values, the forms say. */
export class Reader implements TraceReader {
  readonly #ears: Ears;
  readonly #forms: () => readonly Form[];
  readonly #longestLine: number;
  readonly #deepest: number;
  readonly #window = new Window(2 * portion);
  #scanner: Scanner;
  readonly #order = new Order();
  readonly #kinds = new Tally();
  readonly #functions = new Tally();
  #bytes = 0;
  #lines = 0;
  /** Lines that are not blank. */
  #written = 0;
  #records = 0;
  #bad = 0;
  /** The line that is longer than it may be, and still goes on. */
  #overlong: Overlong | undefined;

  constructor(ears: Ears, forms: () => readonly Form[], { lineBytes = 2 ** 20, depth = 64 }: ReadLimits = {}) {
    this.#ears = ears;
    this.#forms = forms;
    this.#longestLine = lineBytes;
    this.#deepest = Math.max(3, depth);
    this.#scanner = new Scanner(this.#deepest, forms());
  }

  /** Forgets the words of the log, which will be met again. */
  forget(): void {
    this.#scanner = new Scanner(this.#deepest, this.#forms());
  }

  get stats(): ReadStats {
    return {
      bytes: this.#bytes,
      lines: this.#lines,
      records: this.#records,
      bad: this.#bad,
      skippedKinds: this.#kinds.counts,
      unknownFunctions: this.#functions.counts,
    };
  }

  push(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    for (let at = 0; at < chunk.length; at += portion) this.#take(chunk.subarray(at, at + portion));
  }

  end(): void {
    if (this.#overlong !== undefined || this.#window.length > 0) this.#take(Uint8Array.of(bytes.lineFeed));
  }

  #take(chunk: Uint8Array): void {
    const rest = this.#overlong === undefined ? chunk : this.#passOver(this.#overlong, chunk);
    const window = this.#window;
    window.append(rest);
    const lastFeed = rest.lastIndexOf(bytes.lineFeed);
    if (lastFeed >= 0) {
      const end = window.length - rest.length + lastFeed + 1;
      this.#readLines(end);
      window.drop(end);
    }
    if (window.length > this.#longestLine) {
      this.#overlong = new Overlong(window.part(0, window.length));
      window.drop(window.length);
    }
  }

  /** Passes over the rest of a line; what stands behind it. */
  #passOver(overlong: Overlong, chunk: Uint8Array): Uint8Array {
    const feed = chunk.indexOf(bytes.lineFeed);
    const end = feed < 0 ? chunk.length : feed;
    overlong.length += end;
    if (feed < 0) return chunk.subarray(end);
    this.#overlong = undefined;
    this.#lines += 1;
    this.#written += 1;
    this.#report([overlong.problem(this.#lines, this.#longestLine)]);
    return chunk.subarray(feed + 1);
  }

  #readLines(end: number): void {
    const { view } = this.#window;
    for (let at = 0; at < end;) {
      this.#lines += 1;
      const next = this.#order.isEnded ? unusual : this.#scanner.scan(view, at);
      if (next !== unusual && next - at <= this.#longestLine) {
        this.#written += 1;
        this.#order.begin();
        this.#hearScanned();
        at = next;
      } else {
        const feed = this.#window.endOfLine(at);
        this.#readLine(this.#window.part(at, feed));
        at = feed + 1;
      }
    }
  }

  #hearScanned(): void {
    const { values } = this.#scanner;
    const { fn, name } = values[fields.fn];
    if (fn === undefined) {
      this.#functions.add(name);
    } else {
      this.#records += 1;
      this.#ears.onScanned(values, this.#written, this.#lines);
    }
  }

  #readLine(whole: Uint8Array): void {
    const line = this.#lines === 1 && startsWithMark(whole) ? whole.subarray(3) : whole;
    if (isBlank(line)) return;
    this.#written += 1;
    if (line.length > this.#longestLine) {
      this.#report([new Overlong(line).problem(this.#lines, this.#longestLine)]);
      return;
    }
    const position = { line: this.#lines, n: this.#written };
    const { record, skipped, problems } = readLine(line, position, this.#order, this.#deepest);
    if (record !== undefined) this.#hear(record);
    if (skipped !== undefined) (skipped.what === 'kind' ? this.#kinds : this.#functions).add(skipped.name);
    if (problems !== undefined) this.#report(problems);
  }

  #hear(record: LogRecord): void {
    this.#records += 1;
    this.#ears.onRecord(record);
  }

  #report(problems: readonly TraceProblem[]): void {
    this.#bad += problems.length;
    for (const problem of problems) this.#ears.onBad(problem);
  }
}

const blanks: readonly number[] = [bytes.space, bytes.tab, bytes.carriageReturn];
const isBlank = (line: Uint8Array): boolean => line.every((byte) => blanks.includes(byte));

/** The byte order mark that some editors put before a text. */
const startsWithMark = (line: Uint8Array): boolean => line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf;

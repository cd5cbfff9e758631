import type { RunRecord } from '../../common/wire.js';

/** What was read of a file. */
export interface Reading {
  readonly records: readonly RunRecord[];
  /** Lines that are no records, by their numbers from 1, and why; only the first few. */
  readonly problems: readonly { readonly line: number; readonly text: string }[];
}

/** How many problems are kept. */
const most = 20;

/** Reads records line by line, a part of the text at a time. */
export class LineReader {
  readonly #records: RunRecord[] = [];
  readonly #problems: { line: number; text: string }[] = [];
  #at = 0;
  #line = 0;

  constructor(private readonly text: string) {}

  get isDone(): boolean {
    return this.#at >= this.text.length;
  }

  /** From 0 to 1. */
  get progress(): number {
    return this.text.length === 0 ? 1 : this.#at / this.text.length;
  }

  /** Reads for so many milliseconds. */
  work(budget: number, now: () => number = () => performance.now()): this {
    const end = now() + budget;
    while (!this.isDone) {
      this.#next();
      if (this.#line % 32 === 0 && now() >= end) break;
    }
    return this;
  }

  reading(): Reading {
    return { records: this.#records, problems: this.#problems };
  }

  #next(): void {
    const { text } = this;
    const newline = text.indexOf('\n', this.#at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(this.#at, end).trim();
    this.#at = end + 1;
    this.#line += 1;
    if (line === '') return;
    try {
      const record: unknown = JSON.parse(line);
      if (!isRecord(record)) this.#complain('is no record: an object with a `kind`');
      else if (!isWhole(record)) this.#complain(`is no ${record.kind}: it does not say by whom, or of what`);
      else this.#records.push(uniform(record));
    } catch {
      this.#complain('is no JSON');
    }
  }

  #complain(text: string): void {
    if (this.#problems.length < most) this.#problems.push({ line: this.#line, text });
  }
}

const isRecord = (value: unknown): value is RunRecord =>
  typeof value === 'object' && value !== null && typeof (value as { readonly kind?: unknown }).kind === 'string';

const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether a record has what everybody relies on. */
const isWhole = (record: RunRecord): boolean => {
  const { from, to, fn, actor, name, event, transitions, patch, structure } = record as unknown as Readonly<
    Record<string, unknown>
  >;
  switch (record.kind) {
    case 'call':
      return isText(fn) && isText(from) && isText(to);
    case 'return':
      return isText(fn) && isText(from);
    case 'note':
      return isText((record as { readonly text: unknown }).text);
    case 'step':
      return isText(actor) && event !== undefined && Array.isArray(transitions) && Array.isArray(patch);
    case 'actor':
    case 'gone':
      return isText(name);
    case 'chart':
      return typeof structure === 'object' && structure !== null;
    default:
      return true;
  }
};

/** Drivers write tersely: one list without brackets, a status without its prefix. */
const uniform = (record: RunRecord): RunRecord => {
  if (record.kind !== 'call' && record.kind !== 'return') return record;
  const { args, status, ...rest } = record as unknown as Readonly<Record<string, unknown>> & {
    readonly args?: { readonly nbl?: unknown; readonly status?: unknown };
  };
  const { nbl } = args ?? {};
  const told = {
    ...rest,
    ...(args && {
      args: { ...args, ...(isText(nbl) && { nbl: [nbl] }), ...(isText(args.status) && { status: full(args.status) }) },
    }),
    ...(status !== undefined && { status: isText(status) ? full(status) : status }),
  };
  return told as unknown as RunRecord;
};

const full = (status: string): string =>
  /^[A-Z_]+$/.test(status) && !status.startsWith('NDIS_') ? `NDIS_STATUS_${status}` : status;

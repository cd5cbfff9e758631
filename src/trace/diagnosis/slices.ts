import type { LogRecord } from '../../protocol/log.js';
import { monitor, Watch } from '../../rules/index.js';
import type { Frame } from '../../rules/index.js';
import type { CheckOptions } from '../check.js';
import { judges } from '../judges.js';
import { isCreation } from '../../rules/words.js';

/** What of a log is wanted: everything that concerns one object, around one record. */
export interface Wanted {
  readonly handle: string;
  readonly record: number;
}

/** Enough to judge an object by, and no more than a reader can take in. */
const mostRecords = 2000;
const mostAfter = 200;
const shortLog = 500;

/**
 * Cuts out of a log what concerns a few objects: their own records, and those that concern no virtual connection at
 * all. Each slice is a small log of its own, in the order of the whole.
 */
export class Slicer {
  readonly #watch: Watch;
  readonly #wanted: ReadonlyMap<string, number>;
  readonly #own = new Map<string, LogRecord[]>();
  readonly #lists = new Map<string, string>();
  readonly #common: LogRecord[] = [];
  /** The whole log, as long as it is short: nothing explains a record better. */
  #whole: LogRecord[] | undefined = [];
  #last: LogRecord | undefined;

  constructor(wanted: readonly Wanted[], options: CheckOptions) {
    this.#wanted = new Map(wanted.map(({ handle, record }) => [handle, record]));
    const collector = monitor({
      name: 'slices',
      rules: [],
      left: (_scene, frame) => {
        this.#keep(frame);
      },
    });
    this.#watch = new Watch({ monitors: [...judges, collector], ...options });
  }

  /** Takes the next record of the log. */
  feed(record: LogRecord): void {
    this.#whole?.push(record);
    if (this.#whole && this.#whole.length > shortLog) this.#whole = undefined;
    this.#watch.observe(record);
    if (record.kind === 'call' && record.args.nbl) this.#follow(record.args.vc, record.args.nbl);
    if (record.kind === 'meta') this.#common.push(record);
    if (record.kind === 'end') this.#last = record;
    if (record.kind === 'assume') {
      const about = record.object === 'vc' ? record.handle : record.args['vc'];
      if (typeof about !== 'string') this.#common.push(record);
      else this.#add(about, record);
    }
  }

  /** What concerns the object, in the order of the log. */
  slice(handle: string): readonly LogRecord[] {
    if (this.#whole) return this.#whole;
    const open: LogRecord[] = [];
    for (const innermost of this.#watch.world.threads.all()) {
      for (let frame: Frame | undefined = innermost; frame; frame = frame.outer) {
        if (frame.vc?.handle === handle) open.push(frame.record);
      }
    }
    const records = [...this.#common, ...(this.#own.get(handle) ?? []), ...open];
    const ordered = [...new Set(records)].sort((a, b) => a.n - b.n || a.line - b.line);
    return this.#last ? [...ordered, this.#last] : ordered;
  }

  #keep(frame: Frame): void {
    const vc = frame.vc?.handle ?? this.#ofLists(frame);
    if (vc === undefined && frame.args.nbl === undefined) {
      if (this.#common.length < mostRecords) this.#push(this.#common, frame);
      return;
    }
    if (vc === undefined || !this.#wanted.has(vc)) return;
    if (isCreation(frame.fn) && frame.record.n < (this.#wanted.get(vc) ?? 0)) {
      const begin = frame.record.n;
      const kept = (this.#own.get(vc) ?? []).filter(({ n }) => n >= begin);
      this.#own.set(vc, kept);
    }
    const bucket = this.#bucket(vc);
    const isEnough = (bucket.at(-mostAfter)?.n ?? 0) > (this.#wanted.get(vc) ?? 0);
    if (isEnough) return;
    this.#push(bucket, frame);
    this.#trim(vc);
  }

  #push(records: LogRecord[], frame: Frame): void {
    records.push(frame.record);
    if (frame.returned && frame.returned !== frame.record) records.push(frame.returned);
  }

  #add(handle: string, record: LogRecord): void {
    if (this.#wanted.has(handle)) this.#bucket(handle).push(record);
  }

  #bucket(handle: string): LogRecord[] {
    const known = this.#own.get(handle);
    if (known) return known;
    const bucket: LogRecord[] = [];
    this.#own.set(handle, bucket);
    return bucket;
  }

  /** Lists whose return does not name the VC. */
  #follow(vc: string | null | undefined, names: readonly string[]): void {
    if (typeof vc !== 'string' || !this.#wanted.has(vc)) return;
    if (this.#lists.size > mostRecords) this.#lists.clear();
    for (const name of names) this.#lists.set(name, vc);
  }

  #ofLists({ args }: Frame): string | undefined {
    const [name] = args.nbl ?? [];
    return name === undefined ? undefined : this.#lists.get(name);
  }

  /** Forgets what lies far before the record in question: lists that are back first, for they are the bulk. */
  #trim(vc: string): void {
    const bucket = this.#bucket(vc);
    if (bucket.length <= 2 * mostRecords) return;
    const old = bucket.slice(0, -mostRecords);
    const recent = bucket.slice(-mostRecords);
    const back = listsBack(old);
    const kept = old.filter((record) => listsIn(record)?.every((name) => back.has(name)) !== true);
    const isLong = kept.length > mostRecords / 2;
    this.#own.set(vc, [...(isLong ? kept.slice(0, mostAfter) : kept), ...recent]);
  }
}

const listsIn = (record: LogRecord): readonly string[] | undefined =>
  record.kind === 'call' ? record.args.nbl : undefined;

/** Lists that are with their owners again when the records end. */
function listsBack(records: readonly LogRecord[]): ReadonlySet<string> {
  const back = new Set<string>();
  for (const record of records) {
    for (const name of listsIn(record) ?? []) {
      if (record.kind === 'call' && /Complete$|Return/.test(record.fn)) back.add(name);
      else back.delete(name);
    }
  }
  return back;
}

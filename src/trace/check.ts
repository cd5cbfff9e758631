import type { LogRecord } from '../protocol/log.js';
import type { Topology } from '../protocol/roles.js';
import { Watch } from '../rules/index.js';
import type { AnyMonitor, Circumstances, Owed, Violation, World } from '../rules/index.js';
import { judges } from './judges.js';
import { portray } from './portrait.js';

/** How a log is to be judged. */
export interface CheckOptions {
  /** Taken from the log where it is not given. */
  readonly topology?: Topology;
  /** The log begins in the middle: a handle that nothing has introduced is taken as it comes. */
  readonly isPartial?: boolean;
  /** Hears what the judges hear, as soon as it is known what the handles name; it has no say in the verdict. */
  readonly witness?: AnyMonitor;
}

/** An object that is alive at the end of a log, which is no fault. */
export interface Left {
  readonly object: 'af' | 'sap' | 'vc';
  readonly handle: string;
  readonly state: string;
}

/** What is to be said of a whole log. */
export interface CheckResult {
  readonly verdict: 'conforms' | 'violates';
  readonly violations: readonly Violation[];
  readonly warnings: readonly Violation[];
  /** What was owed when the log was cut off. */
  readonly open: readonly Owed[];
  readonly left: readonly Left[];
  /** Returns that nothing has opened, which are bad input. */
  readonly orphans: readonly Orphan[];
  /** What is not listed any more: violations and warnings beyond the first thousand. */
  readonly unlisted: number;
  readonly topology: Topology | undefined;
}

/** A return that nothing has opened. */
export interface Orphan {
  readonly n: number;
  readonly line: number;
  readonly fn: string;
  readonly thread: string;
}

/** Of what is only counted, nobody asks how it came about. */
const unlisted: Circumstances = { objects: [], expected: [] };

/** A log in which more than this is wrong is not read to the end by anybody. */
const mostListed = 1000;

/** Judges a log record by record, by the contract and all monitors. */
export class Check {
  readonly #watch: Watch;
  readonly #violations: Violation[] = [];
  readonly #orphans: Orphan[] = [];
  #unlisted = 0;
  #isBroken = false;
  #isAtEnd = false;

  constructor({ witness, ...options }: CheckOptions = {}) {
    const [first, ...others] = judges as readonly [AnyMonitor, ...AnyMonitor[]];
    const isListing = () => this.#violations.length < mostListed;
    this.#watch = new Watch({
      monitors: witness ? [first, witness, ...others] : judges,
      portray: (world, finding) => (isListing() ? portray(world, finding) : unlisted),
      ...options,
    });
  }

  /** Forgets everything, for another log. */
  restart(): void {
    this.#watch.restart();
    this.#violations.length = 0;
    this.#orphans.length = 0;
    this.#unlisted = 0;
    this.#isBroken = false;
    this.#isAtEnd = false;
  }

  /** Judges the next record; what it breaks is also kept for the result. */
  observe(record: LogRecord): readonly Violation[] {
    if (record.kind === 'end') this.#isAtEnd = true;
    const found = this.#watch.observe(record);
    if (found === undefined) {
      if (record.kind === 'return' && this.#orphans.length < mostListed) {
        this.#orphans.push({ n: record.n, line: record.line, fn: record.fn, thread: record.thread });
      }
      return [];
    }
    if (found.length > 0) this.#list(found);
    return found;
  }

  /** What is to be said of the log so far. */
  result(): CheckResult {
    return {
      verdict: this.#isBroken ? 'violates' : 'conforms',
      violations: this.#violations.filter(({ level }) => level === 'error'),
      warnings: this.#violations.filter(({ level }) => level === 'warning'),
      open: this.#isAtEnd ? [] : this.#watch.owed(),
      left: leftIn(this.#watch.world),
      orphans: [...this.#orphans],
      unlisted: this.#unlisted,
      topology: this.#watch.world.cast.topology,
    };
  }

  #list(found: readonly Violation[]): void {
    for (const violation of found) {
      if (violation.level === 'error') this.#isBroken = true;
      if (this.#violations.length < mostListed) this.#violations.push(violation);
      else this.#unlisted += 1;
    }
  }
}

/** Judges a whole log. */
export function checkRecords(records: Iterable<LogRecord>, options: CheckOptions = {}): CheckResult {
  const check = new Check(options);
  for (const record of records) check.observe(record);
  return check.result();
}

const leftIn = ({ vcs, afs, saps }: World): readonly Left[] => [
  ...[...afs.values()].map(({ handle, life }) => ({ object: 'af' as const, handle, state: life })),
  ...[...saps.values()].map(({ handle, life }) => ({ object: 'sap' as const, handle, state: life })),
  ...[...vcs.values()].map(({ handle, life }) => ({ object: 'vc' as const, handle, state: life })),
];

import type { LogRecord } from '../protocol/log.js';
import type { Topology } from '../protocol/roles.js';
import type { TraceRecord } from '../protocol/trace.js';
import { Watch } from '../rules/index.js';
import type { AnyMonitor, Violation } from '../rules/index.js';
import { logged } from '../trace/index.js';
import { essenceOf } from './essence.js';

/** What is said to judges. */
export interface Words {
  readonly topology: Topology;
  /** What was said before anything happened to a VC. */
  readonly opening: readonly TraceRecord[];
  readonly recordsOf: (said: number) => readonly TraceRecord[];
}

/** Judges who are told what is said, and may be made to forget it. */
export interface Ears {
  /** Begins anew: what they hear is the opening, and then these speeches. */
  recall(path: readonly number[]): void;
  /** What they have against one more speech. */
  hear(said: number): readonly Violation[];
  /** What they remember, as a text. */
  essence(): string;
}

/** The opening, as a speech. */
const opening = -1;

/** Judges who hear everything. */
export class OpenEars implements Ears {
  readonly #watch: Watch;
  #told = 0;
  /** What is said, as it is told to judges. */
  readonly #speeches = new Map<number, readonly LogRecord[]>();

  constructor(
    judges: readonly AnyMonitor[],
    private readonly words: Words,
  ) {
    this.#watch = new Watch({ monitors: judges, topology: words.topology });
  }

  recall(path: readonly number[]): void {
    this.#watch.restart();
    this.#told = 0;
    this.hear(opening);
    for (const said of path) this.hear(said);
  }

  hear(said: number): readonly Violation[] {
    const violations: Violation[] = [];
    for (const record of this.#recordsOf(said)) {
      this.#told += 1;
      const found = this.#watch.observe(numbered(record, this.#told));
      if (found && found.length > 0) violations.push(...found);
    }
    return violations;
  }

  essence(): string {
    return essenceOf(this.memory());
  }

  /** What everybody remembers: the world, and the memory of each judge. */
  memory(): readonly unknown[] {
    return this.#watch.memory();
  }

  get world(): Watch['world'] {
    return this.#watch.world;
  }

  #recordsOf(said: number): readonly LogRecord[] {
    const known = this.#speeches.get(said);
    if (known) return known;
    const records = said === opening ? this.words.opening : this.words.recordsOf(said);
    const told = records.map((record) => logged(record, 0));
    this.#speeches.set(said, told);
    return told;
  }
}

/** A record of its own for each time that it is told: judges know it again. Field by field, because that is fast. */
function numbered(record: LogRecord, n: number): LogRecord {
  const { kind } = record;
  if (kind === 'call') {
    const { line, fn, from, thread, t, irql, args, to, status } = record;
    return { n, line, fn, from, thread, t, irql, args, kind, to, status };
  }
  if (kind === 'return') {
    const { line, fn, from, thread, t, irql, args, status } = record;
    return { n, line, fn, from, thread, t, irql, args, kind, status };
  }
  return { ...record, n };
}

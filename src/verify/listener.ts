import type { Observer } from '../explore/index.js';
import type { LogRecord } from '../protocol/log.js';
import type { Topology } from '../protocol/roles.js';
import type { TraceRecord } from '../protocol/trace.js';
import { Watch } from '../rules/index.js';
import type { AnyMonitor, Violation } from '../rules/index.js';
import { logged } from '../trace/index.js';
import { essenceOf } from './essence.js';

/** What somebody listens to. */
export interface Speech {
  readonly topology: Topology;
  /** What was said before anything happened to a VC. */
  readonly opening: readonly TraceRecord[];
  readonly recordsOf: (said: number) => readonly TraceRecord[];
  /** Whether a violation counts: against a driver that keeps to nothing, only what others do. */
  readonly counts: (violation: Violation) => boolean;
}

interface Heard {
  readonly next: number;
  readonly alarm: number;
}

/**
 * Judges as an observer of an exploration. Its states are what the judges remember; a state is reached again by telling
 * new judges everything that was said on the first way to it.
 */
export class Listener implements Observer {
  readonly initial = 0;
  readonly #numbers = new Map<string, number>();
  /** How each state was reached first. */
  readonly #origins: { readonly from: number; readonly said: number }[] = [];
  readonly #heard: Map<number, Heard>[] = [];
  readonly #alarms: (readonly Violation[])[] = [[]];
  readonly #alarmNumbers = new Map<string, number>();
  readonly #memory: Memory;
  /** What is said, as it is told to judges; `-1` is the opening. */
  readonly #speeches = new Map<number, readonly LogRecord[]>();

  constructor(
    judges: readonly AnyMonitor[],
    private readonly speech: Speech,
  ) {
    this.#memory = new Memory(judges, speech.topology);
    this.#recall(0);
    this.#numberOf({ from: -1, said: -1 });
  }

  /** How many different memories there are. */
  get size(): number {
    return this.#origins.length;
  }

  /** The violations that an alarm stands for. */
  violationsOf(alarm: number): readonly Violation[] {
    return this.#alarms[alarm] ?? [];
  }

  hear(state: number, said: number): Heard {
    const answers = (this.#heard[state] ??= new Map<number, Heard>());
    const known = answers.get(said);
    if (known) return known;
    this.#recall(state);
    const violations = this.#memory.tell(this.#recordsOf(said));
    const heard = {
      next: this.#numberOf({ from: state, said }),
      alarm: this.#alarmOf(violations.filter(this.speech.counts)),
    };
    answers.set(said, heard);
    return heard;
  }

  /** Tells the judges everything that leads to a state. */
  #recall(state: number): void {
    const path: number[] = [];
    for (let at = state; at > 0; at = this.#origins[at]?.from ?? 0) path.push(this.#origins[at]?.said ?? 0);
    this.#memory.forget();
    this.#memory.tell(this.#recordsOf(-1));
    for (const said of path.reverse()) this.#memory.tell(this.#recordsOf(said));
  }

  #recordsOf(said: number): readonly LogRecord[] {
    const known = this.#speeches.get(said);
    if (known) return known;
    const { opening, recordsOf } = this.speech;
    const records = (said < 0 ? opening : recordsOf(said)).map((record) => logged(record, 0));
    this.#speeches.set(said, records);
    return records;
  }

  /** The number of what the judges remember now. */
  #numberOf(origin: { readonly from: number; readonly said: number }): number {
    const key = this.#memory.essence();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#origins.length;
    this.#numbers.set(key, number);
    this.#origins.push(origin);
    return number;
  }

  #alarmOf(violations: readonly Violation[]): number {
    if (violations.length === 0) return 0;
    const key = violations.map(({ rule, message }) => `${rule} ${message.replace(/\d+/g, '')}`).join();
    const known = this.#alarmNumbers.get(key);
    if (known !== undefined) return known;
    this.#alarmNumbers.set(key, this.#alarms.length);
    return this.#alarms.push(violations) - 1;
  }
}

/** Judges, and what they have been told. They begin anew for every way. */
class Memory {
  readonly #watch: Watch;
  #told = 0;

  constructor(judges: readonly AnyMonitor[], topology: Topology) {
    this.#watch = new Watch({ monitors: judges, topology });
  }

  forget(): void {
    this.#watch.restart();
    this.#told = 0;
  }

  tell(records: readonly LogRecord[]): readonly Violation[] {
    const violations: Violation[] = [];
    for (const record of records) {
      this.#told += 1;
      const found = this.#watch.observe({ ...record, n: this.#told });
      if (found && found.length > 0) violations.push(...found);
    }
    return violations;
  }

  essence(): string {
    return essenceOf(this.#watch.memory());
  }
}

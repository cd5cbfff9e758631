import type { Alarm } from './search.js';
import { Counter, Halt, link, SharedWriter } from './shared.js';
import type { SharedTable } from './shared.js';
import { Steps } from './system.js';
import type { TransitionSystem } from './system.js';

/** What all workers are to do together. It can be posted to them as it is. */
export interface Task {
  /** `expand` takes the steps out of states; `link` lets them be found again in a new index. */
  readonly kind: 'expand' | 'link';
  readonly table: SharedTable;
  /** The states in question are those from the cursor of the table up to here. */
  readonly end: number;
  /** How many of them a worker takes at once. */
  readonly chunk: number;
  /** Below this number everything has been written. */
  readonly settled: number;
  /** With more states than these it is enough. */
  readonly maxStates: number;
  /** For each label whether a step of it should not be. */
  readonly alarming: Uint8Array;
}

/** What one worker has done of a task. */
export interface Report {
  readonly expanded: number;
  readonly transitions: number;
  readonly ends: readonly number[];
  readonly alarms: readonly Alarm[];
  /** States that it had taken and left, because there was no room for what comes after them, or because it was asked. */
  readonly left: readonly [begin: number, end: number];
}

/** About how many steps are looked up together. */
const batch = 512;

interface Total extends Report {
  expanded: number;
  transitions: number;
  ends: number[];
  alarms: Alarm[];
  left: [begin: number, end: number];
}

/** One of several workers on one search. Each has a system of its own, which must be the same for all. */
export class Hand {
  readonly #steps: Steps;
  /** The states of a batch, and where the steps of each end. */
  readonly #states = new Uint32Array(batch);
  readonly #bounds = new Uint32Array(batch);
  #filled = 0;

  constructor(private readonly system: TransitionSystem) {
    this.#steps = new Steps(system.width, 2 * batch);
  }

  work(task: Task): Report {
    const total: Total = { expanded: 0, transitions: 0, ends: [], alarms: [], left: [0, 0] };
    const { table, end, chunk } = task;
    const writer = new SharedWriter(table, task.settled);
    while (Atomics.load(table.counters, Counter.halt) === Halt.no) {
      const begin = Atomics.add(table.counters, Counter.cursor, chunk);
      if (begin >= end) break;
      const last = Math.min(begin + chunk, end);
      if (task.kind === 'link') linkAll(table, begin, last);
      else total.left = [this.#expandAll(task, writer, begin, last, total), last];
    }
    writer.close();
    return total;
  }

  /** Gives back how far it has come. */
  #expandAll(
    { table, alarming, maxStates }: Task,
    writer: SharedWriter,
    begin: number,
    end: number,
    total: Total,
  ): number {
    for (let state = begin; state < end;) {
      if (Atomics.load(table.counters, Counter.states) > maxStates) {
        Atomics.store(table.counters, Counter.halt, Halt.asked);
      }
      if (Atomics.load(table.counters, Counter.halt) !== Halt.no) return state;
      const next = this.#fill(table, state, end);
      if (!this.#store(table, writer)) {
        Atomics.store(table.counters, Counter.halt, Halt.full);
        return state;
      }
      this.#count(alarming, total);
      state = next;
    }
    return end;
  }

  /** Expands states until there are steps enough to be looked up together; gives back where it has stopped. */
  #fill(table: SharedTable, begin: number, end: number): number {
    const steps = this.#steps;
    let filled = 0;
    let state = begin;
    steps.clear();
    for (; state < end && filled < batch && steps.length < batch; state += 1) {
      if (table.predecessors[state] === 0) continue;
      this.system.expand(table.words, state * table.width, steps);
      this.#states[filled] = state;
      this.#bounds[filled] = steps.length;
      filled += 1;
    }
    this.#filled = filled;
    return state;
  }

  /** Whether there was room for all states that the steps lead to. */
  #store({ predecessors, labels, counters }: SharedTable, writer: SharedWriter): boolean {
    const steps = this.#steps;
    const { fresh, isFull } = writer.addAll(steps.words, steps.length);
    let from = 0;
    for (let n = 0; n < fresh; n += 1) {
      const step = writer.fresh[n] as number;
      const number = writer.numbers[n] as number;
      while (step >= (this.#bounds[from] as number)) from += 1;
      predecessors[number] = (this.#states[from] as number) + 1;
      labels[number] = steps.labels[step] as number;
    }
    Atomics.add(counters, Counter.states, fresh);
    return !isFull;
  }

  #count(alarming: Uint8Array, total: Total): void {
    const steps = this.#steps;
    total.expanded += this.#filled;
    total.transitions += steps.length;
    let step = 0;
    for (let n = 0; n < this.#filled; n += 1) {
      const from = this.#states[n] as number;
      const bound = this.#bounds[n] as number;
      if (step === bound) total.ends.push(from);
      if (alarming.length === 0) step = bound;
      for (; step < bound; step += 1) {
        const label = steps.labels[step] as number;
        if (alarming[label] !== 1 || total.alarms.some((alarm) => alarm.label === label)) continue;
        total.alarms.push({ from, label });
      }
    }
  }
}

function linkAll(table: SharedTable, begin: number, end: number): void {
  for (let state = begin; state < end; state += 1) if (table.predecessors[state] !== 0) link(table, state);
}

import { Hand } from './hands.js';
import type { Report, Task } from './hands.js';
import type { Alarm, Progress, SearchOptions, SearchResult } from './search.js';
import { bytesOf, Counter, endOf, enlarged, Halt, sharedTable, SharedWriter } from './shared.js';
import type { SharedTable } from './shared.js';
import type { Found } from './store.js';
import type { TransitionSystem } from './system.js';
import { none } from './vectors.js';

/** What a search with several workers may be told. It goes breadth first, and leaves nothing out. */
export interface ParallelOptions extends Omit<SearchOptions, 'order' | 'isPartial' | 'isAlarming'> {
  /** For each label 1 where a step of it should not be. The first of each is kept. */
  readonly alarming?: Uint8Array;
}

/** Lets one worker do a task, with a `Hand` of its own. */
export type Helper = (task: Task) => Promise<Report>;

/** Fewer states than these are not worth a message: they are expanded where the search was asked for. */
const few = 1024;

/** States that there is room for at first, and states that a worker takes at once, at most. */
const roomy = 1 << 14;
const mostAtOnce = 1024;

type Range = readonly [begin: number, end: number];

/**
 * Visits every state that can be reached, once, with several workers that share one table. It goes level by level: what
 * is found is what `search` finds, on ways that are as short; only the numbers of the states differ from run to run.
 */
export class ParallelSearch {
  readonly #own: Hand;
  readonly #alarms = new Map<number, Alarm>();
  readonly #ends: number[] = [];
  readonly #alarming: Uint8Array;
  #table: SharedTable;
  #expanded = 0;
  #transitions = 0;
  #depth = 0;
  #isStopped = false;

  constructor(
    private readonly system: TransitionSystem,
    private readonly options: ParallelOptions = {},
  ) {
    this.#own = new Hand(system);
    this.#alarming = options.alarming ?? new Uint8Array(0);
    this.#table = sharedTable(system.width, Math.max(roomy, options.capacity ?? 0));
    const writer = new SharedWriter(this.#table, 0);
    for (const words of system.initial) {
      const { fresh } = writer.addAll(Uint32Array.from(words), 1);
      for (const number of writer.numbers.subarray(0, fresh)) this.#table.predecessors[number] = none;
      Atomics.add(this.#table.counters, Counter.states, fresh);
    }
    writer.close();
  }

  get progress(): Progress {
    const states = Atomics.load(this.#table.counters, Counter.states);
    return {
      states,
      transitions: this.#transitions,
      frontier: states - this.#expanded,
      depth: this.#depth,
      bytes: bytesOf(this.#table),
    };
  }

  /** Asks whether it is enough; if so, everybody comes back soon. Whoever runs it may ask as often as he likes. */
  ask(): void {
    if (this.options.isEnough?.(this.progress)) this.#stop();
  }

  async run(helpers: readonly Helper[]): Promise<SearchResult<Found>> {
    let level: Range = [0, endOf(this.#table)];
    let states = 0;
    while (this.progress.states > states) {
      this.#depth += states === 0 ? 0 : 1;
      states = this.progress.states;
      await this.#expand(level, helpers);
      if (this.#isStopped) break;
      level = [level[1], endOf(this.#table)];
    }
    const store = new SharedStates(this.#table);
    const alarms = [...this.#alarms.values()];
    return { ...this.progress, store, isComplete: !this.#isStopped, alarms, ends: this.#ends };
  }

  /** Expands the states of a level, and makes room for what comes after them as often as it takes. */
  async #expand(level: Range, helpers: readonly Helper[]): Promise<void> {
    const due = [level];
    for (let range = due.pop(); range; range = due.pop()) {
      this.ask();
      if (this.#isStopped) return;
      const reports = await this.#share('expand', range, level[1], helpers);
      for (const report of reports) this.#take(report);
      const halt = Atomics.load(this.#table.counters, Counter.halt);
      if (halt === Halt.asked) this.#isStopped = true;
      if (halt !== Halt.full) continue;
      const cursor = Atomics.load(this.#table.counters, Counter.cursor);
      due.push(...[...reports.map(({ left }) => left), [cursor, range[1]] as const].filter(([a, b]) => a < b));
      await this.#enlarge(helpers);
    }
  }

  /** Lets the workers do something with a range of states. */
  async #share(
    kind: Task['kind'],
    [begin, end]: Range,
    settled: number,
    helpers: readonly Helper[],
  ): Promise<readonly Report[]> {
    const table = this.#table;
    const { maxStates = none } = this.options;
    const chunk = Math.ceil(Math.min(mostAtOnce, (end - begin) / (8 * helpers.length)));
    Atomics.store(table.counters, Counter.cursor, begin);
    Atomics.store(table.counters, Counter.halt, Halt.no);
    const task: Task = { kind, table, end, chunk, settled, maxStates, alarming: this.#alarming };
    if (end - begin < few || helpers.length === 0) return [this.#own.work({ ...task, chunk: few })];
    return Promise.all(helpers.map((help) => help(task)));
  }

  #take({ expanded, transitions, ends, alarms }: Report): void {
    this.#expanded += expanded;
    this.#transitions += transitions;
    for (const end of ends) this.#ends.push(end);
    for (const alarm of alarms) if (!this.#alarms.has(alarm.label)) this.#alarms.set(alarm.label, alarm);
  }

  async #enlarge(helpers: readonly Helper[]): Promise<void> {
    const { maxBytes = Infinity } = this.options;
    if (2 * bytesOf(this.#table) > maxBytes) {
      this.#stop();
      return;
    }
    const end = endOf(this.#table);
    this.#table = enlarged(this.#table);
    await this.#share('link', [0, end], 0, helpers);
    Atomics.store(this.#table.counters, Counter.next, end);
  }

  #stop(): void {
    this.#isStopped = true;
    Atomics.store(this.#table.counters, Counter.halt, Halt.asked);
  }
}

/** What several workers have found. The numbers of the states may have gaps. */
class SharedStates implements Found {
  constructor(private readonly table: SharedTable) {}

  get count(): number {
    return Atomics.load(this.table.counters, Counter.states);
  }

  get bytes(): number {
    return bytesOf(this.table);
  }

  wordsOf(state: number): readonly number[] {
    const { words, width } = this.table;
    return [...words.subarray(state * width, (state + 1) * width)];
  }

  pathTo(state: number): readonly number[] {
    const { predecessors, labels } = this.table;
    const path: number[] = [];
    for (let at = state; predecessors[at] !== none; at = (predecessors[at] as number) - 1) {
      path.push(labels[at] as number);
    }
    return path.reverse();
  }
}

import { StateStore } from './store.js';
import type { Found } from './store.js';
import { Steps } from './system.js';
import type { TransitionSystem } from './system.js';
import { none } from './vectors.js';

/** How a search goes about it, and when it gives up. Whatever it has found by then it gives back. */
export interface SearchOptions {
  /** Breadth first, the default, finds the shortest way to each state. */
  readonly order?: 'breadth' | 'depth';
  /** States at most. */
  readonly maxStates?: number;
  /** Bytes of the tables at most. */
  readonly maxBytes?: number;
  /** Asked now and then; the search stops where it says so. */
  readonly isEnough?: (progress: Progress) => boolean;
  /** Whether a step of this label should not be. The first of each is kept. */
  readonly isAlarming?: (label: number) => boolean;
  /** Of steps that do not concern each other it takes some only, as long as none is put off for ever. */
  readonly isPartial?: boolean;
  /** About how many states are expected, where that is known. */
  readonly capacity?: number;
}

/** How far a search has come. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  /** States reached and not yet expanded. */
  readonly frontier: number;
  /** Steps from the initial states; of a search breadth first only. */
  readonly depth: number;
  /** Of the tables: states, index, predecessors, and whatever waits. */
  readonly bytes: number;
}

/** A step that should not be, as found first: a shortest way there, if the search went breadth first. */
export interface Alarm {
  readonly from: number;
  readonly label: number;
}

export interface SearchResult<S extends Found = StateStore> extends Progress {
  readonly store: S;
  /** Nothing was left out: what was not found is not there. */
  readonly isComplete: boolean;
  readonly alarms: readonly Alarm[];
  /** States that no step leads out of. */
  readonly ends: readonly number[];
}

/** How many states are expanded between two questions whether it is enough. */
const breath = 4096;

/** About how many steps are looked up together. */
const batch = 512;

/** Visits every state that can be reached, once. */
export function search(system: TransitionSystem, options: SearchOptions = {}): SearchResult {
  return new Search(system, options).run();
}

class Search {
  readonly #store: StateStore;
  readonly #steps: Steps;
  readonly #alarms = new Map<number, Alarm>();
  readonly #ends: number[] = [];
  /** States that wait, newest last; of a search depth first only. */
  readonly #stack: number[] = [];
  readonly #isDeep: boolean;
  /** Where the steps of each state of a batch end. */
  readonly #bounds = new Uint32Array(batch);
  #fresh = new Uint32Array(2 * batch);
  #head = 0;
  #transitions = 0;
  #depth = 0;

  constructor(
    private readonly system: TransitionSystem,
    private readonly options: SearchOptions,
  ) {
    this.#store = new StateStore(system.width, options.capacity);
    this.#steps = new Steps(system.width, 2 * batch);
    this.#isDeep = options.order === 'depth';
    const start = new Uint32Array(system.width);
    for (const words of system.initial) {
      start.set(words);
      const state = this.#store.insert(start, 0, none, none);
      if (this.#isDeep && this.#store.states.isNew) this.#stack.push(state);
    }
  }

  run(): SearchResult {
    const { maxStates = none, maxBytes = Infinity, isEnough = () => false, isPartial } = this.options;
    const store = this.#store;
    let levelEnd = store.count;
    let isComplete = true;
    let expanded = 0;
    let nextQuestion = 0;
    while (this.#isDeep ? this.#stack.length > 0 : this.#head < store.count) {
      let isOver = store.count > maxStates;
      if (expanded >= nextQuestion) {
        nextQuestion = expanded + breath;
        isOver ||= store.bytes > maxBytes || isEnough(this.#progress());
      }
      if (isOver) {
        isComplete = false;
        break;
      }
      if (!this.#isDeep && this.#head === levelEnd) {
        this.#depth += 1;
        levelEnd = store.count;
      }
      const isSingle = this.#isDeep || isPartial || store.count + batch > maxStates;
      expanded += isSingle ? this.#expandOne() : this.#expandMany(levelEnd);
    }
    return { ...this.#progress(), store, isComplete, alarms: [...this.#alarms.values()], ends: this.#ends };
  }

  #progress(): Progress {
    const store = this.#store;
    return {
      states: store.count,
      transitions: this.#transitions,
      frontier: this.#isDeep ? this.#stack.length : store.count - this.#head,
      depth: this.#depth,
      bytes: store.bytes + 8 * this.#stack.length,
    };
  }

  /** Expands states of one level until there are steps enough to be looked up together. */
  #expandMany(levelEnd: number): number {
    const steps = this.#steps;
    const bounds = this.#bounds;
    const { words, width } = this.#store.states;
    const begin = this.#head;
    let state = begin;
    steps.clear();
    while (state < levelEnd && steps.length < batch && state - begin < batch) {
      const before = steps.length;
      this.system.expand(words, state * width, steps);
      bounds[state - begin] = steps.length;
      if (steps.length === before) this.#ends.push(state);
      state += 1;
    }
    this.#head = state;
    this.#transitions += steps.length;
    if (this.options.isAlarming) {
      for (let n = 0, from = begin; n < steps.length; n += 1) {
        while (n === bounds[from - begin]) from += 1;
        this.#judge(from, steps.labels[n] as number);
      }
    }
    this.#insertAll(begin);
    return state - begin;
  }

  #insertAll(begin: number): void {
    const steps = this.#steps;
    const bounds = this.#bounds;
    const store = this.#store;
    if (steps.length > this.#fresh.length) this.#fresh = new Uint32Array(2 * steps.length);
    const fresh = this.#fresh;
    let number = store.count;
    const count = store.states.addAll(steps.words, steps.length, fresh);
    let from = 0;
    for (let n = 0; n < count; n += 1) {
      const step = fresh[n] as number;
      while (step >= (bounds[from] as number)) from += 1;
      store.note(number++, begin + from, steps.labels[step] as number);
    }
  }

  #expandOne(): number {
    const state = this.#isDeep ? (this.#stack.pop() as number) : this.#head++;
    const steps = this.#steps;
    steps.clear();
    this.system.expand(this.#store.states.words, state * this.system.width, steps);
    if (steps.length === 0) this.#ends.push(state);
    if (this.options.isPartial && steps.groups.length > 1) this.#takeSome(state);
    else this.#take(state, 0, steps.length);
    return 1;
  }

  /**
   * Takes the steps of one group and leaves the others for later, because they can be taken after these as well: in a
   * state that is new, and so expanded later. Where none of the steps leads to a new one, all are taken.
   */
  #takeSome(state: number): void {
    const { groups, length } = this.#steps;
    let begin = 0;
    for (const end of groups) {
      if (end > begin) {
        if (!this.#take(state, begin, end)) this.#take(state, end, length);
        return;
      }
      begin = end;
    }
  }

  /** Whether any of them led to a new state. */
  #take(state: number, begin: number, end: number): boolean {
    const steps = this.#steps;
    const store = this.#store;
    const before = store.count;
    this.#transitions += end - begin;
    for (let n = begin; n < end; n += 1) {
      const label = steps.labels[n] as number;
      this.#judge(state, label);
      const reached = store.insert(steps.words, n * steps.width, state, label);
      if (this.#isDeep && store.states.isNew) this.#stack.push(reached);
    }
    return store.count > before;
  }

  #judge(from: number, label: number): void {
    if (this.options.isAlarming?.(label) && !this.#alarms.has(label)) this.#alarms.set(label, { from, label });
  }
}

import type { Graph } from './graph.js';
import { none } from './vectors.js';

/** Hears what is said and never acts. */
export interface Observer {
  readonly initial: number;
  /** `alarm` is 0 where all is well; else it stands for what is wrong. */
  hear(state: number, said: number): { readonly next: number; readonly alarm: number };
}

/** Something wrong that an observer has heard, and a shortest way there. */
export interface Finding {
  readonly alarm: number;
  /** The labels of the steps, from an initial state; the last one raises the alarm. */
  readonly path: readonly number[];
}

/** What an observer hears on all ways through a graph. */
export interface Observation {
  /** For each alarm its shortest way. */
  readonly findings: readonly Finding[];
  /** Pairs of a state of the graph and one of the observer. */
  readonly pairs: number;
  readonly isComplete: boolean;
}

/** When to give up. */
export interface ObservationLimits {
  readonly maxPairs?: number;
  /** Asked now and then. */
  readonly isEnough?: () => boolean;
  /** Stops at the first alarm. */
  readonly isFirstEnough?: boolean;
}

/** How many pairs are looked at between two questions whether it is enough. */
const breath = 64;

/**
 * Lets an observer hear every way through a graph, breadth first. `saidOf` tells what is said by the step of a label. A
 * way is followed further after an alarm.
 */
export function observe(
  graph: Graph,
  saidOf: (label: number) => number,
  observer: Observer,
  { maxPairs = none, isEnough = () => false, isFirstEnough = false }: ObservationLimits = {},
): Observation {
  const pairs = new Pairs(graph.states);
  const findings = new Map<number, Finding>();
  graph.initial.forEach((state) => {
    pairs.add(state, observer.initial, none, none);
  });
  for (let head = 0; head < pairs.count; head += 1) {
    const isOver = pairs.count > maxPairs || (head % breath === 0 && isEnough());
    if (isOver || (isFirstEnough && findings.size > 0)) {
      return { findings: [...findings.values()], pairs: pairs.count, isComplete: false };
    }
    const { state, memory } = pairs.at(head);
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      const label = graph.labels[at] as number;
      const { next, alarm } = observer.hear(memory, saidOf(label));
      if (alarm !== 0 && !findings.has(alarm)) findings.set(alarm, { alarm, path: [...pairs.pathTo(head), label] });
      pairs.add(graph.targets[at] as number, next, head, label);
    }
  }
  return { findings: [...findings.values()], pairs: pairs.count, isComplete: true };
}

/** Pairs of a state and a memory, each once, and how they were reached. */
class Pairs {
  readonly #numbers = new Map<number, number>();
  readonly #pairs: { readonly state: number; readonly memory: number }[] = [];
  readonly #from: number[] = [];
  readonly #by: number[] = [];

  constructor(private readonly states: number) {}

  get count(): number {
    return this.#pairs.length;
  }

  at(number: number): { readonly state: number; readonly memory: number } {
    return this.#pairs[number] as { state: number; memory: number };
  }

  add(state: number, memory: number, from: number, by: number): void {
    const key = memory * this.states + state;
    if (this.#numbers.has(key)) return;
    this.#numbers.set(key, this.#pairs.length);
    this.#pairs.push({ state, memory });
    this.#from.push(from);
    this.#by.push(by);
  }

  pathTo(pair: number): readonly number[] {
    const path: number[] = [];
    for (let at = pair; this.#from[at] !== none; at = this.#from[at] as number) path.push(this.#by[at] as number);
    return path.reverse();
  }
}

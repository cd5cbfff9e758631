import type { Graph } from './graph.js';
import { none } from './vectors.js';

/** Hears what is said and never acts. */
export interface Observer {
  readonly initial: number;
  /** `alarm` is 0 where all is well; else it stands for what is wrong. */
  hear(state: number, said: number): { readonly next: number; readonly alarm: number };
}

/** Something wrong that an observer has heard, and the shortest way there. */
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

/**
 * Lets an observer hear every way through a graph, breadth first. `saidOf` tells what is said by the step of a label.
 * After an alarm a way is not followed further.
 */
export function observe(
  graph: Graph,
  saidOf: (label: number) => number,
  { initial, hear }: Observer,
  maxPairs = none,
): Observation {
  const numbers = new Map<number, number>();
  const pairs: (readonly [number, number])[] = [];
  const from: number[] = [];
  const by: number[] = [];
  const findings = new Map<number, Finding>();
  const add = (state: number, observer: number, predecessor: number, label: number): void => {
    const key = observer * graph.states + state;
    if (numbers.has(key)) return;
    numbers.set(key, pairs.length);
    pairs.push([state, observer]);
    from.push(predecessor);
    by.push(label);
  };
  const pathTo = (pair: number): readonly number[] => {
    const path: number[] = [];
    for (let at = pair; from[at] !== none; at = from[at] as number) path.push(by[at] as number);
    return path.reverse();
  };
  graph.initial.forEach((state) => {
    add(state, initial, none, none);
  });
  for (let head = 0; head < pairs.length; head += 1) {
    if (pairs.length > maxPairs) return { findings: [...findings.values()], pairs: pairs.length, isComplete: false };
    const [state, observer] = pairs[head] as readonly [number, number];
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      const label = graph.labels[at] as number;
      const { next, alarm } = hear(observer, saidOf(label));
      if (alarm === 0) add(graph.targets[at] as number, next, head, label);
      else if (!findings.has(alarm)) findings.set(alarm, { alarm, path: [...pathTo(head), label] });
    }
  }
  return { findings: [...findings.values()], pairs: pairs.length, isComplete: true };
}

import { Dice } from './dice.js';
import { Gauge } from './gauge.js';
import type { Measured } from './gauge.js';
import { verdictOf } from './stop.js';
import type { Progress, Stop, Verdict } from './stop.js';
import { Roads } from './terrain.js';
import type { Terrain, Way } from './terrain.js';

/** What walks have in common. */
interface RandomOptions extends Measured {
  /** A whole number. Walks with the same seed are the same. */
  readonly seed: number;
  /** When it is enough, whatever else is said; a walk that is under way goes home first. */
  readonly stop?: Stop;
}

/** How to walk. */
export interface WalksOptions extends RandomOptions {
  /** Walks at most. */
  readonly count: number;
  /** Steps at random on each walk, before it goes home; 50, where nothing is said. */
  readonly length?: number;
  /** Edges of a walk at most, with those home, if any walk has so few. */
  readonly maxLength?: number;
  /** How often an edge is taken, among those that are there; 1, where nothing is said. Those of 0 are left out. */
  readonly weights?: (edge: number) => number;
}

/** How to find what is not covered. */
export interface QuickOptions extends RandomOptions {
  readonly isRequired?: (edge: number) => boolean;
  /** Edges of a way at most, if anything can be covered with so many. */
  readonly maxLength?: number;
}

/** Ways at random, each from the initial state to an end. */
export interface Walks {
  readonly ways: readonly Way[];
  /** What was said of the condition at the end; `go on`, where something else has ended the walks. */
  readonly verdict: Verdict;
  readonly progress: Progress;
}

/** Counts along, and knows when to stop. */
class Watch {
  readonly gauge: Gauge;
  readonly #stop: Stop | undefined;
  readonly #ways: Way[] = [];

  constructor(roads: Roads, { stop, ...measured }: RandomOptions) {
    this.gauge = new Gauge(roads, measured);
    this.#stop = stop;
  }

  verdict(): Verdict {
    return this.#stop ? verdictOf(this.#stop, this.gauge.progress) : 'go on';
  }

  /** Home from where a way has come to. */
  end(way: readonly number[], home: Way): void {
    for (const edge of home) this.gauge.step(edge);
    this.gauge.endTest();
    this.#ways.push([...way, ...home]);
  }

  get result(): Walks {
    return { ways: this.#ways, verdict: this.verdict(), progress: this.gauge.progress };
  }
}

/** Walks at random, as many as there should be or until it is enough, or never will be. */
export function walks(terrain: Terrain, options: WalksOptions): Walks {
  const { seed, count, length = 50, maxLength = Infinity, weights } = options;
  const roads = new Roads(terrain);
  const watch = new Watch(roads, options);
  const dice = new Dice(seed);
  const { first, targets } = terrain.graph;
  for (let walk = 0; walk < count && watch.verdict() === 'go on'; walk += 1) {
    const way: number[] = [];
    let state = roads.initial;
    while (way.length < length && (way.length === 0 || watch.verdict() === 'go on')) {
      const within = (edge: number): boolean =>
        way.length === 0 || way.length + 1 + (roads.homeDistance[targets[edge] as number] as number) <= maxLength;
      const edges = range(first[state] as number, first[state + 1] as number).filter(within);
      const edge = dice.among(edges, weights);
      if (edge === undefined) break;
      way.push(edge);
      watch.gauge.step(edge);
      state = targets[edge] as number;
    }
    watch.end(way, roads.home(state));
    if (way.length === 0) break;
  }
  return watch.result;
}

/** Walks at random, but always along a shortest way to something that is not covered yet, until everything is. */
export function quick(terrain: Terrain, options: QuickOptions): Walks {
  const { seed, isRequired = () => true, maxLength = Infinity } = options;
  const roads = new Roads(terrain);
  const watch = new Watch(roads, options);
  const search = new Search(roads, new Dice(seed));
  roads.sources.forEach((source, edge) => {
    if (roads.isReachable(source) && isRequired(edge)) search.missing.add(edge);
  });
  while (search.missing.size > 0 && watch.verdict() === 'go on') {
    const way: number[] = [];
    let state = roads.initial;
    for (;;) {
      const next = search.from(state);
      if (next === undefined) break;
      const end = roads.endOf(next);
      if (way.length > 0 && way.length + next.length + (roads.homeDistance[end] as number) > maxLength) break;
      for (const edge of next) {
        way.push(edge);
        watch.gauge.step(edge);
        search.missing.delete(edge);
      }
      state = end;
      if (roads.isHome(state) || watch.verdict() !== 'go on') break;
    }
    const home = roads.home(state);
    for (const edge of home) search.missing.delete(edge);
    watch.end(way, home);
  }
  return watch.result;
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, n) => from + n);

/** Looks for what is missing, nearest first. */
class Search {
  readonly missing = new Set<number>();
  readonly #seen: Uint32Array;
  readonly #arrival: Uint32Array;
  #round = 0;

  constructor(
    readonly roads: Roads,
    readonly dice: Dice,
  ) {
    const { states } = roads.terrain.graph;
    this.#seen = new Uint32Array(states);
    this.#arrival = new Uint32Array(states);
  }

  /** A shortest way along which the last edge is missing: at random, where there are several. */
  from(start: number): readonly number[] | undefined {
    const { first, targets } = this.roads.terrain.graph;
    this.#round += 1;
    this.#seen[start] = this.#round;
    for (let level = [start]; level.length > 0;) {
      const found: number[] = [];
      const next: number[] = [];
      for (const state of level) {
        for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
          if (this.missing.has(edge)) found.push(edge);
          const target = targets[edge] as number;
          if (this.#seen[target] === this.#round) continue;
          this.#seen[target] = this.#round;
          this.#arrival[target] = edge;
          next.push(target);
        }
      }
      const edge = this.dice.among(found);
      if (edge !== undefined) return this.#backTo(start, edge);
      level = next;
    }
    return undefined;
  }

  #backTo(start: number, edge: number): readonly number[] {
    const way = [edge];
    for (let at = this.roads.sources[edge] as number; at !== start;) {
      const before = this.#arrival[at] as number;
      way.push(before);
      at = this.roads.sources[before] as number;
    }
    return way.reverse();
  }
}

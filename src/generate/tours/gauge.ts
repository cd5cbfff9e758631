import type { Dimension } from '../suite.types.js';
import { shortest } from './goals.js';
import type { Goal } from './goals.js';
import type { Progress, Share } from './stop.js';
import type { Roads, Way } from './terrain.js';

/** What of a dimension is met on each edge, by numbers below `total`. */
export interface Measure {
  readonly total: number;
  readonly metOn: (edge: number) => readonly number[];
}

/** What is measured along ways. States and transitions always are. */
export interface Measured {
  readonly measures?: Readonly<Partial<Record<Dimension, Measure>>>;
  /** By name. */
  readonly goals?: Readonly<Record<string, Goal>>;
}

/** Counts what ways have met, edge by edge. */
export class Gauge {
  readonly #roads: Roads;
  readonly #goals: Readonly<Record<string, Goal>>;
  readonly #meters: ReadonlyMap<Dimension, Meter>;
  readonly #states: Record<string, Progress['goals'][string]>;
  readonly #met = new Map<string, Map<number, boolean>>();
  #tests = 0;
  #steps = 0;

  constructor(roads: Roads, { measures = {}, goals = {} }: Measured = {}) {
    this.#roads = roads;
    this.#goals = goals;
    const { states, targets } = roads.terrain.graph;
    const all: Readonly<Partial<Record<Dimension, Measure>>> = {
      states: { total: states, metOn: (edge) => [roads.sources[edge] as number, targets[edge] as number] },
      transitions: { total: targets.length, metOn: (edge) => [edge] },
      ...measures,
    };
    const reachable = [...roads.sources.keys()].filter((edge) => roads.isReachable(roads.sources[edge] as number));
    this.#meters = new Map(
      (Object.entries(all) as [Dimension, Measure][]).map(([name, measure]) => [name, new Meter(measure, reachable)]),
    );
    this.#states = Object.fromEntries(
      Object.entries(goals).map(([name, goal]) => {
        if (goal.state?.(roads.initial)) return [name, 'reached'];
        return [name, shortest(roads, goal).result === 'found' ? 'ahead' : 'out of reach'];
      }),
    );
  }

  /** An edge is gone. */
  step(edge: number): void {
    this.#steps += 1;
    for (const meter of this.#meters.values()) meter.meet(edge);
    for (const [name, goal] of Object.entries(this.#goals)) {
      if (this.#states[name] !== 'ahead') continue;
      if (this.#meets(name, goal, edge)) this.#states[name] = 'reached';
    }
  }

  /** A way has come to its end. */
  endTest(): void {
    this.#tests += 1;
  }

  /** Asked once for each edge: to look at a state may take long. */
  #meets(name: string, goal: Goal, edge: number): boolean {
    const known = this.#met.get(name) ?? new Map<number, boolean>();
    this.#met.set(name, known);
    const target = this.#roads.terrain.graph.targets[edge] as number;
    const isMet = known.get(edge) ?? (goal.edge?.(edge) === true || goal.state?.(target) === true);
    known.set(edge, isMet);
    return isMet;
  }

  /** A whole way. */
  take(way: Way): void {
    for (const edge of way) this.step(edge);
    this.endTest();
  }

  get progress(): Progress {
    const shares: Partial<Record<Dimension, Share>> = {};
    for (const [name, meter] of this.#meters) shares[name] = meter.share;
    return { tests: this.#tests, steps: this.#steps, shares, goals: { ...this.#states } };
  }
}

/** What of one dimension has been met. */
class Meter {
  readonly #isMet: Uint8Array;
  readonly #attainable: number;
  #covered = 0;

  constructor(
    readonly measure: Measure,
    reachable: Way,
  ) {
    this.#isMet = new Uint8Array(measure.total);
    this.#attainable = new Set(reachable.flatMap(measure.metOn)).size;
  }

  meet(edge: number): void {
    for (const one of this.measure.metOn(edge)) {
      this.#covered += 1 - (this.#isMet[one] as number);
      this.#isMet[one] = 1;
    }
  }

  get share(): Share {
    return { covered: this.#covered, total: this.measure.total, attainable: this.#attainable };
  }
}

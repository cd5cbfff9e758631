import type { Atlas } from '../atlas.js';
import type { CoverageItem, DimensionCoverage, Mark } from '../coverage.types.js';
import { Names } from './names.js';
import { dimensionOf } from './report.js';

/** Counts which states, steps and pairs of steps of an atlas some ways come by. */
export class Visits {
  readonly #states: Count[] = [];
  readonly #edges: Count[] = [];
  readonly #pairs = new Map<number, Count>();

  constructor(private readonly atlas: Atlas) {}

  /** Counts a way: the edges of a test, by its name. */
  take(way: readonly number[], by: string): void {
    count(this.#states, this.atlas.initial, by);
    way.forEach((edge, place) => {
      count(this.#edges, edge, by);
      count(this.#states, this.atlas.to(edge), by);
      const before = way[place - 1];
      if (before === undefined || this.#ends(before)) return;
      const pair = before * this.atlas.edges + edge;
      const known = this.#pairs.get(pair);
      if (known) known.times += 1;
      else this.#pairs.set(pair, { times: 1, by });
    });
  }

  /** Every step was taken. */
  get isEverywhere(): boolean {
    return Array.from({ length: this.atlas.edges }, (_, edge) => this.#edges[edge]).every((met) => met);
  }

  /** What is covered of the states and the steps between them, and, where it is asked for, of pairs of steps. */
  coverage(withPairs: boolean): readonly DimensionCoverage[] {
    const { atlas } = this;
    const names = new Names(atlas);
    const each = (length: number, item: (n: number) => CoverageItem) => Array.from({ length }, (_, n) => item(n));
    return [
      dimensionOf(
        'states',
        each(atlas.states, (state) => itemOf(names.state(state), this.#states[state])),
      ),
      dimensionOf(
        'transitions',
        each(atlas.edges, (edge) => itemOf(names.transition(edge), this.#edges[edge])),
      ),
      ...(withPairs ? [dimensionOf('pairs', this.#pairItems(names))] : []),
    ];
  }

  #pairItems(names: Names): readonly CoverageItem[] {
    const { atlas } = this;
    const firsts = Array.from({ length: atlas.edges }, (_, edge) => edge).filter((edge) => !this.#ends(edge));
    return firsts.flatMap((first) =>
      atlas
        .out(atlas.to(first))
        .map((second) => itemOf(names.pair(first, second), this.#pairs.get(first * atlas.edges + second))),
    );
  }

  /** After this step a test may be over: what comes next begins another, and is no pair. */
  #ends(edge: number): boolean {
    return this.atlas.isAtRest(this.atlas.to(edge));
  }
}

interface Count {
  times: number;
  readonly by: string;
}

function count(counts: Count[], place: number, by: string): void {
  const known = counts[place];
  if (known) known.times += 1;
  else counts[place] = { times: 1, by };
}

function itemOf(name: string, met: Count | undefined): CoverageItem {
  const mark: Mark = met ? 'covered' : 'uncovered';
  return { name, mark, times: met?.times ?? 0, ...(met && { by: met.by }) };
}

import type { Query } from '../../common/query.js';
import { lastUpTo } from '../../common/run.js';
import type { Run } from '../../common/run.js';
import { isListed } from './log.js';

/** The places of the records that a query means. They are found bit by bit, so that nothing freezes meanwhile. */
export class Matches {
  readonly places: number[] = [];
  #seen = 0;

  constructor(
    private readonly run: Run,
    readonly query: Query,
  ) {}

  /** Whether every record was looked at. */
  get isDone(): boolean {
    return this.#seen >= this.run.length;
  }

  /** How far the search is, from 0 to 1. */
  get progress(): number {
    return this.run.length === 0 ? 1 : this.#seen / this.run.length;
  }

  /** Looks at records for so many milliseconds. */
  work(budget: number, now: () => number = () => performance.now()): void {
    const { run, query, places } = this;
    const end = now() + budget;
    while (this.#seen < run.length) {
      const record = run.at(this.#seen);
      if (record && isListed(record) && (query.isEmpty || query.matches(run, this.#seen))) places.push(this.#seen);
      this.#seen += 1;
      if (this.#seen % 64 === 0 && now() >= end) return;
    }
  }

  /** The position of the last match that is not behind a place; -1 where there is none. */
  positionOf(place: number): number {
    return lastUpTo(this.places, place);
  }

  /** The match before or behind a place, by so many. */
  neighbour(place: number, by: number): number | undefined {
    const at = this.positionOf(place);
    const isThere = this.places[at] === place;
    const from = by > 0 || isThere ? at : at + 1;
    return this.places[Math.max(0, Math.min(this.places.length - 1, from + by))];
  }
}

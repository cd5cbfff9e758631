import { partOf } from './problems.js';

/** More names are counted together, and longer names cut: no log makes the tally grow without bound. */
const mostNames = 1000;
const longestName = 100;

/** The name under which the names beyond the first thousand are counted. */
const further = '…';

/** How often each of some names was met. */
export class Tally {
  readonly #counts = new Map<string, number>();

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  add(name: string): void {
    const short = name.length > longestName ? `${partOf(name, 0, longestName)}${further}` : name;
    const key = this.#counts.has(short) || this.#counts.size < mostNames ? short : further;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
}

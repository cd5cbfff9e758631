import { parseQuery } from '../../common/query.js';
import { Run } from '../../common/run.js';
import type { RunRecord } from '../../common/wire.js';
import { Matches } from './matches.js';
import { SequenceModel } from './sequence.js';
import { Tally } from './tally.js';

/** How long records are taken in, and searched, within one frame. */
const budget = { records: 8, search: 5 } as const;

/** From so many records that wait, taking them in comes first, and drawing only every so many milliseconds. */
const flood = { records: 3000, budget: 60, pause: 120 } as const;

/** A run, and all that is made of it. Records wait until there is time to take them in: nothing is lost, nothing freezes. */
export class Keeper {
  readonly run = new Run();
  readonly sequence = new SequenceModel();
  readonly tally = new Tally();
  matches: Matches;
  #incoming: RunRecord[] = [];
  #taken = 0;
  #drawn = -Infinity;

  constructor(query: string) {
    this.matches = new Matches(this.run, parseQuery(query));
  }

  /** How many records have come, taken in or not. */
  get known(): number {
    return this.run.length + this.run.skipped + this.#incoming.length - this.#taken;
  }

  /** Something waits to be taken in, or to be searched. */
  get isBehind(): boolean {
    return this.#incoming.length > this.#taken || !this.matches.isDone;
  }

  add(records: readonly RunRecord[]): void {
    for (const record of records) this.#incoming.push(record);
  }

  search(query: string): void {
    this.matches = new Matches(this.run, parseQuery(query));
  }

  /** Does the work of one frame; tells whether it is time to draw. */
  frame(now: () => number = () => performance.now()): boolean {
    const isFlood = this.#incoming.length - this.#taken > flood.records;
    this.work(isFlood ? flood.budget : budget.records, isFlood ? 0 : budget.search, now);
    if (isFlood && now() - this.#drawn < flood.pause) return false;
    this.#drawn = now();
    return true;
  }

  /** Takes in records for so many milliseconds, and searches those that are there for so many more. */
  work(taking: number, searching: number, now: () => number = () => performance.now()): void {
    const end = now() + taking;
    while (this.#taken < this.#incoming.length) {
      const record = this.#incoming[this.#taken];
      this.#taken += 1;
      if (record) this.#take(record);
      if (this.#taken % 64 === 0 && now() >= end) break;
    }
    if (this.#taken === this.#incoming.length) {
      this.#incoming = [];
      this.#taken = 0;
    }
    this.matches.work(searching, now);
  }

  #take(record: RunRecord): void {
    const before = this.run.length;
    this.run.add(record);
    if (this.run.length === before) return;
    this.sequence.add(record);
    this.tally.add(record);
  }
}

import { parseQuery } from '../../common/query.js';
import { Run } from '../../common/run.js';
import type { RunRecord } from '../../common/wire.js';
import { Matches } from './matches.js';
import { SequenceModel } from './sequence.js';
import { Tally } from './tally.js';

/** How long records are taken in, and searched, within one frame. */
const budget = { records: 8, search: 5 } as const;

/** From so many records that are missing, taking them in comes first, and drawing only every so many milliseconds. */
const flood = { records: 3000, budget: 60, pause: 400 } as const;

/** A run, and all that is made of it. Records wait until there is time to take them in: nothing is lost, nothing freezes. */
export class Keeper {
  readonly run = new Run();
  readonly sequence = new SequenceModel();
  readonly tally = new Tally();
  matches: Matches;
  /** How many records the run has where it comes from, as far as that was told. */
  told = 0;
  #incoming: RunRecord[] = [];
  #taken = 0;
  #drawn = -Infinity;
  #drawnLength = 0;
  #isFilling = false;
  #isFilled = false;

  constructor(query: string) {
    this.matches = new Matches(this.run, parseQuery(query));
  }

  /** How many records have come, taken in or not. */
  get known(): number {
    return this.#held + this.#waiting;
  }

  /** How many records are not shown yet, because they have not come or wait. */
  get missing(): number {
    return Math.max(this.told, this.known) - this.#held;
  }

  /** So much is missing that taking it in comes before all else. */
  get isFlooded(): boolean {
    return this.missing > flood.records;
  }

  /** With the last frame, a run that came in a flood has come to its end. */
  get isFilled(): boolean {
    return this.#isFilled;
  }

  /** Something waits to be taken in, or to be searched. */
  get isBehind(): boolean {
    return this.#waiting > 0 || !this.matches.isDone;
  }

  get #held(): number {
    return this.run.length + this.run.skipped;
  }

  get #waiting(): number {
    return this.#incoming.length - this.#taken;
  }

  /** Adds the records that have not come before, of those that begin at a place of the run. */
  add(records: readonly RunRecord[], from = this.known): void {
    const fresh = from < this.known ? records.slice(this.known - from) : records;
    for (const record of fresh) this.#incoming.push(record);
  }

  search(query: string): void {
    this.matches = new Matches(this.run, parseQuery(query));
  }

  /** Does the work of one frame; tells whether it is time to draw, which it is at once where somebody has asked for it. */
  frame(isAsked = false, now: () => number = () => performance.now()): boolean {
    const isFlood = this.isFlooded;
    this.work(isFlood && !isAsked ? flood.budget : budget.records, budget.search, now);
    this.#isFilled = this.#isFilling && this.missing === 0;
    this.#isFilling = this.isFlooded || (this.#isFilling && !this.#isFilled);
    const isFirst = this.#drawnLength === 0 && this.run.length > 0;
    if (this.#isFilling && !isFirst && !isAsked && now() - this.#drawn < flood.pause) return false;
    this.#drawn = now();
    this.#drawnLength = this.run.length;
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

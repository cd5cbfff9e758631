import { isFault, locate } from './places.js';
import type { Place } from './places.js';
import { choice, partOf, problemAt, shown } from './problems.js';
import type { TraceProblem, TraceProblemCode } from './problems.js';

/** The keys that lead from a record to a value of it. */
export type Path = readonly string[];

/** What is wrong with a line beyond this is not said. */
const mostComplaints = 100;

/** The text of a line that is JSON, and what is wrong with what it says. */
export class Line {
  readonly #complaints: { readonly code: TraceProblemCode; readonly message: string; readonly path: Path }[] = [];
  #root: Place | undefined;

  constructor(
    readonly text: string,
    readonly number: number,
  ) {}

  get isBad(): boolean {
    return this.#complaints.length > 0;
  }

  /** Whether so much is wrong that nothing more is said. */
  get isFull(): boolean {
    return this.#complaints.length >= mostComplaints;
  }

  complain(code: TraceProblemCode, message: string, path: Path = []): void {
    if (!this.isFull) this.#complaints.push({ code, message, path });
  }

  /** A value of the record as it is written. */
  written(path: Path): string {
    const { start, end } = this.#placeOf(path);
    return partOf(this.text, start, end);
  }

  /** All that is wrong, from left to right. */
  problems(): readonly TraceProblem[] {
    return this.#complaints
      .map(({ code, message, path }) => {
        const { start, end } = this.#placeOf(path);
        return problemAt(code, message, this.number, this.text, start, path.length === 0 ? start + 1 : end);
      })
      .sort((a, b) => a.column - b.column);
  }

  #placeOf(path: Path): Pick<Place, 'start' | 'end'> {
    if (this.#root === undefined) {
      const found = locate(this.text);
      this.#root = isFault(found) ? { start: found.at, end: found.at, members: new Map() } : found;
    }
    let place = this.#root;
    for (const key of path) place = place.members.get(key) ?? place;
    return place;
  }
}

/** What a value has to be. */
export interface Wanted<T> {
  readonly what: string;
  /** It is one of some names, and any other text an unknown one. */
  readonly isNamed?: true;
  /** `undefined` where the value, which `members` have under `key`, is something else. */
  read(value: unknown, members: Members, key: string): T | undefined;
}

/** Reads the values of an object of the line one by one, and complains of those that are not what they have to be. */
export class Members {
  constructor(
    readonly line: Line,
    readonly values: Readonly<Record<string, unknown>>,
    readonly path: Path = [],
  ) {}

  /** A value that may be absent. */
  take<T>(key: string, wanted: Wanted<T>): T | undefined {
    if (!Object.hasOwn(this.values, key)) return undefined;
    const value = this.values[key];
    const read = wanted.read(value, this, key);
    if (read === undefined && !this.line.isFull) {
      const isUnknown = wanted.isNamed && typeof value === 'string';
      const path = [...this.path, key];
      const message = `Expected \`${path.join('.')}\` to be ${wanted.what}, got ${shown(value)}.`;
      this.line.complain(isUnknown ? 'CONDIS5205' : 'CONDIS5204', message, path);
    }
    return read;
  }

  /** A value that must be there. */
  need<T>(key: string, wanted: Wanted<T>, whose: string): T | undefined {
    if (Object.hasOwn(this.values, key)) return this.take(key, wanted);
    this.line.complain('CONDIS5203', `Expected ${whose} to have \`${key}\`: ${wanted.what}.`, this.path);
    return undefined;
  }

  /** A value as it is written. */
  written(key: string): string {
    return this.line.written([...this.path, key]);
  }
}

/** A value that is one of a few names. */
export const oneOf = <T extends string>(names: readonly T[]): Wanted<T> => ({
  what: choice(names),
  isNamed: true,
  read: (value) => names.find((name) => name === value),
});

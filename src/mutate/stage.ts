import type { Interner } from '../explore/index.js';
import type { DriverRole, Topology } from '../protocol/roles.js';
import { actorName } from '../system/index.js';
import type { Fault, Part, Tables } from '../system/index.js';
import { restOf } from '../verify/rest.js';
import type { Rest } from '../verify/rest.js';
import { Journal } from './journal.js';
import { reachedIn } from './reached.js';
import type { Reached } from './reached.js';
import { newMeanings, Survey } from './survey.js';
import type { SurveyLimits } from './survey.js';

/** The circumstances under which mutants are tried. */
export interface StageOptions {
  readonly topology: Topology;
  /** What the stage is called: `no faults`, `all faults`, `a chaotic client`. */
  readonly name: string;
  readonly sends: number;
  readonly receives: number;
  readonly faults: readonly Fault[];
  readonly chaos?: DriverRole;
}

/** What the original does under some circumstances: what its mutants are held against. */
export class Stage {
  readonly meanings: Interner<string> = newMeanings();
  readonly original: Survey;
  readonly rest: Rest;
  readonly reached: Reached;
  /** What should not have been, and yet is there without any fault put in. */
  readonly flaws: ReadonlySet<string>;
  readonly #journals: ReadonlyMap<string, Journal>;

  constructor(
    readonly options: StageOptions,
    readonly parts: readonly Part[],
    limits: SurveyLimits,
  ) {
    const journals = new Map(parts.map((part) => [actorName(part, 1), new Journal(part.machine)]));
    this.#journals = new Map(journals);
    this.original = new Survey({ ...this.question, parts }, journals, this.meanings, limits);
    for (const journal of journals.values()) journal.close();
    const { one, universe } = this.original;
    this.rest = one.isComplete ? restOf(one, universe) : {};
    this.reached = reachedIn(this.original);
    this.flaws = new Set(this.original.flaws().map(({ text }) => text));
  }

  get question(): Omit<StageOptions, 'name'> {
    const { name: _, ...question } = this.options;
    return question;
  }

  /** Whether a changed part takes every step alike that was taken in the original. */
  isMatchedBy(part: Part): boolean {
    return this.#journals.get(actorName(part, 1))?.isMatchedBy(part.machine) ?? true;
  }

  /** A survey of the same system, but that one part is another. The tables of the others are shared. */
  survey(parts: readonly Part[], changed: Part, limits: SurveyLimits): Survey {
    const tables: Tables = new Map(this.#journals);
    tables.delete(actorName(changed, 1));
    return new Survey({ ...this.question, parts }, tables, this.meanings, limits);
  }
}

import { factOf } from '../../protocol/functions.js';
import { urlOf } from '../../protocol/sources.js';
import { rules } from '../../protocol/rules.js';
import type { RuleId } from '../../protocol/rules.js';
import type { CallRecord, TraceRecord } from '../../protocol/trace.js';
import type { Owed, Violation } from '../../rules/index.js';
import { Check, logged } from '../../trace/index.js';
import type { UnderTest } from '../suite.types.js';

/** A rule that the system under test has broken. */
export interface Breach {
  readonly rule: RuleId;
  /** What happened, in a sentence. */
  readonly message: string;
  /** The number of the record, from 1. */
  readonly record: number;
  /** The address of the page on which the rule stands. */
  readonly source: string;
}

/** What has crossed the boundary so far, judged as it is written. */
export class Journal {
  readonly #records: TraceRecord[] = [];
  readonly #check = new Check();

  constructor(private readonly underTest: UnderTest) {}

  get records(): readonly TraceRecord[] {
    return this.#records;
  }

  /** Writes a record down, and tells what the system under test has broken by it. */
  write(record: TraceRecord): readonly Breach[] {
    this.#records.push(record);
    return this.#check
      .observe(logged(record, this.#records.length))
      .filter((violation) => violation.level === 'error' && this.#isOwn(violation))
      .map(breachOf);
  }

  /** The rules that are broken if it goes on like this. */
  foresee(rest: readonly TraceRecord[]): ReadonlySet<RuleId> {
    return new Set(this.#forecast(rest).map(({ rule }) => rule));
  }

  /** What the system under test would have broken if NDIS let it have its way: NDIS refuses what must not be. */
  brokenIfAdmitted({ fn }: CallRecord): readonly Breach[] {
    const status = factOf(fn).returns === 'void' ? null : 'NDIS_STATUS_SUCCESS';
    return this.#forecast([{ kind: 'return', from: 'ndis', fn, status }])
      .filter((violation) => violation.level === 'error' && this.#isOwn(violation))
      .map(breachOf);
  }

  #forecast(rest: readonly TraceRecord[]): readonly Violation[] {
    const check = new Check();
    this.#records.forEach((record, at) => check.observe(logged(record, at + 1)));
    return rest.flatMap((record, at) => check.observe(logged(record, this.#records.length + at + 1)));
  }

  /**
   * What the system under test owes from the record `from` on, and would not owe any more had it gone on like this: what
   * it must have done by now, the nearest first.
   */
  overdue(from: number, rest: readonly TraceRecord[]): readonly Breach[] {
    const kept = this.#records.slice(0, from);
    const leftAfter = (more: readonly TraceRecord[]) => new Set(this.#debts([...kept, ...more]).map(nameOf));
    const [atOnce, inTheEnd] = [leftAfter(rest.slice(0, 1)), leftAfter(rest)];
    return this.#debts(this.#records)
      .filter((debt) => !inTheEnd.has(nameOf(debt)))
      .sort((one, other) => Number(atOnce.has(nameOf(one))) - Number(atOnce.has(nameOf(other))))
      .map(({ rule, message }) => ({ rule, message, record: this.#records.length, source: sourceOf(rule) }));
  }

  #debts(records: readonly TraceRecord[]): readonly Owed[] {
    const check = new Check();
    records.forEach((record, at) => check.observe(logged(record, at + 1)));
    return check.result().open.filter((debt) => this.#isOwn(debt));
  }

  #isOwn({ by }: Pick<Violation, 'by'>): boolean {
    return this.underTest === 'system' || (by !== 'ndis' && by.role === this.underTest);
  }
}

const nameOf = ({ rule, about = [], since }: Owed): string => `${rule} ${about.join(' ')} ${since.n}`;

/** The address of the page on which a rule stands. */
export const sourceOf = (rule: RuleId): string => urlOf(rules[rule].source);

const breachOf = ({ rule, message, record }: Violation): Breach => ({ rule, message, record, source: sourceOf(rule) });

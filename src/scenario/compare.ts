import { isFailure, shortStatus } from '../protocol/status.js';
import type { NdisStatus } from '../protocol/status.js';
import { stepsFor } from '../protocol/sequences.js';
import type { SequenceStep, SequenceVariant } from '../protocol/sequences.js';
import type { Topology } from '../protocol/roles.js';
import type { TraceRecord } from '../protocol/trace.js';
import { happeningsIn } from './happenings.js';
import type { Entered, Happening, Returned } from './happenings.js';
import { carriesOut, drains, isSummedUp, ordersOf, standsFor } from './latitude.js';
import type { Run } from './run.js';

/** The first place where a run departs from the documentation. */
export interface Difference {
  /** The position of the documented step. */
  readonly index: number;
  /** The documented step, as it is written; empty where the documentation has no steps. */
  readonly step: string;
  readonly expected: string;
  /** The record that stands in its place; `null` where nothing more happens. */
  readonly found: TraceRecord | null;
  readonly text: string;
}

/** Whether a run is what the documentation shows. */
export type Comparison =
  /** For each documented step the positions of the records that match it: none for an optional one that is missing. */
  { readonly reproduced: true; readonly matches: readonly (readonly number[])[] } | Unequal;

interface Unequal {
  readonly reproduced: false;
  readonly firstDifference: Difference;
}

/**
 * Compares a run with one way through a documented sequence: functions, directions, order and statuses. It begins at
 * the first record that matches the first documented step, because the pages begin in the middle of things, and ends
 * with the last documented step.
 */
export const compareWithDocument = (
  run: Pick<Run, 'records'>,
  variant: SequenceVariant,
  topology: Topology,
): Comparison => align(stepsFor(variant, topology), run.records);

/** Matches documented steps with records; where the pages allow several orders, the one that gets farthest counts. */
export const align = (steps: readonly SequenceStep[], records: readonly TraceRecord[]): Comparison =>
  alignHappenings(steps, happeningsIn(records));

/** The same, where it is known already what happens in the records. */
export function alignHappenings(steps: readonly SequenceStep[], happenings: readonly Happening[]): Comparison {
  if (steps.length === 0) {
    return unseen(happenings);
  }
  const attempts = ordersOf(steps).map((order) => ({ order, comparison: new Alignment(order, happenings).compare() }));
  const { order, comparison } = attempts.reduce((best, next) =>
    reach(next.comparison) > reach(best.comparison) ? next : best,
  );
  return comparison.reproduced
    ? { reproduced: true, matches: steps.map((step) => comparison.matches[order.indexOf(step)] ?? []) }
    : unequal({ ...comparison.firstDifference, index: placeOf(order[comparison.firstDifference.index], steps) });
}

const placeOf = (step: SequenceStep | undefined, steps: readonly SequenceStep[]): number =>
  step ? steps.indexOf(step) : steps.length;

const reach = (comparison: Comparison): number => (comparison.reproduced ? Infinity : comparison.firstDifference.index);

/** A documentation without steps says that NDIS sees nothing. */
function unseen(happenings: readonly Happening[]): Comparison {
  const seen = happenings.find(({ kind }) => kind !== 'signal');
  const expected = 'nothing that NDIS sees';
  return seen
    ? unequal({ index: 0, step: '', expected, found: seen.record, text: `Expected ${expected}, found ${named(seen)}.` })
    : { reproduced: true, matches: [] };
}

const unequal = (firstDifference: Difference): Unequal => ({ reproduced: false, firstDifference });

class Alignment {
  readonly #matches: Happening[][];
  /** Steps so far that are told by their outcome alone. */
  readonly #summedUp: SequenceStep[] = [];
  /** Where the comparison stands among the happenings. */
  #place = 0;

  constructor(
    private readonly steps: readonly SequenceStep[],
    private readonly happenings: readonly Happening[],
  ) {
    this.#matches = steps.map(() => []);
  }

  compare(): Comparison {
    const [first] = this.steps;
    const start = this.happenings.findIndex((happening) => first && isSame(first, happening));
    if (start < 0) {
      return this.#missing(
        0,
        this.happenings.find(({ kind }) => kind === 'call'),
      );
    }
    this.#place = start;
    const atBoundary = this.#compareBoundary();
    const onWire = this.#compareSignals(start, atBoundary?.firstDifference.index ?? this.steps.length);
    return (
      onWire ??
      atBoundary ??
      this.#misplaced() ?? { reproduced: true, matches: this.#matches.map((all) => all.map(({ at }) => at)) }
    );
  }

  /** Calls and returns, in the order of the steps. */
  #compareBoundary(): Unequal | undefined {
    for (const [index, step] of this.steps.entries()) {
      const next =
        step.kind === 'signaling'
          ? undefined
          : step.kind === 'return'
            ? this.#nextReturn(step)
            : this.#nextCall(step, index);
      if (next && next.isMatch) {
        this.#matches[index] = [next.happening];
        this.#place = this.happenings.indexOf(next.happening) + 1;
        this.#summedUp.push(...(isSummedUp(step) ? [step] : []));
        const wrong = this.#compareStatus(index, step, next.happening);
        if (wrong) {
          return wrong;
        }
      } else if (step.kind !== 'signaling' && !step.optional) {
        return this.#missing(index, next?.happening);
      }
    }
    return undefined;
  }

  /** The next call that is a step of its own, and whether it is the one that is documented. */
  #nextCall(step: SequenceStep, index: number): { readonly happening: Entered; readonly isMatch: boolean } | undefined {
    const calls = this.happenings.slice(this.#place).filter((happening) => happening.kind === 'call');
    const before = this.steps[index - 1];
    const next = calls.find((call) => this.#isDocumented(call, step, before) || !this.#isLeftOut(call));
    return next && { happening: next, isMatch: this.#isDocumented(next, step, before) };
  }

  /** The documented return, if it comes before the next call that is a step of its own. */
  #nextReturn(step: SequenceStep): { readonly happening: Happening; readonly isMatch: boolean } | undefined {
    const entered = this.#matches
      .flat()
      .findLast((match): match is Entered => match.kind === 'call' && match.record.fn === step.returnOf);
    const isMeant = (happening: Happening): happening is Returned =>
      happening.kind === 'return' && isSame(step, happening) && (!entered || entered.frame === happening.frame);
    const next = this.happenings
      .slice(this.#place)
      .find((happening) => isMeant(happening) || (happening.kind === 'call' && !this.#isLeftOut(happening)));
    return next && { happening: next, isMatch: isMeant(next) };
  }

  #isDocumented(call: Entered, step: SequenceStep, before: SequenceStep | undefined): boolean {
    return isSame(step, call) || standsFor(call.record, step, before);
  }

  /** Whether a call needs no documented step. */
  #isLeftOut({ record, isDraining }: Entered): boolean {
    return (
      record.from === record.to ||
      this.#summedUp.some((step) => carriesOut(record, step)) ||
      (isDraining && drains(record))
    );
  }

  #compareStatus(index: number, step: SequenceStep, happening: Happening): Unequal | undefined {
    if (happening.kind === 'signal') {
      return undefined;
    }
    const { record } = happening;
    if (step.argStatus !== undefined && !fits(step.argStatus, record.args?.status)) {
      return this.#wrongStatus(index, `with ${inWords(step.argStatus)}`, inWords(record.args?.status), record);
    }
    const returned = happening.kind === 'return' ? happening.record : happening.frame.returned;
    if (step.status !== undefined && !fits(step.status, returned?.status)) {
      return this.#wrongStatus(
        index,
        `to return ${inWords(step.status)}`,
        returned ? inWords(returned.status) : 'no return',
        returned,
      );
    }
    return undefined;
  }

  /**
   * Signals, each between the documented calls around it. A documented signal stands for the whole exchange in its
   * direction; what it says, and whether a routine returns before or after it signals, the pages leave open.
   */
  #compareSignals(start: number, until: number): Unequal | undefined {
    let after = start - 1;
    for (const [index, step] of this.steps.slice(0, until).entries()) {
      const [match] = this.#matches[index] ?? [];
      if (match?.kind === 'call') {
        after = this.happenings.indexOf(match);
      }
      if (step.kind === 'signaling') {
        const next = this.#matches
          .slice(index)
          .flat()
          .find(({ kind }) => kind === 'call');
        const before = next ? this.happenings.indexOf(next) : this.happenings.length;
        const between = this.happenings.slice(after + 1, before);
        const signals = between.filter((happening) => isSame(step, happening));
        const [first] = signals;
        if (!first) {
          return this.#missing(index, next);
        }
        this.#matches[index] = signals;
        after = this.happenings.indexOf(first);
      }
    }
    return undefined;
  }

  /** What may be missing at the end may not come in another order. */
  #misplaced(): Unequal | undefined {
    const matched = new Set(this.#matches.flat());
    const rest = this.happenings.slice(this.happenings.findIndex((happening) => matched.has(happening)));
    for (const [index, step] of this.steps.entries()) {
      const stray =
        this.#matches[index]?.length === 0 &&
        rest.find((happening) => isSame(step, happening) && !matched.has(happening));
      if (stray) {
        const expected = `${inFull(step)} in its place, or not at all`;
        return unequal({ index, step: step.text, expected, found: stray.record, text: `Expected ${expected}.` });
      }
    }
    return undefined;
  }

  #missing(index: number, found: Happening | undefined): Unequal {
    const step = this.steps[index];
    const expected = step ? inFull(step) : 'nothing';
    const text = `Expected ${expected}, found ${found ? named(found) : 'nothing more'}.`;
    return unequal({ index, step: step?.text ?? '', expected, found: found?.record ?? null, text });
  }

  #wrongStatus(index: number, expected: string, found: string, record: TraceRecord | null): Unequal {
    const step = this.steps[index];
    const full = `${step?.fn ?? step?.returnOf ?? ''} ${expected}`;
    return unequal({
      index,
      step: step?.text ?? '',
      expected: full,
      found: record,
      text: `Expected ${full}, found ${found}.`,
    });
  }
}

/** Function and direction: what makes a record a candidate for a step. */
function isSame({ kind, from, to, fn, returnOf }: SequenceStep, happening: Happening): boolean {
  switch (happening.kind) {
    case 'call':
      return (
        (kind === 'call' || kind === 'callback') &&
        fn === happening.record.fn &&
        from === happening.record.from &&
        to === happening.record.to
      );
    case 'return':
      return (
        kind === 'return' &&
        returnOf === happening.record.fn &&
        from === happening.record.from &&
        (!happening.frame || to === happening.frame.call.from)
      );
    case 'signal':
      return kind === 'signaling' && from === happening.record.from && to === happening.record.to;
  }
}

const fits = (expected: NdisStatus | 'failure', found: NdisStatus | null | undefined): boolean =>
  expected === 'failure' ? typeof found === 'string' && isFailure(found) : found === expected;

const inWords = (status: NdisStatus | 'failure' | null | undefined): string =>
  status === 'failure' ? 'a failure' : status ? shortStatus(status) : 'no status';

const inFull = ({ kind, from, to, fn, returnOf }: SequenceStep): string => {
  const what = kind === 'signaling' ? 'a signal' : kind === 'return' ? `the return of ${returnOf ?? ''}` : (fn ?? '');
  return `${what} from ${from} to ${to}`;
};

const named = ({ kind, record }: Happening): string => {
  switch (kind) {
    case 'call':
      return `${record.fn} from ${record.from} to ${record.to}`;
    case 'return':
      return `the return of ${record.fn} from ${record.from}`;
    case 'signal':
      return `the signal "${record.text}"`;
  }
};

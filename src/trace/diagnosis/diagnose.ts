import type { LogRecord } from '../../protocol/log.js';
import type { Violation } from '../../rules/index.js';
import { Watch } from '../../rules/index.js';
import type { CheckOptions } from '../check.js';
import { judges } from '../judges.js';
import { edits } from './edits.js';
import type { Candidate, Edit } from './edits.js';
import { argsOf, examine, handleKinds } from './patient.js';

/** A violation with what a reader needs in order to understand it. */
export interface Diagnosis {
  readonly violation: Violation;
  /** Other violations that are gone once this one is put right. */
  readonly consequences: readonly Violation[];
  /** The nearest change of one record that makes the log legal from here on; `undefined` where there is none. */
  readonly edit: Edit | undefined;
  /** Records around it that concern the same object. */
  readonly context: readonly LogRecord[];
}

/** How many records of the same object are shown before and after the wrong one. */
const before = 4;
const after = 2;

/** How many records are judged in search of an edit: a long slice gets fewer tries. */
const mostJudged = 50_000;

/** Tries to put a violation right in what the log says about its object. */
export function diagnose(
  violation: Violation,
  slice: readonly LogRecord[],
  others: readonly Violation[],
  options: CheckOptions,
): Diagnosis {
  const place = placeOf(violation, slice);
  const context = place < 0 ? [] : slice.slice(Math.max(0, place - before), place + after + 1);
  const cure = cureOf(violation, slice, options);
  const consequences = cure
    ? others.filter((other) => other !== violation && cure.cured.has(keyOf(other)) && isAbout(other, violation, slice))
    : [];
  return { violation, consequences, edit: cure?.candidate.edit, context };
}

/** An edit that puts a violation right, and all that is gone with it. */
export interface Cure {
  readonly candidate: Candidate;
  /** What is gone, by record and rule. */
  readonly cured: ReadonlySet<string>;
}

/** Finds the nearest edit of a log after which the violation is gone, and nothing has come that was not there before. */
export function cureOf(violation: Violation, slice: readonly LogRecord[], options: CheckOptions): Cure | undefined {
  const place = placeOf(violation, slice);
  const found = faultsIn(slice, options);
  if (place < 0 || !found?.has(keyOf(violation))) return undefined;
  let tries = Math.ceil(mostJudged / slice.length);
  const related = [...found].filter(([, other]) => isAbout(other, violation, slice)).map(([key]) => key);
  let best: { readonly candidate: Candidate; readonly rest: Faults } | undefined;
  let bound = Infinity;
  for (const candidate of edits(examine(violation, slice, place))) {
    if (candidate.cost >= bound || tries === 0) break;
    tries -= 1;
    const rest = faultsIn(candidate.apply(), options, found);
    if (!rest || rest.has(keyOf(violation))) continue;
    const price = candidate.cost + related.filter((key) => rest.has(key)).length * pricePerFault;
    if (price >= bound) continue;
    best = { candidate, rest };
    bound = price;
  }
  if (!best) return undefined;
  const { candidate, rest } = best;
  return { candidate, cured: new Set([...found.keys()].filter((key) => !rest.has(key))) };
}

/** An edit that puts other things right as well may lie a little farther. */
const pricePerFault = 0.3;

const placeOf = ({ record, line }: Violation, slice: readonly LogRecord[]): number =>
  slice.findIndex((one) => one.n === record && one.line === line);

const keyOf = ({ record, rule }: Violation): string => `${record} ${rule}`;

/** What is wrong with a log, by record and rule. */
type Faults = ReadonlyMap<string, Violation>;

/** All that is wrong with a log; `undefined` as soon as something is that is not expected. */
function faultsIn(records: readonly LogRecord[], options: CheckOptions, expected?: Faults): Faults | undefined {
  const watch = new Watch({ monitors: judges, ...options });
  const faults = new Map<string, Violation>();
  for (const record of records) {
    for (const violation of watch.observe(record) ?? []) {
      const key = keyOf(violation);
      if (expected && !expected.has(key)) return undefined;
      faults.set(key, violation);
    }
  }
  return faults;
}

/** Whether another violation is about one of the same objects: what is wrong elsewhere has its own cause. */
function isAbout(other: Violation, violation: Violation, slice: readonly LogRecord[]): boolean {
  const things = new Set(thingsOf(violation, slice));
  return things.size === 0 || thingsOf(other, slice).some((thing) => things.has(thing));
}

function thingsOf(violation: Violation, slice: readonly LogRecord[]): readonly string[] {
  const args = argsOf(slice[placeOf(violation, slice)]);
  const named = [...handleKinds.filter((kind) => kind !== 'af').map((kind) => args[kind]), ...(args.nbl ?? [])];
  const own = [...(violation.about ?? []), ...named].filter((thing) => typeof thing === 'string');
  return own.length > 0 || typeof args.af !== 'string' ? own : [args.af];
}

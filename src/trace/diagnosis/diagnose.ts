import type { LogRecord } from '../../protocol/log.js';
import type { DriverRole } from '../../protocol/roles.js';
import type { Violation } from '../../rules/index.js';
import { Check } from '../check.js';
import type { CheckOptions } from '../check.js';
import { edits } from './edits.js';
import type { Edit, Handles } from './edits.js';

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
const mostJudged = 200_000;

/** Tries to put a violation right in what the log says about its object. */
export function diagnose(
  violation: Violation,
  slice: readonly LogRecord[],
  others: readonly Violation[],
  options: CheckOptions,
): Diagnosis {
  const place = slice.findIndex(({ n, line }) => n === violation.record && line === violation.line);
  const context = place < 0 ? [] : slice.slice(Math.max(0, place - before), place + after + 1);
  const found = errorsOf(slice, options);
  if (place < 0 || !found.has(keyOf(violation))) {
    return { violation, consequences: [], edit: undefined, context };
  }
  const patient = { records: slice, place, handles: handlesOf(violation, slice[place]), drivers: driversIn(slice) };
  let tries = Math.ceil(mostJudged / slice.length);
  let best: { readonly edit: Edit; readonly rest: ReadonlySet<string> } | undefined;
  for (const { edit, records } of edits(patient)) {
    const rest = errorsOf(records, options);
    if (isCured(rest, violation, found) && rest.size < (best?.rest.size ?? Infinity)) best = { edit, rest };
    tries -= 1;
    if (best?.rest.size === 0 || tries === 0) break;
  }
  const consequences = best
    ? others.filter((other) => other !== violation && found.has(keyOf(other)) && !best.rest.has(keyOf(other)))
    : [];
  return { violation, consequences, edit: best?.edit, context };
}

/** The violation is gone, and nothing has come that was not there before. */
const isCured = (rest: ReadonlySet<string>, violation: Violation, found: ReadonlySet<string>): boolean =>
  !rest.has(keyOf(violation)) && [...rest].every((key) => found.has(key));

const keyOf = ({ record, rule }: Violation): string => `${record} ${rule}`;

function errorsOf(records: readonly LogRecord[], options: CheckOptions): ReadonlySet<string> {
  const check = new Check(options);
  for (const record of records) check.observe(record);
  const { violations, warnings } = check.result();
  return new Set([...violations, ...warnings].map(keyOf));
}

/** The handles that the wrong record names, and those of the objects that it is wrong about. */
function handlesOf({ objects }: Violation, record: LogRecord | undefined): Handles {
  const named = record?.kind === 'call' || record?.kind === 'return' ? record.args : {};
  const handles: Record<string, string> = {};
  for (const kind of ['vc', 'af', 'sap', 'party'] as const) {
    const handle = objects.find((one) => one.kind === kind)?.handle ?? named[kind];
    if (typeof handle === 'string') handles[kind] = handle;
  }
  return handles;
}

/** Who plays which role, as far as the slice says. */
function driversIn(records: readonly LogRecord[]): ReadonlyMap<DriverRole, string> {
  const drivers = new Map<DriverRole, string>();
  const check = new Check();
  for (const record of records) check.observe(record);
  for (const role of ['client', 'callManager', 'mcm', 'miniport'] as const) {
    const [first] = check.actors(role);
    if (first !== undefined) drivers.set(role, first);
  }
  return drivers;
}

import type { LogRecord } from '../protocol/log.js';
import type { RuleId } from '../protocol/rules.js';
import { restated } from '../rules/index.js';
import type { Owed, Violation } from '../rules/index.js';
import type { CheckOptions, CheckResult, Left, Orphan } from './check.js';
import { problemAt } from './read/problems.js';
import type { TraceProblem } from './read/problems.js';
import { diagnose } from './diagnosis/diagnose.js';
import type { Diagnosis } from './diagnosis/diagnose.js';
import type { Slicer, Wanted } from './diagnosis/slices.js';

/** What was read, counted. */
export interface CheckStats {
  readonly records: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Skipped records by their unknown kind, and skipped calls by their unknown function. */
  readonly skippedKinds: Readonly<Record<string, number>>;
  readonly unknownFunctions: Readonly<Record<string, number>>;
}

/** All that there is to say about one log. */
export interface LogReport {
  readonly file: string;
  readonly verdict: 'conforms' | 'violates' | 'bad-input';
  /** The causes, in the order of the log; what merely follows stands with its cause. */
  readonly violations: readonly Diagnosis[];
  readonly warnings: readonly Diagnosis[];
  readonly open: readonly Owed[];
  readonly left: readonly Left[];
  /** What is bad input, in the order of the lines. */
  readonly problems: readonly TraceProblem[];
  /** What is counted and not listed: bad lines beyond the first 100,000, findings beyond the first thousand. */
  readonly unlisted: { readonly problems: number; readonly findings: number };
  readonly topology: CheckResult['topology'];
  readonly stats: CheckStats;
}

/** How many violations are explained; the others are only named. */
const mostExplained = 20;

/** Returns that nothing has opened, as problems of the input. */
export const orphanProblems = (orphans: readonly Orphan[]): readonly TraceProblem[] =>
  orphans.map(({ line, fn, thread }) => {
    const where = thread === '' ? '' : ` on the thread ${thread}`;
    return problemAt('CONDIS5208', `${fn} returns, and no call of it is open${where}.`, line, '', 0, 0);
  });

/** What a second reading of the log is to look for; nothing where all is well. */
export const wantedIn = ({ violations, warnings }: CheckResult): readonly Wanted[] =>
  explained(violations, warnings).map((violation) => ({ handle: subjectOf(violation), record: violation.record }));

/** What a violation is about first; nothing where it is about no object in particular. */
const subjectOf = ({ objects: [first], about = [] }: Violation): string => first?.handle ?? about[0] ?? '';

const explained = (violations: readonly Violation[], warnings: readonly Violation[]): readonly Violation[] => {
  const seen = new Set<string>();
  return [...violations, ...warnings].filter((violation) => {
    const subject = subjectOf(violation);
    if (seen.size >= mostExplained || seen.has(subject)) return false;
    seen.add(subject);
    return true;
  });
};

/** Explains what a reading has found, by what a second reading has cut out; without one nothing is explained. */
export function explain(result: CheckResult, slicer: Slicer | undefined, options: CheckOptions): Explained {
  const { violations, warnings } = result;
  const follows = new Set<Violation>();
  const diagnoses = new Map<Violation, Diagnosis>();
  const slices = new Map<string, readonly LogRecord[]>();
  for (const violation of [...violations, ...warnings]) {
    const handle = subjectOf(violation);
    if (follows.has(violation)) continue;
    if (!slicer || (!slices.has(handle) && slices.size >= mostExplained)) {
      diagnoses.set(violation, { violation, consequences: [], edit: undefined, context: [] });
      continue;
    }
    const slice = slices.get(handle) ?? slicer.slice(handle);
    slices.set(handle, slice);
    const later = [...violations, ...warnings].filter((other) => other.record >= violation.record);
    const diagnosis = diagnose(violation, slice, later, options);
    diagnosis.consequences.forEach((one) => follows.add(one));
    diagnoses.set(violation, diagnosis);
  }
  const causes = (list: readonly Violation[]) =>
    list.flatMap((violation) => (follows.has(violation) ? [] : (diagnoses.get(violation) ?? [])));
  return { violations: causes(violations), warnings: causes(warnings) };
}

/** Violations and warnings with their explanations. */
export type Explained = Pick<LogReport, 'violations' | 'warnings'>;

/** Rules that say again what this one says: whoever breaks it breaks them too. */
export const alsoBroken = (rule: RuleId): readonly RuleId[] =>
  (Object.keys(restated) as RuleId[]).filter((other) => restated[other] === rule);

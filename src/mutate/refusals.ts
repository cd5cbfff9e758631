import { metaOf } from '../protocol/meta.js';
import type { Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import { checkRecords, logged } from '../trace/index.js';
import type { Comparison, Divergence } from './comparison.js';
import type { Survey } from './survey.js';

/** After the same history, and on the same occasion, the mutant does what it should not, and the original does not. */
export interface Misdeed {
  /** The rule that is broken; nothing where NDIS refuses what it should take. */
  readonly rule?: RuleId;
  readonly what: string;
  /** The labels of the steps of the mutant; the last one is the misdeed. */
  readonly path: readonly number[];
}

/** The nearest call that NDIS refuses in only one of two systems after the same history. */
export function misjudged(original: Survey, mutant: Survey, comparison: Comparison): Misdeed | undefined {
  for (const { stray, twin } of twinsIn(original, mutant, comparison)) {
    const { path } = stray;
    const [is, should] = [refusals(mutant, path), refusals(original, twin.path)];
    const taken = [...should].find(([fn]) => !is.has(fn));
    if (taken) return { rule: taken[1], what: `NDIS takes ${taken[0]}, which breaks ${taken[1]}`, path };
    const refused = [...is].find(([fn]) => !should.has(fn));
    if (refused) return { what: `NDIS refuses ${refused[0]} by ${refused[1]}, and should take it`, path };
  }
  return undefined;
}

/** How many occasions the judges look at. */
const mostOccasions = 40;

/** The nearest step by which the mutant breaks a rule that the original keeps after the same history. */
export function misdone(
  original: Survey,
  mutant: Survey,
  comparison: Comparison,
  topology: Topology,
): Misdeed | undefined {
  for (const { stray, twin } of twinsIn(original, mutant, comparison).slice(0, mostOccasions)) {
    const forgiven = new Set(violationsIn(original, twin.path, topology).map(({ rule }) => rule));
    const found = violationsIn(mutant, stray.path, topology).find(({ rule }) => !forgiven.has(rule));
    if (found) return { rule: found.rule, what: found.message, path: stray.path };
  }
  return undefined;
}

interface Twins {
  readonly stray: Divergence;
  readonly twin: Divergence;
}

/** What both do on the same occasion, where it is not the same. */
function twinsIn(original: Survey, mutant: Survey, { strays, missing }: Comparison): readonly Twins[] {
  const due = new Map(missing.map((divergence) => [occasion(original, divergence), divergence]));
  return strays.flatMap((stray) => {
    const twin = due.get(occasion(mutant, stray));
    return twin ? [{ stray, twin }] : [];
  });
}

/** Where both stand, what happens and which alternatives are taken. */
function occasion({ universe }: Survey, { original, mutant, path }: Divergence): string {
  const { action, choices } = universe.actions.deedOf(path.at(-1) as number);
  return `${original} ${mutant} ${action} ${choices.join()}`;
}

const refusals = (survey: Survey, path: readonly number[]): ReadonlyMap<string, RuleId> =>
  new Map(
    survey
      .fragmentOf(path.at(-1) as number)
      .records.flatMap((record) =>
        record.kind === 'return' && record.rule ? [[record.fn, record.rule] as const] : [],
      ),
  );

/** What the judges object to in the last step of a way. */
function violationsIn(survey: Survey, path: readonly number[], topology: Topology) {
  const before = [
    metaOf(topology),
    ...survey.opening.records,
    ...path.slice(0, -1).flatMap((label) => survey.fragmentOf(label).records),
  ];
  const records = [...before, ...survey.fragmentOf(path.at(-1) as number).records];
  const log = records.map((record, n) => ({ ...logged(record, 0), n: n + 1 }));
  return checkRecords(log, { topology }).violations.filter(({ record }) => record > before.length);
}

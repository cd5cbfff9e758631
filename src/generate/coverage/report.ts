import { isRuleId, rules } from '../../protocol/rules.js';
import type { RuleId } from '../../protocol/rules.js';
import { urlOf } from '../../protocol/sources.js';
import { marks } from '../coverage.types.js';
import type { Coverage, CoverageItem, DimensionCoverage, Mark } from '../coverage.types.js';
import { dimensions } from '../suite.types.js';
import type { Dimension } from '../suite.types.js';
import { guardName, places } from './places.js';
import { heardDimensions } from './tally.js';
import type { Heard, Met, Tally } from './tally.js';
import { documentedStatuses, judgedRules } from './words.js';

const counts: Readonly<Record<Dimension, string>> = {
  states: 'states of the whole system that a test comes to',
  transitions: 'steps between them that a test takes',
  pairs: 'steps that a test takes one after the other',
  guards: 'conditions of the contract, each kept and each broken, in each state of an object',
  events: 'what reaches a VC, an address family or a SAP, in each of its states',
  statuses: 'statuses that the pages name for a function',
  rules: 'rules that a log can break, each kept and each broken',
  scenarios: 'documented message sequences that a log shows',
};

/** Counts the items of a dimension by their marks. */
export function dimensionOf(dimension: Dimension, items: readonly CoverageItem[]): DimensionCoverage {
  const numbers = Object.fromEntries(
    marks.map((mark) => [mark, items.filter((item) => item.mark === mark).length]),
  ) as Record<Mark, number>;
  return { dimension, counts: counts[dimension], ...numbers, items };
}

/** Everything that there is to hear, by dimension, each with its rule where it has one. */
const heard: Readonly<Record<Heard, readonly { readonly name: string; readonly rule?: RuleId }[]>> = {
  events: places.map(({ name, forbidden }) => ({ name, ...(forbidden && { rule: forbidden }) })),
  guards: places.flatMap((place) => [
    ...place.conditions.flatMap((rule) =>
      (['kept', 'broken'] as const).map((way) => ({ name: guardName(place, rule, way), rule })),
    ),
    ...(place.forbidden ? [{ name: guardName(place, place.forbidden, 'broken'), rule: place.forbidden }] : []),
  ]),
  statuses: documentedStatuses.map((name) => ({ name })),
  rules: judgedRules.flatMap((rule) => [
    { name: `${rule} kept`, rule },
    { name: `${rule} broken`, rule },
  ]),
};

/**
 * What was heard of what there is. `reach` says what of the rest can be met at all; without it, as for the log of a real
 * driver, nobody knows.
 */
export const heardCoverage = (
  tally: Tally,
  reach?: { readonly tally: Tally; readonly isComplete: boolean },
): readonly DimensionCoverage[] =>
  heardDimensions.map((dimension) =>
    dimensionOf(
      dimension,
      heard[dimension].map(({ name, rule }) => {
        const met = tally.met[dimension].get(name);
        const isReached = reach?.tally.met[dimension].has(name) ?? false;
        return itemOf({ name, rule }, met, isReached ? 'uncovered' : reach?.isComplete ? 'unreachable' : 'unknown');
      }),
    ),
  );

/** One thing that was met, or was not. */
export const itemOf = (
  { name, rule }: { readonly name: string; readonly rule?: RuleId | undefined },
  met: Met | undefined,
  otherwise: Mark,
): CoverageItem => ({
  name,
  mark: met ? 'covered' : otherwise,
  times: met?.times ?? 0,
  ...(met && { by: met.by }),
  ...(rule && isRuleId(rule) && { rule, source: urlOf(rules[rule].source) }),
});

/** From best to worst known: what one has covered is covered, and what one knows to be reachable can be reached. */
const ranks: readonly Mark[] = ['covered', 'uncovered', 'unreachable', 'unknown'];

/** Joins coverages of the same kind of system: of suites, and of logs. */
export function mergeCoverage(all: readonly Coverage[]): Coverage {
  const merged = dimensions.flatMap((dimension) => {
    const items = new Map<string, CoverageItem>();
    const given = all.flatMap((one) => one.dimensions.filter((other) => other.dimension === dimension));
    for (const item of given.flatMap((one) => one.items)) {
      const known = items.get(item.name);
      items.set(item.name, known ? joined(known, item) : item);
    }
    return given.length === 0 ? [] : [dimensionOf(dimension, [...items.values()])];
  });
  return { of: all.flatMap((one) => one.of), dimensions: merged };
}

const joined = (one: CoverageItem, other: CoverageItem): CoverageItem => {
  const [better] = ranks.indexOf(one.mark) <= ranks.indexOf(other.mark) ? [one] : [other];
  return { ...better, times: one.times + other.times };
};

/** What is covered in one and never met in the other: what tests do and production never did. */
export function neverMet(covered: Coverage, logs: Coverage): Coverage {
  const met = new Set(
    logs.dimensions.flatMap(({ dimension, items }) =>
      items.flatMap(({ name, mark }) => (mark === 'covered' ? [`${dimension} ${name}`] : [])),
    ),
  );
  const known = new Set(logs.dimensions.map(({ dimension }) => dimension));
  const rest = covered.dimensions
    .filter(({ dimension }) => known.has(dimension))
    .map(({ dimension, items }) =>
      dimensionOf(
        dimension,
        items.filter(({ name, mark }) => mark === 'covered' && !met.has(`${dimension} ${name}`)),
      ),
    );
  return { of: [...covered.of, ...logs.of], dimensions: rest };
}

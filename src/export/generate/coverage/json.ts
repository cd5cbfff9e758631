import type { Coverage, CoverageItem, DimensionCoverage } from '../../../generate/index.js';
import { addressOf } from '../reasons.js';
import { prettyJson } from '../pretty.js';

/** What a document of coverage says of itself. */
export const coverageFormat = { format: 'condis-coverage', version: 1 } as const;

/** Coverage as one JSON document. */
export const coverageJson = ({ of, dimensions }: Coverage): string =>
  prettyJson({
    ...{ ...coverageFormat, of },
    dimensions: dimensions.map(({ dimension, counts, items, ...figures }) => ({
      ...{ dimension, counts },
      ...figuresOf(figures),
      items: items.map(({ name, mark, ...facts }) => ({ name, mark, ...factsOf(facts) })),
    })),
  });

/** How often a thing was met, by whom first, and where its rule stands. */
export const factsOf = ({ times, by, rule, source }: Pick<CoverageItem, 'times' | 'by' | 'rule' | 'source'>) => ({
  ...{ times, by, rule, source: source === undefined ? undefined : addressOf(source) },
});

/** How much is covered, uncovered, unreachable and unknown. */
export const figuresOf = (figures: Pick<DimensionCoverage, 'covered' | 'uncovered' | 'unreachable' | 'unknown'>) => {
  const { covered, uncovered, unreachable, unknown } = figures;
  return { covered, uncovered, unreachable, unknown };
};

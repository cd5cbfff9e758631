import type { Coverage, DimensionCoverage } from '../../../generate/index.js';
import { addressOf } from '../reasons.js';
import { prettyJson } from '../pretty.js';

/** Coverage as one JSON document. */
export const coverageJson = ({ of, dimensions }: Coverage): string =>
  prettyJson({
    ...{ format: 'condis-coverage', version: 1, of },
    dimensions: dimensions.map(({ dimension, counts, items, ...figures }) => ({
      ...{ dimension, counts },
      ...figuresOf(figures),
      items: items.map(({ name, mark, times, by, rule, source }) => ({
        ...{ name, mark, times, by, rule, source: source === undefined ? undefined : addressOf(source) },
      })),
    })),
  });

/** How much is covered, uncovered, unreachable and unknown. */
export const figuresOf = (figures: Pick<DimensionCoverage, 'covered' | 'uncovered' | 'unreachable' | 'unknown'>) => {
  const { covered, uncovered, unreachable, unknown } = figures;
  return { covered, uncovered, unreachable, unknown };
};

import type { Coverage, CoverageItem, DimensionCoverage, Mark } from '../../../generate/index.js';

/** How much there is, without what cannot be reached. */
export const reachable = ({ covered, uncovered, unknown }: DimensionCoverage): number => covered + uncovered + unknown;

/** The share of what can be reached, rounded down: 100 % is everything. */
export const shareText = (dimension: DimensionCoverage): string => {
  const all = reachable(dimension);
  return all === 0 ? '–' : `${(Math.floor((dimension.covered / all) * 1000) / 10).toFixed(1)} %`;
};

/** What is missing: what was not met though a way leads there, then that of which nobody knows. */
export const missing = ({ items }: DimensionCoverage): readonly CoverageItem[] => [
  ...items.filter(({ mark }) => mark === 'uncovered'),
  ...items.filter(({ mark }) => mark === 'unknown'),
];

/** What each mark means, in words. */
export const meanings: Readonly<Record<Mark, string>> = {
  covered: 'met',
  uncovered: 'not met, and a way leads there',
  unreachable: 'no way leads there: all were tried',
  unknown: 'not met, and not everything was tried',
};

/** Where a coverage comes from, in one line. */
export const originText = ({ of }: Coverage): string => (of.length === 0 ? 'nothing' : of.join(', '));

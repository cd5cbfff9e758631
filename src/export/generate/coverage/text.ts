import { plain, printable } from '../../../errors.js';
import type { Paint } from '../../../errors.js';
import type { Coverage, DimensionCoverage } from '../../../generate/index.js';
import { fold } from '../../words.js';
import { missing, originText, reachable, shareText } from './shares.js';

export interface CoverageTextOptions {
  readonly width?: number;
  readonly paint?: Paint;
}

/** How many missing things of a dimension are named; the rest is counted. */
const mostNamed = 12;

const columns = ['covered', 'uncovered', 'unreachable', 'unknown'] as const;

/** Coverage as a page: a table of the dimensions, and what is missing of each. It ends with a line break. */
export function coverageText(coverage: Coverage, options: CoverageTextOptions = {}): string {
  const { width = 100, paint = plain } = options;
  return [
    ...fold(`coverage of ${originText(coverage)}`, width).map((line) => paint('strong', line)),
    '',
    ...coverageTable(coverage, paint),
    ...coverage.dimensions.flatMap((dimension) => missingLines(dimension, width, paint)),
    '',
  ].join('\n');
}

/** The table of the dimensions, a line for each. */
export function coverageTable({ dimensions }: Coverage, paint: Paint): readonly string[] {
  const name = Math.max(9, ...dimensions.map(({ dimension }) => dimension.length));
  const cells = (values: readonly string[]): string =>
    values.map((value, n) => value.padStart(columns[n]?.length ?? 8)).join('  ');
  return [
    paint('faint', `${'dimension'.padEnd(name)}  ${cells([...columns, 'share'])}`),
    ...dimensions.map((one) => {
      const numbers = cells([...columns.map((mark) => String(one[mark])), '']).trimEnd();
      const isAll = one.covered === reachable(one);
      return `${one.dimension.padEnd(name)}  ${numbers}  ${paint(isAll ? 'good' : 'bad', shareText(one).padStart(8))}`;
    }),
  ];
}

function missingLines(dimension: DimensionCoverage, width: number, paint: Paint): readonly string[] {
  const items = missing(dimension);
  if (items.length === 0) return [];
  const rest = items.length - mostNamed;
  return [
    '',
    ...fold(`${dimension.dimension} not met (${dimension.counts})`, width).map((line) => paint('strong', line)),
    ...items.slice(0, mostNamed).map(({ name, mark, rule }) => {
      const remarks = [
        ...(rule === undefined || rule === name ? [] : [rule]),
        ...(mark === 'unknown' ? ['unknown'] : []),
      ];
      return `  ${printable(name)}${remarks.length > 0 ? paint('faint', `  ${remarks.join(', ')}`) : ''}`;
    }),
    ...(rest > 0 ? [paint('faint', `  … and ${rest} more`)] : []),
  ];
}

import { plain, printable } from '../../../errors.js';
import type { Paint } from '../../../errors.js';
import { neverMet } from '../../../generate/index.js';
import type { Coverage, CoverageItem, DimensionCoverage } from '../../../generate/index.js';
import { fold } from '../../words.js';
import { factsOf } from './json.js';
import { originText } from './shares.js';

/** Two coverages to compare: what the one covers, and the other has never met. */
export interface Compared {
  readonly suite: Coverage;
  readonly logs: Coverage;
}

export interface NeverTextOptions {
  readonly width?: number;
  readonly paint?: Paint;
}

/** How many things of a dimension are named; the rest is counted. */
const mostNamed = 100;

/** What tests cover and logs have never met, as a page. It ends with a line break. */
export function neverText({ suite, logs }: Compared, { width = 100, paint = plain }: NeverTextOptions = {}): string {
  const title = `what ${originText(suite)} covers, and ${originText(logs)} never met`;
  return [
    ...fold(title, width).map((line) => paint('strong', line)),
    ...neverMet(suite, logs).dimensions.flatMap((rest) => dimensionLines(rest, coveredIn(suite, rest), paint)),
    '',
  ].join('\n');
}

/** The same as a plain value for a JSON document. */
export const neverValue = ({ suite, logs }: Compared) => ({
  of: suite.of,
  by: logs.of,
  dimensions: neverMet(suite, logs).dimensions.map((rest) => ({
    ...{ dimension: rest.dimension, covered: coveredIn(suite, rest), never: rest.covered },
    items: rest.items.map(({ name, mark: _mark, ...facts }) => ({ name, ...factsOf(facts) })),
  })),
});

const coveredIn = ({ dimensions }: Coverage, { dimension }: DimensionCoverage): number =>
  dimensions.reduce((sum, one) => sum + (one.dimension === dimension ? one.covered : 0), 0);

function dimensionLines({ dimension, items }: DimensionCoverage, covered: number, paint: Paint): readonly string[] {
  const rest = items.length - mostNamed;
  return [
    '',
    `${paint('strong', dimension)}: ${items.length} of ${covered}`,
    ...items.slice(0, mostNamed).map((item) => itemLine(item, paint)),
    ...(rest > 0 ? [paint('faint', `  … and ${rest} more`)] : []),
  ];
}

function itemLine({ name, by, rule }: CoverageItem, paint: Paint): string {
  const remarks = [by, ...(rule !== undefined && name.includes(rule) ? [] : [rule])].filter((one) => one !== undefined);
  return `  ${printable(name)}${remarks.length > 0 ? paint('faint', `  ${printable(remarks.join(', '))}`) : ''}`;
}

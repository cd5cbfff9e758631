import { printable } from '../../../errors.js';
import type { Coverage, CoverageItem, DimensionCoverage } from '../../../generate/index.js';
import { addressOf } from '../reasons.js';
import { missing, originText, shareText } from './shares.js';

/** How many missing things of a dimension are named; the rest is counted. */
const mostNamed = 50;

/** Coverage as a page of Markdown, such as the summary of a build. */
export const coverageMarkdown = (coverage: Coverage): string =>
  [
    '# Coverage',
    '',
    `Of ${code(originText(coverage))}.`,
    '',
    '| dimension | covered | uncovered | unreachable | unknown | share |',
    '|---|--:|--:|--:|--:|--:|',
    ...coverage.dimensions.map(row),
    ...coverage.dimensions.flatMap(section),
    '',
  ].join('\n');

const row = (one: DimensionCoverage): string =>
  `| ${[one.dimension, one.covered, one.uncovered, one.unreachable, one.unknown, shareText(one)].join(' | ')} |`;

function section(dimension: DimensionCoverage): readonly string[] {
  const items = missing(dimension);
  if (items.length === 0) return [];
  const rest = items.length - mostNamed;
  return [
    '',
    `## ${dimension.dimension}: ${items.length} not met`,
    '',
    prose(dimension.counts),
    '',
    ...items.slice(0, mostNamed).map(itemLine),
    ...(rest > 0 ? [`- … and ${rest} more`] : []),
  ];
}

const itemLine = ({ name, mark, rule, source }: CoverageItem): string => {
  const reference = rule ?? (source === undefined ? undefined : 'source');
  const link = source === undefined ? reference : `[${reference ?? ''}](<${linkOf(addressOf(source))}>)`;
  return `- ${[code(name), ...(link === undefined ? [] : [link]), ...(mark === 'unknown' ? ['unknown'] : [])].join(' · ')}`;
};

/** An address in pointed brackets: nothing in it ends the link. */
const linkOf = (address: string): string => printable(address).replace(/[<>\\\s]/g, encodeURIComponent);

/** A sentence in which Markdown finds nothing of its own. */
const prose = (text: string): string => printable(text).replace(/[\\`*_{}[\]<>#|~&$!]/g, '\\$&');

/** A name in which Markdown finds nothing of its own. */
function code(text: string): string {
  const shown = printable(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const margin = /^`|`$|^ .* $/.test(shown) || shown === '' ? ' ' : '';
  return `${fence}${margin}${shown}${margin}${fence}`;
}

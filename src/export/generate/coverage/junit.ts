import { escaped } from '../../../chart/svg.js';
import type { Coverage, CoverageItem, DimensionCoverage } from '../../../generate/index.js';
import { addressOf } from '../reasons.js';
import { meanings, originText } from './shares.js';

/** Coverage in the format that build servers read: a suite for each dimension, a case for everything that can be met. */
export function coverageJunit(coverage: Coverage): string {
  const { dimensions } = coverage;
  const sum = (numberOf: (one: DimensionCoverage) => number): number =>
    dimensions.reduce((total, one) => total + numberOf(one), 0);
  const figures = figuresText(
    sum(({ items }) => items.length),
    sum((one) => countOf(one, isFailed)),
    sum((one) => countOf(one, isSkipped)),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(`coverage of ${originText(coverage)}`)}" ${figures}>`,
    ...dimensions.flatMap(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

const isFailed = ({ mark }: CoverageItem): boolean => mark === 'uncovered';
const isSkipped = ({ mark }: CoverageItem): boolean => mark === 'unreachable' || mark === 'unknown';
const countOf = ({ items }: DimensionCoverage, fits: (item: CoverageItem) => boolean): number =>
  items.filter(fits).length;
const figuresText = (tests: number, failures: number, skipped: number): string =>
  `tests="${tests}" failures="${failures}" skipped="${skipped}"`;

function suite(one: DimensionCoverage): readonly string[] {
  const figures = figuresText(one.items.length, countOf(one, isFailed), countOf(one, isSkipped));
  return [
    `  <testsuite name="${escaped(one.dimension)}" ${figures}>`,
    ...one.items.map((item) => testcase(one.dimension, item)),
    '  </testsuite>',
  ];
}

function testcase(dimension: string, item: CoverageItem): string {
  const { name, mark, rule, source } = item;
  const head = `    <testcase classname="${escaped(`coverage.${dimension}`)}" name="${escaped(name)}"`;
  if (mark === 'covered') return `${head}/>`;
  const message = escaped(meanings[mark]);
  const more = [rule, source === undefined ? undefined : addressOf(source)].filter((text) => text !== undefined);
  const body = isSkipped(item)
    ? `<skipped message="${message}"/>`
    : `<failure type="uncovered" message="${message}">${escaped(more.join(' '))}</failure>`;
  return `${head}>${body}</testcase>`;
}

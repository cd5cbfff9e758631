import type { Report } from '../../../errors.js';
import { marks } from '../../../generate/index.js';
import type { Coverage, DimensionCoverage } from '../../../generate/index.js';
import { dimensionOf } from '../../../generate/coverage/report.js';
import { dimensions } from '../../../generate/suite.types.js';
import { ruleIds } from '../../../protocol/rules.js';
import { documentIn } from '../document.js';
import { literal } from '../pretty.js';
import { Findings, listOf, matching, objectOf, oneOf, text, textUpTo, whole } from '../shapes.js';
import { coverageFormat } from './json.js';

/** What came of reading a coverage: the coverage, or everything that is wrong with the text. */
export type CoverageReading =
  | { readonly coverage: Coverage; readonly problems: readonly [] }
  | { readonly coverage?: undefined; readonly problems: readonly Report[] };

/** Long enough for the path of any file, and for the names of two steps one after the other. */
const name = textUpTo(5000);

const item = objectOf({
  ...{ name, mark: oneOf('mark', marks), times: whole(0), 'by?': name, 'rule?': oneOf('rule', ruleIds) },
  'source?': matching(/^https?:\/\/[^\p{C}"<>\\]{1,2000}$/u, 'the address of a page'),
});

const shape = objectOf({
  ...{ format: oneOf('format that is read here', [coverageFormat.format]), of: listOf(name) },
  version: whole(1, coverageFormat.version),
  dimensions: listOf(
    objectOf({
      ...{ dimension: oneOf('dimension', dimensions), counts: text, items: listOf(item) },
      ...Object.fromEntries(marks.map((mark) => [`${mark}?`, whole(0)])),
    }),
  ),
});

/**
 * Reads what `coverageJson` has written and somebody may have changed. Whatever the text is, it answers. How much is
 * covered follows from the items, and is counted anew.
 */
export function readCoverage(source: string): CoverageReading {
  const read = documentIn(source, 'coverage');
  if ('code' in read) return { problems: [read] };
  const findings = new Findings();
  shape(read.document, '', findings);
  if (findings.reports.length > 0) return { problems: findings.reports };
  const { of, dimensions: given } = read.document as Coverage;
  reportTwins(given, findings);
  if (findings.reports.length > 0) return { problems: findings.reports };
  const counted = given.map(({ dimension, counts, items }) => ({ ...dimensionOf(dimension, items), counts }));
  return { coverage: { of, dimensions: counted }, problems: [] };
}

/** A dimension is told by its name, and so is a thing within it. */
function reportTwins(given: readonly DimensionCoverage[], findings: Findings): void {
  const reportAll = (names: readonly string[], placeOf: (n: number) => string): void => {
    const first = new Map<string, number>();
    for (const [n, one] of names.entries()) {
      const twin = first.get(one);
      if (twin === undefined) first.set(one, n);
      else findings.add('CONDIS5108', placeOf(n), `${shortened(one)} is there twice: it is ${placeOf(twin)} already.`);
    }
  };
  reportAll(
    given.map(({ dimension }) => dimension),
    (n) => `dimensions[${n}]`,
  );
  for (const [n, { items }] of given.entries()) {
    reportAll(
      items.map((one) => one.name),
      (place) => `dimensions[${n}].items[${place}]`,
    );
  }
}

const shortened = (long: string): string => literal(long.length > 60 ? `${long.slice(0, 60)}…` : long);

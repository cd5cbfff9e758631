import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Report } from '../errors.js';
import {
  coverageHtml,
  coverageJson,
  coverageJunit,
  coverageMarkdown,
  coverageText,
  readCoverage,
} from '../export/index.js';
import type { Coverage, Progress } from '../generate/index.js';
import { shippedLayouts } from './layouts.js';
import { reasonOf, writeDeep } from './terminal.js';

/** The endings of coverage reports. */
export const coverageEndings = ['.txt', '.json', '.md', '.xml', '.html'] as const;
type Ending = (typeof coverageEndings)[number];

const writers: Readonly<Record<Ending, (coverage: Coverage) => string>> = {
  '.txt': coverageText,
  '.json': coverageJson,
  '.md': coverageMarkdown,
  '.xml': coverageJunit,
  '.html': (coverage) => coverageHtml(coverage, { layouts: shippedLayouts() }),
};

const endingOf = (file: string): Ending | undefined => coverageEndings.find((known) => known === extname(file));

/** What is wrong with the name of a file for coverage. */
export const wrongEnding = (file: string): readonly Report[] =>
  endingOf(file)
    ? []
    : [
        {
          code: 'CONDIS7004',
          message: `The ending of --coverage says what is written: ${coverageEndings.join(', ')}.`,
        },
      ];

/** Writes coverage as the ending of the file says; gives back what went wrong. */
export const writeCoverage = (file: string, coverage: Coverage): readonly Report[] =>
  writeDeep(file, writers[endingOf(file) ?? '.txt'](coverage));

/** The coverage in a file that was written before, or everything that is wrong with it. */
export function readCoverageIn(file: string): Coverage | readonly Report[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return [{ code: 'CONDIS7006', message: `${file} cannot be read.`, fields: [['reason', reasonOf(error)]] }];
  }
  const { coverage, problems } = readCoverage(text);
  return coverage ?? problems.map((report) => ({ ...report, fields: [['file', file], ...(report.fields ?? [])] }));
}

/** How much of each dimension is covered, for a condition: whatever may be met counts. */
export const sharesOf = ({ dimensions }: Coverage): Progress['shares'] =>
  Object.fromEntries(
    dimensions.map(({ dimension, covered, uncovered, unknown }) => {
      const total = covered + uncovered + unknown;
      return [dimension, { covered, total, attainable: total }];
    }),
  );

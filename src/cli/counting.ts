import { resolve } from 'node:path';
import type { Report } from '../errors.js';
import type { Compared } from '../export/index.js';
import { heardCoverage, mergeCoverage, printStop, Tally, verdictOf } from '../generate/index.js';
import type { Coverage, Stop } from '../generate/index.js';
import { heardDimensions } from '../generate/coverage/tally.js';
import { conditionIn } from './condition.js';
import { readCoverageIn, sharesOf, wrongEnding } from './coverage.js';

/** The options that ask what logs have met of the contract, as they are written. */
export interface CountingOptions {
  readonly coverage?: string;
  readonly merge?: readonly string[];
  readonly never?: string;
  readonly require?: string;
}

/** A coverage out of a file. */
interface Written {
  readonly file: string;
  readonly coverage: Coverage;
}

/** The options of these that are there. */
export const countingIn = (options: CountingOptions): readonly string[] =>
  (['coverage', 'merge', 'never', 'require'] as const).flatMap((name) =>
    options[name] === undefined ? [] : [`--${name}`],
  );

/** What is to be counted, if anything is; or everything that is wrong with what was asked for. */
export function countingFor(options: CountingOptions): {
  readonly counting?: Counting;
  readonly reports: readonly Report[];
} {
  const asked = countingIn(options);
  if (asked.length === 0) return { reports: [] };
  const reports: Report[] = [];
  if (asked.join() === '--merge') {
    reports.push({ code: 'CONDIS7004', message: '--merge needs --coverage, --never or --require.' });
  }
  const written = (files: readonly string[]): readonly Written[] =>
    files.flatMap((file) => {
      const coverage = readCoverageIn(file);
      if ('of' in coverage) return [{ file, coverage }];
      reports.push(...coverage);
      return [];
    });
  if (options.coverage !== undefined) reports.push(...wrongEnding(options.coverage));
  const merged = written(options.merge ?? []);
  const [suite] = written(options.never === undefined ? [] : [options.never]);
  const required = options.require === undefined ? undefined : conditionIn('--require', options.require, reports);
  const known = new Set([...heardDimensions, ...merged.flatMap(({ coverage }) => namesOf(coverage))]);
  if (required) reports.push(...unknownIn(required, [...known]));
  return reports.length > 0 ? { reports } : { counting: new Counting(merged, suite, required), reports };
}

/** Counts what logs have met of the contract. */
export class Counting {
  /** Where it is counted. */
  readonly tally = new Tally();

  constructor(
    private readonly merged: readonly Written[],
    private readonly suite: Written | undefined,
    private readonly required: Stop | undefined,
  ) {}

  /** What logs of these names have met, with what is merged with them. */
  coverage(logs: readonly string[]): Coverage {
    return mergeCoverage([...this.merged.map(({ coverage }) => coverage), this.#heard(logs)]);
  }

  /** What to compare a suite with: the logs, and whatever but the suite itself is merged with them. */
  compared(logs: readonly string[]): Compared | undefined {
    const { suite } = this;
    if (!suite) return undefined;
    const others = this.merged.filter(({ file }) => resolve(file) !== resolve(suite.file));
    const met = mergeCoverage([...others.map(({ coverage }) => coverage), this.#heard(logs)]);
    return { suite: suite.coverage, logs: met };
  }

  /** What was required of the coverage, where it does not hold. */
  shortfall(coverage: Coverage): readonly Report[] {
    const { required } = this;
    if (!required) return [];
    const shares = sharesOf(coverage);
    if (verdictOf(required, { tests: 0, steps: 0, goals: {}, shares }) === 'enough') return [];
    const fields = coverage.dimensions
      .filter(({ dimension }) => asksFor(required).includes(dimension))
      .map(({ dimension, covered }) => [dimension, `${covered} of ${shares[dimension]?.total ?? 0}`] as const);
    return [{ code: 'CONDIS7018', message: `The logs do not come to ${printStop(required)}.`, fields }];
  }

  #heard(logs: readonly string[]): Coverage {
    return { of: logs.map(logName), dimensions: heardCoverage(this.tally) };
  }
}

/** The name of a log, as coverage lists it. */
export const logName = (file: string): string => (file === '-' ? 'standard input' : file);

const namesOf = ({ dimensions }: Coverage) => dimensions.map(({ dimension }) => dimension);

/** Of logs only shares are known: there are no tests, no steps and no goals. */
function unknownIn(required: Stop, known: readonly string[]): readonly Report[] {
  const unknown = asksFor(required).filter((name) => !known.includes(name));
  if (unknown.length === 0) return [];
  const message = `--require asks for ${unknown.join(' and ')}, of which logs say nothing.`;
  return [{ code: 'CONDIS7004', message, fields: [['they say something of', known.join(', ')]] }];
}

/** What a condition asks for, each once. */
const asksFor = (stop: Stop): readonly string[] => {
  switch (stop.kind) {
    case 'tests':
    case 'steps':
      return [stop.kind];
    case 'share':
      return [stop.dimension];
    case 'goal':
      return ['goals'];
    case 'and':
    case 'or':
      return [...new Set(stop.parts.flatMap(asksFor))];
  }
};

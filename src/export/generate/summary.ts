import { plain, printable } from '../../errors.js';
import type { Paint } from '../../errors.js';
import type { Coverage, GoalReport, Suite, Test } from '../../generate/index.js';
import { count, fold } from '../words.js';
import { figuresOf } from './coverage/json.js';
import { coverageTable } from './coverage/text.js';
import { prettyJson } from './pretty.js';
import { reasonLines } from './reasons.js';

/** How much a suite is. */
export interface SuiteFigures {
  readonly tests: number;
  /** Steps of all tests. */
  readonly steps: number;
  /** No suite of this kind has fewer steps; nothing where nothing is known. */
  readonly lowerBound: number | null;
  /** The steps of a suite that gives every state a shortest test of its own. */
  readonly onePathPerState: number;
  readonly seconds: number;
}

export interface SuiteTextOptions {
  readonly width?: number;
  readonly paint?: Paint;
  /** What has become of goals, where the suite was made for some. */
  readonly goals?: readonly GoalReport[];
}

const mostTests = 12;
const mostReasons = 2;

/** A suite as a page: how much it is, its first tests and why they are there, and what they cover. */
export function suiteText(
  suite: Suite,
  figures: SuiteFigures,
  coverage: Coverage,
  { width = 100, paint = plain, goals = [] }: SuiteTextOptions = {},
): string {
  const { title, topology, underTest, strategy, seed, tests } = suite;
  const rest = tests.length - mostTests;
  return [
    paint('strong', printable(title)),
    `${underTest} under test, topology ${topology}, strategy ${printable(strategy)}, seed ${seed}`,
    '',
    ...figureLines(figures, paint),
    '',
    ...goals.map((goal) => goalLine(goal, paint)),
    ...(goals.length > 0 ? [''] : []),
    ...tests.slice(0, mostTests).flatMap((test) => testLines(test, width, paint)),
    ...(rest > 0 ? [paint('faint', `… and ${count(rest, 'test')} more`)] : []),
    ...(tests.length > 0 ? [''] : []),
    ...coverageTable(coverage, paint),
    '',
  ].join('\n');
}

function figureLines({ tests, steps, lowerBound, onePathPerState, seconds }: SuiteFigures, paint: Paint): string[] {
  const ratio = (of: number): string => (of / Math.max(1, steps)).toFixed(2);
  const bound =
    lowerBound === null
      ? 'not known'
      : `${lowerBound} steps; this suite has ${(steps / Math.max(1, lowerBound)).toFixed(2)} times as many`;
  const rows = [
    ['tests', `${count(tests, 'test')}, ${count(steps, 'step')} in all, ${seconds.toFixed(1)} s to generate`],
    ['lower bound', bound],
    ['one path per state', `${count(onePathPerState, 'step')}, ${ratio(onePathPerState)} times as many as here`],
  ] as const;
  return rows.map(([label, text]) => `${paint('faint', label.padEnd(18))}  ${text}`);
}

const goalLine = ({ goal, result, test, why }: GoalReport, paint: Paint): string => {
  const said = result === 'found' ? paint('good', test ?? result) : paint('bad', result);
  return `${printable(goal)}: ${said}${why === undefined ? '' : ` (${printable(why)})`}`;
};

function testLines({ id, title, kind, steps, reasons }: Test, width: number, paint: Paint): readonly string[] {
  const remark = [...(kind === 'positive' ? [] : [kind]), count(steps.length, 'step')].join(', ');
  const said = reasonLines(reasons, mostReasons);
  const [first = '', ...others] = fold(title, width - id.length - 2);
  return [
    `${paint('strong', printable(id))}  ${first}${others.length === 0 ? paint('faint', `  (${remark})`) : ''}`,
    ...others.map(
      (line, n) =>
        `${' '.repeat(id.length + 2)}${line}${n === others.length - 1 ? paint('faint', `  (${remark})`) : ''}`,
    ),
    ...said.flatMap((text) =>
      fold(text, width - id.length - 4).map(
        (line, n) => `${' '.repeat(id.length + (n === 0 ? 2 : 4))}${paint('faint', line)}`,
      ),
    ),
  ];
}

/** What else is to be said of a suite. */
export interface SuiteDocumentOptions {
  /** The files that it has become. */
  readonly files?: readonly string[];
  readonly goals?: readonly GoalReport[];
}

/** How much a suite is, which files it has become, and what it covers, as plain data. */
export const suiteDocument = (
  { title, topology, underTest, strategy, seed }: Suite,
  { tests, steps, lowerBound, onePathPerState, seconds }: SuiteFigures,
  coverage: Coverage,
  { files = [], goals = [] }: SuiteDocumentOptions = {},
) => ({
  ...{ title, topology, underTest, strategy, seed },
  ...{ tests, steps, lowerBound, onePathPerState, seconds, files },
  ...(goals.length > 0 && { goals }),
  coverage: Object.fromEntries(coverage.dimensions.map((one) => [one.dimension, figuresOf(one)])),
});

/** The same as one JSON document. */
export const suiteJson = (...given: Parameters<typeof suiteDocument>): string => prettyJson(suiteDocument(...given));

import type { Command } from 'commander';
import { join } from 'node:path';
import type { Report } from '../errors.js';
import { cFiles, itfFiles, jestFiles, jsonFiles, ndjsonFiles, suiteDocument, suiteText } from '../export/index.js';
import type { SuiteFile } from '../export/index.js';
import { configurations, generate, mergeCoverage, strategies, verdictOf } from '../generate/index.js';
import type { Coverage, Generated, Stop, Suite } from '../generate/index.js';
import { topologies } from '../protocol/roles.js';
import { coverageEndings, sharesOf, writeCoverage } from './coverage.js';
import { emitted, orderFor } from './generateOptions.js';
import type { Emitted, GenerateCommandOptions, Order } from './generateOptions.js';
import { tryAgainst } from './generateRun.js';
import type { Tried } from './generateRun.js';
import { complain, deliver, paintOf, writeDeep } from './terminal.js';
import type { ExitCode } from './terminal.js';

const emitters: Readonly<Record<Emitted, (suite: Suite) => readonly SuiteFile[]>> = {
  jest: jestFiles,
  ndjson: ndjsonFiles,
  json: jsonFiles,
  itf: itfFiles,
  c: cFiles,
};

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function addGenerate(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('generate')
    .summary('tests for a real driver, from the model, with their coverage')
    .description(
      'Chooses tests out of every state of a closed system: what a driver under test is given, what it must do, and ' +
        'why. Writes them for Jest, for C, or as data, runs them against a driver, and measures what they cover.',
    )
    .option('-t, --topology <name>', topologies.join(' or '), 'cm')
    .option('-u, --under-test <role>', 'client, callManager, miniport, mcm, or system: everybody together', 'system')
    .option('-c, --cover <what>', strategies.join(', '), 'transitions')
    .option(
      '--goal <sentence>',
      'a test that comes there: "vc 1 is active", "NdisCmActivateVc returns FAILURE"',
      collected,
      [],
    )
    .option('--events <scenario>', 'a test in which the events of this scenario happen, in their order')
    .option('--seed <n>', 'what is chosen at random is the same for the same seed', '1')
    .option('--max-length <n>', 'steps of a test at most, 40 of one VC, 100 of several; 0 for the least total')
    .option('--walks <n>', 'random walks at most', '100')
    .option(
      '--weight <event=n>',
      'on random walks, how much likelier than others an event is; may be repeated',
      collected,
      [],
    )
    .option('--until <condition>', 'when random walks are enough: "transitions>=80% or steps>=5000"')
    .option('--vcs <n>', 'VCs side by side', '1')
    .option('--sends <n>', 'lists under way on each VC at once, in either sender’s hands', '1')
    .option('--receives <n>', 'indicated lists out on each VC at once', '1')
    .option('--faults <list>', 'all, none, or names of answers that may go wrong, with commas between', 'none')
    .option('--max-states <n>', 'stop beyond so many states; what is not known then is said to be unknown')
    .option('--n-wise <n>', 'a suite for each of the systems in which every n parameters take all their values')
    .option('-e, --emit <list>', `${emitted.join(', ')}, with commas between`)
    .option('-o, --out <folder>', 'where the files go')
    .option('--coverage <file>', `write the coverage: ${coverageEndings.join(', ')}`)
    .option('--require <condition>', 'exit with 1 unless it holds of the suite: "transitions>=100% and rules>=60%"')
    .option(
      '--against <module>',
      'run the tests against a driver: a module, own, plain, or broken: each of those that come along with a fault',
    )
    .option('--on-the-fly <n>', 'against a driver: n moves, each chosen from what the driver has just done')
    .option('--replay <line>', 'against a driver: the moves of a line that a failing run has printed')
    .option('-f, --format <name>', 'text or json', 'text')
    .action(async (options: GenerateCommandOptions) => {
      finish(await perform(options));
    });
}

async function perform(given: GenerateCommandOptions): Promise<ExitCode> {
  const order = orderFor(given);
  if (!('options' in order)) return complain(order);
  const { against } = given;
  if (order.onTheFly > 0 || given.replay !== undefined) {
    const tried = await tryAgainst(against ?? 'own', order, given.replay);
    return 'code' in tried ? show(given, [tried], [tried.code]) : complain(tried);
  }
  const suites = generatedFor(order);
  const coverage = mergeCoverage(suites.map(({ generated }) => generated.coverage));
  const told: Told[] = [];
  for (const { folder, generated } of suites) {
    const written: string[] = [];
    const unwritten = emit(order.emit, join(given.out ?? '.', folder), generated.suite, written);
    if (unwritten.length > 0) return complain(unwritten);
    const tried = against === undefined ? undefined : await tryAgainst(against, order, generated.suite);
    if (tried && !('code' in tried)) return complain(tried);
    told.push(tellOf(generated, written, tried));
  }
  const unwritten = given.coverage === undefined ? [] : writeCoverage(given.coverage, coverage);
  if (unwritten.length > 0) return complain(unwritten);
  return show(given, told, [
    required(order.required, suites, coverage),
    ...suites.flatMap(({ generated }) => codeOf(generated)),
    ...told.flatMap(({ code = 0 }) => code),
  ]);
}

/** What there is to say of a suite, as data and as text. */
interface Told {
  readonly document: object;
  readonly text: string;
  readonly code?: ExitCode;
}

function tellOf(
  { suite, figures, coverage, goals }: Generated,
  files: readonly string[],
  tried: Tried | undefined,
): Told {
  const text = suiteText(suite, figures, coverage, { goals, paint: paintOf(undefined) });
  const document = suiteDocument(suite, figures, coverage, { files, goals });
  return tried
    ? { document: { ...document, run: tried.document }, text: `${text}\n${tried.text}`, code: tried.code }
    : { document, text };
}

/** Prints everything, as one document or as text; the exit code is the first that is not 0. */
function show({ format, nWise }: GenerateCommandOptions, told: readonly Told[], codes: readonly ExitCode[]): ExitCode {
  const documents = told.map(({ document }) => document);
  const json = () => `${JSON.stringify(nWise === undefined ? documents[0] : { suites: documents }, null, 2)}\n`;
  const undelivered = deliver(format === 'json' ? json() : told.map(({ text }) => text).join('\n'), undefined);
  return undelivered.length > 0 ? complain(undelivered) : (codes.find((code) => code !== 0) ?? 0);
}

interface Labelled {
  readonly folder: string;
  readonly generated: Generated;
}

/** One suite, or one for each configuration. */
const generatedFor = ({ options, nWise }: Order): readonly Labelled[] =>
  nWise === undefined
    ? [{ folder: '', generated: generate(options) }]
    : configurations(options.topology, nWise, options).map(({ name, options: own }) => ({
        folder: name,
        generated: generate({ ...options, ...own }),
      }));

/** 3 where a goal is not decided, and where random walks ended before what they should come to; 1 where that cannot be. */
const codeOf = ({ goals, verdict }: Generated): readonly ExitCode[] => [
  ...goals.map(({ result }): ExitCode => (result === 'found' ? 0 : result === 'unknown' ? 3 : 1)),
  verdict === 'never' ? 1 : verdict === 'go on' ? 3 : 0,
];

/** Whether what was required holds of all suites together. */
function required(condition: Stop | undefined, suites: readonly Labelled[], coverage: Coverage): ExitCode {
  if (!condition) return 0;
  const sum = (numberOf: (one: Generated) => number) =>
    suites.reduce((all, { generated }) => all + numberOf(generated), 0);
  const goals = suites.flatMap(({ generated }) => generated.goals);
  const verdict = verdictOf(condition, {
    tests: sum(({ figures }) => figures.tests),
    steps: sum(({ figures }) => figures.steps),
    shares: sharesOf(coverage),
    goals: Object.fromEntries(goals.map(({ goal, result }) => [goal, result === 'found' ? 'reached' : 'out of reach'])),
  });
  return verdict === 'enough' ? 0 : 1;
}

function emit(kinds: readonly Emitted[], folder: string, suite: Suite, written: string[]): readonly Report[] {
  return kinds.flatMap((kind) =>
    emitters[kind](suite).flatMap(({ path, text }) => {
      const place = join(folder, kinds.length > 1 ? kind : '', path);
      written.push(place);
      return writeDeep(place, text);
    }),
  );
}

import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { Report } from '../errors.js';
import { checkJson, checkJunit, checkSarif, checkText, neverText } from '../export/index.js';
import type { Compared } from '../export/index.js';
import type { Violation } from '../rules/index.js';
import type { CheckOptions, LogReport } from '../trace/index.js';
import { countingFor, countingIn } from './counting.js';
import type { Counting, CountingOptions } from './counting.js';
import { coverageEndings, writeCoverage } from './coverage.js';
import { findInLog } from './find.js';
import type { Asked } from './find.js';
import { version } from './home.js';
import { growing, sourceOf } from './input.js';
import type { Source } from './input.js';
import { examine } from './examine.js';
import type { Listeners } from './examine.js';
import { deliverFinds, findOption, queryHelp, queryOf } from './query.js';
import { Reading } from './reading.js';
import { complain, deliver, paintOf, print, reasonOf } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { wrongValue } from './usage.js';

const formats = ['text', 'json', 'junit', 'sarif'] as const;
const topologies = ['cm', 'mcm'] as const;

interface CheckCommandOptions extends CountingOptions {
  readonly partial?: true;
  readonly topology?: string;
  readonly format: string;
  readonly out?: string;
  readonly follow?: true;
  readonly find?: string;
}

export function addCheck(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('check')
    .summary('judge logs of real drivers by the contract')
    .description(
      'Judges logs of real drivers: which record is wrong, by which rule, and what would have been right. A log is ' +
        'newline-delimited JSON, one record for each call, callback and return; it may be compressed with gzip.',
    )
    .argument('<trace...>', 'files, or - for standard input')
    .option('--partial', 'the log begins in the middle: take handles that nothing has introduced as they come')
    .option('-t, --topology <name>', `${topologies.join(' or ')} (default: what the log says)`)
    .option('-f, --format <name>', formats.join(', '), 'text')
    .option('-o, --out <file>', 'write to a file')
    .option('--follow', 'go on reading while the file grows, until Ctrl-C')
    .option('--coverage <file>', `write what the logs have met of the contract: ${coverageEndings.join(', ')}`)
    .option('--merge <file...>', 'coverage written before, as JSON, by check or generate: merged with that of the logs')
    .option('--never <file>', 'the coverage of a suite, as JSON: print what it covers and the logs never met, too')
    .option('--require <condition>', 'exit with 1 unless it holds of the coverage: "events>=30% and rules>=60%"')
    .option(...findOption)
    .addHelpText('after', queryHelp)
    .action(async (files: readonly string[], options: CheckCommandOptions) => {
      finish(await perform(files, options));
    });
}

async function perform(files: readonly string[], options: CheckCommandOptions): Promise<ExitCode> {
  const { out, follow, partial, find } = options;
  const topology = topologies.find((known) => known === options.topology);
  const { counting, reports: uncountable } = countingFor(options);
  const misuse = [...misuses(files, options), ...uncountable];
  const sources = files.map(open);
  const unread = sources.flatMap((source) => ('code' in source ? [source] : []));
  if (misuse.length > 0 || unread.length > 0) return complain([...misuse, ...unread]);
  const how = { ...(partial && { isPartial: true }), ...(topology && { topology }) };
  if (find !== undefined) return findAll(sources as readonly Source[], find, how, options);
  const reports: LogReport[] = [];
  const reading = new Reading();
  const listeners: Listeners = {
    ...(counting && { tally: counting.tally }),
    ...(follow && out === undefined && { onViolation: tell }),
  };
  for (const source of sources as readonly Source[]) {
    try {
      reports.push(await (follow ? watchGrowing : examine)(source, how, reading, listeners));
    } catch (error) {
      await reading.close();
      return complain([unreadable(source.name, error)]);
    }
  }
  await reading.close();
  const undelivered = deliver(documentOf(reports, options, counting?.compared(files)), out);
  if (undelivered.length > 0) return complain(undelivered);
  return Math.max(codeOf(reports), counting ? settle(counting, files, options) : 0) as ExitCode;
}

/** Writes what was counted, and says whether it is as much as was required. */
function settle(counting: Counting, files: readonly string[], { coverage: file }: CheckCommandOptions): ExitCode {
  const coverage = counting.coverage(files);
  const unwritten = file === undefined ? [] : writeCoverage(file, coverage);
  if (unwritten.length > 0) return complain(unwritten);
  const shortfall = counting.shortfall(coverage);
  if (shortfall.length === 0) return 0;
  complain(shortfall);
  return 1;
}

/** Prints the records that a query means, instead of a verdict. */
async function findAll(
  sources: readonly Source[],
  text: string,
  how: CheckOptions,
  options: CheckCommandOptions,
): Promise<ExitCode> {
  const query = queryOf(text, options.format);
  if (!('matches' in query)) return complain(query);
  const reading = new Reading();
  const asked: Asked[] = [];
  try {
    for (const source of sources) {
      const one = await findInLog(source, query, how, reading).catch((error: unknown) =>
        unreadable(source.name, error),
      );
      if ('code' in one) return complain([one]);
      asked.push(one);
    }
  } finally {
    await reading.close();
  }
  return deliverFinds(text, asked, options);
}

/** Reads a file as it grows, until Ctrl-C. */
async function watchGrowing(
  source: Source,
  how: CheckOptions,
  reading: Reading,
  listeners: Listeners,
): Promise<LogReport> {
  const enough = new AbortController();
  const stop = () => {
    enough.abort();
  };
  process.once('SIGINT', stop);
  try {
    const following = { ...source, chunks: () => growing(source.name, enough.signal), isRepeatable: () => false };
    return await examine(following, how, reading, listeners);
  } finally {
    process.removeListener('SIGINT', stop);
  }
}

const tell = ({ level, rule, record, message }: Violation): void => {
  print(`${level}  ${rule}  record ${record}  ${message}\n`);
};

const codeOf = (reports: readonly LogReport[]): ExitCode =>
  reports.some(({ verdict }) => verdict === 'bad-input')
    ? 2
    : reports.some(({ verdict }) => verdict === 'violates')
      ? 1
      : 0;

function misuses(files: readonly string[], options: CheckCommandOptions): readonly Report[] {
  const { format, topology, follow, find, never } = options;
  const isUnfit = follow && (files.length > 1 || files[0] === '-' || format !== 'text');
  const counted = countingIn(options).join(', ');
  return [
    ...(find === undefined ? wrongValue('--format', format, formats) : []),
    ...(find !== undefined && follow
      ? [{ code: 'CONDIS7004' as const, message: '--find does not go with --follow.' }]
      : []),
    ...(find !== undefined && counted !== ''
      ? [{ code: 'CONDIS7004' as const, message: `--find does not go with ${counted}: it prints records only.` }]
      : []),
    ...(find === undefined && never !== undefined && ['junit', 'sarif'].includes(format)
      ? [{ code: 'CONDIS7004' as const, message: '--never prints text or JSON.' }]
      : []),
    ...overwritten(files, options),
    ...(topology === undefined ? [] : wrongValue('--topology', topology, topologies)),
    ...(isUnfit
      ? [{ code: 'CONDIS7004' as const, message: '--follow takes one file, by its name, and prints text.' }]
      : []),
    ...(files.filter((file) => file === '-').length > 1
      ? [{ code: 'CONDIS7004' as const, message: 'Standard input can be read once only.' }]
      : []),
  ];
}

/** What is read, or written anyway, is not to be lost to the coverage. */
const overwritten = (files: readonly string[], { coverage, out, never }: CheckCommandOptions): readonly Report[] => {
  if (coverage === undefined) return [];
  const others = [...files.filter((file) => file !== '-'), ...[out, never].flatMap((file) => file ?? [])];
  return others.some((file) => resolve(file) === resolve(coverage))
    ? [
        {
          code: 'CONDIS7004',
          message: `--coverage would overwrite ${coverage}, which is named for something else, too.`,
        },
      ]
    : [];
};

function open(name: string): Source | Report {
  try {
    return sourceOf(name);
  } catch (error) {
    return unreadable(name, error);
  }
}

const unreadable = (name: string, error: unknown): Report => ({
  code: 'CONDIS7006',
  message: `${name === '-' ? 'Standard input' : name} cannot be read.`,
  fields: [['reason', reasonOf(error)]],
});

function documentOf(
  reports: readonly LogReport[],
  { format, out }: CheckCommandOptions,
  compared: Compared | undefined,
): string {
  const paint = paintOf(out);
  switch (format) {
    case 'json':
      return checkJson(reports, compared);
    case 'junit':
      return checkJunit(reports);
    case 'sarif':
      return checkSarif(reports, version());
    default:
      return [checkText(reports, { paint }), ...(compared ? [neverText(compared, { paint })] : [])].join('\n');
  }
}

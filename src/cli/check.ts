import type { Command } from 'commander';
import type { Report } from '../errors.js';
import { checkJson, checkJunit, checkSarif, checkText } from '../export/index.js';
import type { Topology } from '../protocol/roles.js';
import type { CheckOptions, LogReport } from '../trace/index.js';
import { findInLog } from './find.js';
import type { Asked } from './find.js';
import { version } from './home.js';
import { growing, sourceOf } from './input.js';
import type { Source } from './input.js';
import { examine } from './examine.js';
import { deliverFinds, findOption, queryHelp, queryOf } from './query.js';
import { Reading } from './reading.js';
import { complain, deliver, paintOf, print, reasonOf } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { wrongValue } from './usage.js';

const formats = ['text', 'json', 'junit', 'sarif'] as const;
const topologies = ['cm', 'mcm'] as const;

interface CheckCommandOptions {
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
    .option(...findOption)
    .addHelpText('after', queryHelp)
    .action(async (files: readonly string[], options: CheckCommandOptions) => {
      finish(await perform(files, options));
    });
}

async function perform(files: readonly string[], options: CheckCommandOptions): Promise<ExitCode> {
  const { format, out, follow, partial, find } = options;
  const topology = topologies.find((known) => known === options.topology);
  const misuse = misuses(files, options);
  const sources = files.map(open);
  const unread = sources.flatMap((source) => ('code' in source ? [source] : []));
  if (misuse.length > 0 || unread.length > 0) return complain([...misuse, ...unread]);
  const how = { ...(partial && { isPartial: true }), ...(topology && { topology }) };
  if (find !== undefined) return findAll(sources as readonly Source[], find, how, options);
  const reports: LogReport[] = [];
  const reading = new Reading();
  for (const source of sources as readonly Source[]) {
    try {
      reports.push(follow ? await watchGrowing(source, how, reading, out) : await examine(source, how, reading));
    } catch (error) {
      await reading.close();
      return complain([unreadable(source.name, error)]);
    }
  }
  await reading.close();
  const undelivered = deliver(documentOf(reports, format, out), out);
  return undelivered.length > 0 ? complain(undelivered) : codeOf(reports);
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

/** Prints what is wrong as soon as it is read. */
async function watchGrowing(
  source: Source,
  how: { readonly topology?: Topology; readonly isPartial?: boolean },
  reading: Reading,
  out: string | undefined,
): Promise<LogReport> {
  const enough = new AbortController();
  const stop = () => {
    enough.abort();
  };
  process.once('SIGINT', stop);
  try {
    const following = { ...source, chunks: () => growing(source.name, enough.signal), isRepeatable: () => false };
    return await examine(following, how, reading, (violation) => {
      const { level, rule, record, message } = violation;
      if (out === undefined) print(`${level}  ${rule}  record ${record}  ${message}\n`);
    });
  } finally {
    process.removeListener('SIGINT', stop);
  }
}

const codeOf = (reports: readonly LogReport[]): ExitCode =>
  reports.some(({ verdict }) => verdict === 'bad-input')
    ? 2
    : reports.some(({ verdict }) => verdict === 'violates')
      ? 1
      : 0;

function misuses(files: readonly string[], { format, topology, follow, find }: CheckCommandOptions): readonly Report[] {
  const isUnfit = follow && (files.length > 1 || files[0] === '-' || format !== 'text');
  return [
    ...(find === undefined ? wrongValue('--format', format, formats) : []),
    ...(find !== undefined && follow
      ? [{ code: 'CONDIS7004' as const, message: '--find does not go with --follow.' }]
      : []),
    ...(topology === undefined ? [] : wrongValue('--topology', topology, topologies)),
    ...(isUnfit
      ? [{ code: 'CONDIS7004' as const, message: '--follow takes one file, by its name, and prints text.' }]
      : []),
    ...(files.filter((file) => file === '-').length > 1
      ? [{ code: 'CONDIS7004' as const, message: 'Standard input can be read once only.' }]
      : []),
  ];
}

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

function documentOf(reports: readonly LogReport[], format: string, out: string | undefined): string {
  switch (format) {
    case 'json':
      return checkJson(reports);
    case 'junit':
      return checkJunit(reports);
    case 'sarif':
      return checkSarif(reports, version());
    default:
      return checkText(reports, { paint: paintOf(out) });
  }
}

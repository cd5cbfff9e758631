import type { Command } from 'commander';
import { availableParallelism } from 'node:os';
import type { Report } from '../errors.js';
import { mutateJson, mutateText, mutationsJson, mutationsText } from '../export/index.js';
import { enough, mutationsOf, reportOf, UnknownMutation } from '../mutate/index.js';
import type { MutantResult, Mutation, MutationReport } from '../mutate/index.js';
import { topologies } from '../protocol/roles.js';
import type { Topology } from '../protocol/roles.js';
import { partsOf } from '../system/index.js';
import { wholeNumber } from './bounds.js';
import { tryAll } from './mutants.js';
import { killedBySuites } from './mutateSuites.js';
import { complain, deliver, paintOf, progress } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { wrongValue } from './usage.js';

const formats = ['text', 'json'] as const;
const named = ['cm', 'mcm', 'both'] as const;
const faultKinds = ['all', 'none'] as const;

interface MutateCommandOptions {
  readonly topology: string;
  readonly sends: string;
  readonly receives: string;
  readonly faults: string;
  readonly only?: string;
  readonly maxSeconds?: string;
  readonly workers: string;
  readonly format: string;
  readonly out?: string;
  readonly suites?: true;
  readonly list?: true;
}

export function addMutate(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('mutate')
    .summary('put faults into the machines, one at a time, and see who objects')
    .description(
      'Puts faults into the machines, one at a time, and explores each system: which rule or property objects, which ' +
        'faults make no difference, and which survive. A fault that survives is one that the contract allows, or a gap.',
    )
    .option('-t, --topology <name>', named.join(', '), 'cm')
    .option('--sends <n>', 'lists under way at once, in either sender’s hands', '1')
    .option('--receives <n>', 'indicated lists out at once', '1')
    .option(
      '--faults <name>',
      'all: try survivors again where answers go wrong and drivers keep to nothing; or none',
      'all',
    )
    .option('--only <pattern>', 'the mutation of this name, or those whose names contain it; * stands for anything')
    .option('--max-seconds <n>', 'try no further mutant after so many seconds')
    .option('--workers <n>', 'threads that try mutants', '1')
    .option('--suites', 'also replay generated tests on what rules kill: do they notice it too?')
    .option('--list', 'show the mutations, and try none')
    .option('-f, --format <name>', formats.join(', '), 'text')
    .option('-o, --out <file>', 'write to a file')
    .action(async (options: MutateCommandOptions) => {
      finish(await perform(options));
    });
}

interface Plan {
  readonly chosen: Readonly<Partial<Record<Topology, readonly Mutation[]>>>;
  readonly sends: number;
  readonly receives: number;
  readonly faults: 'all' | 'none';
  readonly workers: number;
  readonly maxSeconds: number;
}

async function perform(options: MutateCommandOptions): Promise<ExitCode> {
  const { format, out, list } = options;
  const plan = planFor(options);
  if (Array.isArray(plan)) return complain(plan as readonly Report[]);
  const { chosen } = plan as Plan;
  if (list) {
    const text = format === 'json' ? mutationsJson(chosen) : mutationsText(chosen, { paint: paintOf(out) });
    return ended(deliver(text, out), 0);
  }
  const report = await run(plan as Plan, options.suites === true);
  const text = format === 'json' ? mutateJson(report) : mutateText(report, { paint: paintOf(out) });
  return ended(deliver(text, out), report.score >= enough ? (report.untried > 0 ? 3 : 0) : 1);
}

const ended = (undelivered: readonly Report[], code: ExitCode): ExitCode =>
  undelivered.length > 0 ? complain(undelivered) : code;

async function run({ chosen, workers, maxSeconds, ...bounds }: Plan, withSuites: boolean): Promise<MutationReport> {
  const begin = performance.now();
  const isEnough = () => performance.now() - begin > maxSeconds * 1000;
  const total = Object.values(chosen).reduce((sum, { length }) => sum + length, 0);
  const results: MutantResult[] = [];
  let [tried, survived] = [0, 0];
  const tell = ({ result }: MutantResult) => {
    tried += 1;
    if (result.fate === 'survived') survived += 1;
    progress(`${tried} of ${total} mutants, ${survived} survive`);
  };
  for (const [topology, mutations] of Object.entries(chosen) as [Topology, readonly Mutation[]][]) {
    results.push(...(await tryAll({ topology, ...bounds }, mutations, { workers, isEnough, tell })));
  }
  const suites = withSuites
    ? await killedBySuites(results, { sends: bounds.sends, receives: bounds.receives }, (done, of) =>
        progress(`tests on ${done} of ${of} mutants that rules kill`),
      )
    : undefined;
  progress('');
  const report = reportOf(chosen, results, (performance.now() - begin) / 1000);
  return suites ? { ...report, suites } : report;
}

/** What is to be done, or everything that is wrong with what was asked for. */
function planFor(options: MutateCommandOptions): Plan | readonly Report[] {
  const { topology, faults, only, maxSeconds, format } = options;
  const reports: Report[] = [
    ...wrongValue('--topology', topology, named),
    ...wrongValue('--faults', faults, faultKinds),
    ...wrongValue('--format', format, formats),
  ];
  const number = (option: string, text: string, least: number, most: number) =>
    wholeNumber(reports, option, text, { least, most });
  const bounds = {
    sends: number('--sends', options.sends, 0, 8),
    receives: number('--receives', options.receives, 0, 8),
    workers: Math.min(number('--workers', options.workers, 1, 64), availableParallelism()),
    maxSeconds: maxSeconds === undefined ? Infinity : number('--max-seconds', maxSeconds, 1, 1_000_000),
  };
  const asked = topologies.filter((one) => topology === 'both' || topology === one);
  const chosen = Object.fromEntries(asked.map((one) => [one, chosenFrom(one, only)]));
  if (only !== undefined && asked.length > 0 && Object.values(chosen).every(({ length }) => length === 0)) {
    const ids = asked.flatMap((one) => mutationsOf(partsOf(one, { topology: one })).map(({ id }) => id));
    reports.push(new UnknownMutation(only, [...new Set(ids)]).report);
  }
  if (reports.length > 0) return reports;
  return { chosen, faults: faults === 'none' ? 'none' : 'all', ...bounds };
}

function chosenFrom(topology: Topology, only = ''): readonly Mutation[] {
  const all = mutationsOf(partsOf(topology, { topology }));
  const meant = all.filter(({ id }) => id === only);
  const fits = fitsFor(only);
  return meant.length > 0 ? meant : all.filter(({ id }) => fits(id));
}

function fitsFor(pattern: string): (id: string) => boolean {
  if (!pattern.includes('*')) return (id) => id.includes(pattern);
  const source = pattern.split('*').map((text) => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const regExp = new RegExp(`^${source.join('.*')}$`);
  return (id) => regExp.test(id);
}

import type { Command } from 'commander';
import type { Report } from '../errors.js';
import { brokenRules, toMermaid, toSequence, toText } from '../export/index.js';
import type { SheetViolation } from '../export/index.js';
import type { Topology } from '../protocol/roles.js';
import { runScenario } from '../scenario/index.js';
import type { Run, Scenario, Step } from '../scenario/index.js';
import { writeTrace } from '../trace/index.js';
import { documented } from './documented.js';
import { findInRun } from './find.js';
import { list } from './list.js';
import { findScenarios } from './scenarios.js';
import { deliverFinds, findOption, queryHelp, queryOf } from './query.js';
import { askTrace, isTrace, showTrace } from './trace.js';
import { complain, deliver, paintOf } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { wrongValue } from './usage.js';

const formats = ['text', 'ndjson', 'mermaid', 'svg', 'json'] as const;

/** Formats whose documents show one run. */
const single = ['ndjson', 'mermaid', 'svg'];
const topologies = ['cm', 'mcm'] as const;

/** What `npm start` plays. */
const first = 'outgoing-call';

interface RunOptions {
  readonly topology?: string;
  readonly format: string;
  readonly out?: string;
  readonly list?: true;
  readonly documented?: true;
  readonly find?: string;
}

/** A run, and the scenario that asked for it. */
interface Played {
  readonly scenario: Scenario;
  readonly run: Run;
}

export function addRun(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('run')
    .summary('play a scenario and print what crosses the NDIS boundary')
    .description('Plays a scenario on live machines and prints what crosses the NDIS boundary.')
    .argument(
      '[scenario]',
      `the id of a documented sequence, a name from --list, a file, or a trace to be shown (default: ${first})`,
    )
    .option('-t, --topology <name>', `${topologies.join(' or ')} (default: the first that the scenario knows)`)
    .option('-f, --format <name>', formats.join(', '), 'text')
    .option('-o, --out <file>', 'write to a file')
    .option('--list', 'show the scenarios that come with condis (text or json)')
    .option('--documented', 'replay all documented sequences and compare (text or json)')
    .option(...findOption)
    .addHelpText('after', queryHelp)
    .action(async (scenario: string | undefined, options: RunOptions) => {
      finish(await perform(scenario, options));
    });
}

async function perform(name: string | undefined, options: RunOptions): Promise<ExitCode> {
  const { format, out, find } = options;
  const misuse = misuses(name, options);
  if (options.list || options.documented) {
    if (misuse.length > 0) return complain(misuse);
    return options.list ? list(format === 'json', out) : documented(format === 'json', out);
  }
  const query = find === undefined ? undefined : queryOf(find, format);
  if (query && !('matches' in query)) return complain([...misuse, ...query]);
  if (name !== undefined && isTrace(name)) {
    if (misuse.length > 0) return complain(misuse);
    return query ? askTrace(name, query, options) : showTrace(name, options);
  }
  const topology = topologies.find((known) => known === options.topology);
  const found = findScenarios(name ?? first, topology);
  if (misuse.length > 0 || !found.ok) {
    return complain([...misuse, ...(found.ok ? [] : found.reports)]);
  }
  if (!query && found.scenarios.length > 1 && single.includes(format)) {
    return complain([tooMany(name ?? first, format, found.scenarios)]);
  }
  const played = found.scenarios.map((scenario) => ({
    scenario,
    run: runScenario(scenario, topology ?? usualTopology(scenario)),
  }));
  if (query) {
    const asked = played.map(({ run }) => ({ finds: findInRun(run, query), problems: [] }));
    return deliverFinds(find ?? '', asked, options);
  }
  const reports = deliver(documentOf(played, format, out), out);
  return reports.length > 0 ? complain(reports) : played.every(isAsExpected) ? 0 : 1;
}

/** Everything that is wrong with the arguments, at once. */
function misuses(
  name: string | undefined,
  { topology, format, list, documented, find }: RunOptions,
): readonly Report[] {
  const whole = list ? '--list' : documented ? '--documented' : undefined;
  const allowed = whole ? (['text', 'json'] as const) : formats;
  const extra = [
    ...(name === undefined ? [] : [`the scenario ${name}`]),
    ...(topology === undefined ? [] : ['--topology']),
    ...(list && documented ? ['--documented'] : []),
    ...(find === undefined ? [] : ['--find']),
  ];
  return [
    ...(whole && extra.length > 0
      ? [{ code: 'CONDIS7004' as const, message: `${whole} does not go with ${extra.join(' and ')}.` }]
      : []),
    ...(find === undefined ? wrongValue(whole ? `--format with ${whole}` : '--format', format, allowed) : []),
    ...(topology === undefined ? [] : wrongValue('--topology', topology, topologies)),
  ];
}

const tooMany = (name: string, format: string, scenarios: readonly Scenario[]): Report => ({
  code: 'CONDIS7009',
  message: `${name} has ${scenarios.length} variants, and a document in the format ${format} shows one run.`,
  fields: scenarios.map((scenario) => [scenario.documents ?? scenario.name, scenario.title] as const),
});

const usualTopology = ({ topologies: [usual = 'cm'] }: Scenario): Topology => usual;

function documentOf(played: readonly Played[], format: string, out: string | undefined): string {
  switch (format) {
    case 'ndjson':
      return played.map(({ run }) => writeTrace(run.records)).join('');
    case 'mermaid':
      return played.map(({ run }) => toMermaid(run)).join('');
    case 'svg':
      return played.map(({ run }) => toSequence(run)).join('');
    case 'json': {
      const documents = played.map(({ run }) => jsonOf(run));
      return `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`;
    }
    default:
      return played.map(({ run }) => toText(run, { paint: paintOf(out) })).join('\n\n');
  }
}

const jsonOf = ({ title, topology, status, steps, expectations, records }: Run) => ({
  title,
  topology,
  status,
  steps,
  expectations,
  records,
});

/** Every expectation is met, and no driver has broken a rule but where the scenario says that it will. */
function isAsExpected({ scenario, run }: Played): boolean {
  const mayGoDown = scenario.expect.some(({ kind }) => kind === 'down');
  const foreseen = run.steps.filter((_, index) => saysHowItEnds(scenario.steps[index]));
  const isForeseen = ({ record }: SheetViolation): boolean =>
    foreseen.some(({ from, to }) => from <= record && record < to) ||
    (mayGoDown && run.records[record]?.kind === 'note');
  return run.expectations.every(({ met }) => met) && brokenRules(run).every(isForeseen);
}

const saysHowItEnds = (step: Step | undefined): boolean =>
  step?.kind === 'call' && (step.refused !== undefined || step.returns !== undefined);

import type { Command } from 'commander';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../errors.js';
import { exploreJson, exploreText, stepNote } from '../export/index.js';
import type { Asked } from '../export/index.js';
import { mutate, UnknownMutation } from '../mutate/index.js';
import { driversOf, topologies } from '../protocol/roles.js';
import type { DriverRole, Topology } from '../protocol/roles.js';
import type { TraceRecord } from '../protocol/trace.js';
import { faultName, partsOf } from '../system/index.js';
import { writeTrace } from '../trace/index.js';
import { explore } from '../verify/index.js';
import type { Counterexample, Exploration, Question, Searcher, Stage } from '../verify/index.js';
import type { Progress } from '../explore/index.js';
import { faultsIn, wholeNumber } from './bounds.js';
import { searchInParallel } from './crew.js';
import { openCourt } from './crewCourt.js';
import { complain, deliver, paintOf, progress, reasonOf } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { wrongValue } from './usage.js';

const formats = ['text', 'json'] as const;
const grains = ['calls', 'full'] as const;

interface ExploreCommandOptions {
  readonly topology: string;
  readonly vcs: string;
  readonly sends: string;
  readonly receives: string;
  readonly faults: string;
  readonly grain: string;
  readonly chaos?: string;
  readonly mutate?: string;
  readonly maxStates?: string;
  readonly maxSeconds?: string;
  readonly maxMemory?: string;
  readonly workers: string;
  readonly symmetry: boolean;
  readonly order: boolean;
  readonly format: string;
  readonly out?: string;
  readonly traces?: string;
}

export function addExplore(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('explore')
    .summary('try every interleaving and get the shortest way to whatever is wrong')
    .description(
      'Explores a closed system exhaustively: every interleaving of what users, hardware, network and delays may do, ' +
        'within bounds. Says of every rule, and of the whole, whether it holds, with the shortest way that shows it.',
    )
    .option('-t, --topology <name>', topologies.join(' or '), 'cm')
    .option('--vcs <n>', 'VCs side by side', '2')
    .option('--sends <n>', 'lists under way on each VC at once, in either sender’s hands', '1')
    .option('--receives <n>', 'indicated lists out on each VC at once', '1')
    .option('--faults <list>', 'all, none, or names of answers that may go wrong, with commas between', 'none')
    .option(
      '--grain <name>',
      `${grains.join(' or ')}: a chain of synchronous calls is one step, or every call and return is`,
      'calls',
    )
    .option('--chaos <role>', 'a driver that keeps to nothing: it makes any call of its interface at any time')
    .option('--mutate <id>', 'explore the system with one fault in a machine (condis mutate names them)')
    .option('--max-states <n>', 'stop beyond so many states')
    .option('--max-seconds <n>', 'stop after so many seconds')
    .option('--max-memory <mb>', 'stop beyond so many megabytes of states')
    .option('--workers <n>', 'threads that search and judge', '1')
    .option('--no-symmetry', 'tell states apart that differ only in which VC is which')
    .option('--order', 'take the steps of different VCs in one order where the order makes no difference', false)
    .option('-f, --format <name>', formats.join(', '), 'text')
    .option('-o, --out <file>', 'write to a file')
    .option('--traces <folder>', 'write every counterexample into a folder, as a trace')
    .action(async (options: ExploreCommandOptions) => {
      finish(await perform(options));
    });
}

async function perform(options: ExploreCommandOptions): Promise<ExitCode> {
  const { out, format, traces } = options;
  const read = readOptions(options);
  if (!read.ok) return complain(read.reports);
  const { question, asked, workers } = read;
  const found = await exploreWith(workers, question);
  progress('');
  const text = format === 'json' ? exploreJson(asked, found) : exploreText(asked, found, { paint: paintOf(out) });
  const undelivered = [...deliver(text, out), ...(traces === undefined ? [] : writeTraces(traces, found))];
  return undelivered.length > 0 ? complain(undelivered) : codeOf(found);
}

async function exploreWith(workers: number, question: Question): Promise<Exploration> {
  const tell = ticker();
  if (workers === 1) return explore(question, { tell });
  const session = openCourt(workers);
  try {
    return await explore(question, { tell, searcher: crewOf(workers), court: session.court });
  } finally {
    await session.dismiss();
  }
}

/** 1 where a MUST is broken, 3 where something is not decided. */
function codeOf({ verdicts }: Exploration): ExitCode {
  const hard = verdicts.filter(({ isAdvice }) => !isAdvice);
  return hard.some(({ verdict }) => verdict === 'violated')
    ? 1
    : hard.some(({ verdict }) => verdict === 'unknown')
      ? 3
      : 0;
}

type Read =
  | { readonly ok: true; readonly question: Question; readonly asked: Asked; readonly workers: number }
  | { readonly ok: false; readonly reports: readonly Report[] };

function readOptions(options: ExploreCommandOptions): Read {
  const { topology: named, grain, chaos, mutate: mutation, format, maxStates, maxSeconds, maxMemory } = options;
  const topology = topologies.find((known) => known === named) ?? 'cm';
  const reports: Report[] = [
    ...wrongValue('--topology', named, topologies),
    ...wrongValue('--grain', grain, grains),
    ...wrongValue('--format', format, formats),
    ...(chaos === undefined ? [] : wrongValue('--chaos', chaos, driversOf[topology])),
  ];
  const number = (option: string, text: string, least: number, most: number) =>
    wholeNumber(reports, option, text, { least, most });
  const bounds = {
    vcs: number('--vcs', options.vcs, 1, 8),
    sends: number('--sends', options.sends, 0, 8),
    receives: number('--receives', options.receives, 0, 8),
  };
  const workers = number('--workers', options.workers, 1, 64);
  const limits = {
    ...(maxStates !== undefined && { maxStates: number('--max-states', maxStates, 1, 4_000_000_000) }),
    ...(maxSeconds !== undefined && { maxSeconds: number('--max-seconds', maxSeconds, 1, 1_000_000) }),
    ...(maxMemory !== undefined && { maxBytes: 1e6 * number('--max-memory', maxMemory, 1, 1_000_000) }),
  };
  const faults = faultsIn(options.faults, topology, reports);
  const parts = mutation === undefined ? undefined : mutated(topology, mutation, reports);
  if (options.order && workers > 1) {
    reports.push({ code: 'CONDIS7004', message: '--order does not go with --workers: threads take every order.' });
  }
  if (grain === 'full' && bounds.vcs > 1) {
    reports.push({ code: 'CONDIS7004', message: 'At the full grain one VC is explored: --vcs 1.' });
  }
  if (reports.length > 0) return { ok: false, reports };
  const role = chaos as DriverRole | undefined;
  return {
    ok: true,
    workers: Math.min(workers, availableParallelism()),
    question: {
      topology,
      ...bounds,
      ...limits,
      faults,
      grain: grain as 'calls' | 'full',
      isSymmetric: options.symmetry,
      isPartial: options.order,
      ...(role && { chaos: role }),
      ...(parts && { parts }),
    },
    asked: {
      topology,
      ...bounds,
      faults: faults.map(faultName),
      grain,
      ...(role && { chaos: role }),
      ...(mutation !== undefined && { mutation }),
    },
  };
}

function mutated(topology: Topology, id: string, reports: Report[]): Question['parts'] {
  try {
    return mutate(partsOf(topology, { topology }), id);
  } catch (error) {
    if (!(error instanceof UnknownMutation)) throw error;
    reports.push(error.report);
    return undefined;
  }
}

const crewOf =
  (workers: number): Searcher =>
  (graph, { copies, isSymmetric }, limits) =>
    searchInParallel(graph, { copies, isSymmetric, ...limits }, workers);

/** Says how far it is, a few times a second. */
function ticker(): (stage: Stage, progress: Partial<Progress>) => void {
  const begin = performance.now();
  let last = 0;
  return (stage, { states = 0, transitions, depth, frontier, bytes }) => {
    const now = performance.now();
    if (now - last < 200 && stage !== 'rules') return;
    last = now;
    const facts = [
      `${states.toLocaleString('en')} states`,
      `${Math.round((states * 1000) / (now - begin)).toLocaleString('en')} a second`,
      ...(transitions === undefined ? [] : [`${transitions.toLocaleString('en')} steps`]),
      ...(frontier === undefined ? [] : [`${frontier.toLocaleString('en')} waiting`]),
      ...(depth === undefined ? [] : [`depth ${depth}`]),
      ...(bytes === undefined ? [] : [`${Math.round(bytes / 1e6)} MB`]),
    ];
    progress(`${stage}: ${facts.join(', ')}`);
  };
}

/** Writes each counterexample as a trace of its own, named after what it shows. */
function writeTraces(folder: string, { verdicts }: Exploration): readonly Report[] {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { property, counterexample } of verdicts) {
      if (counterexample) writeFileSync(join(folder, `${property}.ndjson`), writeTrace(traceOf(counterexample)));
    }
    return [];
  } catch (error) {
    return [{ code: 'CONDIS7007', message: `${folder} cannot be written.`, fields: [['reason', reasonOf(error)]] }];
  }
}

/** The records of a counterexample, with what the environment did before those that follow from it. */
function traceOf({ records, steps }: Counterexample): readonly TraceRecord[] {
  const begins = new Map(steps.map(({ text, from }) => [from, text]));
  return records.flatMap((record, at) => {
    const text = begins.get(at);
    return text === undefined ? [record] : [stepNote(text), record];
  });
}

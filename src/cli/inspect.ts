import type { Command } from 'commander';
import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { inspect, openFile, Refusal } from '../../inspector/server/inspect.js';
import type { OpenedFile, Shown } from '../../inspector/server/inspect.js';
import type { Report } from '../errors.js';
import { topologies } from '../protocol/roles.js';
import type { Topology } from '../protocol/roles.js';
import { findScenarios, readLibrary } from './scenarios.js';
import { complain, print, reasonOf } from './terminal.js';
import type { ExitCode } from './terminal.js';
import { wrongValue } from './usage.js';

/** How many bad lines of a file are shown. */
const mostShown = 20;

interface InspectOptions {
  readonly topology?: string;
  readonly port: string;
  readonly open: boolean;
}

export function addInspect(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('inspect')
    .summary('watch a system in the browser: statecharts, messages, and what may happen next')
    .description(
      'Opens a page on this machine that shows a system: a scenario, played step by step, a system of your own, ' +
        'or a log. Only who has the address that is printed can see it. Ctrl-C ends it.',
    )
    .argument('[scenario or file]', 'a scenario as condis run takes it, or a trace or a run (.ndjson, .ndjson.gz)')
    .option('-t, --topology <name>', `${topologies.join(' or ')} (default: the first that the scenario knows)`)
    .option('-p, --port <n>', 'listen on this port (default: a free one)', '0')
    .option('--no-open', 'do not open a browser')
    .action(async (name: string | undefined, options: InspectOptions) => {
      finish(await perform(name, options));
    });
}

async function perform(name: string | undefined, { topology: named, port, open }: InspectOptions): Promise<ExitCode> {
  const topology = topologies.find((known) => known === named);
  const misuse = [...(named === undefined ? [] : wrongValue('--topology', named, topologies)), ...wrongPort(port)];
  if (misuse.length > 0) return complain(misuse);
  const found = await whatToShow(name, topology);
  if ('reports' in found) return complain(found.reports);
  try {
    const serving = await inspect(found.shown, { port: Number(port) });
    print(`${serving.url}\n`);
    if (open && hasDesktop()) openBrowser(serving.url);
    await interrupted();
    await serving.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return complain([{ code: error.code, message: error.message }]);
  }
}

type Found = { readonly shown: Shown } | { readonly reports: readonly Report[] };

async function whatToShow(name: string | undefined, topology: Topology | undefined): Promise<Found> {
  const library = readLibrary().scenarios;
  if (name === undefined) return { shown: { library, topology } };
  if (['.ndjson', '.gz'].includes(extname(name))) return fileToShow(name);
  const found = findScenarios(name, topology);
  if (!found.ok) return { reports: found.reports };
  const [scenario] = found.scenarios;
  return { shown: { library, scenario, topology } };
}

/** What is bad in a file is told, and the rest of it shown. */
async function fileToShow(path: string): Promise<Found> {
  const opened = await read(path);
  if ('code' in opened) return { reports: [opened] };
  const reports = opened.problems.slice(0, mostShown).map(({ code, message, line, column, excerpt }): Report => ({
    ...{ code, message, fields: [['file', `${path}:${line}:${column}`]] },
    ...(excerpt.text !== '' && { excerpt }),
  }));
  if (opened.records.every(({ kind }) => kind === 'note' || kind === 'mark')) {
    const nothing: Report = { code: 'CONDIS7006', message: `${path} holds no record of a trace or a run.` };
    return { reports: [...reports, nothing] };
  }
  if (reports.length > 0) complain(reports);
  return { shown: { file: opened } };
}

async function read(path: string): Promise<OpenedFile | Report> {
  try {
    return await openFile(path);
  } catch (error) {
    return { code: 'CONDIS7006', message: `${path} cannot be read.`, fields: [['reason', reasonOf(error)]] };
  }
}

function wrongPort(port: string): readonly Report[] {
  const isPort = /^\d{1,5}$/.test(port) && Number(port) <= 65_535;
  const message = `Expected --port to be a number up to 65535, got \`${port}\`.`;
  return isPort ? [] : [{ code: 'CONDIS7003', message }];
}

/** Whether somebody sits there: a browser is opened neither in a build nor over a line without a screen. */
function hasDesktop(): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI || !process.stdout.isTTY) return false;
  return ['darwin', 'win32'].includes(process.platform) || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
}

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens the address in the browser of the desktop; where that fails, it can be opened by hand. */
function openBrowser(url: string): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/** Somebody has had enough. */
const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      process.off('SIGINT', end).off('SIGTERM', end);
      resolve();
    };
    process.on('SIGINT', end).on('SIGTERM', end);
  });

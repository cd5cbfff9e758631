import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Report } from '../errors.js';
import { caughtText, testRunText } from '../export/index.js';
import type { Caught } from '../export/index.js';
import {
  brokenDrivers,
  Client,
  isRunnable,
  Miniport,
  onTheFly,
  ownMachines,
  readReplay,
  replay,
  runSuite,
  runTest,
  shrink,
  wholeSystem,
} from '../generate/index.js';
import type { BrokenDriver, CreateSut, RunResult, Suite, UnderTest } from '../generate/index.js';
import type { Topology } from '../protocol/roles.js';
import type { Order } from './generateOptions.js';
import { paintOf, reasonOf } from './terminal.js';
import type { ExitCode } from './terminal.js';

/** What tests against a driver have come to: as an exit code, as data, and as text. */
export interface Tried {
  readonly code: ExitCode;
  readonly document: object;
  readonly text: string;
}

/**
 * Runs tests against a driver: those of a suite; the moves of a line, to be replayed; or, without either, moves that follow
 * from what the driver does. What keeps it from being tested comes back as reports.
 */
export async function tryAgainst(
  against: string,
  order: Order,
  what: Suite | string | undefined,
): Promise<Tried | readonly Report[]> {
  const { topology, underTest } = order.options;
  if (against === 'broken' && typeof what === 'object') return await catchAll(what);
  if (typeof what === 'string' && !readReplay(what)) return [misread(what)];
  const driver = await driverOf(against, topology, underTest);
  if (!('create' in driver)) return [driver];
  const { create } = driver;
  const results = await resultsOf(create, order, what);
  const failed = results.find(({ verdict }) => verdict === 'failed');
  const shrunk = failed && (await shrink(create, failed));
  const told = { results, ...(shrunk && { shrunk }) };
  return {
    code: failed ? 1 : results.some(({ verdict }) => verdict === 'inconclusive') ? 3 : 0,
    document: { against, ...told },
    text: testRunText({ title: `${against}, ${underTest} under test`, ...told }, { paint: paintOf(undefined) }),
  };
}

async function resultsOf(
  create: CreateSut,
  { options, onTheFly: steps }: Order,
  what: Suite | string | undefined,
): Promise<readonly RunResult[]> {
  if (typeof what === 'string') return [await replay(create, what)];
  return what ? (await runSuite(what, create)).results : [await onTheFly(create, { ...options, steps })];
}

/** Runs the tests on each of the drivers with a fault that come along: which test catches it, and by which rule. */
async function catchAll(suite: Suite): Promise<Tried | readonly Report[]> {
  const drivers = brokenDrivers.filter(({ role }) => role === suite.underTest);
  if (drivers.length === 0) return [trouble('No drivers with a fault come along for it.', 'client, miniport')];
  const caught: Caught[] = [];
  for (const { name, story, rule, create } of drivers) {
    caught.push({ name, story, rule, ...(await firstCatch(suite, create)) });
  }
  return {
    code: caught.every(({ test }) => test !== undefined) ? 0 : 1,
    document: { against: 'broken', caught },
    text: caughtText(caught, { paint: paintOf(undefined) }),
  };
}

async function firstCatch(suite: Suite, create: CreateSut): Promise<Pick<Caught, 'test' | 'title' | 'by'>> {
  for (const test of suite.tests.filter((one) => isRunnable(one, suite.underTest))) {
    const { verdict, breaches } = await runTest(test, suite, create);
    if (verdict === 'failed') return { test: test.id, title: test.title, by: breaches.map(({ rule }) => rule) };
  }
  return {};
}

const misread = (line: string): Report => ({
  code: 'CONDIS7004',
  message: `\`${line}\` is no line to be replayed.`,
  fields: [['a line', 'cm/miniport vcs=1 sends=1 receives=1 seed=1 | client.createVc client.makeCall']],
});

/** The driver of a name or a module. */
async function driverOf(
  name: string,
  topology: Topology,
  underTest: UnderTest,
): Promise<{ readonly create: CreateSut } | Report> {
  if (name === 'own') {
    return { create: underTest === 'system' ? wholeSystem(topology) : ownMachines(underTest, topology) };
  }
  const shipped = [...plain, ...brokenDrivers].find((one) => one.name === name && one.role === underTest);
  if (shipped) return { create: shipped.create };
  try {
    const module = (await import(pathToFileURL(resolve(name)).href)) as Readonly<Record<string, unknown>>;
    const inner = module['default'] as Readonly<Record<string, unknown>> | undefined;
    const create = module['createDriver'] ?? inner?.['createDriver'];
    return typeof create === 'function'
      ? { create: create as CreateSut }
      : trouble(`${name} exports no function createDriver.`);
  } catch (error) {
    const names = ['own', ...[...plain, ...brokenDrivers].flatMap((one) => (one.role === underTest ? [one.name] : []))];
    return trouble(`${name} cannot be loaded: ${reasonOf(error)}.`, names.join(', '));
  }
}

/** Drivers without XState that come along. */
const plain: readonly Pick<BrokenDriver, 'name' | 'role' | 'create'>[] = [
  { name: 'plain', role: 'client', create: () => new Client() },
  { name: 'plain', role: 'miniport', create: () => new Miniport() },
];

const trouble = (message: string, allowed?: string): Report => ({
  code: 'CONDIS7017',
  message,
  fields: allowed === undefined ? [] : [['there is', allowed]],
});

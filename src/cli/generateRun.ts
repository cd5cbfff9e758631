import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Report } from '../errors.js';
import { testRunText } from '../export/index.js';
import {
  brokenDrivers,
  Client,
  Miniport,
  onTheFly,
  ownMachines,
  runSuite,
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
 * Runs tests against a driver: those of a suite, or, without one, moves that follow from what the driver does. What keeps it
 * from being tested comes back as reports.
 */
export async function tryAgainst(
  against: string,
  order: Order,
  suite: Suite | undefined,
): Promise<Tried | readonly Report[]> {
  const { topology, underTest } = order.options;
  const driver = await driverOf(against, topology, underTest);
  if (!('create' in driver)) return [driver];
  const { create } = driver;
  const results = suite ? (await runSuite(suite, create)).results : [await flown(order, create)];
  const failed = results.find(({ verdict }) => verdict === 'failed');
  const shrunk = failed && (await shrink(create, failed));
  const told = { results, ...(shrunk && { shrunk }) };
  return {
    code: failed ? 1 : results.some(({ verdict }) => verdict === 'inconclusive') ? 3 : 0,
    document: { against, ...told },
    text: testRunText({ title: `${against}, ${underTest} under test`, ...told }, { paint: paintOf(undefined) }),
  };
}

const flown = ({ options, onTheFly: steps }: Order, create: CreateSut): Promise<RunResult> =>
  onTheFly(create, { ...options, steps });

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

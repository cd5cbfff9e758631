import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { jestFiles } from '../../../src/export/index.js';
import type { Suite } from '../../../src/generate/index.js';
import { expectGolden } from '../golden.js';
import { emptySuite, hostileSuite, hostileText, suiteOf } from './suites.js';

const folder = mkdtempSync(join(tmpdir(), 'condis-jest-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands for the package: the driver says itself what becomes of each test. */
const standIn = `
const made = (...of) => () => ({ verdictOf: ({ id }) => [id === 'T0002' ? 'inconclusive' : 'passed', of.join(' ')] });
module.exports = {
  ownMachines: made,
  wholeSystem: made,
  runTest: async (test, suite, createDriver) => {
    const [verdict, report] = createDriver().verdictOf(test);
    return { verdict, report: suite.title + ': ' + report };
  },
};
`;

interface Results {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly ancestorTitles: readonly string[];
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Lets Jest run the files of a suite, in a folder of their own. */
function run(suite: Suite, driver?: string) {
  const place = mkdtempSync(join(folder, 'run-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  };
  for (const { path, text } of jestFiles(suite)) write(path, text);
  write('package.json', '{"jest":{"transform":{}}}');
  write('node_modules/condis/generate.js', standIn);
  if (driver !== undefined) write('driver.js', driver);
  const { stderr, status } = spawnSync(
    process.execPath,
    [require.resolve('jest/bin/jest'), '--json', '--outputFile=results.json', '--no-cache', '--no-watchman'],
    {
      cwd: place,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...(driver === undefined ? {} : { CONDIS_DRIVER: './driver.js' }) },
    },
  );
  const results = JSON.parse(readFileSync(join(place, 'results.json'), 'utf8')) as Results;
  return { stderr, status, results, tests: results.testResults.flatMap(({ assertionResults }) => assertionResults) };
}

test('without a driver our own machines are tested, and what decides nothing is said', () => {
  const suite = suiteOf('client');
  const { tests, stderr, status } = run(suite);
  expect(tests.map(({ title }) => title)).toEqual(suite.tests.map(({ title }) => title));
  expect(tests[0]?.ancestorTitles).toEqual(['client in cm', 'positive: everybody keeps to the contract']);
  expect(tests.map((one) => one.status)).toEqual(['passed', 'passed', 'passed']);
  expect(stderr).toContain('Inconclusive: T0002 After client.createVc');
  expect(stderr).toContain('client in cm: client cm');
  expect(stderr).toContain('1 inconclusive: T0002');
  expect(status).toBe(0);
});

test('a driver of its own is taken from the environment, and a failure is told with its report', () => {
  const driver =
    "exports.createDriver = () => ({ verdictOf: ({ id }) => [id === 'T0003' ? 'failed' : 'passed', 'mine'] });";
  const { tests, status } = run(suiteOf('system'), driver);
  expect(tests.map((one) => one.status)).toEqual(['passed', 'passed', 'failed']);
  expect(tests[2]?.failureMessages[0]).toContain('system in cm: mine');
  expect(status).toBe(1);
});

test('a module that exports no driver is refused by name', () => {
  const { results, status } = run(suiteOf('client'), 'exports.create = 1;');
  expect(results.testResults[0]?.message).toContain('./driver.js exports no function createDriver.');
  expect(status).toBe(1);
});

test('any title is a title, and nothing in it runs', () => {
  const { tests, status } = run(hostileSuite());
  const title = hostileText.replace('\ud800', '\ufffd');
  expect(tests.map((one) => one.title.replace('\ud800', '\ufffd'))).toEqual([title, title, title]);
  expect(status).toBe(0);
});

test('a suite without tests is a file without tests', () => {
  const [file] = jestFiles(emptySuite());
  expect(file?.text).toContain('describe("nothing", () => {\n});');
});

test('the file is this', () => {
  const [file, data, ...others] = jestFiles(suiteOf('callManager'));
  expect([data?.path, others]).toEqual(['condis.suite.json', []]);
  expectGolden(`generated/${file!.path}.txt`, file!.text);
});

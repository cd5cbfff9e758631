import { printable } from '../../errors.js';
import { isRunnable } from '../../generate/index.js';
import type { Suite, Test, TestKind } from '../../generate/index.js';
import type { SuiteFile } from './files.js';
import { suiteFile, writeSuite } from './json.js';
import { literal } from './pretty.js';
import { kinds, reasonLines, testKinds } from './reasons.js';

/** How many reasons are named above a test. */
const mostReasons = 6;

/** A suite for Jest: a test file that runs as it stands, and the suite beside it. */
export const jestFiles = (suite: Suite): readonly SuiteFile[] => [
  { path: 'condis.test.js', text: testFile(suite) },
  { path: suiteFile, text: writeSuite(suite) },
];

function testFile(suite: Suite): string {
  const { title, topology, underTest, strategy, seed } = suite;
  const tests = suite.tests.filter((test) => isRunnable(test, underTest));
  return [
    `// ${printable(title)}`,
    `// ${tests.length} tests for ${underTest} in the topology ${topology}, strategy ${printable(strategy)}, seed ${seed}.`,
    ...preamble,
    `describe(${literal(title || 'condis')}, () => {`,
    ...testKinds.flatMap((kind) =>
      section(
        kind,
        tests.filter((test) => test.kind === kind),
      ),
    ),
    '});',
    '',
  ].join('\n');
}

const preamble = String.raw`// Written by condis generate.
//
//   npx jest                                  tests the machines of condis themselves
//   CONDIS_DRIVER=./driver.js npx jest        tests a driver: a module that exports createDriver
'use strict';

const { resolve } = require('node:path');
const { ownMachines, runTest, wholeSystem } = require('condis/generate');
const { steps, ...document } = require('./${suiteFile}');

const stepsOf = (test) => ({ ...test, steps: test.steps.map((name) => steps[name]) });
const suite = { ...document, tests: document.tests.map(stepsOf) };

const ownDriver = () =>
  suite.underTest === 'system' ? wholeSystem(suite.topology) : ownMachines(suite.underTest, suite.topology);

const { CONDIS_DRIVER: path } = process.env;
const createDriver = path ? require(resolve(path)).createDriver : ownDriver();
if (typeof createDriver !== 'function') throw new Error(path + ' exports no function createDriver.');

const testOf = new Map(suite.tests.map((test) => [test.id, test]));
const undecided = [];

const conduct = (id) => async () => {
  const test = testOf.get(id);
  const { verdict, report } = await runTest(test, suite, createDriver);
  if (verdict === 'passed') return;
  if (verdict !== 'inconclusive') throw new Error(report);
  undecided.push(id);
  console.warn('Inconclusive: ' + id + ' ' + test.title + '\n' + report);
};

afterAll(() => {
  if (undecided.length > 0) console.warn(undecided.length + ' inconclusive: ' + undecided.join(', '));
});
`.split('\n');

function section(kind: TestKind, tests: readonly Test[]): readonly string[] {
  if (tests.length === 0) return [];
  return [`  describe(${literal(`${kind}: ${kinds[kind]}`)}, () => {`, ...tests.flatMap(testLines), '  });'];
}

const testLines = ({ id, title, reasons }: Test): readonly string[] => [
  `    // ${printable(id)}`,
  ...reasonLines(reasons, mostReasons).map((reason) => `    // ${printable(reason)}`),
  `    test(${literal(title || id)}, conduct(${literal(id)}));`,
];

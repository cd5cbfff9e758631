import {
  cFiles,
  itfFiles,
  jestFiles,
  ndjsonFiles,
  readSuite,
  suiteJson,
  suiteText,
  writeSuite,
} from '../../../src/export/index.js';
import type { Suite } from '../../../src/generate/index.js';
import { expectGolden } from '../golden.js';
import { hostileCoverage, someCoverage } from './covered.js';
import { emptySuite, forbiddenSuite, hostileSuite, suiteOf } from './suites.js';

const figures = { tests: 3, steps: 22, lowerBound: 20, onePathPerState: 240, seconds: 1.25 };

describe('as text', () => {
  test('how much it is, why the tests are there, and what they cover', () => {
    const text = suiteText(suiteOf('client'), figures, someCoverage);
    expect(text).toContain('20 steps; this suite has 1.10 times as many');
    expect(text).toContain('240 steps, 10.91 times as many as here');
    expectGolden('generated/suite.txt', text);
  });

  test('what nobody knows is not made up, and what is no ordinary test is named', () => {
    const suite = forbiddenSuite();
    const text = suiteText(suite, { ...figures, tests: 1, lowerBound: null }, someCoverage);
    expect(text).toMatch(/^lower bound +not known$/m);
    expect(text).toContain(`${suite.tests[0]!.id}  ${suite.tests[0]!.title}  (forbidden, 1 step)`);
  });

  test('many tests are counted', () => {
    const suite = suiteOf('client');
    const many = { ...suite, tests: Array.from({ length: 40 }, () => suite.tests[0]!) };
    expect(suiteText(many, figures, someCoverage)).toContain('… and 28 tests more\n');
  });

  test('colours change nothing else', () => {
    const paint = (style: string, text: string): string => `‹${style}:${text}›`;
    const painted = suiteText(suiteOf('client'), figures, someCoverage, { paint });
    expect(painted.replace(/‹[a-z]+:|›/g, '')).toBe(suiteText(suiteOf('client'), figures, someCoverage));
  });

  test('what would do harm is shown', () => {
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(suiteText(hostileSuite(), figures, hostileCoverage)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028\u202e]/);
  });

  test('a suite of nothing is a page, too', () => {
    const text = suiteText(emptySuite(), { ...figures, tests: 0, steps: 0 }, { of: [], dimensions: [] });
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});

test('as JSON', () => {
  const text = suiteJson(suiteOf('client'), figures, someCoverage, { files: ['a.ndjson'] });
  expect(JSON.parse(text)).toMatchObject({
    ...{ tests: 3, steps: 22, lowerBound: 20, onePathPerState: 240, files: ['a.ndjson'] },
    coverage: { states: { covered: 2, uncovered: 1, unreachable: 0, unknown: 0 } },
  });
  expectGolden('generated/suite.json', text);
});

test('thousands of tests are no trouble', () => {
  const suite = suiteOf('client');
  const [, longest] = suite.tests;
  const many: Suite = { ...suite, tests: Array.from({ length: 5000 }, (_, n) => ({ ...longest!, id: `T${n}` })) };
  expect(readSuite(writeSuite(many)).suite?.tests.length).toBe(5000);
  expect(
    ndjsonFiles(many)
      .map(({ text }) => text.length)
      .every((length) => length > 1000),
  ).toBe(true);
  expect(itfFiles(many)).toHaveLength(5000);
  expect(cFiles(many).length + jestFiles(many).length).toBe(5);
});

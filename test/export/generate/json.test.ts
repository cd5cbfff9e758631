import { jsonFiles, readSuite, writeSuite } from '../../../src/export/index.js';
import type { Suite } from '../../../src/generate/index.js';
import { expectGolden } from '../golden.js';
import { emptySuite, forbiddenSuite, hostileSuite, hostileText, suiteOf } from './suites.js';

const suites: readonly (readonly [string, () => Suite])[] = [
  ...(['client', 'callManager', 'miniport', 'mcm', 'system'] as const).map(
    (role) => [role, () => suiteOf(role)] as const,
  ),
  ['forbidden', forbiddenSuite],
  ['hostile', hostileSuite],
  ['empty', emptySuite],
];

test.each(suites)('%s comes back as it was', (_name, make) => {
  const suite = make();
  const text = writeSuite(suite);
  expect(readSuite(text)).toEqual({ suite, problems: [] });
  expect(writeSuite(readSuite(text).suite!)).toBe(text);
});

test('the order of keys is always the same', () => {
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, one]) => [key, turned(one)]),
    );
  };
  const suite = forbiddenSuite();
  expect(writeSuite(turned(suite) as Suite)).toBe(writeSuite(suite));
});

test('it is one file that people can read', () => {
  const suite = suiteOf('miniport');
  const [file, ...others] = jsonFiles({ ...suite, tests: suite.tests.slice(0, 1) });
  expect(others).toEqual([]);
  expect(file!.text.split('\n').every((line) => line.length <= 240)).toBe(true);
  expectGolden(`generated/${file!.path}`, file!.text);
});

test('nothing in it is a command to a terminal', () => {
  // eslint-disable-next-line no-control-regex -- what must not be there
  expect(writeSuite(hostileSuite())).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/);
});

describe('what is wrong is said', () => {
  const document = (): Record<string, unknown> => JSON.parse(writeSuite(suiteOf('client'))) as Record<string, unknown>;
  const problemsOf = (value: unknown) => {
    const { suite, problems } = readSuite(typeof value === 'string' ? value : JSON.stringify(value));
    expect(suite).toBeUndefined();
    return problems.map(({ code, message, fields = [] }) => [code, fields[0]?.[1], message]);
  };
  const changed = (path: readonly (string | number)[], value: unknown): unknown => {
    const whole = document();
    let place = whole as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
    place[path.at(-1)!] = value;
    return whole;
  };

  const wrong: readonly (readonly [unknown, ...unknown[]])[] = [
    [[], 'CONDIS5105', 'the document', 'Here is a list, and an object is needed.'],
    [null, 'CONDIS5105', 'the document', 'Here is null, and an object is needed.'],
    [changed(['format'], 'x'), 'CONDIS5106', 'format', '"x" is no format that is read here.'],
    [changed(['version'], 2), 'CONDIS5105', 'version', 'Here is 2, and a whole number from 1 is needed.'],
    [changed(['topology'], 'ring'), 'CONDIS5106', 'topology', '"ring" is no topology.'],
    [changed(['underTest'], 'mcm'), 'CONDIS5106', 'underTest', '"mcm" is no driver to test.'],
    [changed(['colour'], 1), 'CONDIS5103', 'the document', '"colour" is not known here.'],
    [changed(['tests', 0, 'id'], '../x'), 'CONDIS5105', 'tests[0].id', expect.stringContaining('hyphens') as unknown],
    [changed(['tests', 1, 'id'], 't0001'), 'CONDIS5108', 'tests[1].id', expect.stringContaining('tests[0]') as unknown],
    [changed(['steps', 'step1', 'vc'], 0), 'CONDIS5105', 'steps.step1.vc', expect.anything() as unknown],
    [
      changed(['steps', 'step1', 'event', 'type'], 'client.sing'),
      ...['CONDIS5106', 'steps.step1.event.type', '"client.sing" is no event.'],
    ],
    [
      changed(['steps', 'step1', 'records', 0, 'fn'], 'NdisSing'),
      ...['CONDIS5106', 'steps.step1.records[0].fn', '"NdisSing" is no function.'],
    ],
    [
      changed(['steps', 'step1', 'script', 1], { kind: 'expect', accept: [] }),
      'CONDIS5105',
      'steps.step1.script[1].accept',
      expect.stringContaining('something in it') as unknown,
    ],
    [
      changed(['steps', 'step1', 'script', 0], { kind: 'dance' }),
      ...['CONDIS5106', 'steps.step1.script[0].kind', '"dance" is no line.'],
    ],
    [changed(['tests', 0, 'steps', 0], 'x'), 'CONDIS5106', 'tests[0].steps[0]', '"x" is no step of this suite.'],
    [changed(['title'], hostileText.repeat(50)), 'CONDIS5105', 'title', expect.stringContaining('1000 characters')],
  ];
  test.each(wrong)('%#', (value, ...problem) => {
    expect(problemsOf(value)).toContainEqual(problem);
  });

  test('all of it at once', () => {
    const whole = changed(['tests', 0, 'kind'], 'good') as { seed?: unknown; title: unknown };
    delete whole.seed;
    whole.title = 7;
    expect(problemsOf(whole)).toEqual([
      ['CONDIS5104', 'the document', 'seed is missing.'],
      ['CONDIS5105', 'title', 'Here is 7, and a text is needed.'],
      ['CONDIS5106', 'tests[0].kind', '"good" is no kind of test.'],
    ]);
  });

  test('so much of it that the rest is counted', () => {
    const problems = problemsOf({ ...document(), tests: Array.from({ length: 1000 }, () => 1) });
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toEqual(['CONDIS5105', undefined, 'And 900 more that are wrong.']);
  });

  test.each([
    '',
    '{',
    'null',
    '"\u001b[2J"',
    '['.repeat(200_000),
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    `${'{"tests":'.repeat(5000)}1${'}'.repeat(5000)}`,
    '{"__proto__":{"format":"condis-suite"},"constructor":1,"toString":2}',
    '{"tests":{"length":1e9}}',
  ])('hostile input is no more than wrong: %#', (text) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    for (const [, , message] of problems) expect(String(message).length).toBeLessThan(300);
  });
});

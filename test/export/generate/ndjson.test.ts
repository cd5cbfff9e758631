import { ndjsonFiles } from '../../../src/export/index.js';
import { checkRecords, readTrace } from '../../../src/trace/index.js';
import { expectGolden } from '../golden.js';
import { emptySuite, forbiddenSuite, hostileSuite, suiteOf } from './suites.js';

const checked = (text: string) => {
  const { records, problems } = readTrace(text);
  expect(problems).toEqual([]);
  return checkRecords(records);
};

describe.each(['client', 'callManager', 'miniport', 'mcm', 'system'] as const)('%s', (underTest) => {
  test('every trace conforms, and owes nothing at its end', () => {
    for (const { text } of ndjsonFiles(suiteOf(underTest))) {
      const { verdict, violations, open, topology } = checked(text);
      expect({ verdict, violations, open }).toEqual({ verdict: 'conforms', violations: [], open: [] });
      expect(topology).toBe(underTest === 'mcm' ? 'mcm' : 'cm');
    }
  });
});

test('a forbidden call breaks the rule for which the test is there', () => {
  const suite = forbiddenSuite();
  const files = ndjsonFiles(suite);
  expect(files.length).toBeGreaterThan(20);
  files.forEach(({ text }, n) => {
    const { verdict, violations } = checked(text);
    expect(verdict).toBe('violates');
    expect(violations.map(({ rule }) => rule)).toContain(suite.tests[n]!.reasons[0]!.rule);
    expect(text).not.toContain('"kind":"end"');
  });
});

test('a trace says why it is there, and what has caused what', () => {
  const [file] = ndjsonFiles(suiteOf('client'));
  expect(file!.path).toBe('T0001-after-client-createvc-the-vc-goes.ndjson');
  const lines = file!.text.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^\{"kind":"meta",.*"title":"T0001 After client.createVc the VC goes"/);
  expect(lines.slice(1, 3)).toEqual([
    '{"kind":"note","text":"why: events: client.createVc"}',
    expect.stringMatching(
      /^\{"kind":"note","rule":"VC-DEL-01","text":"why: rules: VC-DEL-01, https:.*deleting-a-vc"\}$/,
    ),
  ]);
  expect(lines.filter((line) => line.includes('» '))).toHaveLength(suiteOf('client').tests[0]!.steps.length);
  expect(lines.at(-1)).toBe('{"kind":"end"}');
  expectGolden('generated/T0001.ndjson', file!.text);
});

test('nothing that a title says does harm', () => {
  const files = ndjsonFiles(hostileSuite());
  expect(files.map(({ path }) => path)).toEqual([...files.map((_, n) => `T${n}-script-1-1-s-b-onload-x-name.ndjson`)]);
  for (const { text } of files) {
    expect(checked(text).verdict).toBe('conforms');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028]/);
  }
});

test('names of files are told apart whatever the tests are called', () => {
  const suite = suiteOf('client');
  const twins = { ...suite, tests: suite.tests.map((test) => ({ ...test, id: '../T', title: '…' })) };
  expect(ndjsonFiles(twins).map(({ path }) => path)).toEqual([
    '-T-test.ndjson',
    '-T-test-2.ndjson',
    '-T-test-3.ndjson',
  ]);
});

test('no tests are no files', () => {
  expect(ndjsonFiles(emptySuite())).toEqual([]);
});

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cFiles } from '../../../src/export/index.js';
import type { Suite } from '../../../src/generate/index.js';
import { expectGolden } from '../golden.js';
import { emptySuite, forbiddenSuite, hostileSuite, suiteOf } from './suites.js';

const folder = mkdtempSync(join(tmpdir(), 'condis-c-'));
afterAll(() => rmSync(folder, { recursive: true }));

const flags = ['-std=c99', '-Wall', '-Wextra', '-Werror', '-pedantic'];

/** Compiles a suite with the driver that reads it. The compiler must be there, and find nothing to complain of. */
function compiled(name: string, suite: Suite): string {
  const place = mkdtempSync(join(folder, `${name}-`));
  for (const { path, text } of cFiles(suite)) writeFileSync(join(place, path), text);
  copyFileSync(join(__dirname, 'parrot.c'), join(place, 'parrot.c'));
  const sources = ['condis_suite.c', 'condis_run.c', 'parrot.c'];
  const { error, stderr, status } = spawnSync('gcc', [...flags, '-o', 'suite', ...sources], {
    cwd: place,
    encoding: 'utf8',
  });
  expect({ error, stderr, status }).toEqual({ error: undefined, stderr: '', status: 0 });
  return join(place, 'suite');
}

const run = (program: string, env: Readonly<Record<string, string>> = {}) => {
  const { stdout, status } = spawnSync(program, { env, encoding: 'utf8' });
  return { stdout, status, results: stdout.split('\n').filter((line) => /^(not )?ok /.test(line)) };
};

const isOk = (line: string): boolean => line.startsWith('ok ') && !line.includes('# SKIP');

describe.each(['client', 'callManager', 'miniport', 'mcm', 'system'] as const)('%s', (underTest) => {
  const suite = suiteOf(underTest);
  let program = '';
  beforeAll(() => {
    program = compiled(underTest, suite);
  });

  const ways = [
    '',
    'brief',
    ...(underTest === 'system' ? [] : ['calls']),
    ...(underTest === 'client' ? ['names'] : []),
  ];
  test.each(ways)('a right driver passes: %j', (way) => {
    const { stdout, status, results } = run(program, { PARROT: way });
    expect(stdout).toMatch(/^TAP version 13\n1\.\.3\n/);
    expect(stdout).toContain('# 3 passed, 0 inconclusive, 0 failed\n');
    expect(results.map(isOk)).toEqual([true, true, true]);
    expect(status).toBe(0);
  });

  test('one that answers otherwise fails wherever it does', () => {
    for (const at of [1, 2, 3, 5]) {
      const { stdout, status, results } = run(program, { PARROT: 'status', PARROT_AT: String(at) });
      expect(results[1]).toMatch(/^not ok 2 - T0002 After client.createVc, /);
      expect(stdout).toMatch(
        /# in .*, line \d+: the driver does something else\n# {3}due: .*\n(# {3}or: .*\n)*# {3}seen: /,
      );
      expect(status).toBe(1);
    }
  });

  const faults: readonly (readonly [string, string])[] = [
    ['silent', 'the driver does nothing'],
    ['more', 'the driver does more than is due'],
    ['restless', 'the driver does not settle'],
    ['dead', 'the driver does not start'],
    ...(underTest === 'system' ? [] : ([['handle', 'the driver does something else']] as const)),
  ];
  test.each(faults)('one that is %s fails', (fault, because) => {
    const { stdout, status } = run(program, { PARROT: fault });
    expect(stdout).toContain(because);
    expect(stdout).toContain('#   why: rules: VC-DEL-01, VC-DEL-01, https://');
    expect(status).toBe(1);
  });
});

test('a choice that the driver is free to make decides nothing', () => {
  const suites = (['client', 'callManager', 'miniport'] as const).map((role) => suiteOf(role));
  const suite = suites.find(({ tests }) => JSON.stringify(tests).includes('"accept":[{'));
  const free = suites.find(({ tests }) =>
    tests.some(({ steps }) =>
      steps.some(({ script }) => script.some((line) => line.kind === 'expect' && line.accept.length > 1)),
    ),
  );
  expect(suite).toBeDefined();
  const { results, status, stdout } = run(compiled('free', free!), { PARROT: 'otherwise' });
  expect(results.filter((line) => line.endsWith('# SKIP inconclusive')).length).toBeGreaterThan(0);
  expect(stdout).toContain('the driver has chosen otherwise, as it may');
  expect(status).toBe(0);
});

test('a forbidden call is one that the test makes', () => {
  const suite = forbiddenSuite();
  const { results } = run(compiled('forbidden', suite));
  expect(results).toEqual(suite.tests.map(({ id, title }, n) => `ok ${n + 1} - ${id} ${title}`));
});

test('a suite without tests compiles, and says so', () => {
  const { stdout, status } = run(compiled('empty', emptySuite()));
  expect(stdout).toBe('TAP version 13\n1..0 # SKIP no tests\n# 0 passed, 0 inconclusive, 0 failed\n');
  expect(status).toBe(0);
});

test('nothing that a text says does harm', () => {
  const suite = hostileSuite();
  const files = cFiles(suite);
  for (const { text } of files) expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  const { stdout, results, status } = run(compiled('hostile', suite));
  expect(results).toHaveLength(3);
  expect(results[0]).toContain('</script>*/ ??/ "\'`${1+1}` \\\\ | \\# %s<0a><0d>');
  expect(stdout).toContain('ä😀 ]]>');
  expect(status).toBe(0);
});

test('a long text is cut, for no compiler has to take more', () => {
  const suite = suiteOf('client');
  const long = { ...suite, title: '😀'.repeat(5000), tests: suite.tests.slice(0, 1) };
  expect(cFiles(long)[1]!.text).toContain('+9000 characters"');
  compiled('long', long);
});

test('the data are these; header and runner are always the same', () => {
  const suite = suiteOf('miniport');
  const files = cFiles({ ...suite, tests: suite.tests.slice(0, 1) });
  const [header, data, runner, ...others] = files;
  expect(others).toEqual([]);
  expectGolden(`generated/${data!.path}`, data!.text);
  expect([header, runner]).toEqual([cFiles(emptySuite())[0], cFiles(emptySuite())[2]]);
});

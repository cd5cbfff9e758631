import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCoverage } from '../../src/export/index.js';
import { generate } from '../../src/generate/index.js';
import type { Coverage, Dimension } from '../../src/generate/index.js';
import { coverageJson } from '../../src/export/index.js';
import { startWith } from './start.js';

const root = join(__dirname, '../..');
const early = join(__dirname, 'traces/early-deactivation.ndjson');
const folder = mkdtempSync(join(tmpdir(), 'condis-coverage-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const place = (name: string): string => join(folder, name);
const file = (name: string, content: string): string => {
  writeFileSync(place(name), content);
  return place(name);
};
const coverageIn = (path: string): Coverage => {
  const { coverage, problems } = readCoverage(readFileSync(path, 'utf8'));
  expect(problems).toEqual([]);
  return coverage!;
};
const dimensionOf = (coverage: Coverage, name: Dimension) =>
  coverage.dimensions.find(({ dimension }) => dimension === name)!;
const itemOf = (coverage: Coverage, dimension: Dimension, name: string) =>
  dimensionOf(coverage, dimension).items.find((item) => item.name === name)!;

/** The beginning of the other log: up to a call that is under way. */
const created = file('created.ndjson', readFileSync(early, 'utf8').split('\n').slice(0, 9).join('\n'));
let suite = '';
beforeAll(() => {
  suite = file('suite.json', coverageJson(generate({ topology: 'cm', maxLength: 40 }).coverage));
});

describe('the coverage of logs', () => {
  test('names the log in which each thing was met first, and knows nothing of what was not met', async () => {
    const path = place('deep/er/two.json');
    const { code, stderr } = await startWith('check', created, early, created, '--coverage', path);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const coverage = coverageIn(path);
    expect(coverage.of).toEqual([created, early, created]);
    expect(coverage.dimensions.map(({ dimension }) => dimension)).toEqual(['guards', 'events', 'statuses', 'rules']);
    for (const { covered, uncovered, unreachable, unknown, items } of coverage.dimensions) {
      expect({ uncovered, unreachable }).toEqual({ uncovered: 0, unreachable: 0 });
      expect(covered + unknown).toBe(items.length);
    }
    expect(itemOf(coverage, 'events', 'vc: NdisCoCreateVc in absent')).toMatchObject({ times: 3, by: created });
    expect(itemOf(coverage, 'rules', 'VC-DEACT-04 broken')).toMatchObject({ times: 1, by: early, rule: 'VC-DEACT-04' });
  });

  test.each([
    ['txt', /^coverage of .*\n\ndimension/],
    ['md', /^# Coverage\n/],
    ['xml', /^<\?xml/],
    ['html', /^<!doctype html>[^]*<figcaption>vc: /],
  ])('is written as .%s', async (ending, begins) => {
    const path = place(`one.${ending}`);
    await startWith('check', created, '--coverage', path);
    expect(readFileSync(path, 'utf8')).toMatch(begins);
  });

  test('leaves what is said of the logs as it is', async () => {
    const plain = await startWith('check', early, '-f', 'sarif');
    expect(await startWith('check', early, '-f', 'sarif', '--coverage', place('sarif.md'))).toEqual(plain);
  });

  test('is that of bad logs, too', async () => {
    const path = place('bad.json');
    const bad = file('bad.ndjson', `${readFileSync(created, 'utf8')}\nno JSON\n`);
    expect((await startWith('check', bad, '--coverage', path)).code).toBe(2);
    expect(itemOf(coverageIn(path), 'events', 'vc: NdisCoCreateVc in absent').mark).toBe('covered');
  });

  test('grows by what was written before', async () => {
    const [first, both, again] = [place('first.json'), place('both.json'), place('again.json')];
    await startWith('check', created, '--coverage', first);
    await startWith('check', early, '--coverage', first, '--merge', first);
    await startWith('check', created, early, '--coverage', both);
    expect(coverageIn(first)).toEqual(coverageIn(both));
    await startWith('check', early, '--coverage', again, '--merge', first, suite);
    const merged = coverageIn(again);
    expect(merged.of).toEqual([created, early, ...coverageIn(suite).of, early]);
    expect(dimensionOf(merged, 'states')).toEqual(dimensionOf(coverageIn(suite), 'states'));
    expect(dimensionOf(merged, 'events').unreachable).toBeGreaterThan(0);
  });

  test('follows a growing file until Ctrl-C', async () => {
    const path = place('followed.json');
    const growing = file('growing.ndjson', readFileSync(early, 'utf8'));
    const condis = ['-r', 'ts-node/register/transpile-only', 'src/cli/main.ts'];
    const child = spawn(process.execPath, [...condis, 'check', growing, '--follow', '--coverage', path], { cwd: root });
    await new Promise<void>((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
    expect(itemOf(coverageIn(path), 'rules', 'VC-DEACT-04 broken').by).toBe(growing);
  });
});

describe('what a suite covers and logs never met', () => {
  interface Never {
    readonly by: readonly string[];
    readonly dimensions: readonly { dimension: Dimension; covered: number; never: number; items: { name: string }[] }[];
  }
  const neverIn = async (...args: readonly string[]): Promise<Never> => {
    const { stdout, stderr } = await startWith('check', ...args, '-f', 'json');
    expect(stderr).toBe('');
    return (JSON.parse(stdout) as { never: Never }).never;
  };

  test('stands below the verdict', async () => {
    const { code, stdout } = await startWith('check', created, '--never', suite);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ conforms: 9 records, cm\n\nwhat .* covers, and .*created\.ndjson\snever\smet\n/);
    expect(stdout).toContain('  vc: NdisClCloseCall in hungUp  T0001\n');
    expect(stdout).not.toContain('vc: NdisCoCreateVc in absent');
  });

  test('is a part of the JSON document', async () => {
    const { by, dimensions } = await neverIn(created, '--never', suite);
    expect(by).toEqual([created]);
    expect(dimensions.map(({ dimension }) => dimension)).toEqual(['events', 'guards', 'statuses', 'rules']);
    for (const { dimension, covered, never, items } of dimensions) {
      expect(covered).toBe(dimensionOf(coverageIn(suite), dimension).covered);
      expect(items).toHaveLength(never);
      expect(never).toBeLessThan(covered);
    }
  });

  test('counts what other logs have met before, and never the suite itself', async () => {
    const before = place('before.json');
    await startWith('check', early, '--coverage', before);
    const both = await neverIn(created, early, '--never', suite);
    expect((await neverIn(created, '--never', suite, '--merge', before)).dimensions).toEqual(both.dimensions);
    expect(await neverIn(created, early, '--never', suite, '--merge', suite)).toEqual(both);
  });
});

describe('what is required', () => {
  test.each([
    [['--require', 'rules>=1% and events>=0.1%'], 0, ''],
    [['--require', 'rules>=1% or events>=100%'], 0, ''],
    [
      ['--require', 'rules>=1% and events>=90%'],
      1,
      /^CONDIS7018 {2}The logs do not come to rules>=1% and events>=90%\.\n {2}events +\d+ of 648\n {2}rules +\d+ of 512\n$/,
    ],
  ])('%j is %i', async (args, code, stderr) => {
    const ended = await startWith('check', created, ...args);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toEqual(typeof stderr === 'string' ? stderr : expect.stringMatching(stderr));
  });

  test('holds of what is merged, too', async () => {
    const args = ['check', created, '--require', 'states>=100%'];
    expect((await startWith(...args, '--merge', suite)).code).toBe(0);
    expect((await startWith(...args)).stderr).toContain('--require asks for states, of which logs say nothing.');
  });

  test('bad input is worse', async () => {
    const bad = file('worse.ndjson', 'no JSON\n');
    expect((await startWith('check', bad, '--require', 'rules>=99%')).code).toBe(2);
  });
});

describe('bad usage', () => {
  test.each([
    [['--coverage', 'x.pdf'], 'CONDIS7004  The ending of --coverage says what is written: .txt, .json'],
    [['--coverage', created.replace('ndjson', 'json'), '--out', created.replace('ndjson', 'json')], 'would overwrite'],
    [['--merge', early], 'CONDIS7004  --merge needs --coverage, --never or --require.'],
    [['--never', 'none.json'], 'CONDIS7006  none.json cannot be read.'],
    [['--never', created], 'CONDIS5201  The coverage is no JSON'],
    [['--never', folder], 'it is a folder'],
    [['--never', early, '-f', 'junit'], 'CONDIS7004  --never prints text or JSON.'],
    [['--require', 'rules'], 'CONDIS7016  The condition of --require is not understood at the end.'],
    [
      ['--require', 'tests>=1 and until vc 1 is active'],
      '--require asks for tests and goals, of which logs say nothing.',
    ],
    [['--find', 'kind:call', '--require', 'rules>=1%'], 'CONDIS7004  --find does not go with --require'],
  ])('%j', async (args, says) => {
    const { code, stdout, stderr } = await startWith('check', created, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  test('everything at once, each with its file', async () => {
    const wrong = file('wrong.json', '{"format":"condis-coverage","version":1,"of":[],"dimensions":[{}]}');
    const { stderr } = await startWith('check', created, '--coverage', 'x', '--merge', wrong, '--require', 'x');
    expect(stderr.match(/^CONDIS\d+/gm)).toEqual([
      ...['CONDIS7004', 'CONDIS5104', 'CONDIS5104', 'CONDIS5104', 'CONDIS7016'],
    ]);
    expect(stderr).toContain(`  file  ${wrong}\n  at    dimensions[0]\n`);
  });
});

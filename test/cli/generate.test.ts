import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSuite } from '../../src/export/index.js';
import { node } from '../house/commands.js';
import { root } from '../house/sources.js';
import { startWith } from './start.js';

const folder = mkdtempSync(join(tmpdir(), 'condis-generate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const small = ['generate', '--sends', '0', '--receives', '0'];
const fresh = (): string => mkdtempSync(join(folder, 'out-'));
const parsed = (text: string) => JSON.parse(text) as Readonly<Record<string, unknown>>;

test('a page says what was chosen, why, and what it covers', async () => {
  const { code, stdout, stderr } = await startWith(...small);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^cm, system under test: transitions\nsystem under test, topology cm, strategy transitions/);
  expect(stdout).toMatch(/\ntests +\d+ tests, \d+ steps in all, /);
  expect(stdout).toMatch(/\nT0001 {2}The client creates the VC/);
  expect(stdout).toMatch(/\ntransitions +165 +0 +0 +0 +100\.0 %\n/);
});

test('one JSON document, and nothing else', async () => {
  const { code, stdout } = await startWith(
    ...small,
    '-t',
    'mcm',
    '-u',
    'mcm',
    '-c',
    'states',
    '-f',
    'json',
    '--seed',
    '7',
  );
  expect(code).toBe(0);
  expect(parsed(stdout)).toMatchObject({
    ...{ topology: 'mcm', underTest: 'mcm', strategy: 'states', seed: 7, files: [] },
    coverage: { states: { uncovered: 0 } },
  });
});

describe('files', () => {
  const emitted: readonly (readonly [kind: string, names: readonly (string | RegExp)[]])[] = [
    ['jest', ['condis.suite.json', 'condis.test.js']],
    ['json', ['condis.suite.json']],
    ['ndjson', [/^T0001-.*\.ndjson$/, /^T0002-/, /^T0003-/]],
    ['itf', [/^T0001-.*\.itf\.json$/, /^T0002-/, /^T0003-/]],
    ['c', ['condis_run.c', 'condis_suite.c', 'condis_suite.h']],
  ];

  test.each(emitted)('of %s', async (kind, names) => {
    const out = join(fresh(), 'deep', 'er');
    const { code, stdout } = await startWith(
      ...small,
      '-c',
      'states',
      '-u',
      'client',
      '-e',
      kind,
      '-o',
      out,
      '-f',
      'json',
    );
    const found = readdirSync(out).sort();
    expect([code, found]).toEqual([0, names.map((name) => expect.stringMatching(name) as unknown)]);
    expect(found.every((name) => statSync(join(out, name)).size > 100)).toBe(true);
    expect((parsed(stdout)['files'] as string[]).sort()).toEqual(found.map((name) => join(out, name)));
  });

  test('of several kinds, each in a folder of its own', async () => {
    const out = fresh();
    await startWith(...small, '-c', 'states', '-e', 'json,ndjson,c', '-o', out);
    expect(readdirSync(out).sort()).toEqual(['c', 'json', 'ndjson']);
    const { suite, problems } = readSuite(readFileSync(join(out, 'json', 'condis.suite.json'), 'utf8'));
    expect([problems, suite?.tests.length]).toEqual([[], readdirSync(join(out, 'ndjson')).length]);
  });

  test('condis check takes the traces, and objects to what is forbidden', async () => {
    const out = fresh();
    await startWith(...small, '-c', 'all', '-u', 'client', '-e', 'json,ndjson', '-o', out);
    const { suite } = readSuite(readFileSync(join(out, 'json', 'condis.suite.json'), 'utf8'));
    const path = (id: string) =>
      join(
        out,
        'ndjson',
        readdirSync(join(out, 'ndjson')).find((name) => name.startsWith(`${id}-`))!,
      );
    const of = (kind: string) => suite!.tests.filter((one) => one.kind === kind).map(({ id }) => path(id));
    expect(await startWith('check', ...of('positive'), ...of('refusal'))).toMatchObject({ code: 0, stderr: '' });
    for (const [place, one] of of('forbidden').slice(0, 20).entries()) {
      const { rule } = suite!.tests.filter(({ kind }) => kind === 'forbidden')[place]!.reasons[0]!;
      const { code, stdout } = await startWith('check', one);
      expect([code, stdout.includes(rule!)]).toEqual([1, true]);
    }
  });

  test('the file for Jest runs, with our own machines under test', async () => {
    const out = fresh();
    await startWith(...small, '-c', 'states', '-u', 'miniport', '-e', 'jest', '-o', out);
    mkdirSync(join(out, 'node_modules', 'condis'), { recursive: true });
    const source = join(root, 'src/generate/index.ts');
    writeFileSync(join(out, 'node_modules/condis/generate.js'), `module.exports = require(${JSON.stringify(source)});`);
    const config = {
      rootDir: out,
      roots: [out, join(root, 'src')],
      testMatch: [join(out, '*.test.js')],
      transform: { '^.+\\.ts$': [join(root, 'node_modules/ts-jest'), { tsconfig: join(root, 'tsconfig.json') }] },
      moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    };
    writeFileSync(join(out, 'jest.config.json'), JSON.stringify(config));
    const args = [require.resolve('jest/bin/jest'), '--config', join(out, 'jest.config.json'), '--no-watchman'];
    const { code, stderr } = node(args, out);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/\nTests: +3 passed, 3 total\n/)]);
  });

  test('where nothing can be written says so', async () => {
    const place = join(fresh(), 'file');
    writeFileSync(place, '');
    const { code, stderr } = await startWith(...small, '-c', 'states', '-e', 'json', '-o', place);
    expect([code, stderr.match(/^CONDIS\d+/gm)]).toEqual([2, ['CONDIS7007']]);
  });
});

test.each([
  ['.txt', /transitions +165 +0/],
  ['.json', /^\{[^]*"format": "condis-coverage"/],
  ['.md', /\| transitions +\|/],
  ['.xml', /^<\?xml /],
  ['.html', /^<!doctype html>/i],
])('coverage as %s', async (ending, text) => {
  const file = join(fresh(), 'reports', `coverage${ending}`);
  const { code } = await startWith(...small, '--coverage', file);
  expect([code, readFileSync(file, 'utf8')]).toEqual([0, expect.stringMatching(text)]);
});

test.each([
  [0, ['--require', 'transitions>=100% and states>=100%']],
  [1, ['--require', 'rules>=100%']],
  [0, ['--require', 'rules>=100%', '-c', 'all']],
  [0, ['--require', 'tests>=3 and steps>=10', '-c', 'states']],
  [1, ['--require', 'pairs>=1%']],
  [0, ['--require', 'pairs>=100%', '-c', 'pairs']],
  [0, ['--goal', 'vc 1 is active', '--goal', 'NdisCoDeleteVc']],
  [0, ['--goal', 'NdisCmActivateVc returns INVALID_DATA', '--faults', 'channel.open']],
  [1, ['--goal', 'vc 1 is reactivating']],
  [3, ['--goal', 'vc 1 is reactivating', '--max-states', '10']],
  [0, ['--events', 'SEQ-VC-07a']],
  [1, ['--events', 'SEQ-DATA-01']],
  [0, ['-c', 'walks', '--walks', '3']],
  [0, ['-c', 'quick', '--max-length', '20']],
  [0, ['-c', 'walks', '--until', 'states>=10%']],
  [3, ['-c', 'walks', '--walks', '2', '--until', 'transitions>=100%']],
  [1, ['-c', 'walks', '--until', 'until vc 1 is reactivating']],
])('ends with %d: %j', async (code, args) => {
  const ending = await startWith(...small, ...args);
  expect([ending.code, ending.stderr]).toEqual([code, '']);
});

describe('against a driver', () => {
  const driver = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const drivers = { plain: join(root, 'src/generate/drivers/index.ts') };
  const mine = driver(
    'mine.cjs',
    `const { Miniport } = require(${JSON.stringify(drivers.plain)});\nexports.createDriver = () => new Miniport();\n`,
  );
  const silent = driver('silent.cjs', 'exports.createDriver = () => ({ callBack: () => null });\n');
  const other = driver('other.cjs', 'exports.create = 1;\n');
  const noisy = driver('noisy.cjs', 'throw new Error("no \\u001b[2J hardware");\n');
  const run = (...args: readonly string[]) => startWith(...small, '-u', 'miniport', '-c', 'states', ...args);

  test.each([
    ['own', ['--against', 'own']],
    ['plain', ['--against', 'plain']],
    ['own', ['--against', 'own', '--on-the-fly', '50']],
    ['plain', ['--against', 'plain', '--on-the-fly', '50', '--seed', '2']],
    ['a system', ['--against', 'own', '-u', 'system']],
  ])('%s passes: %j', async (_, args) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/\n[1-9]\d* passed, 0 inconclusive, 0 failed\n$/);
  });

  test('one that is broken fails, and ends with 1', async () => {
    const { code, stdout } = await run('--against', 'deactivatesWithListsOut', '-c', 'transitions', '--receives', '1');
    expect(code).toBe(1);
    expect(stdout).toContain('VC-DEACT-04');
    expect(stdout).toMatch(/ [1-9]\d* failed\n$/);
  });

  const main = ['-r', 'ts-node/register/transpile-only', join(root, 'src/cli/main.ts')];
  test.each([
    ['mine', mine, 0, /\n1 passed, 0 inconclusive, 0 failed$/],
    ['one that does nothing', silent, 1, /\n0 passed, 0 inconclusive, 1 failed$/],
    ['one without a driver', other, 2, /^CONDIS7017 .* exports no function createDriver\./],
    ['one that throws', noisy, 2, /^CONDIS7017 .* cannot be loaded: no .*hardware/],
    ['a missing one', join(folder, 'missing.cjs'), 2, /^CONDIS7017 .*[^]* there is +own, plain, /],
  ])('a module, %s', (_, path, code, said) => {
    const args = ['generate', '-u', 'miniport', '--against', path, '--on-the-fly', '40'];
    const ending = node([...main, ...args], root);
    expect([ending.code, ending.code === 2 ? ending.stderr : ending.stdout]).toEqual([
      code,
      expect.stringMatching(said),
    ]);
    expect(ending.stderr).not.toMatch(/[^\P{C}\n]/u);
  });
});

test('a suite for each of the systems in which two parameters take all values', async () => {
  const out = fresh();
  const args = ['-t', 'cm', '-c', 'states', '--n-wise', '2', '--max-states', '5', '-e', 'json', '-o', out];
  const { code, stdout } = await startWith('generate', ...args, '--require', 'tests>=4');
  expect(code).toBe(0);
  const names = readdirSync(out);
  expect(names.length).toBeGreaterThanOrEqual(4);
  expect(names.length).toBeLessThan(16);
  expect(stdout.match(/^cm, system under test: states$/gm)).toHaveLength(names.length);
  for (const name of names) expect(existsSync(join(out, name, 'condis.suite.json'))).toBe(true);
  const texts = names.map((name) => readFileSync(join(out, name, 'condis.suite.json'), 'utf8'));
  expect(new Set(texts).size).toBeGreaterThan(2);
});

test('every driver with a fault that comes along is caught, by its rule', async () => {
  const faults = 'ProtocolCoReceiveNetBufferLists';
  const { code, stdout } = await startWith('generate', '-u', 'client', '--faults', faults, '--against', 'broken');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^14 of 14 drivers with a fault caught$/m);
  expect(stdout).toMatch(/^closesTwice {2}It closes a call that it is closing already\n {2}T\d+ CALL-CLOSE-17 {2}\S/m);
  const none = await startWith('generate', '-u', 'callManager', '-c', 'states', '--against', 'broken');
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('CONDIS7017') as string });
});

test('a line that a failing run has printed runs it again', async () => {
  const line = 'cm/miniport vcs=1 sends=1 receives=1 seed=1 | client.createVc client.makeCall network.accept';
  const args = ['generate', '-u', 'miniport', '--against', 'pendsCreation', '--replay'];
  const { code, stdout } = await startWith(...args, line);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^failed {2}VC-CREATE-08 /m);
  expect(await startWith(...args, 'backwards')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('`backwards` is no line to be replayed') as string,
  });
});

test('what is likelier happens more often on random walks', async () => {
  const walk = async (...more: readonly string[]) => {
    const out = fresh();
    const args = ['-c', 'walks', '--walks', '20', '--sends', '0', '--receives', '0', '-e', 'ndjson', '-o', out];
    expect((await startWith('generate', ...args, ...more)).code).toBe(0);
    const text = readdirSync(out)
      .map((name) => readFileSync(join(out, name), 'utf8'))
      .join('');
    return text.split('» network.call').length;
  };
  expect(await walk('--weight', 'client.createVc=0')).toBeGreaterThan(await walk());
  expect(await walk('--weight', 'network.call=0')).toBe(1);
});

test('several suites, and what they come to against a driver, are one JSON document', async () => {
  const small = ['-u', 'miniport', '-c', 'states', '--sends', '0', '--receives', '0', '-f', 'json'];
  const single = await startWith('generate', ...small, '--against', 'plain');
  expect(parsed(single.stdout)).toMatchObject({ underTest: 'miniport', run: { against: 'plain' } });
  const several = await startWith('generate', ...small, '--n-wise', '1');
  expect(parsed(several.stdout)['suites']).toHaveLength(2);
});

describe('arguments', () => {
  const wrong: readonly (readonly [args: readonly string[], code: string, allowed: string])[] = [
    [['-t', 'xm'], 'CONDIS7003', 'cm or mcm'],
    [['-u', 'mcm'], 'CONDIS7003', 'client or callManager or miniport or system'],
    [['-c', 'everything'], 'CONDIS7003', 'states or transitions or pairs or rules or illegal or all or walks or quick'],
    [['-f', 'xml'], 'CONDIS7003', 'text or json'],
    [['--seed', '-1'], 'CONDIS7003', 'a whole number from 0'],
    [['--walks', '0'], 'CONDIS7003', 'from 1'],
    [['--vcs', '9'], 'CONDIS7003', 'from 1 to 4'],
    [['--sends', '1.5'], 'CONDIS7003', 'from 0 to 8'],
    [['--receives', 'x'], 'CONDIS7003', 'from 0 to 8'],
    [['--max-length', '-1'], 'CONDIS7003', 'from 0'],
    [['--max-states', '0'], 'CONDIS7003', 'from 1'],
    [['--n-wise', '7'], 'CONDIS7003', 'from 1 to 6'],
    [['--on-the-fly', '0', '--against', 'own'], 'CONDIS7003', 'from 1'],
    [['--faults', 'ProtocolCmMakeCal'], 'CONDIS7011', 'ProtocolCmMakeCall=RESOURCES'],
    [['-e', 'jets', '-o', 'x'], 'CONDIS7003', 'jest'],
    [['-e', 'jest'], 'CONDIS7004', '--out <folder>'],
    [['-o', 'x'], 'CONDIS7004', '--emit <list>'],
    [['--coverage', 'x.pdf'], 'CONDIS7004', '.html'],
    [['--on-the-fly', '5'], 'CONDIS7004', '--against'],
    [['--goal', 'vc 1 is actve'], 'CONDIS7015', 'did you mean  active'],
    [['--goal', 'vc 1 is active', '--events', 'SEQ-VC-01'], 'CONDIS7004', '--events'],
    [['--events', 'SEQ-VC-99'], 'CONDIS7005', 'SEQ-VC-'],
    [['--events', 'SEQ-VC-02'], 'CONDIS7008', 'mcm'],
    [['--events', 'SEQ-FAIL-12'], 'CONDIS7004', 'calls out of turn'],
    [['--require', 'transitons>=1%'], 'CONDIS7016', 'transitions'],
    [['--until', 'states>='], 'CONDIS7016', 'allowed'],
    [['--until', 'rules>=50%'], 'CONDIS7004', '--require'],
    [['--until', 'until vc 1 is actve'], 'CONDIS7015', 'active'],
    [['--untill', '1'], 'CONDIS7002', '--until'],
    [['--seed'], 'CONDIS7003', 'needs a value'],
  ];

  test.each(wrong)('%j', async (args, number, allowed) => {
    const { code, stdout, stderr } = await startWith(...small, ...args);
    expect([code, stdout, stderr.match(/^CONDIS\d+/gm)]).toEqual([2, '', [number]]);
    expect(stderr).toContain(allowed);
  });

  test('everything that is wrong is said at once', async () => {
    const { code, stdout, stderr } = await startWith(
      ...['generate', '-t', 'x', '-u', 'y', '-c', 'z', '-f', 'xml', '--seed', 's', '--vcs', '0', '--faults', 'none,x'],
      ...[
        '--goal',
        'vc 1 is asleep',
        '--until',
        'guards>=1%',
        '--require',
        '%',
        '-e',
        'pdf',
        '--coverage',
        'c',
        '--on-the-fly',
        '1',
      ],
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.match(/^CONDIS\d+/gm)!.length).toBeGreaterThanOrEqual(14);
  });
});

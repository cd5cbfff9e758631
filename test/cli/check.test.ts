import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expectGolden } from '../export/golden.js';
import { startWith } from './start.js';

const root = join(__dirname, '../..');
const early = join(__dirname, 'traces/early-deactivation.ndjson');
const text = readFileSync(early, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'condis-check-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const withoutFolder = (output: string): string =>
  output
    .replaceAll(`${folder}/`, '')
    .replaceAll(`${__dirname}/`, '')
    .replace(/"seconds": [\d.e-]+/g, '"seconds": 0');

const legal = text
  .replace(/(MiniportCoDeactivateVc.*)SUCCESS/, '$1PENDING')
  .replace(
    '{"kind":"return","from":"ndis","fn":"NdisCmDeactivateVc","status":"SUCCESS"}',
    [
      '{"kind":"return","from":"ndis","fn":"NdisCmDeactivateVc","status":"PENDING"}',
      '{"kind":"call","from":"app","to":"ndis","fn":"NdisReturnNetBufferLists","args":{"nbl":"r1"},"status":null}',
      '{"kind":"call","from":"card","to":"ndis","fn":"NdisMCoDeactivateVcComplete","args":{"status":"SUCCESS","vc":"vc1"},"status":null}',
    ].join('\n'),
  )
  .replace(/.*"nbl":\["r1"\]},"status":null}\n(?=.*"end")/, '');

describe('a log that breaks a rule', () => {
  test.each([
    ['text', 'txt'],
    ['json', 'json'],
    ['junit', 'xml'],
    ['sarif', 'sarif'],
  ])('as %s', async (format, ending) => {
    const { code, stdout, stderr } = await startWith('check', early, '-f', format);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const output = format === 'junit' ? stdout.replace(/time="[\d.]+"/, 'time="0"') : stdout;
    expectGolden(`early-deactivation.${ending}`, withoutFolder(output));
  });

  test('is the same as gzip', async () => {
    const packed = file('packed.ndjson', gzipSync(text));
    const plain = file('plain.ndjson', text);
    const verdicts: unknown[] = [];
    for (const path of [packed, plain]) {
      const { stdout } = await startWith('check', path, '-f', 'json');
      verdicts.push((JSON.parse(stdout) as { files: { violations: unknown }[] }).files.map((one) => one.violations));
    }
    expect(verdicts[0]).toEqual(verdicts[1]);
    expect(verdicts[0]).not.toEqual([[]]);
  });
});

test('a legal log conforms', async () => {
  const { code, stdout } = await startWith('check', file('legal.ndjson', legal));
  expect({ code, stdout: stdout.trimEnd().split('\n').at(-1) }).toEqual({
    code: 0,
    stdout: `${join(folder, 'legal.ndjson')} conforms: ${legal.trim().split('\n').length} records, cm`,
  });
});

test('the worst of several logs decides', async () => {
  const bad = file('bad.ndjson', 'no JSON\n');
  expect((await startWith('check', file('good.ndjson', legal), early)).code).toBe(1);
  expect((await startWith('check', early, bad)).code).toBe(2);
});

test('every bad line is reported', async () => {
  const lines = [
    'no JSON',
    '{"kind":"call","from":"app","to":"ndis"}',
    '{"kind":"return","fn":"NdisCoCreateVc","from":"ndis","status":"SUCCESS"}',
    '',
    '{"kind":"end"}',
  ];
  const { code, stdout } = await startWith('check', file('lines.ndjson', lines.join('\n')));
  expect(code).toBe(2);
  expectGolden('bad-lines.txt', withoutFolder(stdout));
});

test('the middle of a log needs --partial', async () => {
  const middle = file('middle.ndjson', `${legal.split('\n').slice(9).join('\n')}\n`);
  expect((await startWith('check', middle)).code).not.toBe(0);
  const { code, stdout } = await startWith('check', middle, '--partial', '-t', 'cm');
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(' conforms: ') as string });
});

const condis = ['-r', 'ts-node/register/transpile-only', 'src/cli/main.ts'];

test('- is standard input', async () => {
  const child = spawn(process.execPath, [...condis, 'check', '-', '-f', 'json'], { cwd: root });
  child.stdin.end(text);
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const document = JSON.parse(stdout) as { files: { violations: { rule: string; edit: unknown }[] }[] };
  expect({ code, rules: document.files.map(({ violations }) => violations.map(({ rule }) => rule)) }).toEqual({
    code: 1,
    rules: [['VC-DEACT-04']],
  });
  expect(document.files[0]?.violations[0]?.edit).toMatchObject({ kind: 'move' });
});

test('--follow tells as the file grows, and ends with Ctrl-C', async () => {
  const lines = text.trimEnd().split('\n');
  const growing = file('growing.ndjson', `${lines.slice(0, 12).join('\n')}\n`);
  const child = spawn(process.execPath, [...condis, 'check', growing, '--follow'], { cwd: root });
  let stdout = '';
  const seen = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += String(chunk);
      if (stdout.includes('VC-DEACT-04')) resolve();
    });
  });
  const rest = setInterval(() => {
    const line = lines[12 + sent];
    sent += 1;
    if (line === undefined) clearInterval(rest);
    else appendFileSync(growing, `${line}\n`);
  }, 20);
  let sent = 0;
  await seen;
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(rest);
  expect(code).toBe(1);
  expect(stdout).toContain('growing.ndjson violates the contract');
});

describe('bad usage of check', () => {
  test.each([
    { args: [], says: ['CONDIS7004  Missing required argument'] },
    { args: ['none.ndjson'], says: ['CONDIS7006  none.ndjson cannot be read.', 'there is no such file'] },
    { args: [early, '-f', 'xml'], says: ['CONDIS7003  Expected --format to be text or json or junit or sarif'] },
    { args: ['-', '-'], says: ['CONDIS7004  Standard input can be read once only.'] },
    { args: [early, early, '--follow'], says: ['CONDIS7004  --follow takes one file'] },
    { args: [folder], says: ['CONDIS7006', 'it is a folder'] },
  ])('condis check $args', async ({ args, says }) => {
    const { code, stdout, stderr } = await startWith('check', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    says.forEach((one) => {
      expect(stderr).toContain(one);
    });
  });
});

/** The command as a process: what only a process has. */
import { spawnSync } from 'node:child_process';
import { paintFor } from '../../src/cli/terminal.js';
import { manifestOf, node } from '../house/commands.js';
import { root } from '../house/sources.js';

const main = ['-r', 'ts-node/register/transpile-only', 'src/cli/main.ts'];
const condis = (...args: readonly string[]) => node([...main, ...args], root);
const seconds = 1000;

test(
  '--version prints the version and nothing else',
  () => {
    expect(condis('--version')).toEqual({ code: 0, stdout: manifestOf('.').version, stderr: '' });
  },
  30 * seconds,
);

test(
  'standard output holds the document only',
  () => {
    const { code, stdout, stderr } = condis('run', '--format', 'ndjson');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const records = stdout.split('\n').map((line) => JSON.parse(line) as { kind: string });
    expect(records[0]).toMatchObject({ kind: 'meta', version: 1, topology: 'cm' });
    expect(records.at(-1)).toEqual({ kind: 'end' });
  },
  30 * seconds,
);

test(
  'bad usage is the exit code of the process',
  () => {
    const { code, stdout, stderr } = condis('run', 'nonsense');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^CONDIS7005 {2}/);
  },
  30 * seconds,
);

test(
  'a reader that goes away is no error',
  () => {
    const command = `"${process.execPath}" ${main.join(' ')} run --documented --format json | true; exit \${PIPESTATUS[0]}`;
    const { status, stderr } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
  30 * seconds,
);

test.each([
  { stream: { isTTY: true }, env: {}, coloured: true },
  { stream: { isTTY: true }, env: { NO_COLOR: '' }, coloured: true },
  { stream: { isTTY: true }, env: { NO_COLOR: '1' }, coloured: false },
  { stream: { isTTY: true }, env: { TERM: 'dumb' }, coloured: false },
  { stream: {}, env: {}, coloured: false },
])('colours with $stream and $env: $coloured', ({ stream, env, coloured }) => {
  expect(paintFor(stream, env)('bad', 'x') !== 'x').toBe(coloured);
});

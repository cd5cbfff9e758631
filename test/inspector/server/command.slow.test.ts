/** The command: its line, its exit codes, and its end. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { root } from '../../house/sources.js';
import { startWith } from '../../cli/start.js';
import { ask, Client } from './client.js';

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it: sockets are closed, and the exit code is 0', async (signal) => {
  const main = ['-r', 'ts-node/register/transpile-only', 'src/cli/main.ts'];
  const child = spawn(process.execPath, [...main, 'inspect', 'outgoing-call', '--no-open'], { cwd: root });
  let stdout = '';
  let stderr = '';
  const url = new Promise<URL>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.endsWith('\n')) resolve(new URL(stdout.trim()));
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise((resolve) => child.on('exit', (code, killed) => resolve(killed ?? code)));
  const { host, port, search } = await url;
  expect((await ask(Number(port), `/${search}`)).text).toContain('<!doctype html>');
  const client = await new Client(`ws://${host}/socket${search}`).open();
  await client.ask({ ask: 'hello' });
  child.kill(signal);
  expect([await client.closed, await ended]).toEqual([1001, 0]);
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{22,}\n$/);
  expect(stderr).toBe('');
});

test.each([
  [['nonsense'], 'CONDIS7005'],
  [['no-such.ndjson'], 'CONDIS7006'],
  [['outgoing-call', '--port', 'http'], 'CONDIS7003'],
  [['outgoing-call', '--port', '65536'], 'CONDIS7003'],
  [['outgoing-call', '--topology', 'x'], 'CONDIS7003'],
  [['SEQ-FAIL-12', '--topology', 'mcm'], 'CONDIS7008'],
  [['package.json'], 'CONDIS51'],
])('condis inspect %j ends with a report', async (args, code) => {
  const { code: exit, stdout, stderr } = await startWith('inspect', ...args);
  expect([exit, stdout]).toEqual([2, '']);
  expect(stderr).toContain(code);
});

test('a port that is taken ends with a report', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await startWith('inspect', '--port', String(port));
  expect([code, stderr.slice(0, 10)]).toEqual([2, 'CONDIS6005']);
  await new Promise((resolve) => other.close(resolve));
});

test('condis export --format html writes a scenario as one page, and says what it cannot write', async () => {
  const { code, stdout } = await startWith('export', 'outgoing-call', '--format', 'html');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^<!doctype html>[^]*<script type="application\/json" id="condis-report">/);
  const endings = [
    await startWith('export', 'nonsense', '--format', 'html'),
    await startWith('export', 'SEQ-FAIL-04', '--format', 'html'),
    await startWith('export', 'no-such.ndjson', '--format', 'html'),
  ];
  expect(endings.map((ending) => [ending.code, ending.stdout, ending.stderr.slice(0, 10)])).toEqual([
    [2, '', 'CONDIS7005'],
    [2, '', 'CONDIS7009'],
    [2, '', 'CONDIS7006'],
  ]);
});

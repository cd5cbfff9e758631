import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWith } from './start.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'condis-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const trace = (name: string, ...lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
};

const meta = '{"kind":"meta","version":1,"topology":"mcm","actors":{"app":"client","card":"mcm"},"title":"a send"}';
const send =
  '{"kind":"call","from":"app","to":"ndis","fn":"NdisCoSendNetBufferLists","irql":2,"args":{"vc":"vc1","nbl":"n1"},"status":null}';

test('a trace is shown under the steps that it names, a leaf with its return', async () => {
  const path = trace('send.ndjson', meta, '{"kind":"note","text":"» client.send"}', send);
  const { code, stdout } = await startWith('run', path);
  expect(code).toBe(0);
  expect(stdout).toContain('a send');
  expect(stdout).toMatch(/» client\.send {2}\(at DISPATCH_LEVEL\)\napp → ndis +NdisCoSendNetBufferLists\(vc1, n1\)/);
});

test.each(['mermaid', 'json', 'ndjson'])('as %s', async (format) => {
  const { code, stdout } = await startWith('run', trace('send.ndjson', meta, send), '--format', format);
  expect(code).toBe(0);
  expect(stdout).toContain('NdisCoSendNetBufferLists');
});

test('a trace of ours comes back as it was', async () => {
  const written = (await startWith('run', 'outgoing-call', '--format', 'ndjson')).stdout;
  const path = trace('call.ndjson', ...written.trimEnd().split('\n'));
  const again = (await startWith('run', path, '--format', 'ndjson')).stdout;
  const calls = (text: string) => text.split('\n').filter((line) => /"kind":"(call|return)"/.test(line));
  expect(calls(again)).toEqual(calls(written));
});

test('bad lines are all shown, and nothing else', async () => {
  const { code, stdout, stderr } = await startWith('run', trace('bad.ndjson', meta, 'no JSON', '{"kind":"call"}'));
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('bad.ndjson:2:1');
  expect(stderr).toContain('bad.ndjson:3:');
});

test('a file that is not there', async () => {
  const { code, stderr } = await startWith('run', join(folder, 'none.ndjson'));
  expect(code).toBe(2);
  expect(stderr).toContain('CONDIS7006');
});

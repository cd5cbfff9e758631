import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

const condis = (...args: string[]) =>
  spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', 'src/cli/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

test('the first example is what the command prints', () => {
  const shown = /```text\n([^]*?)```/.exec(readme)?.[1] ?? '';
  const parts = shown.split(/^ *…$/m).map((part) => part.trim());
  expect(parts.length).toBe(2);
  const printed = condis('run').stdout;
  expect(parts.map((part) => printed.includes(part))).toEqual([true, true]);
});

test('the diagnosis that it shows is what the command prints', () => {
  const [, shown = ''] = [...readme.matchAll(/```text\n([^]*?)```/g)].map(([, text = '']) => text);
  const { status, stdout } = condis('check', 'test/cli/traces/early-deactivation.ndjson');
  expect(status).toBe(1);
  expect(shown).not.toBe('');
  expect(stdout.startsWith(shown)).toBe(true);
});

test('the scenario that it shows is refused as it says', () => {
  const scenario = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? '';
  const file = join(mkdtempSync(join(tmpdir(), 'condis-')), 'refused.yaml');
  writeFileSync(file, scenario);
  const { status, stdout } = condis('run', file);
  expect(status).toBe(0);
  expect(stdout).toContain('NdisCoDeleteVc(vc1) = NOT_ACCEPTED');
  expect(stdout).toContain('refused by VC-DEL-02');
});

test('every link leads to a file', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link ?? '');
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});

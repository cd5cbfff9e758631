import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedMachines } from '../../src/chart/shipped.js';
import { parseXml } from '../export/xml.js';
import { read } from '../house/sources.js';
import { startWith } from './start.js';

const home = mkdtempSync(join(tmpdir(), 'condis-export-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

test('a machine is drawn as the golden picture is', async () => {
  const { code, stdout, stderr } = await startWith('export', 'adapter');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(read('test/golden/chart/adapter.svg'));
});

test('a state is collapsed', async () => {
  const { code, stdout } = await startWith('export', 'vc', '--collapse', 'vc.call', 'vc.life', '-f', 'json');
  const { layout } = JSON.parse(stdout) as { layout: { collapsed: string[]; nodes: { name: string }[] } };
  expect({ code, names: layout.nodes.map(({ name }) => name) }).toEqual({ code: 0, names: ['vc', 'life …', 'call …'] });
});

test('it is JSON, with structure and layout', async () => {
  const { stdout } = await startWith('export', 'sap', '--format', 'json');
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual(['structure', 'layout']);
});

test('it is a Mermaid state diagram', async () => {
  const { stdout } = await startWith('export', 'ndis', '--format', 'mermaid');
  expect(stdout).toMatch(/^stateDiagram-v2\n {2}state "ndis" as s0\n {2}state s0 \{\n {4}\[\*\] --> s1\n/);
  expect(stdout).toMatch(/\n {2}s1 --> s2: /);
});

test('it goes to a file', async () => {
  const path = join(home, 'ndis.svg');
  const { code, stdout } = await startWith('export', 'ndis', '--out', path);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(parseXml(readFileSync(path, 'utf8')).name).toBe('svg');
});

test('all machines are listed', async () => {
  const { stdout } = await startWith('export', '--list');
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual([...shippedMachines.keys()]);
  expect(stdout).toMatch(/^vc +The object behind an NdisVcHandle/m);
});

test.each([
  { args: ['vcs'], says: [/CONDIS7013 {2}There is no machine vcs\./, /did you mean {2}vc$/m, /--list/] },
  { args: [], says: [/CONDIS7004 {2}A machine is needed\./] },
  { args: ['vc', '--list'], says: [/CONDIS7004 {2}--list does not go with the machine vc\./] },
  {
    args: ['vc', '-f', 'svgs'],
    says: [/CONDIS7003 {2}Expected --format to be svg or json or mermaid or html, got `svgs`\./],
  },
  {
    args: ['vc', '--collapse', 'vc.lif'],
    says: [/CONDIS7013 {2}vc has no state vc\.lif with others inside it\./, /did you mean {2}vc\.life$/m],
  },
])('export $args', async ({ args, says }) => {
  const { code, stdout, stderr } = await startWith('export', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const each of says) expect(stderr).toMatch(each);
});

test('a run is drawn', async () => {
  const { code, stdout } = await startWith('run', 'SEQ-VC-10', '--format', 'svg');
  expect(code).toBe(0);
  expect(stdout).toBe(read('test/golden/chart/SEQ-VC-10.svg'));
});

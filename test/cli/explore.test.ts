import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWith } from './start.js';

const small = ['explore', '--vcs', '1', '--sends', '0', '--receives', '0'];
const broken = [...small, '--receives', '1', '--mutate', 'adapter.draining.always.flipGuard'];

test('a page says what was covered and that everything holds', async () => {
  const { code, stdout, stderr } = await startWith(...small);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^explored cm: 1 VC, 0 sends and 0 receives on each, no faults, grain calls\n/);
  expect(stdout).toContain('complete: every interleaving within these bounds');
  expect(stdout).toMatch(/✓ rules {10}\d+ hold\n/);
  expect(stdout).toMatch(/\nall properties hold \(\d+ hold, 1 remark\)\n$/);
});

test('one JSON document, and nothing else', async () => {
  const { code, stdout } = await startWith(...small, '-t', 'mcm', '--format', 'json');
  const found = JSON.parse(stdout) as Record<string, unknown>;
  expect(code).toBe(0);
  expect(found).toMatchObject({ complete: true, frontier: 0, asked: { topology: 'mcm', vcs: 1, faults: [] } });
  expect(Object.keys(found)).toEqual(
    expect.arrayContaining([
      'states',
      'transitions',
      'depth',
      'seconds',
      'statesPerSecond',
      'bytesPerState',
      'machineSteps',
      'verdicts',
    ]),
  );
  expect(found['verdicts']).toContainEqual(expect.objectContaining({ property: 'VC-DEACT-04', verdict: 'holds' }));
});

describe('a fault in a machine', () => {
  test('ends with 1, and shows the shortest way', async () => {
    const { code, stdout } = await startWith(...broken);
    expect(code).toBe(1);
    expect(stdout).toContain('violated  VC-DEACT-04');
    expect(stdout).toContain('way     network.call · adapter.receive · network.hangUp');
  });

  test('leaves traces that check and run take', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'condis-'));
    try {
      await startWith(...broken, '--traces', folder, '-o', join(folder, 'report.txt'));
      expect(readdirSync(folder)).toEqual(
        expect.arrayContaining(['VC-DEACT-04.ndjson', 'deadlock.ndjson', 'report.txt']),
      );
      const trace = join(folder, 'VC-DEACT-04.ndjson');
      const checked = await startWith('check', trace);
      expect(checked.code).toBe(1);
      expect(checked.stdout).toContain('VC-DEACT-04');
      const shown = await startWith('run', trace);
      expect(shown.stdout).toContain('network.hangUp');
      expect(shown.stdout).toContain('MiniportCoDeactivateVc');
      expect(readFileSync(trace, 'utf8')).toMatch(/^\{"kind":"meta"/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('a search that is cut off ends with 3', async () => {
  const { code, stdout } = await startWith(...small, '--max-states', '10');
  expect(code).toBe(3);
  expect(stdout).toContain('not decided within the bound');
});

test('everything that is wrong with the arguments is said at once', async () => {
  const { code, stdout, stderr } = await startWith(
    'explore',
    ...[
      '-t',
      'xm',
      '--vcs',
      '0',
      '--sends',
      '1.5',
      '--receives',
      '-1',
      '--faults',
      'ProtocolCmMakeCal',
      '--grain',
      'fine',
    ],
    ...['--mutate', 'adapter.draining.always.flipGard', '--max-states', 'many', '--workers', '0', '--format', 'xml'],
    ...['--chaos', 'mcm'],
  );
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr.match(/^CONDIS\d+/gm)).toHaveLength(11);
  expect(stderr).toContain('ProtocolCmMakeCall=RESOURCES');
  expect(stderr).toContain('adapter.draining.always.flipGuard');
});

test('faults are chosen by their names, or by the function that fails', async () => {
  const { stdout } = await startWith(
    ...small,
    '--faults',
    'ProtocolCmMakeCall,client:ProtocolCoCreateVc=RESOURCES',
    '-f',
    'json',
  );
  expect((JSON.parse(stdout) as { asked: { faults: string[] } }).asked.faults).toEqual([
    'ProtocolCmMakeCall=RESOURCES',
    'client:ProtocolCoCreateVc=RESOURCES',
  ]);
});

import { startWith } from './start.js';

const withoutTime = (text: string): string => text.replace(/\d+ s\n$/, 'N s\n');

describe('a few mutants', () => {
  const args = ['mutate', '--only', 'adapter.draining.always.*Guard*', '--faults', 'none'];

  test('as text', async () => {
    const { code, stdout, stderr } = await startWith(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(withoutTime(stdout)).toMatchInlineSnapshot(`
      "adapter.draining.always.flipGuard  cm
        place      adapter: draining -always-> closed
        fault      the guard isDrained is flipped
        killed by  VC-DEACT-04
        because    miniport calls NdisMCoDeactivateVcComplete(SUCCESS) on vc1, which is being deactivated
                   and has a call that is being closed, with 1 received list not returned: every list has
                   to be back before its deactivation is reported
        after      network.call, adapter.receive, network.hangUp
        under      no faults

      Killed by
      rules            1  VC-DEACT-04 1

      cm    1 mutant: 1 killed, 0 equivalent, 0 survived; score 100.0 %
      N s
      "
    `);
  });

  test('as JSON', async () => {
    const { code, stdout } = await startWith(...args, '--format', 'json', '--topology', 'both');
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      total: 2,
      killed: 2,
      equivalent: 0,
      survivors: [],
      score: 1,
      byKiller: { 'VC-DEACT-04': 1, 'VC-DEACT-24': 1 },
      byTopology: { cm: { total: 1, killed: 1 }, mcm: { total: 1, killed: 1 } },
      mutants: [
        {
          topology: 'cm',
          id: 'adapter.draining.always.flipGuard',
          fault: 'the guard isDrained is flipped',
          fate: 'killed',
          killedBy: 'VC-DEACT-04',
          steps: ['network.call', 'adapter.receive', 'network.hangUp'],
        },
        { topology: 'mcm' },
      ],
    });
  });
});

test('with suites it says what generated tests notice of what rules kill', async () => {
  const args = ['mutate', '--only', 'adapter.draining.always.flipGuard', '--faults', 'none', '--suites'];
  const { code, stdout } = await startWith(...args);
  expect(code).toBe(0);
  expect(stdout).toContain('Generated tests\nnotice 1 of 1 mutant that rules kill\n');
  const { suites } = JSON.parse((await startWith(...args, '--format', 'json')).stdout) as Record<string, unknown>;
  expect(suites).toEqual({ killedByRules: 1, noticed: 1, unnoticed: [] });
});

test('several threads come to the same', async () => {
  const reports: unknown[] = [];
  for (const workers of ['1', '2']) {
    const args = ['mutate', '--only', 'adapter.draining.always', '--faults', 'none', '--format', 'json'];
    const { stdout } = await startWith(...args, '--workers', workers);
    reports.push({ ...(JSON.parse(stdout) as object), seconds: 0 });
  }
  expect(reports[1]).toEqual(reports[0]);
  expect(reports[0]).toMatchObject({ total: 6, killed: 4, equivalent: 2, byProof: { journal: 1, bisimilar: 1 } });
});

test('a page tells of equivalent ones how that is known', async () => {
  const { stdout } = await startWith('mutate', '--only', 'adapter.draining.always.dropAction.*', '--faults', 'none');
  expect(stdout).toContain('  equivalent  it takes every step alike that is ever taken\n');
  expect(stdout).toContain('\ncm    3 mutants: 1 killed, 2 equivalent, 0 survived; score 100.0 %\n');
  expect(stdout).toContain('equivalent: 1 take every step alike, 1 behave alike, 0 do what is left free\n');
});

test('the mutations are listed', async () => {
  const { code, stdout } = await startWith('mutate', '--list', '--only', 'adapter.draining.always.flipGuard');
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "cm: 1 mutation

    adapter: draining -always-> closed
      adapter.draining.always.flipGuard  the guard isDrained is flipped
    "
  `);
});

test('an unknown mutation is named, with those that are like it', async () => {
  const { code, stdout, stderr } = await startWith('mutate', '--only', 'adapter.drainin.always.flipGuard');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatchInlineSnapshot(`
    "CONDIS7012  There is no mutation adapter.drainin.always.flipGuard.
      did you mean  adapter.draining.always.flipGuard
      or            adapter.adapter.sendDone.flipGuard
      or            adapter.open.adapter.receive.1.flipGuard
      or            call.settling.always.flipGuard
      or            adapter.open.channel.open.1.flipGuard
    Hint: \`condis mutate --list\` shows them all.
    "
  `);
});

test('everything that is wrong is said at once', async () => {
  const { code, stderr } = await startWith(
    ...['mutate', '--topology', 'x', '--faults', 'some', '--format', 'xml', '--sends', '-1', '--workers', 'two'],
  );
  expect(code).toBe(2);
  expect(stderr).toMatchInlineSnapshot(`
    "CONDIS7003  Expected --topology to be cm or mcm or both, got \`x\`.

    CONDIS7003  Expected --faults to be all or none, got \`some\`.

    CONDIS7003  Expected --format to be text or json, got \`xml\`.

    CONDIS7003  Expected --sends to be a whole number from 0 to 8, got \`-1\`.

    CONDIS7003  Expected --workers to be a whole number from 1 to 64, got \`two\`.
    "
  `);
});

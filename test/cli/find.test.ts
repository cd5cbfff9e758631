/** Records that a query means, on the command line: those of logs, of runs, and of what happened inside actors. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Run } from '../../inspector/common/run.js';
import { plainBeginning } from '../../inspector/server/inputs.js';
import { LiveRun } from '../../inspector/server/liveRun.js';
import { runOf } from '../../inspector/server/save.js';
import { parseQuery } from '../../src/query/index.js';
import type { EnvironmentEvent } from '../../src/system/index.js';
import { expectGolden } from '../export/golden.js';
import { startWith } from './start.js';

const early = join(__dirname, 'traces/early-deactivation.ndjson');
const folder = mkdtempSync(join(tmpdir(), 'condis-find-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const withoutFolder = (output: string): string => output.replaceAll(`${folder}/`, '').replaceAll(`${__dirname}/`, '');

interface Document {
  readonly query: string;
  readonly asked: readonly {
    readonly name: string;
    readonly records: number;
    readonly found: readonly { readonly n: number; readonly record: { readonly kind: string } }[];
  }[];
}

/** The numbers of the records that are found in each file or run. */
const numbers = async (...args: readonly string[]): Promise<readonly (readonly number[])[]> => {
  const { code, stdout } = await startWith(...args, '-f', 'json');
  expect(code).toBe(0);
  return (JSON.parse(stdout) as Document).asked.map(({ found }) => found.map(({ n }) => n));
};

describe('condis check --find', () => {
  test.each([
    ['text', 'txt'],
    ['json', 'json'],
  ])('prints what is meant as %s, with the numbers of records', async (format, ending) => {
    const { code, stdout, stderr } = await startWith('check', early, '--find', 'lane:card vc:1', '-f', format);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectGolden(`find-card.${ending}`, withoutFolder(stdout));
  });

  test('hears the judges first, where what they say is asked for', async () => {
    const { code, stdout } = await startWith('check', early, '--find', 'level:violation');
    expect(code).toBe(0);
    expect(stdout).toMatch(/21 │ ndis → card {2}MiniportCoDeactivateVc\(vc1\) = SUCCESS {2}violation VC-DEACT-04/);
    expect(await numbers('check', early, '--find', 'rule:VC-*')).toEqual([[21]]);
    expect(await numbers('check', early, '--find', '"every list has to be back"')).toEqual([[21]]);
  });

  test('takes several logs, packed ones too, and finds nothing where there is nothing', async () => {
    const packed = file('packed.ndjson', gzipSync(readFileSync(early)));
    const [one, other] = await numbers('check', early, packed, '--find', 'kind:return status:PENDING');
    expect(one).toEqual([9, 19]);
    expect(other).toEqual(one);
    expect(await numbers('check', early, '--find', 'event:NoSuch')).toEqual([[]]);
  });

  test('tells what is bad input, and shows the rest', async () => {
    const bad = file('bad.ndjson', `${readFileSync(early, 'utf8')}nonsense\n`);
    const { code, stdout, stderr } = await startWith('check', bad, '--find', 'step:21');
    expect(code).toBe(2);
    expect(stdout).toContain('21 │ ndis → card');
    expect(stderr).toMatch(/^CONDIS5201/);
  });

  test.each([
    [['--follow'], 'CONDIS7004'],
    [['-f', 'sarif'], 'CONDIS7003'],
    [['-f', 'nonsense'], 'CONDIS7003'],
  ])('does not go with %j', async (args, code) => {
    const { code: exit, stdout, stderr } = await startWith('check', early, '--find', 'kind:call', ...args);
    expect([exit, stdout, stderr.slice(0, 10)]).toEqual([2, '', code]);
  });
});

describe.each(['check', 'run'])('a query that condis %s does not understand', (command) => {
  test.each([
    ['evnt:x', 'there is no field evnt', 'did you mean  event'],
    ['kind:call step:a', 'is no range', 'step:40..90'],
    ['"open', 'the quotation mark is never closed', 'fields'],
    ['', 'nothing is asked', 'fields'],
  ])('%s is told with its place, and with what is allowed', async (query, what, allowed) => {
    const { code, stdout, stderr } = await startWith(command, early, '--find', query);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^CONDIS7014 /);
    expect(stderr).toContain(what);
    expect(stderr).toContain(allowed);
  });

  test('is told whole, with the place underlined', async () => {
    const { stderr } = await startWith(command, early, '--find', 'kind:call evnt:x step:a');
    expectGolden('find-misunderstood.txt', stderr);
  });
});

describe('condis run --find', () => {
  test('asks the records of a scenario, and what the environment did', async () => {
    const { code, stdout } = await startWith('run', 'outgoing-call', '--find', 'kind:step,return -status:SUCCESS');
    expect(code).toBe(0);
    expectGolden('find-outgoing-call.txt', stdout);
  });

  test('gives each record the number of its line in the trace', async () => {
    const { stdout } = await startWith('run', 'outgoing-call', '-f', 'ndjson');
    const trace = file('trace.ndjson', stdout);
    for (const query of ['kind:call', 'status:PENDING', 'event:*Deactivate* lane:miniport', 'step:9..20 -kind:step']) {
      const [played] = await numbers('run', 'outgoing-call', '--find', query);
      expect(played?.length).toBeGreaterThan(0);
      expect(await numbers('run', trace, '--find', query)).toEqual([played]);
      expect(await numbers('check', trace, '--find', query)).toEqual([played]);
    }
  });

  test('asks each variant of a scenario', async () => {
    const found = await numbers('run', 'SEQ-VC-07', '--find', 'event:*ActivateVc kind:call');
    expect(found.map(({ length }) => length > 0)).toEqual([true, true]);
  });

  test('asks a run that was saved for the steps of its actors, as the page does', async () => {
    const live = new LiveRun(plainBeginning('cm'));
    for (const type of ['client.createVc', 'client.makeCall', 'network.accept'] as const) {
      live.take({ kind: 'send', event: { type, vc: 1 } as EnvironmentEvent });
    }
    const saved = file('saved.run.ndjson', runOf('saved', live.records).text);
    const run = new Run();
    live.records.forEach((record) => run.add(record));
    for (const query of ['kind:step lane:vc[1]', 'changed:context.creator', 'state:active', 'from:client[1]']) {
      const { matches } = parseQuery(query);
      const meant = live.records.flatMap((_, place) => (matches(run, place) ? [place + 1] : []));
      expect(meant.length).toBeGreaterThan(0);
      expect(await numbers('run', saved, '--find', query)).toEqual([meant]);
    }
    const { stdout } = await startWith('run', saved, '--find', 'kind:step,actor,gone lane:vc[1]');
    expect(stdout).toMatch(/│ client\[1\] → vc\[1\] {2}NdisCoCreateVc {2}\{ life: "absent"/);
    live.stop();
  });

  test.each([
    [['no-such.ndjson'], 'CONDIS7006'],
    [['nonsense'], 'CONDIS7005'],
    [['--list'], 'CONDIS7004'],
    [['outgoing-call', '-f', 'svg'], 'CONDIS7003'],
  ])('%j ends with a report', async (args, code) => {
    const { code: exit, stdout, stderr } = await startWith('run', ...args, '--find', 'kind:call');
    expect([exit, stdout, stderr.slice(0, 10)]).toEqual([2, '', code]);
  });
});

import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readLibrary } from '../../../src/cli/scenarios.js';
import * as condisSystem from '../../../src/system/index.js';
import { parseScenario, runScenario } from '../../../src/scenario/index.js';
import { checkRecords, readTrace } from '../../../src/trace/index.js';
import { FileSession, openFile } from '../../../inspector/server/fileSession.js';
import { jsonInHtml, reportHtml } from '../../../inspector/server/report.js';
import type { SystemSession } from '../../../inspector/server/systemSession.js';
import type { Replies } from '../../../inspector/common/protocol.js';
import { boundary, page, services, sessionOf } from './support.js';

const library = readLibrary().scenarios;

const saved = async (session: SystemSession, as: 'scenario' | 'trace' | 'run' | 'test' | 'html') =>
  (await session.handle({ ask: 'save', as, at: session.length - 1 })) as Replies['save'];

const played = async (name: string): Promise<SystemSession> => {
  const session = sessionOf({ scenario: library.find((one) => one.name === name)! });
  while (session.coming.length > 0) await session.handle({ ask: 'step' }).catch(() => undefined);
  return session;
};

/** A session in which anything has happened that may, and some of what may not. */
const wandered = async (topology: 'cm' | 'mcm', choices: readonly number[]): Promise<SystemSession> => {
  const session = sessionOf({ topology });
  for (const choice of choices) {
    const may = (await session.handle({ ask: 'may', at: session.length })) as Replies['may'];
    await session.handle(may[choice % may.length]!.request).catch(() => undefined);
  }
  await session.handle({ ask: 'advance', milliseconds: 5 }).catch(() => undefined);
  return session;
};

const walks = fc.tuple(fc.constantFrom('cm' as const, 'mcm' as const), fc.array(fc.nat(), { maxLength: 15 }));

test('a scenario that is saved does again what was done, refusals and all', async () => {
  await fc.assert(
    fc.asyncProperty(walks, async ([topology, choices]) => {
      const session = await wandered(topology, choices);
      const { text } = await saved(session, 'scenario');
      const parsed = parseScenario(text, 'saved');
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const run = runScenario(parsed.scenario, topology);
      expect(run.records.filter(({ kind }) => kind !== 'end' && kind !== 'meta')).toEqual(boundary(session).slice(1));
      expect(run.expectations.filter(({ met }) => !met)).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

test.each(['SEQ-FAIL-04a', 'SEQ-VC-10', 'SEQ-VC-03'])('%s, saved, begins as it began', async (name) => {
  const session = await played(name);
  const parsed = parseScenario((await saved(session, 'scenario')).text, 'saved');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { records } = runScenario(parsed.scenario, parsed.scenario.topologies[0]!);
  expect(records.filter(({ kind }) => kind !== 'end')).toEqual(boundary(session));
});

test('a trace that is saved passes the checker', async () => {
  const { name, text } = await saved(await played('outgoing-call'), 'trace');
  const { records, problems } = readTrace(text);
  expect([name, problems, checkRecords(records).verdict]).toEqual([
    'an-outgoing-call-its-data-and-its-drain.ndjson',
    [],
    'conforms',
  ]);
});

test('a test that is saved holds what was seen', async () => {
  const { text } = await saved(await wandered('cm', [0, 1, 2, 3, 40, 80]), 'test');
  const body = text.replace(/^import .*$/m, '');
  const titles: string[] = [];
  const run = (title: string, check: () => void): void => {
    titles.push(title);
    check();
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a program that was written here has to run
  const program = new Function('createSystem', 'test', 'expect', body) as (...given: readonly unknown[]) => void;
  program(condisSystem.createSystem, run, expect);
  expect(titles).toEqual(['A system of your own']);
});

describe('a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'condis-inspect-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  test('of a run is the run again, plain and packed', async () => {
    const session = await played('outgoing-call');
    const { text } = await saved(session, 'run');
    for (const path of [file('run.ndjson', text), file('run.ndjson.gz', gzipSync(text))]) {
      const opened = await openFile(path);
      expect(opened.problems).toEqual([]);
      expect(JSON.stringify(opened.records.map(sorted))).toBe(
        JSON.stringify(session.records(0, session.length).map(sorted)),
      );
    }
  });

  test('of a driver is judged, and what is wrong is marked at its place', async () => {
    const opened = await openFile('test/cli/traces/early-deactivation.ndjson');
    const [mark] = opened.records.filter((record) => record.kind === 'mark');
    expect(mark).toMatchObject({ rule: 'VC-DEACT-04', level: 'violation' });
    const record = mark?.kind === 'mark' ? opened.records[mark.at] : undefined;
    expect(record).toMatchObject({ kind: 'call', fn: 'MiniportCoDeactivateVc', to: 'card' });
    const session = new FileSession(opened, services);
    await expect(session.handle({ ask: 'step' })).rejects.toMatchObject({ code: 'CONDIS6002' });
    const again = (await session.handle({
      ask: 'judge',
      records: opened.records.slice(0, mark?.kind === 'mark' ? mark.at + 2 : 0),
    })) as Replies['judge'];
    expect(again).toMatchObject([{ rule: 'VC-DEACT-04' }]);
  });

  test('with bad lines tells them, and shows the rest', async () => {
    const lines = [
      '{"kind":"meta","version":1,"topology":"cm"}',
      'nonsense',
      '{"kind":"step","n":"x"}',
      '{"kind":"call","from":"client","to":"ndis","fn":"NdisCoCreateVc","status":"NO STATUS"}',
      '{"kind":"gone","name":"<img onerror=1>","t":0}',
    ];
    const opened = await openFile(file('bad.ndjson', lines.join('\n')));
    expect(opened.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'CONDIS5201'],
      [4, 'CONDIS5205'],
    ]);
    expect(opened.records.map(({ kind }) => kind)).toEqual(['meta', 'note', 'mark', 'note', 'mark', 'gone']);
  });
});

/** A record with its fields in one order. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};

describe('a report', () => {
  test('is one file, in which nothing but the page runs and nothing is loaded', async () => {
    const { text, name } = await saved(await played('outgoing-call'), 'html');
    expect(name).toMatch(/\.html$/);
    expect(text).not.toMatch(/\bsrc=|<link\b[^>]*stylesheet/);
    const [policy = ''] = /http-equiv="Content-Security-Policy" content="[^"]*"/.exec(text) ?? [];
    expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data:;/);
    const [, json = ''] = /<script type="application\/json" id="condis-report">([^]*?)<\/script>/.exec(text) ?? [];
    const data = JSON.parse(json) as { readonly records: readonly unknown[]; readonly layouts: object };
    expect(data.records.length).toBeGreaterThan(50);
    expect(Object.keys(data.layouts)).toEqual(expect.arrayContaining(['vc', 'adapter', 'clientVc']));
  });

  test('lets no text out of its place', () => {
    const evil = '</script><script>alert(1)</script><!--\u2028\u2029&';
    const data = { title: evil, records: [{ kind: 'note' as const, text: evil }], layouts: {} };
    const text = reportHtml({ ...page, script: `const x = "</script>";` }, data);
    expect(text.match(/<script\b/g)?.length).toBe(2);
    expect(text.match(/<\/script>/g)?.length).toBe(2);
    expect(text).toContain('<title>&lt;/script&gt;');
    expect(JSON.parse(jsonInHtml(data))).toEqual(data);
    expect(jsonInHtml(data)).not.toMatch(/[<>&\u2028\u2029]/);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { legalLog } from '../../bench/logs.js';
import { examine } from '../../src/cli/examine.js';
import { sourceOf } from '../../src/cli/input.js';
import type { Source } from '../../src/cli/input.js';
import { Reading, startThread } from '../../src/cli/reading.js';
import type { Answer } from '../../src/cli/readingThread.js';
import { checkJson } from '../../src/export/index.js';
import type { CheckOptions, LogReport } from '../../src/trace/index.js';
import { specimens } from '../conformance/load.js';
import { node } from '../house/commands.js';
import { root } from '../house/sources.js';

const seconds = 1000;
const folder = mkdtempSync(join(tmpdir(), 'condis-reading-'));
const here = new Reading(Infinity);
const there = new Reading(0);
afterAll(async () => {
  await there.close();
  rmSync(folder, { recursive: true });
});

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const corpus = specimens().map(({ name }) => join(root, `test/conformance/${name}.ndjson`));

/** What the command prints of a report, without the time that it took. */
const printed = ({ stats, ...report }: LogReport): string =>
  checkJson([{ ...report, stats: { ...stats, seconds: 0 } }]);

/** Both threads say the same of a file. */
async function agree(path: string, options: CheckOptions = {}): Promise<LogReport> {
  const [one, other] = [
    await examine(sourceOf(path), options, here),
    await examine(sourceOf(path), options, there),
  ] as const;
  expect(printed(other)).toBe(printed(one));
  return other;
}

/** Many lines, some of them bad in one way or another. */
const spoiled = (): string => {
  const lines = Buffer.concat([...legalLog({ lines: 30_000, vcs: 50 })])
    .toString()
    .split('\n');
  const bad = ['x', '{"kind":"call"}', '{"kind":"cpu"}', '', '"\\ud800', `{"kind":"note","text":"${'ä'.repeat(99)}"}`];
  const odd = [
    '{"kind":"call","fn":"IoCallDriver"}',
    '{"kind":"return","from":"ndis","fn":"NdisClMakeCall","status":0}',
  ];
  return lines.flatMap((line, n) => (n % 97 === 0 ? [line, [...bad, ...odd][(n / 97) % 8]] : [line])).join('\n');
};

describe('a file that is read in another thread comes to the same', () => {
  test(
    'with the traces of the corpus',
    async () => {
      for (const path of corpus.filter((_, n) => n % 5 === 0)) await agree(path);
    },
    60 * seconds,
  );

  test('with bad lines among many', async () => {
    const { problems, stats } = await agree(file('spoiled.ndjson', spoiled()));
    expect(problems.length).toBeGreaterThan(200);
    expect(stats).toMatchObject({ skippedKinds: { cpu: expect.any(Number) as number } });
  });

  test('with many traces in one file, beginning in the middle', async () => {
    const texts = corpus.slice(0, 30).map((path) => readFileSync(path, 'utf8').replace(/.*"kind":"end".*/g, ''));
    const { violations } = await agree(file('corpus.ndjson', texts.join('\n')), { isPartial: true });
    expect(violations.length).toBeGreaterThan(5);
  });

  test('with more that is wrong than is listed', async () => {
    const { problems, unlisted } = await agree(file('wrong.ndjson', 'x\n'.repeat(150_000)));
    expect([problems.length, unlisted.problems]).toEqual([100_000, 50_000]);
  });

  test('with a line of many megabytes, and nothing behind it', async () => {
    const { problems } = await agree(file('long.ndjson', 'a'.repeat(20_000_000)));
    expect(problems).toMatchObject([{ code: 'CONDIS5202', message: expect.stringMatching(/20000000/) as string }]);
  });

  test.each([
    ['gzip', gzipSync(spoiled())],
    ['nothing', ''],
    ['bytes that are no text', Uint8Array.from({ length: 100_000 }, (_, n) => (n * n) % 251)],
  ])('with %s', async (name, content) => {
    await agree(file(`${name}.ndjson`, content));
  });
});

describe('what cannot be read', () => {
  const failure = async (source: Source, reading: Reading): Promise<unknown> => {
    try {
      return await examine(source, {}, reading);
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      return { message, code };
    }
  };

  test('is the same error', async () => {
    const whole = gzipSync(spoiled());
    const source = sourceOf(file('cut.ndjson.gz', whole.subarray(0, whole.length / 2)));
    expect(await failure(source, there)).toEqual(await failure(source, here));
    expect(await failure(source, there)).toMatchObject({ code: 'Z_BUF_ERROR' });
  });

  test('because it is gone is the same error', async () => {
    const source = { ...sourceOf(file('gone.ndjson', '')), isRepeatable: () => true };
    rmSync(source.name);
    expect(await failure(source, there)).toMatchObject({ code: 'ENOENT' });
    expect(await failure(source, there)).toEqual(await failure(source, here));
  });

  test('does not keep the next file from being read', async () => {
    await agree(file('next.ndjson', '{"kind":"end"}'));
  });
});

test('a fault of whoever listens ends the reading, and the next file is read', async () => {
  const path = file('heard.ndjson', spoiled());
  const onRecord = (): void => {
    throw new Error('enough');
  };
  await expect(there.read(sourceOf(path), { onRecord })).rejects.toThrow('enough');
  await agree(path);
});

test('a thread that ends is no reason to wait', async () => {
  const reading = new Reading(0);
  const onRecord = (): void => void reading.close();
  const path = file('ended.ndjson', Buffer.concat([...legalLog({ lines: 100_000, vcs: 50 })]));
  await expect(reading.read(sourceOf(path), { onRecord })).rejects.toThrow('The thread that reads has ended.');
});

test('the thread waits for whoever listens', async () => {
  const path = file('waiting.ndjson', Buffer.concat([...legalLog({ lines: 120_000, vcs: 50 })]));
  const worker = startThread();
  const answers: Answer[] = [];
  worker.on('message', (answer: Answer) => answers.push(answer));
  const settled = async (): Promise<number> => {
    let before = -1;
    while (answers.length !== before || before === 0) {
      before = answers.length;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return before;
  };
  worker.postMessage({ kind: 'read', name: path });
  await expect(settled()).resolves.toBe(8);
  worker.postMessage({ kind: 'more' });
  await expect(settled()).resolves.toBe(9);
  await worker.terminate();
});

test(
  'the command reads a large file to its end, and ends',
  () => {
    const path = file('large.ndjson', Buffer.concat([...legalLog({ lines: 150_000, vcs: 50 })]));
    const main = ['-r', 'ts-node/register/transpile-only', 'src/cli/main.ts'];
    const { code, stdout, stderr } = node([...main, 'check', path, path, '-f', 'json'], root);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { files } = JSON.parse(stdout) as { files: readonly { verdict: string; stats: { records: number } }[] };
    expect(files.map(({ verdict, stats }) => [verdict, stats.records])).toEqual([
      ['conforms', 150_000],
      ['conforms', 150_000],
    ]);
  },
  60 * seconds,
);

import { checking } from '../../bench/checking.js';
import { createReader, readTrace } from '../../src/trace/index.js';
import type { ReadLimits, TraceProblem } from '../../src/trace/index.js';
import { bytesOf, readInChunks } from './reading.js';

const call = '{"kind":"call","fn":"NdisCoCreateVc","from":"a","to":"b"}';
const withArgs = (args: string): string => `${call.slice(0, -1)},"args":${args}}`;
const mebi = 2 ** 20;

/** Hears a chunk again and again, and nothing is kept. */
function hearAgain(chunk: Uint8Array, times: number, limits: ReadLimits = {}) {
  const problems: TraceProblem[] = [];
  let records = 0;
  const reader = createReader({ onRecord: () => (records += 1), onBad: (bad) => problems.push(bad), limits });
  for (let turn = 0; turn < times; turn += 1) reader.push(chunk);
  reader.push(bytesOf(`\n${call}\n`));
  reader.end();
  return { problems, records, stats: reader.stats };
}

describe('a line that is too long', () => {
  test('is reported with its length, and the next is read', () => {
    const { problems, records, stats } = hearAgain(new Uint8Array(65_536).fill(0x61), 1600);
    expect(records).toBe(1);
    expect(stats).toMatchObject({ lines: 2, bad: 1 });
    expect(problems).toEqual([
      {
        ...{ code: 'CONDIS5202', line: 1, column: 1 },
        message: 'Expected at most 1048576 bytes in a line, got 104857600.',
        excerpt: { line: 1, column: 1, length: 100, text: 'a'.repeat(200) },
      },
    ]);
  });

  test('is never held as a whole', () => {
    const before = process.memoryUsage().arrayBuffers;
    const reader = createReader({ onRecord: () => undefined });
    const chunk = new Uint8Array(65_536).fill(0x61);
    let most = 0;
    for (let turn = 0; turn < 1600; turn += 1) {
      reader.push(chunk);
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(most).toBeLessThan(16 * mebi);
  });

  test.each([
    ['of a call', call],
    ['of a note', '{"kind":"note","text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}'],
    ['that is no JSON', 'x'.repeat(57)],
  ])('%s is measured without its line break, however it comes', (_what, line) => {
    const exact = readTrace(`${line}\n${line}`, { lineBytes: line.length });
    expect(exact.problems.filter(({ code }) => code === 'CONDIS5202')).toEqual([]);
    const { problems } = readTrace(`${line}\n${line}`, { lineBytes: line.length - 1 });
    expect(problems.map(({ code, line: at }) => [code, at])).toEqual([
      ['CONDIS5202', 1],
      ['CONDIS5202', 2],
    ]);
    expect(problems[0]!.message).toBe(`Expected at most ${line.length - 1} bytes in a line, got ${line.length}.`);
  });

  test('may be the last', () => {
    expect(readTrace('a'.repeat(3 * mebi)).problems).toMatchObject([{ code: 'CONDIS5202', line: 1 }]);
  });
});

describe('brackets', () => {
  const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  test('may go 64 levels deep', () => {
    expect(readTrace(withArgs(`{"callParameters":${nested(62)}}`)).problems).toEqual([]);
    const [problem] = readTrace(withArgs(`{"callParameters":${nested(63)}}`)).problems;
    expect(problem).toMatchObject({ code: 'CONDIS5202', message: 'Expected at most 64 levels of brackets.' });
    expect(problem!.column).toBe(withArgs('{"callParameters":').length - 1 + 62 + 1);
  });

  test('in texts do not count', () => {
    expect(readTrace(withArgs(`{"x":"${'['.repeat(100)}\\"[","y":"${'{'.repeat(100)}"}`)).problems).toEqual([]);
  });

  test('may be limited further', () => {
    const text = withArgs('{"nbl":["a"],"x":[1]}');
    expect(readTrace(text, { depth: 1 }).problems).toEqual([]);
    expect(readTrace(withArgs('{"x":[[1]]}'), { depth: 3 }).problems).toHaveLength(1);
  });
});

test.each<[string, string]>([
  ['brackets in brackets', '['.repeat(mebi)],
  ['objects in objects', '{"a":'.repeat(200_000)],
  ['quotes', '"'.repeat(mebi)],
  ['backslashes', `"${'\\'.repeat(mebi - 2)}`],
  ['line breaks', '\n'.repeat(mebi)],
  ['lines of one letter', 'x\n'.repeat(20_000)],
  ['empty objects', '{}\n'.repeat(20_000)],
  ['NULs', '\u0000'.repeat(mebi)],
  ['spaces', ' '.repeat(mebi - 1)],
  ['spaces in a record', `{"kind"${' '.repeat(mebi - 40)}:"note","text":""}`],
  ['digits', withArgs(`{"vc":${'9'.repeat(900_000)}}`)],
  ['decimals', `${call.slice(0, -1)},"t":0.${'9'.repeat(900_000)}}`],
  ['a list of much that is wrong', withArgs(`{"nbl":[${'[],'.repeat(300_000)}0]}`)],
  ['a list of packets', withArgs(`{"nbl":[${'"p",'.repeat(200_000)}0]}`)],
  ['keys', withArgs(`{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":${n}`).join()}}`)],
  ['the same key', withArgs(`{${'"vc":1,'.repeat(100_000)}"vc":2}`)],
  ['actors', `{"kind":"meta","version":1,"actors":{${'"a":"boss",'.repeat(50_000)}"b":"boss"}}`],
  ['a name', `{"kind":"call","fn":"${'f'.repeat(900_000)}"}`],
  ['umlauts', `{"kind":"note","text":"${'ä'.repeat(500_000)}"}`],
  ['broken UTF-8 escapes', `{"kind":"note","text":"${'\\ud800'.repeat(150_000)}"}`],
])('%s without end: there is an answer', (_what, text) => {
  const begin = performance.now();
  const whole = readTrace(`${text}\n${call}`);
  expect(performance.now() - begin).toBeLessThan(20_000);
  expect(whole.records.at(-1)).toMatchObject({ kind: 'call', from: 'a' });
  const kept = whole.problems.map(({ message, excerpt }) => message.length + excerpt.text.length);
  expect(Math.max(0, ...kept)).toBeLessThan(600);
});

test('bytes that come one by one take time in proportion to their number', () => {
  const begin = performance.now();
  readInChunks(bytesOf(`${'x'.repeat(400_000)}\n${call}`), [1]);
  expect(performance.now() - begin).toBeLessThan(30_000);
});

test('the benchmark reads all lines in every way', async () => {
  expect(Object.keys(await checking(2000, 1))).toEqual(['parsed', 'read', 'judged', 'checked', 'acted']);
});

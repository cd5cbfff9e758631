import fc from 'fast-check';
import { readTrace } from '../../src/trace/index.js';
import { isFault, locate } from '../../src/trace/read/places.js';
import { Scanner } from '../../src/trace/read/scanner.js';
import { log, record } from './logs.js';
import { bytesOf, readInChunks, readSlowly, scanned } from './reading.js';

/** Holds both ways of reading against each other. */
function agree(bytes: Uint8Array): void {
  const { records, problems, stats } = readTrace(bytes);
  const slowly = readSlowly(bytes);
  expect(records).toStrictEqual(slowly.records);
  expect(problems).toStrictEqual(slowly.problems);
  const counts = [...stats.skippedKinds.values(), ...stats.unknownFunctions.values()];
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(slowly.skipped.length);
  expect(stats).toMatchObject({ bytes: bytes.length, records: records.length, bad: problems.length });
}

test('the quick way and the long way come to the same', () => {
  fc.assert(
    fc.property(log, (text) => agree(bytesOf(text))),
    { numRuns: 400 },
  );
});

test('and so they do when bytes are spoiled', () => {
  const spoiled = fc
    .tuple(
      log,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.constantFrom(0, 1, 2)), { minLength: 1, maxLength: 8 }),
    )
    .map(([text, changes]) => {
      const bytes = [...bytesOf(text)];
      for (const [at, byte, removed] of changes) bytes.splice(at % (bytes.length + 1), removed, byte);
      return Uint8Array.from(bytes);
    });
  fc.assert(fc.property(spoiled, agree), { numRuns: 400 });
});

test('and with any bytes whatever', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), agree), { numRuns: 500 });
});

test('what is read does not depend on how the bytes come', () => {
  fc.assert(
    fc.property(log, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 20 }), (text, sizes) => {
      const whole = readTrace(text);
      const heard = readInChunks(bytesOf(text), sizes);
      expect(heard).toStrictEqual(whole);
    }),
    { numRuns: 100 },
  );
});

test('most of these logs is read the quick way', () => {
  const scanner = new Scanner(64);
  const lines = fc.sample(record, { numRuns: 500, seed: 1 }).filter((line) => !line.includes('\n'));
  const taken = lines.filter((line) => scanned(line, scanner) !== undefined);
  expect(taken.length / lines.length).toBeGreaterThan(0.25);
});

describe('the quick way', () => {
  const line = (more: string): string => `{"kind":"call","from":"a","to":"b","fn":"NdisCoCreateVc"${more}}`;

  test.each([
    ['numbers', ',"n":9007199254740991,"t":1700000000.123456,"irql":2,"status":259,"thread":7'],
    ['handles of all kinds', ',"args":{"af":null,"vc":18446603336221196289,"sap":"","nbl":[ "a" , 1 ],"party":"0xff"}'],
    [
      'any other field',
      ',"cpu":[1,{"a":"b"}],"x":true,"y":false,"z":null,"q":"","args":{"r":{"s":[{}]},"t":[],"u":false}',
    ],
    ['spaces', ' , "args" : { "vc" : "1" } , "t" : 1 '],
    ['no arguments', ',"args":{},"t":1'],
  ])('takes %s', (_what, more) => {
    const [record] = readSlowly(bytesOf(line(more))).records;
    expect(record).toBeDefined();
    expect(scanned(line(more))).toStrictEqual(record);
  });

  test.each([
    ['an escape', ',"thread":"\\u0061"'],
    ['an escaped key', ',"\\u0074":1'],
    ['what is no ASCII', ',"thread":"é"'],
    ['a control character', ',"thread":"\u0001"'],
    ['a number with an exponent', ',"t":1e3'],
    ['more digits than are exact', ',"t":12345678901.234567'],
    ['more than the largest exact number', ',"n":9007199254740992'],
    ['more zeros than are exact', ',"t":0.00000000000000000000001'],
    ['minus nothing', ',"t":-0'],
    ['arguments twice', ',"args":{},"args":{}'],
    ['a prototype', ',"args":{"__proto__":1}'],
    ['too many levels', `,"args":{"x":${'['.repeat(63)}${']'.repeat(63)}}`],
    ['a missing bracket', ',"args":{"vc":"1"'],
    ['brackets that cross', ',"args":{"x":[{]}}'],
    ['a second record', '}{'],
    ['a wrong word', ',"args":{"x":nulL}'],
    ['a wrong status', ',"status":"what?"'],
  ])('leaves %s to the long way', (_what, more) => expect(scanned(line(more))).toBeUndefined());

  test('keeps up with more layouts and words than it can learn', () => {
    const lines = Array.from({ length: 3000 }, (_, n) =>
      line(`,"k${n}":1${' '.repeat(n % 50)},"thread":"t${n}","args":{"x${n}":"v${n}","vc":"vc${n * 7919}"}`),
    );
    agree(bytesOf([...lines, ...lines].join('\n')));
  });
});

describe('places', () => {
  const json = fc.json({ maxDepth: 4 });
  const spoiled = fc
    .tuple(
      json,
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '0', '.', '-', 'e', ' ', 't', '\u0001', '\ufeff'),
    )
    .map(
      ([text, at, removed, put]) =>
        text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + removed),
    );
  const parsed = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  };

  test('are found in all JSON, and in nothing else', () => {
    fc.assert(
      fc.property(spoiled, (text) => expect(isFault(locate(text))).toBe(parsed(text) === undefined)),
      { numRuns: 3000 },
    );
  });

  test('are those of the values', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (text) => {
        const spaced = ` ${text} `;
        const found = locate(spaced);
        if (isFault(found)) throw new Error(found.expected);
        expect(spaced.slice(found.start, found.end)).toBe(text);
        for (const [key, { start, end }] of found.members) {
          expect(parsed(spaced.slice(start, end))).toEqual((parsed(text) as Record<string, unknown>)[key]);
        }
      }),
    );
  });
});

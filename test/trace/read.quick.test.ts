import fc from 'fast-check';
import { otherNames } from '../../src/protocol/index.js';
import { readTrace } from '../../src/trace/index.js';
import { isFault, locate } from '../../src/trace/read/places.js';
import { Scanner } from '../../src/trace/read/scanner.js';
import { bytesOf, readInChunks, readSlowly, scanned } from './reading.js';

/** The usual, and seldom something else. */
const mostly = (usual: fc.Arbitrary<string>, odd: fc.Arbitrary<string>, weight = 40): fc.Arbitrary<string> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** A JSON text, seldom with one of its characters escaped. */
const written = (text: string): fc.Arbitrary<string> =>
  mostly(
    fc.constant(JSON.stringify(text)),
    fc.nat({ max: Math.max(0, text.length - 1) }).map((at) => {
      const code = `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
      return text === '' ? '""' : `"${text.slice(0, at)}${code}${text.slice(at + 1)}"`;
    }),
    100,
  );
const oneOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts).chain(written);

const integer = fc.oneof(fc.nat({ max: 20_000 }), fc.maxSafeNat()).map(String);
const decimal = fc
  .tuple(fc.oneof(fc.nat(), fc.maxSafeNat()), fc.nat({ max: 12 }), fc.constantFrom('', '-'))
  .map(([digits, places, sign]) => `${sign}${(digits / 10 ** places).toFixed(places)}`);
const number = mostly(
  fc.oneof(integer, decimal),
  fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc.constantFrom('0', '-0', '1.0', '1e3', '1E-2', '01', '18446603336221196289', '1.', '.1', '-', '1e400', '+1'),
  ),
  10,
);
const anything = fc.oneof(
  number,
  fc.json({ maxDepth: 2 }),
  fc.constantFrom('true', 'false', 'null', '[]', '{}', '[1,"a"]', '{"a":[{}]}', 'nul', '"', '', '"\t"', '[1,]', '""'),
);
const any = mostly(fc.constantFrom('true', 'null', '{}', '[[1],{"a":"b"}]', '""', '"x"', '1.5'), anything);

const name = mostly(oneOf('client', 'ndis', 'callManager', 'a b!', 'x'), oneOf('é', ''));
const handle = mostly(
  fc.oneof(
    fc.nat({ max: 300 }).chain((n) => written(`vc${n}`)),
    integer,
    oneOf('0xffffa80012345678', 'a handle that is longer than any that is kept'),
  ),
  fc.constantFrom('null', '"ü"', '""', '-1', '1.0'),
);
const lists = fc.oneof(
  handle,
  fc
    .array(fc.tuple(handle, fc.constantFrom('', ' ')), { maxLength: 3 })
    .map((items) => `[${items.map((item) => item.join('')).join()}]`),
);
const status = mostly(
  fc.oneof(
    oneOf('NDIS_STATUS_SUCCESS', 'PENDING', '0xC0000001', 'STATUS_X'),
    fc.constantFrom('0', '-1073741823', 'null'),
  ),
  fc.constantFrom('"no"', '1.5', '[]'),
);

const argument: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...{ af: handle, sap: handle, vc: handle, party: handle, nbl: lists, status },
  ...{ callParameters: any, flags: oneOf('R'), references: integer },
};
const value: Readonly<Record<string, fc.Arbitrary<string>>> = {
  kind: mostly(oneOf('call', 'return'), fc.constant('"note"')),
  fn: mostly(
    oneOf('NdisCoCreateVc', 'ProtocolCoDeleteVc', 'Other', ...Object.keys(otherNames).slice(0, 3)),
    fc.constant('""'),
  ),
  ...{ from: name, to: name, thread: fc.oneof(name, integer), status, n: integer, t: number },
  irql: mostly(
    fc.oneof(oneOf('PASSIVE_LEVEL', 'DISPATCH_LEVEL'), fc.constantFrom('0', '2')),
    fc.constantFrom('-1', '1.5'),
  ),
  ...{ cpu: any, toString: any },
};

const space = mostly(fc.constant(''), fc.constantFrom(' ', '\t', '\r', ' \t ', '\n'), 200);

/** An object with some of these members, seldom with any value at all, twice the same key, or a key of its own. */
function objectOf(
  members: Readonly<Record<string, fc.Arbitrary<string>>>,
  always: readonly string[],
): fc.Arbitrary<string> {
  const entry = (key: string): fc.Arbitrary<string> =>
    fc
      .tuple(
        space,
        written(key),
        space,
        mostly((Object.hasOwn(members, key) && members[key]) || any, anything, 100),
        space,
      )
      .map(([before, quoted, between, text, behind]) => `${before}${quoted}${between}:${between}${text}${behind}`);
  const some = fc.subarray(Object.keys(members).filter((key) => !always.includes(key)));
  const seldom = (key: string): fc.Arbitrary<readonly string[]> =>
    fc.oneof({ weight: 30, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant([key]) });
  return fc
    .tuple(some, seldom('__proto__'), seldom('status'), seldom('args'))
    .chain((keys) => {
      const all = [...always, ...keys.flat()];
      return fc.shuffledSubarray(all, { minLength: all.length });
    })
    .chain((keys) => fc.tuple(...keys.map(entry)))
    .map((entries) => `{${entries.join()}}`);
}

const args = objectOf(argument, []);
const record = objectOf({ ...value, args }, ['kind', 'from', 'fn', 'to', 'status', 'args']);
const framing = fc.constantFrom(
  ...['{"kind":"note","text":"x"}', '{"kind":"assume","object":"af","handle":1}', '{"kind":"meta","version":1}'],
  ...['', ' \r', 'x', '[', '{"kind":"cpu"}', '{}'],
);
const log = fc
  .array(fc.oneof({ weight: 12, arbitrary: record }, { weight: 1, arbitrary: framing }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((lines) => lines.join('\n'));

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

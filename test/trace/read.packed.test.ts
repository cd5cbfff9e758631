import fc from 'fast-check';
import { deserialize, serialize } from 'node:v8';
import type { LogMeta, LogRecord } from '../../src/protocol/log.js';
import { createPackingReader, readTrace, Unpacker } from '../../src/trace/index.js';
import type { Packed, TraceProblem } from '../../src/trace/index.js';
import { log } from './logs.js';
import { bytesOf } from './reading.js';

/** What another thread gets. */
const sent = (packed: Packed): Packed => deserialize(serialize(packed)) as Packed;

/** Reads bytes, and packs and sends what was read after every so many of them. */
function readPacked(bytes: Uint8Array, portion: number) {
  const records: LogRecord[] = [];
  const problems: TraceProblem[] = [];
  const portions: Packed[] = [];
  const reader = createPackingReader({ onBad: (problem) => problems.push(problem) });
  const unpacker = new Unpacker((record) => records.push(record));
  const pass = (): void => {
    const packed = sent(reader.take());
    portions.push(packed);
    unpacker.unpack(packed);
  };
  for (let at = 0; at < bytes.length; at += portion) {
    reader.push(bytes.subarray(at, at + portion));
    pass();
  }
  reader.end();
  pass();
  return { records, problems, stats: reader.stats, portions };
}

/** Records as text: two are the same if they have the same fields in the same order, down to what is undefined. */
const written = (records: readonly LogRecord[]): readonly string[] =>
  records.map((record) => JSON.stringify(record, (_key, value: unknown) => (isPlain(value) ? value : marked(value))));
const isPlain = (value: unknown): boolean => value !== undefined && !Object.is(value, -0);
const marked = (value: unknown): string => `\u0000${value === undefined ? 'undefined' : '-0'}`;

function agree(bytes: Uint8Array, portion: number) {
  const whole = readTrace(bytes);
  const packed = readPacked(bytes, portion);
  expect(written(packed.records)).toEqual(written(whole.records));
  expect(packed.problems).toEqual(whole.problems);
  expect(packed.stats).toEqual(whole.stats);
  return packed;
}

const call = (more: string, args = ''): string =>
  `{"kind":"call","from":"a","to":"ndis","fn":"NdisCoCreateVc"${more},"args":{${args}}}`;

test('records that were packed come out as they were read', () => {
  fc.assert(
    fc.property(log, fc.integer({ min: 1, max: 4000 }), (text, portion) => {
      agree(bytesOf(text), portion);
    }),
    { numRuns: 400 },
  );
});

test.each<[string, readonly string[]]>([
  ['their own numbers', [call(',"n":7'), call(',"n":9007199254740991'), call(',"n":-1.5'), call(''), call(',"n":3')]],
  ['blank lines', [call(''), '', '', call(''), ' ', call('')]],
  ['functions that are skipped', [call(''), call('').replace('NdisCoCreateVc', 'IoCallDriver'), call('')]],
  ['times', [call(',"t":0'), call(',"t":1700000000.123456'), call(',"t":-1'), call(',"t":1e-300'), call(',"t":-0')]],
  ['levels', [call(',"irql":0'), call(',"irql":"DISPATCH_LEVEL"'), call(',"irql":31'), call(',"irql":4294967298')]],
  ['threads', [call(',"thread":"t"'), call(',"thread":7'), call(',"thread":""'), call('')]],
  ['leaves', [call(',"status":null'), call(',"status":0'), call(',"status":259'), call(',"status":"0xC0000001"')]],
  ['returns', ['null', '"PENDING"'].map((status) => `{"kind":"return","from":"b","fn":"X","status":${status}}`)],
  ['handles', [call('', '"vc":null,"af":1,"sap":"","party":"p"'), call('', '"vc":"__proto__"'), call('', '"vc":"-1"')]],
  ['lists', [call('', '"nbl":[]'), call('', '"nbl":"a"'), call('', '"nbl":["a",2,"c"]'), call('', '"nbl":["a"]')]],
  ['no arguments', [call('', '"vc":1'), '{"kind":"return","from":"b","fn":"NdisCoCreateVc","status":0}', call('')]],
  ['arguments like the last', [call('', '"vc":1,"x":"y"'), call('', '"vc":1,"x":"y"'), call('', '"vc":1'), call('')]],
  [
    'the same arguments with others between them',
    [call('', '"vc":1'), '{"kind":"return","from":"b","fn":"NdisCoCreateVc","status":0}', call('', '"vc":1')],
  ],
  [
    'the same arguments with none between them',
    [call('', '"vc":1'), call(''), call('', '"vc":1'), '{"kind":"note","text":""}', call('', '"vc":1')],
  ],
  [
    'arguments that nobody knows',
    [
      call('', '"x":1,"y":"z","":[{"__proto__":1}],"q":null,"x":2,"3":true,"2":-0'),
      call('', '"__proto__":{"vc":1},"constructor":"c"'),
      call('', `"callParameters":${'['.repeat(62)}${']'.repeat(62)}`),
      call('', '"x":{}'),
      call('', '"x":{}'),
    ],
  ],
  ['what is no ASCII', [call(',"thread":"ü"', '"vc":"\u{1f600}","x":"\\ud800"'), call('', '"vc":"\\udc00"')]],
  [
    'other kinds',
    [
      '{"kind":"meta","version":1,"topology":"cm","actors":{"constructor":"mcm","__proto__":"ndis"},"n":2.5}',
      '{"kind":"assume","object":"vc","handle":1,"args":{"creator":"x","__proto__":[1],"af":null}}',
      '{"kind":"note","text":"\\u0000é"}',
      '{"kind":"end"}',
      call(''),
    ],
  ],
])('%s', (_what, lines) => {
  const bytes = bytesOf([...lines, ...lines].join('\n'));
  for (const portion of [bytes.length, 40, 1]) agree(bytes, portion);
});

test('actors keep having no prototype', () => {
  const { records } = readPacked(bytesOf('{"kind":"meta","version":1,"actors":{"__proto__":"mcm"}}'), 100);
  const { actors } = records[0] as LogMeta;
  expect(Object.getPrototypeOf(actors)).toBeNull();
  expect(Object.entries(actors)).toEqual([['__proto__', 'mcm']]);
});

test('a text is sent once', () => {
  const line = `${call('', '"vc":"vc1","x":"vc1"')}\n`;
  const { portions } = agree(bytesOf(line.repeat(100)), line.length);
  expect(portions.flatMap(({ handles }) => handles)).toEqual(['vc1']);
  expect(portions.slice(1).flatMap(({ names, values }) => [...names, ...values])).toEqual([]);
});

test.each([
  ['many', (n: number) => `vc${n}`, 300_000, 1],
  ['long', (n: number) => `${n}-${'x'.repeat(200_000)}`, 100, 2],
])('%s texts are forgotten, and sent anew', (_what, handle, count, times) => {
  const all = Array.from({ length: count }, (_, n) => call('', `"vc":"${handle(n)}"`));
  const lines = [...all, ...Array.from({ length: times }, () => call('', '"vc":"last"'))];
  const { portions } = agree(bytesOf(lines.join('\n')), 2 ** 20);
  expect(portions.filter(({ isAnew }) => isAnew)).toHaveLength(2);
});

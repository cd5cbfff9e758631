import { otherNames } from '../../src/protocol/index.js';
import type { LogCall, LogMeta, LogRecord, TraceRecord } from '../../src/protocol/index.js';
import { createReader, logged, readTrace } from '../../src/trace/index.js';
import { read } from '../house/sources.js';
import { bytesOf, readInChunks, scanned } from './reading.js';

const golden = ['outgoing-call.cm.ndjson', 'outgoing-call.mcm.ndjson'].map((name) => read(`test/golden/${name}`));

const common = { n: 1, line: 1, thread: '', t: undefined, irql: undefined };
const call: LogCall = {
  ...common,
  kind: 'call',
  from: 'a',
  to: 'ndis',
  fn: 'NdisCoCreateVc',
  args: {},
  status: undefined,
};
const callLine = (more: string): string => `{"kind":"call","from":"a","to":"ndis","fn":"NdisCoCreateVc"${more}}`;

/** The one record of a line. */
function recordOf(line: string): LogRecord {
  const { records, problems } = readTrace(line);
  expect(problems).toEqual([]);
  expect(records).toHaveLength(1);
  return records[0]!;
}

describe('a record', () => {
  test.each<[string, string, LogRecord]>([
    [
      'meta',
      '{"kind":"meta","version":1,"topology":"mcm","actors":{"app":"client","wan":"mcm","os":"ndis"},"title":"T","source":{}}',
      {
        ...{ kind: 'meta', n: 1, line: 1, topology: 'mcm', title: 'T' },
        actors: { app: 'client', wan: 'mcm', os: 'ndis' },
      },
    ],
    [
      'meta that says nothing',
      '{"kind":"meta","version":1}',
      { kind: 'meta', n: 1, line: 1, topology: undefined, actors: {}, title: undefined },
    ],
    ['call', callLine(''), call],
    [
      'call with everything',
      '{"args":{"nbl":["p1",2],"af":"af1","sap":3,"vc":null,"party":"q","status":"CLOSING","callParameters":{"x":[1]},' +
        '"flags":"R"},"t":1.25,"irql":"DISPATCH_LEVEL","thread":"t1","fn":"NdisCoCreateVc","to":"b","from":"a",' +
        '"kind":"call","n":17,"status":259,"other":[true]}',
      {
        ...{ kind: 'call', n: 17, line: 1, fn: 'NdisCoCreateVc', from: 'a', to: 'b', thread: 't1', t: 1.25, irql: 2 },
        args: {
          ...{ af: 'af1', sap: '3', vc: null, party: 'q', nbl: ['p1', '2'], status: 'NDIS_STATUS_CLOSING' },
          ...{ callParameters: { x: [1] }, flags: 'R' },
        },
        status: 'NDIS_STATUS_PENDING',
      },
    ],
    [
      'return',
      '{"kind":"return","from":"ndis","fn":"NdisCoCreateVc","status":"SUCCESS","args":{"vc":"vc1"},"thread":7}',
      {
        ...common,
        ...{ kind: 'return', from: 'ndis', fn: 'NdisCoCreateVc', thread: '7', args: { vc: 'vc1' } },
        status: 'NDIS_STATUS_SUCCESS',
      },
    ],
    [
      'return of a count, in NDIS 5',
      '{"kind":"return","from":"b","fn":"ProtocolCoReceivePacket","status":null,"args":{"references":0}}',
      {
        ...common,
        ...{ kind: 'return', from: 'b', fn: 'ProtocolCoReceiveNetBufferLists', args: { references: 0 }, status: null },
      },
    ],
    [
      'assume',
      '{"kind":"assume","object":"vc","handle":1,"state":"active","args":{"creator":"a","af":2,"call":"hungUp","x":[]}}',
      {
        ...{ kind: 'assume', n: 1, line: 1, object: 'vc', handle: '1', state: 'active' },
        args: { creator: 'a', af: '2', call: 'hungUp', x: [] },
      },
    ],
    [
      'assume of a VC on no address family',
      '{"kind":"assume","object":"vc","handle":"svc","args":{"af":null}}',
      { kind: 'assume', n: 1, line: 1, object: 'vc', handle: 'svc', state: undefined, args: { af: null } },
    ],
    [
      'assume of a packet',
      '{"kind":"assume","object":"send","handle":"p1"}',
      { kind: 'assume', n: 1, line: 1, object: 'send', handle: 'p1', state: undefined, args: {} },
    ],
    ['note', '{"kind":"note","text":"\\u00e9","from":"x","n":3}', { kind: 'note', n: 3, line: 1, text: 'é' }],
    ['end', '{"kind":"end"}', { kind: 'end', n: 1, line: 1 }],
  ])('%s', (_what, line, record) => expect(recordOf(line)).toEqual(record));

  test.each([
    ['"vc1"', 'vc1'],
    ['17', '17'],
    ['0', '0'],
    ['-1', '-1'],
    ['-0', '0'],
    ['1.0', '1'],
    ['1e3', '1000'],
    ['null', null],
    ['18446603336221196288', '18446603336221196288'],
    ['18446603336221196289', '18446603336221196289'],
    ['"\\u0076c1"', 'vc1'],
    ['"\\ud800"', '\ud800'],
    ['"vc 1!"', 'vc 1!'],
    ['""', ''],
  ])('the handle %s', (written, handle) => {
    expect(recordOf(callLine(`,"args":{"vc":${written}}`))).toEqual({ ...call, args: { vc: handle } });
  });

  test.each([
    ['"NDIS_STATUS_FAILURE"', 'NDIS_STATUS_FAILURE'],
    ['"FAILURE"', 'NDIS_STATUS_FAILURE'],
    ['"0xC0000001"', 'NDIS_STATUS_FAILURE'],
    ['3221225473', 'NDIS_STATUS_FAILURE'],
    ['-1073741823', 'NDIS_STATUS_FAILURE'],
    ['0', 'NDIS_STATUS_SUCCESS'],
    ['"NDIS_STATUS_MEDIA_DISCONNECTED"', 'NDIS_STATUS_MEDIA_DISCONNECTED'],
    ['null', null],
  ])('the status %s', (written, status) => {
    expect(recordOf(callLine(`,"status":${written}`))).toEqual({ ...call, status });
  });

  test.each([
    ['"APC_LEVEL"', 1],
    ['2', 2],
    ['0', 0],
  ])('the level %s', (written, irql) => expect(recordOf(callLine(`,"irql":${written}`))).toEqual({ ...call, irql }));

  test.each(['0', '-1.5', '12.345678', '1e-7', '123456789012345678', '0.1', '-0'])('the time %s', (written) => {
    expect(recordOf(callLine(`,"t":${written}`))).toEqual({ ...call, t: Number(written) });
  });

  test.each(Object.entries(otherNames))('%s is %s', (name, fn) => {
    expect(recordOf(callLine('').replace('NdisCoCreateVc', name))).toMatchObject({ fn });
  });

  test('an absent field is absent, and an empty list is a list', () => {
    expect(Object.keys((recordOf(callLine(',"args":{"vc":"1"}')) as LogCall).args)).toEqual(['vc']);
    expect(recordOf(callLine(',"args":{"nbl":[]}'))).toEqual({ ...call, args: { nbl: [] } });
  });

  test('all arguments that are absent are one object, which nobody can change', () => {
    const [one, other] = [recordOf(callLine('')), recordOf(callLine(',"t":1'))] as LogCall[];
    expect(one!.args).toBe(other!.args);
    expect(Object.isFrozen(one!.args)).toBe(true);
  });

  test('the last of two equal keys counts', () => {
    expect(recordOf(callLine(',"t":1,"t":2,"args":{"vc":1},"args":{"af":2,"af":3}'))).toEqual({
      ...call,
      t: 2,
      args: { af: '3' },
    });
  });

  test('no key reaches a prototype', () => {
    const { args } = recordOf(callLine(',"__proto__":{"t":1},"args":{"__proto__":{"vc":"1"}}')) as LogCall;
    expect(Object.getPrototypeOf(args)).toBe(Object.prototype);
    expect(Object.keys(args)).toEqual(['__proto__']);
    expect(args.vc).toBeUndefined();
    const { actors } = recordOf('{"kind":"meta","version":1,"actors":{"__proto__":"mcm"}}') as LogMeta;
    expect(actors['constructor']).toBeUndefined();
    expect(Object.entries(actors)).toEqual([['__proto__', 'mcm']]);
    expect({}).not.toHaveProperty('vc');
  });
});

describe('a log', () => {
  test.each(golden)('that a run has written gives its records back (%#)', (text) => {
    const { records, problems } = readTrace(text);
    expect(problems).toEqual([]);
    const written = text.trimEnd().split('\n');
    expect(records).toEqual(
      written.map((line, index) => ({ ...logged(JSON.parse(line) as TraceRecord, index + 1), line: index + 1 })),
    );
  });

  test('is read the quick way', () => {
    const lines = golden.flatMap((text) => text.split('\n')).filter((line) => /"kind":"(call|return)"/.test(line));
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => scanned(line) === undefined)).toEqual([]);
    const spaced = lines.map((line) => line.replaceAll('":', '" : ').replaceAll(',"', ' , "'));
    expect(spaced.filter((line) => scanned(` ${line} \r`) === undefined)).toEqual([]);
  });

  test('numbers its records by their place, and lines by theirs', () => {
    const { records } = readTrace(['', callLine(''), ' \r', 'x', callLine(',"n":9'), callLine('')].join('\n'));
    expect(records.map(({ n, line }) => [n, line])).toEqual([
      [1, 2],
      [9, 5],
      [4, 6],
    ]);
  });

  test('may have lines that are no concern of ours, which are counted', () => {
    const other = callLine('').replace('NdisCoCreateVc', 'NdisAllocateMemory');
    const { records, problems, stats } = readTrace(
      [other, other, '{"kind":"return","fn":"constructor"}', '{"kind":"cpu"}', callLine(''), ''].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(records).toHaveLength(1);
    expect(stats).toMatchObject({ lines: 5, records: 1, bad: 0 });
    expect([...stats.unknownFunctions]).toEqual([
      ['NdisAllocateMemory', 2],
      ['constructor', 1],
    ]);
    expect([...stats.skippedKinds]).toEqual([['cpu', 1]]);
  });

  test('of a thousand and one unknown kinds is counted within bounds', () => {
    const kinds = Array.from({ length: 1500 }, (_, n) => `{"kind":"k${n}${'x'.repeat(n)}"}`);
    const { skippedKinds } = readTrace(kinds.join('\n')).stats;
    expect(skippedKinds.size).toBe(1001);
    expect(Math.max(...[...skippedKinds.keys()].map((name) => name.length))).toBe(101);
    expect([...skippedKinds.values()].reduce((sum, count) => sum + count)).toBe(1500);
  });

  test.each([
    ['a byte order mark', `\ufeff${callLine('')}\n`, 1],
    ['a byte order mark alone', '\ufeff', 0],
    ['carriage returns', `${callLine('')}\r\n\r\n${callLine('')}\r\n`, 2],
    ['no last line break', `${callLine('')}\n${callLine('')}`, 2],
    ['nothing', '', 0],
    ['blank lines', '\n\n \t\r\n', 0],
  ])('with %s', (_what, text, count) => {
    const { records, problems } = readTrace(text);
    expect(problems).toEqual([]);
    expect(records).toHaveLength(count);
  });

  test('is read as it comes: every whole line at once', () => {
    const records: LogRecord[] = [];
    const reader = createReader({ onRecord: (record) => records.push(record) });
    reader.push(bytesOf(`${callLine('')}\n${callLine('').slice(0, 20)}`));
    expect(records).toHaveLength(1);
    reader.push(bytesOf(`${callLine('').slice(20)}\n`));
    expect(records).toHaveLength(2);
    reader.end();
    expect(reader.stats).toMatchObject({ lines: 2, records: 2, bad: 0, bytes: 2 * callLine('').length + 2 });
  });

  test('comes to the same wherever its bytes are cut', () => {
    const text = `\ufeff${golden[0]!}x\n\r\n{"kind":"note","text":"é"}\n{"kind":"ca`;
    const whole = readTrace(text);
    expect(whole.problems).toHaveLength(3);
    for (const size of [1, 2, 3, 7, 64, 1000]) expect(readInChunks(bytesOf(text), [size])).toEqual(whole);
  });
});

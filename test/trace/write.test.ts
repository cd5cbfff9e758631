import type { TraceRecord } from '../../src/protocol/trace.js';
import { writeRecord, writeTrace } from '../../src/trace/index.js';

test.each<[string, TraceRecord, string]>([
  [
    'meta',
    { actors: { client: 'client' }, title: 'T', version: 1, topology: 'mcm', kind: 'meta' },
    '{"kind":"meta","version":1,"topology":"mcm","title":"T","actors":{"client":"client"}}',
  ],
  [
    'call',
    {
      args: { callParameters: 'P1', vc: 'vc1', status: 'NDIS_STATUS_SUCCESS', af: null },
      irql: 'PASSIVE_LEVEL',
      t: 0,
      fn: 'NdisClMakeCall',
      to: 'ndis',
      from: 'client',
      thread: 't2',
      kind: 'call',
    },
    '{"kind":"call","from":"client","to":"ndis","fn":"NdisClMakeCall","thread":"t2","t":0,"irql":"PASSIVE_LEVEL",' +
      '"args":{"af":null,"vc":"vc1","callParameters":"P1","status":"NDIS_STATUS_SUCCESS"}}',
  ],
  [
    'return',
    { status: null, rule: 'VC-DEL-02', fn: 'NdisCoDeleteVc', from: 'ndis', kind: 'return', t: 1.5 },
    '{"kind":"return","from":"ndis","fn":"NdisCoDeleteVc","t":1.5,"status":null,"rule":"VC-DEL-02"}',
  ],
  [
    'assume',
    { args: { creator: 'client', af: 'af1' }, state: 'active', handle: 'vc1', object: 'vc', kind: 'assume' },
    '{"kind":"assume","object":"vc","handle":"vc1","state":"active","args":{"af":"af1","creator":"client"}}',
  ],
  [
    'note',
    { text: 'setup', t: 0, to: 'network', from: 'client', kind: 'note' },
    '{"kind":"note","from":"client","to":"network","t":0,"text":"setup"}',
  ],
  ['end', { kind: 'end' }, '{"kind":"end"}'],
])('%s', (_kind, record, line) => expect(writeRecord(record)).toBe(line));

test('what is undefined is not written', () => {
  expect(writeRecord({ kind: 'note', text: 'x', ...({ from: undefined } as object) })).toBe(
    '{"kind":"note","text":"x"}',
  );
});

test('a record is one line for every reader, and gives itself back', () => {
  const record: TraceRecord = { kind: 'note', text: '\n\r\u0085\u2028\u2029\u007f\u009b\ud800"\\' };
  const line = writeRecord(record);
  expect(line).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(line)).toEqual(record);
});

test('a trace ends with a line break', () => {
  expect(writeTrace([{ kind: 'note', text: 'x' }, { kind: 'end' }])).toBe(
    '{"kind":"note","text":"x"}\n{"kind":"end"}\n',
  );
  expect(writeTrace([])).toBe('');
});

import fc from 'fast-check';
import { logged } from '../../src/trace/logged.js';
import { parseQuery } from '../../src/query/index.js';
import type { Queried } from '../../src/query/index.js';
import { Run } from '../../inspector/common/run.js';
import type { RunRecord } from '../../inspector/common/wire.js';

const records: readonly RunRecord[] = [
  { kind: 'meta', version: 1, topology: 'cm', actors: { client: 'client' } },
  { kind: 'call', from: 'client', to: 'ndis', fn: 'NdisCoCreateVc', args: { vc: 'vc1' }, thread: 'T1' },
  { kind: 'return', from: 'ndis', fn: 'NdisCoCreateVc', status: 'NDIS_STATUS_RESOURCES', rule: 'VC-CREATE-11' },
  { kind: 'note', text: 'the user hangs up', from: 'user', to: 'client' },
  {
    kind: 'step',
    ...{ n: 1, t: 0, actor: 'vc[2]', from: null, cause: null, transitions: [['vc.x#0']], actions: [], sent: [] },
    event: { type: 'NdisCoSendNetBufferLists' },
    before: { life: 'created', call: 'none' },
    value: { life: 'active', call: 'none' },
    patch: [[['sends', 0], 'tx1']],
    status: 'active',
  },
  { kind: 'mark', at: 1, level: 'violation', rule: 'VC-DEL-02', text: 'still active' },
];

const run = new Run();
records.forEach((record) => run.add(record));
const found = (query: string) => records.flatMap((_, place) => (parseQuery(query).matches(run, place) ? place : []));

test.each([
  ['', [0, 1, 2, 3, 4, 5]],
  ['event:NdisCo*', [1, 2, 4]],
  ['event:ndiscocreatevc', [1, 2]],
  ['event:NdisCo* kind:call,step', [1, 4]],
  ['lane:client', [1, 3]],
  ['from:client', [1]],
  ['to:ndis', [1]],
  ['status:RESOURCES', [2]],
  ['status:NDIS_STATUS_RESOURCES', [2]],
  ['kind:return status!=SUCCESS', [2]],
  ['rule:VC-*', [1, 2, 5]],
  ['level:violation', [1]],
  ['vc:1', [1]],
  ['vc:vc2', [4]],
  ['thread:t1', [1]],
  ['state:active', [4]],
  ['state:life.active', [4]],
  ['changed:context.sends', [4]],
  ['changed:context.sends[0]', [4]],
  ['changed:context.lent', []],
  ['step:1..2', [1, 2]],
  ['step:4..', [4, 5]],
  ['step:..1', [0, 1]],
  ['step:3', [3]],
  ['"hangs up"', [3]],
  ['-kind:meta,mark,note "e"', [1, 2, 4]],
  ['-"hangs up" kind:note', []],
])('%s', (query, places) => {
  expect(parseQuery(query).problems).toEqual([]);
  expect(found(query)).toEqual(places);
});

test.each([
  ['evnt:x', 0, 6, 'there is no field evnt'],
  ['kind:call step:a', 10, 6, 'is no range'],
  ['kind:call "open', 10, 5, 'never closed'],
  ['rule:""', 0, 7, 'compared with nothing'],
])('%s is explained', (query, at, length, text) => {
  expect(parseQuery(query).problems).toEqual([{ at, length, text: expect.stringContaining(text) as string }]);
});

test('what is understood holds beside what is not', () => {
  expect(found('evnt:x kind:note')).toEqual([3]);
});

test('no text is too strange, and none takes long', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      const { matches } = parseQuery(text);
      expect(typeof matches(run, 1)).toBe('boolean');
    }),
  );
});

test('records of a log are asked as those of a run are', () => {
  const log: readonly Queried[] = records.flatMap((record, at) =>
    record.kind === 'call' || record.kind === 'return' || record.kind === 'note' ? [logged(record, at + 1)] : [],
  );
  const asked = (query: string): readonly string[] => {
    const { matches } = parseQuery(query);
    const here = { at: (place: number) => log[place], marksAt: () => [] };
    return log.flatMap((record, place) => (matches(here, place) ? [record.kind] : []));
  };
  expect(asked('event:NdisCo*')).toEqual(['call', 'return']);
  expect(asked('status:RESOURCES')).toEqual(['return']);
  expect(asked('vc:1 thread:T1')).toEqual(['call']);
  expect(asked('hangs')).toEqual(['note']);
});

test('a query says whether what is wrong with records may decide', () => {
  const asks = (query: string) => parseQuery(query).asksForMarks;
  expect(['rule:VC-*', '-level:warning', 'deactivat'].map(asks)).toEqual([true, true, true]);
  expect(['', 'kind:call event:Ndis*', 'step:4'].map(asks)).toEqual([false, false, false]);
});

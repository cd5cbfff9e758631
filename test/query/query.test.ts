import fc from 'fast-check';
import { parseQuery } from '../../inspector/common/query.js';
import { Run } from '../../inspector/common/run.js';
import type { RunRecord } from '../../inspector/common/wire.js';
import { hashOf, viewOf } from '../../inspector/common/url.js';
import type { View } from '../../inspector/common/url.js';

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
  ['evnt:x', 0, 'there is no field evnt'],
  ['kind:call step:a', 10, 'is no range'],
  ['kind:call "open', 10, 'never closed'],
  ['rule:""', 0, 'compared with nothing'],
])('%s is explained', (query, at, text) => {
  expect(parseQuery(query).problems).toEqual([{ at, text: expect.stringContaining(text) as string }]);
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

describe('a view in an address', () => {
  const names = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
  const views: fc.Arbitrary<View> = fc.record(
    {
      at: fc.nat(),
      query: fc.string({ minLength: 1 }),
      charts: names,
      lanes: names,
      hidden: names,
      folded: names,
      panel: fc.string({ minLength: 1 }),
      heat: fc.constant(true),
    },
    { requiredKeys: [] },
  );

  test('comes back as it went', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(viewOf(hashOf(view))).toEqual(view);
      }),
    );
  });

  test('reads well', () => {
    expect(hashOf({ at: 41, query: 'event:NdisCo* lane:vc[1]', charts: ['vc[1]', 'adapter[1]'] })).toBe(
      '#at=41&query=event:NdisCo*+lane:vc[1]&charts=vc[1],adapter[1]',
    );
  });

  test.each(['#', '#at=-1', '#at=1e9', '#query=%E0%A4%A', '#foo=bar&&=', '#at=99999999999999999999'])(
    '%s is as usual',
    (hash) => {
      expect(viewOf(hash)).toEqual({});
    },
  );
});

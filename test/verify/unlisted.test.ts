import { checkRecords, judges, logged } from '../../src/trace/index.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import type { AnyMonitor } from '../../src/rules/index.js';
import { createSystem } from '../../src/system/index.js';
import { metaOf } from '../../src/protocol/meta.js';
import { shares } from '../../src/verify/groups.js';
import { primerOf } from '../../src/verify/primer.js';
import { isOfLists, unlisted } from '../../src/verify/unlisted.js';

const call = (fn: string, args = {}) => ({ kind: 'call', from: 'client', to: 'ndis', fn, args }) as TraceRecord;
const back = (fn: string) => ({ kind: 'return', from: 'ndis', fn, status: 'NDIS_STATUS_SUCCESS' }) as TraceRecord;
const told = (records: readonly TraceRecord[]) =>
  records.map((record) => ('fn' in record ? `${record.kind} ${record.fn}` : record.kind));

describe('what is said without lists', () => {
  test('leaves out what moves lists, and keeps what happens inside it', () => {
    const records = [
      call('NdisCoSendNetBufferLists', { nbl: ['tx1'] }),
      call('MiniportCoSendNetBufferLists', { nbl: ['tx1'] }),
      back('MiniportCoSendNetBufferLists'),
      back('NdisCoSendNetBufferLists'),
      call('NdisReturnNetBufferLists', { nbl: ['rx1'] }),
      call('MiniportReturnNetBufferLists', { nbl: ['rx1'] }),
      back('MiniportReturnNetBufferLists'),
      call('NdisMCoDeactivateVcComplete', { vc: 'vc1' }),
      back('NdisMCoDeactivateVcComplete'),
      back('NdisReturnNetBufferLists'),
      { kind: 'note', text: 'and so on' } as TraceRecord,
    ];
    const rest = unlisted(records);
    expect(told(rest)).toEqual([
      'call NdisReturnNetBufferLists',
      'call NdisMCoDeactivateVcComplete',
      'return NdisMCoDeactivateVcComplete',
      'return NdisReturnNetBufferLists',
      'note',
    ]);
    expect(rest[0]).toMatchObject({ args: { nbl: [] } });
    expect(rest.slice(1)).toEqual([...records.slice(7, 9), ...records.slice(9)]);
  });

  test('threads do not get into each other', () => {
    const on = (thread: string, record: TraceRecord) => ({ ...record, thread }) as TraceRecord;
    const records = [
      on('a', call('NdisCoSendNetBufferLists', { nbl: ['tx1'] })),
      on('b', call('NdisClCloseCall', { vc: 'vc1' })),
      on('a', back('NdisCoSendNetBufferLists')),
      on('b', back('NdisClCloseCall')),
    ];
    expect(unlisted(records)).toEqual([records[1], records[3]]);
  });
});

test.each(shares.unlisted)('%s hears nothing of lists', (name) => {
  const { hears } = judges.find((judge) => judge.name === name) as AnyMonitor;
  const heard = hears && ('length' in hears ? hears : Object.values(hears).flat());
  expect(heard).toBeDefined();
  expect((heard ?? []).filter(isOfLists)).toEqual([]);
});

test('every judge but the contracts has his share', () => {
  const { tandem, primed, unlisted: bare } = shares;
  const all = [...tandem, ...primed, ...bare];
  expect(new Set(all).size).toBe(all.length);
  expect(judges.length - all.length).toBe(6);
});

test.each(['cm', 'mcm'] as const)('a system that shows who moves lists breaks nothing by it (%s)', (topology) => {
  const records: TraceRecord[] = [metaOf(topology)];
  const system = createSystem({ topology });
  system.subscribe((record) => records.push(record));
  system.start();
  const primed = [...records, ...primerOf(topology)].map((record, n) => logged(record, n + 1));
  const { violations, warnings } = checkRecords(primed);
  expect([...violations, ...warnings]).toEqual([]);
});

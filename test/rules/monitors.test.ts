import { isRuleId, rules } from '../../src/protocol/rules.js';
import { createWatch, left, monitors, observe, openBooks, owed } from '../../src/rules/index.js';
import { dataRows } from './data.rows.js';
import { lifeRows } from './life.rows.js';
import { broken, judged, record } from './lines.js';
import { operationRows } from './operations.rows.js';
import { creation, deactivate, send, vc } from './rows.js';

const rows = [...dataRows, ...lifeRows, ...operationRows];

describe('each rule has a bad trace and its legal twin', () => {
  test.each(rows)('$rule · $what', ({ rule, topology, given, bad, good }) => {
    expect(broken(topology, given)).toEqual([]);
    expect(broken(topology, [...given, ...bad])).toEqual([rule]);
    expect(broken(topology, [...given, ...good])).toEqual([]);
  });

  test('a monitor reports only rules that it names', () => {
    const named = new Set(monitors.flatMap((monitor) => monitor.rules));
    expect(rows.map(({ rule }) => rule).filter((rule) => !named.has(rule))).toEqual([]);
    expect([...named].filter((rule) => !isRuleId(rule))).toEqual([]);
  });

  test('breaking a SHOULD is a warning', () => {
    const levels = rows.flatMap(({ topology, given, bad }) => judged(topology, [...given, ...bad]));
    expect(levels.filter(({ rule, level }) => (level === 'warning') !== (rules[rule].level === 'SHOULD'))).toEqual([]);
  });
});

describe('what NDIS has refused', () => {
  const refused = ['client > ndis NdisClMakeCall vc=vc1', 'ndis < NdisClMakeCall FAILURE rule=CALL-OUT-02'];

  test('is a violation by the caller', () => {
    expect(judged('cm', [vc('created'), ...refused])).toEqual([
      {
        rule: 'CALL-OUT-02',
        level: 'error',
        by: 'client',
        message: 'NDIS refuses NdisClMakeCall of client on vc1',
        record: 3,
        refused: true,
      },
    ]);
  });

  test('is reported once, where a monitor had seen it at the call', () => {
    const lines = [
      vc('active'),
      'callManager > ndis NdisCoDeleteVc vc=vc1',
      'ndis < NdisCoDeleteVc FAILURE rule=VC-DEL-01',
    ];
    expect(judged('cm', lines).map(({ rule, record: number }) => [rule, number])).toEqual([['VC-DEL-01', 2]]);
  });

  test.each([
    [
      'a deactivation',
      'callManager > ndis NdisCmDeactivateVc vc=vc1',
      'ndis < NdisCmDeactivateVc FAILURE rule=VC-DEACT-11',
      send,
    ],
    [
      'a send',
      'client > ndis NdisCoSendNetBufferLists vc=vc1 nbl=tx1',
      'ndis < NdisCoSendNetBufferLists void rule=SEND-01',
      'end',
    ],
    [
      'an indication',
      'miniport > ndis NdisMCoIndicateReceiveNetBufferLists vc=vc1 nbl=rx1',
      'ndis < NdisMCoIndicateReceiveNetBufferLists void rule=RECV-01',
      'end',
    ],
  ])('has not happened: %s', (_, call, back, next) => {
    expect(judged('cm', [vc('active'), call, back, next]).map(({ refused: isRefused }) => isRefused)).toEqual([true]);
  });

  test('leaves what it would have completed under way', () => {
    const lines = [
      vc('active'),
      send,
      ...deactivate,
      'miniport > ndis NdisMCoDeactivateVcComplete vc=vc1 status=SUCCESS',
      'ndis < NdisMCoDeactivateVcComplete void rule=VC-DEACT-04',
      'miniport > ndis NdisMCoSendNetBufferListsComplete vc=vc1 nbl=tx1 : void',
      'miniport > ndis NdisMCoDeactivateVcComplete vc=vc1 status=SUCCESS : void',
      'end',
    ];
    expect(broken('cm', lines)).toEqual(['VC-DEACT-04']);
  });
});

describe('a watch', () => {
  test('says what is owed, by whom and since when', () => {
    const watch = createWatch('cm');
    [vc('active'), send, ...deactivate].forEach((line) => watch.observe(record(line)));
    expect(watch.owed().map(({ rule, by, since }) => [rule, by, since])).toEqual([
      ['SEND-07', 'miniport', 2],
      ['VC-DEACT-07', 'miniport', 4],
    ]);
    expect(watch.left()).toEqual([{ vc: 'vc1', life: 'deactivating' }]);
  });

  test('takes returns that are not strictly nested, and knows the threads apart', () => {
    const on = (thread: string, line: string) => ({ ...record(line), thread }) as ReturnType<typeof record>;
    const watch = createWatch('cm');
    const seen = [
      record(vc('active')),
      on('a', 'client > ndis NdisClModifyCallQoS vc=vc1'),
      on('b', 'miniport > ndis NdisMCoIndicateReceiveNetBufferLists vc=vc1 nbl=rx1'),
      on('a', 'ndis > callManager ProtocolCmModifyCallQoS vc=vc1'),
      on('b', 'ndis < NdisMCoIndicateReceiveNetBufferLists void'),
      on('a', 'callManager < ProtocolCmModifyCallQoS RESOURCES'),
      on('a', 'ndis < NdisClModifyCallQoS RESOURCES'),
    ].flatMap((one) => watch.observe(one));
    expect(seen).toEqual([]);
  });

  test('judges nothing that a record does not carry', () => {
    expect(
      judged('cm', ['client > ndis NdisClMakeCall : SUCCESS', 'client > ndis NdisCoSendNetBufferLists : void']),
    ).toEqual([]);
  });

  test('books are plain data, and observing leaves them as they were', () => {
    const empty = openBooks('cm');
    let books = empty;
    for (const [n, line] of creation.entries()) {
      const before = JSON.stringify(books);
      const observed = observe(books, record(line), n + 1);
      expect(JSON.stringify(books)).toBe(before);
      books = observed.books;
    }
    expect(JSON.parse(JSON.stringify(books))).toEqual(books);
    expect(empty).toEqual(openBooks('cm'));
    expect(owed(books)).toEqual([]);
    expect(left(books)).toEqual([{ vc: 'vc1', life: 'created' }]);
  });
});

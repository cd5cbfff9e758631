import { brokenRules, toText } from '../../src/export/index.js';
import { rules } from '../../src/protocol/rules.js';
import { expectGolden } from './golden.js';
import { call, nested, note, refusedDeletion, returns, sheetOf } from './sheets.js';

/** What is printed between the title and the sum. */
const linesOf = (...records: Parameters<typeof sheetOf>[0]): readonly string[] => {
  const lines = toText(sheetOf(records)).split('\n').slice(2);
  return lines.slice(0, lines.indexOf(''));
};

test('a refusal', () => expectGolden('refused-deletion.txt', toText(refusedDeletion)));
test('nesting', () => expectGolden('nested.txt', toText(nested)));

describe('a function', () => {
  test('in which nothing happens takes one line', () => {
    expect(
      linesOf(
        call('ndis', 'miniport', 'MiniportCoActivateVc', { vc: 'vc1', callParameters: 'P1' }),
        returns('miniport', 'MiniportCoActivateVc', 'NDIS_STATUS_PENDING'),
      ),
    ).toEqual(['ndis → miniport  MiniportCoActivateVc(vc1, P1) = PENDING']);
  });

  test('that is void and empty has no status', () => {
    expect(
      linesOf(
        call('ndis', 'client', 'ProtocolClCallConnected', { vc: 'vc1' }),
        returns('client', 'ProtocolClCallConnected', null),
      ),
    ).toEqual(['ndis → client  ProtocolClCallConnected(vc1)']);
  });

  test('in which the next step begins is left on a line of its own', () => {
    const records = [
      call('client', 'ndis', 'NdisClMakeCall', { vc: 'vc1' }),
      returns('ndis', 'NdisClMakeCall', 'NDIS_STATUS_PENDING'),
    ];
    const steps = [{ text: 'adapter.fail', outcome: { result: 'taken' as const }, from: 1, to: 2 }];
    expect(toText(sheetOf(records, { steps })).split('\n').slice(3, 6)).toEqual([
      '',
      '» adapter.fail',
      'client ← ndis  NdisClMakeCall = PENDING',
    ]);
  });

  test('of a second thread starts at the margin and says so', () => {
    expect(
      linesOf(
        call('client', 'ndis', 'NdisClMakeCall', { vc: 'vc1' }),
        { ...call('miniport', 'ndis', 'NdisMCoActivateVcComplete', { vc: 'vc2' }), thread: 't2' },
        returns('ndis', 'NdisClMakeCall', 'NDIS_STATUS_PENDING'),
        returns('ndis', 'NdisMCoActivateVcComplete', null, { thread: 't2' }),
      ),
    ).toEqual([
      'client → ndis    NdisClMakeCall(vc1)',
      'miniport → ndis  NdisMCoActivateVcComplete(vc2)  [t2]',
      'client ← ndis    NdisClMakeCall = PENDING',
      'miniport ← ndis  NdisMCoActivateVcComplete returns  [t2]',
    ]);
  });

  test('that is left without having been entered is shown all the same', () => {
    expect(linesOf(returns('ndis', 'NdisClMakeCall', 'NDIS_STATUS_FAILURE'))).toEqual([
      '? ← ndis  NdisClMakeCall = FAILURE',
    ]);
  });

  test('with many packets names the first and counts the rest', () => {
    const nbl = Array.from({ length: 40 }, (_, index) => `vc1-tx${index}`);
    expect(linesOf(call('client', 'ndis', 'NdisCoSendNetBufferLists', { vc: 'vc1', nbl }))).toEqual([
      'client → ndis  NdisCoSendNetBufferLists(vc1, vc1-tx0, vc1-tx1, +38 more)',
    ]);
  });

  test('puts its status argument first, and a NULL handle into words', () => {
    expect(
      linesOf(call('client', 'ndis', 'NdisCoCreateVc', { af: null, status: 'NDIS_STATUS_SUCCESS', vc: 'vc1' })),
    ).toEqual(['client → ndis  NdisCoCreateVc(SUCCESS, af NULL, vc1)']);
  });
});

describe('time', () => {
  const at = (t: number) => ({ ...note('a remark'), t });

  test('has no column while it stands still', () => {
    expect(linesOf(at(1), at(1))).toEqual(['  │ a remark', '  │ a remark']);
  });

  test('has one where it moves, filled where it has moved', () => {
    expect(linesOf(at(0), at(60), at(60))).toEqual([
      '0.000 s     │ a remark',
      '60.000 s    │ a remark',
      '            │ a remark',
    ]);
  });
});

describe('a rule', () => {
  test('that a monitor found broken stands under its record', () => {
    const sheet = sheetOf([call('client', 'ndis', 'NdisCoDeleteVc', { vc: 'vc1' })], {
      violations: [{ rule: 'VC-DEL-01', record: 0 }],
    });
    expect(toText(sheet)).toContain(`\n  │ broken VC-DEL-01: ${rules['VC-DEL-01'].rule}\n`);
    expect(toText(sheet)).toContain('rules broken: VC-DEL-01');
  });

  test('is broken by a bug check, not by an event that a driver does not take', () => {
    const records = [
      note('client[1] does not take client.send', { rule: 'SEND-04' }),
      note('bug check: miniport has answered NDIS_STATUS_PENDING in MiniportCoDeleteVc', { rule: 'VC-DEL-07' }),
    ];
    expect(brokenRules(sheetOf(records))).toEqual([{ rule: 'VC-DEL-07', record: 1 }]);
    expect(toText(sheetOf(records))).toContain(
      '0 calls · 0 refused · 1 event not taken · bug check · rules broken: VC-DEL-07',
    );
  });
});

test('no line but that of a message is longer than the page', () => {
  const long = toText(refusedDeletion, { width: 72 })
    .split('\n')
    .filter((line) => line.length > 72);
  expect(long).toEqual([]);
});

test('an empty run is a title and a sum', () => {
  expect(toText(sheetOf([]))).toMatch(/^By hand +cm\n\n\n0 calls · 0 refused · rules broken: none\n$/);
});

test('what a terminal would obey is shown', () => {
  const text = toText(
    sheetOf([call('client', 'ndis', 'NdisCoCreateVc', { vc: '\u001b[31mvc\u202e1\n' }), note('a\rb\u0007\u2028')], {
      title: '\u001b]0;mine\u0007',
    }),
  );
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect(text).toContain('\\u{1b}[31mvc\\u{202e}1\\n');
});

test('colours are only what the painter makes of them', () => {
  const text = toText(refusedDeletion, { paint: (style, part) => `<${style}>${part}</>` });
  expect(text).toContain('<strong>A deletion too early</>');
  expect(text).toContain('<bad>NOT_ACCEPTED</>');
  expect(text.replace(/<\w+>|<\/>/g, '')).toBe(toText(refusedDeletion));
});

import type { LogRecord } from '../../src/protocol/log.js';
import { rules } from '../../src/protocol/rules.js';
import type { Violation } from '../../src/rules/index.js';
import { checkRecords, explain, Slicer, wantedIn } from '../../src/trace/index.js';
import type { CheckOptions, Explained } from '../../src/trace/index.js';
import { cureOf } from '../../src/trace/diagnosis/diagnose.js';
import { recordsOf, specimens } from '../conformance/load.js';

const corpus = specimens();
const optionsOf = (partial: true | undefined): CheckOptions => (partial ? { isPartial: true } : {});
const named = (name: string): readonly LogRecord[] => {
  const found = corpus.find((specimen) => specimen.name === name);
  if (!found) throw new Error(`There is no trace ${name}.`);
  return found.records;
};

/** All that a report says of a log. */
function explained(records: readonly LogRecord[], options: CheckOptions = {}): Explained {
  const result = checkRecords(records, options);
  const slicer = new Slicer(wantedIn(result), options);
  for (const record of records) slicer.feed(record);
  return explain(result, slicer, options);
}

const faultsIn = (records: readonly LogRecord[], options: CheckOptions = {}): readonly Violation[] => {
  const { violations, warnings } = checkRecords(records, options);
  return [...violations, ...warnings];
};
const keyOf = ({ record, rule }: Violation): string => `${record} ${rule}`;

// A log, line by line.

const text = (lines: readonly object[]): string => lines.map((line) => JSON.stringify(line)).join('\n');
const log = (...lines: readonly object[]): readonly LogRecord[] => recordsOf(text(lines));
const meta = {
  kind: 'meta',
  version: 1,
  topology: 'cm',
  actors: { app: 'client', sig: 'callManager', nic: 'miniport' },
};
const openAf = { kind: 'assume', object: 'af', handle: 'af1', state: 'open' };
const active = (vc: string) => ({
  kind: 'assume',
  object: 'vc',
  handle: vc,
  state: 'active',
  args: { creator: 'app', client: 'app', af: 'af1', call: 'connected' },
});
const call = (from: string, to: string, fn: string, args: object, status?: string | null) => ({
  ...{ kind: 'call', from, to, fn, args },
  ...(status === undefined ? {} : { status }),
});
const indicate = (vc: string, nbl: string) =>
  call('nic', 'ndis', 'NdisMCoIndicateReceiveNetBufferLists', { vc, nbl }, null);
const giveBack = (nbl: string) => call('app', 'ndis', 'NdisReturnNetBufferLists', { nbl }, null);
const deactivated = (vc: string) => [
  call('sig', 'ndis', 'NdisCmDeactivateVc', { vc }),
  call('ndis', 'nic', 'MiniportCoDeactivateVc', { vc }, 'SUCCESS'),
  { kind: 'return', from: 'ndis', fn: 'NdisCmDeactivateVc', status: 'SUCCESS' },
];
const end = { kind: 'end' };

describe('the nearest edit', () => {
  test.each([
    // Something is missing.
    ['VC-DEL/VC-DEL-02.bad', 'insert', 'signaling calls NdisCmDeactivateVc(vc1) = SUCCESS before record 4'],
    ['VC-DEL/VC-DEL-04.bad', 'insert', 'NDIS calls ProtocolCoDeleteVc(vc1) = SUCCESS of signaling before record 9'],
    ['AF/AF-09-not-asked.bad', 'insert', 'NDIS calls ProtocolCmOpenAf(af1) = SUCCESS of signaling before record 5'],
    [
      'CALL-CLOSE/CALL-CLOSE-01.bad',
      'insert',
      'NDIS calls ProtocolCmCloseCall(vc1) = PENDING of signaling before record 8',
    ],
    ['AF/AF-20.bad', 'insert', 'signaling calls NdisCmNotifyCloseAddressFamily(af1) = SUCCESS before record 4'],
    [
      'AF/AF-10-missing.bad',
      'insert',
      'signaling calls NdisCmOpenAddressFamilyComplete(SUCCESS, af1) before the end of the log',
    ],
    [
      'SEND/SEND-04-miniport-only.bad',
      'insert',
      'atmnic calls NdisMCoSendNetBufferListsComplete(vc1, s1) before record 4',
    ],
    ['REG/REG-02.bad', 'insert', 'app calls NdisSetOptionalHandlers(CO_CLIENT) = SUCCESS before record 4'],
    // Something comes too early or too late.
    ['AF/AF-11.bad', 'move', 'app calls NdisCoCreateVc on af1 (record 5) only after record 7'],
    ['AF/AF-14.bad', 'move', 'app calls NdisClDeregisterSap on sap1 (record 7) before record 4'],
    [
      'VC-DEACT/VC-DEACT-04-receive.bad',
      'move',
      'lane calls NdisReturnNetBufferLists for r1 (record 11) before record 9',
    ],
    ['CALL-RCLOSE/CALL-RCLOSE-05.bad', 'move', 'app calls NdisCoSendNetBufferLists for L1 (record 9) before record 6'],
    // Something is wrong in itself.
    ['MCM/MCM-04.bad', 'change', 'wan calls NdisMCmActivateVc and not NdisCmActivateVc (record 4)'],
    ['IRQL/IRQL-03.bad', 'change', 'record 2 happens at IRQL 0 and not at 2'],
    ['VC-DEL/VC-DEL-07.bad', 'change', 'signaling returns SUCCESS and not PENDING from ProtocolCoDeleteVc (record 9)'],
    ['CTX/CTX-01.bad', 'change', 'the context is 0xC0DE and not 0xBEEF (record 10)'],
    ['VC-ACT/VC-ACT-03.bad', 'change', 'the call parameters are not NULL (record 4)'],
    ['RECV/RECV-11.bad', 'change', 'the number of lists is 2 and not 3 (record 4)'],
    ['RECV/RECV-03.bad', 'change', 'the SourceHandle of every list is vc1 (record 4)'],
    ['CTX/CTX-06.bad', 'change', '`vc` is vc1 and not 0xvc1 (record 6)'],
    ['AF/AF-18.bad', 'change', 'NdisCmCloseAddressFamilyComplete is given SUCCESS and not FAILURE (record 6)'],
    // Something should not be there.
    ['CTX/CTX-10.bad', 'drop', 'app does not call NdisClMakeCall on vc1 (records 9 to 10)'],
    ['SAP/SAP-03-twice.bad', 'drop', 'sigmgr does not call NdisCmRegisterSapComplete on sap1 (record 9)'],
    ['RECV/RECV-06.bad', 'drop', 'lane does not call NdisReturnNetBufferLists for r1 (record 10)'],
    ['CALL-IN/CALL-IN-20.bad', 'drop', 'signaling does not call NdisCmDispatchIncomingCall on vc1 (records 8 to 10)'],
  ])('of %s is to %s', (name, kind, said) => {
    const [first] = explained(named(name)).violations;
    expect(first?.edit).toMatchObject({ kind, text: said });
  });

  test('is none where nothing puts it right', () => {
    const [first] = explained(named('VC-CREATE/VC-CREATE-07.bad')).violations;
    expect(first?.violation.rule).toBe('VC-CREATE-07');
    expect(first?.edit).toBeUndefined();
  });
});

describe('every violation of the corpus', () => {
  const found = corpus.flatMap(({ name, records, expected: { partial } }) =>
    faultsIn(records, optionsOf(partial)).map((violation) => ({
      name,
      records,
      violation,
      options: optionsOf(partial),
    })),
  );

  test('says where, what and why', () => {
    const flaws = found.flatMap(({ name, records, violation }) => {
      const { record, line, rule, message, objects } = violation;
      const isPlaced = records.some((one) => one.n === record && one.line === line);
      const isSentence = message.length > 20 && !message.endsWith('.') && !/undefined|null|\[object/.test(message);
      const arePortrayed = objects.every(
        ({ handle, standing, past }) =>
          handle !== '' && standing !== '' && past.every(({ n }) => n <= record && records.some((one) => one.n === n)),
      );
      return isPlaced && rule in rules && isSentence && arePortrayed ? [] : [`${name} ${rule} ${message}`];
    });
    expect(flaws).toEqual([]);
    expect(found.length).toBeGreaterThan(700);
  });

  test('is gone once its edit is made, and nothing else has come', () => {
    let cured = 0;
    const flaws = found.flatMap(({ name, records, violation, options }) => {
      const cure = cureOf(violation, records, options);
      if (!cure) return [];
      cured += 1;
      const before = new Set(faultsIn(records, options).map(keyOf));
      const after = faultsIn(cure.candidate.apply(), options).map(keyOf);
      const isSound = !after.includes(keyOf(violation)) && after.every((key) => before.has(key));
      return isSound ? [] : [`${name}: ${cure.candidate.edit.text}: ${after.join(', ')}`];
    });
    expect(flaws).toEqual([]);
    expect(cured).toBeGreaterThan(found.length - 30);
  });
});

describe('causes and consequences', () => {
  test('what follows from a cause stands with it, and not beside it', () => {
    const { violations, warnings } = explained(named('SEND/SEND-07-deleted.bad'));
    const all = [...violations, ...warnings];
    expect(all.map(({ violation }) => violation.rule)).not.toContain('SEND-07');
    expect(all.flatMap(({ consequences }) => consequences.map(({ rule }) => rule))).toEqual(['SEND-07']);
  });

  test('what another object breaks has its own cause', () => {
    const records = log(
      ...[meta, openAf, active('vc1'), active('vc2')],
      ...[indicate('vc1', 'r1'), indicate('vc2', 'r2')],
      ...deactivated('vc1'),
      ...deactivated('vc2'),
      ...[giveBack('r1'), giveBack('r2'), end],
    );
    const causes = explained(records).violations.map(({ violation, consequences, edit }) => ({
      place: `${violation.rule} ${violation.record}`,
      consequences,
      edit: edit?.text,
    }));
    expect(causes).toEqual([
      {
        place: 'VC-DEACT-04 8',
        consequences: [],
        edit: 'app calls NdisReturnNetBufferLists for r1 (record 13) before record 8',
      },
      {
        place: 'VC-DEACT-04 11',
        consequences: [],
        edit: 'app calls NdisReturnNetBufferLists for r2 (record 14) before record 11',
      },
    ]);
  });

  test('without a second reading nothing is explained, and nothing is lost', () => {
    const result = checkRecords(named('VC-DEL/VC-DEL-02.bad'));
    const { violations } = explain(result, undefined, {});
    expect(violations).toEqual(
      result.violations.map((violation) => ({ violation, consequences: [], edit: undefined, context: [] })),
    );
    expect(violations).toHaveLength(1);
  });
});

describe('a long log', () => {
  /** Deactivates a VC with lists that are not back. */
  const wrong = (vc: string) => [indicate(vc, `${vc}-kept`), ...deactivated(vc)];
  const noise = (vc: string, count: number) =>
    Array.from({ length: count }, (_, n) => [indicate(vc, `${vc}-${n}`), giveBack(`${vc}-${n}`)]).flat();

  test('is cut down to what concerns the object', () => {
    const records = log(
      ...[meta, openAf, active('vc1'), active('vc2')],
      ...noise('vc1', 300),
      ...noise('vc2', 9000),
      ...noise('vc1', 3000),
      ...wrong('vc1'),
      ...noise('vc2', 3000),
      end,
    );
    const result = checkRecords(records);
    const wanted = wantedIn(result);
    expect(wanted).toEqual([{ handle: 'vc1', record: result.violations[0]?.record }]);
    const slicer = new Slicer(wanted, {});
    for (const record of records) slicer.feed(record);
    const slice = slicer.slice('vc1');
    expect(slice.length).toBeLessThan(5000);
    expect(slice.some((record) => 'args' in record && record.args['vc'] === 'vc2')).toBe(false);
    const { violations } = explain(result, slicer, {});
    expect(violations.map(({ violation, edit }) => [violation.rule, edit?.text])).toEqual([
      ['VC-DEACT-04', expect.stringMatching(/^app calls NdisReturnNetBufferLists\(.*vc1-kept\) before record \d+$/)],
    ]);
  });

  test('has its first twenty objects explained, and the others named', () => {
    const vcs = Array.from({ length: 25 }, (_, n) => `vc${n}`);
    const records = log(meta, openAf, ...vcs.map(active), ...vcs.flatMap(wrong), ...noise('vc0', 0), end);
    const result = checkRecords(records);
    const faults = result.violations.filter(({ rule }) => rule === 'VC-DEACT-04');
    expect(faults).toHaveLength(25);
    expect(wantedIn(result)).toHaveLength(20);
    const { violations } = explained(records);
    const drained = violations.filter(({ violation }) => violation.rule === 'VC-DEACT-04');
    expect(drained.map(({ edit }) => edit !== undefined)).toEqual(vcs.map((_, n) => n < 20));
  });
});

test('nothing is wanted of a log in which all is well', () => {
  expect(wantedIn(checkRecords(log(meta, openAf, active('vc1'), indicate('vc1', 'r1'), giveBack('r1'), end)))).toEqual(
    [],
  );
});

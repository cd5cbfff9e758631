import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawSequence, headHeight, rowHeight, sequenceOf } from '../../src/chart/index.js';
import type { SequenceDrawingOptions, SequenceOptions } from '../../src/chart/index.js';
import { toSequence } from '../../src/export/index.js';
import { indexLibrary, runScenario } from '../../src/scenario/index.js';
import type { TraceRecord } from '../../src/protocol/trace.js';
import { expectGolden } from '../export/golden.js';
import { call, nested, note, refusedDeletion, returns } from '../export/sheets.js';
import { parseXml } from '../export/xml.js';
import type { Element } from '../export/xml.js';
import { root } from '../house/sources.js';

const library = join(root, 'src/scenario/library');
const { scenarios } = indexLibrary(
  readdirSync(library).map((name) => ({ name, text: readFileSync(join(library, name), 'utf8') })),
);
const runOf = (id: string) => {
  const scenario = scenarios.find(({ name, documents }) => name === id || documents === id)!;
  return runScenario(scenario, scenario.topologies[0] ?? 'cm');
};

const elementsIn = (element: Element): readonly Element[] => [element, ...element.children.flatMap(elementsIn)];
const draw = (records: readonly TraceRecord[], options?: SequenceOptions, drawing?: SequenceDrawingOptions) =>
  elementsIn(parseXml(drawSequence(sequenceOf(records, options), drawing)));
const rows = (records: readonly TraceRecord[], options?: SequenceOptions) =>
  sequenceOf(records, options).rows.map(({ kind, text, status }) => [
    kind,
    text,
    ...(status === undefined ? [] : [status]),
  ]);

test.each(['SEQ-FAIL-04a', 'SEQ-VC-10', 'outgoing-call'])('%s', (id) => {
  const picture = toSequence(runOf(id));
  expectGolden(`chart/${id}.svg`, picture);
  expect(parseXml(picture).attributes['role']).toBe('img');
});

test('a call in which nothing happens is one row with its answer', () => {
  expect(rows(nested.records).slice(0, 4)).toEqual([
    ['call', 'NdisCoCreateVc(af1)'],
    ['call', 'ProtocolCoCreateVc(af1, vc1)', 'SUCCESS'],
    ['call', 'MiniportCoCreateVc(vc1)', 'SUCCESS'],
    ['return', 'NdisCoCreateVc', 'SUCCESS'],
  ]);
});

test('a refusal names its rule below', () => {
  const told = rows(refusedDeletion.records, { steps: refusedDeletion.steps ?? [] });
  expect(told.map(([kind]) => kind).filter((kind) => kind !== 'more')).toEqual([
    ...['given', 'step', 'call', 'reason', 'note', 'reason'],
  ]);
  expect(told[3]![1]).toMatch(/^refused by VC-DEL-02: /);
});

const pended = [
  call('callManager', 'ndis', 'NdisCmDeactivateVc', { vc: 'vc1' }),
  call('ndis', 'miniport', 'MiniportCoDeactivateVc', { vc: 'vc1' }),
  returns('miniport', 'MiniportCoDeactivateVc', 'NDIS_STATUS_PENDING'),
  returns('ndis', 'NdisCmDeactivateVc', 'NDIS_STATUS_PENDING'),
  call('miniport', 'ndis', 'NdisMCoDeactivateVcComplete', { vc: 'vc2', status: 'NDIS_STATUS_SUCCESS' }),
  returns('ndis', 'NdisMCoDeactivateVcComplete', null),
  call('miniport', 'ndis', 'NdisMCoDeactivateVcComplete', { vc: 'vc1', status: 'NDIS_STATUS_SUCCESS' }),
  returns('ndis', 'NdisMCoDeactivateVcComplete', null),
];

test('what is pended is open until its completion, of the same VC', () => {
  const bars = sequenceOf(pended).bars.filter(({ kind }) => kind === 'pended');
  expect(bars).toEqual([
    { kind: 'pended', lane: 2, from: 1, to: 4, level: 0, fn: 'MiniportCoDeactivateVc' },
    { kind: 'pended', lane: 1, from: 2, level: 0, fn: 'NdisCmDeactivateVc' },
  ]);
});

test('what is completed before its PENDING returns is never open', () => {
  const [outer, inner, pending] = pended;
  const bars = sequenceOf([outer!, inner!, pended[6]!, pended[7]!, pending!]).bars;
  expect(bars.filter(({ kind }) => kind === 'pended')).toEqual([]);
});

test('bars lie upon bars', () => {
  const levels = sequenceOf(runOf('SEQ-VC-10').records).bars.map(({ level }) => level);
  expect(Math.max(...levels)).toBe(2);
});

test('a finding stands below its record, which is red', () => {
  const findings = [{ record: 2, rule: 'VC-DEACT-04', text: 'Not drained.' }];
  const model = sequenceOf(pended, { findings });
  expect(model.rows.slice(1, 3).map(({ kind, text, isBroken }) => [kind, text, isBroken])).toEqual([
    ['call', 'MiniportCoDeactivateVc(vc1)', true],
    ['finding', 'VC-DEACT-04: Not drained.', true],
  ]);
  const broken = draw(pended, { findings }).filter(({ attributes }) => attributes['class']?.includes('broken'));
  expect(broken.map(({ attributes }) => attributes['data-record'])).toEqual(['1', '2']);
});

describe('lanes', () => {
  const signal = note('setup', { from: 'callManager', to: 'network' });
  const named = (options?: SequenceOptions) => sequenceOf([signal, ...pended], options).lanes.map(({ name }) => name);

  test('stand from those who ask to those who carry', () => {
    expect(named()).toEqual(['callManager', 'ndis', 'miniport', 'network']);
  });
  test('stand as asked', () => expect(named({ lanes: ['network'] })[0]).toBe('network'));
  test('are left out with what begins or ends there', () => {
    expect(named({ hidden: ['network'] })).not.toContain('network');
    expect(rows([signal, ...pended], { hidden: ['network', 'miniport'] })).toEqual([
      ['call', 'NdisCmDeactivateVc(vc1)'],
      ['return', 'NdisCmDeactivateVc', 'PENDING'],
    ]);
  });
  test('are so far apart that all that is written has room', () => {
    const { lanes, rows: all } = sequenceOf(runOf('outgoing-call').records);
    for (const { from = 0, to = 0, text } of all.filter(({ kind }) => kind === 'call')) {
      expect(Math.abs(lanes[to]!.x - lanes[from]!.x)).toBeGreaterThan(text.length * 6.6);
    }
  });
});

test('a folded call is one row', () => {
  const model = sequenceOf(nested.records, { folded: [0] });
  expect(model.rows[0]).toMatchObject({ kind: 'call', status: 'SUCCESS', folded: 4 });
  expect(model.rows[1]!.kind).toBe('signal');
});

test('any part can be drawn, and rows stand where they stand in the whole', () => {
  const { records } = runOf('outgoing-call');
  const numbers = (elements: readonly Element[]) => elements.flatMap(({ attributes }) => attributes['data-row'] ?? []);
  const whole = draw(records);
  const count = sequenceOf(records).rows.length;
  const part = draw(records, {}, { from: 10, to: 20, heads: false });
  expect(part[0]!.attributes).toMatchObject({ height: String(10 * rowHeight), width: whole[0]!.attributes['width'] });
  expect(whole[0]!.attributes['height']).toBe(String(headHeight + count * rowHeight + 14));
  const inPart = numbers(whole).filter((row) => Number(row) >= 10 && Number(row) < 20);
  expect(numbers(part)).toEqual(expect.arrayContaining(inPart));
  expect(numbers(part).length).toBeLessThanOrEqual(11);
});

test('what a trace says remains text', () => {
  const hostile = '<script>]]>\u202e\u0000"\'&';
  const elements = draw(
    [
      note(hostile, { from: hostile, to: 'client' }),
      note(hostile),
      call('client', 'ndis', 'NdisCoCreateVc', { vc: hostile }),
    ],
    {
      title: hostile,
      findings: [{ record: 0, text: hostile }],
    },
  );
  expect(elements.filter(({ name }) => name === 'script')).toEqual([]);
  expect(elements[1]!.text).toContain('<script>');
});

test('nothing is a picture, too', () => {
  expect(draw([])[0]!.name).toBe('svg');
});

import type { SequenceId, SequenceStep } from '../../src/protocol/index.js';
import {
  factOf,
  isFunctionName,
  isRuleId,
  sequenceIds,
  sequences,
  stepsFor,
  variantsOf,
} from '../../src/protocol/index.js';

const variants = sequenceIds.flatMap(variantsOf);
const find = (id: string) => {
  const variant = variants.find((candidate) => candidate.id === id);
  if (!variant) throw new Error(`no variant ${id}`);
  return variant;
};
const names = (steps: readonly SequenceStep[]) => steps.flatMap(({ fn }) => fn ?? []);

test('the catalogue is complete', () => {
  expect(sequenceIds).toHaveLength(63);
  expect(sequenceIds.filter((id) => sequences[id].fromSeed)).toHaveLength(11);
  expect(sequenceIds.filter((id) => sequences[id].fault)).toHaveLength(15);
  expect(sequenceIds.filter((id) => sequences[id].topologies.length === 2)).toHaveLength(24);
});

test.each(sequenceIds)('%s cites rules and pages, and its branches are those of its steps', (id) => {
  const { rules, sources, steps, branches = {}, restrictions = {} } = sequences[id];
  expect(rules.filter((rule) => !isRuleId(rule))).toEqual([]);
  expect(sources.filter((source) => !/^[a-z0-9_-]+\.md$/.test(source))).toEqual([]);
  const letters = new Set(steps.flatMap(({ branch = '' }) => Array.from(branch)));
  expect([...letters].sort()).toEqual(Object.keys(branches));
  expect(Object.keys(branches)).toEqual(expect.arrayContaining(Object.keys(restrictions)));
});

test.each(variants)('$id goes between those who may call and those who implement', (variant) => {
  for (const topology of variant.topologies) {
    for (const { kind, from, to, fn, returnOf } of stepsFor(variant, topology)) {
      const name = fn ?? returnOf;
      expect(name === undefined).toBe(kind === 'signaling');
      if (!name) continue;
      expect(isFunctionName(name)).toBe(true);
      const { kind: role, calledBy, implementedBy } = factOf(name);
      const driver = from === 'ndis' ? to : from;
      expect(role === 'ndisCall' ? calledBy : implementedBy).toContain(driver);
      expect([from, to]).toContain('ndis');
      expect(from === 'ndis').toBe((role === 'ndisCall') === (kind === 'return'));
    }
  }
});

test.each(variants)('$id closes only frames that it opened', ({ steps }) => {
  const open: string[] = [];
  for (const { fn, returnOf } of steps) {
    if (fn) open.push(fn);
    if (returnOf) expect(open.splice(open.lastIndexOf(returnOf), 1)).toEqual([returnOf]);
  }
});

test('variants have ids of their own, and steps', () => {
  expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
  expect(variants.filter(({ steps }) => steps.length === 0).map(({ id }) => id)).toEqual(['SEQ-VC-06']);
});

test.each<[SequenceId, string]>([
  ['SEQ-VC-01', ''],
  ['SEQ-AF-01', 'ab'],
  ['SEQ-VC-05', 'ab'],
  ['SEQ-VC-07', 'ab'],
  ['SEQ-VC-12', 'ab'],
  ['SEQ-VC-13', 'ab'],
  ['SEQ-CALL-03', 'ab'],
  ['SEQ-CALL-06', 'ab'],
  ['SEQ-QOS-01', 'abcd'],
  ['SEQ-QOS-02', 'abc'],
  ['SEQ-PARTY-03', 'ab'],
  ['SEQ-OID-01', 'ab'],
  ['SEQ-FAIL-02', 'abc'],
  ['SEQ-FAIL-03', 'ab'],
  ['SEQ-FAIL-04', 'ab'],
  ['SEQ-FAIL-05', 'abc'],
  ['SEQ-FAIL-10', 'ab'],
  ['SEQ-FAIL-11', 'abcd'],
  ['SEQ-FAIL-14', 'ab'],
])('%s has the branches "%s"', (id, letters) => {
  expect(variantsOf(id).map(({ branch = '' }) => branch)).toEqual(letters ? Array.from(letters) : ['']);
});

test.each([
  ['SEQ-VC-07a', 'NdisCmActivateVc MiniportCoActivateVc NdisMCoActivateVcComplete ProtocolCmActivateVcComplete'],
  ['SEQ-VC-07b', 'NdisCmActivateVc MiniportCoActivateVc'],
  [
    'SEQ-CALL-06b',
    'NdisClCloseCall ProtocolCmCloseCall NdisMCmCloseCallComplete ProtocolClCloseCallComplete ' +
      'NdisMCmDeactivateVc ProtocolCmDeactivateVcComplete',
  ],
  ['SEQ-FAIL-02b', 'NdisCoCreateVc MiniportCoCreateVc ProtocolCoCreateVc MiniportCoDeleteVc'],
  ['SEQ-FAIL-05c', 'NdisCmActivateVc MiniportCoActivateVc NdisCoDeleteVc'],
])('%s is %s', (id, expected) => {
  expect(names(find(id).steps).join(' ')).toBe(expected);
});

test('both answers to an offer lead to the same connection', () => {
  const ending = ['NdisCmDispatchCallConnected', 'ProtocolClCallConnected'];
  for (const { steps } of variantsOf('SEQ-CALL-03')) expect(names(steps).slice(-2)).toEqual(ending);
});

describe('statuses are read from the text', () => {
  test.each([
    ['SEQ-AF-03', 'ProtocolCmCloseAf', 'NDIS_STATUS_PENDING', undefined],
    ['SEQ-AF-04', 'ProtocolCmCloseAf', undefined, undefined],
    ['SEQ-AF-01b', 'ProtocolClOpenAfCompleteEx', undefined, 'NDIS_STATUS_SUCCESS'],
    ['SEQ-PARTY-02', 'ProtocolClDropPartyComplete', undefined, 'NDIS_STATUS_SUCCESS'],
    ['SEQ-RESET-01', 'ProtocolCoStatusEx', undefined, 'NDIS_STATUS_RESET_START'],
    ['SEQ-CALL-07', 'MiniportCoDeactivateVc', undefined, undefined],
    ['SEQ-FAIL-08', 'NdisClIncomingCallComplete', undefined, 'failure'],
    ['SEQ-FAIL-11a', 'NdisCoDeleteVc', 'NDIS_STATUS_NOT_ACCEPTED', undefined],
    ['SEQ-FAIL-11c', 'NdisCoDeleteVc', 'failure', undefined],
    ['SEQ-FAIL-14b', 'NdisClCloseAddressFamily', 'NDIS_STATUS_FAILURE', undefined],
  ])('%s: %s answers %s, carries %s', (id, fn, status, argStatus) => {
    const step = find(id).steps.find((candidate) => candidate.fn === fn);
    expect([step?.status, step?.argStatus]).toEqual([status, argStatus]);
  });

  test('SEQ-VC-08 leaves the answer to the activation open', () => {
    expect(find('SEQ-VC-08').steps.find(({ kind }) => kind === 'return')?.status).toBeUndefined();
  });
});

describe('for an MCM', () => {
  const forMcm = variants.filter(({ topologies }) => topologies.includes('mcm'));

  test.each(forMcm)('$id names nothing that an MCM does not know', (variant) => {
    const steps = stepsFor(variant, 'mcm');
    const foreign =
      /^NdisCm|^MiniportCo(Create|Delete|Activate|Deactivate)Vc$|^NdisMCo(Activate|Deactivate)VcComplete$/;
    expect(steps.filter(({ fn, returnOf }) => foreign.test(fn ?? returnOf ?? ''))).toEqual([]);
    expect(steps.flatMap(({ from, to }) => [from, to])).not.toContain('callManager');
    expect(steps.flatMap(({ from, to }) => [from, to])).not.toContain('miniport');
    expect(steps.filter(({ topology }) => topology === 'cm')).toEqual([]);
  });

  test.each(forMcm)('$id leaves the completion of an activation or deactivation open', (variant) => {
    for (const { fn, optional } of stepsFor(variant, 'mcm')) {
      if (fn && /^ProtocolCm(Activate|Deactivate)VcComplete$/.test(fn)) expect(optional).toBe(true);
    }
  });

  test('a call manager becomes the MCM, and its functions their twins', () => {
    const [, activated, , deleted] = stepsFor(find('SEQ-FAIL-09'), 'mcm')
      .filter(({ kind }) => kind === 'call')
      .slice(-4);
    expect([activated?.text, deleted?.text]).toEqual(['NdisMCmDeactivateVc(vc) -> completes', 'NdisMCmDeleteVc(vc)']);
    expect([activated?.from, deleted?.from]).toEqual(['mcm', 'mcm']);
  });

  test('a miniport becomes the MCM where data flows', () => {
    expect(stepsFor(find('SEQ-DATA-02'), 'mcm').map(({ from, to }) => `${from} ${to}`)).toEqual([
      'mcm ndis',
      'ndis client',
      'client ndis',
      'ndis mcm',
    ]);
  });

  test.each(['SEQ-VC-12b', 'SEQ-FAIL-04a', 'SEQ-FAIL-11b'])('%s does not exist, and says why', (id) => {
    expect(find(id).topologies).toEqual(['cm']);
    expect(find(id).reason).toMatch(/M/);
    expect(() => stepsFor(find(id), 'mcm')).toThrow(`${id} has no steps for topology mcm`);
  });
});

import type { AnyFunctionName, FunctionName } from '../../src/protocol/index.js';
import {
  ambiguities,
  canonicalName,
  factOf,
  functions,
  isFunctionName,
  isRuleId,
  otherNames,
  sharedFunctions,
  twinOf,
} from '../../src/protocol/index.js';

const condis = Object.keys(functions) as FunctionName[];
const all = [...condis, ...Object.keys(sharedFunctions)] as AnyFunctionName[];
const calls = condis.filter((fn) => functions[fn].kind === 'ndisCall');
const callbacks = condis.filter((fn) => functions[fn].kind !== 'ndisCall');

test.each([
  ['CoNDIS functions', condis, 107],
  ['functions of NDIS', calls, 65],
  ['callbacks', callbacks, 42],
  ['shared functions', Object.keys(sharedFunctions), 15],
  ['functions from the seed pages', condis.filter((fn) => functions[fn].fromSeed), 18],
  ['macros', condis.filter((fn) => functions[fn].macro), 16],
])('%s', (_, names, count) => {
  expect(names).toHaveLength(count);
});

test.each(all)('%s is called and implemented by drivers that fit its kind', (fn) => {
  const { kind, calledBy, implementedBy } = factOf(fn);
  const legal = {
    ndisCall: { prefix: /^Ndis/, by: ['client', 'callManager', 'mcm', 'miniport'], on: [] },
    protocolCallback: { prefix: /^Protocol/, by: ['ndis'], on: ['client', 'callManager', 'mcm'] },
    miniportCallback: { prefix: /^Miniport/, by: ['ndis'], on: ['miniport', 'mcm'] },
  }[kind];
  expect(fn).toMatch(legal.prefix);
  expect(legal.by).toEqual(expect.arrayContaining([...calledBy]));
  expect(calledBy).not.toHaveLength(0);
  expect(legal.on).toEqual(expect.arrayContaining([...implementedBy]));
  expect(implementedBy.length > 0).toBe(kind !== 'ndisCall');
});

test.each(all)('%s names only what exists', (fn) => {
  const { invokes, completion = {}, source } = factOf(fn);
  for (const { callback, on } of invokes) {
    expect(isFunctionName(callback)).toBe(true);
    expect(factOf(callback).implementedBy).toEqual(expect.arrayContaining([...on]));
  }
  expect(Object.values(completion).every(isFunctionName)).toBe(true);
  expect(source).toMatch(/^[a-z0-9_-]+\.md$/);
});

test.each(condis)('%s cites rules and ambiguities that exist, and its own kind of statuses', (fn) => {
  const fact = functions[fn];
  expect(fact.rules.filter((id) => !isRuleId(id))).toEqual([]);
  expect(fact.ambiguities.filter((id) => !(id in ambiguities))).toEqual([]);
  const named = [...(fact.mayCall ?? []), ...(fact.mustCall ?? []).flatMap(({ anyOf }) => anyOf)];
  expect(named.filter((name) => !isFunctionName(name))).toEqual([]);
  const returned = fact.statuses.filter(({ argument }) => !argument);
  expect(returned.length > 0).toBe(fact.returns === 'status');
  expect(returned.some(({ status }) => status === 'NDIS_STATUS_PENDING')).toBe(fact.timing === 'mayPend');
});

test.each(condis)('%s has a completion if it does not always answer at once', (fn) => {
  const { completion, timing } = functions[fn];
  // The one synchronous function that still has a completion event (AMB-02).
  expect(completion !== undefined).toBe(timing !== 'synchronous' || fn === 'NdisMCmDeactivateVc');
});

test('twins are mutual, and one of them is for an MCM', () => {
  const withTwin = condis.filter((fn) => twinOf(fn));
  expect(withTwin).toHaveLength(44);
  for (const fn of withTwin) {
    const twin = twinOf(fn) as FunctionName;
    expect(twinOf(twin)).toBe(fn);
    expect([functions[fn].layer, functions[twin].layer].filter((layer) => layer === 'mcm')).toHaveLength(1);
  }
});

test('drivers that must not supply a callback do not implement it', () => {
  const barred = condis.filter((fn) => functions[fn].notSuppliedBy);
  expect(barred).toEqual(['MiniportCoCreateVc', 'MiniportCoDeleteVc']);
  for (const fn of barred) expect(functions[fn].implementedBy).toEqual(['miniport']);
});

describe('names', () => {
  test.each(all)('%s is its own canonical name', (fn) => {
    expect(canonicalName(fn)).toBe(fn);
  });

  test.each([
    ['NdisCoSendPackets', 'NdisCoSendNetBufferLists'],
    ['MiniportCoSendPackets', 'MiniportCoSendNetBufferLists'],
    ['NdisMCoSendComplete', 'NdisMCoSendNetBufferListsComplete'],
    ['ProtocolCoSendComplete', 'ProtocolCoSendNetBufferListsComplete'],
    ['NdisMCoIndicateReceivePacket', 'NdisMCoIndicateReceiveNetBufferLists'],
    ['ProtocolCoReceivePacket', 'ProtocolCoReceiveNetBufferLists'],
    ['NdisReturnPackets', 'NdisReturnNetBufferLists'],
    ['MiniportReturnPacket', 'MiniportReturnNetBufferLists'],
    ['NdisClOpenAddressFamily', 'NdisClOpenAddressFamilyEx'],
    ['NdisMCmRegisterAddressFamily', 'NdisMCmRegisterAddressFamilyEx'],
    ['MiniportCoRequest', 'MiniportCoOidRequest'],
    ['ProtocolOpenAfComplete', 'ProtocolClOpenAfCompleteEx'],
    ['toString', undefined],
    ['NdisCoActivateVc', undefined],
  ])('%s stands for %s', (name, canonical) => {
    expect(canonicalName(name)).toBe(canonical);
  });

  test('other names lead to functions and are none themselves', () => {
    expect(Object.keys(otherNames).filter(isFunctionName)).toEqual([]);
    expect(Object.values(otherNames).filter((fn) => !isFunctionName(fn))).toEqual([]);
  });

  test('every alias of the pages is understood', () => {
    for (const fn of condis) {
      for (const alias of functions[fn].aliases ?? []) expect(canonicalName(alias)).toBe(fn);
    }
  });
});

import fc from 'fast-check';
import type { Irql } from '../../src/protocol/index.js';
import {
  afHandle,
  bearerOf,
  irqlLevel,
  isAbove,
  parseIrql,
  partyHandle,
  providerOf,
  receiveName,
  sapHandle,
  sendName,
  vcHandle,
} from '../../src/protocol/index.js';

test.each([
  ['cm', 'callManager', 'miniport'],
  ['mcm', 'mcm', 'mcm'],
] as const)('in topology %s the AF is served by %s and the hardware driven by %s', (topology, provider, bearer) => {
  expect([providerOf(topology), bearerOf(topology)]).toEqual([provider, bearer]);
});

test.each([
  [vcHandle(1), 'vc1'],
  [afHandle(2), 'af2'],
  [sapHandle(3), 'sap3'],
  [partyHandle(1, 2), 'vc1-party2'],
  [sendName(1, 2), 'vc1-tx2'],
  [receiveName(2, 1), 'vc2-rx1'],
])('%s', (name, text) => {
  expect(name).toBe(text);
});

test.each([
  ['PASSIVE_LEVEL', 0],
  ['APC_LEVEL', 1],
  ['DISPATCH_LEVEL', 2],
  [0, 0],
  [2, 2],
  [5, 5],
  [-1, undefined],
  [1.5, undefined],
  ['2', undefined],
  ['toString', undefined],
  [null, undefined],
])('IRQL %p is level %p', (written, level) => {
  expect(parseIrql(written)).toBe(level);
});

test('a device level is above every named level', () => {
  for (const irql of ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL'] as const) expect(isAbove(3, irql)).toBe(true);
});

test('levels are ordered as their numbers', () => {
  const irql = fc.oneof(fc.nat(31), fc.constantFrom<Irql>('PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL'));
  fc.assert(fc.property(irql, irql, (a, b) => isAbove(a, b) === irqlLevel(a) > irqlLevel(b)));
});

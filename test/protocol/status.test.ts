import fc from 'fast-check';
import type { NdisStatus } from '../../src/protocol/index.js';
import { isFailure, isPending, isSuccess, parseStatus, shortStatus, statusCodes } from '../../src/protocol/index.js';

const statuses = Object.keys(statusCodes) as NdisStatus[];

const writings: readonly [string, (status: NdisStatus) => unknown][] = [
  ['its name', (status) => status],
  ['its name without prefix', shortStatus],
  ['its code', (status) => statusCodes[status]],
  ['its code as a signed number', (status) => statusCodes[status] | 0],
  ['its code in hexadecimal', (status) => `0x${statusCodes[status].toString(16)}`],
  ['its code as C writes it', (status) => `0x${statusCodes[status].toString(16).toUpperCase().padStart(8, '0')}`],
];

test.each(writings)('every status is read back from %s', (_, write) => {
  for (const status of statuses) expect(parseStatus(write(status))).toBe(status);
});

test('no two statuses share a code', () => {
  expect(new Set(Object.values(statusCodes)).size).toBe(statuses.length);
});

test('a status is exactly one of success, pending and failure', () => {
  for (const status of statuses) {
    expect([isSuccess, isPending, isFailure].filter((is) => is(status))).toHaveLength(1);
  }
});

test.each([undefined, null, '', 'success', 'NDIS_STATUS_', 'NDIS_STATUS_xxx', '0x', 0.5, NaN, {}, true, 'constructor'])(
  '%p is no status',
  (value) => {
    expect(parseStatus(value)).toBeUndefined();
  },
);

test('whatever is read is a status that writes itself again', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.anything(), fc.constantFrom(...statuses.map(shortStatus)));
  fc.assert(
    fc.property(value, (written) => {
      const status = parseStatus(written);
      return status === undefined || parseStatus(shortStatus(status)) === status;
    }),
  );
});

/** Every NDIS_STATUS_ name that the specification mentions, with its code in ndis.h. */
export const statusCodes = {
  NDIS_STATUS_SUCCESS: 0x00000000,
  NDIS_STATUS_PENDING: 0x00000103,
  NDIS_STATUS_NOT_RECOGNIZED: 0x00010001,
  NDIS_STATUS_NOT_ACCEPTED: 0x00010003,
  NDIS_STATUS_RESET_START: 0x40010004,
  NDIS_STATUS_RESET_END: 0x40010005,
  NDIS_STATUS_FAILURE: 0xc0000001,
  NDIS_STATUS_RESOURCES: 0xc000009a,
  NDIS_STATUS_NOT_SUPPORTED: 0xc00000bb,
  NDIS_STATUS_CLOSING: 0xc0010002,
  NDIS_STATUS_REQUEST_ABORTED: 0xc001000c,
  NDIS_STATUS_RESET_IN_PROGRESS: 0xc001000d,
  NDIS_STATUS_CLOSING_INDICATING: 0xc001000e,
  NDIS_STATUS_INVALID_LENGTH: 0xc0010014,
  NDIS_STATUS_INVALID_DATA: 0xc0010015,
  NDIS_STATUS_BUFFER_TOO_SHORT: 0xc0010016,
  NDIS_STATUS_INVALID_OID: 0xc0010017,
  NDIS_STATUS_SEND_ABORTED: 0xc023000c,
} as const;

/** What a CoNDIS function answers, or reports as an argument. */
export type NdisStatus = keyof typeof statusCodes;

const prefix = 'NDIS_STATUS_';
const byCode = new Map<number, NdisStatus>();
const byName = new Map<string, NdisStatus>();
for (const status of Object.keys(statusCodes) as NdisStatus[]) {
  byCode.set(statusCodes[status], status);
  byName.set(status, status);
  byName.set(shortStatus(status), status);
}

/** The operation is over and worked. */
export const isSuccess = (status: NdisStatus): boolean => status === 'NDIS_STATUS_SUCCESS';

/** The operation goes on; a completion is owed. */
export const isPending = (status: NdisStatus): boolean => status === 'NDIS_STATUS_PENDING';

/** The operation is over and did not work: neither success nor pending. */
export const isFailure = (status: NdisStatus): boolean => !isSuccess(status) && !isPending(status);

/** A status as logs write it: with or without NDIS_STATUS_, or its code as a number or 0x string. */
export function parseStatus(value: unknown): NdisStatus | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? fromCode(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return /^0x[0-9a-f]{1,8}$/i.test(text) ? fromCode(Number(text)) : byName.get(text);
}

/** The name without NDIS_STATUS_, as the diagrams write it. */
export function shortStatus(status: NdisStatus): string {
  return status.slice(prefix.length);
}

/** NDIS_STATUS is a signed 32-bit number in C, so a log may show a failure as a negative one. */
function fromCode(code: number): NdisStatus | undefined {
  return byCode.get(code < 0 ? code + 2 ** 32 : code);
}

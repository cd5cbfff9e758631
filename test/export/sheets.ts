import type { AnyFunctionName } from '../../src/protocol/functions.js';
import type { CallRecord, NoteRecord, ReturnRecord, TraceArgs, TraceRecord } from '../../src/protocol/trace.js';
import type { Role } from '../../src/protocol/roles.js';
import type { Sheet } from '../../src/export/index.js';

/** Records written by hand, for what no scenario shows. */
export const call = (from: Role, to: Role, fn: AnyFunctionName, args?: TraceArgs): CallRecord => ({
  kind: 'call',
  from,
  to,
  fn,
  ...(args && { args }),
});

export const returns = (
  from: Role,
  fn: AnyFunctionName,
  status: ReturnRecord['status'],
  more: Partial<ReturnRecord> = {},
): ReturnRecord => ({ kind: 'return', from, fn, status, ...more });

export const note = (text: string, more: Partial<NoteRecord> = {}): NoteRecord => ({ kind: 'note', text, ...more });

export const sheetOf = (records: readonly TraceRecord[], more: Partial<Sheet> = {}): Sheet => ({
  title: 'By hand',
  topology: 'cm',
  records,
  ...more,
});

/** A VC is made and, against the rules, deleted while it is active. */
export const refusedDeletion = sheetOf(
  [
    { kind: 'assume', object: 'af', handle: 'af1', state: 'open' },
    {
      kind: 'assume',
      object: 'vc',
      handle: 'vc1',
      state: 'active',
      args: { creator: 'client', client: 'client', af: 'af1', call: 'connected' },
    },
    call('client', 'ndis', 'NdisCoDeleteVc', { vc: 'vc1' }),
    returns('ndis', 'NdisCoDeleteVc', 'NDIS_STATUS_NOT_ACCEPTED', { rule: 'VC-DEL-02' }),
    note('client[1] does not take client.deleteVc', { rule: 'VC-DEL-02' }),
  ],
  { title: 'A deletion too early', steps: [{ text: 'client.deleteVc', outcome: { result: 'taken' }, from: 2, to: 5 }] },
);

/** Creation with its callbacks inside, a signal, and a send that is never completed. */
export const nested = sheetOf(
  [
    call('client', 'ndis', 'NdisCoCreateVc', { af: 'af1' }),
    call('ndis', 'callManager', 'ProtocolCoCreateVc', { af: 'af1', vc: 'vc1' }),
    returns('callManager', 'ProtocolCoCreateVc', 'NDIS_STATUS_SUCCESS'),
    call('ndis', 'miniport', 'MiniportCoCreateVc', { vc: 'vc1' }),
    returns('miniport', 'MiniportCoCreateVc', 'NDIS_STATUS_SUCCESS'),
    returns('ndis', 'NdisCoCreateVc', 'NDIS_STATUS_SUCCESS', { args: { vc: 'vc1' } }),
    note('setup (P1)', { from: 'callManager', to: 'network' }),
    call('client', 'ndis', 'NdisCoSendNetBufferLists', {
      vc: 'vc1',
      nbl: ['vc1-tx1', 'vc1-tx2', 'vc1-tx3', 'vc1-tx4'],
    }),
    call('ndis', 'miniport', 'MiniportCoSendNetBufferLists', { vc: 'vc1', nbl: ['vc1-tx1', 'vc1-tx2', 'vc1-tx3'] }),
    returns('miniport', 'MiniportCoSendNetBufferLists', null),
    returns('ndis', 'NdisCoSendNetBufferLists', null),
  ],
  {
    title: 'Nesting',
    steps: [
      { text: 'client.createVc', outcome: { result: 'taken' }, from: 0, to: 6 },
      { text: 'client.makeCall', outcome: { result: 'ignored' }, from: 6, to: 7 },
      { text: 'client.send', outcome: { result: 'taken' }, from: 7, to: 11 },
    ],
    expectations: [
      { text: 'vc[1] is active', met: true, found: 'active' },
      { text: 'nothing is owed', met: false, found: 'vc[1]: the send vc1-tx1 is not completed' },
    ],
    owed: ['vc[1]: the send vc1-tx1 is not completed'],
  },
);

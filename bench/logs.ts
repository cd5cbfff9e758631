/** A legal log of a call manager's system, in which many virtual connections live side by side. */
export interface LogPlan {
  readonly lines: number;
  /** VCs that are alive at once. */
  readonly vcs: number;
}

/** The bytes of the log, in pieces of about 64 kB: the same ones in every run. */
export function* legalLog({ lines, vcs }: LogPlan): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const random = generator();
  const lives = Array.from({ length: vcs }, (_, slot) => life(slot));
  let written = 0;
  let piece = '{"kind":"assume","object":"af","handle":"af1","state":"open","args":{"client":"client"}}\n';
  while (written < lines - 1) {
    const slot = random(vcs);
    const next = lives[slot]?.next();
    if (next?.done !== false) {
      lives[slot] = life(slot);
      continue;
    }
    for (const record of next.value) {
      if (written === lines - 1) break;
      piece += `${JSON.stringify(record)}\n`;
      written += 1;
    }
    if (piece.length > 65_536) {
      yield encoder.encode(piece);
      piece = '';
    }
  }
  yield encoder.encode(piece);
}

const success = 'NDIS_STATUS_SUCCESS';
const pending = 'NDIS_STATUS_PENDING';
const call = (from: string, to: string, fn: string, args: object, status?: string | null): object => ({
  kind: 'call',
  from,
  to,
  fn,
  args,
  ...(status === undefined ? {} : { status }),
});
const back = (fn: string, status: string | null, args?: object): object => ({
  kind: 'return',
  from: 'ndis',
  fn,
  status,
  ...(args && { args }),
});

/** The life of one VC after the other, in steps that are not cut: what a processor does in one go. */
function* life(slot: number): Generator<readonly object[]> {
  const vc = `vc${slot}`;
  const callParameters = 'P1';
  const down = (fn: string, to: string, callback: string, args: object, status: string): readonly object[] => [
    call(fn.startsWith('NdisCl') || fn === 'NdisCoDeleteVc' ? 'client' : 'callManager', 'ndis', fn, args),
    call('ndis', to, callback, args, status),
    back(fn, status),
  ];
  const up = (from: string, fn: string, to: string, callback: string): readonly object[] => [
    call(from, 'ndis', fn, { status: success, vc }),
    call('ndis', to, callback, { status: success, vc }, null),
    back(fn, null),
  ];
  yield [
    call('client', 'ndis', 'NdisCoCreateVc', { af: 'af1' }),
    call('ndis', 'callManager', 'ProtocolCoCreateVc', { af: 'af1', vc }, success),
    call('ndis', 'miniport', 'MiniportCoCreateVc', { vc }, success),
    back('NdisCoCreateVc', success, { vc }),
  ];
  yield down('NdisClMakeCall', 'callManager', 'ProtocolCmMakeCall', { vc, callParameters }, pending);
  yield down('NdisCmActivateVc', 'miniport', 'MiniportCoActivateVc', { vc, callParameters }, pending);
  yield up('miniport', 'NdisMCoActivateVcComplete', 'callManager', 'ProtocolCmActivateVcComplete');
  yield up('callManager', 'NdisCmMakeCallComplete', 'client', 'ProtocolClMakeCallComplete');
  for (let n = 0; n < 16; n += 1) {
    const sent = { vc, nbl: `${vc}-tx${n}` };
    const received = { vc, nbl: `${vc}-rx${n}` };
    yield [
      call('client', 'ndis', 'NdisCoSendNetBufferLists', sent),
      call('ndis', 'miniport', 'MiniportCoSendNetBufferLists', sent, null),
      back('NdisCoSendNetBufferLists', null),
    ];
    yield [
      call('miniport', 'ndis', 'NdisMCoIndicateReceiveNetBufferLists', received),
      call('ndis', 'client', 'ProtocolCoReceiveNetBufferLists', received, null),
      back('NdisMCoIndicateReceiveNetBufferLists', null),
    ];
    yield [
      call('miniport', 'ndis', 'NdisMCoSendNetBufferListsComplete', sent),
      call('ndis', 'client', 'ProtocolCoSendNetBufferListsComplete', sent, null),
      back('NdisMCoSendNetBufferListsComplete', null),
    ];
    yield [
      call('client', 'ndis', 'NdisReturnNetBufferLists', received),
      call('ndis', 'miniport', 'MiniportReturnNetBufferLists', received, null),
      back('NdisReturnNetBufferLists', null),
    ];
  }
  yield down('NdisClCloseCall', 'callManager', 'ProtocolCmCloseCall', { vc }, pending);
  yield down('NdisCmDeactivateVc', 'miniport', 'MiniportCoDeactivateVc', { vc }, success);
  yield up('callManager', 'NdisCmCloseCallComplete', 'client', 'ProtocolClCloseCallComplete');
  yield [
    call('client', 'ndis', 'NdisCoDeleteVc', { vc }),
    call('ndis', 'callManager', 'ProtocolCoDeleteVc', { vc }, success),
    call('ndis', 'miniport', 'MiniportCoDeleteVc', { vc }, success),
    back('NdisCoDeleteVc', success),
  ];
}

/** The same numbers in every run. */
function generator(): (below: number) => number {
  let state = 12_345;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

import type { NblName, VcHandle } from '../src/protocol/handles.js';
import { by } from './chart.js';
import { returning } from './messages.js';
import type { Call, Returns } from './messages.js';
import type { ChannelReport, ChannelRequest } from './ports.js';

/**
 * The data path of one VC, the same in a plain miniport and in an MCM: sends go down to the channel and come back
 * completed, receives go up and come back returned, nothing is kept here.
 */
export const transfer = {
  MiniportCoSendNetBufferLists: { guard: 'isKnown', actions: ['passDown', 'done'], meta: by('SEND-02', 'SEND-06') },
  'channel.sent': { actions: 'completeSend', meta: by('SEND-07', 'SEND-08') },
  'channel.received': { actions: 'indicate', meta: by('RECV-01', 'RECV-03') },
  MiniportReturnNetBufferLists: { actions: ['takeBack', 'done'], meta: by('RECV-04', 'RECV-07') },
} as const;

/** What arrives while nothing may be indicated: it is discarded, and the buffers are free again. */
export const discarding = {
  'channel.received': { actions: 'takeBack', meta: by('VC-ACT-01', 'VC-DEACT-05') },
} as const;

interface WithHandle {
  readonly vc: VcHandle;
}
interface WithLists {
  readonly nbl?: readonly NblName[];
}
type Report<T extends ChannelReport['type']> = Extract<ChannelReport, { type: T }>;

export const passDown = (_: unknown, { nbl = [] }: WithLists): ChannelRequest => ({ type: 'channel.send', nbl });
export const takeBack = (_: unknown, { nbl = [] }: WithLists): ChannelRequest => ({ type: 'channel.returned', nbl });
export const completeSend = (
  { vc }: WithHandle,
  { nbl, status }: Report<'channel.sent'>,
): Call<'NdisMCoSendNetBufferListsComplete'> => ({
  type: 'NdisMCoSendNetBufferListsComplete',
  vc,
  nbl,
  ...(status === undefined ? {} : { status }),
});
export const indicate = (
  { vc }: WithHandle,
  { nbl, resources }: Report<'channel.received'>,
): Call<'NdisMCoIndicateReceiveNetBufferLists'> => ({
  type: 'NdisMCoIndicateReceiveNetBufferLists',
  vc,
  nbl,
  ...(resources ? { resources } : {}),
});
export const done = <F extends 'MiniportCoSendNetBufferLists' | 'MiniportReturnNetBufferLists'>(
  _: unknown,
  event: { type: F },
): Returns<F> => returning(event, null);

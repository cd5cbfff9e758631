import { vcHandle } from '../../src/protocol/handles.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import { returning } from '../messages.js';
import type { MiniportVcContext, MiniportVcEvent, MiniportVcInput, MiniportVcMessage } from './miniportVc.types.js';

type On<T extends MiniportVcEvent['type']> = Extract<MiniportVcEvent, { type: T }>;
type Message = MiniportVcMessage;

export const birth = ({ vc = 1 }: MiniportVcInput): MiniportVcContext => ({ vc: vcHandle(vc), answers: {} });

// What an event leaves behind.

// Answers to NDIS.

const answering = (type: 'MiniportCoActivateVc' | 'MiniportCoDeactivateVc', status: NdisStatus) =>
  returning({ type }, status) as Message;
export const activated = () => answering('MiniportCoActivateVc', 'NDIS_STATUS_SUCCESS');
export const pendActivation = () => answering('MiniportCoActivateVc', 'NDIS_STATUS_PENDING');
export const refuseActivation = (_: MiniportVcContext, { status }: On<'channel.refused'>) =>
  answering('MiniportCoActivateVc', status);
export const deactivated = () => answering('MiniportCoDeactivateVc', 'NDIS_STATUS_SUCCESS');
export const pendDeactivation = () => answering('MiniportCoDeactivateVc', 'NDIS_STATUS_PENDING');

// Requests to the hardware.

export const open = (_: MiniportVcContext, { callParameters = '' }: On<'MiniportCoActivateVc'>): Message => ({
  type: 'channel.open',
  callParameters,
});
export const close = (): Message => ({ type: 'channel.close' });

// Completions.

export const completeActivation = ({ vc }: MiniportVcContext, { callParameters }: On<'channel.opened'>): Message => ({
  type: 'NdisMCoActivateVcComplete',
  vc,
  status: 'NDIS_STATUS_SUCCESS',
  callParameters,
});
export const failActivation = ({ vc }: MiniportVcContext, { status }: On<'channel.refused'>): Message => ({
  type: 'NdisMCoActivateVcComplete',
  vc,
  status,
});
export const completeDeactivation = ({ vc }: MiniportVcContext): Message => ({
  type: 'NdisMCoDeactivateVcComplete',
  vc,
  status: 'NDIS_STATUS_SUCCESS',
});

import { afHandle, vcHandle } from '../../src/protocol/handles.js';
import { unused } from '../bearer.js';
import type { Call } from '../messages.js';
import type { McmVcContext, McmVcInput, McmVcMessage } from './mcmVc.types.js';

type Message = McmVcMessage;

export const birth = ({ vc = 1, completion = 'ndis' }: McmVcInput): McmVcContext => ({
  vc: vcHandle(vc),
  af: afHandle(1),
  ...unused,
  completion,
  answers: {},
});

// Questions.

export const completesItself = ({ completion }: McmVcContext) => completion === 'self';
export const goesOn = ({ completion }: McmVcContext) => completion === 'none';

// What an event leaves behind.

export const forget = () => ({ ...unused });

// Calls into NDIS, and of its own routines.

export const create = ({ af }: McmVcContext): Message => ({ type: 'NdisMCmCreateVc', af });
export const activate = ({ vc, parameters }: McmVcContext): Message => ({
  type: 'NdisMCmActivateVc',
  vc,
  callParameters: parameters,
});
export const deactivate = ({ vc }: McmVcContext): Message => ({ type: 'NdisMCmDeactivateVc', vc });
export const remove = ({ vc }: McmVcContext): Message => ({ type: 'NdisMCmDeleteVc', vc });
export const completeActivation = ({ vc, parameters }: McmVcContext): Call<'ProtocolCmActivateVcComplete'> => ({
  type: 'ProtocolCmActivateVcComplete',
  vc,
  status: 'NDIS_STATUS_SUCCESS',
  callParameters: parameters,
});
export const completeDeactivation = ({ vc }: McmVcContext): Call<'ProtocolCmDeactivateVcComplete'> => ({
  type: 'ProtocolCmDeactivateVcComplete',
  vc,
  status: 'NDIS_STATUS_SUCCESS',
});

// Requests to the hardware.

export const open = ({ parameters }: McmVcContext): Message => ({ type: 'channel.open', callParameters: parameters });
export const openForSignaling = (): Message => ({ type: 'channel.open', callParameters: 'signaling' });
export const close = (): Message => ({ type: 'channel.close' });

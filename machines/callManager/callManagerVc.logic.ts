import { afHandle, sendName, vcHandle } from '../../src/protocol/handles.js';
import type { NblName } from '../../src/protocol/handles.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import { unused } from '../bearer.js';
import type { Call } from '../messages.js';
import type {
  CallManagerVcContext,
  CallManagerVcEvent,
  CallManagerVcInput,
  CallManagerVcMessage,
} from './callManagerVc.types.js';

type On<T extends CallManagerVcEvent['type']> = Extract<CallManagerVcEvent, { type: T }>;
type Message = CallManagerVcMessage;

export const birth = ({ vc = 1 }: CallManagerVcInput): CallManagerVcContext => ({
  number: vc,
  vc: vcHandle(vc),
  af: afHandle(1),
  ...unused,
  isSignaling: false,
  sends: [],
  answers: {},
});

// Questions.

export const isSignaling = ({ isSignaling }: CallManagerVcContext) => isSignaling;
export const hasSendsBack = ({ sends }: CallManagerVcContext) => sends.length === 0;
export const hasSent = ({ sends }: CallManagerVcContext, { nbl = [] }: On<'ProtocolCoSendNetBufferListsComplete'>) =>
  nbl.length > 0 && nbl.every((name) => sends.includes(name));
export const isLent = (_: unknown, { resources }: On<'ProtocolCoReceiveNetBufferLists'>) => resources === true;

// What an event leaves behind.

export const beginSignaling = () => ({ isSignaling: true, parameters: 'signaling' });
export const forget = () => ({ ...unused, isSignaling: false });
export const takeSend = ({ number, sends }: CallManagerVcContext) => ({ sends: [...sends, freeName(number, sends)] });
export const dropSends = (
  { sends }: CallManagerVcContext,
  { nbl = [] }: On<'ProtocolCoSendNetBufferListsComplete'>,
) => ({
  sends: sends.filter((name) => !nbl.includes(name)),
});

const freeName = (vc: number, sends: readonly NblName[]): NblName => {
  let n = 1;
  while (sends.includes(sendName(vc, n))) {
    n += 1;
  }
  return sendName(vc, n);
};

// Calls into NDIS.

export const create = ({ af, isSignaling }: CallManagerVcContext): Message =>
  isSignaling ? { type: 'NdisCoCreateVc' } : { type: 'NdisCoCreateVc', af };
export const activate = ({ vc, parameters }: CallManagerVcContext): Message => ({
  type: 'NdisCmActivateVc',
  vc,
  callParameters: parameters,
});
export const deactivate = ({ vc }: CallManagerVcContext): Message => ({ type: 'NdisCmDeactivateVc', vc });
export const remove = ({ vc }: CallManagerVcContext): Message => ({ type: 'NdisCoDeleteVc', vc });
export const send = ({ vc, sends }: CallManagerVcContext): Message => ({
  type: 'NdisCoSendNetBufferLists',
  vc,
  nbl: sends.slice(-1),
});
export const giveBack = (
  { vc }: CallManagerVcContext,
  { nbl = [] }: On<'ProtocolCoReceiveNetBufferLists'>,
): Message => ({
  type: 'NdisReturnNetBufferLists',
  vc,
  nbl,
});

/** A final return: the call manager runs its completion routine itself. */
const complete =
  <F extends 'ProtocolCmActivateVcComplete' | 'ProtocolCmDeactivateVcComplete'>(type: F) =>
  ({ vc, parameters }: CallManagerVcContext, { status }: { status: NdisStatus | null }) =>
    ({
      type,
      vc,
      status,
      ...(type === 'ProtocolCmActivateVcComplete' ? { callParameters: parameters } : {}),
    }) as Call<F>;
export const completeActivation = complete('ProtocolCmActivateVcComplete');
export const completeDeactivation = complete('ProtocolCmDeactivateVcComplete');

import { afHandle, partyHandle, sendName, vcHandle } from '../../src/protocol/handles.js';
import { isSuccess } from '../../src/protocol/status.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import type { Call } from '../messages.js';
import type { ClientVcContext, ClientVcEvent, ClientVcInput, ClientVcMessage, Resumption } from './clientVc.types.js';

type On<T extends ClientVcEvent['type']> = Extract<ClientVcEvent, { type: T }>;
type Message = ClientVcMessage;

const nothingAsked = { isMaking: false, isChanging: false, isInside: false };

export const birth = ({ vc = 1 }: ClientVcInput): ClientVcContext => ({
  number: vc,
  vc: vcHandle(vc),
  af: afHandle(1),
  isCreator: false,
  takesItsTime: false,
  isAbnormal: false,
  isFailed: false,
  isRejected: false,
  isMultipoint: false,
  ...nothingAsked,
  resumes: 'idle',
  parameters: '',
  asked: '',
  refused: '',
  sends: [],
  held: [],
  answers: {},
});

// Questions.

export const isCreator = ({ isCreator }: ClientVcContext) => isCreator;
/** Somebody else created the VC, and offers calls on it. */
export const isGuest = ({ isCreator }: ClientVcContext) => !isCreator;
export const endedWell = ({ isAbnormal }: ClientVcContext) => !isAbnormal;
export const didNotFail = ({ isFailed }: ClientVcContext) => !isFailed;
export const isFit = (context: ClientVcContext) => endedWell(context) && didNotFail(context);
/** An MCM may report the close before it has deactivated the VC: what the client holds keeps the VC active (AMB-09). */
export const holdsNothing = ({ held }: ClientVcContext) => held.length === 0;
/** Whether it still expects to hear of a call, or of a change, that it has asked for. */
export const isMakeOver = ({ isMaking }: ClientVcContext) => !isMaking;
export const isChangeOver = ({ isChanging }: ClientVcContext) => !isChanging;
export const isAnswered = (context: ClientVcContext) => isMakeOver(context) && isChangeOver(context);
export const isInside = ({ isInside }: ClientVcContext) => isInside;
export const takesItsTime = ({ takesItsTime }: ClientVcContext) => takesItsTime;
export const isRejected = ({ isRejected }: ClientVcContext) => isRejected;
export const isMultipoint = ({ isMultipoint }: ClientVcContext) => isMultipoint;
export const hasSendsBack = ({ sends }: ClientVcContext) => sends.length === 0;
/** The close must overtake neither its sends nor what it is just telling NDIS about the call. */
export const mayClose = (context: ClientVcContext) => hasSendsBack(context) && !context.isInside;
export const hasSent = ({ sends }: ClientVcContext, { nbl = [] }: On<'ProtocolCoSendNetBufferListsComplete'>) =>
  nbl.length > 0 && nbl.every((name) => sends.includes(name));
export const isLastSend = ({ sends }: ClientVcContext, { nbl = [] }: On<'ProtocolCoSendNetBufferListsComplete'>) =>
  sends.every((name) => nbl.includes(name));
export const isLent = (_: ClientVcContext, { resources }: On<'ProtocolCoReceiveNetBufferLists'>) => resources === true;
export const returnsAtOnce = ({ answers }: ClientVcContext, { type }: On<'ProtocolCoReceiveNetBufferLists'>) =>
  answers[type] === 'NDIS_STATUS_SUCCESS';
export const holds = ({ held }: ClientVcContext, { nbl = held }: On<'client.returnLists'>) =>
  nbl.length > 0 && nbl.every((name) => held.includes(name));
export const isAccepting = (_: ClientVcContext, { status = 'NDIS_STATUS_SUCCESS' }: On<'client.answer'>) =>
  isSuccess(status);
/** What has just been refused is not asked for again at once. */
export const asksAnew = ({ refused }: ClientVcContext, { callParameters = 'P2' }: On<'client.modifyCallQoS'>) =>
  callParameters !== refused;
export const dislikes = ({ answers }: ClientVcContext, { type }: On<'ProtocolClIncomingCallQoSChange'>) =>
  answers[type] === 'NDIS_STATUS_NOT_ACCEPTED';
export const counters = ({ answers }: ClientVcContext, { type }: On<'ProtocolClIncomingCallQoSChange'>) =>
  answers[type] === 'NDIS_STATUS_INVALID_DATA';

/** Where a refused close leads. */
export const resumesIn =
  (state: Resumption) =>
  ({ resumes }: ClientVcContext) =>
    resumes === state;

// What an event leaves behind.

export const becomeCreator = () => ({ isCreator: true });
export const beginCall = (_: ClientVcContext, { multipoint = false }: On<'client.makeCall'>) => ({
  isMultipoint: multipoint,
  isMaking: true,
});
export const noteMade = () => ({ isMaking: false });
export const noteParameters = ({ parameters }: ClientVcContext, event: { callParameters?: string }) => ({
  parameters: event.callParameters ?? parameters,
});
/** Another call: nothing can cross the rejection of the last one any more, and nothing is owed for it. */
export const takeOffer = () => ({ isRejected: false, ...nothingAsked });
export const goInside = () => ({ isInside: true });
export const noteReturn = ({ takesItsTime, sends }: ClientVcContext) => ({
  isInside: false,
  takesItsTime: takesItsTime && sends.length > 0,
});
export const noteChanged = (context: ClientVcContext) => ({ ...noteReturn(context), isChanging: false });
export const endOffer = () => ({ parameters: '', refused: '' });
const asking = { refused: '', isChanging: true, isInside: true };
export const propose = (_: ClientVcContext, { callParameters = 'P2' }: On<'client.modifyCallQoS'>) => ({
  asked: callParameters,
  ...asking,
});
export const proposeOther = () => ({ asked: 'P3', ...asking });
/** What an offer is worth after the client has asked for other parameters. */
export const bargain = (
  { parameters, asked }: ClientVcContext,
  { status = 'NDIS_STATUS_SUCCESS', callParameters }: On<'ProtocolClModifyCallQoSComplete'>,
) => ({ parameters: callParameters ?? (isSuccess(status) ? asked : parameters) });
export const settle = (
  { asked }: ClientVcContext,
  { status = 'NDIS_STATUS_SUCCESS', callParameters = asked }: On<'ProtocolClModifyCallQoSComplete'>,
) => ({ asked: '', refused: isSuccess(status) && callParameters === asked ? '' : asked });
export const moveOn = () => ({ refused: '' });
export const stopAsking = () => ({ asked: '', refused: '' });
export const noteEnd = ({ isCreator }: ClientVcContext, { status }: On<'ProtocolClIncomingCloseCall'>) => ({
  isAbnormal: isCreator && status !== 'NDIS_STATUS_SUCCESS',
});
export const noteHangUp = (context: ClientVcContext, event: On<'ProtocolClIncomingCloseCall'>) => ({
  parameters: '',
  isRejected: false,
  resumes: 'hungUp' as const,
  ...noteEnd(context, event),
});
export const noteRejection = () => ({ isRejected: true });
const noCall = {
  parameters: '',
  isMultipoint: false,
  takesItsTime: false,
  isRejected: false,
  resumes: 'idle',
} as const;
export const takeTime = (context: ClientVcContext) => ({ takesItsTime: !mayClose(context) });
export const endCall = (): Partial<ClientVcContext> => noCall;
export const failCall = (): Partial<ClientVcContext> => ({ ...noCall, isFailed: true });
export const forget = (): Partial<ClientVcContext> => ({
  ...noCall,
  isCreator: false,
  isAbnormal: false,
  isFailed: false,
  ...nothingAsked,
});
export const resume =
  (state: Resumption) =>
  ({ resumes }: ClientVcContext) => ({ resumes: resumes === 'hungUp' ? resumes : state });
export const takeSends = ({ number, sends }: ClientVcContext, { lists = 1 }: On<'client.send'>) => {
  const taken = [...sends];
  for (let n = 1; taken.length < sends.length + lists; n += 1) {
    if (!taken.includes(sendName(number, n))) {
      taken.push(sendName(number, n));
    }
  }
  return { sends: taken };
};
export const dropSends = (
  context: ClientVcContext,
  { nbl = [] }: On<'ProtocolCoSendNetBufferListsComplete'>,
): Partial<ClientVcContext> => {
  const sends = context.sends.filter((name) => !nbl.includes(name));
  return { sends, takesItsTime: context.takesItsTime && !mayClose({ ...context, sends }) };
};
export const keepLists = ({ held }: ClientVcContext, { nbl = [] }: On<'ProtocolCoReceiveNetBufferLists'>) => ({
  held: [...held, ...nbl],
});
export const dropLists = ({ held }: ClientVcContext, { nbl = held }: On<'client.returnLists'>) => ({
  held: held.filter((name) => !nbl.includes(name)),
});

// Calls into NDIS.

export const create = ({ af }: ClientVcContext): Message => ({ type: 'NdisCoCreateVc', af });
export const remove = ({ vc }: ClientVcContext): Message => ({ type: 'NdisCoDeleteVc', vc });
export const makeCall = (
  { vc, number, isMultipoint }: ClientVcContext,
  { callParameters = 'P1' }: On<'client.makeCall'>,
): Message => ({
  type: 'NdisClMakeCall',
  vc,
  callParameters,
  ...(isMultipoint ? { party: partyHandle(number, 1) } : {}),
});
export const modify = ({ vc }: ClientVcContext, { callParameters = 'P2' }: On<'client.modifyCallQoS'>): Message => ({
  type: 'NdisClModifyCallQoS',
  vc,
  callParameters,
});
export const counter = ({ vc }: ClientVcContext): Message => ({
  type: 'NdisClModifyCallQoS',
  vc,
  callParameters: 'P3',
});
export const close = ({ vc, number, isMultipoint }: ClientVcContext): Message => ({
  type: 'NdisClCloseCall',
  vc,
  ...(isMultipoint ? { party: partyHandle(number, 1) } : {}),
});
export const addParty = ({ vc, number }: ClientVcContext): Message => ({
  type: 'NdisClAddParty',
  vc,
  party: partyHandle(number, 2),
});
export const answer = (
  { vc, parameters }: ClientVcContext,
  { status = 'NDIS_STATUS_SUCCESS' }: On<'client.answer'>,
): Message => ({ type: 'NdisClIncomingCallComplete', vc, status, callParameters: parameters });
export const send = ({ vc, sends }: ClientVcContext, { lists = 1 }: On<'client.send'>): Message => ({
  type: 'NdisCoSendNetBufferLists',
  vc,
  nbl: sends.slice(-lists),
});
export const returnLists = ({ vc, held }: ClientVcContext, { nbl = held }: On<'client.returnLists'>): Message => ({
  type: 'NdisReturnNetBufferLists',
  vc,
  nbl,
});
export const returnAtOnce = (
  { vc }: ClientVcContext,
  { nbl = [] }: On<'ProtocolCoReceiveNetBufferLists'>,
): Message => ({
  type: 'NdisReturnNetBufferLists',
  vc,
  nbl,
});

/** A final return: the client runs its completion routine itself. */
const complete =
  <F extends 'ProtocolClMakeCallComplete' | 'ProtocolClModifyCallQoSComplete' | 'ProtocolClCloseCallComplete'>(
    type: F,
  ) =>
  ({ vc }: ClientVcContext, { status }: { status: NdisStatus | null }) =>
    ({ type, vc, status }) as Call<F>;
export const completeMake = complete('ProtocolClMakeCallComplete');
export const completeModify = complete('ProtocolClModifyCallQoSComplete');
export const completeClose = complete('ProtocolClCloseCallComplete');

import { sapHandle, vcHandle } from '../../src/protocol/handles.js';
import { returning } from '../messages.js';
import type { Call } from '../messages.js';
import type { CallContext, CallEvent, CallInput, CallMessage, CallReport } from './call.types.js';

type On<T extends CallEvent['type']> = Extract<CallEvent, { type: T }>;

export const birth = ({
  kind = 'NdisCm',
  vc = 1,
  closes = 'afterDeactivation',
  patience = 60_000,
}: CallInput): CallContext => ({
  kind,
  vc: vcHandle(vc),
  sap: sapHandle(1),
  parameters: '',
  proposal: null,
  isUp: false,
  owesMake: false,
  owesModify: false,
  owesClose: false,
  isOffered: false,
  closes,
  patience,
  answers: {},
});

// Questions.

export const isUp = ({ isUp }: CallContext) => isUp;
export const owesNoClose = ({ owesClose }: CallContext) => !owesClose;
export const owesModify = ({ owesModify }: CallContext) => owesModify;
export const owesNoModify = ({ owesModify }: CallContext) => !owesModify;
export const hasProposal = ({ proposal }: CallContext) => proposal !== null;
export const owesNothing = ({ owesMake, owesModify, owesClose }: CallContext) => !owesMake && !owesModify && !owesClose;
export const mayAnswer = ({ isOffered, owesModify }: CallContext) => isOffered && !owesModify;
export const owesClose = ({ owesClose }: CallContext) => owesClose;
export const isOffered = ({ isOffered }: CallContext) => isOffered;
export const closesFirst = ({ closes, owesClose }: CallContext) => owesClose && closes === 'beforeDeactivation';

// What an event leaves behind.

export const beginMake = (_: CallContext, { callParameters = '' }: On<'ProtocolCmMakeCall'>) => ({
  parameters: callParameters,
  owesMake: true,
});
export const beginIncoming = (_: CallContext, { callParameters }: On<'line.incoming'>) => ({
  parameters: callParameters,
});
export const propose = (_: CallContext, { callParameters = '' }: { callParameters?: string }) => ({
  proposal: callParameters,
});
export const oweModify = () => ({ owesModify: true });
export const oweClose = () => ({ owesClose: true });
export const adopt = ({ parameters, proposal }: CallContext) => ({
  parameters: proposal ?? parameters,
  proposal: null,
});
export const dropProposal = () => ({ proposal: null });
export const noteUp = () => ({ isUp: true });
export const noteDown = () => ({ isUp: false });
export const madeDone = () => ({ owesMake: false });
export const modifyDone = () => ({ owesModify: false, proposal: null });
export const closeDone = () => ({ owesClose: false });
export const noteOffer = () => ({ isOffered: true });
export const offerDone = () => ({ isOffered: false });
/** The call is over. What it was about matters only to what has been pended and is still to be completed. */
export const windUp = ({ parameters, owesMake, owesModify }: CallContext) => ({
  parameters: owesMake || owesModify ? parameters : '',
  proposal: null,
  isOffered: false,
});
export const forget = () => ({
  parameters: '',
  proposal: null,
  isOffered: false,
  owesMake: false,
  owesModify: false,
  owesClose: false,
});

// Answers to NDIS.

export const refuseParty = (_: CallContext, event: On<'ProtocolCmAddParty'>) =>
  returning(event, 'NDIS_STATUS_NOT_SUPPORTED') as CallMessage;

// Reports to NDIS: the NdisCm… twin for a call manager, the NdisMCm… twin for an MCM.

const report = (
  { kind, vc }: CallContext,
  name: CallReport,
  fields: Omit<Call<'NdisCmMakeCallComplete'>, 'type' | 'vc'> = {},
) => ({ type: `${kind}${name}`, vc, ...fields }) as CallMessage;

export const completeMake = (context: CallContext) =>
  report(context, 'MakeCallComplete', { status: 'NDIS_STATUS_SUCCESS', callParameters: context.parameters });
export const failMake = (context: CallContext) =>
  report(context, 'MakeCallComplete', { status: 'NDIS_STATUS_FAILURE', callParameters: context.parameters });
export const offer = (context: CallContext) =>
  report(context, 'DispatchIncomingCall', { sap: context.sap, callParameters: context.parameters });
export const connect = (context: CallContext) => report(context, 'DispatchCallConnected');
export const indicateClose = (context: CallContext, { status }: On<'line.hungUp'>) =>
  report(context, 'DispatchIncomingCloseCall', { status });
export const indicateChange = (context: CallContext) =>
  report(context, 'DispatchIncomingCallQoSChange', { callParameters: context.parameters });
export const completeModify = (context: CallContext) =>
  report(context, 'ModifyCallQoSComplete', { status: 'NDIS_STATUS_SUCCESS', callParameters: context.parameters });
export const failModify = (context: CallContext) =>
  report(context, 'ModifyCallQoSComplete', { status: 'NDIS_STATUS_FAILURE', callParameters: context.parameters });
export const completeClose = (context: CallContext) =>
  report(context, 'CloseCallComplete', { status: 'NDIS_STATUS_SUCCESS' });
/** The return of the offer was final: the driver runs its completion routine itself. */
export const completeOffer = ({ vc, parameters }: CallContext, { status }: On<'NdisCmDispatchIncomingCall returns'>) =>
  ({ type: 'ProtocolCmIncomingCallComplete', vc, status, callParameters: parameters }) as CallMessage;

// Requests to the VC under the call, and signals to the network.

export const createBearer = (): CallMessage => ({ type: 'bearer.create' });
export const activateBearer = ({ parameters, proposal }: CallContext): CallMessage => ({
  type: 'bearer.activate',
  callParameters: proposal ?? parameters,
});
export const deactivateBearer = (): CallMessage => ({ type: 'bearer.deactivate' });
export const freeBearer = (): CallMessage => ({ type: 'bearer.free' });
export const signalSetup = ({ parameters }: CallContext): CallMessage => ({
  type: 'line.setup',
  callParameters: parameters,
});
export const signalAccept = (): CallMessage => ({ type: 'line.accept' });
export const signalReject = (): CallMessage => ({ type: 'line.reject' });
export const signalProposal = ({ proposal }: CallContext): CallMessage => ({
  type: 'line.propose',
  callParameters: proposal ?? '',
});
export const signalSuccess = (): CallMessage => ({ type: 'line.outcome', status: 'NDIS_STATUS_SUCCESS' });
export const signalFailure = (): CallMessage => ({ type: 'line.outcome', status: 'NDIS_STATUS_FAILURE' });
export const signalRelease = (): CallMessage => ({ type: 'line.release' });

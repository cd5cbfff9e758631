import type { NdisStatus } from '../../src/protocol/status.js';
import { succeeded } from '../answers.js';
import { vcHandle } from '../../src/protocol/handles.js';
import type { CallState, VcContext, VcEvent, VcInput } from './vc.types.js';

type Naming<F extends string> = Extract<VcEvent, { type: F }>;
type Creation = Naming<'NdisCoCreateVc' | 'NdisMCmCreateVc'>;
type Lists = Pick<Naming<'NdisCoSendNetBufferLists'>, 'nbl' | 'by'>;

export const birth = ({ vc = vcHandle(1) }: VcInput): VcContext => ({
  vc,
  creator: null,
  signaling: false,
  parameters: null,
  proposed: null,
  sends: [],
  receives: [],
  lent: [],
  makePending: false,
  offerPending: false,
  abnormal: false,
  multipoint: false,
  closedFrom: null,
});

// Questions that a rule asks.

export const isCreator = ({ creator }: VcContext, { by }: { by: string }) => creator === by;
export const isFromClient = (_: unknown, { by }: { by: string }) => by === 'client';
export const isFitForCalls = ({ abnormal }: VcContext) => !abnormal;
export const isDrained = ({ sends, receives }: VcContext) => sends.length === 0 && receives.length === 0;
export const hasItsSendsBack = ({ sends }: VcContext, { by }: { by: string }) => !sends.some((send) => send.by === by);
export const hasParameters = (_: unknown, { callParameters }: { callParameters?: unknown }) =>
  callParameters !== undefined;
export const isMultipoint = ({ multipoint }: VcContext) => multipoint;
export const isOfferPending = ({ offerPending }: VcContext) => offerPending;
export const isOwnSignaling = ({ signaling, creator }: VcContext, { by }: { by: string }) =>
  signaling && creator === by;
export const isForAClient = ({ signaling }: VcContext) => !signaling;
export const isMakePending = ({ makePending }: VcContext) => makePending;
export const isMcm = (_: unknown, { by }: { by: string }) => by === 'mcm';
/** While a close is under way: whether the call stood in one of these states when it began. */
export const wasIn =
  (...states: readonly CallState[]) =>
  ({ closedFrom }: VcContext) =>
    closedFrom !== null && states.includes(closedFrom);
export const isToBeHungUp = wasIn('offered', 'accepted', 'connected', 'modifying');
/** The offer was rejected after the peer had hung up: the call is over, and yet the client may close it. */
export const isStillToClose = wasIn('hungUp');
export const isNewSend = ({ sends }: VcContext, { nbl = [] }: Lists) => !sends.some((send) => nbl.includes(send.nbl));
export const isSendInProgress = ({ sends }: VcContext, { nbl = [] }: Lists) =>
  nbl.every((name) => sends.some((send) => send.nbl === name));
export const isHome = ({ receives, lent }: VcContext, { nbl = [] }: Lists) =>
  !nbl.some((name) => receives.includes(name) || lent.includes(name));
export const isOut = ({ receives }: VcContext, { nbl = [] }: Lists) => nbl.every((name) => receives.includes(name));

// What an event leaves behind.

export const rememberCreator = (_: VcContext, { by, af }: Creation) => ({
  creator: by,
  signaling: by === 'callManager' && af === undefined,
});
export const forgetCreator = () => ({ creator: null, signaling: false });
export const propose = (_: VcContext, { callParameters = null }: { callParameters?: string | null }) => ({
  proposed: callParameters,
});
export const adopt = ({ parameters, proposed }: VcContext) => ({ parameters: proposed ?? parameters, proposed: null });
export const keepParameters = () => ({ proposed: null });
export const voidParameters = () => ({ parameters: null, proposed: null });

export const takeSends = ({ sends }: VcContext, { nbl = [], by }: Lists) => ({
  sends: [...sends, ...nbl.map((name) => ({ nbl: name, by }))],
});
export const completeSends = ({ sends }: VcContext, { nbl = [] }: Lists) => ({
  sends: sends.filter((send) => !nbl.includes(send.nbl)),
});
export const indicate = (
  { receives, lent }: VcContext,
  { nbl = [], resources }: Naming<'NdisMCoIndicateReceiveNetBufferLists'>,
) => (resources === true ? { lent: [...lent, ...nbl] } : { receives: [...receives, ...nbl] });
export const takeBackLent = ({ lent }: VcContext, { nbl = [] }: Lists) => ({
  lent: lent.filter((name) => !nbl.includes(name)),
});
export const takeBack = ({ receives }: VcContext, { nbl = [] }: Lists) => ({
  receives: receives.filter((name) => !nbl.includes(name)),
});

export const beginMake = (_: VcContext, { party }: Naming<'NdisClMakeCall'>) => ({
  makePending: true,
  multipoint: party !== undefined,
  closedFrom: null,
});
export const endMake = () => ({ makePending: false });
export const beginOffer = () => ({ offerPending: true, closedFrom: null });
export const endOffer = () => ({ offerPending: false });
export const noteHangUp = ({ abnormal }: VcContext, event: { status?: NdisStatus | null }) => ({
  abnormal: abnormal || !succeeded(undefined, event),
});
export const endCall = () => ({ closedFrom: null, makePending: false, offerPending: false, multipoint: false });
/** The make-call may still be completed. */
export const endClose = () => ({ closedFrom: null, offerPending: false, multipoint: false });
export const endHungUp = (): Partial<VcContext> => ({ closedFrom: 'hungUp', offerPending: false, multipoint: false });

// What crosses a close: a refused one leads back to where the call has come meanwhile.

export const closeFrom = (state: CallState) => (): Partial<VcContext> => ({ closedFrom: state });
export const noteMade = (_: VcContext, event: { status?: NdisStatus | null }): Partial<VcContext> => ({
  makePending: false,
  closedFrom: succeeded(undefined, event) ? 'connected' : 'none',
});
export const noteAnswered = ({ closedFrom }: VcContext, event: { status?: NdisStatus | null }): Partial<VcContext> => ({
  offerPending: false,
  closedFrom: closedFrom !== 'offered' ? closedFrom : succeeded(undefined, event) ? 'accepted' : 'none',
});
export const noteModified = ({ closedFrom }: VcContext): Partial<VcContext> => ({
  closedFrom: closedFrom === 'modifying' ? 'connected' : closedFrom,
});

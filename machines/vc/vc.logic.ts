import type { CallEnd, VcCall } from '../../src/protocol/lives.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import { failed, hasOutcome, succeeded } from '../answers.js';
import { vcHandle } from '../../src/protocol/handles.js';
import type { VcContext, VcEvent, VcInput } from './vc.types.js';

type Naming<F extends string> = Extract<VcEvent, { type: F }>;
type Creation = Naming<'NdisCoCreateVc' | 'NdisMCmCreateVc'>;
type Lists = Pick<Naming<'NdisCoSendNetBufferLists'>, 'nbl' | 'by'>;
interface Telling {
  readonly status?: NdisStatus | null;
}

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
  changesPending: 0,
  abnormal: false,
  multipoint: false,
  closedFrom: null,
  ended: null,
  spent: false,
  change: 'none',
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
export const isChangePending = ({ changesPending }: VcContext) => changesPending > 0;
export const isLastChange = ({ changesPending }: VcContext) => changesPending <= 1;
const isProviders = (creator: VcContext['creator']) => creator === 'callManager' || creator === 'mcm';
export const isMcm = (_: unknown, { by }: { by: string }) => by === 'mcm';
/** While a close is under way: whether the call stood in one of these states when it began. */
export const wasIn =
  (...states: readonly VcCall[]) =>
  ({ closedFrom }: VcContext) =>
    closedFrom !== null && states.includes(closedFrom);
export const isToBeHungUp = wasIn('offered', 'accepted', 'connected', 'modifying');
/** The offer was rejected after the peer had hung up: the call is over, and yet the client may close it. */
export const isStillToClose = wasIn('hungUp');
/** The last call came to its end in one of these ways. */
export const hasEnded =
  (...ends: readonly CallEnd[]) =>
  ({ ended }: VcContext) =>
    ended !== null && ends.includes(ended);
export const isSpent = ({ spent }: VcContext) => spent;
/** The far side has nothing more to send, nor has the client: the close of the call has been completed. */
export const isClosed = (context: VcContext) => context.spent && hasEnded('closed', 'hungUp')(context);
/** Other parameters than those last agreed may be in force. */
export const hasChanged = ({ change }: VcContext) => change !== 'none' && change !== 'tried';
/** A completion stands against what has been tried on the VC. */
export const isAgreed = (context: VcContext, event: Telling) =>
  hasOutcome(undefined, event) && !succeedsUnchanged(context, event) && !failsChanged(context, event);
export const succeedsUnchanged = (context: VcContext, event: Telling) =>
  succeeded(undefined, event) && !hasChanged(context);
/** The change is said to have failed, and what was tried is still in force. */
export const failsChanged = ({ change }: VcContext, event: Telling) => failed(undefined, event) && change === 'changed';
export const isNewSend = ({ sends }: VcContext, { nbl = [] }: Lists) => !sends.some((send) => nbl.includes(send.nbl));
export const isSendInProgress = ({ sends }: VcContext, { nbl = [] }: Lists) =>
  nbl.every((name) => sends.some((send) => send.nbl === name));
export const isHome = ({ receives, lent }: VcContext, { nbl = [] }: Lists) =>
  !nbl.some((name) => receives.includes(name) || lent.includes(name));
export const isOut = ({ receives }: VcContext, { nbl = [] }: Lists) => nbl.every((name) => receives.includes(name));
/** What comes on a call manager's own VC is handed to that, everything else to the client. */
export const isReceiver = ({ signaling }: VcContext, { by }: { by: string }) => (by === 'callManager') === signaling;

// What an event leaves behind.

export const rememberCreator = (_: VcContext, { by, af }: Creation) => ({
  creator: by,
  signaling: by === 'callManager' && af === undefined,
});
/** The VC has never come to be. */
export const forgetCreator = () => ({ creator: null, signaling: false });
/** The VC is gone, and its calls with it. Lists may still be out, with whoever has received them. */
export const forget = ({ signaling, receives }: VcContext): Partial<VcContext> => ({
  ...beginning,
  creator: null,
  signaling: signaling && receives.length > 0,
  makePending: false,
  offerPending: false,
  abnormal: false,
  multipoint: false,
});
export const propose = (_: VcContext, { callParameters = null }: { callParameters?: string | null }) => ({
  proposed: callParameters,
});
export const adopt = ({ parameters, proposed }: VcContext) => ({ parameters: proposed ?? parameters, proposed: null });
export const keepParameters = () => ({ proposed: null });
/** Whatever was changed is in force no more. */
export const voidParameters = ({ change }: VcContext): Partial<VcContext> => ({
  parameters: null,
  proposed: null,
  spent: false,
  change: change === 'changed' ? 'unsure' : change,
});
/** An activation after a deactivation is for whatever comes next. */
export const renew = () => ({ spent: false });

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

/** Nothing is left of an earlier call. */
const beginning = { closedFrom: null, ended: null, spent: false, change: 'none', changesPending: 0 } as const;
export const beginMake = (_: VcContext, { party }: Naming<'NdisClMakeCall'>) => ({
  ...beginning,
  makePending: true,
  multipoint: party !== undefined,
});
export const endMake = () => ({ makePending: false });
export const beginOffer = () => ({ ...beginning, offerPending: true });
export const endOffer = () => ({ offerPending: false });
export const noteHangUp = ({ abnormal, creator }: VcContext, event: Telling): Partial<VcContext> => ({
  abnormal: abnormal || (!isProviders(creator) && !succeeded(undefined, event)),
  change: 'none',
});
const over = (ended: CallEnd): Partial<VcContext> => ({ multipoint: false, change: 'none', ended, spent: true });
export const endCall = ({ makePending }: VcContext): Partial<VcContext> => ({
  ...over(makePending ? 'failed' : 'rejected'),
  closedFrom: null,
  makePending: false,
  offerPending: false,
});
/** The make-call may still be completed. */
export const endClose = ({ closedFrom }: VcContext): Partial<VcContext> => ({
  ...over(closedFrom === 'hungUp' ? 'hungUp' : 'closed'),
  closedFrom: null,
  offerPending: false,
});
/** The close was refused, but what was to be closed has failed, or has been rejected, meanwhile. */
export const endRefused = ({ creator }: VcContext): Partial<VcContext> => ({
  ...over(creator === 'client' ? 'failed' : 'rejected'),
  closedFrom: null,
  offerPending: false,
});
export const endHungUp = (): Partial<VcContext> => ({
  ...over('rejected'),
  closedFrom: 'hungUp',
  offerPending: false,
});

// Parameters of a running call.

export const noteChange = ({ change }: VcContext, event: Telling): Partial<VcContext> =>
  succeeded(undefined, event)
    ? { change: change === 'none' || change === 'told' ? 'changed' : 'unsure' }
    : { change: change === 'none' || change === 'told' ? 'tried' : 'unsure' };
export const askForChange = ({ change }: VcContext): Partial<VcContext> => ({
  change: change === 'none' || change === 'told' ? 'none' : 'unsure',
});
export const countChange = ({ changesPending }: VcContext): Partial<VcContext> => ({
  changesPending: Math.min(2, changesPending + 1),
});
/** A close that is refused then leads back to a call that nobody wants to change. */
export const endChange = ({ closedFrom, changesPending }: VcContext): Partial<VcContext> => ({
  changesPending: Math.max(0, changesPending - 1),
  closedFrom: closedFrom === 'modifying' && changesPending <= 1 ? 'connected' : closedFrom,
});
export const settleChange = (): Partial<VcContext> => ({ change: 'none' });
export const tellChange = (): Partial<VcContext> => ({ change: 'told' });
export const tellBoth = (): Partial<VcContext> => ({ change: 'unsure' });

// What crosses a close: a refused one leads back to where the call has come meanwhile.

export const closeFrom = (state: VcCall) => (): Partial<VcContext> => ({ closedFrom: state, change: 'none' });
/** The close was refused, and is forgotten. */
export const goBack = (): Partial<VcContext> => ({ closedFrom: null });
/** The same of a call that is up: whatever was tried before the close may be in force. */
export const goOn = (): Partial<VcContext> => ({ ...goBack(), change: 'unsure' });
export const noteMade = (_: VcContext, event: Telling): Partial<VcContext> => ({
  makePending: false,
  closedFrom: succeeded(undefined, event) ? 'connected' : 'none',
});
export const noteAnswered = ({ closedFrom }: VcContext, event: Telling): Partial<VcContext> => ({
  offerPending: false,
  closedFrom: closedFrom !== 'offered' ? closedFrom : succeeded(undefined, event) ? 'accepted' : 'none',
});

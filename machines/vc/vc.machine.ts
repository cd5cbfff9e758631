import { or, setup, stateIn } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import { call } from './vc.call.js';
import { life } from './vc.life.js';
import * as vc from './vc.logic.js';
import type { VcContext, VcEvent, VcInput } from './vc.types.js';

const { ask, set } = wiring<VcContext, VcEvent>();

/**
 * The object behind an NdisVcHandle, as NDIS sees it: the contract of a virtual connection. It watches the calls into
 * NDIS that name the VC, and their results. In `life` it is created, activated (again and again, with other
 * parameters), drained, deactivated, reused or deleted; in `call` it hosts at most one call at a time. What it does not
 * take, NDIS refuses; `vc.fates.ts` says by which rule. Parties beyond the first are left out.
 */
export const vcMachine = setup({
  types: {} as { context: VcContext; input: VcInput; events: VcEvent; meta: ChartMeta },
  guards: {
    succeeded: ask(answers.succeeded),
    failed: ask(answers.failed),
    isFinal: ask(answers.isFinal),
    hasOutcome: ask(answers.hasOutcome),
    isCreator: ask(vc.isCreator),
    isFromClient: ask(vc.isFromClient),
    isMcm: ask(vc.isMcm),
    isForAClient: ask(vc.isForAClient),
    isOwnSignaling: ask(vc.isOwnSignaling),
    isFitForCalls: ask(vc.isFitForCalls),
    isMultipoint: ask(vc.isMultipoint),
    hasParameters: ask(vc.hasParameters),
    isDrained: ask(vc.isDrained),
    hasItsSendsBack: ask(vc.hasItsSendsBack),
    isNewSend: ask(vc.isNewSend),
    isSendInProgress: ask(vc.isSendInProgress),
    isHome: ask(vc.isHome),
    isOut: ask(vc.isOut),
    isReceiver: ask(vc.isReceiver),
    isMakePending: ask(vc.isMakePending),
    isOfferPending: ask(vc.isOfferPending),
    isChangePending: ask(vc.isChangePending),
    isLastChange: ask(vc.isLastChange),
    isStillToClose: ask(vc.isStillToClose),
    isToBeHungUp: ask(vc.isToBeHungUp),
    wasMaking: ask(vc.wasIn('making')),
    wasOffered: ask(vc.wasIn('offered')),
    wasAccepted: ask(vc.wasIn('accepted')),
    wasConnected: ask(vc.wasIn('connected')),
    wasModifying: ask(vc.wasIn('modifying')),
    wasHungUp: ask(vc.wasIn('hungUp')),
    isSpent: ask(vc.isSpent),
    isClosed: ask(vc.isClosed),
    hasChanged: ask(vc.hasChanged),
    isAgreed: ask(vc.isAgreed),
    wasUp: ask(vc.wasIn('connected', 'modifying')),
    isInactive: stateIn({ life: 'created' }),
    isActivating: stateIn({ life: 'activating' }),
    isActive: or([stateIn({ life: 'active' }), stateIn({ life: 'reactivating' })]),
    isReactivating: stateIn({ life: 'reactivating' }),
    isGoing: or([stateIn({ life: 'deleting' }), stateIn({ life: 'deleted' })]),
    isDeleted: stateIn({ life: 'deleted' }),
    hasNoCall: stateIn({ call: 'none' }),
    isCallUp: or([stateIn({ call: 'connected' }), stateIn({ call: 'modifying' })]),
  },
  actions: {
    rememberCreator: set(vc.rememberCreator),
    forgetCreator: set(vc.forgetCreator),
    forget: set(vc.forget),
    propose: set(vc.propose),
    adopt: set(vc.adopt),
    keepParameters: set(vc.keepParameters),
    voidParameters: set(vc.voidParameters),
    renew: set(vc.renew),
    takeSends: set(vc.takeSends),
    completeSends: set(vc.completeSends),
    indicate: set(vc.indicate),
    takeBack: set(vc.takeBack),
    takeBackLent: set(vc.takeBackLent),
    beginMake: set(vc.beginMake),
    endMake: set(vc.endMake),
    beginOffer: set(vc.beginOffer),
    endOffer: set(vc.endOffer),
    noteHangUp: set(vc.noteHangUp),
    closeFromMaking: set(vc.closeFrom('making')),
    closeFromOffered: set(vc.closeFrom('offered')),
    closeFromAccepted: set(vc.closeFrom('accepted')),
    closeFromConnected: set(vc.closeFrom('connected')),
    closeFromModifying: set(vc.closeFrom('modifying')),
    closeFromHungUp: set(vc.closeFrom('hungUp')),
    noteMade: set(vc.noteMade),
    noteAnswered: set(vc.noteAnswered),
    endHungUp: set(vc.endHungUp),
    endClose: set(vc.endClose),
    endRefused: set(vc.endRefused),
    goBack: set(vc.goBack),
    goOn: set(vc.goOn),
    noteChange: set(vc.noteChange),
    askForChange: set(vc.askForChange),
    countChange: set(vc.countChange),
    endChange: set(vc.endChange),
    settleChange: set(vc.settleChange),
    tellChange: set(vc.tellChange),
    tellBoth: set(vc.tellBoth),
    endCall: set(vc.endCall),
  },
}).createMachine({
  id: 'vc',
  description: 'The object behind an NdisVcHandle: what NDIS, and everybody else, may rely on.',
  meta: by('CTX-04'),
  context: ({ input }) => vc.birth(input),
  type: 'parallel',
  states: {
    life,
    call,
  },
});

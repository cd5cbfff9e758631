import { and, enqueueActions, setup } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import { again, closeLater, closeOfNothing, closing, ending, refuseChange } from './call.ending.js';
import { incoming } from './call.incoming.js';
import * as call from './call.logic.js';
import { failChangeLater, reports } from './call.reports.js';
import type { CallContext, CallEvent, CallInput, CallMessage } from './call.types.js';

const { ask, set, say } = wiring<CallContext, CallEvent, CallMessage>();

/**
 * Call control: what the call-manager side of a driver, stand-alone or inside an MCM, does about one call. It sets calls
 * up for the client and offers those that come in, asks for the VC under the call (the bearer) to be activated before it
 * reports a connection and to be deactivated before it reports the end, and completes whatever it has pended exactly once.
 * Ndis(M)Cm… stands for the twin its driver uses. Close data and further parties are left out.
 */
export const callMachine = setup({
  types: {} as { context: CallContext; input: CallInput; events: CallEvent; emitted: CallMessage; meta: ChartMeta },
  guards: {
    succeeded: ask(answers.succeeded),
    failed: ask(answers.failed),
    isFinal: ask(answers.isFinal),
    willRefuse: ask(answers.willRefuse),
    isUp: ask(call.isUp),
    owesClose: ask(call.owesClose),
    owesNoClose: ask(call.owesNoClose),
    owesModify: ask(call.owesModify),
    owesNoModify: ask(call.owesNoModify),
    hasProposal: ask(call.hasProposal),
    owesNothing: ask(call.owesNothing),
    isOffered: ask(call.isOffered),
    mayAnswer: ask(call.mayAnswer),
    closesFirst: ask(call.closesFirst),
  },
  delays: { patience: ({ context }) => context.patience },
  actions: {
    setAnswer: set(answers.setAnswer),
    useAnswer: set(answers.useAnswer),
    beginMake: set(call.beginMake),
    beginIncoming: set(call.beginIncoming),
    propose: set(call.propose),
    oweModify: set(call.oweModify),
    oweClose: set(call.oweClose),
    adopt: set(call.adopt),
    dropProposal: set(call.dropProposal),
    noteUp: set(call.noteUp),
    noteDown: set(call.noteDown),
    noteOffer: set(call.noteOffer),
    offerDone: set(call.offerDone),
    madeDone: set(call.madeDone),
    modifyDone: set(call.modifyDone),
    closeDone: set(call.closeDone),
    windUp: set(call.windUp),
    forget: set(call.forget),
    accept: say(answers.accept),
    done: say(answers.done),
    pend: say(answers.pend),
    refuse: say(answers.refuse),
    refuseParty: say(call.refuseParty),
    completeMake: say(call.completeMake),
    failMake: say(call.failMake),
    offer: say(call.offer),
    completeOffer: say(call.completeOffer),
    connect: say(call.connect),
    indicateClose: say(call.indicateClose),
    indicateChange: say(call.indicateChange),
    completeModify: say(call.completeModify),
    failModify: say(call.failModify),
    completeClose: say(call.completeClose),
    createBearer: say(call.createBearer),
    activateBearer: say(call.activateBearer),
    deactivateBearer: say(call.deactivateBearer),
    freeBearer: say(call.freeBearer),
    signalSetup: say(call.signalSetup),
    signalAccept: say(call.signalAccept),
    signalReject: say(call.signalReject),
    signalProposal: say(call.signalProposal),
    signalSuccess: say(call.signalSuccess),
    signalFailure: say(call.signalFailure),
    signalRelease: say(call.signalRelease),
    /** Completes, with a failure, what a call that ends has left pended. */
    failWhatIsOwed: enqueueActions(({ context, enqueue }) => {
      if (context.owesModify) {
        enqueue('failModify');
        enqueue('modifyDone');
      }
      if (context.owesMake) {
        enqueue('failMake');
        enqueue('madeDone');
      }
    }),
    completeWhatIsOwed: enqueueActions(({ context, enqueue }) => {
      if (context.owesModify) {
        enqueue('failModify');
      }
      if (context.owesMake) {
        enqueue('failMake');
      }
      if (context.owesClose) {
        enqueue('completeClose');
      }
    }),
  },
}).createMachine({
  id: 'call',
  description: 'The call-manager side of one call.',
  meta: by('CALL-OUT-16'),
  context: ({ input }) => call.birth(input),
  initial: 'idle',
  states: {
    idle: {
      description: 'No call.',
      meta: by('CALL-OUT-16'),
      on: {
        ...again,
        'line.incoming': {
          target: 'creatingVc',
          actions: ['beginIncoming', 'createBearer'],
          meta: by('CALL-IN-02', 'VC-CREATE-06'),
        },
        ...closeOfNothing,
        ...refuseChange,
      },
    },
    settingUp: {
      description: 'The network is asked for the connection.',
      meta: by('CALL-OUT-05', 'CALL-OUT-06'),
      on: {
        'line.accepted': { target: 'raising', actions: 'activateBearer', meta: by('VC-ACT-11') },
        'line.refused': { target: 'settling', meta: by('FAIL-07', 'CALL-OUT-07') },
        'line.incoming': {
          description: 'Both sides call at once: this call goes on, the other is turned away.',
          actions: 'signalReject',
          meta: by('CALL-OUT-16'),
        },
        ...closing,
      },
      after: {
        patience: { target: 'settling', actions: 'signalReject', meta: by('CALL-OUT-07') },
      },
    },
    raising: {
      description: 'The network agrees; the VC is activated before success is reported.',
      meta: by('CALL-OUT-06', 'VC-ACT-17'),
      on: {
        'bearer.activated': [
          { guard: 'owesClose', target: 'releasing', actions: ['noteUp', 'signalRelease'], meta: by('CALL-CLOSE-07') },
          {
            target: 'connecting',
            actions: ['noteUp', 'completeMake', 'madeDone'],
            meta: by('CALL-OUT-06', 'VC-ACT-11'),
          },
        ],
        'bearer.activationFailed': {
          target: 'settling',
          actions: 'signalReject',
          meta: by('VC-ACT-09', 'FAIL-05', 'FAIL-07'),
        },
        ...closeLater,
      },
    },
    ...incoming,
    ...reports,
    connected: {
      description: 'The call is up.',
      meta: by('CALL-OUT-06', 'CALL-IN-11'),
      on: {
        ProtocolCmModifyCallQoS: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('QOS-CL-02') },
          { target: 'negotiating', actions: ['propose', 'oweModify', 'pend', 'signalProposal'], meta: by('QOS-CL-02') },
        ],
        'line.proposed': { target: 'adopting', actions: ['propose', 'activateBearer'], meta: by('QOS-IN-01') },
        'line.hungUp': {
          target: 'indicatingClose',
          actions: 'indicateClose',
          meta: by('CALL-RCLOSE-01', 'CALL-RCLOSE-02'),
        },
        ...closing,
      },
    },
    negotiating: {
      description: 'The client has asked for other parameters; the network is asked.',
      meta: by('QOS-CL-03', 'QOS-CL-05'),
      on: {
        'line.agreed': { target: 'changing', actions: 'activateBearer', meta: by('QOS-CL-03') },
        'line.disagreed': { target: 'answering', actions: 'failWhatIsOwed', meta: by('QOS-CL-04', 'FAIL-12') },
        ProtocolCmIncomingCallComplete: [
          {
            description: 'The client takes the call as it was offered: what it has asked for comes to nothing.',
            guard: and(['isOffered', 'succeeded']),
            target: 'accepted',
            actions: ['offerDone', 'failWhatIsOwed', 'done', 'signalAccept'],
            meta: by('CALL-IN-06', 'CALL-IN-09', 'QOS-CL-04'),
          },
          {
            guard: 'isOffered',
            target: 'lowering',
            actions: ['failWhatIsOwed', 'done', 'signalReject'],
            meta: by('CALL-IN-09', 'CALL-IN-13', 'FAIL-08'),
          },
        ],
        'line.hungUp': {
          target: 'indicatingClose',
          actions: ['failWhatIsOwed', 'indicateClose'],
          meta: by('QOS-CL-05', 'CALL-RCLOSE-03'),
        },
        ...closing,
        ...refuseChange,
      },
    },
    changing: {
      description: 'The network has agreed; the VC is re-activated before success is reported.',
      meta: by('QOS-CL-03'),
      on: {
        'bearer.activated': [
          { guard: 'owesClose', target: 'releasing', actions: ['adopt', 'signalRelease'], meta: by('CALL-CLOSE-07') },
          { target: 'answering', actions: ['adopt', 'completeModify', 'modifyDone'], meta: by('QOS-CL-03') },
        ],
        'bearer.activationFailed': [
          {
            guard: 'owesClose',
            target: 'releasing',
            actions: 'signalRelease',
            meta: by('CALL-CLOSE-07'),
          },
          { target: 'answering', actions: 'failWhatIsOwed', meta: by('QOS-CL-04', 'FAIL-06') },
        ],
        ...closeLater,
        ...refuseChange,
      },
    },
    adopting: {
      description: 'The far side wants other parameters; they are tried on the VC before the client is asked.',
      meta: by('QOS-IN-01'),
      on: {
        'bearer.activated': [
          { guard: 'owesClose', target: 'releasing', actions: 'signalRelease', meta: by('CALL-CLOSE-07') },
          { target: 'telling', actions: ['adopt', 'indicateChange'], meta: by('QOS-IN-01', 'QOS-IN-04') },
        ],
        'bearer.activationFailed': [
          {
            guard: 'owesClose',
            target: 'releasing',
            actions: 'signalRelease',
            meta: by('CALL-CLOSE-07'),
          },
          {
            guard: 'owesModify',
            target: 'answering',
            actions: ['dropProposal', 'signalFailure', 'failWhatIsOwed'],
            meta: by('FAIL-06', 'QOS-CL-04'),
          },
          { target: 'connected', actions: ['dropProposal', 'signalFailure'], meta: by('FAIL-06', 'QOS-IN-04') },
        ],
        ...closeLater,
        ...failChangeLater,
      },
    },
    ...ending,
  },
  on: {
    'answer.next': { actions: 'setAnswer', meta: by('CALL-OUT-04') },
    ProtocolCmAddParty: { actions: 'refuseParty', meta: by('PARTY-18') },
  },
});

import { and, not, or, setup, stateIn } from 'xstate';
import * as answers from '../answers.js';
import * as bearer from '../bearer.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import * as data from '../transfer.js';
import { wiring } from '../wire.js';
import * as vc from './mcmVc.logic.js';
import type { McmVcContext, McmVcEvent, McmVcInput, McmVcMessage } from './mcmVc.types.js';

const { ask, set, say } = wiring<McmVcContext, McmVcEvent, McmVcMessage>();

/**
 * An MCM's context of one VC: call manager and miniport in one driver. ProtocolCoCreateVc and ProtocolCoDeleteVc are
 * all it has for VCs that a client creates. It prepares its own channel first and then tells NDIS with
 * NdisMCmActivateVc; it drains its channel first and then tells NDIS with NdisMCmDeactivateVc. Each has one completion
 * event, which NDIS delivers, or the MCM calls itself, or nobody (AMB-02). A VC for its own signaling never crosses the
 * NDIS boundary.
 */
export const mcmVcMachine = setup({
  types: {} as {
    context: McmVcContext;
    input: McmVcInput;
    events: McmVcEvent;
    emitted: McmVcMessage;
    meta: ChartMeta;
  },
  guards: {
    succeeded: ask(answers.succeeded),
    failed: ask(answers.failed),
    willRefuse: ask(answers.willRefuse),
    willPend: ask(answers.willPend),
    isCreator: ask(bearer.isCreator),
    isFree: ask(bearer.isFree),
    completesItself: ask(vc.completesItself),
    goesOn: ask(vc.goesOn),
    isDeleting: stateIn('deleting'),
    isKnown: not(
      or([
        stateIn('absent'),
        stateIn('creating'),
        stateIn('signalingOpening'),
        stateIn('signaling'),
        stateIn('signalingClosing'),
      ]),
    ),
  },
  actions: {
    setAnswer: set(answers.setAnswer),
    useAnswer: set(answers.useAnswer),
    becomeCreator: set(bearer.becomeCreator),
    beginUse: set(bearer.beginUse),
    endUse: set(bearer.endUse),
    propose: set(bearer.propose),
    endActivation: set(bearer.endActivation),
    forget: set(vc.forget),
    accept: say(answers.accept),
    refuse: say(answers.refuse),
    answerDone: say(answers.done),
    create: say(vc.create),
    activate: say(vc.activate),
    deactivate: say(vc.deactivate),
    remove: say(vc.remove),
    completeActivation: say(vc.completeActivation),
    completeDeactivation: say(vc.completeDeactivation),
    open: say(vc.open),
    openForSignaling: say(vc.openForSignaling),
    close: say(vc.close),
    reportCreated: say(bearer.reportCreated),
    reportCreateFailed: say(bearer.reportCreateFailed),
    reportActivated: say(bearer.reportActivated),
    reportActivationFailed: say(bearer.reportActivationFailed),
    reportDeactivated: say(bearer.reportDeactivated),
    passDown: say(data.passDown),
    takeBack: say(data.takeBack),
    completeSend: say(data.completeSend),
    indicate: say(data.indicate),
    done: say(data.done),
  },
}).createMachine({
  id: 'mcmVc',
  description: 'A miniport call manager and one VC.',
  meta: by('MCM-06', 'CTX-03'),
  context: ({ input }) => vc.birth(input),
  initial: 'absent',
  states: {
    absent: {
      description: 'The MCM knows no such VC.',
      meta: by('MCM-02', 'MCM-03'),
      on: {
        ...data.discarding,
        ProtocolCoCreateVc: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('VC-CREATE-11', 'FAIL-14') },
          { guard: 'willPend', actions: ['refuse', 'useAnswer'], meta: by('VC-CREATE-09') },
          { target: 'created', actions: 'accept', meta: by('MCM-02', 'VC-CREATE-03') },
        ],
        'bearer.create': { target: 'creating', actions: ['beginUse', 'create'], meta: by('MCM-03', 'VC-CREATE-05') },
        'mcm.createSignalingVc': { target: 'signalingOpening', actions: 'openForSignaling', meta: by('MCM-SIG-01') },
      },
    },
    creating: {
      description: 'Inside NdisMCmCreateVc.',
      meta: by('VC-CREATE-05'),
      on: {
        ...data.discarding,
        'NdisMCmCreateVc returns': [
          {
            guard: 'succeeded',
            target: 'created',
            actions: ['becomeCreator', 'reportCreated'],
            meta: by('VC-CREATE-07'),
          },
          { target: 'absent', actions: ['forget', 'reportCreateFailed'], meta: by('FAIL-10') },
        ],
      },
    },
    created: {
      description: 'The VC exists and is inactive.',
      meta: by('VC-CREATE-14', 'VC-DEACT-09'),
      on: {
        ...data.discarding,
        'bearer.create': [
          { guard: 'isCreator', actions: ['beginUse', 'reportCreated'], meta: by('VC-REACT-06') },
          { actions: 'reportCreateFailed', meta: by('CALL-IN-01') },
        ],
        'bearer.activate': { target: 'preparing', actions: ['propose', 'open'], meta: by('VC-ACT-05') },
        'mcm.deleteVc': {
          guard: and(['isCreator', 'isFree']),
          target: 'deleting',
          actions: 'remove',
          meta: by('VC-DEL-01', 'VC-DEL-12'),
        },
        ProtocolCoDeleteVc: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('VC-DEL-09') },
          { guard: 'willPend', actions: ['refuse', 'useAnswer'], meta: by('VC-DEL-07') },
          { target: 'absent', actions: ['accept', 'forget'], meta: by('MCM-02', 'VC-DEL-10') },
        ],
      },
    },
    preparing: {
      description: 'The adapter is prepared before NDIS hears of it.',
      meta: by('VC-ACT-05'),
      on: {
        ...data.discarding,
        'channel.opened': { target: 'activating', actions: 'activate', meta: by('VC-ACT-05', 'MCM-04') },
        'channel.refused': {
          target: 'created',
          actions: ['endActivation', 'reportActivationFailed'],
          meta: by('FAIL-05'),
        },
      },
    },
    activating: {
      description: 'NdisMCmActivateVc tells NDIS that the VC is ready.',
      meta: by('MCM-12', 'VC-ACT-05'),
      exit: 'endActivation',
      on: {
        ...data.discarding,
        'NdisMCmActivateVc returns': [
          { guard: 'failed', target: 'created', actions: ['close', 'reportActivationFailed'], meta: by('VC-ACT-09') },
          { guard: and(['succeeded', 'completesItself']), actions: 'completeActivation', meta: by('MCM-12') },
          { guard: and(['succeeded', 'goesOn']), target: 'active', actions: 'reportActivated', meta: by('MCM-12') },
          { meta: by('MCM-12') },
        ],
        ProtocolCmActivateVcComplete: [
          {
            guard: 'failed',
            target: 'created',
            actions: ['answerDone', 'close', 'reportActivationFailed'],
            meta: by('VC-ACT-09'),
          },
          { target: 'active', actions: ['answerDone', 'reportActivated'], meta: by('MCM-12') },
        ],
      },
    },
    active: {
      description: 'Data may flow in both directions.',
      meta: by('VC-ACT-01'),
      on: {
        'bearer.activate': { target: 'changing', actions: ['propose', 'open'], meta: by('VC-REACT-01', 'MCM-17') },
        'bearer.deactivate': { target: 'draining', actions: 'close', meta: by('VC-DEACT-01', 'VC-DEACT-24') },
      },
    },
    changing: {
      description: 'The adapter tries other parameters; if it cannot, the old ones stay.',
      meta: by('VC-REACT-03', 'MCM-17'),
      on: {
        'channel.opened': { target: 'reactivating', actions: 'activate', meta: by('VC-REACT-01') },
        'channel.refused': {
          target: 'active',
          actions: ['endActivation', 'reportActivationFailed'],
          meta: by('VC-REACT-03', 'MCM-17'),
        },
      },
    },
    reactivating: {
      description: 'NdisMCmActivateVc tells NDIS the new parameters.',
      meta: by('MCM-12', 'VC-REACT-01'),
      exit: 'endActivation',
      on: {
        'NdisMCmActivateVc returns': [
          { guard: 'failed', target: 'active', actions: 'reportActivationFailed', meta: by('VC-REACT-03') },
          { guard: and(['succeeded', 'completesItself']), actions: 'completeActivation', meta: by('MCM-12') },
          { guard: and(['succeeded', 'goesOn']), target: 'active', actions: 'reportActivated', meta: by('MCM-12') },
          { meta: by('MCM-12') },
        ],
        ProtocolCmActivateVcComplete: [
          {
            guard: 'failed',
            target: 'active',
            actions: ['answerDone', 'reportActivationFailed'],
            meta: by('VC-REACT-03'),
          },
          { target: 'active', actions: ['answerDone', 'reportActivated'], meta: by('MCM-12') },
        ],
      },
    },
    draining: {
      description: 'The MCM drains its own channel before it tells NDIS.',
      meta: by('VC-DEACT-24', 'VC-DEACT-04'),
      on: { 'channel.closed': { target: 'deactivating', actions: 'deactivate', meta: by('VC-DEACT-24', 'MCM-04') } },
    },
    deactivating: {
      description: 'NdisMCmDeactivateVc tells NDIS that the VC is inactive.',
      meta: by('MCM-12', 'VC-DEACT-13'),
      on: {
        ...data.discarding,
        'NdisMCmDeactivateVc returns': [
          { guard: 'failed', target: 'created', actions: 'reportDeactivated', meta: by('VC-DEACT-13') },
          { guard: 'completesItself', actions: 'completeDeactivation', meta: by('MCM-12') },
          { guard: 'goesOn', target: 'created', actions: 'reportDeactivated', meta: by('MCM-12') },
          { meta: by('MCM-12') },
        ],
        ProtocolCmDeactivateVcComplete: {
          target: 'created',
          actions: ['answerDone', 'reportDeactivated'],
          meta: by('MCM-12', 'VC-DEACT-09'),
        },
      },
    },
    deleting: {
      description: 'Inside NdisMCmDeleteVc.',
      meta: by('VC-DEL-06', 'VC-DEL-12'),
      on: {
        ...data.discarding,
        'NdisMCmDeleteVc returns': [
          { guard: 'succeeded', target: 'absent', actions: 'forget', meta: by('VC-DEL-10') },
          { target: 'created', meta: by('FAIL-13') },
        ],
      },
    },
    signalingOpening: {
      description: 'A channel for its own signaling is opened; NDIS is not told.',
      meta: by('MCM-SIG-01', 'MCM-SIG-02'),
      on: {
        ...data.discarding,
        'channel.opened': { target: 'signaling', meta: by('MCM-SIG-01') },
        'channel.refused': { target: 'absent', meta: by('MCM-SIG-01') },
      },
    },
    signaling: {
      description: 'A signaling VC that NDIS does not know.',
      meta: by('MCM-SIG-02', 'MCM-SIG-03'),
      on: {
        'mcm.closeSignalingVc': { target: 'signalingClosing', actions: 'close', meta: by('MCM-SIG-01', 'VC-DEACT-14') },
        ...data.discarding,
      },
    },
    signalingClosing: {
      description: 'The channel drains and is given up.',
      meta: by('MCM-SIG-01'),
      on: { ...data.discarding, 'channel.closed': { target: 'absent', meta: by('MCM-SIG-01') } },
    },
  },
  on: {
    'answer.next': { actions: 'setAnswer', meta: by('VC-CREATE-11') },
    'bearer.create': {
      description: 'The number is in use: for a VC that somebody else has created, or for signaling.',
      guard: not('isDeleting'),
      actions: 'reportCreateFailed',
      meta: by('CALL-IN-01'),
    },
    'bearer.free': { actions: 'endUse', meta: by('CALL-CLOSE-10') },
    ...data.transfer,
  },
});

import { and, not, setup, stateIn } from 'xstate';
import * as answers from '../answers.js';
import * as bearer from '../bearer.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import * as vc from './callManagerVc.logic.js';
import type {
  CallManagerVcContext,
  CallManagerVcEvent,
  CallManagerVcInput,
  CallManagerVcMessage,
} from './callManagerVc.types.js';

const { ask, set, say } = wiring<CallManagerVcContext, CallManagerVcEvent, CallManagerVcMessage>();

const activateReturns = {
  'NdisCmActivateVc returns': [
    { guard: 'isFinal', actions: 'completeActivation', meta: by('VC-ACT-08') },
    { meta: by('ASYNC-02') },
  ],
} as const;

/** Data may come as long as the VC is active for the miniport, which may be longer than the call manager knows. */
const receiving = {
  ProtocolCoReceiveNetBufferLists: [
    { guard: 'isLent', actions: 'done', meta: by('RECV-05') },
    { actions: ['giveBack', 'done'], meta: by('RECV-04', 'SIG-03') },
  ],
} as const;

/**
 * A stand-alone call manager's context of one VC. The VC comes into being because a client wants to call, because a call
 * has come in, or because the call manager needs a VC of its own to signal over. The call manager activates it through
 * NDIS, tries other parameters on it, deactivates it, and deletes it if it created it. A final return of
 * NdisCmActivateVc or NdisCmDeactivateVc is handled by running the completion routine itself.
 */
export const callManagerVcMachine = setup({
  types: {} as {
    context: CallManagerVcContext;
    input: CallManagerVcInput;
    events: CallManagerVcEvent;
    emitted: CallManagerVcMessage;
    meta: ChartMeta;
  },
  guards: {
    succeeded: ask(answers.succeeded),
    failed: ask(answers.failed),
    isFinal: ask(answers.isFinal),
    willRefuse: ask(answers.willRefuse),
    willPend: ask(answers.willPend),
    isSignaling: ask(vc.isSignaling),
    isCreator: ask(bearer.isCreator),
    isFree: ask(bearer.isFree),
    hasSendsBack: ask(vc.hasSendsBack),
    hasSent: ask(vc.hasSent),
    isLent: ask(vc.isLent),
    isDeleting: stateIn('deleting'),
  },
  actions: {
    setAnswer: set(answers.setAnswer),
    useAnswer: set(answers.useAnswer),
    becomeCreator: set(bearer.becomeCreator),
    beginSignaling: set(vc.beginSignaling),
    beginUse: set(bearer.beginUse),
    endUse: set(bearer.endUse),
    propose: set(bearer.propose),
    endActivation: set(bearer.endActivation),
    forget: set(vc.forget),
    takeSend: set(vc.takeSend),
    dropSends: set(vc.dropSends),
    accept: say(answers.accept),
    refuse: say(answers.refuse),
    done: say(answers.done),
    create: say(vc.create),
    activate: say(vc.activate),
    deactivate: say(vc.deactivate),
    remove: say(vc.remove),
    send: say(vc.send),
    giveBack: say(vc.giveBack),
    completeActivation: say(vc.completeActivation),
    completeDeactivation: say(vc.completeDeactivation),
    reportCreated: say(bearer.reportCreated),
    reportCreateFailed: say(bearer.reportCreateFailed),
    reportActivated: say(bearer.reportActivated),
    reportActivationFailed: say(bearer.reportActivationFailed),
    reportDeactivated: say(bearer.reportDeactivated),
    reportDeactivationFailed: say(bearer.reportDeactivationFailed),
  },
}).createMachine({
  id: 'callManagerVc',
  description: 'A call manager and one VC.',
  meta: by('CTX-03'),
  context: ({ input }) => vc.birth(input),
  initial: 'absent',
  states: {
    absent: {
      description: 'The call manager knows no such VC.',
      meta: by('VC-CREATE-06'),
      on: {
        ProtocolCoCreateVc: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('VC-CREATE-11', 'FAIL-14') },
          { guard: 'willPend', actions: ['refuse', 'useAnswer'], meta: by('VC-CREATE-09') },
          { target: 'created', actions: 'accept', meta: by('CTX-03', 'VC-CREATE-16') },
        ],
        'bearer.create': {
          target: 'creating',
          actions: ['beginUse', 'create'],
          meta: by('VC-CREATE-04', 'VC-CREATE-06'),
        },
        'callManager.createSignalingVc': {
          target: 'creating',
          actions: ['beginSignaling', 'create'],
          meta: by('SIG-01', 'SIG-02'),
        },
      },
    },
    creating: {
      description: 'Inside NdisCoCreateVc.',
      meta: by('VC-CREATE-04', 'ASYNC-07'),
      on: {
        'NdisCoCreateVc returns': [
          {
            guard: and(['succeeded', 'isSignaling']),
            target: 'activating',
            actions: ['becomeCreator', 'activate'],
            meta: by('SIG-01'),
          },
          {
            guard: 'succeeded',
            target: 'created',
            actions: ['becomeCreator', 'reportCreated'],
            meta: by('VC-CREATE-07'),
          },
          { guard: 'isSignaling', target: 'absent', actions: 'forget', meta: by('FAIL-01') },
          { target: 'absent', actions: ['forget', 'reportCreateFailed'], meta: by('FAIL-01') },
        ],
      },
    },
    created: {
      description: 'The VC exists and is inactive.',
      meta: by('VC-CREATE-14', 'VC-DEACT-09'),
      on: {
        'bearer.create': [
          {
            guard: and(['isCreator', not('isSignaling')]),
            actions: ['beginUse', 'reportCreated'],
            meta: by('VC-REACT-06', 'SIG-02'),
          },
          { actions: 'reportCreateFailed', meta: by('CALL-IN-01') },
        ],
        'bearer.activate': {
          target: 'activating',
          actions: ['propose', 'activate'],
          meta: by('VC-ACT-02', 'VC-ACT-03'),
        },
        'callManager.deleteVc': {
          guard: and(['isCreator', 'isFree']),
          target: 'deleting',
          actions: 'remove',
          meta: by('VC-DEL-01', 'VC-DEL-02'),
        },
        'callManager.closeSignalingVc': {
          guard: 'isSignaling',
          target: 'deleting',
          actions: 'remove',
          meta: by('SIG-04'),
        },
        ProtocolCoDeleteVc: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('VC-DEL-09') },
          { guard: 'willPend', actions: ['refuse', 'useAnswer'], meta: by('VC-DEL-07') },
          { target: 'absent', actions: ['accept', 'forget'], meta: by('VC-DEL-10', 'CTX-09') },
        ],
      },
    },
    activating: {
      description: 'NdisCmActivateVc is under way.',
      meta: by('VC-ACT-10', 'VC-ACT-17'),
      exit: 'endActivation',
      on: {
        ...activateReturns,
        ...receiving,
        ProtocolCmActivateVcComplete: [
          { guard: and(['succeeded', 'isSignaling']), target: 'active', actions: 'done', meta: by('SIG-01') },
          {
            guard: 'succeeded',
            target: 'active',
            actions: ['done', 'reportActivated'],
            meta: by('VC-ACT-07', 'VC-ACT-15'),
          },
          { guard: 'isSignaling', target: 'created', actions: 'done', meta: by('FAIL-05') },
          { target: 'created', actions: ['done', 'reportActivationFailed'], meta: by('VC-ACT-09', 'FAIL-05') },
        ],
      },
    },
    active: {
      description: 'Data may flow.',
      meta: by('VC-ACT-01'),
      on: {
        'bearer.activate': { target: 'reactivating', actions: ['propose', 'activate'], meta: by('VC-REACT-01') },
        'bearer.deactivate': { target: 'deactivating', actions: 'deactivate', meta: by('VC-DEACT-01') },
        'callManager.sendSignal': { guard: 'isSignaling', actions: ['takeSend', 'send'], meta: by('SIG-03') },
        'callManager.closeSignalingVc': {
          guard: and(['isSignaling', 'hasSendsBack']),
          target: 'deactivating',
          actions: 'deactivate',
          meta: by('SIG-04'),
        },
        ...receiving,
      },
    },
    reactivating: {
      description: 'Other parameters are tried; the old ones stay in force until they are accepted.',
      meta: by('VC-REACT-01', 'VC-REACT-03'),
      exit: 'endActivation',
      on: {
        ...activateReturns,
        ...receiving,
        ProtocolCmActivateVcComplete: [
          { guard: 'succeeded', target: 'active', actions: ['done', 'reportActivated'], meta: by('VC-REACT-01') },
          { target: 'active', actions: ['done', 'reportActivationFailed'], meta: by('VC-REACT-03', 'FAIL-06') },
        ],
      },
    },
    deactivating: {
      description: 'NdisCmDeactivateVc is under way; the miniport drains.',
      meta: by('VC-DEACT-07', 'VC-DEACT-23'),
      on: {
        'NdisCmDeactivateVc returns': [
          { guard: 'isFinal', actions: 'completeDeactivation', meta: by('VC-DEACT-08') },
          { meta: by('ASYNC-02') },
        ],
        ...receiving,
        ProtocolCmDeactivateVcComplete: [
          { guard: and(['failed', 'isSignaling']), target: 'active', actions: 'done', meta: by('VC-DEL-02') },
          {
            guard: 'failed',
            target: 'active',
            actions: ['done', 'reportDeactivationFailed'],
            meta: by('VC-DEACT-12', 'CALL-CLOSE-07'),
          },
          { guard: 'isSignaling', target: 'deleting', actions: ['done', 'remove'], meta: by('SIG-04', 'VC-DEL-02') },
          { target: 'created', actions: ['done', 'reportDeactivated'], meta: by('VC-DEACT-07', 'VC-DEACT-16') },
        ],
      },
    },
    deleting: {
      description: 'Inside NdisCoDeleteVc.',
      meta: by('VC-DEL-01', 'VC-DEL-04'),
      on: {
        'NdisCoDeleteVc returns': [
          { guard: 'succeeded', target: 'absent', actions: 'forget', meta: by('VC-DEL-10') },
          { target: 'created', meta: by('FAIL-13') },
        ],
      },
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
    ProtocolCoSendNetBufferListsComplete: {
      guard: 'hasSent',
      actions: ['dropSends', 'done'],
      meta: by('SEND-03', 'SIG-03'),
    },
  },
});

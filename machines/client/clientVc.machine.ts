import { and, setup } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import { inCall, receiving } from './clientVc.call.js';
import { ending } from './clientVc.ending.js';
import * as vc from './clientVc.logic.js';
import type { ClientVcContext, ClientVcEvent, ClientVcInput, ClientVcMessage } from './clientVc.types.js';

const { ask, set, say } = wiring<ClientVcContext, ClientVcEvent, ClientVcMessage>();

/**
 * A client's context of one VC. The client creates the VC and makes a call on it, or finds a VC created for it and is
 * offered a call, which it accepts, rejects or thinks about. While the call is up it sends, receives, and may ask for
 * other parameters, but not at once for those that it has just been refused. It closes a call only when its sends are
 * back and NDIS has heard what it was just saying, answers a hang-up with a close, and deletes what it created, without
 * another call when one could not be made. Before it does either it hears what has become of all that it has asked for.
 * Received lists stay its own until it returns them, whatever becomes of the call. Parties beyond the first are left out.
 */
export const clientVcMachine = setup({
  types: {} as {
    context: ClientVcContext;
    input: ClientVcInput;
    events: ClientVcEvent;
    emitted: ClientVcMessage;
    meta: ChartMeta;
  },
  guards: {
    succeeded: ask(answers.succeeded),
    isFinal: ask(answers.isFinal),
    willRefuse: ask(answers.willRefuse),
    willPend: ask(answers.willPend),
    isCreator: ask(vc.isCreator),
    isGuest: ask(vc.isGuest),
    isFit: ask(vc.isFit),
    isAnswered: ask(vc.isAnswered),
    isInside: ask(vc.isInside),
    mayClose: ask(vc.mayClose),
    holdsNothing: ask(vc.holdsNothing),
    isHungUp: ask(vc.resumesIn('hungUp')),
    takesItsTime: ask(vc.takesItsTime),
    isRejected: ask(vc.isRejected),
    isOver: ask(vc.resumesIn('idle')),
    wasRinging: ask(vc.resumesIn('ringing')),
    wasOffered: ask(vc.resumesIn('offered')),
    wasAccepted: ask(vc.resumesIn('accepted')),
    wasModifying: ask(vc.resumesIn('modifying')),
    isMultipoint: ask(vc.isMultipoint),
    hasSendsBack: ask(vc.hasSendsBack),
    hasSent: ask(vc.hasSent),
    isLastSend: ask(vc.isLastSend),
    isLent: ask(vc.isLent),
    returnsAtOnce: ask(vc.returnsAtOnce),
    holds: ask(vc.holds),
    isAccepting: ask(vc.isAccepting),
    asksAnew: ask(vc.asksAnew),
    dislikes: ask(vc.dislikes),
    counters: ask(vc.counters),
  },
  actions: {
    setAnswer: set(answers.setAnswer),
    useAnswer: set(answers.useAnswer),
    becomeCreator: set(vc.becomeCreator),
    beginCall: set(vc.beginCall),
    noteMade: set(vc.noteMade),
    noteChanged: set(vc.noteChanged),
    goInside: set(vc.goInside),
    noteReturn: set(vc.noteReturn),
    takeOffer: set(vc.takeOffer),
    endOffer: set(vc.endOffer),
    noteParameters: set(vc.noteParameters),
    propose: set(vc.propose),
    proposeOther: set(vc.proposeOther),
    bargain: set(vc.bargain),
    settle: set(vc.settle),
    moveOn: set(vc.moveOn),
    stopAsking: set(vc.stopAsking),
    noteEnd: set(vc.noteEnd),
    noteHangUp: set(vc.noteHangUp),
    noteRejection: set(vc.noteRejection),
    takeTime: set(vc.takeTime),
    endCall: set(vc.endCall),
    failCall: set(vc.failCall),
    forget: set(vc.forget),
    resumeIdle: set(vc.resume('idle')),
    resumeRinging: set(vc.resume('ringing')),
    resumeOffered: set(vc.resume('offered')),
    resumeAccepted: set(vc.resume('accepted')),
    resumeSteady: set(vc.resume('steady')),
    resumeModifying: set(vc.resume('modifying')),
    takeSends: set(vc.takeSends),
    dropSends: set(vc.dropSends),
    keepLists: set(vc.keepLists),
    dropLists: set(vc.dropLists),
    accept: say(answers.accept),
    refuse: say(answers.refuse),
    done: say(answers.done),
    create: say(vc.create),
    remove: say(vc.remove),
    makeCall: say(vc.makeCall),
    modify: say(vc.modify),
    counter: say(vc.counter),
    close: say(vc.close),
    addParty: say(vc.addParty),
    answer: say(vc.answer),
    send: say(vc.send),
    returnLists: say(vc.returnLists),
    returnAtOnce: say(vc.returnAtOnce),
    completeMake: say(vc.completeMake),
    completeModify: say(vc.completeModify),
    completeClose: say(vc.completeClose),
  },
}).createMachine({
  id: 'clientVc',
  description: 'A client and one VC.',
  meta: by('CTX-03', 'CTX-08'),
  context: ({ input }) => vc.birth(input),
  initial: 'absent',
  states: {
    absent: {
      description: 'The client knows no such VC.',
      meta: by('VC-CREATE-01'),
      on: {
        'client.createVc': { target: 'creating', actions: 'create', meta: by('VC-CREATE-01', 'VC-CREATE-18') },
        ProtocolCoCreateVc: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('VC-CREATE-11', 'FAIL-14') },
          { guard: 'willPend', actions: ['refuse', 'useAnswer'], meta: by('VC-CREATE-09') },
          { target: 'exists', actions: 'accept', meta: by('CTX-03', 'VC-CREATE-19') },
        ],
      },
    },
    creating: {
      description: 'Inside NdisCoCreateVc.',
      meta: by('VC-CREATE-02', 'ASYNC-07'),
      on: {
        'NdisCoCreateVc returns': [
          { guard: 'succeeded', target: 'exists', actions: 'becomeCreator', meta: by('VC-CREATE-07') },
          { target: 'absent', meta: by('FAIL-01') },
        ],
      },
    },
    exists: {
      description: 'The client holds the handle and a context.',
      meta: by('CTX-09'),
      initial: 'idle',
      states: {
        idle: {
          description: 'No call on the VC.',
          meta: by('CALL-OUT-16', 'VC-CREATE-14'),
          on: {
            'client.makeCall': {
              guard: and(['isCreator', 'isFit', 'isAnswered', 'holdsNothing']),
              target: 'inCall.making',
              actions: ['beginCall', 'makeCall'],
              meta: by('CALL-OUT-01', 'CALL-OUT-02', 'VC-DEL-13', 'CALL-OUT-13', 'VC-REACT-08'),
            },
            'client.deleteVc': {
              guard: and(['isCreator', 'isAnswered', 'holdsNothing']),
              target: '#clientVc.deleting',
              actions: 'remove',
              meta: by('VC-DEL-01', 'VC-DEL-02', 'VC-DEL-03'),
            },
            ProtocolClIncomingCall: [
              { guard: and(['isGuest', 'willRefuse']), actions: ['refuse', 'useAnswer'], meta: by('CALL-IN-05') },
              {
                guard: and(['isGuest', 'willPend']),
                target: 'inCall.offered',
                actions: ['takeOffer', 'noteParameters', 'refuse', 'useAnswer'],
                meta: by('CALL-IN-05', 'CALL-IN-06'),
              },
              {
                guard: 'isGuest',
                target: 'inCall.accepted',
                actions: ['takeOffer', 'accept'],
                meta: by('CALL-IN-01', 'CALL-IN-05', 'CALL-IN-21'),
              },
            ],
            ProtocolCoDeleteVc: [
              { guard: and(['isGuest', 'willRefuse']), actions: ['refuse', 'useAnswer'], meta: by('VC-DEL-09') },
              { guard: and(['isGuest', 'willPend']), actions: ['refuse', 'useAnswer'], meta: by('VC-DEL-07') },
              {
                guard: 'isGuest',
                target: '#clientVc.absent',
                actions: ['accept', 'forget'],
                meta: by('VC-DEL-10', 'VC-DEL-14', 'CTX-09'),
              },
            ],
            'NdisClIncomingCallComplete returns': { actions: 'noteReturn', meta: by('CALL-IN-06') },
            ProtocolClMakeCallComplete: {
              description: 'The close was completed first; the two may come in either order.',
              actions: ['noteMade', 'done'],
              meta: by('CALL-OUT-07'),
            },
            ProtocolClModifyCallQoSComplete: { actions: ['noteChanged', 'done'], meta: by('QOS-CL-05') },
            ProtocolClIncomingCloseCall: [
              {
                guard: and(['isRejected', 'mayClose']),
                target: '#clientVc.closing',
                actions: ['noteHangUp', 'close', 'done'],
                meta: by('CALL-IN-06', 'CALL-RCLOSE-04'),
              },
              {
                guard: 'isRejected',
                target: '#clientVc.hungUp',
                actions: ['noteHangUp', 'done'],
                meta: by('CALL-IN-06', 'CALL-RCLOSE-04'),
              },
              { actions: ['noteEnd', 'done'], meta: by('CALL-RCLOSE-07') },
            ],
          },
        },
        inCall,
      },
      on: { ...receiving },
    },
    ...ending,
    deleting: {
      description: 'Inside NdisCoDeleteVc.',
      meta: by('VC-DEL-01', 'VC-DEL-04'),
      on: {
        'NdisCoDeleteVc returns': [
          { guard: 'succeeded', target: 'absent', actions: 'forget', meta: by('VC-DEL-10') },
          { target: 'exists', meta: by('FAIL-13') },
        ],
      },
    },
  },
  on: {
    'answer.next': { actions: 'setAnswer', meta: by('VC-CREATE-11') },
    'client.returnLists': { guard: 'holds', actions: ['returnLists', 'dropLists'], meta: by('RECV-04', 'RECV-06') },
    ProtocolCoSendNetBufferListsComplete: { guard: 'hasSent', actions: ['dropSends', 'done'], meta: by('SEND-03') },
  },
});

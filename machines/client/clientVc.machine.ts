import { and, setup } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import * as vc from './clientVc.logic.js';
import type { ClientVcContext, ClientVcEvent, ClientVcInput, ClientVcMessage } from './clientVc.types.js';

const { ask, set, say } = wiring<ClientVcContext, ClientVcEvent, ClientVcMessage>();

/** The far side, or the network, ends the call: the client closes as soon as its sends are back. */
const hangUp = {
  ProtocolClIncomingCloseCall: [
    { guard: 'hasSendsBack', target: '#clientVc.closing', actions: ['noteHangUp', 'close', 'done'], meta: by('CALL-RCLOSE-04') },
    { target: '#clientVc.hungUp', actions: ['noteHangUp', 'done'], meta: by('CALL-CLOSE-02', 'CALL-RCLOSE-05') },
  ],
} as const;
const closeCall = { 'client.closeCall': { target: '#clientVc.closing', actions: 'close', meta: by('CALL-CLOSE-12') } } as const;

const modifyReturns = {
  'NdisClModifyCallQoS returns': [
    { guard: 'isFinal', actions: 'completeModify', meta: by('QOS-CL-08') },
    { meta: by('ASYNC-02') },
  ],
} as const;

/** How NdisClMakeCall ends; the hang-up of a call just made may overtake the news that it was made. */
const made = {
  ProtocolClMakeCallComplete: [
    {
      guard: 'succeeded',
      target: '#clientVc.exists.inCall.connected',
      actions: ['noteParameters', 'done'],
      meta: by('CALL-OUT-06', 'CALL-OUT-11'),
    },
    { target: '#clientVc.exists.idle', actions: ['endCall', 'done'], meta: by('CALL-OUT-13', 'FAIL-07') },
  ],
  ...hangUp,
} as const;

/** Data may come as long as the VC is active, which the client does not know exactly. */
const receiving = {
  ProtocolCoReceiveNetBufferLists: [
    { guard: 'isLent', actions: 'done', meta: by('RECV-05') },
    { guard: 'returnsAtOnce', actions: ['returnAtOnce', 'useAnswer', 'done'], meta: by('RECV-04', 'RECV-06') },
    { actions: ['keepLists', 'done'], meta: by('RECV-04') },
  ],
} as const;

/**
 * A client's context of one VC. The client creates the VC and makes a call on it, or finds a VC created for it and is
 * offered a call, which it accepts, rejects or thinks about. While the call is up it sends, receives, and may ask for
 * other parameters. It closes a call only when all its sends are back, answers a hang-up with a close, and deletes what it
 * created. Received lists stay its own until it returns them, whatever becomes of the call. Parties beyond the first are
 * left out.
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
    isFit: ask(vc.isFit),
    isHungUp: ask(vc.isHungUp),
    isRejected: ask(vc.isRejected),
    isOver: ask(vc.isOver),
    isSteady: ask(vc.isSteady),
    isMultipoint: ask(vc.isMultipoint),
    hasSendsBack: ask(vc.hasSendsBack),
    hasSent: ask(vc.hasSent),
    isLastSend: ask(vc.isLastSend),
    isLent: ask(vc.isLent),
    returnsAtOnce: ask(vc.returnsAtOnce),
    holds: ask(vc.holds),
    isAccepting: ask(vc.isAccepting),
    dislikes: ask(vc.dislikes),
    counters: ask(vc.counters),
  },
  actions: {
    setAnswer: set(answers.setAnswer),
    useAnswer: set(answers.useAnswer),
    becomeCreator: set(vc.becomeCreator),
    beginCall: set(vc.beginCall),
    noteParameters: set(vc.noteParameters),
    propose: set(vc.propose),
    counter: set(vc.counter),
    noteEnd: set(vc.noteEnd),
    noteHangUp: set(vc.noteHangUp),
    noteRejection: set(vc.noteRejection),
    endCall: set(vc.endCall),
    forget: set(vc.forget),
    resumeSteady: set(vc.resumeSteady),
    resumeIdle: set(vc.resumeIdle),
    resumed: set(vc.resumed),
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
              guard: and(['isCreator', 'isFit']),
              target: 'inCall.making',
              actions: ['beginCall', 'makeCall'],
              meta: by('CALL-OUT-01', 'CALL-OUT-02', 'VC-DEL-13'),
            },
            'client.deleteVc': { guard: 'isCreator', target: '#clientVc.deleting', actions: 'remove', meta: by('VC-DEL-01', 'VC-DEL-03') },
            ProtocolClIncomingCall: [
              { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('CALL-IN-05') },
              { guard: 'willPend', target: 'inCall.offered', actions: ['noteParameters', 'refuse', 'useAnswer'], meta: by('CALL-IN-05', 'CALL-IN-06') },
              { target: 'inCall.accepted', actions: ['noteParameters', 'accept'], meta: by('CALL-IN-05', 'CALL-IN-21') },
            ],
            ProtocolCoDeleteVc: [
              { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('VC-DEL-09') },
              { guard: 'willPend', actions: ['refuse', 'useAnswer'], meta: by('VC-DEL-07') },
              { target: '#clientVc.absent', actions: ['accept', 'forget'], meta: by('VC-DEL-10', 'CTX-09') },
            ],
            ProtocolClIncomingCloseCall: [
              {
                guard: 'isRejected',
                target: '#clientVc.closing',
                actions: ['noteHangUp', 'close', 'done'],
                meta: by('CALL-IN-06', 'CALL-RCLOSE-04'),
              },
              { actions: ['noteEnd', 'done'], meta: by('CALL-RCLOSE-07') },
            ],
          },
        },
        inCall: {
          description: 'A call is being made, offered, or is up.',
          meta: by('CALL-OUT-16'),
          initial: 'making',
          states: {
            making: {
              description: 'Inside NdisClMakeCall.',
              meta: by('CALL-OUT-08', 'CALL-OUT-12'),
              on: {
                'NdisClMakeCall returns': [
                  { guard: 'isFinal', actions: 'completeMake', meta: by('CALL-OUT-08') },
                  { target: 'ringing', meta: by('ASYNC-02') },
                ],
                ...made,
              },
            },
            ringing: {
              description: 'NdisClMakeCall is pended.',
              meta: by('CALL-OUT-12', 'ASYNC-02'),
              on: { ...made, ...closeCall },
            },
            offered: {
              description: 'The offer is pended; the client thinks about it.',
              meta: by('CALL-IN-06', 'CALL-IN-14'),
              on: {
                'client.answer': [
                  { guard: 'isAccepting', target: 'accepted', actions: 'answer', meta: by('CALL-IN-06') },
                  {
                    target: '#clientVc.exists.idle',
                    actions: ['answer', 'endCall', 'noteRejection'],
                    meta: by('CALL-IN-06', 'CALL-IN-13'),
                  },
                ],
                'client.modifyCallQoS': { target: 'bargaining', actions: ['propose', 'modify'], meta: by('CALL-IN-09') },
                ...closeCall,
                ...hangUp,
              },
            },
            bargaining: {
              description: 'The offer is pended, and other parameters are asked for.',
              meta: by('CALL-IN-09'),
              on: {
                ProtocolClModifyCallQoSComplete: { target: 'offered', actions: ['noteParameters', 'done'], meta: by('CALL-IN-09') },
                ...modifyReturns,
                ...hangUp,
              },
            },
            accepted: {
              description: 'Accepted; nothing is sent before ProtocolClCallConnected.',
              meta: by('CALL-IN-11', 'CALL-IN-14'),
              on: {
                ProtocolClCallConnected: { target: 'connected', actions: 'done', meta: by('CALL-IN-11', 'CALL-IN-18') },
                ...closeCall,
                ...hangUp,
              },
            },
            connected: {
              description: 'The call is up.',
              meta: by('CALL-OUT-06', 'CALL-IN-11'),
              initial: 'steady',
              states: {
                steady: {
                  description: 'Nothing else is asked for.',
                  meta: by('SEND-01'),
                  on: {
                    'client.modifyCallQoS': { target: 'modifying', actions: ['propose', 'modify'], meta: by('QOS-CL-01') },
                    ProtocolClIncomingCallQoSChange: [
                      { guard: 'counters', target: 'modifying', actions: ['counter', 'modify', 'useAnswer', 'done'], meta: by('QOS-IN-03') },
                      { guard: and(['dislikes', 'hasSendsBack']), target: '#clientVc.closing', actions: ['close', 'useAnswer', 'done'], meta: by('QOS-IN-03') },
                      { guard: 'dislikes', target: '#clientVc.finishing', actions: ['useAnswer', 'done'], meta: by('QOS-IN-03', 'CALL-CLOSE-02') },
                      { actions: ['noteParameters', 'done'], meta: by('QOS-IN-03') },
                    ],
                  },
                },
                modifying: {
                  description: 'NdisClModifyCallQoS is under way, or pended; the call goes on.',
                  meta: by('QOS-CL-06', 'QOS-CL-08'),
                  on: {
                    ProtocolClModifyCallQoSComplete: { target: 'steady', actions: ['noteParameters', 'done'], meta: by('QOS-CL-06', 'QOS-CL-07') },
                    ProtocolClIncomingCallQoSChange: { actions: ['noteParameters', 'done'], meta: by('QOS-IN-03') },
                    ...modifyReturns,
                  },
                },
              },
              on: {
                'client.send': { actions: ['takeSends', 'send'], meta: by('SEND-01', 'SEND-05') },
                'client.addParty': { guard: 'isMultipoint', actions: 'addParty', meta: by('PARTY-01', 'PARTY-16') },
                'client.closeCall': [
                  { guard: 'hasSendsBack', target: '#clientVc.closing', actions: 'close', meta: by('CALL-CLOSE-02') },
                  { target: '#clientVc.finishing', meta: by('CALL-CLOSE-02') },
                ],
                ...hangUp,
              },
            },
            last: {
              type: 'history',
              history: 'deep',
              description: 'Where the call stood before a close that was refused.',
              meta: by('CALL-CLOSE-13'),
            },
          },
        },
      },
      on: { ...receiving },
    },
    finishing: {
      description: 'The close waits for the sends to come back; nothing new is sent.',
      meta: by('CALL-CLOSE-02'),
      on: {
        ProtocolCoSendNetBufferListsComplete: [
          {
            guard: and(['hasSent', 'isLastSend']),
            target: 'closing',
            actions: ['dropSends', 'close', 'done'],
            meta: by('CALL-CLOSE-02'),
          },
          { guard: 'hasSent', actions: ['dropSends', 'done'], meta: by('SEND-03') },
        ],
        ProtocolClIncomingCloseCall: { target: 'hungUp', actions: ['noteHangUp', 'done'], meta: by('CALL-RCLOSE-04') },
        ProtocolClModifyCallQoSComplete: { actions: ['resumeSteady', 'done'], meta: by('QOS-CL-05') },
        ProtocolClIncomingCallQoSChange: { actions: 'done', meta: by('QOS-IN-03') },
        ...modifyReturns,
        ...receiving,
      },
    },
    hungUp: {
      description: 'The call is over for the far side; the close waits for the sends to come back.',
      meta: by('CALL-RCLOSE-04', 'CALL-RCLOSE-05'),
      on: {
        ProtocolCoSendNetBufferListsComplete: [
          {
            guard: and(['hasSent', 'isLastSend']),
            target: 'closing',
            actions: ['dropSends', 'close', 'done'],
            meta: by('CALL-RCLOSE-04', 'CALL-CLOSE-02'),
          },
          { guard: 'hasSent', actions: ['dropSends', 'done'], meta: by('SEND-03') },
        ],
        'client.closeCall': { guard: 'hasSendsBack', target: 'closing', actions: 'close', meta: by('CALL-RCLOSE-04') },
        ProtocolClModifyCallQoSComplete: { actions: 'done', meta: by('QOS-CL-05') },
        ...modifyReturns,
        ...receiving,
      },
    },
    closing: {
      description: 'NdisClCloseCall is under way, or pended.',
      meta: by('CALL-CLOSE-01', 'CALL-CLOSE-03', 'CALL-CLOSE-17'),
      on: {
        'NdisClCloseCall returns': [
          { guard: 'isFinal', actions: 'completeClose', meta: by('CALL-CLOSE-13') },
          { meta: by('ASYNC-02') },
        ],
        ProtocolClMakeCallComplete: [
          { guard: 'succeeded', actions: ['resumeSteady', 'done'], meta: by('CALL-OUT-07') },
          { actions: ['resumeIdle', 'done'], meta: by('CALL-OUT-07') },
        ],
        ProtocolClCallConnected: { actions: ['resumeSteady', 'done'], meta: by('CALL-IN-11') },
        ProtocolClModifyCallQoSComplete: { actions: ['resumeSteady', 'done'], meta: by('QOS-CL-05') },
        ProtocolClIncomingCallQoSChange: { actions: 'done', meta: by('QOS-IN-03') },
        ProtocolClIncomingCloseCall: { actions: ['noteHangUp', 'done'], meta: by('CALL-RCLOSE-04') },
        ...modifyReturns,
        ...receiving,
        ProtocolClCloseCallComplete: [
          { guard: 'succeeded', target: 'exists.idle', actions: ['endCall', 'done'], meta: by('CALL-CLOSE-14') },
          { guard: 'isHungUp', target: 'hungUp', actions: ['resumed', 'done'], meta: by('CALL-CLOSE-13', 'CALL-RCLOSE-04') },
          { guard: 'isOver', target: 'exists.idle', actions: ['endCall', 'done'], meta: by('CALL-CLOSE-13', 'CALL-OUT-13') },
          { guard: 'isSteady', target: 'exists.inCall.connected', actions: ['resumed', 'done'], meta: by('CALL-CLOSE-13') },
          { target: 'exists.inCall.last', actions: 'done', meta: by('CALL-CLOSE-13') },
        ],
      },
    },
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

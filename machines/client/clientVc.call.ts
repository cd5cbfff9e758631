import { and } from 'xstate';
import { by } from '../chart.js';

/** The far side, or the network, ends the call: the client closes as soon as its sends are back, or in its own time. */
const hangUp = {
  ProtocolClIncomingCloseCall: [
    {
      guard: 'willPend',
      target: '#clientVc.hungUp',
      actions: ['noteHangUp', 'takeTime', 'useAnswer', 'done'],
      meta: by('CALL-RCLOSE-04', 'CALL-RCLOSE-05'),
    },
    {
      guard: 'mayClose',
      target: '#clientVc.closing',
      actions: ['noteHangUp', 'close', 'done'],
      meta: by('CALL-RCLOSE-04'),
    },
    {
      target: '#clientVc.hungUp',
      actions: ['noteHangUp', 'done'],
      meta: by('CALL-CLOSE-02', 'CALL-RCLOSE-05'),
    },
  ],
} as const;

const closing = { target: '#clientVc.closing', meta: by('CALL-CLOSE-12') } as const;

export const modifyReturns = {
  'NdisClModifyCallQoS returns': [
    { guard: 'isFinal', actions: 'completeModify', meta: by('QOS-CL-08') },
    { actions: 'noteReturn', meta: by('ASYNC-02') },
  ],
} as const;

/** Data may come as long as the VC is active, which the client does not know exactly. */
export const receiving = {
  ProtocolCoReceiveNetBufferLists: [
    { guard: 'isLent', actions: ['moveOn', 'done'], meta: by('RECV-05') },
    {
      guard: 'returnsAtOnce',
      actions: ['moveOn', 'returnAtOnce', 'useAnswer', 'done'],
      meta: by('RECV-04', 'RECV-06'),
    },
    { actions: ['moveOn', 'keepLists', 'done'], meta: by('RECV-04') },
  ],
} as const;

/** How NdisClMakeCall ends; the hang-up of a call just made may overtake the news that it was made. */
const made = {
  ProtocolClMakeCallComplete: [
    {
      guard: 'succeeded',
      target: '#clientVc.exists.inCall.connected',
      actions: ['noteMade', 'done'],
      meta: by('CALL-OUT-06', 'CALL-OUT-11'),
    },
    { target: '#clientVc.exists.idle', actions: ['noteMade', 'failCall', 'done'], meta: by('CALL-OUT-13', 'FAIL-07') },
  ],
  ...hangUp,
} as const;

/** Part of the chart of `clientVcMachine`: from the call made or offered to its end. */
export const inCall = {
  description: 'A call is being made, offered, or is up.',
  meta: by('CALL-OUT-16'),
  initial: 'making',
  exit: 'stopAsking',
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
      on: { 'client.closeCall': { ...closing, actions: ['resumeRinging', 'close'] }, ...made },
    },
    offered: {
      description: 'The offer is pended; the client thinks about it.',
      meta: by('CALL-IN-06', 'CALL-IN-14'),
      on: {
        'client.answer': [
          {
            guard: 'isAccepting',
            target: 'accepted',
            actions: ['answer', 'goInside', 'endOffer'],
            meta: by('CALL-IN-06'),
          },
          {
            target: '#clientVc.exists.idle',
            actions: ['answer', 'goInside', 'endCall', 'noteRejection'],
            meta: by('CALL-IN-06', 'CALL-IN-13'),
          },
        ],
        'client.modifyCallQoS': {
          guard: 'asksAnew',
          target: 'bargaining',
          actions: ['propose', 'modify'],
          meta: by('CALL-IN-09', 'QOS-CL-06'),
        },
        'client.closeCall': { ...closing, actions: ['resumeOffered', 'close'] },
        ...hangUp,
      },
    },
    bargaining: {
      description: 'The offer is pended, and other parameters are asked for.',
      meta: by('CALL-IN-09'),
      on: {
        ProtocolClModifyCallQoSComplete: {
          target: 'offered',
          actions: ['bargain', 'settle', 'noteChanged', 'done'],
          meta: by('CALL-IN-09', 'QOS-CL-06'),
        },
        ...modifyReturns,
        ...hangUp,
      },
    },
    accepted: {
      description: 'Accepted; nothing is sent before ProtocolClCallConnected.',
      meta: by('CALL-IN-11', 'CALL-IN-14'),
      on: {
        'NdisClIncomingCallComplete returns': { actions: 'noteReturn', meta: by('CALL-IN-06') },
        ProtocolClCallConnected: {
          target: 'connected',
          actions: ['noteReturn', 'done'],
          meta: by('CALL-IN-11', 'CALL-IN-18'),
        },
        'client.closeCall': [
          { ...closing, guard: 'mayClose', actions: ['resumeAccepted', 'close'] },
          { target: '#clientVc.finishing', actions: 'resumeAccepted', meta: by('CALL-CLOSE-01') },
        ],
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
            'client.modifyCallQoS': {
              guard: 'asksAnew',
              target: 'modifying',
              actions: ['propose', 'modify'],
              meta: by('QOS-CL-01', 'QOS-CL-06'),
            },
            ProtocolClIncomingCallQoSChange: [
              {
                guard: 'counters',
                target: 'modifying',
                actions: ['proposeOther', 'counter', 'useAnswer', 'done'],
                meta: by('QOS-IN-03'),
              },
              {
                guard: and(['dislikes', 'hasSendsBack']),
                target: '#clientVc.closing',
                actions: ['resumeSteady', 'close', 'useAnswer', 'done'],
                meta: by('QOS-IN-03'),
              },
              {
                guard: 'dislikes',
                target: '#clientVc.finishing',
                actions: ['resumeSteady', 'useAnswer', 'done'],
                meta: by('QOS-IN-03', 'CALL-CLOSE-02'),
              },
              { actions: ['moveOn', 'done'], meta: by('QOS-IN-03') },
            ],
            'client.closeCall': [
              { ...closing, guard: 'hasSendsBack', actions: ['resumeSteady', 'close'], meta: by('CALL-CLOSE-02') },
              { target: '#clientVc.finishing', actions: 'resumeSteady', meta: by('CALL-CLOSE-02') },
            ],
          },
        },
        modifying: {
          description: 'NdisClModifyCallQoS is under way, or pended; the call goes on.',
          meta: by('QOS-CL-06', 'QOS-CL-08'),
          on: {
            ProtocolClModifyCallQoSComplete: {
              target: 'steady',
              actions: ['settle', 'noteChanged', 'done'],
              meta: by('QOS-CL-06', 'QOS-CL-07'),
            },
            ProtocolClIncomingCallQoSChange: { actions: 'done', meta: by('QOS-IN-03') },
            'client.closeCall': [
              { ...closing, guard: 'mayClose', actions: ['resumeModifying', 'close'], meta: by('CALL-CLOSE-02') },
              { target: '#clientVc.finishing', actions: 'resumeModifying', meta: by('CALL-CLOSE-02') },
            ],
            ...modifyReturns,
          },
        },
      },
      on: {
        'client.send': { actions: ['moveOn', 'takeSends', 'send'], meta: by('SEND-01', 'SEND-05') },
        'client.addParty': { guard: 'isMultipoint', actions: ['moveOn', 'addParty'], meta: by('PARTY-01', 'PARTY-16') },
        ...hangUp,
      },
    },
  },
} as const;

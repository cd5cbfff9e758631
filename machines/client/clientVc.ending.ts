import { and, not } from 'xstate';
import { by } from '../chart.js';
import { modifyReturns, receiving } from './clientVc.call.js';

/** The close is refused: the call goes on where it was, or where it has got to meanwhile. */
const goBack = { actions: ['resumeIdle', 'done'], meta: by('CALL-CLOSE-13') } as const;

/** A close has only waited for NDIS to hear what the client has said before. */
const closeNow = {
  guard: and(['isInside', 'hasSendsBack', not('takesItsTime')]),
  target: '#clientVc.closing',
  actions: ['noteReturn', 'close'],
  meta: by('CALL-CLOSE-01', 'CALL-CLOSE-11'),
} as const;
const waitsForReturns = {
  'NdisClModifyCallQoS returns': [
    modifyReturns['NdisClModifyCallQoS returns'][0],
    closeNow,
    modifyReturns['NdisClModifyCallQoS returns'][1],
  ],
  'NdisClIncomingCallComplete returns': [closeNow, { actions: 'noteReturn', meta: by('CALL-IN-06') }],
} as const;

/** Part of the chart of `clientVcMachine`: the far side or the client has ended the call, and the client closes it. */
export const ending = {
  finishing: {
    description:
      'The close waits for the sends to come back, and for NDIS to have heard all else; nothing new is said.',
    meta: by('CALL-CLOSE-02'),
    on: {
      ProtocolCoSendNetBufferListsComplete: [
        {
          guard: and(['hasSent', 'isLastSend', not('isInside')]),
          target: '#clientVc.closing',
          actions: ['dropSends', 'close', 'done'],
          meta: by('CALL-CLOSE-02'),
        },
        { guard: 'hasSent', actions: ['dropSends', 'done'], meta: by('SEND-03') },
      ],
      ProtocolClIncomingCloseCall: {
        target: '#clientVc.hungUp',
        actions: ['noteHangUp', 'done'],
        meta: by('CALL-RCLOSE-04'),
      },
      ProtocolClModifyCallQoSComplete: [
        {
          guard: 'hasSendsBack',
          target: '#clientVc.closing',
          actions: ['resumeSteady', 'noteChanged', 'close', 'done'],
          meta: by('QOS-CL-05', 'CALL-CLOSE-02'),
        },
        { actions: ['resumeSteady', 'noteChanged', 'done'], meta: by('QOS-CL-05') },
      ],
      ProtocolClCallConnected: { actions: ['resumeSteady', 'done'], meta: by('CALL-IN-11') },
      ProtocolClIncomingCallQoSChange: { actions: 'done', meta: by('QOS-IN-03') },
      ...waitsForReturns,
      ...receiving,
    },
  },
  hungUp: {
    description: 'The call is over for the far side; the close waits for the same.',
    meta: by('CALL-RCLOSE-04', 'CALL-RCLOSE-05'),
    on: {
      ProtocolCoSendNetBufferListsComplete: [
        {
          guard: and(['hasSent', 'isLastSend', not('isInside'), not('takesItsTime')]),
          target: '#clientVc.closing',
          actions: ['dropSends', 'close', 'done'],
          meta: by('CALL-RCLOSE-04', 'CALL-CLOSE-02'),
        },
        { guard: 'hasSent', actions: ['dropSends', 'done'], meta: by('SEND-03') },
      ],
      'client.closeCall': {
        guard: 'mayClose',
        target: '#clientVc.closing',
        actions: 'close',
        meta: by('CALL-RCLOSE-04'),
      },
      ProtocolClMakeCallComplete: { actions: ['noteMade', 'done'], meta: by('CALL-OUT-07') },
      ProtocolClModifyCallQoSComplete: [
        {
          guard: and(['isInside', 'hasSendsBack', not('takesItsTime')]),
          target: '#clientVc.closing',
          actions: ['noteChanged', 'close', 'done'],
          meta: by('QOS-CL-05', 'CALL-RCLOSE-04'),
        },
        { actions: ['noteChanged', 'done'], meta: by('QOS-CL-05') },
      ],
      ...waitsForReturns,
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
        { guard: 'succeeded', actions: ['noteMade', 'resumeSteady', 'done'], meta: by('CALL-OUT-07') },
        { actions: ['noteMade', 'resumeIdle', 'done'], meta: by('CALL-OUT-07') },
      ],
      ProtocolClCallConnected: { actions: ['resumeSteady', 'done'], meta: by('CALL-IN-11') },
      ProtocolClModifyCallQoSComplete: { actions: ['noteChanged', 'resumeSteady', 'done'], meta: by('QOS-CL-05') },
      ProtocolClIncomingCallQoSChange: { actions: 'done', meta: by('QOS-IN-03') },
      ProtocolClIncomingCloseCall: { actions: ['noteHangUp', 'done'], meta: by('CALL-RCLOSE-04') },
      ...modifyReturns,
      ...receiving,
      ProtocolClCloseCallComplete: [
        {
          guard: 'succeeded',
          target: '#clientVc.exists.idle',
          actions: ['endCall', 'done'],
          meta: by('CALL-CLOSE-14'),
        },
        { guard: 'isHungUp', target: '#clientVc.hungUp', actions: 'done', meta: by('CALL-CLOSE-13', 'CALL-RCLOSE-04') },
        {
          guard: 'isOver',
          target: '#clientVc.exists.idle',
          actions: ['failCall', 'done'],
          meta: by('CALL-CLOSE-13', 'CALL-OUT-13'),
        },
        { ...goBack, guard: 'wasRinging', target: '#clientVc.exists.inCall.ringing' },
        { ...goBack, guard: 'wasOffered', target: '#clientVc.exists.inCall.offered' },
        { ...goBack, guard: 'wasAccepted', target: '#clientVc.exists.inCall.accepted' },
        { ...goBack, guard: 'wasModifying', target: '#clientVc.exists.inCall.connected.modifying' },
        { ...goBack, target: '#clientVc.exists.inCall.connected.steady' },
      ],
    },
  },
} as const;

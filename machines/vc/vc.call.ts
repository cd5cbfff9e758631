import { and, not, or } from 'xstate';
import { by } from '../chart.js';
import { twins } from '../twins.js';

/** A refused close: the call is where it was before, or where it has come to meanwhile. */
const backToTheCall = [
  { guard: and(['failed', 'wasMaking']), target: 'making', actions: 'goBack', meta: by('CALL-CLOSE-13') },
  { guard: and(['failed', 'wasOffered']), target: 'offered', actions: 'goBack', meta: by('CALL-CLOSE-13') },
  { guard: and(['failed', 'wasAccepted']), target: 'accepted', actions: 'goBack', meta: by('CALL-CLOSE-13') },
  { guard: and(['failed', 'wasConnected']), target: 'connected', actions: 'goOn', meta: by('CALL-CLOSE-13') },
  { guard: and(['failed', 'wasModifying']), target: 'modifying', actions: 'goOn', meta: by('CALL-CLOSE-13') },
  { guard: and(['failed', 'wasHungUp']), target: 'hungUp', actions: 'goBack', meta: by('CALL-CLOSE-13') },
  { guard: 'failed', target: 'none', actions: 'endRefused', meta: by('CALL-CLOSE-13', 'CALL-OUT-07') },
] as const;

const hangUp = { target: 'hungUp', actions: 'noteHangUp' } as const;
/** The VC is as the last call has left it: whoever activated it has yet to deactivate it. */
const isReady = or(['isInactive', and([or(['isActivating', 'isActive']), not('isSpent')])]);
/** What a re-activation leaves in force. */
const noteChange = {
  guard: and(['isReactivating', 'hasOutcome']),
  actions: 'noteChange',
  meta: by('QOS-CL-03'),
} as const;
const changes = {
  ...twins('ActivateVc returns', noteChange),
  NdisMCoActivateVcComplete: noteChange,
  ProtocolCmActivateVcComplete: noteChange,
};
const closeWhenSendsAreBack = { guard: 'hasItsSendsBack', target: 'closing' } as const;
/** A change that was asked for is answered, wherever the call has come to meanwhile. */
const changeAnswered = twins('ModifyCallQoSComplete', {
  guard: and(['isChangePending', 'hasOutcome']),
  actions: 'endChange',
  meta: by('QOS-CL-05'),
} as const);

/** One half of the chart of `vcMachine`: at most one call at a time. */
export const call = {
  description: 'At most one call at a time.',
  meta: by('CALL-OUT-16'),
  initial: 'none',
  states: {
    none: {
      description: 'No call on this VC.',
      meta: by('CALL-OUT-16'),
      on: {
        NdisClMakeCall: {
          guard: and(['isCreator', 'hasParameters', 'isFitForCalls', not('isMakePending'), isReady]),
          target: 'making',
          actions: 'beginMake',
          meta: by('CALL-OUT-01', 'CALL-OUT-02', 'VC-REACT-08', 'VC-DEACT-01', 'VC-DEL-13'),
        },
        ...twins('DispatchIncomingCall', {
          guard: and(['isCreator', 'isForAClient', isReady]),
          target: 'offered',
          actions: 'beginOffer',
          meta: by('CALL-IN-01', 'SIG-02', 'VC-REACT-08', 'CALL-IN-13', 'VC-DEACT-01'),
        }),
        ...twins('MakeCallComplete', {
          description: 'The close was completed first; the two may come in either order.',
          guard: and(['isMakePending', or(['failed', and(['succeeded', 'isActive'])])]),
          actions: 'endMake',
          meta: by('CALL-OUT-07', 'VC-ACT-11'),
        }),
        ...changeAnswered,
        NdisClCloseCall: {
          description: 'The peer had hung up before the client rejected the offer: it may close as well.',
          guard: and(['isStillToClose', not('isGoing')]),
          target: 'closing',
          actions: 'closeFromHungUp',
          meta: by('CALL-RCLOSE-04'),
        },
      },
    },
    making: {
      description: 'The client has asked for a call; call manager and network set it up.',
      meta: by('CALL-OUT-12'),
      on: {
        'NdisClMakeCall returns': [
          { guard: 'succeeded', target: 'connected', actions: 'endMake', meta: by('CALL-OUT-17') },
          { guard: 'failed', target: 'none', actions: 'endCall', meta: by('CALL-OUT-08') },
          { meta: by('ASYNC-02') },
        ],
        ...twins('MakeCallComplete', [
          {
            guard: and(['succeeded', 'isActive']),
            target: 'connected',
            actions: 'endMake',
            meta: by('CALL-OUT-06', 'VC-ACT-11'),
          },
          { guard: and(['failed', 'isInactive']), target: 'none', actions: 'endCall', meta: by('FAIL-07', 'FAIL-15') },
        ]),
        NdisClCloseCall: { target: 'closing', actions: 'closeFromMaking', meta: by('CALL-CLOSE-18') },
      },
    },
    offered: {
      description: 'The client has been asked and has not answered.',
      meta: by('CALL-IN-05', 'CALL-IN-14'),
      on: {
        ...twins('DispatchIncomingCall returns', [
          { guard: 'succeeded', target: 'accepted', actions: 'endOffer', meta: by('CALL-IN-07') },
          { guard: 'failed', target: 'none', actions: 'endCall', meta: by('CALL-IN-07') },
          { meta: by('CALL-IN-06') },
        ]),
        NdisClIncomingCallComplete: [
          { guard: 'succeeded', target: 'accepted', actions: 'endOffer', meta: by('CALL-IN-06') },
          { guard: 'failed', target: 'none', actions: 'endCall', meta: by('CALL-IN-13') },
        ],
        NdisClModifyCallQoS: { actions: 'countChange', meta: by('CALL-IN-09') },
        ...changeAnswered,
        ...twins('DispatchIncomingCloseCall', { ...hangUp, meta: by('CALL-RCLOSE-03') }),
        NdisClCloseCall: { target: 'closing', actions: 'closeFromOffered', meta: by('CALL-CLOSE-18') },
      },
    },
    accepted: {
      description: 'The client has accepted; the connection end to end is still to come.',
      meta: by('CALL-IN-11', 'CALL-IN-14'),
      on: {
        ...twins('DispatchCallConnected', {
          guard: 'isActive',
          target: 'connected',
          meta: by('CALL-IN-11', 'VC-ACT-12'),
        }),
        ...changeAnswered,
        ...twins('DispatchIncomingCloseCall', { ...hangUp, meta: by('CALL-IN-12', 'FAIL-09') }),
        NdisClCloseCall: { target: 'closing', actions: 'closeFromAccepted', meta: by('CALL-CLOSE-18') },
      },
    },
    connected: {
      description: 'The call is up.',
      meta: by('CALL-OUT-06', 'CALL-IN-11'),
      on: {
        ...changes,
        NdisClModifyCallQoS: {
          guard: not('isInactive'),
          target: 'modifying',
          actions: ['askForChange', 'countChange'],
          meta: by('QOS-CL-01', 'VC-DEACT-10'),
        },
        ...changeAnswered,
        ...twins('DispatchIncomingCallQoSChange', {
          guard: and(['isActive', 'hasChanged']),
          actions: 'tellChange',
          meta: by('QOS-IN-01'),
        }),
        ...twins('DispatchIncomingCloseCall', { ...hangUp, meta: by('CALL-RCLOSE-01') }),
        NdisClCloseCall: {
          ...closeWhenSendsAreBack,
          actions: 'closeFromConnected',
          meta: by('CALL-CLOSE-01', 'CALL-CLOSE-02'),
        },
        NdisClAddParty: { guard: and(['isMultipoint', not('isInactive')]), meta: by('PARTY-01', 'VC-DEACT-10') },
      },
    },
    modifying: {
      description: 'The client has asked for other parameters; the call goes on under the old ones.',
      meta: by('QOS-CL-03'),
      on: {
        ...changes,
        NdisClModifyCallQoS: {
          description: 'No page forbids to ask once more.',
          guard: not('isInactive'),
          actions: 'countChange',
          meta: by('QOS-CL-01', 'VC-DEACT-10'),
        },
        'NdisClModifyCallQoS returns': [
          {
            guard: and(['hasOutcome', 'isLastChange']),
            target: 'connected',
            actions: ['settleChange', 'endChange'],
            meta: by('QOS-CL-08'),
          },
          { guard: 'hasOutcome', actions: 'endChange', meta: by('QOS-CL-08') },
          { meta: by('QOS-CL-05') },
        ],
        ...twins('ModifyCallQoSComplete', [
          {
            guard: and(['isAgreed', 'isLastChange']),
            target: 'connected',
            actions: ['settleChange', 'endChange'],
            meta: by('QOS-CL-03', 'QOS-CL-04'),
          },
          { guard: 'isAgreed', actions: ['tellBoth', 'endChange'], meta: by('QOS-CL-03', 'QOS-CL-04') },
        ]),
        ...twins('DispatchIncomingCallQoSChange', {
          description: 'Both sides want other parameters at once.',
          guard: and(['isActive', 'hasChanged']),
          actions: 'tellBoth',
          meta: by('QOS-IN-01'),
        }),
        ...twins('DispatchIncomingCloseCall', { ...hangUp, meta: by('CALL-RCLOSE-01') }),
        NdisClCloseCall: {
          ...closeWhenSendsAreBack,
          actions: 'closeFromModifying',
          meta: by('CALL-CLOSE-01', 'CALL-CLOSE-02'),
        },
        NdisClAddParty: { guard: and(['isMultipoint', not('isInactive')]), meta: by('PARTY-01', 'VC-DEACT-10') },
      },
    },
    hungUp: {
      description: 'The far side, or the network, has ended the call; the client owes NdisClCloseCall.',
      meta: by('CALL-RCLOSE-04', 'CALL-RCLOSE-05'),
      on: {
        ...twins('DispatchIncomingCall returns', [
          {
            guard: and(['isOfferPending', 'succeeded']),
            actions: 'endOffer',
            meta: by('CALL-IN-07', 'CALL-RCLOSE-04'),
          },
          { guard: and(['isOfferPending', 'failed']), target: 'none', actions: 'endHungUp', meta: by('CALL-IN-07') },
          { meta: by('CALL-IN-06') },
        ]),
        NdisClIncomingCallComplete: [
          {
            guard: and(['isOfferPending', 'succeeded']),
            actions: 'endOffer',
            meta: by('CALL-IN-06', 'CALL-RCLOSE-04'),
          },
          { guard: and(['isOfferPending', 'failed']), target: 'none', actions: 'endHungUp', meta: by('CALL-IN-06') },
        ],
        ...changeAnswered,
        NdisClCloseCall: {
          ...closeWhenSendsAreBack,
          actions: 'closeFromHungUp',
          meta: by('CALL-RCLOSE-04', 'CALL-CLOSE-02'),
        },
      },
    },
    closing: {
      description:
        'The close is under way: no more sends, and no other call until it is over. What crosses it is taken.',
      meta: by('CALL-CLOSE-01', 'CALL-CLOSE-03', 'VC-REACT-08'),
      on: {
        'NdisClMakeCall returns': [
          { guard: and(['isMakePending', 'hasOutcome']), actions: 'noteMade', meta: by('CALL-OUT-08') },
          { meta: by('ASYNC-02') },
        ],
        ...twins('MakeCallComplete', {
          guard: and(['isMakePending', or(['failed', and(['succeeded', 'isActive'])])]),
          actions: 'noteMade',
          meta: by('CALL-OUT-07', 'VC-ACT-11'),
        }),
        ...twins('DispatchIncomingCall returns', [
          { guard: and(['isOfferPending', 'hasOutcome']), actions: 'noteAnswered', meta: by('CALL-IN-07') },
          { meta: by('CALL-IN-06') },
        ]),
        NdisClIncomingCallComplete: {
          guard: and(['isOfferPending', 'hasOutcome']),
          actions: 'noteAnswered',
          meta: by('CALL-IN-06'),
        },
        ...twins('DispatchCallConnected', {
          guard: and(['wasAccepted', 'isActive']),
          actions: 'closeFromConnected',
          meta: by('CALL-IN-11', 'VC-ACT-12'),
        }),
        ...changeAnswered,
        ...twins('DispatchIncomingCallQoSChange', { guard: and(['wasUp', 'isActive']), meta: by('QOS-IN-01') }),
        ...twins('DispatchIncomingCloseCall', {
          description: 'Both sides close at once.',
          guard: 'isToBeHungUp',
          actions: ['noteHangUp', 'closeFromHungUp'],
          meta: by('CALL-RCLOSE-03'),
        }),
        ...twins('CloseCallComplete', [
          {
            guard: and(['succeeded', or(['isMcm', 'isInactive'])]),
            target: 'none',
            actions: 'endClose',
            meta: by('CALL-CLOSE-06', 'CALL-CLOSE-07', 'CALL-CLOSE-14'),
          },
          ...backToTheCall,
        ]),
        'NdisClCloseCall returns': [
          { guard: 'succeeded', target: 'none', actions: 'endClose', meta: by('CALL-CLOSE-13') },
          ...backToTheCall,
          { meta: by('CALL-CLOSE-06') },
        ],
      },
    },
  },
  on: {
    'NdisClMakeCall returns': [
      { guard: 'hasOutcome', actions: 'endMake', meta: by('CALL-OUT-08') },
      { meta: by('ASYNC-02') },
    ],
    'NdisClModifyCallQoS returns': [
      { guard: 'hasOutcome', actions: 'endChange', meta: by('QOS-CL-08') },
      { meta: by('QOS-CL-05') },
    ],
  },
} as const;

import { and, not } from 'xstate';
import { by } from '../chart.js';
import { twins } from '../twins.js';

/** A client may ask for the close at any point of a call; the pages want it pended. */
const refuseClose = {
  guard: 'willRefuse',
  actions: ['refuse', 'useAnswer'],
  meta: by('CALL-CLOSE-13'),
} as const;
const release = {
  target: 'releasing',
  actions: ['oweClose', 'pend', 'signalRelease'],
  meta: by('CALL-CLOSE-06', 'CALL-CLOSE-07'),
} as const;
export const closing = { ProtocolCmCloseCall: [refuseClose, release] } as const;
export const closeLater = {
  ProtocolCmCloseCall: [
    { ...refuseClose, guard: and(['willRefuse', 'owesNoClose']) },
    { guard: 'owesNoClose', actions: ['oweClose', 'pend'], meta: by('CALL-CLOSE-06') },
  ],
} as const;

/** The call has come to nothing before its close arrived: nothing is left to take down. */
export const closeOfNothing = {
  ProtocolCmCloseCall: { actions: 'accept', meta: by('CALL-OUT-07', 'CALL-CLOSE-13') },
} as const;

/** What a client asked for before it knew that the call is over. */
export const refuseChange = {
  ProtocolCmModifyCallQoS: { actions: ['refuse', 'useAnswer'], meta: by('QOS-CL-04') },
} as const;
export const refuseCall = {
  ProtocolCmMakeCall: { actions: ['refuse', 'useAnswer'], meta: by('CALL-OUT-04') },
} as const;
/** The last call is over as far as the client knows: it may call again. */
export const again = {
  ProtocolCmMakeCall: [
    { guard: 'willRefuse', ...refuseCall.ProtocolCmMakeCall },
    { target: 'settingUp', actions: ['beginMake', 'pend', 'signalSetup'], meta: by('CALL-OUT-03', 'CALL-OUT-05') },
  ],
} as const;
const lateAnswer = {
  ProtocolCmIncomingCallComplete: { actions: 'done', meta: by('CALL-IN-06') },
} as const;

/** Part of the chart of `callMachine`: the far side or the client has ended the call, and it is taken down. */
export const ending = {
  indicatingClose: {
    description: 'Inside Ndis(M)CmDispatchIncomingCloseCall: the far side has ended the call.',
    meta: by('CALL-RCLOSE-03'),
    entry: 'windUp',
    on: {
      ...twins('DispatchIncomingCloseCall returns', [
        { guard: 'owesClose', target: 'lowering', meta: by('CALL-RCLOSE-08') },
        { target: 'hungUp', meta: by('CALL-RCLOSE-04') },
      ]),
      ProtocolCmIncomingCallComplete: [
        { guard: 'failed', target: 'rejected', actions: 'done', meta: by('CALL-IN-13') },
        { actions: 'done', meta: by('CALL-IN-06') },
      ],
      ...closeLater,
      ...refuseChange,
    },
  },
  rejected: {
    description: 'The client has rejected the offer while it is told of the hang-up. A close may follow, or not.',
    meta: by('CALL-IN-13', 'FAIL-08'),
    on: {
      ...twins('DispatchIncomingCloseCall returns', { target: 'lowering', meta: by('CALL-IN-13', 'FAIL-08') }),
      ...closeLater,
      ...refuseChange,
    },
  },
  hungUp: {
    description: 'The far side has ended the call and the client knows; its NdisClCloseCall is awaited.',
    meta: by('CALL-RCLOSE-04'),
    on: {
      ProtocolCmCloseCall: [
        refuseClose,
        { target: 'lowering', actions: ['oweClose', 'pend'], meta: by('CALL-RCLOSE-08') },
      ],
      ProtocolCmIncomingCallComplete: [
        {
          description: 'The rejection crosses the hang-up. A close may follow, or not.',
          guard: 'failed',
          target: 'lowering',
          actions: 'done',
          meta: by('CALL-IN-13', 'FAIL-08'),
        },
        { actions: 'done', meta: by('CALL-IN-06') },
      ],
      'callManager.deactivateVc': { guard: 'isUp', actions: 'deactivateBearer', meta: by('VC-DEACT-22') },
      'bearer.deactivated': { actions: 'noteDown', meta: by('VC-DEACT-07') },
      ...refuseChange,
    },
  },
  releasing: {
    description: 'The connection is taken down with the network, before the VC is deactivated.',
    meta: by('VC-DEACT-15', 'CALL-CLOSE-07'),
    entry: 'windUp',
    on: {
      'line.released': { target: 'lowering', meta: by('VC-DEACT-15') },
      'line.hungUp': {
        description: 'Both sides end the call at once: nobody is left to confirm.',
        target: 'lowering',
        meta: by('VC-DEACT-15'),
      },
      'line.refused': {
        description: 'The same, while the call is set up.',
        target: 'lowering',
        meta: by('VC-DEACT-15'),
      },
      ...lateAnswer,
      ...refuseChange,
    },
    after: { patience: { target: 'lowering', meta: by('CALL-CLOSE-06') } },
  },
  lowering: {
    description: 'The VC is deactivated; then what is owed is completed.',
    meta: by('VC-DEACT-01', 'CALL-CLOSE-07', 'FAIL-15'),
    initial: 'deciding',
    states: {
      deciding: {
        description: 'Which comes first is settled for a call manager, and left to an MCM (AMB-09).',
        meta: by('CALL-CLOSE-07'),
        always: [
          {
            guard: not('isUp'),
            target: '#call.settling',
            meta: by('CALL-CLOSE-06'),
          },
          {
            guard: 'closesFirst',
            target: 'draining',
            actions: ['failWhatIsOwed', 'completeClose', 'closeDone', 'deactivateBearer'],
            meta: by('CALL-CLOSE-06'),
          },
          { target: 'draining', actions: 'deactivateBearer', meta: by('VC-DEACT-01') },
        ],
      },
      draining: {
        description: 'The drain may take its time.',
        meta: by('VC-DEACT-04', 'VC-DEACT-23'),
        entry: 'windUp',
        on: {
          'bearer.deactivated': {
            target: '#call.settling',
            actions: 'noteDown',
            meta: by('VC-DEACT-07', 'VC-DEACT-16'),
          },
          'bearer.deactivationFailed': { target: 'waiting', meta: by('VC-DEACT-12', 'CALL-CLOSE-07') },
          ...closeLater,
          ...lateAnswer,
          ...refuseCall,
          ...refuseChange,
        },
      },
      waiting: {
        description: 'The VC is still active: the deactivation has failed, and is tried again.',
        meta: by('VC-DEACT-12', 'CALL-CLOSE-07'),
        on: { ...closeLater, ...lateAnswer, ...refuseCall, ...refuseChange },
        after: { patience: { target: 'draining', actions: 'deactivateBearer', meta: by('VC-DEACT-01') } },
      },
    },
  },
  settling: {
    description: 'What is owed is completed; the call is over when the last completion has returned.',
    meta: by('CALL-OUT-07', 'CALL-CLOSE-06'),
    entry: 'completeWhatIsOwed',
    exit: ['forget', 'freeBearer'],
    always: { guard: 'owesNothing', target: 'idle', meta: by('CALL-OUT-16') },
    on: {
      ...twins('MakeCallComplete returns', [
        { guard: 'owesNoClose', target: 'idle', meta: by('CALL-OUT-07') },
        { meta: by('CALL-CLOSE-06') },
      ]),
      ...twins('CloseCallComplete returns', { target: 'idle', meta: by('CALL-CLOSE-06') }),
      ...again,
      ProtocolCmCloseCall: { guard: 'owesNoClose', ...closeOfNothing.ProtocolCmCloseCall },
      ...lateAnswer,
      ...refuseChange,
    },
  },
} as const;

import { by } from '../chart.js';
import { twins } from '../twins.js';
import { closing, closeOfNothing, refuseCall } from './call.ending.js';

/** The client answers the offer, or asks for other parameters first. */
const answer = {
  ProtocolCmIncomingCallComplete: [
    {
      guard: 'succeeded',
      target: 'accepted',
      actions: ['offerDone', 'done', 'signalAccept'],
      meta: by('CALL-IN-06', 'CALL-IN-10'),
    },
    { target: 'lowering', actions: ['done', 'signalReject'], meta: by('CALL-IN-13', 'FAIL-08') },
  ],
  ProtocolCmModifyCallQoS: [
    { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('QOS-CL-02') },
    {
      target: 'negotiating',
      actions: ['propose', 'oweModify', 'pend', 'signalProposal'],
      meta: by('CALL-IN-09', 'QOS-CL-02'),
    },
  ],
  ...closing,
} as const;

/** Part of the chart of `callMachine`: a call comes in, and is offered. */
export const incoming = {
  creatingVc: {
    description: 'A call has come in; it needs a VC of ours.',
    meta: by('VC-CREATE-06', 'CALL-IN-01'),
    on: {
      'bearer.created': { target: 'raisingForOffer', actions: 'activateBearer', meta: by('CALL-IN-03', 'VC-REACT-06') },
      'bearer.createFailed': { target: 'settling', actions: 'signalReject', meta: by('FAIL-10') },
      ...refuseCall,
      ...closeOfNothing,
    },
  },
  raisingForOffer: {
    description: 'The VC is activated before the client is asked (AMB-10).',
    meta: by('CALL-IN-03'),
    on: {
      'bearer.activated': {
        target: 'offering',
        actions: ['noteUp', 'noteOffer', 'offer'],
        meta: by('CALL-IN-02', 'CALL-IN-04'),
      },
      'bearer.activationFailed': {
        target: 'settling',
        actions: 'signalReject',
        meta: by('FAIL-05', 'VC-ACT-09'),
      },
      ...closeOfNothing,
    },
  },
  offering: {
    description: 'Inside Ndis(M)CmDispatchIncomingCall.',
    meta: by('CALL-IN-04'),
    on: {
      ...twins('DispatchIncomingCall returns', [
        { guard: 'isFinal', target: 'offered', actions: 'completeOffer', meta: by('CALL-IN-07') },
        { target: 'offered', meta: by('CALL-IN-06') },
      ]),
      ...answer,
    },
  },
  offered: {
    description: 'The client takes its time, or wants other parameters first.',
    meta: by('CALL-IN-05', 'CALL-IN-09'),
    on: {
      'line.hungUp': { target: 'indicatingClose', actions: 'indicateClose', meta: by('CALL-RCLOSE-03') },
      ...answer,
    },
  },
  accepted: {
    description: 'The client has accepted; the connection end to end is awaited.',
    meta: by('CALL-IN-11', 'CALL-IN-12'),
    on: {
      'line.connected': { target: 'connecting', actions: 'connect', meta: by('CALL-IN-11', 'VC-ACT-12') },
      'line.hungUp': { target: 'indicatingClose', actions: 'indicateClose', meta: by('CALL-IN-12', 'FAIL-09') },
      ...closing,
    },
  },
} as const;

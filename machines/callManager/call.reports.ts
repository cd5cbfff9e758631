import { and } from 'xstate';
import { by } from '../chart.js';
import { twins } from '../twins.js';
import { closeLater } from './call.ending.js';

const refuseAtOnce = {
  guard: and(['willRefuse', 'owesNoModify']),
  actions: ['refuse', 'useAnswer'],
  meta: by('QOS-CL-02'),
} as const;

/** The client has been told already, it seems, and asks for other parameters: that comes next. */
const changeLater = {
  ProtocolCmModifyCallQoS: [
    refuseAtOnce,
    { guard: 'owesNoModify', actions: ['propose', 'oweModify', 'pend'], meta: by('QOS-CL-02') },
  ],
} as const;

/** The far side has asked first: when that is through, the client hears that its own wish has come to nothing. */
export const failChangeLater = {
  ProtocolCmModifyCallQoS: [
    refuseAtOnce,
    { guard: 'owesNoModify', actions: ['oweModify', 'pend'], meta: by('QOS-CL-04') },
  ],
} as const;

/** What has been asked for while the client was being told is done as soon as it has been told. */
const asked = [
  { guard: 'owesClose', target: 'releasing', actions: 'signalRelease', meta: by('CALL-CLOSE-07') },
  { guard: 'owesModify', target: 'negotiating', actions: 'signalProposal', meta: by('QOS-CL-02') },
] as const;

/**
 * Part of the chart of `callMachine`: NDIS is told something of a call that goes on. Another processor may bring what
 * ends or changes the call before NDIS has heard of it, so that waits for the return.
 */
export const reports = {
  connecting: {
    description: 'Inside Ndis(M)CmMakeCallComplete or Ndis(M)CmDispatchCallConnected.',
    meta: by('CALL-OUT-06', 'CALL-IN-11'),
    on: {
      ...twins('MakeCallComplete returns', [...asked, { target: 'connected', meta: by('CALL-OUT-06') }]),
      ...twins('DispatchCallConnected returns', [...asked, { target: 'connected', meta: by('CALL-IN-11') }]),
      ...closeLater,
      ...changeLater,
    },
  },
  telling: {
    description: 'Inside Ndis(M)CmDispatchIncomingCallQoSChange.',
    meta: by('QOS-IN-01'),
    on: {
      ...twins('DispatchIncomingCallQoSChange returns', [
        { guard: 'owesClose', target: 'releasing', actions: 'signalRelease', meta: by('CALL-CLOSE-07') },
        { guard: 'hasProposal', target: 'negotiating', actions: 'signalProposal', meta: by('QOS-IN-03') },
        {
          guard: 'owesModify',
          target: 'answering',
          actions: ['signalSuccess', 'failWhatIsOwed'],
          meta: by('QOS-IN-04', 'QOS-CL-04'),
        },
        { target: 'connected', actions: 'signalSuccess', meta: by('QOS-IN-04') },
      ]),
      ...closeLater,
      ...changeLater,
    },
  },
  answering: {
    description: 'Inside Ndis(M)CmModifyCallQoSComplete.',
    meta: by('QOS-CL-03', 'QOS-CL-04'),
    on: {
      ...twins('ModifyCallQoSComplete returns', [
        ...asked,
        { guard: 'isOffered', target: 'offered', meta: by('CALL-IN-09') },
        { target: 'connected', meta: by('QOS-CL-03') },
      ]),
      ProtocolCmIncomingCallComplete: [
        {
          guard: and(['mayAnswer', 'succeeded']),
          target: 'accepted',
          actions: ['offerDone', 'done', 'signalAccept'],
          meta: by('CALL-IN-06', 'CALL-IN-10'),
        },
        {
          guard: 'mayAnswer',
          target: 'lowering',
          actions: ['done', 'signalReject'],
          meta: by('CALL-IN-13', 'FAIL-08'),
        },
      ],
      ...closeLater,
      ...changeLater,
    },
  },
} as const;

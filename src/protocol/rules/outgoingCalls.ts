import { defineRules } from './define.js';

/** Outgoing calls. */
export const callOutRules = defineRules('CALL-OUT', {
  'CALL-OUT-01': {
    level: 'MUST',
    actors: ['client'],
    rule: 'NdisClMakeCall names a VC that this client created and on which no call exists.',
    violation: 'call on a VC created by a CM/MCM or another client, or a second call on a busy VC',
    observable: 'trace',
    source: 'nf-ndis-ndisclmakecall.md',
    alsoSee: ['making-a-call.md', 'virtual-connections.md'],
  },
  'CALL-OUT-02': {
    level: 'MUST',
    actors: ['client'],
    rule: 'The client fills in CO_CALL_PARAMETERS before making the call.',
    violation: 'call with no parameters',
    observable: 'trace',
    source: 'making-a-call.md',
  },
  'CALL-OUT-03': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'NdisClMakeCall becomes ProtocolCmMakeCall of the CM/MCM that shares the VC.',
    violation: 'callback on another driver',
    observable: 'trace',
    source: 'making-a-call.md',
    alsoSee: ['nf-ndis-ndisclmakecall.md'],
  },
  'CALL-OUT-04': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'ProtocolCmMakeCall validates the parameters: NDIS_STATUS_NOT_SUPPORTED for impossible features, ' +
      'NDIS_STATUS_RESOURCES for shortage.',
    violation: 'invalid parameters accepted',
    observable: 'internal',
    source: 'nc-ndis-protocol_cm_make_call.md',
    alsoSee: ['making-a-call.md'],
  },
  'CALL-OUT-05': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'Call setup signaling: a CM sends it with NdisCoSendNetBufferLists on its signaling VC, an MCM ' +
      'transmits directly.',
    violation: "MCM using NdisCoSendNetBufferLists; CM signaling over the client's VC",
    observable: 'trace',
    source: 'making-a-call.md',
  },
  'CALL-OUT-06': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'Success is reported only after agreement with the network and successful activation of the VC.',
    violation: 'SUCCESS returned or completed with the VC inactive',
    observable: 'trace',
    source: 'nf-ndis-ndiscmmakecallcomplete.md',
    alsoSee: ['nf-ndis-ndismcmmakecallcomplete.md'],
  },
  'CALL-OUT-07': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A pended make-call is completed exactly once, for failures too; leaving it out leaks the VC in ' +
      'client, NDIS and CM.',
    violation: 'missing or double MakeCallComplete',
    observable: 'trace',
    source: 'nf-ndis-ndiscmmakecallcomplete.md',
  },
  'CALL-OUT-08': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'If NdisClMakeCall does not return PENDING NDIS makes no callback; the client should run its ' +
      'make-call completion itself.',
    violation: 'NDIS callback after a non-pending return',
    observable: 'trace',
    source: 'nf-ndis-ndisclmakecall.md',
  },
  'CALL-OUT-09': {
    level: 'MUST',
    actors: ['client'],
    rule: 'The parameter buffer stays allocated until the make-call completed.',
    violation: 'buffer freed while pending',
    observable: 'memory',
    source: 'nf-ndis-ndisclmakecall.md',
  },
  'CALL-OUT-10': {
    level: 'SHOULD',
    actors: ['callManager', 'mcm'],
    rule: 'A CM that altered the parameters sets CALL_PARAMETERS_CHANGED in what it hands back.',
    violation: 'changed parameters without the flag',
    observable: 'trace',
    source: 'making-a-call.md',
  },
  'CALL-OUT-11': {
    level: 'SHOULD',
    actors: ['client'],
    rule:
      'On success the client looks at that flag; it accepts by returning, asks for other parameters with ' +
      'NdisClModifyCallQoS where the protocol permits, or closes the call.',
    violation: 'unacceptable parameters ignored',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_make_call_complete.md',
    alsoSee: ['making-a-call.md'],
  },
  'CALL-OUT-12': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'No transfer on the VC before the make-call completed with success.',
    violation: 'NdisCoSendNetBufferLists by the client earlier',
    observable: 'trace',
    source: 'nf-ndis-ndiscmmakecallcomplete.md',
  },
  'CALL-OUT-13': {
    level: 'SHOULD',
    actors: ['client'],
    rule: 'After a failed make-call the client frees party context and parameters and deletes its VC.',
    violation: 'VC neither deleted nor reused; party handle used',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_make_call_complete.md',
    ambiguities: ['AMB-43'],
  },
  'CALL-OUT-14': {
    level: 'MUST NOT',
    actors: ['client'],
    rule:
      'When it closes the call from its make-call completion, the client frees nothing until ' +
      'ProtocolClCloseCallComplete.',
    violation: 'resources freed right after NdisClCloseCall returned PENDING',
    observable: 'memory',
    source: 'nc-ndis-protocol_cl_make_call_complete.md',
  },
  'CALL-OUT-15': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'A party context makes the call multipoint: the CM then gets a party handle and supplies its own ' +
      'party context; for point-to-point both are NULL.',
    violation: 'mixture of NULL and non-NULL',
    observable: 'trace',
    source: 'making-a-call.md',
    alsoSee: ['nc-ndis-protocol_cm_make_call.md'],
  },
  'CALL-OUT-16': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'A VC hosts at most one call at a time.',
    violation: 'second make-call or offer on a VC that has a call',
    observable: 'trace',
    source: 'virtual-connections.md',
  },
  'CALL-OUT-17': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'A synchronous SUCCESS from ProtocolCmMakeCall means setup is over: connection made, VC active.',
    violation: 'further setup steps for that call afterwards',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_make_call.md',
  },
});

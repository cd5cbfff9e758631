import { defineRules } from './define.js';

/** Parameter change asked by the client. */
export const qosClRules = defineRules('QOS-CL', {
  'QOS-CL-01': {
    level: 'MUST',
    actors: ['client'],
    rule: 'NdisClModifyCallQoS is used on a VC with an active call, or during a pended incoming offer.',
    violation: 'request on a VC without either',
    observable: 'trace',
    source: 'client-initiated-request-to-change-call-parameters.md',
    alsoSee: ['nf-ndis-ndisclincomingcallcomplete.md'],
  },
  'QOS-CL-02': {
    level: 'MUST',
    actors: ['ndis', 'callManager', 'mcm'],
    rule: 'It becomes ProtocolCmModifyCallQoS; a medium without QoS answers NDIS_STATUS_NOT_SUPPORTED.',
    violation: 'no callback; silent success on a medium without QoS',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_modify_qos_call.md',
  },
  'QOS-CL-03': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'After a successful negotiation the CM/MCM re-activates the VC with the new parameters and only then ' +
      'reports success.',
    violation: 'success reported without re-activation',
    observable: 'trace',
    source: 'client-initiated-request-to-change-call-parameters.md',
    alsoSee: ['nc-ndis-protocol_cm_modify_qos_call.md'],
  },
  'QOS-CL-04': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'If network or miniport refuses, the CM/MCM puts the VC back to its previous state and reports ' +
      'NDIS_STATUS_FAILURE.',
    violation: 'VC left changed after a failure',
    observable: 'trace',
    source: 'client-initiated-request-to-change-call-parameters.md',
  },
  'QOS-CL-05': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A pended change is completed exactly once with ModifyCallQoSComplete, giving ' +
      'ProtocolClModifyCallQoSComplete.',
    violation: 'missing or double completion',
    observable: 'trace',
    source: 'nf-ndis-ndiscmmodifycallqoscomplete.md',
    alsoSee: ['nf-ndis-ndismcmmodifycallqoscomplete.md'],
  },
  'QOS-CL-06': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'The client accepts the outcome by returning, renegotiates a bounded number of times, or closes the ' + 'call.',
    violation: 'unbounded renegotiation',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_modify_call_qos_complete.md',
  },
  'QOS-CL-07': {
    level: 'SHOULD',
    actors: ['callManager', 'mcm', 'client'],
    rule: 'Parameters altered by the CM/MCM are flagged CALL_PARAMETERS_CHANGED and the client examines them.',
    violation: 'altered values without the flag',
    observable: 'trace',
    source: 'client-initiated-request-to-change-call-parameters.md',
  },
  'QOS-CL-08': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'If NdisClModifyCallQoS does not return PENDING NDIS makes no callback; the client should run its ' +
      'completion itself.',
    violation: 'NDIS callback after a non-pending return',
    observable: 'trace',
    source: 'nf-ndis-ndisclmodifycallqos.md',
  },
  'QOS-CL-09': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'If client and CM cannot agree, the teardown of the VC is up to its creator.',
    violation: 'VC torn down by the other side',
    observable: 'trace',
    source: 'nf-ndis-ndisclmodifycallqos.md',
  },
});

/** Parameter change asked by the remote side. */
export const qosInRules = defineRules('QOS-IN', {
  'QOS-IN-01': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A remote request for other parameters is first tried on the VC by re-activation; only when that ' +
      'succeeds is the client asked.',
    violation: 'DispatchIncomingCallQoSChange without a preceding successful activation with those parameters',
    observable: 'trace',
    source: 'incoming-request-to-change-call-parameters.md',
    alsoSee: ['nf-ndis-ndiscmdispatchincomingcallqoschange.md'],
  },
  'QOS-IN-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'DispatchIncomingCallQoSChange becomes ProtocolClIncomingCallQoSChange of the client on the VC.',
    violation: 'other target',
    observable: 'trace',
    source: 'incoming-request-to-change-call-parameters.md',
  },
  'QOS-IN-03': {
    level: 'MUST',
    actors: ['client'],
    rule: 'Returning means acceptance; otherwise the client calls NdisClModifyCallQoS or NdisClCloseCall.',
    violation: 'client rejects in another way',
    observable: 'trace',
    source: 'incoming-request-to-change-call-parameters.md',
    alsoSee: ['nc-ndis-protocol_cl_incoming_call_qos_change.md'],
  },
  'QOS-IN-04': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: "After the client's callback returned the CM/MCM tells the remote side the outcome.",
    violation: 'outcome signaled before the client decided',
    observable: 'internal',
    source: 'incoming-request-to-change-call-parameters.md',
  },
  'QOS-IN-05': {
    level: 'MAY',
    actors: ['callManager', 'mcm'],
    rule: 'Support for parameter changes on running calls depends on the signaling protocol.',
    violation: 'a checker demands the feature',
    observable: 'over-strict-checker',
    source: 'incoming-request-to-change-call-parameters.md',
  },
});

/** Call parameters. */
export const paramRules = defineRules('PARAM', {
  'PARAM-01': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'CO_CALL_PARAMETERS holds Flags plus pointers to call-manager parameters (used to set the call up) ' +
      'and media parameters (used by the miniport to activate the VC).',
    violation: 'activation without media parameters on a medium that needs them',
    observable: 'trace',
    source: 'quality-of-service.md',
  },
  'PARAM-02': {
    level: 'MUST',
    actors: ['client'],
    rule: 'A client that altered the parameters of an offer sets CALL_PARAMETERS_CHANGED in its answer.',
    violation: 'altered parameters without the flag, or the flag without a change',
    observable: 'trace',
    source: 'nf-ndis-ndisclincomingcallcomplete.md',
    alsoSee: ['indicating-an-incoming-call.md'],
  },
  'PARAM-03': {
    level: 'MAY',
    actors: ['callManager', 'mcm'],
    rule: "The CM/MCM derives media parameters from the client's parameters and may alter them while " + 'negotiating.',
    violation: 'a checker demands equality of requested and final parameters',
    observable: 'over-strict-checker',
    source: 'making-a-call.md',
  },
  'PARAM-04': {
    level: 'SHOULD',
    actors: ['callManager', 'mcm'],
    rule:
      "A CM/MCM that altered the client's parameters hands the altered values back and marks them with " +
      'CALL_PARAMETERS_CHANGED.',
    violation: '(warning) altered values without the flag; error when the altered values are not handed back at all',
    observable: 'trace',
    source: 'nf-ndis-ndiscmmakecallcomplete.md',
    alsoSee: ['making-a-call.md', 'client-initiated-request-to-change-call-parameters.md'],
  },
});

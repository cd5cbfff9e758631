import { defineRules } from './define.js';

/** Incoming calls. */
export const callInRules = defineRules('CALL-IN', {
  'CALL-IN-01': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'The dispatcher itself created the VC it dispatches on.',
    violation: 'dispatch on a client-created VC',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
    alsoSee: ['creating-a-vc.md'],
  },
  'CALL-IN-02': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'The addressed SAP is identified first and belongs to the client that will be asked.',
    violation: 'dispatch without a registered SAP, or to another client',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
  },
  'CALL-IN-03': {
    level: 'SHOULD',
    actors: ['callManager', 'mcm'],
    rule: 'The VC is activated between its creation and the dispatch.',
    violation: '(warning) offer dispatched on an inactive VC',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdispatchincomingcall.md',
    alsoSee: ['indicating-an-incoming-call.md', 'activating-a-vc.md'],
    ambiguities: ['AMB-10'],
  },
  'CALL-IN-04': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      "DispatchIncomingCall (SAP, VC, parameters) becomes ProtocolClIncomingCall of the SAP's client, with " +
      "that client's SAP and VC contexts.",
    violation: 'other target or contexts',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
  },
  'CALL-IN-05': {
    level: 'MUST',
    actors: ['client'],
    rule: 'ProtocolClIncomingCall answers SUCCESS (accept), PENDING, or any other status (reject).',
    violation: 'no answer',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_incoming_call.md',
  },
  'CALL-IN-06': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'A pended offer is answered exactly once with NdisClIncomingCallComplete, never with PENDING; NDIS ' +
      'passes it to ProtocolCmIncomingCallComplete.',
    violation: 'double answer; no answer although no close indication overtook the offer',
    observable: 'trace',
    source: 'nf-ndis-ndisclincomingcallcomplete.md',
    alsoSee: ['indicating-an-incoming-call.md'],
  },
  'CALL-IN-07': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'If the dispatch call does not return PENDING NDIS makes no callback; the CM/MCM should run its ' +
      'incoming-call completion itself.',
    violation: 'NDIS callback after a non-pending return',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdispatchincomingcall.md',
  },
  'CALL-IN-08': {
    level: 'MUST',
    actors: ['client'],
    rule: 'A client that altered the offered parameters sets CALL_PARAMETERS_CHANGED in what it returns.',
    violation: 'changed parameters without the flag',
    observable: 'trace',
    source: 'nf-ndis-ndisclincomingcallcomplete.md',
    alsoSee: ['indicating-an-incoming-call.md'],
  },
  'CALL-IN-09': {
    level: 'MAY',
    actors: ['client'],
    rule:
      'While the offer is pended the client may negotiate with NdisClModifyCallQoS, within a bound of its ' + 'own.',
    violation: 'unbounded negotiation',
    observable: 'trace',
    source: 'nf-ndis-ndisclincomingcallcomplete.md',
  },
  'CALL-IN-10': {
    level: 'SHOULD',
    actors: ['callManager', 'mcm'],
    rule: 'The CM/MCM tells the calling side whether the client accepted, rejected, or wants other parameters.',
    violation: '(advisory) no signaling after the answer',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
  },
  'CALL-IN-11': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'After an accepted offer whose end-to-end connection is up the CM/MCM calls DispatchCallConnected, ' +
      'giving ProtocolClCallConnected.',
    violation: 'CallConnected without acceptance, or for a rejected offer',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
    alsoSee: ['nf-ndis-ndiscmdispatchincomingcall.md'],
  },
  'CALL-IN-12': {
    level: 'MUST NOT',
    actors: ['callManager', 'mcm'],
    rule:
      'If the connection fails after acceptance there is no DispatchCallConnected; ' +
      'DispatchIncomingCloseCall is called instead and the client answers with NdisClCloseCall.',
    violation: 'both, or neither, for one accepted offer',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
  },
  'CALL-IN-13': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'After a rejection the CM/MCM deactivates the VC if it had been activated; it may then delete it.',
    violation: 'VC stays active after a rejection',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
  },
  'CALL-IN-14': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'The client transfers nothing on the VC before ProtocolClCallConnected.',
    violation: 'NdisCoSendNetBufferLists by the client earlier',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_call_connected.md',
    alsoSee: ['nf-ndis-ndiscmdispatchcallconnected.md'],
    ambiguities: ['AMB-39'],
  },
  'CALL-IN-15': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      "If the client's altered parameters cannot be supported, DispatchIncomingCloseCall is called from " +
      'the incoming-call completion.',
    violation: 'CallConnected with unsupportable parameters',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdispatchincomingclosecall.md',
    alsoSee: ['incoming-request-to-close-a-call.md'],
  },
  'CALL-IN-16': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'After a rejection through NdisClIncomingCallComplete the client no longer touches the parameters.',
    violation: 'later use of that pointer',
    observable: 'memory',
    source: 'nf-ndis-ndisclincomingcallcomplete.md',
  },
  'CALL-IN-17': {
    level: 'SHOULD',
    actors: ['client'],
    rule: 'An accepting client copies what it needs out of the offered parameters.',
    violation: '(advisory) pointer kept beyond the offer',
    observable: 'memory',
    source: 'nc-ndis-protocol_cl_incoming_call.md',
  },
  'CALL-IN-18': {
    level: 'SHOULD',
    actors: ['client'],
    rule: 'The client is ready for transfers before its ProtocolClCallConnected returns.',
    violation: 'data lost because the client was not ready',
    observable: 'memory',
    source: 'nc-ndis-protocol_cl_call_connected.md',
  },
  'CALL-IN-19': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: "The client's create callback for the VC has run before the offer reaches it.",
    violation: 'ProtocolClIncomingCall with a VC context the client never returned',
    observable: 'trace',
    source: 'nf-ndis-ndisclregistersap.md',
    alsoSee: ['creating-a-vc.md'],
  },
  'CALL-IN-20': {
    level: 'MUST NOT',
    actors: ['callManager', 'mcm'],
    rule: 'One offer at a time per VC.',
    violation: 'second dispatch on a VC whose offer or call is still alive',
    observable: 'trace',
    source: 'virtual-connections.md',
    derived: true,
  },
  'CALL-IN-21': {
    level: 'SHOULD',
    actors: ['client'],
    rule: 'ProtocolClIncomingCall checks SAP, VC and parameters before it accepts.',
    violation: 'offer accepted although one of them is unknown to the client',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
  },
  'CALL-IN-22': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'NdisClIncomingCallComplete is only for offers that were pended.',
    violation:
      'no offer on that VC is pended or being handled by ProtocolClIncomingCall; or the handler then ' +
      'returns anything but NDIS_STATUS_PENDING',
    observable: 'trace',
    source: 'nf-ndis-ndisclincomingcallcomplete.md',
    ambiguities: ['AMB-45'],
  },
});

import { defineRules } from './define.js';

/** Closing a call (client). */
export const callCloseRules = defineRules('CALL-CLOSE', {
  'CALL-CLOSE-01': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'NdisClCloseCall marks the VC as closing and becomes ProtocolCmCloseCall of the CM/MCM sharing it.',
    violation: 'no callback or a callback on another driver',
    observable: 'trace',
    source: 'nf-ndis-ndisclclosecall.md',
    alsoSee: ['client-initiated-request-to-close-a-call.md'],
  },
  'CALL-CLOSE-02': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'All sends of the client on the VC have come back through ProtocolCoSendNetBufferListsComplete ' +
      'before it calls NdisClCloseCall.',
    violation: 'NdisClCloseCall with an uncompleted send',
    observable: 'trace',
    source: 'nf-ndis-ndisclclosecall.md',
  },
  'CALL-CLOSE-03': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'After NdisClCloseCall the client sends nothing more on the VC.',
    violation: 'NdisCoSendNetBufferLists after it',
    observable: 'trace',
    source: 'nf-ndis-ndisclclosecall.md',
    alsoSee: ['sending-and-receiving-data2.md'],
  },
  'CALL-CLOSE-04': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'On a multipoint call all parties but one are dropped first; the CM/MCM fails a close while more ' +
      'than one is connected.',
    violation: 'close with two or more parties succeeds',
    observable: 'trace',
    source: 'client-initiated-request-to-close-a-call.md',
    alsoSee: ['nf-ndis-ndisclclosecall.md'],
  },
  'CALL-CLOSE-05': {
    level: 'MUST',
    actors: ['client'],
    rule: 'The handle of the last party goes into NdisClCloseCall; for point-to-point it is NULL.',
    violation: 'NULL on multipoint or a party on point-to-point',
    observable: 'trace',
    source: 'nf-ndis-ndisclclosecall.md',
    alsoSee: ['dropping-a-party-from-a-multipoint-call.md'],
  },
  'CALL-CLOSE-06': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'A pended close is completed exactly once with CloseCallComplete, giving ProtocolClCloseCallComplete.',
    violation: 'missing or double completion',
    observable: 'trace',
    source: 'nf-ndis-ndiscmclosecallcomplete.md',
    alsoSee: ['nf-ndis-ndismcmclosecallcomplete.md'],
  },
  'CALL-CLOSE-07': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'Closing includes deactivating the VC, after the network teardown, close data and party cleanup; a ' +
      'stand-alone CM finishes that before it reports the close done.',
    violation:
      'close reported done by a stand-alone CM while the VC is active or deactivating; a VC that had been ' +
      'activated never deactivated (judged at its deletion, its reuse or the AF close)',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_close_call.md',
    alsoSee: ['client-initiated-request-to-close-a-call.md', 'deactivating-a-vc.md'],
    ambiguities: ['AMB-09'],
  },
  'CALL-CLOSE-08': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'Close data is sent before the connection ends; a medium that cannot do that fails the close with ' +
      'NDIS_STATUS_INVALID_DATA.',
    violation: 'close data dropped silently',
    observable: 'internal',
    source: 'nc-ndis-protocol_cm_close_call.md',
  },
  'CALL-CLOSE-09': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'For a multipoint call the CM/MCM frees the context of the last party while closing.',
    violation: 'party context leak',
    observable: 'memory',
    source: 'nc-ndis-protocol_cm_close_call.md',
  },
  'CALL-CLOSE-10': {
    level: 'MAY',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'After a successful close the creator deletes the VC or reuses it.',
    violation: '(none; either is legal)',
    observable: 'over-strict-checker',
    source: 'client-initiated-request-to-close-a-call.md',
    alsoSee: ['nc-ndis-protocol_cl_close_call_complete.md'],
    ambiguities: ['AMB-08'],
  },
  'CALL-CLOSE-11': {
    level: 'MUST NOT',
    actors: ['client'],
    rule:
      'If the CM/MCM created the VC, the client makes no more calls with its handle once ' +
      'ProtocolClCloseCallComplete was called.',
    violation: 'client call with that handle before a new offer on the VC',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_close_call_complete.md',
    ambiguities: ['AMB-42'],
  },
  'CALL-CLOSE-12': {
    level: 'MAY',
    actors: ['client'],
    rule:
      'Occasions for NdisClCloseCall: an established call either way, ProtocolClIncomingCloseCall, ' +
      'unacceptable parameters in a make-call, QoS-change or incoming-QoS callback.',
    violation: '(none; see CALL-CLOSE-18)',
    observable: 'trace',
    source: 'nf-ndis-ndisclclosecall.md',
  },
  'CALL-CLOSE-13': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'If NdisClCloseCall does not return PENDING NDIS makes no callback; the client should run its close ' +
      'completion itself.',
    violation: 'NDIS callback after a non-pending return',
    observable: 'trace',
    source: 'nf-ndis-ndisclclosecall.md',
  },
  'CALL-CLOSE-14': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'A successful ProtocolClCloseCallComplete tells the client that the call is gone and the VC inactive.',
    violation:
      'ProtocolClCloseCallComplete(SUCCESS) while the VC is active, under a stand-alone call manager (MCM: ' +
      'AMB-09)',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_close_call_complete.md',
    ambiguities: ['AMB-09'],
  },
  'CALL-CLOSE-15': {
    level: 'SHOULD',
    actors: ['callManager', 'mcm'],
    rule:
      'For a VC of its own making the CM/MCM deletes it after the close, unless it keeps it for another ' + 'offer.',
    violation: '(advisory) VC orphaned',
    observable: 'trace',
    source: 'nf-ndis-ndiscmclosecallcomplete.md',
    alsoSee: ['nf-ndis-ndismcmclosecallcomplete.md'],
  },
  'CALL-CLOSE-16': {
    level: 'MUST NOT',
    actors: ['callManager', 'mcm'],
    rule: 'From CloseCallComplete(SUCCESS) on, the VC carries no network transfer.',
    violation: 'receive indication or send on it afterwards',
    observable: 'trace',
    source: 'nf-ndis-ndiscmclosecallcomplete.md',
  },
  'CALL-CLOSE-17': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'A call is closed once.',
    violation: 'second NdisClCloseCall for the same call',
    observable: 'trace',
    source: 'nf-ndis-ndisclclosecall.md',
    derived: true,
  },
  'CALL-CLOSE-18': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'There is something to close: a call being made, offered, accepted or connected, or a close ' +
      'indication not yet answered.',
    violation: 'NdisClCloseCall on a VC that has no call and no close indication',
    observable: 'trace',
    source: 'nf-ndis-ndisclclosecall.md',
    derived: true,
  },
});

/** Closing a call (remote side). */
export const callRcloseRules = defineRules('CALL-RCLOSE', {
  'CALL-RCLOSE-01': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A remote hang-up is reported with DispatchIncomingCloseCall and CloseStatus NDIS_STATUS_SUCCESS, ' +
      'giving ProtocolClIncomingCloseCall.',
    violation: 'hang-up not reported, or with another status',
    observable: 'trace',
    source: 'incoming-request-to-close-a-call.md',
  },
  'CALL-RCLOSE-02': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'A teardown for network trouble carries a status other than NDIS_STATUS_SUCCESS.',
    violation: 'abnormal teardown with success',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_incoming_close_call.md',
    alsoSee: ['nf-ndis-ndiscmdispatchincomingclosecall.md'],
  },
  'CALL-RCLOSE-03': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'The close indication is made for a call that is active or has been offered.',
    violation: 'DispatchIncomingCloseCall on a VC with neither',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdispatchincomingclosecall.md',
  },
  'CALL-RCLOSE-04': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'The client answers the indication with NdisClCloseCall, after dropping surplus parties of a ' +
      'multipoint call it made.',
    violation: 'indication never answered; close with several parties',
    observable: 'trace',
    source: 'incoming-request-to-close-a-call.md',
    alsoSee: ['nc-ndis-protocol_cl_incoming_close_call.md'],
  },
  'CALL-RCLOSE-05': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'From the indication on the client neither sends nor expects data on the VC.',
    violation: 'NdisCoSendNetBufferLists after ProtocolClIncomingCloseCall',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_incoming_close_call.md',
  },
  'CALL-RCLOSE-06': {
    level: 'MUST',
    actors: ['client'],
    rule:
      "If the CM/MCM created the VC, the client just closes the call and returns; the VC is the creator's " +
      'business.',
    violation: 'client deletes such a VC',
    observable: 'trace',
    source: 'incoming-request-to-close-a-call.md',
  },
  'CALL-RCLOSE-07': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'If the client created the VC: after CloseStatus success it may delete or reuse it, otherwise it ' +
      'deletes it.',
    violation: 'reuse after an abnormal close',
    observable: 'trace',
    source: 'incoming-request-to-close-a-call.md',
    ambiguities: ['AMB-15', 'AMB-16'],
  },
  'CALL-RCLOSE-08': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'The CM/MCM deactivates the VC as its part of the teardown.',
    violation:
      'VC still active when a stand-alone CM completes the close; MCM: when the VC is deleted or reused, ' +
      'or the AF closed',
    observable: 'trace',
    source: 'incoming-request-to-close-a-call.md',
    alsoSee: ['deactivating-a-vc.md'],
    ambiguities: ['AMB-09'],
  },
  'CALL-RCLOSE-09': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'When the last party of a multipoint call leaves, the close indication is used and not the ' + 'drop-party one.',
    violation: 'DispatchIncomingDropParty for the last party',
    observable: 'trace',
    source: 'incoming-request-to-drop-a-party-from-a-multipoint-call.md',
  },
});

import { defineRules } from './define.js';

/** Activating a VC. */
export const vcActRules = defineRules('VC-ACT', {
  'VC-ACT-01': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule: 'Data moves on a VC only while it is active.',
    violation: 'NdisCoSendNetBufferLists or NdisMCoIndicateReceiveNetBufferLists on a VC that is not active',
    observable: 'trace',
    source: 'virtual-connection-context.md',
    alsoSee: ['activating-a-vc.md'],
    seedDocs: ['001'],
  },
  'VC-ACT-02': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'Activation is started by the call manager (NdisCmActivateVc) or MCM (NdisMCmActivateVc), never by a ' +
      'client.',
    violation: 'an activate call by a client or plain miniport',
    observable: 'trace',
    source: 'virtual-connection-context.md',
    alsoSee: ['differences-in-virtual-connections.md', 'activating-a-vc.md'],
    seedDocs: ['001', '002'],
  },
  'VC-ACT-03': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'An activation carries the call parameters that describe the VC.',
    violation: 'activation with no CO_CALL_PARAMETERS',
    observable: 'trace',
    source: 'virtual-connection-context.md',
    seedDocs: ['001'],
  },
  'VC-ACT-04': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'NdisCmActivateVc makes NDIS call MiniportCoActivateVc of the underlying miniport with those ' + 'parameters.',
    violation: 'no or wrong miniport callback',
    observable: 'trace',
    source: 'virtual-connection-context.md',
    alsoSee: ['activating-a-vc.md'],
    seedDocs: ['001'],
  },
  'VC-ACT-05': {
    level: 'MUST',
    actors: ['mcm'],
    rule:
      'An MCM first prepares its NIC and then calls NdisMCmActivateVc, which tells NDIS that the VC is ' +
      'ready (or has new parameters).',
    violation: 'NdisMCmActivateVc precedes the readiness of the NIC; data before it',
    observable: 'internal',
    source: 'activating-a-vc.md',
    alsoSee: ['nf-ndis-ndismcmactivatevc.md'],
  },
  'VC-ACT-06': {
    level: 'MUST',
    actors: ['miniport'],
    rule:
      'MiniportCoActivateVc validates the parameters on every call and fails unsupported ones with ' +
      'NDIS_STATUS_INVALID_DATA (NDIS_STATUS_RESOURCES for lack of memory).',
    violation: 'parameters accepted that the adapter cannot honour',
    observable: 'internal',
    source: 'nc-ndis-miniport_co_activate_vc.md',
    alsoSee: ['activating-a-vc.md'],
  },
  'VC-ACT-07': {
    level: 'MUST',
    actors: ['miniport'],
    rule:
      'A pended activation is finished by exactly one NdisMCoActivateVcComplete, which NDIS turns into ' +
      'ProtocolCmActivateVcComplete of the CM that asked.',
    violation: 'no or several completions; callback on another driver',
    observable: 'trace',
    source: 'activating-a-vc.md',
    alsoSee: ['nf-ndis-ndismcoactivatevccomplete.md'],
  },
  'VC-ACT-08': {
    level: 'MUST',
    actors: ['callManager'],
    rule:
      'If NdisCmActivateVc does not return PENDING NDIS does not call ProtocolCmActivateVcComplete; the CM ' +
      'should run that routine itself.',
    violation: 'NDIS callback after a non-pending return',
    observable: 'trace',
    source: 'nf-ndis-ndiscmactivatevc.md',
  },
  'VC-ACT-09': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'The CM checks the final status; after a failure it does not communicate over the VC.',
    violation: 'send, DispatchCallConnected or MakeCallComplete(SUCCESS) after a failed activation',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_activate_vc_complete.md',
    alsoSee: ['activating-a-vc.md'],
  },
  'VC-ACT-10': {
    level: 'MUST',
    actors: ['callManager', 'ndis'],
    rule:
      'One activation per VC may be outstanding: a second one is refused with NDIS_STATUS_NOT_ACCEPTED, ' +
      'and one during a pending deactivation with NDIS_STATUS_CLOSING.',
    violation: 'second activation accepted before the first completed, or during deactivation',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_activate_vc_complete.md',
    ambiguities: ['AMB-51'],
  },
  'VC-ACT-11': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'Outgoing call: the VC is active before Ndis(M)CmMakeCallComplete reports success.',
    violation: 'MakeCallComplete(SUCCESS) on a VC that is not active',
    observable: 'trace',
    source: 'activating-a-vc.md',
    alsoSee: ['making-a-call.md', 'nf-ndis-ndiscmmakecallcomplete.md'],
  },
  'VC-ACT-12': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'Incoming call: the VC is active at the latest when DispatchCallConnected is called; normally ' +
      'already before DispatchIncomingCall.',
    violation: 'DispatchCallConnected on an inactive VC (error); DispatchIncomingCall on an inactive VC (warning)',
    observable: 'trace',
    source: 'activating-a-vc.md',
    alsoSee: ['indicating-an-incoming-call.md'],
    ambiguities: ['AMB-10'],
  },
  'VC-ACT-13': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'Only an existing VC can be activated.',
    violation: 'activation before creation or after deletion',
    observable: 'trace',
    source: 'activating-a-vc.md',
  },
  'VC-ACT-14': {
    level: 'MUST',
    actors: ['miniport', 'callManager'],
    rule:
      'With ROUND_UP_FLOW or ROUND_DOWN_FLOW set the miniport writes the really used values back; a CM ' +
      'that dislikes them activates again or deactivates.',
    violation: 'changed values not returned; CM ignores unacceptable ones',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_activate_vc.md',
    alsoSee: ['nc-ndis-protocol_cm_activate_vc_complete.md'],
  },
  'VC-ACT-15': {
    level: 'MUST',
    actors: ['callManager'],
    rule: 'ProtocolCmActivateVcComplete finishes the media work that makes the VC ready before it returns.',
    violation: 'data expected by the peer before the callback returned',
    observable: 'internal',
    source: 'activating-a-vc.md',
  },
  'VC-ACT-16': {
    level: 'MUST NOT',
    actors: ['mcm'],
    rule: 'An MCM activates through NDIS only VCs that carry client data.',
    violation: 'see MCM-SIG-01',
    observable: 'trace',
    source: 'activating-a-vc.md',
    alsoSee: ['differences-in-virtual-connections.md'],
  },
  'VC-ACT-17': {
    level: 'MUST NOT',
    actors: ['callManager'],
    rule: 'Before the activation completed the CM tells neither NDIS nor the client that transfers are ' + 'possible.',
    violation: 'MakeCallComplete(SUCCESS) or DispatchCallConnected while the activation is pending',
    observable: 'trace',
    source: 'nf-ndis-ndismcoactivatevccomplete.md',
  },
  'VC-ACT-18': {
    level: 'MUST NOT',
    actors: ['miniport'],
    rule: 'NdisMCoActivateVcComplete is called only for a pended activation and never with NDIS_STATUS_PENDING.',
    violation: 'completion with no MiniportCoActivateVc of that VC pended or being handled',
    observable: 'trace',
    source: 'nf-ndis-ndismcoactivatevccomplete.md',
  },
  'VC-ACT-19': {
    level: 'MUST',
    actors: ['callManager'],
    rule: 'The parameter buffer stays resident until the activation completed.',
    violation: 'buffer freed while pending',
    observable: 'memory',
    source: 'nf-ndis-ndiscmactivatevc.md',
  },
});

/** Re-activation and reuse. */
export const vcReactRules = defineRules('VC-REACT', {
  'VC-REACT-01': {
    level: 'MAY',
    actors: ['callManager', 'mcm'],
    rule:
      'Activation may be repeated on an active VC, any number of times, to change the parameters of the ' +
      'running call.',
    violation: 'a checker rejects a second activation of an active VC',
    observable: 'over-strict-checker',
    source: 'activating-a-vc.md',
    alsoSee: ['nc-ndis-miniport_co_activate_vc.md'],
  },
  'VC-REACT-02': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'Each repetition is validated afresh.',
    violation: 'repeat accepted without validation',
    observable: 'internal',
    source: 'nc-ndis-miniport_co_activate_vc.md',
  },
  'VC-REACT-03': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'When a repeated activation fails the VC remains usable with the parameters of the last success.',
    violation: 'VC inactive or new parameters in force after a failed repeat',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_activate_vc.md',
    alsoSee: ['nf-ndis-ndismcoactivatevccomplete.md'],
  },
  'VC-REACT-04': {
    level: 'MAY',
    actors: ['callManager', 'mcm', 'client'],
    rule:
      'A deactivated VC may be activated again for a further call; the client does this indirectly by ' +
      'making a new call.',
    violation: 'a checker treats activation after deactivation as illegal',
    observable: 'over-strict-checker',
    source: 'deactivating-a-vc.md',
    seedDocs: ['004'],
    ambiguities: ['AMB-37'],
  },
  'VC-REACT-05': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'Activation after a deactivation supplies a new set of parameters; the earlier set is void.',
    violation: 'activation after deactivation without parameters of its own',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['nf-ndis-ndiscmdeactivatevc.md'],
    seedDocs: ['004'],
  },
  'VC-REACT-06': {
    level: 'MAY',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'Reuse by the creator: a client may make another call on its VC, a CM/MCM may dispatch another ' +
      'incoming call to the same client on its VC.',
    violation: 'reuse by a driver that did not create the VC, or for another client',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdeactivatevc.md',
    alsoSee: ['nf-ndis-ndismcmdeactivatevc.md', 'nc-ndis-protocol_cl_close_call_complete.md'],
    ambiguities: ['AMB-08'],
  },
  'VC-REACT-07': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'Activations and deactivations do not pair up: one MiniportCoDeactivateVc ends any number of ' +
      'successive activations.',
    violation: 'as many deactivations demanded as there were activations',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_deactivate_vc.md',
  },
  'VC-REACT-08': {
    level: 'MUST NOT',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'A VC is not reused while its close or deactivation is still going on.',
    violation: 'NdisClMakeCall or DispatchIncomingCall on the VC between NdisClCloseCall and the end of both',
    observable: 'trace',
    source: 'nf-ndis-ndisclclosecall.md',
    alsoSee: ['nf-ndis-ndiscmdeactivatevc.md'],
    ambiguities: ['AMB-08'],
  },
});

import { defineRules } from './define.js';

/** Deactivating a VC. */
export const vcDeactRules = defineRules('VC-DEACT', {
  'VC-DEACT-01': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'Closing a call, outgoing or incoming, includes deactivating its VC: NdisCmDeactivateVc for a call ' +
      'manager, NdisMCmDeactivateVc for an MCM.',
    violation: 'call closed and VC still active when it is deleted, reused, or the AF closes',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['client-initiated-request-to-close-a-call.md'],
    seedDocs: ['004'],
    ambiguities: ['AMB-01'],
  },
  'VC-DEACT-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'NdisCmDeactivateVc makes NDIS call MiniportCoDeactivateVc of the underlying miniport.',
    violation: 'no miniport callback',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['virtual-connection-context.md'],
    seedDocs: ['001', '004'],
  },
  'VC-DEACT-03': {
    level: 'MUST',
    actors: ['miniport'],
    rule:
      'MiniportCoDeactivateVc stops all traffic of the VC at the adapter, including its send and receive ' +
      'buffers there.',
    violation: 'traffic of that VC after deactivation',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    seedDocs: ['004'],
  },
  'VC-DEACT-04': {
    level: 'MUST',
    actors: ['miniport'],
    rule:
      'Drain before deactivating: every send in progress has been completed and every indicated receive ' +
      'has been returned.',
    violation:
      'deactivation reported (SUCCESS returned or NdisMCoDeactivateVcComplete) while a send of the VC is ' +
      'uncompleted or an indicated list is not back',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['nf-ndis-ndismcodeactivatevccomplete.md'],
    seedDocs: ['004'],
    ambiguities: ['AMB-11'],
  },
  'VC-DEACT-05': {
    level: 'MUST NOT',
    actors: ['miniport'],
    rule: 'After deactivation the miniport neither indicates receives nor transmits on the VC.',
    violation: 'NdisMCoIndicateReceiveNetBufferLists on the VC after deactivation and before the next activation',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['nf-ndis-ndismcodeactivatevccomplete.md'],
    seedDocs: ['004'],
  },
  'VC-DEACT-06': {
    level: 'MUST NOT',
    actors: ['miniport', 'ndis'],
    rule: 'Deactivation does not delete the VC: handle and contexts stay.',
    violation: 'VC unknown, or context freed, after a mere deactivation',
    observable: 'memory',
    source: 'deactivating-a-vc.md',
    seedDocs: ['004'],
  },
  'VC-DEACT-07': {
    level: 'MUST',
    actors: ['miniport', 'ndis'],
    rule:
      'MiniportCoDeactivateVc finishes at once or pends; a pended one is ended by exactly one ' +
      'NdisMCoDeactivateVcComplete, and NDIS then calls ProtocolCmDeactivateVcComplete of the CM that ' +
      'requested it.',
    violation: 'missing or duplicate completion, or callback on another driver',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['nf-ndis-ndismcodeactivatevccomplete.md', 'nc-ndis-protocol_cm_deactivate_vc_complete.md'],
    seedDocs: ['004'],
  },
  'VC-DEACT-08': {
    level: 'MUST',
    actors: ['callManager'],
    rule:
      'If NdisCmDeactivateVc does not return PENDING NDIS does not call ProtocolCmDeactivateVcComplete; ' +
      'the CM should run that routine itself.',
    violation: 'NDIS callback after a non-pending return',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdeactivatevc.md',
  },
  'VC-DEACT-09': {
    level: 'MUST',
    actors: ['callManager', 'mcm', 'miniport'],
    rule: 'Once deactivation is complete the parameters of the last activation are void.',
    violation: 'parameters of the former activation used afterwards',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['nc-ndis-protocol_cm_deactivate_vc_complete.md'],
    seedDocs: ['004'],
  },
  'VC-DEACT-10': {
    level: 'MUST NOT',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule: 'A deactivated VC is good for nothing but activation with new parameters (or deletion by its ' + 'creator).',
    violation: 'send, receive, QoS change, connect or party operation on a deactivated VC',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['nc-ndis-protocol_cm_deactivate_vc_complete.md'],
    seedDocs: ['004'],
  },
  'VC-DEACT-11': {
    level: 'MUST NOT',
    actors: ['client', 'miniport'],
    rule: 'Clients and plain miniports never start a deactivation.',
    violation: 'deactivate call by one of them',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdeactivatevc.md',
  },
  'VC-DEACT-12': {
    level: 'MUST',
    actors: ['ndis', 'callManager'],
    rule:
      'Deactivation during a pending activation is refused with NDIS_STATUS_NOT_ACCEPTED (retry later); a ' +
      'second one while one is pending with NDIS_STATUS_CLOSING.',
    violation: 'either is accepted',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_deactivate_vc_complete.md',
    ambiguities: ['AMB-51'],
  },
  'VC-DEACT-13': {
    level: 'MUST',
    actors: ['ndis', 'mcm'],
    rule:
      'NdisMCmDeactivateVc answers NDIS_STATUS_SUCCESS, or NDIS_STATUS_NOT_ACCEPTED when the VC is already ' +
      'inactive.',
    violation: 'second deactivation in a row succeeds',
    observable: 'trace',
    source: 'nf-ndis-ndismcmdeactivatevc.md',
  },
  'VC-DEACT-14': {
    level: 'MUST NOT',
    actors: ['mcm'],
    rule: 'An MCM never deactivates its signaling VCs through NDIS.',
    violation: 'see MCM-SIG-01',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    seedDocs: ['004'],
  },
  'VC-DEACT-15': {
    level: 'SHOULD',
    actors: ['callManager', 'mcm'],
    rule: 'Deactivation normally follows the signaling exchange that tears the call down.',
    violation: '(advisory) deactivation before the teardown signaling',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    seedDocs: ['004'],
  },
  'VC-DEACT-16': {
    level: 'SHOULD',
    actors: ['callManager'],
    rule:
      'If ProtocolCmCloseCall was pended and all else is finished, the deactivate-complete routine is ' +
      'where the CM completes the close.',
    violation: '(advisory) close left pending after deactivation completed',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_deactivate_vc_complete.md',
  },
  'VC-DEACT-17': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'The VC handle stays valid through deactivation.',
    violation: 'handle rejected after deactivation though the VC was not deleted',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdeactivatevc.md',
    alsoSee: ['nf-ndis-ndismcmdeactivatevc.md'],
  },
  'VC-DEACT-18': {
    level: 'MUST NOT',
    actors: ['miniport'],
    rule:
      'NdisMCoDeactivateVcComplete is called only for a pended deactivation and never with ' + 'NDIS_STATUS_PENDING.',
    violation: 'completion with no MiniportCoDeactivateVc of that VC pended or being handled',
    observable: 'trace',
    source: 'nf-ndis-ndismcodeactivatevccomplete.md',
  },
  'VC-DEACT-19': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'MiniportCoDeactivateVc has two documented results only: NDIS_STATUS_SUCCESS and NDIS_STATUS_PENDING.',
    violation: 'any failure status from it',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_deactivate_vc.md',
  },
  'VC-DEACT-20': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'Only an activated VC is deactivated.',
    violation: 'deactivation of a VC that was never activated, or not since the last deactivation',
    observable: 'trace',
    source: 'nf-ndis-ndismcmdeactivatevc.md',
    alsoSee: ['nc-ndis-protocol_cm_deactivate_vc_complete.md'],
    derived: true,
  },
  'VC-DEACT-21': {
    level: 'MUST NOT',
    actors: ['client', 'callManager'],
    rule: 'No new send is handed to NDIS for a VC whose deactivation has started.',
    violation: 'NdisCoSendNetBufferLists on the VC between the deactivate call and its completion',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdeactivatevc.md',
    derived: true,
  },
  'VC-DEACT-22': {
    level: 'MAY',
    actors: ['callManager', 'mcm'],
    rule: 'A VC is deactivated when its call is over or the VC is no longer needed for another reason.',
    violation: 'a checker demands a call close before every deactivation',
    observable: 'over-strict-checker',
    source: 'virtual-connection-context.md',
    seedDocs: ['001'],
  },
  'VC-DEACT-23': {
    level: 'MUST NOT',
    actors: ['callManager'],
    rule:
      'Before the miniport has finished, the CM tells neither NDIS nor the client that transfers on the VC ' +
      'have ended.',
    violation: 'CloseCallComplete(SUCCESS) by a stand-alone CM while the deactivation is pending',
    observable: 'trace',
    source: 'nf-ndis-ndismcodeactivatevccomplete.md',
    ambiguities: ['AMB-09'],
  },
  'VC-DEACT-24': {
    level: 'SHOULD',
    actors: ['mcm'],
    rule:
      'For an MCM the deactivation call reports what the MCM has already done itself; NDIS then ends the ' +
      "sequence at the MCM's deactivate-complete routine.",
    violation:
      '(warning) a send of the VC uncompleted or an indicated list not returned when the MCM calls ' +
      'NdisMCmDeactivateVc',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    seedDocs: ['004'],
    ambiguities: ['AMB-02', 'AMB-11'],
  },
});

import { defineRules } from './define.js';

/** Deleting a VC. */
export const vcDelRules = defineRules('VC-DEL', {
  'VC-DEL-01': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'Only the creator of a VC deletes it.',
    violation: 'delete call by a driver other than the creator',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['deleting-a-vc.md', 'nf-ndis-ndiscodeletevc.md', 'virtual-connection-context.md'],
    seedDocs: ['001', '004'],
    ambiguities: ['AMB-05'],
  },
  'VC-DEL-02': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'At deletion there is no call on the VC and every activation has been undone by a completed ' +
      'deactivation; otherwise NDIS_STATUS_NOT_ACCEPTED (still active) or NDIS_STATUS_CLOSING ' +
      '(deactivation pending).',
    violation: 'delete while active, while deactivating, or with a call',
    observable: 'trace',
    source: 'deleting-a-vc.md',
    alsoSee: ['nf-ndis-ndiscodeletevc.md', 'nf-ndis-ndismcmdeletevc.md'],
  },
  'VC-DEL-03': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'A client deletes only when no close of its own is under way: its NdisClCloseCall for that VC, if it ' +
      'made one, completed successfully.',
    violation:
      'NdisCoDeleteVc after NdisClCloseCall and before that close is complete (final return, or ' +
      'CloseCallComplete)',
    observable: 'trace',
    source: 'deleting-a-vc.md',
    ambiguities: ['AMB-16'],
  },
  'VC-DEL-04': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'NdisCoDeleteVc with a stand-alone CM makes NDIS call MiniportCoDeleteVc and ProtocolCoDeleteVc of ' +
      'the protocol that shares the VC with the caller.',
    violation: 'missing callback or callback on the creator',
    observable: 'trace',
    source: 'deleting-a-vc.md',
    alsoSee: ['nf-ndis-ndiscodeletevc.md', 'virtual-connection-context.md'],
    ambiguities: ['AMB-04'],
  },
  'VC-DEL-05': {
    level: 'MUST',
    actors: ['ndis'],
    rule: "NdisCoDeleteVc by a client of an MCM leads to the MCM's ProtocolCoDeleteVc only.",
    violation: 'MiniportCoDeleteVc on an MCM adapter',
    observable: 'trace',
    source: 'differences-in-virtual-connections.md',
    alsoSee: ['deleting-a-vc.md'],
    seedDocs: ['002'],
  },
  'VC-DEL-06': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'NdisMCmDeleteVc leads to ProtocolCoDeleteVc of the client that shares the VC, and to nothing else.',
    violation: 'missing or additional callback',
    observable: 'trace',
    source: 'deleting-a-vc.md',
    alsoSee: ['nf-ndis-ndismcmdeletevc.md'],
  },
  'VC-DEL-07': {
    level: 'MUST NOT',
    actors: ['miniport', 'client', 'callManager', 'mcm'],
    rule:
      'Delete callbacks are synchronous: neither MiniportCoDeleteVc (system crash) nor ProtocolCoDeleteVc ' +
      'may return NDIS_STATUS_PENDING.',
    violation: 'PENDING from one of them',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_delete_vc.md',
    alsoSee: ['nc-ndis-protocol_co_delete_vc.md', 'deleting-a-vc.md'],
  },
  'VC-DEL-08': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'MiniportCoDeleteVc releases all per-VC resources and its context and returns NDIS_STATUS_SUCCESS.',
    violation: 'failure status; context kept',
    observable: 'memory',
    source: 'nc-ndis-miniport_co_delete_vc.md',
  },
  'VC-DEL-09': {
    level: 'MAY',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'ProtocolCoDeleteVc may refuse with NDIS_STATUS_NOT_ACCEPTED (work outstanding) or another failure.',
    violation: 'a model in which the callback cannot fail',
    observable: 'over-strict-checker',
    source: 'nc-ndis-protocol_co_delete_vc.md',
    ambiguities: ['AMB-06'],
  },
  'VC-DEL-10': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'When a delete call returns with success the handle is dead for every participant.',
    violation: 'handle usable afterwards',
    observable: 'trace',
    source: 'deleting-a-vc.md',
    ambiguities: ['AMB-06'],
  },
  'VC-DEL-11': {
    level: 'MAY',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'Deletion after a call is optional; the creator may keep the VC for another call.',
    violation: 'a checker demands deletion after each call',
    observable: 'over-strict-checker',
    source: 'virtual-connections.md',
    alsoSee: ['deactivating-a-vc.md'],
  },
  'VC-DEL-12': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'Clients and stand-alone CMs delete with NdisCoDeleteVc, MCMs with NdisMCmDeleteVc.',
    violation: 'the wrong function for the kind of driver',
    observable: 'trace',
    source: 'differences-in-virtual-connections.md',
    alsoSee: ['differences-in-calls-to-ndisxxx-functions.md'],
    seedDocs: ['002'],
    ambiguities: ['AMB-44'],
  },
  'VC-DEL-13': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'After an incoming close with a status other than success, a client that created the VC deletes it ' +
      'rather than reusing it.',
    violation: 'NdisClMakeCall on that VC after CloseStatus other than NDIS_STATUS_SUCCESS',
    observable: 'trace',
    source: 'incoming-request-to-close-a-call.md',
    alsoSee: ['nc-ndis-protocol_cl_incoming_close_call.md'],
    ambiguities: ['AMB-15'],
  },
  'VC-DEL-14': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'The creator gets no delete callback for its own deletion.',
    violation: "NDIS calls ProtocolCoDeleteVc of the creator (the creator's own call of that handler is none)",
    observable: 'trace',
    source: 'deleting-a-vc.md',
    derived: true,
  },
  'VC-DEL-15': {
    level: 'MAY',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'A VC that was never activated and carries no call may be deleted straight away.',
    violation: 'a checker demands a deactivation for a VC that was never active',
    observable: 'over-strict-checker',
    source: 'deleting-a-vc.md',
    derived: true,
  },
  'VC-DEL-16': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'The deletion of a VC reaches the miniport as MiniportCoDeleteVc (not for MCMs).',
    violation: 'miniport keeps VC state after deletion',
    observable: 'trace',
    source: 'virtual-connection-context.md',
    seedDocs: ['001'],
    ambiguities: ['AMB-07'],
  },
});

import { defineRules } from './define.js';

/** Sending. */
export const sendRules = defineRules('SEND', {
  'SEND-01': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'Sends go to an active VC on which the sender may transfer (client: call up; CM: its signaling VC).',
    violation: 'NdisCoSendNetBufferLists on an inactive VC or before the call is up',
    observable: 'trace',
    source: 'virtual-connection-context.md',
    alsoSee: ['sending-and-receiving-data2.md'],
    seedDocs: ['001'],
  },
  'SEND-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'NdisCoSendNetBufferLists becomes MiniportCoSendNetBufferLists of the miniport or MCM under the VC.',
    violation: 'other target',
    observable: 'trace',
    source: 'sending-net-buffer-structures-from-condis-drivers.md',
  },
  'SEND-03': {
    level: 'MUST',
    actors: ['ndis', 'miniport', 'mcm'],
    rule: 'Every send is asynchronous: the result comes back only through ProtocolCoSendNetBufferListsComplete.',
    violation: 'a send reported as finished by the send call itself',
    observable: 'trace',
    source: 'sending-net-buffer-structures-from-condis-drivers.md',
  },
  'SEND-04': {
    level: 'MUST NOT',
    actors: ['client', 'callManager'],
    rule: 'Between send and completion the sender does not own, read or change the lists.',
    violation: 'list resent or touched before its completion',
    observable: 'memory',
    source: 'nf-ndis-ndiscosendnetbufferlists.md',
  },
  'SEND-05': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'SourceHandle of each list equals the VC handle used in the send.',
    violation: 'mismatch',
    observable: 'trace',
    source: 'nf-ndis-ndiscosendnetbufferlists.md',
    alsoSee: ['sending-net-buffer-structures-from-condis-drivers.md'],
  },
  'SEND-06': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule: 'The miniport accepts every send and queues what it cannot transmit yet.',
    violation: 'send refused',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_send_net_buffer_lists.md',
  },
  'SEND-07': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule: 'Each list is completed exactly once with NdisMCoSendNetBufferListsComplete and its Status set.',
    violation: 'list never completed, or twice',
    observable: 'trace',
    source: 'nf-ndis-ndismcosendnetbufferlistscomplete.md',
    alsoSee: ['nc-ndis-miniport_co_send_net_buffer_lists.md'],
  },
  'SEND-08': {
    level: 'MUST',
    actors: ['miniport', 'mcm', 'ndis'],
    rule:
      'Submission order is kept down to the miniport, which transmits in that order; completions may come ' +
      'in any order and grouping.',
    violation: 'reordering on the way down; a checker that demands ordered completions',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_send_net_buffer_lists_complete.md',
    alsoSee: ['nc-ndis-miniport_co_send_net_buffer_lists.md'],
  },
  'SEND-09': {
    level: 'MUST NOT',
    actors: ['miniport', 'mcm'],
    rule: 'The chain of NET_BUFFERs in a list is returned unmodified.',
    violation: 'changed chain at completion',
    observable: 'memory',
    source: 'nf-ndis-ndismcosendnetbufferlistscomplete.md',
  },
  'SEND-10': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'No send after NdisClCloseCall, nor after ProtocolClIncomingCloseCall, for that VC.',
    violation: 'send in that window',
    observable: 'trace',
    source: 'sending-and-receiving-data2.md',
    alsoSee: ['nc-ndis-protocol_cl_incoming_close_call.md'],
  },
  'SEND-11': {
    level: 'MUST NOT',
    actors: ['client', 'callManager'],
    rule: 'No send while the adapter is being reset.',
    violation: 'send between RESET_START and RESET_END',
    observable: 'trace',
    source: 'reset.md',
  },
  'SEND-12': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule: 'Sends of a VC are completed before its deactivation is reported.',
    violation: 'plain miniport: see VC-DEACT-04 (error); MCM: see VC-DEACT-24 (warning)',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    seedDocs: ['004'],
  },
  'SEND-13': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule: 'Packets below the medium minimum are padded with zeros by the miniport.',
    violation: 'short frame on such a medium',
    observable: 'internal',
    source: 'nc-ndis-miniport_co_send_net_buffer_lists.md',
  },
  'SEND-14': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule:
      'An intermediate driver that forwards a list saves the incoming SourceHandle, sets its own, and ' +
      'restores the saved one when the list returns.',
    violation: 'original SourceHandle lost',
    observable: 'trace',
    source: 'sending-net-buffer-structures-from-condis-drivers.md',
  },
  'SEND-15': {
    level: 'MUST NOT',
    actors: ['miniport', 'mcm'],
    rule: 'After completing a list the miniport does not touch it.',
    violation: 'access after completion',
    observable: 'memory',
    source: 'nc-ndis-miniport_co_send_net_buffer_lists.md',
  },
  'SEND-16': {
    level: 'MAY',
    actors: ['client', 'callManager'],
    rule:
      'Pending sends may be cancelled by the connectionless means (cancel id, ' +
      'NdisCancelSendNetBufferLists, MiniportCancelSend); cancelled lists still complete, with ' +
      'NDIS_STATUS_SEND_ABORTED.',
    violation: 'cancelled list never completed',
    observable: 'trace',
    source: 'sending-net-buffer-structures-from-condis-drivers.md',
    alsoSee: ['nf-ndis-ndiscancelsendnetbufferlists.md'],
  },
  'SEND-17': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule:
      'Per-list result is one of SUCCESS, INVALID_LENGTH, RESOURCES, SEND_ABORTED, RESET_IN_PROGRESS (or ' +
      'REQUEST_ABORTED), FAILURE.',
    violation: 'list completed with PENDING or another unknown status',
    observable: 'trace',
    source: 'nf-ndis-ndismcosendnetbufferlistscomplete.md',
    ambiguities: ['AMB-27'],
  },
});

import { defineRules } from './define.js';

/** Receiving. */
export const recvRules = defineRules('RECV', {
  'RECV-01': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule: 'Receives are indicated with NdisMCoIndicateReceiveNetBufferLists on an active VC.',
    violation: 'indication on an inactive VC',
    observable: 'trace',
    source: 'receiving-net-buffer-structures-in-condis-drivers.md',
    alsoSee: ['virtual-connection-context.md'],
  },
  'RECV-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'NDIS hands them to ProtocolCoReceiveNetBufferLists of the protocol that owns the VC on that binding.',
    violation: 'delivered elsewhere',
    observable: 'trace',
    source: 'receiving-net-buffer-structures-in-condis-drivers.md',
  },
  'RECV-03': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule: 'SourceHandle of each indicated list equals the VC handle.',
    violation: 'mismatch',
    observable: 'trace',
    source: 'nf-ndis-ndismcoindicatereceivenetbufferlists.md',
  },
  'RECV-04': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule:
      'Without NDIS_RECEIVE_FLAGS_RESOURCES the protocol owns the lists until it gives them back with ' +
      'NdisReturnNetBufferLists, after which NDIS calls MiniportReturnNetBufferLists.',
    violation:
      'by the end of the log neither NdisReturnNetBufferLists nor MiniportReturnNetBufferLists has been ' +
      'seen for the list',
    observable: 'trace',
    source: 'receiving-net-buffer-structures-in-condis-drivers.md',
    alsoSee: ['nf-ndis-ndismcoindicatereceivenetbufferlists.md'],
    ambiguities: ['AMB-25'],
  },
  'RECV-05': {
    level: 'MUST NOT',
    actors: ['client', 'callManager', 'ndis'],
    rule:
      'With the flag the protocol keeps nothing past its return (it copies), does not call ' +
      'NdisReturnNetBufferLists, and NDIS does not call MiniportReturnNetBufferLists.',
    violation: 'list returned or kept although the flag was set',
    observable: 'trace',
    source: 'nf-ndis-ndismcoindicatereceivenetbufferlists.md',
    alsoSee: ['nc-ndis-protocol_co_receive_net_buffer_lists.md'],
  },
  'RECV-06': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'Each retained list is returned exactly once.',
    violation: 'double return or none',
    observable: 'trace',
    source: 'receiving-net-buffer-structures-in-condis-drivers.md',
    derived: true,
  },
  'RECV-07': {
    level: 'MAY',
    actors: ['ndis'],
    rule: 'Lists may come back to the miniport in any order and combination, also mixed from several ' + 'indications.',
    violation: 'a checker demands indication order',
    observable: 'over-strict-checker',
    source: 'receiving-net-buffer-structures-in-condis-drivers.md',
  },
  'RECV-08': {
    level: 'MAY',
    actors: ['ndis'],
    rule:
      'NDIS may change the flag on the way up, for example by copying a flagged list and indicating the ' +
      'copy without the flag.',
    violation: 'a checker demands equal flags on both sides',
    observable: 'over-strict-checker',
    source: 'receiving-net-buffer-structures-in-condis-drivers.md',
  },
  'RECV-09': {
    level: 'MUST NOT',
    actors: ['miniport', 'mcm'],
    rule: 'No indication after the VC has been deactivated.',
    violation: 'see VC-DEACT-05',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    seedDocs: ['004'],
  },
  'RECV-10': {
    level: 'MUST NOT',
    actors: ['miniport', 'mcm'],
    rule: 'The miniport does not reuse an unflagged list before it is returned.',
    violation: 'same list indicated twice without a return in between',
    observable: 'trace',
    source: 'nf-ndis-ndismcoindicatereceivenetbufferlists.md',
  },
  'RECV-11': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule: 'NumberOfNetBufferLists equals the number of chained lists; normally each carries one NET_BUFFER.',
    violation: 'count mismatch',
    observable: 'trace',
    source: 'nf-ndis-ndismcoindicatereceivenetbufferlists.md',
    alsoSee: ['sending-and-receiving-data2.md'],
  },
  'RECV-12': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'All indicated lists of a VC are back before its deactivation is reported.',
    violation: 'see VC-DEACT-04',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    seedDocs: ['004'],
    ambiguities: ['AMB-11'],
  },
  'RECV-13': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'Forwarding intermediate drivers save and restore SourceHandle on the receive path too.',
    violation: 'original SourceHandle lost',
    observable: 'trace',
    source: 'receiving-net-buffer-structures-in-condis-drivers.md',
  },
  'RECV-14': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'Receive handlers cope with running on several processors at once.',
    violation: 'unsynchronized shared state',
    observable: 'static',
    source: 'nc-ndis-protocol_co_receive_net_buffer_lists.md',
  },
});

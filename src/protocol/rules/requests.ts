import { defineRules } from './define.js';

/** OID requests. */
export const oidRules = defineRules('OID', {
  'OID-01': {
    level: 'MUST',
    actors: ['client', 'callManager', 'ndis'],
    rule:
      'A NULL AF handle addresses the miniport (or the miniport half of an MCM) through ' +
      'MiniportCoOidRequest; a valid one addresses the AF partner through ProtocolCoOidRequest.',
    violation: 'request delivered to the other half',
    observable: 'trace',
    source: 'condis-protocol-driver-oid-requests.md',
    alsoSee: ['condis-mcm-oid-requests.md'],
    ambiguities: ['AMB-21'],
  },
  'OID-02': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'Clients and CMs ask with NdisCoOidRequest; an MCM asks its clients with NdisMCmOidRequest.',
    violation: 'wrong function for the kind of driver',
    observable: 'trace',
    source: 'nf-ndis-ndiscooidrequest.md',
    alsoSee: ['nf-ndis-ndismcmoidrequest.md'],
  },
  'OID-03': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'ProtocolCoOidRequestComplete is called if and only if the request call returned PENDING.',
    violation: 'callback after a synchronous result, or none after PENDING',
    observable: 'trace',
    source: 'condis-protocol-driver-oid-requests.md',
    alsoSee: ['condis-mcm-oid-requests.md'],
  },
  'OID-04': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule:
      'Who pended completes with the function of its own role: MiniportCoOidRequest with ' +
      'NdisMCoOidRequestComplete, ProtocolCoOidRequest of client or CM with NdisCoOidRequestComplete, ' +
      'ProtocolCoOidRequest of an MCM with NdisMCmOidRequestComplete.',
    violation: 'completion through another function',
    observable: 'trace',
    source: 'nf-ndis-ndiscooidrequestcomplete.md',
    alsoSee: ['condis-mcm-oid-requests.md'],
    ambiguities: ['AMB-20'],
  },
  'OID-05': {
    level: 'MAY',
    actors: ['ndis'],
    rule:
      'Connection-oriented OID requests are not serialized: another may be issued to the same adapter ' +
      'while one is pending.',
    violation: 'a model that blocks the second one',
    observable: 'over-strict-checker',
    source: 'condis-miniport-driver-oid-requests.md',
    alsoSee: ['nc-ndis-miniport_co_oid_request.md'],
    ambiguities: ['AMB-20'],
  },
  'OID-06': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'With a NULL AF handle the party handle is NULL as well.',
    violation: 'party handle without AF handle',
    observable: 'trace',
    source: 'nf-ndis-ndiscooidrequest.md',
  },
  'OID-07': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'VC or party handles make a request specific; NULL makes it global, e.g. a statistic for one VC ' +
      'versus the sum over all.',
    violation: 'answer of the wrong scope',
    observable: 'trace',
    source: 'nf-ndis-ndiscooidrequest.md',
    alsoSee: ['querying-a-connection-oriented-miniport-driver.md'],
  },
  'OID-08': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'The requester allocates request and data buffers from nonpaged memory and releases them only after ' +
      'completion.',
    violation: 'buffer freed or reused while pending',
    observable: 'memory',
    source: 'nf-ndis-ndiscooidrequest.md',
    alsoSee: ['nc-ndis-protocol_co_oid_request.md'],
  },
  'OID-09': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule:
      'A responder that finds the buffer too small sets BytesNeeded and answers NDIS_STATUS_INVALID_LENGTH ' +
      'or NDIS_STATUS_BUFFER_TOO_SHORT.',
    violation: 'too-short answer without BytesNeeded',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_oid_request.md',
  },
  'OID-10': {
    level: 'MUST NOT',
    actors: ['client', 'callManager'],
    rule:
      'No request to the miniport while its adapter is resetting (it would get ' + 'NDIS_STATUS_RESET_IN_PROGRESS).',
    violation: 'request between RESET_START and RESET_END',
    observable: 'trace',
    source: 'reset.md',
    alsoSee: ['nf-ndis-ndiscooidrequest.md'],
  },
  'OID-11': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'A requester copes with its completion callback running before the request call has returned.',
    violation: 'state set only after the call returned',
    observable: 'static',
    source: 'nc-ndis-protocol_co_oid_request_complete.md',
  },
  'OID-12': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'NdisCoOidRequest is allowed while the binding is Restarting, Running, Pausing or Paused.',
    violation: 'request on an opening or closing binding',
    observable: 'trace',
    source: 'condis-protocol-driver-oid-requests.md',
  },
  'OID-13': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule:
      'Between a surprise-removal notification and the halt the miniport answers requests with ' +
      'NDIS_STATUS_NOT_ACCEPTED.',
    violation: 'request pended or served in that window',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_oid_request.md',
  },
  'OID-14': {
    level: 'SHOULD',
    actors: ['client', 'callManager'],
    rule: 'OIDs that are not connection-oriented go through NdisOidRequest.',
    violation: '(advisory) such an OID in NdisCoOidRequest',
    observable: 'trace',
    source: 'nf-ndis-ndiscooidrequest.md',
  },
  'OID-15': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'Every client, CM and MCM has a ProtocolCoOidRequest.',
    violation: 'handler missing',
    observable: 'static',
    source: 'nc-ndis-protocol_co_oid_request.md',
  },
  'OID-16': {
    level: 'MUST',
    actors: ['client', 'callManager', 'miniport'],
    rule:
      'To tie a later status indication to a request, the requester sets RequestId and RequestHandle and ' +
      'the miniport copies them to RequestId and DestinationHandle.',
    violation: 'status with a mismatched pair',
    observable: 'trace',
    source: 'condis-protocol-driver-oid-requests.md',
  },
  'OID-17': {
    level: 'MAY',
    actors: ['ndis'],
    rule:
      'NDIS may cancel a pending request through MiniportCancelOidRequest, or reset the miniport when its ' +
      'Timeout expires.',
    violation: 'cancelled request never completed',
    observable: 'trace',
    source: 'condis-miniport-driver-oid-requests.md',
  },
  'OID-18': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'After OID_CO_ADDRESS_CHANGE (also sent right after an AF open) the client queries ' + 'OID_CO_GET_ADDRESSES.',
    violation: 'no query afterwards',
    observable: 'trace',
    source: 'oid-co-address-change.md',
  },
  'OID-19': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'MiniportCoOidRequest gets a NULL VC context for a request that is not VC-specific.',
    violation: 'context given for a global request',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_oid_request.md',
  },
  'OID-20': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule: 'A pended request is completed exactly once with a status other than PENDING.',
    violation: 'missing or double completion',
    observable: 'trace',
    source: 'nf-ndis-ndiscooidrequestcomplete.md',
    alsoSee: ['nf-ndis-ndismcooidrequestcomplete.md', 'nf-ndis-ndismcmoidrequestcomplete.md'],
  },
  'OID-21': {
    level: 'MAY',
    actors: ['callManager', 'mcm'],
    rule:
      'A CM announces loss and return of its signaling ability to every client with an open AF: ' +
      'OID_CO_SIGNALING_DISABLED and OID_CO_SIGNALING_ENABLED.',
    violation: 'calls made or offered while disabled',
    observable: 'trace',
    source: 'oid-co-signaling-disabled.md',
    alsoSee: ['oid-co-signaling-enabled.md'],
  },
});

/** Status indications. */
export const statRules = defineRules('STAT', {
  'STAT-01': {
    level: 'MUST',
    actors: ['miniport', 'mcm', 'ndis'],
    rule:
      'NdisMCoIndicateStatusEx with a NULL VC handle reaches every bound protocol; with a VC handle only ' +
      'the protocols sharing that VC; always through ProtocolCoStatusEx.',
    violation: 'VC-specific status at an unrelated protocol',
    observable: 'trace',
    source: 'nf-ndis-ndismcoindicatestatusex.md',
    alsoSee: ['nc-ndis-protocol_co_status_ex.md'],
  },
  'STAT-02': {
    level: 'MUST NOT',
    actors: ['miniport', 'mcm'],
    rule: 'Status may be indicated once registration attributes are set, but not after MiniportHaltEx returned.',
    violation: 'indication outside that period',
    observable: 'trace',
    source: 'nf-ndis-ndismcoindicatestatusex.md',
    ambiguities: ['AMB-35'],
  },
  'STAT-03': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'Status indications are serialized per binding.',
    violation: 'two ProtocolCoStatusEx of one binding overlap',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_status_ex.md',
  },
  'STAT-04': {
    level: 'SHOULD',
    actors: ['miniport', 'mcm'],
    rule: 'SourceHandle of the indication is the adapter handle.',
    violation: '(advisory) other value',
    observable: 'trace',
    source: 'condis-miniport-driver-status-indications.md',
  },
});

/** Reset. */
export const resetRules = defineRules('RESET', {
  'RESET-01': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'Around a reset NDIS tells each bound protocol NDIS_STATUS_RESET_START before MiniportResetEx and ' +
      'NDIS_STATUS_RESET_END after the reset is over.',
    violation: 'one of the two missing or out of order',
    observable: 'trace',
    source: 'reset.md',
  },
  'RESET-02': {
    level: 'MUST NOT',
    actors: ['client', 'callManager'],
    rule: 'Between the two a protocol issues neither sends nor OID requests to that miniport.',
    violation: 'such a call in the window',
    observable: 'trace',
    source: 'reset.md',
  },
  'RESET-03': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'AF, SAP and VC handles survive a reset unchanged.',
    violation: 'handle dead or VC inactive merely because of a reset',
    observable: 'trace',
    source: 'reset.md',
  },
  'RESET-04': {
    level: 'MAY',
    actors: ['miniport', 'mcm'],
    rule: 'MiniportResetEx may finish later with NdisMResetComplete.',
    violation: 'RESET_END before NdisMResetComplete',
    observable: 'trace',
    source: 'reset.md',
  },
  'RESET-05': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule: 'Queued sends are given back by a reset with an abort status.',
    violation: 'send lost in a reset',
    observable: 'trace',
    source: 'hardware-reset.md',
    ambiguities: ['AMB-27'],
  },
});

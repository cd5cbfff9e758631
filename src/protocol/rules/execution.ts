import { defineRules } from './define.js';

/** IRQL. */
export const irqlRules = defineRules('IRQL', {
  'IRQL-01': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule: 'Unless listed otherwise CoNDIS functions are called at IRQL <= DISPATCH_LEVEL.',
    violation: 'call above DISPATCH_LEVEL',
    observable: 'trace',
    source: 'nf-ndis-ndiscocreatevc.md',
    alsoSee: [
      'ndis-irql-connection-function.md',
      'ndis-irql-mcm-function.md',
      'ndis-irql-mco-function.md',
      'ndis-irql-protocol-driver-function.md',
    ],
  },
  'IRQL-02': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'PASSIVE_LEVEL only: NdisClOpenAddressFamilyEx, NdisCmRegisterAddressFamilyEx, ' +
      'NdisMCmRegisterAddressFamilyEx, NdisCmNotifyCloseAddressFamily, NdisMCmNotifyCloseAddressFamily ' +
      '(and NdisSetOptionalHandlers).',
    violation: 'one of these at DISPATCH_LEVEL',
    observable: 'trace',
    source: 'nf-ndis-ndisclopenaddressfamilyex.md',
    alsoSee: [
      'nf-ndis-ndiscmregisteraddressfamilyex.md',
      'nf-ndis-ndismcmregisteraddressfamilyex.md',
      'nf-ndis-ndiscmnotifycloseaddressfamily.md',
      'nf-ndis-ndismcmnotifycloseaddressfamily.md',
    ],
  },
  'IRQL-03': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'Callbacks delivered at PASSIVE_LEVEL: ProtocolCoAfRegisterNotify and ProtocolClOpenAfCompleteEx; ' +
      'all other CoNDIS callbacks may come at any IRQL <= DISPATCH_LEVEL.',
    violation: 'one of the two at DISPATCH_LEVEL',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_open_af_complete_ex.md',
    alsoSee: ['nc-ndis-protocol_co_af_register_notify.md'],
    ambiguities: ['AMB-30'],
  },
  'IRQL-04': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule:
      'NdisCoAssignInstanceName, NdisCoGetTapiCallId and NdisClGetProtocolVcContextFromTapiCallId list ' +
      'DISPATCH_LEVEL without the "less or equal" sign; read it as <= DISPATCH_LEVEL.',
    violation: 'call above DISPATCH_LEVEL',
    observable: 'trace',
    source: 'nf-ndis-ndiscoassigninstancename.md',
    alsoSee: ['nf-ndis-ndiscogettapicallid.md', 'nf-ndis-ndisclgetprotocolvccontextfromtapicallid.md'],
    ambiguities: ['AMB-31'],
  },
  'IRQL-05': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'MiniportCoCreateVc may run at DISPATCH_LEVEL.',
    violation: 'callback that blocks or needs PASSIVE_LEVEL',
    observable: 'memory',
    source: 'nc-ndis-miniport_co_create_vc.md',
    seedDocs: ['003'],
  },
  'IRQL-06': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'Buffers and contexts that callbacks touch are resident (nonpaged), since callbacks may run at ' +
      'DISPATCH_LEVEL.',
    violation: 'pageable context or request buffer',
    observable: 'memory',
    source: 'nf-ndis-ndiscooidrequest.md',
    alsoSee: ['nf-ndis-ndiscocreatevc.md'],
  },
});

/** Synchronous and asynchronous completion. */
export const asyncRules = defineRules('ASYNC', {
  'ASYNC-01': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'For the functions that may pend, a return other than NDIS_STATUS_PENDING is final: NDIS makes no ' +
      'completion callback; the caller should run its completion routine itself.',
    violation: 'NDIS callback after a final return',
    observable: 'trace',
    source: 'nf-ndis-ndisclmakecall.md',
    alsoSee: ['nf-ndis-ndiscmactivatevc.md', 'nf-ndis-ndiscmdispatchincomingcall.md'],
  },
  'ASYNC-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'Each return of NDIS_STATUS_PENDING is followed by exactly one completion callback to the originator.',
    violation:
      'none by the end of the log, or by the deletion of the object it is about; or several. The callback ' +
      'may come before the return, and a completion function logged as a leaf stands for the callback that ' +
      'it causes',
    observable: 'trace',
    source: 'nf-ndis-ndisclmakecall.md',
  },
  'ASYNC-03': {
    level: 'MUST NOT',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule:
      'A completion function is called only by the driver whose callback pended, only for that object, ' +
      'once, and never with NDIS_STATUS_PENDING.',
    violation:
      'completion with no callback of that kind under way or pended for the object; a second one; one with ' +
      'NDIS_STATUS_PENDING; or a completed callback that then returns anything but PENDING',
    observable: 'trace',
    source: 'nf-ndis-ndiscmmakecallcomplete.md',
    alsoSee: ['nf-ndis-ndismcoactivatevccomplete.md', 'nf-ndis-ndisclincomingcallcomplete.md'],
  },
  'ASYNC-04': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'An originator tolerates a completion that overtakes the return of its own call.',
    violation: 'state set only after the call returned',
    observable: 'static',
    source: 'nc-ndis-protocol_co_oid_request_complete.md',
    derived: true,
  },
  'ASYNC-05': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'Always synchronous: creating and deleting VCs (calls and callbacks), all completion functions, the ' +
      'dispatch functions except DispatchIncomingCall, registration of AFs, naming and TAPI lookups.',
    violation: 'PENDING from one of these',
    observable: 'trace',
    source: 'nf-ndis-ndiscocreatevc.md',
    alsoSee: ['nf-ndis-ndismcmcreatevc.md', 'deleting-a-vc.md'],
  },
  'ASYNC-06': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'Always asynchronous: data sends.',
    violation: 'a send finished by its call',
    observable: 'trace',
    source: 'sending-net-buffer-structures-from-condis-drivers.md',
  },
  'ASYNC-07': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'The creation callbacks run inside the create call: no other participant can see the VC before it ' + 'returns.',
    violation: 'create callback after the create call returned',
    observable: 'trace',
    source: 'creating-a-vc.md',
    seedDocs: ['000'],
  },
  'ASYNC-08': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'NDIS hands a status on unchanged: what a callback returns, or a completion function is given, is ' +
      'what the function that caused the callback returns, or its completion callback gets.',
    violation:
      'the two statuses differ (create and delete callbacks that fail or pend excepted: FAIL-10, ' +
      'VC-CREATE-09, FAIL-13)',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_close_call_complete.md',
    alsoSee: ['nf-ndis-ndismcmcreatevc.md'],
    derived: true,
  },
});

/** Timing features. */
export const timeRules = defineRules('TIME', {
  'TIME-01': {
    level: 'MAY',
    actors: ['client', 'callManager'],
    rule:
      'Timing features are optional: OID_GEN_CO_GET_TIME_CAPS asks for them, OID_GEN_CO_GET_NETCARD_TIME ' +
      'is answered synchronously.',
    violation: 'netcard-time request pended',
    observable: 'trace',
    source: 'connection-oriented-timing-features.md',
  },
});

import { defineRules } from './define.js';

/** Registration of entry points. */
export const regRules = defineRules('REG', {
  'REG-01': {
    level: 'MUST',
    actors: ['client', 'callManager', 'miniport', 'mcm'],
    rule:
      'CoNDIS entry points are given to NDIS with NdisSetOptionalHandlers from ProtocolSetOptions ' +
      '(protocols) or MiniportSetOptions (miniports and MCMs) before any CoNDIS service is used.',
    violation:
      'in a log that shows the registration phase of the driver (ProtocolSetOptions, MiniportSetOptions or ' +
      'a NdisSetOptionalHandlers): a CoNDIS call or callback of that driver before it registered the ' +
      'matching handler structure',
    observable: 'trace',
    source: 'condis-client-registration.md',
    alsoSee: [
      'condis-call-manager-registration.md',
      'condis-miniport-driver-registration.md',
      'condis-mcm-registration.md',
    ],
  },
  'REG-02': {
    level: 'MUST',
    actors: ['client', 'callManager', 'miniport', 'mcm'],
    rule:
      'Structure set per driver kind: client = PROTOCOL_CO + CO_CLIENT handlers; call manager = ' +
      'PROTOCOL_CO + CO_CALL_MANAGER handlers; miniport = MINIPORT_CO; MCM = MINIPORT_CO + CO_CALL_MANAGER ' +
      'handlers.',
    violation:
      "in a log that shows the driver's NdisSetOptionalHandlers: the driver plays a role (opens an AF, " +
      'registers an AF, answers MiniportCo calls) whose structure it did not register',
    observable: 'trace',
    source: 'condis-mcm-registration.md',
    alsoSee: ['registering-condis-wan-drivers.md'],
  },
  'REG-03': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'No handler slot of the client or call-manager structure is left empty; features a driver lacks get ' +
      'a stub that answers NDIS_STATUS_NOT_SUPPORTED (void callbacks just return).',
    violation: 'NDIS has to call a NULL handler',
    observable: 'static',
    source: 'ns-ndis-_ndis_co_call_manager_optional_handlers.md',
    alsoSee: ['ns-ndis-_ndis_co_client_optional_handlers.md'],
  },
  'REG-04': {
    level: 'MUST',
    actors: ['miniport'],
    rule:
      'A plain CO miniport registers all six MiniportCo functions: CreateVc, DeleteVc, ActivateVc, ' +
      'DeactivateVc, SendNetBufferLists, OidRequest.',
    violation: 'one of the six is missing for a non-MCM miniport',
    observable: 'static',
    source: 'connection-oriented-ndis-miniport-drivers.md',
  },
  'REG-05': {
    level: 'SHOULD',
    actors: ['mcm'],
    rule:
      'An MCM leaves the create and delete slots of its miniport CO structure NULL; if it fills them NDIS ' +
      'ignores them.',
    violation: 'a trace shows MiniportCoCreateVc or MiniportCoDeleteVc being invoked by NDIS on an MCM adapter',
    observable: 'trace',
    source: 'ns-ndis-_ndis_miniport_co_characteristics.md',
    alsoSee: ['ns-ndis-_ndis_co_call_manager_optional_handlers.md'],
  },
  'REG-06': {
    level: 'MUST',
    actors: ['mcm'],
    rule:
      "The OID handler of the MCM's call-manager half is a function of its own and not its " + 'MiniportCoOidRequest.',
    violation: 'both slots hold the same function',
    observable: 'static',
    source: 'ns-ndis-_ndis_co_call_manager_optional_handlers.md',
  },
  'REG-07': {
    level: 'MUST',
    actors: ['miniport', 'mcm'],
    rule: 'A connection-oriented miniport is a deserialized driver: NDIS may call into it concurrently.',
    violation: 'the model serializes callbacks of one miniport and hides races',
    observable: 'over-strict-checker',
    source: 'connection-oriented-ndis-miniport-drivers.md',
  },
  'REG-08': {
    level: 'MUST',
    actors: ['callManager'],
    rule: 'The AF-registration notify handler of a stand-alone call manager is a stub that does nothing.',
    violation: 'a call manager opens an address family out of ProtocolCoAfRegisterNotify in its call-manager role',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_af_register_notify.md',
  },
  'REG-09': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'Every client implements for real: ProtocolCoAfRegisterNotify, ProtocolClOpenAfCompleteEx, ' +
      'ProtocolClCloseAfComplete, ProtocolClNotifyCloseAf, ProtocolClCloseCallComplete, ' +
      'ProtocolClIncomingCloseCall.',
    violation: 'one of these is a stub although the client has an AF open',
    observable: 'static',
    source: 'nc-ndis-protocol_cl_incoming_close_call.md',
    alsoSee: ['nc-ndis-protocol_cl_notify_close_af.md', 'nc-ndis-protocol_cl_close_af_complete.md'],
  },
});

/** Handles and contexts. */
export const ctxRules = defineRules('CTX', {
  'CTX-01': {
    level: 'MUST',
    actors: ['miniport'],
    rule:
      'MiniportCoCreateVc returns its per-VC context through MiniportVcContext; NDIS passes exactly that ' +
      'value in every later MiniportCo call for the VC.',
    violation: 'success with no context; a later miniport callback with another context',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_create_vc.md',
    alsoSee: ['virtual-connection-context.md'],
    seedDocs: ['001', '003'],
  },
  'CTX-02': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'The miniport keeps NdisVcHandle in its VC context because its later NDIS calls need it.',
    violation: 'NdisMCo call for a VC whose handle the miniport never stored, or with another handle',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_create_vc.md',
    alsoSee: ['creating-a-vc.md'],
    seedDocs: ['000', '003'],
  },
  'CTX-03': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'ProtocolCoCreateVc keeps NdisVcHandle and returns its own per-VC context.',
    violation: 'success without a context; later call with a handle the driver was not given',
    observable: 'trace',
    source: 'creating-a-vc.md',
    alsoSee: ['nc-ndis-protocol_co_create_vc.md'],
    seedDocs: ['000'],
  },
  'CTX-04': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'All participants of one VC (miniport, client, CM or MCM) see one and the same NdisVcHandle, and no ' +
      'other live VC has that value.',
    violation: 'two participants hold different handles for one VC, or one handle names two VCs',
    observable: 'trace',
    source: 'virtual-connection-context.md',
    alsoSee: ['creating-a-vc.md'],
    seedDocs: ['000', '001'],
  },
  'CTX-05': {
    level: 'MUST NOT',
    actors: ['ndis', 'client', 'callManager'],
    rule: "The miniport's per-VC context is opaque: NDIS only carries it, protocols never see it.",
    violation: 'somebody other than the miniport reads or writes it',
    observable: 'memory',
    source: 'virtual-connection-context.md',
    seedDocs: ['001'],
  },
  'CTX-06': {
    level: 'MUST NOT',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule: 'NDIS handles (AF, SAP, VC, party) are passed on unmodified and uninterpreted.',
    violation: 'handle value in a call differs from every handle NDIS handed out',
    observable: 'trace',
    source: 'nf-ndis-ndiscocreatevc.md',
    alsoSee: ['nf-ndis-ndisclopenaddressfamilyex.md', 'nf-ndis-ndiscladdparty.md'],
  },
  'CTX-07': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule: "The creator's handle variable is NULL before the create call and holds the VC handle after success.",
    violation: 'non-NULL on entry; unset after success; set after failure',
    observable: 'memory',
    source: 'nf-ndis-ndiscocreatevc.md',
    alsoSee: ['nf-ndis-ndismcmcreatevc.md', 'creating-a-vc.md'],
  },
  'CTX-08': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'The creator passes its own per-VC context to the create call and receives it back in its later ' +
      'callbacks for that VC.',
    violation: 'callback to the creator with another context',
    observable: 'trace',
    source: 'nf-ndis-ndiscocreatevc.md',
    alsoSee: ['nf-ndis-ndismcmcreatevc.md'],
  },
  'CTX-09': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule:
      'Contexts are resident memory and live as long as the entity: AF until close completed, SAP until ' +
      'deregistration completed, VC until deleted, party until dropped or call closed.',
    violation: 'context freed before the entity ended',
    observable: 'memory',
    source: 'using-afs--vcs--saps--and-parties.md',
    alsoSee: ['nf-ndis-ndiscmdroppartycomplete.md', 'nf-ndis-ndisclclosecall.md'],
  },
  'CTX-10': {
    level: 'MUST NOT',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule: 'No call names a VC after its successful deletion.',
    violation:
      'a call between a driver and NDIS, in either direction, with that NdisVcHandle after the delete ' +
      "returned SUCCESS (a return, and a driver's call of its own handler, are no such calls)",
    observable: 'trace',
    source: 'deleting-a-vc.md',
    alsoSee: ['nf-ndis-ndiscodeletevc.md'],
  },
  'CTX-11': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'The miniport frees its per-VC context in MiniportCoDeleteVc, once.',
    violation: 'context alive after MiniportCoDeleteVc; second MiniportCoDeleteVc for the same context',
    observable: 'memory',
    source: 'nc-ndis-miniport_co_delete_vc.md',
  },
  'CTX-12': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      "Each new entity is created by handing NDIS a pointer to the driver's own context; NDIS answers with " +
      'a handle for the creator and the other drivers concerned.',
    violation: 'entity without context or without handle',
    observable: 'trace',
    source: 'using-afs--vcs--saps--and-parties.md',
  },
  'CTX-13': {
    level: 'MUST',
    actors: ['client'],
    rule: 'A per-party context serves party-specific requests only; data transfer names the VC handle.',
    violation: 'send or receive addressed by a party handle on a medium without per-party traffic',
    observable: 'trace',
    source: 'nf-ndis-ndiscladdparty.md',
  },
  'CTX-14': {
    level: 'MUST NOT',
    actors: ['client'],
    rule:
      'Completion of NdisClCloseCall does not entitle the client to free its per-VC context: the VC still ' +
      'exists until it is deleted.',
    violation: 'client VC context freed between close completion and VC deletion',
    observable: 'memory',
    source: 'nf-ndis-ndisclclosecall.md',
    ambiguities: ['AMB-42'],
  },
  'CTX-15': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'State about each VC is kept in an area that the miniport itself allocates per VC.',
    violation: 'two VCs share one miniport VC context',
    observable: 'internal',
    source: 'virtual-connection-context.md',
    seedDocs: ['001'],
  },
});

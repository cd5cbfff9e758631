import { defineRules } from './define.js';

/** Service access points. */
export const sapRules = defineRules('SAP', {
  'SAP-01': {
    level: 'MUST',
    actors: ['client'],
    rule: 'A SAP is registered on an AF that is open.',
    violation: 'NdisClRegisterSap without a successfully opened AF',
    observable: 'trace',
    source: 'nf-ndis-ndisclregistersap.md',
    alsoSee: ['registering-a-sap.md'],
  },
  'SAP-02': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'ProtocolCmRegisterSap validates the SAP and fails it with NDIS_STATUS_INVALID_DATA when it is ' +
      'malformed, unsupported or already held by another client.',
    violation: 'the same SAP is held by two clients; bad SAP accepted',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_reg_sap.md',
    alsoSee: ['registering-a-sap.md'],
  },
  'SAP-03': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A pended registration is completed exactly once with RegisterSapComplete, which produces ' +
      'ProtocolClRegisterSapComplete.',
    violation: 'zero or several completions',
    observable: 'trace',
    source: 'nf-ndis-ndiscmregistersapcomplete.md',
    alsoSee: ['nf-ndis-ndismcmregistersapcomplete.md'],
  },
  'SAP-04': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'The CM/MCM stores NdisSapHandle and hands NDIS a per-SAP context when it accepts.',
    violation: 'success without a CM SAP context',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_reg_sap.md',
  },
  'SAP-05': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'SAP buffer and per-SAP context stay allocated until the registration completes; on success the ' +
      'client keeps the SAP handle for deregistration.',
    violation: 'buffer freed early; later deregistration with an unknown handle',
    observable: 'memory',
    source: 'nc-ndis-protocol_cl_register_sap_complete.md',
  },
  'SAP-06': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'After a failed registration the SAP handle is dead; both sides may free their contexts and NDIS ' +
      'frees its own.',
    violation: 'use of the SAP handle after the failure',
    observable: 'trace',
    source: 'nf-ndis-ndiscmregistersapcomplete.md',
    alsoSee: ['nc-ndis-protocol_cl_register_sap_complete.md'],
  },
  'SAP-07': {
    level: 'MUST',
    actors: ['client'],
    rule: 'The client copes with ProtocolClIncomingCall on a SAP whose registration has not completed yet.',
    violation: 'an implementation or checker treats such an early call as an error',
    observable: 'over-strict-checker',
    source: 'registering-a-sap.md',
    alsoSee: ['nc-ndis-protocol_cl_register_sap_complete.md'],
  },
  'SAP-08': {
    level: 'MAY',
    actors: ['client'],
    rule: 'A client may hold any number of SAPs, including none when it takes no incoming calls.',
    violation: 'a model that insists on exactly one SAP',
    observable: 'over-strict-checker',
    source: 'service-access-points.md',
  },
  'SAP-09': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'The SAP handle is dead for the client from the moment it calls NdisClDeregisterSap.',
    violation: 'second use of the handle',
    observable: 'trace',
    source: 'nf-ndis-ndisclderegistersap.md',
  },
  'SAP-10': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'Deregistration reaches ProtocolCmDeregisterSap, which finishes at once or pends and later calls ' +
      'DeregisterSapComplete (status NDIS_STATUS_SUCCESS) once, giving ProtocolClDeregisterSapComplete.',
    violation: 'missing, duplicated or non-success completion',
    observable: 'trace',
    source: 'deregistering-a-sap.md',
    alsoSee: ['nf-ndis-ndiscmderegistersapcomplete.md', 'nf-ndis-ndismcmderegistersapcomplete.md'],
  },
  'SAP-11': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'The CM/MCM frees the per-SAP context on deregistration; its SAP handle is dead when the completion ' +
      'call returns.',
    violation: 'context leak; later dispatch with that SAP handle',
    observable: 'memory',
    source: 'nc-ndis-protocol_cm_deregister_sap.md',
    alsoSee: ['nf-ndis-ndiscmderegistersapcomplete.md', 'nf-ndis-ndismcmderegistersapcomplete.md'],
  },
  'SAP-12': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'Deregistering a SAP that is already being closed is redundant and returns NDIS_STATUS_FAILURE.',
    violation: 'second NdisClDeregisterSap for the same SAP',
    observable: 'trace',
    source: 'nf-ndis-ndisclderegistersap.md',
    ambiguities: ['AMB-19'],
  },
  'SAP-13': {
    level: 'MUST',
    actors: ['callManager', 'mcm', 'client'],
    rule: 'Deregistering a SAP leaves calls that already arrived on it, and their VCs, untouched.',
    violation: 'VC or call torn down merely because its SAP was deregistered',
    observable: 'trace',
    source: 'deregistering-a-sap.md',
  },
  'SAP-14': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'For incoming calls the client creates no VC: the CM or MCM creates it when the call arrives.',
    violation: 'NdisCoCreateVc by the client in order to receive a call',
    observable: 'trace',
    source: 'nf-ndis-ndisclregistersap.md',
  },
  'SAP-15': {
    level: 'MUST NOT',
    actors: ['callManager', 'mcm'],
    rule:
      'An offer on a SAP or AF that is closing is refused with NDIS_STATUS_FAILURE; none reaches the ' +
      'client once the deregistration or the close has completed.',
    violation: 'ProtocolClIncomingCall on a SAP after NdisClDeregisterSap completed',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_incoming_call_complete.md',
    derived: true,
  },
});

/** Permanent VCs. */
export const pvcRules = defineRules('PVC', {
  'PVC-01': {
    level: 'MAY',
    actors: ['client'],
    rule: 'A client that watches operator changes tells the CM/MCM with OID_CO_ADD_PVC and OID_CO_DELETE_PVC.',
    violation: '(none)',
    observable: 'over-strict-checker',
    source: 'virtual-connections.md',
    alsoSee: ['oid-co-add-pvc.md', 'oid-co-delete-pvc.md'],
  },
  'PVC-02': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'With PERMANENT_VC set in the call flags the CM/MCM uses a configured PVC or fails with ' +
      'NDIS_STATUS_FAILURE.',
    violation: 'switched VC used although a PVC was demanded',
    observable: 'internal',
    source: 'CO_CALL_PARAMETERS (previous-versions ff545384)',
  },
});

/** Named VCs. */
export const nameRules = defineRules('NAME', {
  'NAME-01': {
    level: 'MUST NOT',
    actors: ['mcm'],
    rule: 'An MCM does not name its VCs with NdisCoAssignInstanceName; clients and CMs may, after creation.',
    violation: 'such a call from an MCM or before the VC exists',
    observable: 'trace',
    source: 'support-for-named-vcs.md',
    alsoSee: ['nf-ndis-ndiscoassigninstancename.md'],
  },
  'NAME-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'Naming a VC that already has a name returns success and the first name.',
    violation: 'second name assigned',
    observable: 'trace',
    source: 'nf-ndis-ndiscoassigninstancename.md',
  },
  'NAME-03': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'The name lasts until the VC is deleted; the namer frees the returned string afterwards.',
    violation: 'string leak',
    observable: 'memory',
    source: 'nf-ndis-ndiscoassigninstancename.md',
  },
});

/** TAPI helpers. */
export const tapiRules = defineRules('TAPI', {
  'TAPI-01': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'NdisCoGetTapiCallId gives a text id for a VC handle; with a too small buffer it returns ' +
      'NDIS_STATUS_BUFFER_TOO_SHORT and the size needed.',
    violation: 'id for an invalid handle',
    observable: 'trace',
    source: 'nf-ndis-ndiscogettapicallid.md',
  },
  'TAPI-02': {
    level: 'MUST',
    actors: ['client'],
    rule: "NdisClGetProtocolVcContextFromTapiCallId maps that id back to the client's own VC context.",
    violation: "other client's context returned",
    observable: 'internal',
    source: 'nf-ndis-ndisclgetprotocolvccontextfromtapicallid.md',
  },
});

import { defineRules } from './define.js';

/** Failures and roll-back. */
export const failRules = defineRules('FAIL', {
  'FAIL-01': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'If one create callback fails, the create call returns that failure status, the handle variable ' +
      'stays NULL, and no VC exists.',
    violation: 'handle returned, or VC usable, after a failed creation',
    observable: 'trace',
    source: 'nf-ndis-ndiscocreatevc.md',
    alsoSee: ['nf-ndis-ndismcmcreatevc.md'],
    ambiguities: ['AMB-03'],
  },
  'FAIL-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'A participant whose create callback had already succeeded gets its delete callback for that VC ' +
      'before the failing create call returns.',
    violation: 'participant keeps a VC that nobody else knows',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_create_vc.md',
    derived: true,
    ambiguities: ['AMB-03'],
  },
  'FAIL-03': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule: 'The participant that failed has released everything it took and gets no delete callback.',
    violation: 'leak in, or delete callback to, the failing participant',
    observable: 'memory',
    source: 'nc-ndis-protocol_co_create_vc.md',
    derived: true,
    ambiguities: ['AMB-03'],
  },
  'FAIL-04': {
    level: 'MUST NOT',
    actors: ['ndis'],
    rule: 'After the first failing create callback the remaining one is not called.',
    violation: 'second create callback after a failure',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_create_vc.md',
    derived: true,
    ambiguities: ['AMB-03', 'AMB-04'],
  },
  'FAIL-05': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A failed first activation leaves the VC created and inactive; the CM may try other parameters ' +
      '(bounded) or give the call up.',
    violation: 'VC treated as active, or deleted by NDIS',
    observable: 'trace',
    source: 'nf-ndis-ndiscmactivatevc.md',
    alsoSee: ['nf-ndis-ndismcoactivatevccomplete.md'],
  },
  'FAIL-06': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'A failed re-activation changes nothing: see VC-REACT-03.',
    violation: 'old parameters lost',
    observable: 'trace',
    source: 'nf-ndis-ndismcoactivatevccomplete.md',
  },
  'FAIL-07': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A failed outgoing call is completed with the error; the VC stays until the client deletes it, ' +
      'whereupon the CM/MCM gets ProtocolCoDeleteVc.',
    violation: "completion omitted; CM deletes the client's VC",
    observable: 'trace',
    source: 'nf-ndis-ndiscmmakecallcomplete.md',
    alsoSee: ['nf-ndis-ndismcmmakecallcomplete.md'],
  },
  'FAIL-08': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A rejected offer ends with deactivation (if active) and, optionally, deletion by the CM/MCM; the ' +
      'client gets no close indication.',
    violation: 'ProtocolClIncomingCloseCall after the client itself rejected',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
    derived: true,
  },
  'FAIL-09': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      "An accepted offer that cannot be connected ends with a close indication, the client's " +
      'NdisClCloseCall, deactivation, optional deletion.',
    violation: 'another order',
    observable: 'trace',
    source: 'indicating-an-incoming-call.md',
  },
  'FAIL-10': {
    level: 'MUST',
    actors: ['ndis'],
    rule: "If the client's create callback fails, NdisMCmCreateVc returns that very status.",
    violation: 'other status',
    observable: 'trace',
    source: 'nf-ndis-ndismcmcreatevc.md',
  },
  'FAIL-11': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'A failed add-party leaves the call and the other parties as they were; the new party handle is ' + 'invalid.',
    violation: 'call affected; handle used',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_add_party_complete.md',
    derived: true,
  },
  'FAIL-12': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'A failed parameter change restores the earlier state: see QOS-CL-04.',
    violation: 'state not restored',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_modify_qos_call.md',
  },
  'FAIL-13': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'If ProtocolCoDeleteVc refuses, the delete call fails and the VC lives on.',
    violation: 'VC half deleted',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_delete_vc.md',
    derived: true,
    ambiguities: ['AMB-06'],
  },
  'FAIL-14': {
    level: 'MUST',
    actors: ['miniport', 'client', 'callManager', 'mcm'],
    rule: 'A create callback that runs out of resources frees what it got and returns NDIS_STATUS_RESOURCES.',
    violation: 'NDIS_STATUS_RESOURCES with resources still held',
    observable: 'memory',
    source: 'nc-ndis-protocol_co_create_vc.md',
    alsoSee: ['nc-ndis-miniport_co_create_vc.md'],
  },
  'FAIL-15': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'If an outgoing call fails after its VC was activated, the CM/MCM deactivates the VC before it ' +
      'completes the call with the error, since the client will delete the VC next.',
    violation: 'MakeCallComplete(failure) on an active VC',
    observable: 'trace',
    source: 'deleting-a-vc.md',
    alsoSee: ['nf-ndis-ndiscmmakecallcomplete.md'],
    derived: true,
  },
});

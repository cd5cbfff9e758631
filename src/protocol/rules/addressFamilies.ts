import { defineRules } from './define.js';

/** Address families. */
export const afRules = defineRules('AF', {
  'AF-01': {
    level: 'MUST',
    actors: ['callManager'],
    rule:
      'A call manager registers its address family with NdisCmRegisterAddressFamilyEx in ' +
      'ProtocolBindAdapterEx, after NdisOpenAdapterEx succeeded, again for every adapter it binds to.',
    violation: 'registration before the binding is open, outside the bind, or missing for an adapter the CM serves',
    observable: 'trace',
    source: 'registering-and-opening-an-address-family.md',
    alsoSee: ['differences-in-initialization.md', 'nf-ndis-ndiscmregisteraddressfamilyex.md'],
  },
  'AF-02': {
    level: 'MUST',
    actors: ['mcm'],
    rule:
      'An MCM registers with NdisMCmRegisterAddressFamilyEx from MiniportInitializeEx once the NIC works, ' +
      'once per adapter and per address family.',
    violation: 'registration outside MiniportInitializeEx, or through NdisCmRegisterAddressFamilyEx',
    observable: 'trace',
    source: 'nf-ndis-ndismcmregisteraddressfamilyex.md',
    alsoSee: ['differences-in-initialization.md'],
  },
  'AF-03': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'One address-family type has at most one provider per adapter; a second registration fails with ' +
      'NDIS_STATUS_FAILURE.',
    violation: 'two successful registrations of the same AF on one adapter',
    observable: 'trace',
    source: 'nf-ndis-ndiscmregisteraddressfamilyex.md',
    alsoSee: ['nf-ndis-ndismcmregisteraddressfamilyex.md'],
  },
  'AF-04': {
    level: 'MUST',
    actors: ['mcm', 'ndis'],
    rule: 'An MCM that registers for its own NIC takes precedence over a stand-alone call manager for that NIC.',
    violation: 'a stand-alone CM keeps serving the same AF on an adapter whose MCM registered it',
    observable: 'trace',
    source: 'registering-and-opening-an-address-family.md',
    alsoSee: ['nf-ndis-ndismcmregisteraddressfamilyex.md'],
  },
  'AF-05': {
    level: 'MAY',
    actors: ['callManager', 'mcm'],
    rule: 'A provider may offer several address families on one binding or adapter.',
    violation: 'a checker rejects the second, different AF of one provider',
    observable: 'over-strict-checker',
    source: 'registering-and-opening-an-address-family.md',
    alsoSee: ['nf-ndis-ndismcmregisteraddressfamilyex.md'],
  },
  'AF-06': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'After a registration NDIS calls ProtocolCoAfRegisterNotify of every CO client bound to that ' +
      "adapter, now or later, once the provider's bind (or MiniportInitializeEx) has returned.",
    violation: 'a bound client never gets the notification, or gets it before the provider is ready',
    observable: 'trace',
    source: 'nf-ndis-ndiscmregisteraddressfamilyex.md',
    alsoSee: ['address-families.md', 'nf-ndis-ndismcmregisteraddressfamilyex.md'],
    ambiguities: ['AMB-41'],
  },
  'AF-07': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'A client opens an AF only in answer to such a notification, passing the advertised specification; ' +
      'if it cannot use the AF it simply returns.',
    violation: 'NdisClOpenAddressFamilyEx without an earlier matching ProtocolCoAfRegisterNotify',
    observable: 'trace',
    source: 'nf-ndis-ndisclopenaddressfamilyex.md',
    alsoSee: ['nc-ndis-protocol_co_af_register_notify.md'],
  },
  'AF-08': {
    level: 'MUST',
    actors: ['client'],
    rule: 'The client allocates its per-AF context before opening and keeps it until the close has completed.',
    violation: 'context freed while the AF is open or closing',
    observable: 'memory',
    source: 'nf-ndis-ndisclopenaddressfamilyex.md',
    alsoSee: ['nc-ndis-protocol_cl_close_af_complete.md'],
  },
  'AF-09': {
    level: 'MUST',
    actors: ['ndis', 'callManager', 'mcm'],
    rule:
      'Opening makes NDIS call ProtocolCmOpenAf of the registering CM/MCM, which checks the AF, keeps ' +
      'NdisAfHandle and supplies its own per-open context.',
    violation: 'open completes with success without ProtocolCmOpenAf having run, or without a CM context',
    observable: 'trace',
    source: 'registering-and-opening-an-address-family.md',
    alsoSee: ['nc-ndis-protocol_cm_open_af.md'],
  },
  'AF-10': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'If ProtocolCmOpenAf pends, the CM/MCM later calls its OpenAddressFamilyComplete function exactly ' +
      'once with a final status.',
    violation: 'no completion, two completions, or a completion with PENDING',
    observable: 'trace',
    source: 'nf-ndis-ndiscmopenaddressfamilycomplete.md',
    alsoSee: ['nf-ndis-ndismcmopenaddressfamilycomplete.md'],
  },
  'AF-11': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'Until the open has completed with success the client uses no CoNDIS service on that AF.',
    violation: 'NdisClRegisterSap, NdisCoCreateVc or NdisCoOidRequest with that AF before the successful completion',
    observable: 'trace',
    source: 'nf-ndis-ndiscmopenaddressfamilycomplete.md',
  },
  'AF-12': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'After a failed open the AF handle is NULL or dead for both sides, and each side frees its own AF ' + 'context.',
    violation: 'use of the AF handle after a failed open; CM context still allocated',
    observable: 'memory',
    source: 'nc-ndis-protocol_cl_open_af_complete_ex.md',
    alsoSee: ['nf-ndis-ndiscmopenaddressfamilycomplete.md'],
  },
  'AF-13': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A ProtocolCmOpenAf that cannot get its resources releases whatever it took and answers ' +
      'NDIS_STATUS_RESOURCES.',
    violation: 'leak of the partly built AF context',
    observable: 'memory',
    source: 'nc-ndis-protocol_cm_open_af.md',
  },
  'AF-14': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'Before NdisClCloseAddressFamily the client has closed its calls, got rid of its VCs and ' +
      'deregistered its SAPs on that AF; otherwise the close fails with NDIS_STATUS_FAILURE.',
    violation: 'NdisClCloseAddressFamily while a VC or SAP of the client exists on the AF',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_close_af_complete.md',
    alsoSee: ['nf-ndis-ndisclcloseaddressfamily.md'],
    ambiguities: ['AMB-49'],
  },
  'AF-15': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'An AF is closed once; a second close is answered with NDIS_STATUS_FAILURE.',
    violation: 'second NdisClCloseAddressFamily on the same handle',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_close_af_complete.md',
  },
  'AF-16': {
    level: 'MUST NOT',
    actors: ['client'],
    rule:
      'The AF handle is dead for the client as soon as it calls NdisClCloseAddressFamily (only ' +
      'NdisClNotifyCloseAddressFamilyComplete may still name it).',
    violation: 'any other Ndis call with that handle afterwards',
    observable: 'trace',
    source: 'nf-ndis-ndisclcloseaddressfamily.md',
    alsoSee: ['nc-ndis-protocol_cl_notify_close_af.md'],
  },
  'AF-17': {
    level: 'SHOULD',
    actors: ['callManager', 'mcm'],
    rule:
      'When calls or SAPs are still open in ProtocolCmCloseAf, the CM/MCM pends the close until the client ' +
      'is finished; refusing with NDIS_STATUS_NOT_ACCEPTED is the less preferred alternative.',
    violation: '(advisory) ProtocolCmCloseAf refuses instead of pending; the hard part is AF-31',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_close_af.md',
  },
  'AF-18': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'CloseAddressFamilyComplete is only called with NDIS_STATUS_SUCCESS, and the AF handle is dead for ' +
      'the CM/MCM from then on.',
    violation: 'other status passed; later use of the AF handle by the CM/MCM',
    observable: 'trace',
    source: 'nf-ndis-ndiscmcloseaddressfamilycomplete.md',
    alsoSee: ['nf-ndis-ndismcmcloseaddressfamilycomplete.md'],
  },
  'AF-19': {
    level: 'MUST',
    actors: ['client'],
    rule: 'The per-AF context may be freed only after ProtocolClCloseAfComplete reported success.',
    violation: 'context freed earlier',
    observable: 'memory',
    source: 'nc-ndis-protocol_cl_close_af_complete.md',
  },
  'AF-20': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A CM that unbinds, and an MCM whose adapter halts, calls its NotifyCloseAddressFamily function for ' +
      'each AF handle that clients still hold, from ProtocolUnbindAdapterEx respectively MiniportHaltEx.',
    violation: 'binding closed or halt finished with an AF still open and no notification',
    observable: 'trace',
    source: 'closing-a-condis-call-manager-or-mcm.md',
    alsoSee: ['nf-ndis-ndiscmnotifycloseaddressfamily.md', 'nf-ndis-ndismcmnotifycloseaddressfamily.md'],
  },
  'AF-21': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'Each notification reaches ProtocolClNotifyCloseAf of the client holding that AF; it finishes the ' +
      'close at once or pends and later calls NdisClNotifyCloseAddressFamilyComplete exactly once.',
    violation: 'PENDING without a later completion; completion without PENDING',
    observable: 'trace',
    source: 'closing-an-address-family-in-a-condis-client.md',
  },
  'AF-22': {
    level: 'SHOULD',
    actors: ['client'],
    rule:
      "Order of the client's dismantling: drop parties down to the last one, close every call, deregister " +
      'every SAP, close the AF.',
    violation: 'AF closed, or SAP phase started, while earlier items are left',
    observable: 'trace',
    source: 'closing-an-address-family-in-a-condis-client.md',
    alsoSee: ['nc-ndis-protocol_cl_notify_close_af.md', 'oid-co-af-close.md'],
  },
  'AF-23': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'ProtocolCmNotifyCloseAfComplete is delivered only when the notify call had returned ' +
      'NDIS_STATUS_PENDING, after the client completed.',
    violation: 'callback after a synchronous notify, or missing after a pended one',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_notify_close_af_complete.md',
    alsoSee: ['closing-an-address-family-in-a-condis-client.md'],
  },
  'AF-24': {
    level: 'MUST NOT',
    actors: ['client'],
    rule:
      'While handling the notification the client does not block a thread to wait for ' +
      'ProtocolClCloseAfComplete: the CM may close only after the client has returned.',
    violation: 'ProtocolClNotifyCloseAf does not return until ProtocolClCloseAfComplete ran (deadlock)',
    observable: 'trace',
    source: 'nf-ndis-ndisclcloseaddressfamily.md',
  },
  'AF-25': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'In ProtocolUnbindAdapterEx a client closes every AF that depends on the adapter, after its calls ' +
      'and SAPs, and before NdisCloseAdapterEx.',
    violation: 'NdisCloseAdapterEx with an AF still open',
    observable: 'trace',
    source: 'nf-ndis-ndisclcloseaddressfamily.md',
  },
  'AF-26': {
    level: 'SHOULD',
    actors: ['client'],
    rule: 'A client whose AF open failed asks NDIS to drop its binding to that adapter.',
    violation: '(advisory) binding kept after a failed open',
    observable: 'trace',
    source: 'nf-ndis-ndisclopenaddressfamilyex.md',
    ambiguities: ['AMB-32'],
  },
  'AF-27': {
    level: 'MUST',
    actors: ['client'],
    rule: 'OID_CO_AF_CLOSE sent by a CM asks for the same dismantling as the NDIS 6 notification.',
    violation: 'client ignores the OID and keeps the AF',
    observable: 'trace',
    source: 'oid-co-af-close.md',
    ambiguities: ['AMB-33'],
  },
  'AF-28': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'After a PnP reconfiguration of the adapter the provider registers its AF anew, which notifies the ' +
      'clients again.',
    violation: 'clients still use a pre-reconfiguration AF handle',
    observable: 'internal',
    source: 'nf-ndis-ndisclcloseaddressfamily.md',
  },
  'AF-29': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'VCs the client created on the AF are deleted after their calls are closed and before the AF is ' +
      'closed, although the published four-step list does not mention it.',
    violation: 'NdisClCloseAddressFamily while a client-created VC still exists on the AF',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_close_af_complete.md',
    alsoSee: ['nf-ndis-ndisclcloseaddressfamily.md'],
    derived: true,
    ambiguities: ['AMB-46'],
  },
  'AF-30': {
    level: 'MUST',
    actors: ['callManager'],
    rule: 'All address families of one call manager on a binding use the same entry points.',
    violation: 'different handlers for two AFs of one provider on one binding',
    observable: 'trace',
    source: 'registering-and-opening-an-address-family.md',
  },
  'AF-31': {
    level: 'MUST NOT',
    actors: ['callManager', 'mcm'],
    rule:
      'While calls or SAPs of the client are open on the AF, the CM/MCM does not close it: ' +
      'ProtocolCmCloseAf returns PENDING or NDIS_STATUS_NOT_ACCEPTED, and CloseAddressFamilyComplete waits ' +
      'for the last of them.',
    violation:
      'ProtocolCmCloseAf returns SUCCESS, or CloseAddressFamilyComplete is called, while a call or SAP of ' +
      'the client exists on that AF',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_close_af.md',
    ambiguities: ['AMB-49'],
  },
  'AF-32': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'A pended AF close is completed exactly once with CloseAddressFamilyComplete, giving ' +
      'ProtocolClCloseAfComplete.',
    violation: 'missing or double completion',
    observable: 'trace',
    source: 'nf-ndis-ndiscmcloseaddressfamilycomplete.md',
    alsoSee: ['nc-ndis-protocol_cm_close_af.md'],
  },
});

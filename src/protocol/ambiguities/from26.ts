import { defineAmbiguities } from './define.js';

/** AMB-26 to AMB-51. */
export const ambiguitiesFrom26 = defineAmbiguities({
  'AMB-26': {
    topic: "Does opening an AF register the client's handlers?",
    severity: 'minor',
    readings: [
      'ProtocolCoAfRegisterNotify and TAPI pages: yes (NDIS 5 behaviour)',
      'registering-and-opening-an-address-family.md: no',
    ],
    resolution: 'No; NdisSetOptionalHandlers did it.',
    sources: [
      'registering-and-opening-an-address-family.md',
      'nc-ndis-protocol_co_af_register_notify.md',
      'condis-tapi-registration.md',
    ],
  },
  'AMB-27': {
    topic: 'Status of sends aborted by a reset',
    severity: 'minor',
    readings: [
      'hardware-reset.md: NDIS_STATUS_REQUEST_ABORTED',
      'send-complete page: RESET_IN_PROGRESS (name taken from the connectionless twin, because the status ' +
        'names vanished from the CO page)',
    ],
    resolution: 'Accept both.',
    sources: ['hardware-reset.md', 'nf-ndis-ndismcosendnetbufferlistscomplete.md'],
  },
  'AMB-28': {
    topic: 'Alternative callback names in the pages',
    severity: 'typo',
    readings: [
      'ProtocolClIncomingCallConnected, ProtocolClIncomingQoSChange, ProtocolClIncomingCallQoS, ' +
        'ProtocolCmModifyQoS, ProtocolClDropParty, ProtocolOpenAfComplete, ProtocolAfRegisterNotify',
    ],
    resolution:
      'Aliases of ProtocolClCallConnected, ProtocolClIncomingCallQoSChange, ProtocolCmModifyCallQoS, ' +
      'ProtocolClIncomingDropParty, ProtocolClOpenAfCompleteEx, ProtocolCoAfRegisterNotify.',
    sources: [
      'nc-ndis-protocol_cl_incoming_call.md',
      'nf-ndis-ndiscmdispatchincomingcallqoschange.md',
      'nc-ndis-protocol_cm_modify_qos_call.md',
      'nf-ndis-ndisclclosecall.md',
    ],
  },
  'AMB-29': {
    topic: 'Return values of the NdisMCm macros are not on their pages',
    severity: 'gap',
    readings: ['NdisMCmDispatchIncomingCall and NdisMCmNotifyCloseAddressFamily are macros without a return section'],
    resolution:
      'Same as their NdisCm twins (NDIS_STATUS, may pend); an older revision of the pages shows that ' + 'return type.',
    sources: ['nf-ndis-ndismcmdispatchincomingcall.md', 'nf-ndis-ndismcmnotifycloseaddressfamily.md'],
  },
  'AMB-30': {
    topic: 'PASSIVE_LEVEL callback caused by a call at DISPATCH_LEVEL',
    severity: 'minor',
    readings: [
      'Ndis(M)CmOpenAddressFamilyComplete may run at DISPATCH_LEVEL, ProtocolClOpenAfCompleteEx is ' + 'PASSIVE_LEVEL',
    ],
    resolution: 'NDIS defers the callback when necessary, so it need not nest inside the completion call.',
    checkerAdvice: 'Do not require nesting for this pair.',
    sources: ['nf-ndis-ndiscmopenaddressfamilycomplete.md', 'nc-ndis-protocol_cl_open_af_complete_ex.md'],
  },
  'AMB-31': {
    topic: 'IRQL of naming and TAPI helpers',
    severity: 'minor',
    readings: ['three pages give DISPATCH_LEVEL with no comparison sign'],
    resolution: 'Read as <= DISPATCH_LEVEL.',
    sources: [
      'nf-ndis-ndiscoassigninstancename.md',
      'nf-ndis-ndiscogettapicallid.md',
      'nf-ndis-ndisclgetprotocolvccontextfromtapicallid.md',
    ],
  },
  'AMB-32': {
    topic: 'After a failed AF open',
    severity: 'minor',
    readings: ['function page: client should unbind', 'callback page: client just releases its resources'],
    resolution: 'Unbinding is advisory.',
    checkerAdvice: 'warning at most',
    sources: ['nf-ndis-ndisclopenaddressfamilyex.md', 'nc-ndis-protocol_cl_open_af_complete_ex.md'],
  },
  'AMB-33': {
    topic: 'Two ways to ask clients to close an AF',
    severity: 'minor',
    readings: [
      'OID_CO_AF_CLOSE (listed as mandatory) and the NDIS 6 notify functions',
      'parameter of ProtocolClNotifyCloseAf is called ClientAfContext or ProtocolAfContext; the caller ' +
        'runs at PASSIVE_LEVEL, the callback is documented for <= DISPATCH_LEVEL',
    ],
    resolution: 'NDIS 6 drivers use the notify functions; treat the OID as equivalent. Same parameter.',
    checkerAdvice: 'accept both',
    sources: [
      'oid-co-af-close.md',
      'closing-a-condis-call-manager-or-mcm.md',
      'nc-ndis-protocol_cl_notify_close_af.md',
    ],
  },
  'AMB-34': {
    topic: '"Do not establish the call in ProtocolCmMakeCall"',
    severity: 'typo',
    readings: ['that warning stands on the ProtocolCoCreateVc page but contradicts the purpose of ProtocolCmMakeCall'],
    resolution: 'Meant for ProtocolCoCreateVc: creating is no reason to start a call.',
    checkerAdvice: 'see VC-CREATE-16',
    sources: ['nc-ndis-protocol_co_create_vc.md', 'nc-ndis-protocol_cm_make_call.md'],
  },
  'AMB-35': {
    topic: 'Status indications during initialization',
    severity: 'minor',
    readings: [
      'reporting-hardware-status.md: none inside MiniportInitializeEx, MiniportHaltEx',
      'NdisMCoIndicateStatusEx page: allowed once attributes are set, forbidden after the halt returned',
    ],
    resolution: 'Follow the DDI page.',
    sources: ['nf-ndis-ndismcoindicatestatusex.md', 'reporting-hardware-status.md'],
  },
  'AMB-36': {
    topic: 'Parameter and callback names on OID pages',
    severity: 'typo',
    readings: ['MiniportCoOidRequest parameter NdisRequest vs OidRequest; ProtocolStatusEx vs ProtocolCoStatusEx'],
    resolution: 'OidRequest, ProtocolCoStatusEx.',
    sources: ['nc-ndis-miniport_co_oid_request.md', 'nf-ndis-ndiscooidrequest.md'],
  },
  'AMB-37': {
    topic: '"Reactivated by a client"',
    severity: 'seed-conflict',
    readings: [
      'seed 004 names the client among those who can reactivate',
      'only CMs and MCMs have an activate function',
    ],
    resolution: 'A client causes it indirectly, by making another call on its VC (or asking for a parameter change).',
    checkerAdvice: 'Activation events always come from CM/MCM.',
    sources: ['deactivating-a-vc.md', 'activating-a-vc.md'],
  },
  'AMB-38': {
    topic: 'Figures of indicating-an-incoming-call.md',
    severity: 'typo',
    readings: ['alternative texts of cm-13 and fig1-13 are exchanged'],
    resolution: 'cm-13 shows the stand-alone CM, fig1-13 the MCM.',
    sources: ['indicating-an-incoming-call.md'],
  },
  'AMB-39': {
    topic: 'Receives between activation and ProtocolClCallConnected',
    severity: 'gap',
    readings: [
      'an activated VC may deliver data; the client may transfer only after ProtocolClCallConnected (or ' +
        'successful make-call completion)',
    ],
    resolution:
      'Client sends before that are errors; a receive indication in the window is tolerated and handled by ' +
      'the client.',
    checkerAdvice: 'warning for receives in the window',
    sources: ['nc-ndis-protocol_cl_call_connected.md', 'activating-a-vc.md'],
  },
  'AMB-40': {
    topic: 'operations-on-vcs.md',
    severity: 'info',
    readings: [
      'seed 001 links to it; the page was removed from the current tree (commit 847d2ec95f), it was only a ' +
        'list of the four VC pages',
    ],
    resolution: 'Nothing lost.',
    sources: ['virtual-connection-context.md'],
  },
  'AMB-41': {
    topic: 'When clients learn of a new AF',
    severity: 'minor',
    readings: [
      'design page: registration causes the notification',
      "DDI: after the CM's ProtocolBindAdapterEx (or the MCM's MiniportInitializeEx) returned",
    ],
    resolution: "Deferred until the provider's bind or initialization is over.",
    checkerAdvice: 'Do not require nesting.',
    sources: [
      'registering-and-opening-an-address-family.md',
      'nf-ndis-ndiscmregisteraddressfamilyex.md',
      'nf-ndis-ndismcmregisteraddressfamilyex.md',
    ],
  },
  'AMB-42': {
    topic: "VC handle of a CM-created VC after the client's close completed",
    severity: 'minor',
    readings: [
      'ProtocolClCloseCallComplete: client regards it as invalid',
      'NdisClCloseCall: still valid until the VC is destroyed',
    ],
    resolution:
      'The VC exists, the client just may not use it; its context lives until ProtocolCoDeleteVc (or the ' +
      'next offer on the VC).',
    checkerAdvice: 'Flag client calls, not callbacks.',
    sources: ['nc-ndis-protocol_cl_close_call_complete.md', 'nf-ndis-ndisclclosecall.md'],
  },
  'AMB-43': {
    topic: 'Deleting the VC after a failed make-call',
    severity: 'minor',
    readings: ['client page: should delete', "CM page: the CM's delete callback will follow"],
    resolution: 'Strong recommendation; reuse after a failed call is nowhere described.',
    checkerAdvice: 'warning when the VC is reused',
    sources: ['nc-ndis-protocol_cl_make_call_complete.md', 'nf-ndis-ndiscmmakecallcomplete.md'],
  },
  'AMB-44': {
    topic: 'Delete function named for MCMs in seed 004',
    severity: 'seed-conflict',
    readings: [
      'seed 004 lets any creator, MCM included, call NdisCoDeleteVc',
      'seed 002 and differences-in-calls: MCM uses NdisMCmDeleteVc',
    ],
    resolution: 'NdisMCmDeleteVc for an MCM.',
    checkerAdvice: 'Flag NdisCoDeleteVc called by an MCM.',
    sources: [
      'deactivating-a-vc.md',
      'differences-in-virtual-connections.md',
      'differences-in-calls-to-ndisxxx-functions.md',
    ],
  },
  'AMB-45': {
    topic: 'Is NdisClIncomingCallComplete always called?',
    severity: 'minor',
    readings: [
      'dispatch pages tell it as if always',
      'return-value sections and the function page: only after PENDING',
    ],
    resolution: 'Only after PENDING; a synchronous answer is the return value of DispatchIncomingCall.',
    checkerAdvice: 'see CALL-IN-07 and CALL-IN-22',
    sources: ['nf-ndis-ndiscmdispatchincomingcall.md', 'nf-ndis-ndisclincomingcallcomplete.md'],
  },
  'AMB-46': {
    topic: 'VC deletion in the AF-closing list',
    severity: 'gap',
    readings: ['the four published steps skip the deletion of VCs', 'closing fails while VCs exist'],
    resolution:
      'Client deletes its own VCs after closing the calls; for CM/MCM-created VCs the CM/MCM deletes them ' +
      'and, if late, pends ProtocolCmCloseAf.',
    checkerAdvice: 'see AF-29',
    sources: ['closing-an-address-family-in-a-condis-client.md', 'nc-ndis-protocol_cl_close_af_complete.md'],
  },
  'AMB-47': {
    topic: 'NDIS_STATUS_CLOSING of NdisCoDeleteVc is called "redundant"',
    severity: 'minor',
    readings: ['the wording mixes a repeated call with a pending deactivation'],
    resolution: 'It means: deactivation not finished; retry after ProtocolCmDeactivateVcComplete.',
    sources: ['nf-ndis-ndiscodeletevc.md'],
  },
  'AMB-48': {
    topic: 'Context NDIS uses for the miniport callbacks of an MCM',
    severity: 'gap',
    readings: [
      'an MCM gives one context per VC: from ProtocolCoCreateVc for client-created VCs, as ' +
        'MiniportVcContext of NdisMCmCreateVc for its own; MiniportCoSendNetBufferLists and ' +
        'MiniportCoOidRequest expect a MiniportVcContext',
    ],
    resolution: 'The same single context serves both halves (not spelled out anywhere).',
    sources: [
      'nf-ndis-ndismcmcreatevc.md',
      'nc-ndis-miniport_co_send_net_buffer_lists.md',
      'ns-ndis-_ndis_co_call_manager_optional_handlers.md',
    ],
  },
  'AMB-49': {
    topic: 'AF close while calls are open',
    severity: 'conflict',
    readings: [
      'ProtocolClCloseAfComplete: the client must release VCs and SAPs first, else FAILURE',
      'ProtocolCmCloseAf: preferred response is to pend until the client has closed all calls and ' +
        'deregistered all SAPs',
    ],
    resolution:
      'The client is at fault when it closes early (AF-14); a CM/MCM that completes the close all the same ' +
      'is at fault too (AF-31).',
    checkerAdvice: 'Report the client at NdisClCloseAddressFamily and the CM/MCM at the completion.',
    sources: ['nc-ndis-protocol_cl_close_af_complete.md', 'nc-ndis-protocol_cm_close_af.md'],
  },
  'AMB-50': {
    topic: "First argument of an MCM's ProtocolCoCreateVc",
    severity: 'minor',
    readings: [
      'NDIS_CO_CALL_MANAGER_OPTIONAL_HANDLERS page: an NdisAfHandle value',
      'ProtocolCoCreateVc page: ProtocolAfContext',
    ],
    resolution: 'The AF context; the handle is a slip.',
    checkerAdvice: 'accept both',
    sources: ['ns-ndis-_ndis_co_call_manager_optional_handlers.md', 'nc-ndis-protocol_co_create_vc.md'],
  },
  'AMB-51': {
    topic: 'Names of the statuses for clashing activation and deactivation',
    severity: 'minor',
    readings: [
      'the two ...VcComplete pages describe the cases (text of commit 388f7c95) but no revision names the ' +
        'statuses',
    ],
    resolution:
      'NOT_ACCEPTED (activation pending) and CLOSING (deactivation pending), the names of the older ' + 'reference.',
    checkerAdvice: 'Judge acceptance (SUCCESS or PENDING) only, not which failure status comes.',
    sources: ['nc-ndis-protocol_cm_activate_vc_complete.md', 'nc-ndis-protocol_cm_deactivate_vc_complete.md'],
  },
});

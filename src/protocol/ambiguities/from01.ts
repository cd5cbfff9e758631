import { defineAmbiguities } from './define.js';

/** AMB-01 to AMB-25. */
export const ambiguitiesFrom01 = defineAmbiguities({
  'AMB-01': {
    topic: 'Name of the function an MCM uses to deactivate a VC',
    severity: 'seed-conflict',
    readings: [
      'seed 002 (differences-in-virtual-connections.md) lists NdisCmDeactivateVc',
      'seed 004 (deactivating-a-vc.md), activating/deleting pages and both DDI pages say ' +
        'NdisMCmDeactivateVc; the NdisCmDeactivateVc page restricts that function to stand-alone CMs',
    ],
    resolution: 'NdisMCmDeactivateVc. The name in seed 002 is a slip.',
    checkerAdvice: 'Flag NdisCmDeactivateVc called by an MCM.',
    sources: [
      'differences-in-virtual-connections.md',
      'deactivating-a-vc.md',
      'nf-ndis-ndiscmdeactivatevc.md',
      'nf-ndis-ndismcmdeactivatevc.md',
    ],
  },
  'AMB-02': {
    topic: "Does NDIS call the MCM's ProtocolCmActivateVcComplete / ProtocolCmDeactivateVcComplete?",
    severity: 'seed-conflict',
    readings: [
      'Yes: seed 004, activating-a-vc.md, figures fig1-07, fig1-08 and fig1-11 show NDIS ending the ' +
        'sequence with that callback',
      'No: the NDIS_CO_CALL_MANAGER_OPTIONAL_HANDLERS page states that these two handlers of an MCM are ' +
        'never called; NdisMCmDeactivateVc documents only SUCCESS and NOT_ACCEPTED',
      'Only when pended: the NdisMCmActivateVc page (non-PENDING return: the MCM calls its own routine); a ' +
        'published DDK sample MCM draws the callback in its comment ladders, yet its code goes on as soon as ' +
        'both calls have returned SUCCESS and its two handlers do nothing',
    ],
    resolution:
      'Model one logical completion event per accepted call. Keep the seed/figure view as the default ' +
      'trace (event origin "ndis"), accept a self-call (origin "mcm") as equal, never both, and never make ' +
      'progress depend on which one it is. NdisMCmDeactivateVc itself is synchronous.',
    checkerAdvice: 'Accept none, one NDIS callback, or one self-call; reject two completion events.',
    sources: [
      'deactivating-a-vc.md',
      'activating-a-vc.md',
      'ns-ndis-_ndis_co_call_manager_optional_handlers.md',
      'nf-ndis-ndismcmactivatevc.md',
      'nf-ndis-ndismcmdeactivatevc.md',
    ],
  },
  'AMB-03': {
    topic: 'Roll-back when one of the two create callbacks fails',
    severity: 'gap',
    readings: [
      'No page describes it. Known: the failing callback frees its own resources and returns a failure; ' +
        'NdisCoCreateVc passes a miniport failure through; NdisMCmCreateVc passes the client failure ' +
        'through; a pended ProtocolCoCreateVc makes NDIS have the VC deleted',
    ],
    resolution:
      'Unwind: stop at the first failure, call the delete callback of the participant that had already ' +
      'succeeded, leave the failing one alone, return its status, leave the handle NULL. A failing ' +
      'protocol callback is passed through the same way as a failing miniport one.',
    checkerAdvice: 'Treat FAIL-02..04 as derived rules (report as "inferred").',
    sources: ['nc-ndis-protocol_co_create_vc.md', 'nf-ndis-ndiscocreatevc.md', 'nf-ndis-ndismcmcreatevc.md'],
  },
  'AMB-04': {
    topic: 'Order of the protocol and miniport callbacks in create and delete',
    severity: 'seed-conflict',
    readings: [
      'protocol first: seed 000 wording, figures cm-05, cm-06, cm-09, cm-10, cm-11',
      'miniport first: wording of nf-ndis-ndiscocreatevc.md, nf-ndis-ndiscodeletevc.md, deleting-a-vc.md, ' +
        'numbering in figure cm-13',
    ],
    resolution:
      'Unspecified order; both run before the call returns. Default of a simulator: protocol first (seed ' +
      'figures), make it switchable.',
    checkerAdvice: 'Accept both orders; only presence, count and nesting are checkable.',
    sources: ['creating-a-vc.md', 'nf-ndis-ndiscocreatevc.md', 'deleting-a-vc.md', 'indicating-an-incoming-call.md'],
  },
  'AMB-05': {
    topic: 'Who may delete a VC',
    severity: 'seed-conflict',
    readings: [
      'seed 001 reads as if client or CM could delete any VC',
      'seed 004, deleting-a-vc.md and the DDI pages: only its creator',
    ],
    resolution: 'Creator only; seed 001 merely lists the kinds of drivers that can be creators.',
    checkerAdvice: 'Flag deletes by non-creators.',
    sources: ['virtual-connection-context.md', 'deactivating-a-vc.md', 'deleting-a-vc.md', 'nf-ndis-ndiscodeletevc.md'],
  },
  'AMB-06': {
    topic: 'Deletion refused by ProtocolCoDeleteVc; validity of the handle',
    severity: 'minor',
    readings: [
      'ProtocolCoDeleteVc may return NOT_ACCEPTED or other failures',
      'NdisCoDeleteVc / NdisMCmDeleteVc list only SUCCESS, NOT_ACCEPTED (and CLOSING) and say the handle ' +
        'is invalid once the call returns; MiniportCoDeleteVc cannot fail',
    ],
    resolution:
      'The handle dies only with SUCCESS. A refusal makes the delete call fail (NOT_ACCEPTED or the given ' +
      'status) and the VC stays complete for all, which a simulator achieves by asking the protocol before ' +
      'the miniport.',
    checkerAdvice: 'Report a refused delete as a fault of the sequence, not of the handle.',
    sources: ['nc-ndis-protocol_co_delete_vc.md', 'nf-ndis-ndiscodeletevc.md', 'nf-ndis-ndismcmdeletevc.md'],
  },
  'AMB-07': {
    topic: 'Do NdisMCmActivateVc / NdisMCmDeactivateVc reach MiniportCoActivateVc / MiniportCoDeactivateVc?',
    severity: 'seed-conflict',
    readings: [
      'seed 001 writes Ndis(M)Cm... and says NDIS then calls the miniport function; it also speaks of an ' +
        'MCM asking "the miniport driver"',
      'DDI pages: an MCM may have such functions internally, NDIS does not call them; figures show none',
    ],
    resolution:
      'For an MCM NDIS calls no miniport activate/deactivate function. Seed 001 is right for stand-alone ' +
      'CMs only.',
    checkerAdvice: 'Flag such callbacks on an MCM adapter.',
    sources: ['virtual-connection-context.md', 'nf-ndis-ndismcmactivatevc.md', 'nf-ndis-ndismcmdeactivatevc.md'],
  },
  'AMB-08': {
    topic: 'Can a VC be used for another call after NdisClCloseCall?',
    severity: 'conflict',
    readings: [
      'nf-ndis-ndisclclosecall.md: the handle is marked closing and cannot serve another call until the VC ' +
        'is destroyed',
      'seed 004, NdisCmDeactivateVc, NdisMCmDeactivateVc, ProtocolClCloseCallComplete, ' +
        'ProtocolClIncomingCloseCall, virtual-connections.md: the creator may reuse it',
    ],
    resolution: 'Reuse is allowed once close and deactivation are complete; the closing mark holds only until then.',
    checkerAdvice: 'Flag reuse inside that window only.',
    sources: [
      'nf-ndis-ndisclclosecall.md',
      'deactivating-a-vc.md',
      'nf-ndis-ndiscmdeactivatevc.md',
      'nc-ndis-protocol_cl_close_call_complete.md',
    ],
  },
  'AMB-09': {
    topic: 'Deactivate before or after CloseCallComplete?',
    severity: 'conflict',
    readings: [
      'before: figure cm-20, ProtocolCmCloseCall, ProtocolCmDeactivateVcComplete ("now" completes the ' +
        'close), ProtocolClCloseCallComplete (success means deactivated), condis-tapi-shutdown.md',
      'after: text of client-initiated-request-to-close-a-call.md and figure fig1-20 (MCM)',
      'practice: a published DDK sample MCM deactivates, then completes the close, then deletes the VC it ' + 'created',
    ],
    resolution:
      'Stand-alone CM: deactivate first (an asynchronous deactivation delays the close completion). MCM: ' +
      'both orders are documented; prefer deactivate first so that client-visible success implies an ' +
      'inactive VC.',
    checkerAdvice: 'CM: error when reversed. MCM: accept both, but the VC must be inactive before deletion or reuse.',
    sources: [
      'client-initiated-request-to-close-a-call.md',
      'nc-ndis-protocol_cm_close_call.md',
      'nc-ndis-protocol_cm_deactivate_vc_complete.md',
      'condis-tapi-shutdown.md',
    ],
  },
  'AMB-10': {
    topic: 'Activate an incoming VC before the offer or after its acceptance?',
    severity: 'conflict',
    readings: [
      'before: text of activating-a-vc.md, indicating-an-incoming-call.md, nf-ndis-ndisclregistersap.md ' +
        'and both dispatch pages',
      'after: figures cm-13 and fig1-13, accepting-incoming-calls.md; the page also says a rejected call ' +
        'is deactivated only "if activated"',
      'practice: a published DDK sample MCM activates before it dispatches',
    ],
    resolution:
      'Hard requirement: active before DispatchCallConnected. Usual and recommended: active before ' +
      'DispatchIncomingCall.',
    checkerAdvice: 'Offer on an inactive VC = warning; connect on an inactive VC = error.',
    sources: [
      'activating-a-vc.md',
      'indicating-an-incoming-call.md',
      'nf-ndis-ndiscmdispatchincomingcall.md',
      'accepting-incoming-calls.md',
    ],
  },
  'AMB-11': {
    topic: 'What exactly has to be drained before deactivation is reported',
    severity: 'seed-conflict',
    readings: [
      'seed 004 and deactivating-a-vc.md: all sends completed and all indicated receives returned',
      'nf-ndis-ndismcodeactivatevccomplete.md: all outstanding receives indicated and all outstanding ' +
        'sends transmitted',
    ],
    resolution:
      'Take both: finish or complete every send, indicate what was already received (or discard it), and ' +
      'have every list indicated without the RESOURCES flag returned.',
    checkerAdvice: 'Counters per VC: sends outstanding = 0 and receives outstanding = 0 at the completion event.',
    sources: ['deactivating-a-vc.md', 'nf-ndis-ndismcodeactivatevccomplete.md'],
  },
  'AMB-12': {
    topic: 'NdisMCmDeactivateVc "or changed the call parameters"',
    severity: 'seed-conflict',
    readings: [
      'seed 004 says the call also reports changed parameters',
      'activating-a-vc.md and the DDI page use NdisMCmActivateVc for that; the DDI page of deactivate ' +
        'knows no such use',
    ],
    resolution:
      'Parameter changes go through NdisMCmActivateVc; the phrase was carried over from the activation ' + 'page.',
    checkerAdvice: 'Deactivate always makes the VC inactive.',
    sources: ['deactivating-a-vc.md', 'activating-a-vc.md', 'nf-ndis-ndismcmdeactivatevc.md'],
  },
  'AMB-13': {
    topic: 'MiniportCoCreateVc RESOURCES text names the call manager',
    severity: 'seed-typo',
    readings: ['seed 003 attributes the shortage to the call manager'],
    resolution: "It is the miniport's own shortage.",
    sources: ['nc-ndis-miniport_co_create_vc.md'],
  },
  'AMB-14': {
    topic: 'Consequence of PENDING from a create callback',
    severity: 'minor',
    readings: ['MiniportCoCreateVc: system-wide failure', 'ProtocolCoCreateVc: VC unusable, NDIS has it deleted'],
    resolution:
      'Both forbidden; model the miniport case as a fatal stop, the protocol case as a failed creation ' +
      'with unwinding.',
    checkerAdvice: 'Report both as errors with different severity.',
    sources: ['nc-ndis-miniport_co_create_vc.md', 'nc-ndis-protocol_co_create_vc.md'],
  },
  'AMB-15': {
    topic: 'Must a client delete its VC after an abnormal incoming close?',
    severity: 'minor',
    readings: [
      'design page: must delete when CloseStatus is not SUCCESS',
      'DDI page: delete when the CM said the network is out of order',
    ],
    resolution: 'Delete whenever CloseStatus is not NDIS_STATUS_SUCCESS.',
    checkerAdvice: 'Flag reuse after an abnormal close.',
    sources: ['incoming-request-to-close-a-call.md', 'nc-ndis-protocol_cl_incoming_close_call.md'],
  },
  'AMB-16': {
    topic: 'Deleting from inside ProtocolClIncomingCloseCall',
    severity: 'conflict',
    readings: [
      'both pages let the client delete right after NdisClCloseCall in that callback',
      'deleting-a-vc.md demands a completed close and deactivation first',
    ],
    resolution:
      'Inside the callback only if NdisClCloseCall finished synchronously; otherwise from ' +
      'ProtocolClCloseCallComplete.',
    checkerAdvice: 'A delete before close completion earns NOT_ACCEPTED/CLOSING.',
    sources: ['incoming-request-to-close-a-call.md', 'deleting-a-vc.md', 'nf-ndis-ndiscodeletevc.md'],
  },
  'AMB-17': {
    topic: 'NdisCoActivateVc',
    severity: 'typo',
    readings: ['the ProtocolCmActivateVcComplete page names a function NdisCoActivateVc'],
    resolution: 'No such function; NdisCmActivateVc is meant.',
    sources: ['nc-ndis-protocol_cm_activate_vc_complete.md'],
  },
  'AMB-18': {
    topic: 'Wrong twin named on some DDI pages',
    severity: 'typo',
    readings: [
      'NdisCmMakeCallComplete page tells CMs to call NdisMCmMakeCallComplete',
      'NdisCmDispatchIncomingCloseCall and NdisMCmDispatchIncomingCloseCall pages mention ' +
        'DispatchIncomingCall or the other twin',
    ],
    resolution: 'Each driver kind uses its own twin.',
    sources: [
      'nf-ndis-ndiscmmakecallcomplete.md',
      'nf-ndis-ndiscmdispatchincomingclosecall.md',
      'nf-ndis-ndismcmdispatchincomingclosecall.md',
    ],
  },
  'AMB-19': {
    topic: 'Return text of NdisClDeregisterSap talks about registering',
    severity: 'typo',
    readings: ['self-call sentence names NdisClRegisterSap and its completion'],
    resolution: 'Read as NdisClDeregisterSap / ProtocolClDeregisterSapComplete.',
    sources: ['nf-ndis-ndisclderegistersap.md'],
  },
  'AMB-20': {
    topic: 'Completion function and serialization of miniport OID requests',
    severity: 'conflict',
    readings: [
      'querying-, setting- and WAN-query pages: MiniportCoOidRequest completes with ' + 'NdisCoOidRequestComplete',
      'DDI and CoNDIS OID pages: NdisMCoOidRequestComplete',
      'WAN-query page: no second request until the first is done; CoNDIS OID pages: not serialized',
    ],
    resolution: 'NdisMCoOidRequestComplete; not serialized.',
    checkerAdvice: 'Flag a miniport that calls NdisCoOidRequestComplete.',
    sources: [
      'querying-a-connection-oriented-miniport-driver.md',
      'handling-queries-in-a-condis-wan-miniport-driver.md',
      'condis-miniport-driver-oid-requests.md',
      'nc-ndis-miniport_co_oid_request.md',
    ],
  },
  'AMB-21': {
    topic: 'Addressee of a request with a valid AF handle',
    severity: 'conflict',
    readings: [
      'querying-or-setting-information.md: every protocol on the binding',
      'DDI and CoNDIS protocol page: the AF partner',
    ],
    resolution: 'The AF partner only.',
    sources: ['querying-or-setting-information.md', 'nc-ndis-protocol_co_oid_request.md'],
  },
  'AMB-22': {
    topic: "Origin of the CM's VC context in ProtocolCmCloseCall",
    severity: 'typo',
    readings: [
      'that page says ProtocolCmMakeCall supplied it',
      'all others: ProtocolCoCreateVc, or the create call for VCs of its own',
    ],
    resolution: 'ProtocolCoCreateVc / own create call.',
    sources: ['nc-ndis-protocol_cm_close_call.md', 'nc-ndis-protocol_cm_make_call.md'],
  },
  'AMB-23': {
    topic: 'Send completion of CoNDIS WAN miniports',
    severity: 'typo',
    readings: [
      'sending-packets-from-a-condis-wan-miniport-driver.md: NdisMSendNetBufferListsComplete',
      'CoNDIS pages: NdisMCoSendNetBufferListsComplete',
    ],
    resolution: 'NdisMCoSendNetBufferListsComplete.',
    sources: ['sending-packets-from-a-condis-wan-miniport-driver.md', 'nf-ndis-ndismcosendnetbufferlistscomplete.md'],
  },
  'AMB-24': {
    topic: 'Last party and party handle in ProtocolClIncomingDropParty',
    severity: 'minor',
    readings: [
      'the CM must never use the drop indication for the last party, yet the callback page handles that ' + 'case',
      'the callback page calls the handle invalid although NdisClDropParty needs it',
    ],
    resolution:
      'CM rule stands; the client is defensive. The handle is dead once passed to NdisClDropParty or ' +
      'NdisClCloseCall.',
    checkerAdvice: 'Flag the CM, not the client.',
    sources: ['nc-ndis-protocol_cl_incoming_drop_party.md', 'nf-ndis-ndiscmdispatchincomingdropparty.md'],
  },
  'AMB-25': {
    topic: 'Name of the low-resources receive flag',
    severity: 'typo',
    readings: ['design page: NDIS_RECEIVE_FLAGS_STATUS_RESOURCES', 'DDI: NDIS_RECEIVE_FLAGS_RESOURCES'],
    resolution: 'NDIS_RECEIVE_FLAGS_RESOURCES.',
    sources: [
      'receiving-net-buffer-structures-in-condis-drivers.md',
      'nf-ndis-ndismcoindicatereceivenetbufferlists.md',
    ],
  },
});

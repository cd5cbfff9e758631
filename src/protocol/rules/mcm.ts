import { defineRules } from './define.js';

/** MCM differences. */
export const mcmRules = defineRules('MCM', {
  'MCM-01': {
    level: 'MUST NOT',
    actors: ['mcm'],
    rule: 'An MCM supplies no MiniportCoCreateVc and no MiniportCoDeleteVc.',
    violation: 'NDIS calls one of them on an MCM',
    observable: 'trace',
    source: 'differences-in-virtual-connections.md',
    alsoSee: ['creating-a-vc.md'],
    seedDocs: ['000', '002'],
  },
  'MCM-02': {
    level: 'MUST',
    actors: ['mcm'],
    rule:
      "Client-requested creation and deletion of VCs are served by the MCM's ProtocolCoCreateVc and " +
      'ProtocolCoDeleteVc.',
    violation: 'other entry point used',
    observable: 'trace',
    source: 'differences-in-virtual-connections.md',
    seedDocs: ['002'],
  },
  'MCM-03': {
    level: 'MUST',
    actors: ['mcm'],
    rule: 'For VCs of its own making an MCM uses NdisMCmCreateVc and NdisMCmDeleteVc.',
    violation: 'NdisCoCreateVc or NdisCoDeleteVc called by an MCM',
    observable: 'trace',
    source: 'differences-in-virtual-connections.md',
    seedDocs: ['002'],
  },
  'MCM-04': {
    level: 'MUST',
    actors: ['mcm'],
    rule:
      'Client VCs, whoever created them, are activated with NdisMCmActivateVc and deactivated with ' +
      'NdisMCmDeactivateVc by the MCM.',
    violation: 'NdisCmActivateVc or NdisCmDeactivateVc called by an MCM',
    observable: 'trace',
    source: 'differences-in-virtual-connections.md',
    alsoSee: ['deactivating-a-vc.md'],
    seedDocs: ['002', '004'],
    ambiguities: ['AMB-01'],
  },
  'MCM-05': {
    level: 'MUST',
    actors: ['mcm'],
    rule:
      'An MCM supplies MiniportCoOidRequest for client queries and sets of miniport data and ' +
      'MiniportCoSendNetBufferLists for client sends.',
    violation: 'either is missing',
    observable: 'static',
    source: 'differences-in-virtual-connections.md',
    seedDocs: ['002'],
  },
  'MCM-06': {
    level: 'MUST',
    actors: ['mcm'],
    rule:
      'The MCM makes every operation on a client-data VC known to NDIS, whose bookkeeping covers all of ' +
      'those VCs.',
    violation: 'client data on a VC that NDIS does not know as created and active',
    observable: 'trace',
    source: 'differences-in-virtual-connections.md',
    alsoSee: ['mcm-drivers-vs--call-managers.md'],
    seedDocs: ['002'],
  },
  'MCM-07': {
    level: 'MUST NOT',
    actors: ['mcm'],
    rule:
      'An MCM calls no NdisCm function and none of NdisCoCreateVc, NdisCoDeleteVc, NdisCoOidRequest, ' +
      'NdisCoOidRequestComplete; it uses the NdisMCm counterparts.',
    violation: 'such a call from an MCM',
    observable: 'trace',
    source: 'differences-in-calls-to-ndisxxx-functions.md',
  },
  'MCM-08': {
    level: 'MUST NOT',
    actors: ['mcm'],
    rule: 'An MCM never calls NdisCoSendNetBufferLists; its own signaling goes straight to its hardware.',
    violation: 'such a call from an MCM',
    observable: 'trace',
    source: 'differences-in-calls-to-ndisxxx-functions.md',
    alsoSee: ['making-a-call.md'],
  },
  'MCM-09': {
    level: 'MUST NOT',
    actors: ['client', 'callManager'],
    rule: 'Clients and stand-alone CMs call no NdisMCm function.',
    violation: 'such a call from one of them',
    observable: 'trace',
    source: 'differences-in-calls-to-ndisxxx-functions.md',
    alsoSee: ['nf-ndis-ndismcmcreatevc.md'],
  },
  'MCM-10': {
    level: 'MUST',
    actors: ['mcm', 'ndis'],
    rule:
      'Except for activating and deactivating client VCs, traffic between the two halves of an MCM is not ' +
      'visible to NDIS.',
    violation: 'NDIS events between the call-manager half and miniport half of one MCM',
    observable: 'trace',
    source: 'mcm-drivers-vs--call-managers.md',
    alsoSee: ['connection-oriented-environment.md'],
  },
  'MCM-11': {
    level: 'MUST',
    actors: ['mcm'],
    rule: 'To a client an MCM behaves like a call manager plus miniport: same client-side calls and callbacks.',
    violation: 'client-visible event sequence differs between CM and MCM for the same scenario',
    observable: 'internal',
    source: 'connection-oriented-environment.md',
  },
  'MCM-12': {
    level: 'MUST',
    actors: ['ndis', 'mcm'],
    rule:
      "Each accepted NdisMCmActivateVc or NdisMCmDeactivateVc has one completion event at the MCM's " +
      "ProtocolCmActivateVcComplete or ProtocolCmDeactivateVcComplete, delivered by NDIS or by the MCM's " +
      'own call, never both; in shipped MCMs it may be missing from the log altogether.',
    violation: 'two completion events for one accepted call (none is accepted: shipped MCMs get none)',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: [
      'activating-a-vc.md',
      'nf-ndis-ndismcmactivatevc.md',
      'ns-ndis-_ndis_co_call_manager_optional_handlers.md',
    ],
    seedDocs: ['004'],
    ambiguities: ['AMB-02'],
  },
  'MCM-13': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      "To an MCM's ProtocolCoCreateVc and ProtocolCoDeleteVc NDIS passes an AF value, not the adapter " +
      'context that MiniportCoCreateVc would get.',
    violation: 'first argument is the adapter context',
    observable: 'trace',
    source: 'ns-ndis-_ndis_co_call_manager_optional_handlers.md',
    ambiguities: ['AMB-50'],
  },
  'MCM-14': {
    level: 'MUST NOT',
    actors: ['ndis'],
    rule:
      'NDIS does not call MiniportCoActivateVc or MiniportCoDeactivateVc of an MCM; if such functions ' +
      'exist they are internal.',
    violation: 'such a callback on an MCM adapter',
    observable: 'trace',
    source: 'nf-ndis-ndismcmactivatevc.md',
    alsoSee: ['nf-ndis-ndismcmdeactivatevc.md'],
    ambiguities: ['AMB-07'],
  },
  'MCM-15': {
    level: 'MUST NOT',
    actors: ['mcm'],
    rule:
      'An MCM does not use NdisMCoActivateVcComplete or NdisMCoDeactivateVcComplete, as there is no pended ' +
      'miniport callback to complete.',
    violation: 'such a call from an MCM',
    observable: 'trace',
    source: 'nf-ndis-ndismcmactivatevc.md',
    derived: true,
  },
  'MCM-16': {
    level: 'MUST',
    actors: ['mcm'],
    rule:
      'The miniport half of an MCM uses the ordinary NdisMCo functions for receives, send completions, ' +
      'status and miniport OID completions.',
    violation: 'other functions used for these',
    observable: 'trace',
    source: 'nf-ndis-ndismcoindicatereceivenetbufferlists.md',
    alsoSee: ['condis-mcm-oid-requests.md'],
  },
  'MCM-17': {
    level: 'MUST',
    actors: ['mcm'],
    rule:
      'When a parameter change makes further transfer impossible an MCM either restores the earlier ' +
      'parameters and says so, or fails the request and deactivates the VC.',
    violation: 'VC left active with parameters it cannot serve',
    observable: 'trace',
    source: 'nf-ndis-ndismcmactivatevc.md',
  },
});

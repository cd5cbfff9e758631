import { defineRules } from './define.js';

/** Creating a VC. */
export const vcCreateRules = defineRules('VC-CREATE', {
  'VC-CREATE-01': {
    level: 'MUST',
    actors: ['client'],
    rule: 'A client creates a VC with NdisCoCreateVc before it makes a call on it.',
    violation: 'NdisClMakeCall on a VC the client has not created',
    observable: 'trace',
    source: 'creating-a-vc.md',
    alsoSee: ['making-a-call.md'],
    seedDocs: ['000'],
  },
  'VC-CREATE-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      "Client over a call manager: during NdisCoCreateVc NDIS calls the CM's ProtocolCoCreateVc and the " +
      "miniport's MiniportCoCreateVc, once each, and returns only after both returned.",
    violation: 'one of the two callbacks missing, repeated, asynchronous, or on the wrong driver',
    observable: 'trace',
    source: 'creating-a-vc.md',
    seedDocs: ['000'],
    ambiguities: ['AMB-04'],
  },
  'VC-CREATE-03': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      "Client over an MCM: NdisCoCreateVc leads to the MCM's ProtocolCoCreateVc and to nothing else; there " +
      'is no MiniportCoCreateVc.',
    violation: 'MiniportCoCreateVc seen on an MCM adapter; MCM create callback missing',
    observable: 'trace',
    source: 'creating-a-vc.md',
    alsoSee: ['differences-in-virtual-connections.md'],
    seedDocs: ['000', '002'],
  },
  'VC-CREATE-04': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'Call manager for an incoming call: NdisCoCreateVc leads to ProtocolCoCreateVc of the client that ' +
      'owns the addressed SAP and to MiniportCoCreateVc, both before it returns.',
    violation: 'callback goes to a client without that SAP; miniport callback missing',
    observable: 'trace',
    source: 'creating-a-vc.md',
    seedDocs: ['000'],
    ambiguities: ['AMB-04'],
  },
  'VC-CREATE-05': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'MCM for an incoming call: NdisMCmCreateVc leads to ProtocolCoCreateVc of the client that owns the ' +
      'SAP, before NdisMCmCreateVc returns, and to no miniport callback.',
    violation: 'other callback target, missing callback, or callback after return',
    observable: 'trace',
    source: 'creating-a-vc.md',
    alsoSee: ['nf-ndis-ndismcmcreatevc.md'],
    seedDocs: ['000'],
  },
  'VC-CREATE-06': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'A VC is created before an incoming call is dispatched on it.',
    violation: 'Ndis(M)CmDispatchIncomingCall on a VC that the dispatcher did not create',
    observable: 'trace',
    source: 'creating-a-vc.md',
    alsoSee: ['indicating-an-incoming-call.md'],
    seedDocs: ['000'],
  },
  'VC-CREATE-07': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'The handle passed to the create callbacks is the one the successful create call returns to its ' + 'caller.',
    violation: 'handle in the callbacks differs from the returned one',
    observable: 'trace',
    source: 'creating-a-vc.md',
    seedDocs: ['000'],
  },
  'VC-CREATE-08': {
    level: 'MUST NOT',
    actors: ['miniport'],
    rule: 'MiniportCoCreateVc is synchronous and never returns NDIS_STATUS_PENDING; doing so crashes the ' + 'system.',
    violation: 'MiniportCoCreateVc returns NDIS_STATUS_PENDING',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_create_vc.md',
    seedDocs: ['003'],
  },
  'VC-CREATE-09': {
    level: 'MUST NOT',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'ProtocolCoCreateVc never returns NDIS_STATUS_PENDING; doing so makes the VC unusable and NDIS has ' +
      'it deleted.',
    violation: 'ProtocolCoCreateVc returns NDIS_STATUS_PENDING',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_create_vc.md',
    ambiguities: ['AMB-14'],
  },
  'VC-CREATE-10': {
    level: 'MUST',
    actors: ['miniport'],
    rule: 'MiniportCoCreateVc answers NDIS_STATUS_SUCCESS, or NDIS_STATUS_RESOURCES when it cannot allocate.',
    violation: 'any status other than these two',
    observable: 'trace',
    source: 'nc-ndis-miniport_co_create_vc.md',
    seedDocs: ['003'],
    ambiguities: ['AMB-13'],
  },
  'VC-CREATE-11': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule: 'ProtocolCoCreateVc answers NDIS_STATUS_SUCCESS, NDIS_STATUS_RESOURCES, or another failure status.',
    violation: 'NDIS_STATUS_PENDING or a success with unset context',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_create_vc.md',
  },
  'VC-CREATE-12': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'The AF handle selects the partner: the client passes its own AF, a CM or MCM passes the AF handle ' +
      'of the target client, and a CM passes NULL for a VC of its own; an invalid AF gives ' +
      'NDIS_STATUS_FAILURE.',
    violation: 'create with an AF handle that the caller does not hold or that is closing',
    observable: 'trace',
    source: 'nf-ndis-ndiscocreatevc.md',
    alsoSee: ['nf-ndis-ndismcmcreatevc.md'],
  },
  'VC-CREATE-13': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'The caller of the create function is recorded as the creator (owner) of the VC.',
    violation: 'ownership attributed to another driver',
    observable: 'trace',
    source: 'deleting-a-vc.md',
    alsoSee: ['deactivating-a-vc.md'],
  },
  'VC-CREATE-14': {
    level: 'MUST',
    actors: ['ndis', 'client', 'callManager', 'mcm', 'miniport'],
    rule: 'A new VC is inactive: creation alone permits no data transfer.',
    violation: 'send or receive on a VC between creation and its first activation',
    observable: 'trace',
    source: 'virtual-connection-context.md',
    alsoSee: ['activating-a-vc.md'],
    seedDocs: ['001'],
  },
  'VC-CREATE-15': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'The creator gets no create callback for its own VC.',
    violation: 'NDIS calls ProtocolCoCreateVc of the creator for the VC it is creating',
    observable: 'trace',
    source: 'nf-ndis-ndiscocreatevc.md',
    derived: true,
  },
  'VC-CREATE-16': {
    level: 'MUST NOT',
    actors: ['client', 'callManager', 'mcm'],
    rule:
      'ProtocolCoCreateVc only prepares per-VC resources; it starts no call and no signaling for the VC, ' +
      'since the creation may still fail elsewhere.',
    violation: 'signaling send, activation or call function for that VC inside the create callback',
    observable: 'trace',
    source: 'nc-ndis-protocol_co_create_vc.md',
    alsoSee: ['creating-a-vc.md'],
    ambiguities: ['AMB-34'],
  },
  'VC-CREATE-17': {
    level: 'MUST',
    actors: ['client', 'callManager'],
    rule: 'Only clients and stand-alone CMs call NdisCoCreateVc; only MCMs call NdisMCmCreateVc.',
    violation: 'the wrong kind of driver calls one of them',
    observable: 'trace',
    source: 'nf-ndis-ndiscocreatevc.md',
    alsoSee: ['nf-ndis-ndismcmcreatevc.md', 'differences-in-calls-to-ndisxxx-functions.md'],
  },
  'VC-CREATE-18': {
    level: 'MAY',
    actors: ['client'],
    rule: 'A client may create VCs ahead of any call, for example when its AF open completes.',
    violation: 'a checker demands a call right after creation',
    observable: 'over-strict-checker',
    source: 'registering-and-opening-an-address-family.md',
  },
  'VC-CREATE-19': {
    level: 'MUST',
    actors: ['client', 'callManager', 'mcm', 'miniport'],
    rule:
      'The create callbacks allocate and initialize what the driver will need for the VC: the protocol for ' +
      'later call operations, the miniport for its VC state.',
    violation: 'later callback for the VC fails for lack of state that creation should have built',
    observable: 'internal',
    source: 'creating-a-vc.md',
    alsoSee: ['nc-ndis-miniport_co_create_vc.md'],
    seedDocs: ['000', '003'],
  },
});

/** Signaling VCs of a call manager. */
export const sigRules = defineRules('SIG', {
  'SIG-01': {
    level: 'MUST',
    actors: ['callManager'],
    rule:
      'A call manager creates, activates, deactivates and deletes its signaling VCs through NDIS like any ' +
      'other VC.',
    violation: 'CM signaling data on a VC that NDIS never saw created and activated',
    observable: 'trace',
    source: 'differences-in-virtual-connections.md',
    alsoSee: ['creating-a-vc.md'],
    seedDocs: ['000', '002'],
  },
  'SIG-02': {
    level: 'MUST',
    actors: ['callManager', 'ndis'],
    rule:
      'For a signaling VC the CM passes a NULL AF handle to NdisCoCreateVc; no client takes part, so only ' +
      'the miniport gets a create (and later a delete) callback.',
    violation: 'ProtocolCoCreateVc of some client runs for a signaling VC',
    observable: 'trace',
    source: 'nf-ndis-ndiscocreatevc.md',
    derived: true,
  },
  'SIG-03': {
    level: 'MUST',
    actors: ['callManager'],
    rule:
      'A CM exchanges signaling with the network by NdisCoSendNetBufferLists over such a VC, which it set ' +
      'up when it bound to the adapter.',
    violation: "signaling send on an inactive VC, or on a client's VC",
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_close_call.md',
    alsoSee: ['making-a-call.md', 'connection-oriented-environment.md'],
  },
  'SIG-04': {
    level: 'MUST',
    actors: ['callManager'],
    rule: 'The CM itself deletes its signaling VC with NdisCoDeleteVc, after deactivating it.',
    violation: 'signaling VC left when the CM unbinds, or deleted by somebody else',
    observable: 'trace',
    source: 'deleting-a-vc.md',
  },
});

/** Signaling VCs of an MCM. */
export const mcmSigRules = defineRules('MCM-SIG', {
  'MCM-SIG-01': {
    level: 'MUST NOT',
    actors: ['mcm'],
    rule:
      'An MCM uses no Ndis function to create, activate, deactivate or delete a VC for its own signaling; ' +
      'that work is internal.',
    violation:
      'NdisMCmCreateVc, NdisMCmActivateVc, NdisMCmDeactivateVc or NdisMCmDeleteVc for a VC that carries no ' +
      'client data',
    observable: 'trace',
    source: 'creating-a-vc.md',
    alsoSee: ['differences-in-virtual-connections.md', 'deactivating-a-vc.md'],
    seedDocs: ['000', '002', '004'],
  },
  'MCM-SIG-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule: 'MCM signaling VCs are invisible to NDIS: they have no NdisVcHandle and appear in no NDIS event.',
    violation: 'any NDIS event that refers to one',
    observable: 'trace',
    source: 'differences-in-virtual-connections.md',
    alsoSee: ['creating-a-vc.md'],
    seedDocs: ['000', '002'],
  },
  'MCM-SIG-03': {
    level: 'MUST NOT',
    actors: ['mcm'],
    rule: 'NdisMCmActivateVc and NdisMCmDeactivateVc are for client-data VCs only.',
    violation: 'activation or deactivation call for a signaling VC',
    observable: 'trace',
    source: 'deactivating-a-vc.md',
    alsoSee: ['activating-a-vc.md'],
    seedDocs: ['004'],
  },
});

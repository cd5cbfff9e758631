import { defineRules } from './define.js';

/** Parties of multipoint calls. */
export const partyRules = defineRules('PARTY', {
  'PARTY-01': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'Parties are added only to a call that this client made as multipoint, by giving a party context to ' +
      'NdisClMakeCall.',
    violation: 'NdisClAddParty on a point-to-point or incoming call',
    observable: 'trace',
    source: 'adding-a-party-to-a-multipoint-call.md',
  },
  'PARTY-02': {
    level: 'MUST',
    actors: ['ndis'],
    rule:
      'NdisClAddParty becomes ProtocolCmAddParty with the VC context, the parameters and a fresh party ' + 'handle.',
    violation: 'other target, or a reused live handle',
    observable: 'trace',
    source: 'adding-a-party-to-a-multipoint-call.md',
  },
  'PARTY-03': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'A pended add is completed exactly once; success requires a CM party context.',
    violation: 'missing or double completion; success with a NULL context',
    observable: 'trace',
    source: 'nf-ndis-ndiscmaddpartycomplete.md',
    alsoSee: ['nf-ndis-ndismcmaddpartycomplete.md'],
  },
  'PARTY-04': {
    level: 'MUST',
    actors: ['client'],
    rule: 'The party handle is usable only after success; the client keeps it for dropping or closing.',
    violation: 'use of the handle after a failure',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_add_party_complete.md',
  },
  'PARTY-05': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'ProtocolCmAddParty stores the party handle and returns its context.',
    violation: 'later completion with an unknown party',
    observable: 'trace',
    source: 'nc-ndis-protocol_cm_add_party.md',
  },
  'PARTY-06': {
    level: 'MAY',
    actors: ['callManager', 'mcm'],
    rule:
      "When the new party's traffic parameters differ from those of the VC, the CM/MCM may set them per " +
      "party (if the medium can), reset them to the VC's, change them for the whole VC, or fail the " +
      'request.',
    violation: 'a checker allows one choice only',
    observable: 'over-strict-checker',
    source: 'adding-a-party-to-a-multipoint-call.md',
    alsoSee: ['nf-ndis-ndiscmaddpartycomplete.md'],
  },
  'PARTY-07': {
    level: 'SHOULD',
    actors: ['client'],
    rule:
      'On success the client checks CALL_PARAMETERS_CHANGED; it usually drops the party when it dislikes ' +
      'the result.',
    violation: 'unacceptable parameters ignored',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_add_party_complete.md',
  },
  'PARTY-08': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'The party handle is dead for the client from the moment it calls NdisClDropParty.',
    violation: 'second use of the handle',
    observable: 'trace',
    source: 'nf-ndis-ndiscldropparty.md',
  },
  'PARTY-09': {
    level: 'MUST NOT',
    actors: ['client'],
    rule: 'The last party is not dropped with NdisClDropParty (NDIS_STATUS_FAILURE) but by closing the call.',
    violation: 'NdisClDropParty with one party left succeeds',
    observable: 'trace',
    source: 'nc-ndis-protocol_cl_drop_party_complete.md',
    alsoSee: ['dropping-a-party-from-a-multipoint-call.md'],
  },
  'PARTY-10': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'A pended drop is completed exactly once with DropPartyComplete, giving ProtocolClDropPartyComplete.',
    violation: 'missing or double completion',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdroppartycomplete.md',
    alsoSee: ['nf-ndis-ndismcmdroppartycomplete.md'],
  },
  'PARTY-11': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule:
      'The CM/MCM frees its party context when the party is dropped; its handle is dead after a successful ' +
      'completion.',
    violation: 'party context leak',
    observable: 'memory',
    source: 'nc-ndis-protocol_cm_drop_party.md',
    alsoSee: ['nf-ndis-ndiscmdroppartycomplete.md'],
  },
  'PARTY-12': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'DispatchIncomingDropParty is used while other parties remain, DispatchIncomingCloseCall for the ' + 'last.',
    violation: 'drop-party indication for the last party',
    observable: 'trace',
    source: 'nf-ndis-ndiscmdispatchincomingdropparty.md',
    alsoSee: ['nf-ndis-ndismcmdispatchincomingdropparty.md'],
  },
  'PARTY-13': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'The client answers a drop indication with NdisClDropParty, or with NdisClCloseCall if that party is ' +
      'the last.',
    violation: 'indication never answered',
    observable: 'trace',
    source: 'incoming-request-to-drop-a-party-from-a-multipoint-call.md',
    ambiguities: ['AMB-24'],
  },
  'PARTY-14': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'Every party of a multipoint call leaves through exactly one NdisClDropParty, except one that leaves ' +
      'through NdisClCloseCall; order and choice of the last one are free.',
    violation: 'party left over, or released twice',
    observable: 'trace',
    source: 'dropping-a-party-from-a-multipoint-call.md',
    alsoSee: ['nf-ndis-ndiscldropparty.md'],
  },
  'PARTY-15': {
    level: 'MUST',
    actors: ['client'],
    rule: 'The client counts its active parties, since remote leaves reduce the number it must drop.',
    violation: 'wrong number of drops before the close',
    observable: 'trace',
    source: 'nf-ndis-ndiscldropparty.md',
  },
  'PARTY-16': {
    level: 'MUST',
    actors: ['client'],
    rule:
      'The per-party context is allocated before the add and kept until drop completion (or call close ' +
      'completion for the last party).',
    violation: 'context freed early',
    observable: 'memory',
    source: 'adding-a-party-to-a-multipoint-call.md',
    alsoSee: ['nf-ndis-ndiscmdroppartycomplete.md'],
  },
  'PARTY-17': {
    level: 'MUST NOT',
    actors: ['ndis', 'client'],
    rule: 'While a drop is pending neither NDIS nor the client frees party state.',
    violation: 'state freed before the completion',
    observable: 'memory',
    source: 'nf-ndis-ndiscmdroppartycomplete.md',
  },
  'PARTY-18': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'A medium without multipoint answers ProtocolCmAddParty with NDIS_STATUS_NOT_SUPPORTED.',
    violation: 'party added on such a medium',
    observable: 'internal',
    source: 'nc-ndis-protocol_cm_add_party.md',
  },
  'PARTY-19': {
    level: 'MUST',
    actors: ['callManager', 'mcm'],
    rule: 'Drop data is sent before the party leaves; NDIS_STATUS_INVALID_DATA when the medium cannot.',
    violation: 'data dropped silently',
    observable: 'internal',
    source: 'nc-ndis-protocol_cm_drop_party.md',
  },
});

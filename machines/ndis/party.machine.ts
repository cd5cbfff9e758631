import { and, setup } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { twins } from '../twins.js';
import { wiring } from '../wire.js';
import * as party from './party.logic.js';
import type { PartyContext, PartyEvent, PartyInput } from './party.types.js';

const { ask, set } = wiring<PartyContext, PartyEvent>();

/** A party is on the call, or it is not. */
const arrival = [
  { guard: 'succeeded', target: 'connected', meta: by('PARTY-04', 'CALL-OUT-15') },
  { guard: 'failed', target: 'none', meta: by('FAIL-11') },
] as const;
/** The call ends with it. A refused close leads back to where it stood; a party that is being dropped stays so. */
const callEnds = [
  { guard: 'succeeded', target: 'none', actions: 'endClose', meta: by('CALL-CLOSE-05', 'PARTY-14') },
  { guard: and(['failed', 'wasAdding']), target: 'adding', actions: 'endClose', meta: by('CALL-CLOSE-04') },
  { guard: and(['failed', 'wasConnected']), target: 'connected', actions: 'endClose', meta: by('CALL-CLOSE-04') },
  { meta: by('CALL-CLOSE-06') },
] as const;
const callEndsWithAnother = [
  { guard: 'succeeded', target: 'none', meta: by('CALL-CLOSE-05', 'PARTY-14') },
  { meta: by('CALL-CLOSE-04') },
] as const;

/**
 * The object behind an NdisPartyHandle, as NDIS sees it: one far end of a multipoint call. The first comes with
 * NdisClMakeCall, others with NdisClAddParty; each leaves through NdisClDropParty while others stay, and the last one
 * through NdisClCloseCall. The call manager may say that one leaves, and the client has to answer.
 */
export const partyMachine = setup({
  types: {} as { context: PartyContext; input: PartyInput; events: PartyEvent; meta: ChartMeta },
  guards: {
    succeeded: ask(answers.succeeded),
    failed: ask(answers.failed),
    hasOutcome: ask(answers.hasOutcome),
    isFirst: ask(party.isFirst),
    hasOthers: ask(party.hasOthers),
    isLast: ask(party.isLast),
    wasAdding: ask(party.wasAdding),
    wasConnected: ask(party.wasConnected),
  },
  actions: {
    beginCall: set(party.beginCall),
    beginParty: set(party.beginParty),
    noteLeaving: set(party.noteLeaving),
    answerLeaving: set(party.answerLeaving),
    closeFromAdding: set(party.closeFromAdding),
    closeFromConnected: set(party.closeFromConnected),
    endClose: set(party.endClose),
    noteMade: set(party.noteMade),
    countIn: set(party.countIn),
    countOut: set(party.countOut),
  },
}).createMachine({
  id: 'party',
  description: 'One party of a multipoint call.',
  meta: by('PARTY-14'),
  context: ({ input }) => party.birth(input),
  initial: 'none',
  on: {
    'party.joined': { actions: 'countIn', meta: by('PARTY-15') },
    'party.left': { actions: 'countOut', meta: by('PARTY-15') },
  },
  states: {
    none: {
      description: 'No NdisPartyHandle, or a dead one.',
      meta: by('PARTY-08'),
      on: {
        NdisClMakeCall: { target: 'adding', actions: 'beginCall', meta: by('CALL-OUT-15') },
        NdisClAddParty: { target: 'adding', actions: 'beginParty', meta: by('PARTY-01', 'PARTY-02') },
      },
    },
    adding: {
      description: 'Call manager and network take it in; the client may not use its handle yet.',
      meta: by('PARTY-04'),
      on: {
        'NdisClMakeCall returns': [...arrival, { meta: by('CALL-OUT-07') }],
        ...twins('MakeCallComplete', arrival),
        'NdisClAddParty returns': [...arrival, { meta: by('PARTY-03') }],
        ...twins('AddPartyComplete', arrival),
        NdisClCloseCall: {
          description: 'The client closes the call before it is made.',
          guard: 'isFirst',
          target: 'dropping',
          actions: 'closeFromAdding',
          meta: by('CALL-CLOSE-18', 'CALL-CLOSE-05'),
        },
        'NdisClCloseCall returns': callEndsWithAnother,
        ...twins('CloseCallComplete', callEndsWithAnother),
      },
    },
    connected: {
      description: 'It is on the call.',
      meta: by('PARTY-04', 'PARTY-15'),
      on: {
        ...twins('DispatchIncomingDropParty', {
          guard: 'hasOthers',
          actions: 'noteLeaving',
          meta: by('PARTY-12', 'PARTY-13'),
        }),
        NdisClDropParty: {
          guard: 'hasOthers',
          target: 'dropping',
          actions: 'answerLeaving',
          meta: by('PARTY-08', 'PARTY-09', 'PARTY-13'),
        },
        NdisClCloseCall: {
          guard: 'isLast',
          target: 'dropping',
          actions: 'closeFromConnected',
          meta: by('CALL-CLOSE-04', 'CALL-CLOSE-05', 'PARTY-13'),
        },
        'NdisClCloseCall returns': callEndsWithAnother,
        ...twins('CloseCallComplete', callEndsWithAnother),
      },
    },
    dropping: {
      description: 'It leaves: its handle is dead for the client, and lives again only if that is refused.',
      meta: by('PARTY-08', 'PARTY-10'),
      on: {
        'NdisClDropParty returns': [
          { guard: 'succeeded', target: 'none', meta: by('PARTY-10', 'PARTY-14') },
          { guard: 'failed', target: 'connected', meta: by('PARTY-09') },
          { meta: by('PARTY-10') },
        ],
        ...twins('DropPartyComplete', [
          { guard: 'succeeded', target: 'none', meta: by('PARTY-10', 'PARTY-14') },
          { guard: 'failed', target: 'connected', meta: by('PARTY-10') },
        ]),
        'NdisClMakeCall returns': { actions: 'noteMade', meta: by('CALL-OUT-07') },
        ...twins('MakeCallComplete', { actions: 'noteMade', meta: by('CALL-OUT-07') }),
        'NdisClCloseCall returns': callEnds,
        ...twins('CloseCallComplete', callEnds),
      },
    },
  },
});

import type { PartyLife } from '../../src/protocol/lives.js';
import { hasOutcome } from '../answers.js';
import { ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import { twins } from '../twins.js';
import * as party from './party.logic.js';
import type { PartyContext, PartyEvent } from './party.types.js';

const fresh = { none: to('adding'), otherwise: illegal('PARTY-02') };
const overtaken = ignore('the completion came before the return');
const forTheCall = ignore('the VC itself says whether its call may be completed');
const notLast = { holds: party.hasOthers, status: 'NDIS_STATUS_FAILURE' } as const;

const callEnds = {
  adding: to('adding', 'none'),
  connected: to('connected', 'none'),
  dropping: to('dropping', 'adding', 'connected', 'none'),
};

/** What becomes of everything that concerns a party, in every state: what is illegal, NDIS refuses. */
export const partyFates: Fates<PartyContext, PartyEvent, PartyLife> = {
  // With the call, or later.

  NdisClMakeCall: fresh,
  'NdisClMakeCall returns': { adding: to('adding', 'connected', 'none'), dropping: stays, otherwise: overtaken },
  ...twins('MakeCallComplete', {
    adding: when([{ holds: hasOutcome, rule: 'ASYNC-03' }], to('connected', 'none')),
    dropping: stays,
    otherwise: forTheCall,
  }),
  NdisClAddParty: fresh,
  'NdisClAddParty returns': { adding: to('adding', 'connected', 'none'), otherwise: overtaken },
  ...twins('AddPartyComplete', {
    adding: when([{ holds: hasOutcome, rule: 'PARTY-03' }], to('connected', 'none')),
    otherwise: illegal('PARTY-03'),
  }),

  // It leaves, and others stay.

  ...twins('DispatchIncomingDropParty', {
    none: illegal('PARTY-08'),
    adding: illegal('PARTY-12'),
    connected: when([{ ...notLast, rule: 'PARTY-12' }], stays),
    dropping: ignore('the client drops it already'),
  }),
  NdisClDropParty: {
    none: illegal('PARTY-08'),
    adding: illegal('PARTY-04'),
    connected: when([{ ...notLast, rule: 'PARTY-09' }], to('dropping')),
    dropping: illegal('PARTY-08'),
  },
  'NdisClDropParty returns': { dropping: to('dropping', 'connected', 'none'), otherwise: overtaken },
  ...twins('DropPartyComplete', {
    dropping: when([{ holds: hasOutcome, rule: 'PARTY-10' }], to('connected', 'none')),
    otherwise: illegal('PARTY-10'),
  }),

  // It is the last, and leaves with the call.

  NdisClCloseCall: {
    none: illegal('PARTY-08'),
    adding: when([{ holds: party.isFirst, rule: 'PARTY-04' }], to('dropping')),
    connected: when([{ holds: party.isLast, rule: 'CALL-CLOSE-04', status: 'NDIS_STATUS_FAILURE' }], to('dropping')),
    dropping: illegal('PARTY-08'),
  },
  'NdisClCloseCall returns': { ...callEnds, otherwise: overtaken },
  ...twins('CloseCallComplete', { ...callEnds, otherwise: forTheCall }),

  'party.joined': { otherwise: stays },
  'party.left': { otherwise: stays },
};

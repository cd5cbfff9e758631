import { ignore, illegal, stays, to } from '../chart.js';
import type { Fates } from '../chart.js';
import type { NdisContext, NdisEvent, NdisState } from './ndis.types.js';

const down = ignore('the system is down');

/** What becomes of every call, and of every answer to a callback, in every state of NDIS. */
export const ndisFates: Fates<NdisContext, NdisEvent, NdisState> = {
  'ndis.startAdapter': { off: to('running'), running: ignore('the adapter is up'), bugCheck: down },
  'ndis.call': { off: illegal('REG-01'), running: stays, bugCheck: down },
  'ndis.resume': { off: illegal('REG-01'), running: to('running', 'bugCheck'), bugCheck: down },
};

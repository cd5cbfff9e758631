import { partyHandle } from '../../src/protocol/handles.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import { succeeded } from '../answers.js';
import type { PartyContext, PartyInput } from './party.types.js';

export const birth = ({ party = partyHandle(1, 1), others = 0 }: PartyInput): PartyContext => ({
  party,
  others,
  isFirst: false,
  isLeaving: false,
  closedFrom: null,
});

export const isFirst = ({ isFirst }: PartyContext) => isFirst;
export const hasOthers = ({ others }: PartyContext) => others > 0;
export const isLast = ({ others }: PartyContext) => others === 0;
export const wasAdding = ({ closedFrom }: PartyContext) => closedFrom === 'adding';
export const wasConnected = ({ closedFrom }: PartyContext) => closedFrom === 'connected';

export const beginCall = (): Partial<PartyContext> => ({ isFirst: true, isLeaving: false, closedFrom: null });
export const beginParty = (): Partial<PartyContext> => ({ isFirst: false, isLeaving: false, closedFrom: null });
export const noteLeaving = () => ({ isLeaving: true });
export const answerLeaving = () => ({ isLeaving: false });
export const closeFromAdding = (): Partial<PartyContext> => ({ closedFrom: 'adding' });
export const closeFromConnected = (): Partial<PartyContext> => ({ closedFrom: 'connected', isLeaving: false });
export const endClose = () => ({ closedFrom: null });
/** The call is made while it is already being closed. */
export const noteMade = (
  { closedFrom }: PartyContext,
  event: { status?: NdisStatus | null },
): Partial<PartyContext> => ({
  closedFrom: closedFrom === 'adding' && succeeded(undefined, event) ? 'connected' : closedFrom,
});
export const countIn = ({ others }: PartyContext) => ({ others: others + 1 });
export const countOut = ({ others }: PartyContext) => ({ others: Math.max(0, others - 1) });

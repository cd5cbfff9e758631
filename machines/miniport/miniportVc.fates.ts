import { ignore, illegal, stays, to } from '../chart.js';
import type { Fates } from '../chart.js';
import type { MiniportVcContext, MiniportVcEvent, MiniportVcState } from './miniportVc.types.js';

const unasked = ignore('the channel reports what nobody has asked for');

/** What becomes of every callback, and of every report of the channel, in every state of a miniport's VC. */
export const miniportVcFates: Fates<MiniportVcContext, MiniportVcEvent, MiniportVcState> = {
  MiniportCoCreateVc: { absent: to('absent', 'inactive'), otherwise: illegal('VC-CREATE-02') },
  MiniportCoDeleteVc: {
    absent: illegal('CTX-11'),
    inactive: to('inactive', 'absent'),
    otherwise: illegal('VC-DEL-02'),
  },
  MiniportCoActivateVc: {
    inactive: to('inactive', 'activating'),
    active: to('active', 'reactivating'),
    absent: illegal('VC-ACT-13'),
    otherwise: illegal('VC-ACT-10'),
  },
  MiniportCoDeactivateVc: {
    active: to('deactivating'),
    absent: illegal('VC-DEACT-20'),
    inactive: illegal('VC-DEACT-20'),
    otherwise: illegal('VC-DEACT-12'),
  },
  MiniportCoSendNetBufferLists: { absent: illegal('CTX-10'), otherwise: stays },
  MiniportReturnNetBufferLists: { otherwise: stays },
  'channel.opened': {
    activating: to('active'),
    activationPended: to('active'),
    reactivating: to('active'),
    reactivationPended: to('active'),
    otherwise: unasked,
  },
  'channel.opening': {
    activating: to('activationPended'),
    reactivating: to('reactivationPended'),
    otherwise: unasked,
  },
  'channel.refused': {
    activating: to('inactive'),
    activationPended: to('inactive'),
    reactivating: to('active'),
    reactivationPended: to('active'),
    otherwise: unasked,
  },
  'channel.closed': { deactivating: to('inactive'), deactivationPended: to('inactive'), otherwise: unasked },
  'channel.draining': { deactivating: to('deactivationPended'), otherwise: unasked },
  'channel.sent': { otherwise: stays },
  'channel.received': { otherwise: stays },
  'answer.next': { otherwise: stays },
};

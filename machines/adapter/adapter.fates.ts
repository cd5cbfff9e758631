import { ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import * as adapter from './adapter.logic.js';
import type { AdapterContext, AdapterInputEvent, AdapterState } from './adapter.types.js';

const sending = { holds: adapter.isSending, rule: 'SEND-07' } as const;

/** What becomes of every request of the driver, and of everything the hardware does, in every state of a channel. */
export const adapterFates: Fates<AdapterContext, AdapterInputEvent, AdapterState> = {
  'channel.open': {
    closed: to('closed', 'opening', 'open'),
    open: to('open', 'reopening'),
    otherwise: illegal('VC-ACT-10'),
  },
  'channel.close': {
    closed: illegal('VC-DEACT-20'),
    open: to('closed', 'draining'),
    otherwise: illegal('VC-DEACT-12'),
  },
  'channel.send': { otherwise: stays },
  'channel.returned': { draining: to('draining', 'closed'), otherwise: stays },
  'adapter.activated': {
    opening: to('open'),
    reopening: to('open'),
    otherwise: illegal('VC-ACT-18'),
  },
  'adapter.activationFailed': {
    opening: to('closed'),
    reopening: to('open'),
    otherwise: illegal('VC-ACT-18'),
  },
  'adapter.sendDone': {
    open: when([sending], stays),
    reopening: when([sending], stays),
    draining: when([sending], to('draining', 'closed')),
    otherwise: illegal('SEND-07'),
  },
  'adapter.receive': {
    closed: ignore('discarded: after its deactivation a VC indicates nothing (VC-DEACT-05)'),
    opening: ignore('discarded: data move only while the VC is active (VC-ACT-01)'),
    open: stays,
    reopening: stays,
    draining: ignore('discarded: a deactivation stops all traffic (VC-DEACT-03)'),
  },
  'answer.next': { otherwise: stays },
};

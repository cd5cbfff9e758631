import { ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import * as adapter from './adapter.logic.js';
import type { AdapterContext, AdapterInputEvent, AdapterState } from './adapter.types.js';

const discarded = ignore('a channel that is not open discards what arrives');

/** What becomes of every request of the driver, and of everything the hardware does, in every state of a channel. */
export const adapterFates: Fates<AdapterContext, AdapterInputEvent, AdapterState> = {
  'channel.open': {
    closed: to('closed', 'opening', 'open'),
    opening: illegal('VC-ACT-10'),
    open: to('open', 'reopening'),
    reopening: illegal('VC-ACT-10'),
    draining: illegal('VC-ACT-10'),
  },
  'channel.close': {
    open: to('closed', 'draining'),
    closed: illegal('VC-DEACT-20'),
    draining: illegal('VC-DEACT-12'),
    otherwise: illegal('VC-DEACT-12'),
  },
  'channel.send': {
    open: stays,
    reopening: stays,
    draining: illegal('VC-DEACT-21'),
    otherwise: illegal('SEND-01'),
  },
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
    draining: when([{ holds: adapter.isSending, rule: 'SEND-07' }], to('draining', 'closed')),
    otherwise: when([{ holds: adapter.isSending, rule: 'SEND-07' }], stays),
  },
  'adapter.receive': { open: stays, reopening: stays, otherwise: discarded },
  'answer.next': { otherwise: stays },
};

import { ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import { twins } from '../twins.js';
import * as callManager from './callManager.logic.js';
import type { CallManagerContext, CallManagerEvent, CallManagerState } from './callManager.types.js';

/** What becomes of an event, while a provider registers its address family and serves it. */
export const callManagerFates: Fates<CallManagerContext, CallManagerEvent, CallManagerState> = {
  // The adapter comes up.

  ProtocolBindAdapterEx: {
    unbound: when([{ holds: callManager.isStandAlone, rule: 'AF-02' }], to('registering')),
    otherwise: ignore('a binding to another adapter has a machine of its own'),
  },
  MiniportInitializeEx: {
    unbound: when([{ holds: callManager.isMcm, rule: 'AF-01' }], to('registering')),
    otherwise: illegal('AF-02'),
  },
  ...twins('RegisterAddressFamilyEx returns', {
    unbound: illegal('AF-01'),
    registering: to('registered', 'unbound'),
    registered: illegal('AF-03'),
  }),

  // Clients come and go.

  ProtocolCmOpenAf: { registered: stays, otherwise: illegal('AF-09') },
  ProtocolCmCloseAf: { registered: stays, otherwise: illegal('AF-09') },
  ProtocolCmRegisterSap: { registered: stays, otherwise: illegal('SAP-01') },
  ProtocolCmDeregisterSap: { registered: stays, otherwise: illegal('SAP-10') },

  // The provider decides.

  'callManager.completeOpenAf': {
    registered: when([{ holds: callManager.owesOpen, rule: 'AF-10' }], stays),
    otherwise: illegal('AF-10'),
  },
  'callManager.completeRegisterSap': {
    registered: when([{ holds: callManager.owesSap, rule: 'SAP-03' }], stays),
    otherwise: illegal('SAP-03'),
  },
  'answer.next': { otherwise: stays },
};

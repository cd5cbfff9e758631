import { ignore, illegal, stays, to } from '../chart.js';
import type { Fates } from '../chart.js';
import { twins } from '../twins.js';
import type { SapContext, SapEvent, SapState } from './sap.types.js';

const result = ignore('a result that changes nothing here');

/** What becomes of everything that concerns a SAP, in every state: what is illegal, NDIS refuses. */
export const sapFates: Fates<SapContext, SapEvent, SapState> = {
  NdisClRegisterSap: { none: to('registering'), otherwise: illegal('SAP-02', 'NDIS_STATUS_INVALID_DATA') },
  'NdisClRegisterSap returns': { registering: to('registering', 'registered', 'none'), otherwise: result },
  ...twins('RegisterSapComplete', { registering: to('registered', 'none'), otherwise: illegal('SAP-03') }),
  NdisClDeregisterSap: {
    registered: to('deregistering'),
    deregistering: illegal('SAP-12'),
    otherwise: illegal('SAP-06'),
  },
  'NdisClDeregisterSap returns': { deregistering: to('deregistering', 'none'), otherwise: result },
  ...twins('DeregisterSapComplete', { deregistering: to('none'), otherwise: illegal('SAP-10') }),
  ...twins('DispatchIncomingCall', { registering: stays, registered: stays, none: illegal('CALL-IN-02'), deregistering: illegal('SAP-15') }),
};

import type { SapLife } from '../../src/protocol/lives.js';
import { hasOutcome, succeeded } from '../answers.js';
import { ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import { twins } from '../twins.js';
import type { SapContext, SapEvent } from './sap.types.js';

const overtaken = ignore('the completion came before the return');

/** What becomes of everything that concerns a SAP, in every state: what is illegal, NDIS refuses. */
export const sapFates: Fates<SapContext, SapEvent, SapLife> = {
  NdisClRegisterSap: { none: to('registering'), otherwise: illegal('SAP-02', 'NDIS_STATUS_INVALID_DATA') },
  'NdisClRegisterSap returns': { registering: to('registering', 'registered', 'none'), otherwise: overtaken },
  ...twins('RegisterSapComplete', {
    registering: when([{ holds: hasOutcome, rule: 'SAP-03' }], to('registered', 'none')),
    otherwise: illegal('SAP-03'),
  }),
  ...twins('DispatchIncomingCall', {
    none: illegal('CALL-IN-02'),
    registering: stays,
    registered: stays,
    deregistering: illegal('SAP-15', 'NDIS_STATUS_FAILURE'),
  }),
  NdisClDeregisterSap: {
    none: illegal('SAP-09'),
    registering: illegal('SAP-05'),
    registered: to('deregistering'),
    deregistering: illegal('SAP-12', 'NDIS_STATUS_FAILURE'),
  },
  'NdisClDeregisterSap returns': { deregistering: to('deregistering', 'none'), otherwise: overtaken },
  ...twins('DeregisterSapComplete', {
    deregistering: when([{ holds: succeeded, rule: 'SAP-10' }], to('none')),
    otherwise: illegal('SAP-10'),
  }),
};

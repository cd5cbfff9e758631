import { ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import { twins } from '../twins.js';
import * as af from './af.logic.js';
import type { AfContext, AfEvent, AfState } from './af.types.js';

const needsOpenAf = { open: stays, otherwise: illegal('VC-CREATE-12') };
const result = ignore('a result that changes nothing here');
const counted = { open: stays, otherwise: result };

/** What becomes of everything that concerns an address family, in every state: what is illegal, NDIS refuses. */
export const afFates: Fates<AfContext, AfEvent, AfState> = {
  ...twins('RegisterAddressFamilyEx returns', { unregistered: to('unregistered', 'advertised'), otherwise: result }),
  NdisClOpenAddressFamilyEx: { advertised: to('opening'), otherwise: illegal('AF-07') },
  'NdisClOpenAddressFamilyEx returns': { opening: to('opening', 'open', 'advertised'), otherwise: result },
  ProtocolClOpenAfCompleteEx: { opening: to('open', 'advertised'), otherwise: ignore('the open is over') },
  ...twins('OpenAddressFamilyComplete', { opening: stays, otherwise: illegal('AF-10') }),
  NdisCoCreateVc: needsOpenAf,
  NdisMCmCreateVc: needsOpenAf,
  'NdisCoCreateVc returns': counted,
  'NdisMCmCreateVc returns': counted,
  'NdisCoDeleteVc returns': counted,
  'NdisMCmDeleteVc returns': counted,
  NdisClRegisterSap: { open: stays, opening: illegal('AF-11'), otherwise: illegal('SAP-01') },
  'NdisClRegisterSap returns': counted,
  'NdisClDeregisterSap returns': counted,
  NdisClCloseAddressFamily: {
    open: when(
      [
        { holds: af.hasNoVcs, rule: 'AF-14' },
        { holds: af.hasNoSaps, rule: 'AF-14' },
      ],
      to('closing'),
    ),
    closing: illegal('AF-15'),
    closed: illegal('AF-16'),
    otherwise: illegal('AF-11'),
  },
  'NdisClCloseAddressFamily returns': { closing: to('closing', 'closed', 'open'), otherwise: result },
  ...twins('CloseAddressFamilyComplete', { closing: to('closed'), otherwise: illegal('AF-32') }),
};

import type { AfLife } from '../../src/protocol/lives.js';
import { hasOutcome, succeeded } from '../answers.js';
import { ignore, illegal, stays, to, when } from '../chart.js';
import type { Fates } from '../chart.js';
import { twins } from '../twins.js';
import * as af from './af.logic.js';
import type { AfContext, AfEvent } from './af.types.js';

const overtaken = ignore('the completion came before the return');
const counted = { open: stays, otherwise: ignore('only an open address family counts what is on it') };
const forTheProvider = { otherwise: ignore('VCs that the provider has created are its own to delete (AMB-46)') };
const forTheSap = { open: stays, otherwise: ignore('the SAP itself says whether it may be completed') };
const offer = {
  closing: illegal('SAP-15', 'NDIS_STATUS_FAILURE'),
  otherwise: ignore('the SAP and the VC say whether a call may be offered'),
};
const creation = { open: stays, otherwise: illegal('VC-CREATE-12') };

/** What becomes of everything that concerns an address family, in every state: what is illegal, NDIS refuses. */
export const afFates: Fates<AfContext, AfEvent, AfLife> = {
  // From registration to the open.

  ...twins('RegisterAddressFamilyEx returns', {
    unregistered: to('unregistered', 'advertised'),
    otherwise: ignore('the address family has its provider'),
  }),
  NdisClOpenAddressFamilyEx: { advertised: to('opening'), otherwise: illegal('AF-07') },
  'NdisClOpenAddressFamilyEx returns': { opening: to('opening', 'open', 'advertised'), otherwise: overtaken },
  ...twins('OpenAddressFamilyComplete', {
    opening: when(
      [
        { holds: hasOutcome, rule: 'AF-10' },
        { holds: af.isUnanswered, rule: 'AF-10' },
      ],
      stays,
    ),
    otherwise: illegal('AF-10'),
  }),
  ProtocolClOpenAfCompleteEx: {
    opening: to('open', 'advertised'),
    otherwise: ignore('it only passes on what NDIS knows already'),
  },

  // VCs and SAPs on it.

  NdisCoCreateVc: { ...creation, opening: illegal('AF-11') },
  NdisMCmCreateVc: creation,
  'NdisCoCreateVc returns': counted,
  'NdisMCmCreateVc returns': forTheProvider,
  'NdisCoDeleteVc returns': counted,
  'NdisMCmDeleteVc returns': forTheProvider,
  NdisClRegisterSap: {
    open: stays,
    closing: illegal('AF-16'),
    closed: illegal('AF-16'),
    otherwise: illegal('SAP-01'),
  },
  'NdisClRegisterSap returns': counted,
  'NdisClDeregisterSap returns': counted,
  ...twins('RegisterSapComplete', forTheSap),
  ...twins('DeregisterSapComplete', forTheSap),
  ...twins('DispatchIncomingCall', offer),
  NdisCoOidRequest: {
    open: stays,
    closing: when([{ holds: af.isFromProvider, rule: 'AF-16' }], stays),
    closed: illegal('AF-16'),
    otherwise: illegal('AF-11'),
  },

  // From the close to the end.

  NdisClCloseAddressFamily: {
    open: when(
      [
        { holds: af.hasNoVcs, rule: 'AF-14', status: 'NDIS_STATUS_FAILURE' },
        { holds: af.hasNoSaps, rule: 'AF-14', status: 'NDIS_STATUS_FAILURE' },
      ],
      to('closing'),
    ),
    closing: illegal('AF-15', 'NDIS_STATUS_FAILURE'),
    closed: illegal('AF-16'),
    otherwise: illegal('AF-11'),
  },
  'NdisClCloseAddressFamily returns': { closing: to('closing', 'closed', 'open'), otherwise: overtaken },
  ...twins('CloseAddressFamilyComplete', {
    closing: when([{ holds: succeeded, rule: 'AF-18' }], to('closed')),
    otherwise: illegal('AF-32'),
  }),
};

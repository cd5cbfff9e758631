import { ignore, illegal, stays, to } from '../chart.js';
import type { Fates } from '../chart.js';
import type { ClientContext, ClientEvent, ClientState } from './client.types.js';

const overtaken = ignore('the completion came before the return');

/** What becomes of an event, while a client gets ready for calls. */
export const clientFates: Fates<ClientContext, ClientEvent, ClientState> = {
  ProtocolBindAdapterEx: {
    unbound: to('bound'),
    otherwise: ignore('a binding to another adapter has a machine of its own'),
  },
  ProtocolCoAfRegisterNotify: {
    unbound: illegal('AF-06'),
    bound: to('opening'),
    opening: stays,
    registering: stays,
    open: stays,
    ready: stays,
  },
  'NdisClOpenAddressFamilyEx returns': {
    unbound: illegal('AF-07'),
    opening: stays,
    otherwise: overtaken,
  },
  ProtocolClOpenAfCompleteEx: {
    unbound: illegal('AF-07'),
    opening: to('registering', 'bound'),
    otherwise: illegal('ASYNC-02'),
  },
  'NdisClRegisterSap returns': {
    unbound: illegal('SAP-01'),
    bound: illegal('SAP-01'),
    opening: illegal('SAP-01'),
    registering: stays,
    open: overtaken,
    ready: overtaken,
  },
  ProtocolClRegisterSapComplete: {
    unbound: illegal('SAP-01'),
    bound: illegal('SAP-01'),
    opening: illegal('SAP-01'),
    registering: to('ready', 'open'),
    open: illegal('SAP-03'),
    ready: illegal('SAP-03'),
  },
};

import { afHandle, sapHandle } from '../../src/protocol/handles.js';
import type { CallManagerContext, CallManagerInput, CallManagerMessage } from './callManager.types.js';

export const birth = ({ kind = 'NdisCm' }: CallManagerInput): CallManagerContext => ({
  kind,
  af: afHandle(1),
  sap: sapHandle(1),
  owesOpen: false,
  owesSap: false,
  answers: {},
});

// Questions.

export const isStandAlone = ({ kind }: CallManagerContext) => kind === 'NdisCm';
export const isMcm = ({ kind }: CallManagerContext) => kind === 'NdisMCm';
export const owesOpen = ({ owesOpen }: CallManagerContext) => owesOpen;
export const owesSap = ({ owesSap }: CallManagerContext) => owesSap;

// What an event leaves behind.

export const oweOpen = () => ({ owesOpen: true });
export const openDone = () => ({ owesOpen: false });
export const oweSap = () => ({ owesSap: true });
export const sapDone = () => ({ owesSap: false });

// Calls into NDIS.

export const openAdapter = (): CallManagerMessage => ({ type: 'NdisOpenAdapterEx' });
export const registerAf = ({ kind, af }: CallManagerContext): CallManagerMessage => ({
  type: `${kind}RegisterAddressFamilyEx`,
  af,
});
export const completeOpen = ({ kind, af }: CallManagerContext): CallManagerMessage => ({
  type: `${kind}OpenAddressFamilyComplete`,
  af,
  status: 'NDIS_STATUS_SUCCESS',
});
export const completeSap = ({ kind, sap }: CallManagerContext): CallManagerMessage => ({
  type: `${kind}RegisterSapComplete`,
  sap,
  status: 'NDIS_STATUS_SUCCESS',
});

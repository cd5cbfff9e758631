import { afHandle, sapHandle } from '../../src/protocol/handles.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import type { Call } from '../messages.js';
import type { ClientContext, ClientMessage } from './client.types.js';

export const birth = (): ClientContext => ({ af: afHandle(1), sap: sapHandle(1) });

// Calls into NDIS.

export const openAdapter = (): ClientMessage => ({ type: 'NdisOpenAdapterEx' });
export const openAf = ({ af }: ClientContext): ClientMessage => ({ type: 'NdisClOpenAddressFamilyEx', af });
export const registerSap = ({ af, sap }: ClientContext): ClientMessage => ({ type: 'NdisClRegisterSap', af, sap });

/** A final return: the client runs its completion routine itself. */
export const completeOpen = ({ af }: ClientContext, { status }: { status: NdisStatus | null }) =>
  ({ type: 'ProtocolClOpenAfCompleteEx', af, status }) as Call<'ProtocolClOpenAfCompleteEx'>;
export const completeSap = ({ sap }: ClientContext, { status }: { status: NdisStatus | null }) =>
  ({ type: 'ProtocolClRegisterSapComplete', sap, status }) as Call<'ProtocolClRegisterSapComplete'>;

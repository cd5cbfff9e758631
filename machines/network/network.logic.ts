import type { LineReport } from '../ports.js';
import type { NetworkContext, NetworkEvent, NetworkInput } from './network.types.js';

type On<T extends NetworkEvent['type']> = Extract<NetworkEvent, { type: T }>;

export const birth = ({ vc = 1 }: NetworkInput): NetworkContext => ({ vc });

export const incoming = (_: NetworkContext, { callParameters = 'P1' }: On<'network.call'>): LineReport => ({
  type: 'line.incoming',
  callParameters,
});
export const proposed = (_: NetworkContext, { callParameters = 'P2' }: On<'network.proposeQoS'>): LineReport => ({
  type: 'line.proposed',
  callParameters,
});
export const hungUp = (): LineReport => ({ type: 'line.hungUp', status: 'NDIS_STATUS_SUCCESS' });
export const dropped = (): LineReport => ({ type: 'line.hungUp', status: 'NDIS_STATUS_FAILURE' });
export const accepted = (): LineReport => ({ type: 'line.accepted' });
export const refused = (): LineReport => ({ type: 'line.refused' });
export const connected = (): LineReport => ({ type: 'line.connected' });
export const agreed = (): LineReport => ({ type: 'line.agreed' });
export const disagreed = (): LineReport => ({ type: 'line.disagreed' });
export const released = (): LineReport => ({ type: 'line.released' });

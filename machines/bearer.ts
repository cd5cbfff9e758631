import type { NdisStatus } from '../src/protocol/status.js';
import type { CallParameters } from './messages.js';
import type { BearerReport } from './ports.js';

/**
 * What a call manager and an MCM have in common in looking after the VC under a call: who created it, whether a call
 * uses it, and what call control hears.
 */
export interface Bearer {
  /** This driver created the VC, and may delete it. */
  readonly isCreator: boolean;
  /** A call uses the VC. */
  readonly isInUse: boolean;
  /** Call parameters of the activation under way. */
  readonly parameters: CallParameters;
}

export const unused: Bearer = { isCreator: false, isInUse: false, parameters: '' };

export const isCreator = ({ isCreator }: Bearer) => isCreator;
export const isFree = ({ isInUse }: Bearer) => !isInUse;

export const becomeCreator = () => ({ isCreator: true });
export const beginUse = () => ({ isInUse: true });
export const endUse = () => ({ isInUse: false });
export const propose = (_: unknown, { callParameters }: { callParameters: CallParameters }) => ({
  parameters: callParameters,
  isInUse: true,
});

/** Where the activation has led is NDIS's and the hardware's to remember. */
export const endActivation = () => ({ parameters: '' });

export const reportCreated = (): BearerReport => ({ type: 'bearer.created' });
export const reportCreateFailed = (): BearerReport => ({ type: 'bearer.createFailed' });
export const reportActivated = (): BearerReport => ({ type: 'bearer.activated' });
export const reportActivationFailed = (_: unknown, { status }: { status?: NdisStatus | null }): BearerReport => ({
  type: 'bearer.activationFailed',
  status: status ?? 'NDIS_STATUS_FAILURE',
});
export const reportDeactivated = (): BearerReport => ({ type: 'bearer.deactivated' });
export const reportDeactivationFailed = (): BearerReport => ({ type: 'bearer.deactivationFailed' });

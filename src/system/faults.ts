import type { DriverRole, Topology } from '../protocol/roles.js';
import { shortStatus } from '../protocol/status.js';
import type { NdisStatus } from '../protocol/status.js';
import type { Side } from './parts.js';

/** An answer that a driver, or the hardware, may give to what it is asked, to its own cost. */
export interface Fault {
  readonly event: string;
  readonly status: NdisStatus;
  /** Whose answer, where several are asked the same. */
  readonly on?: DriverRole;
}

const fault = (event: string, status: string, on?: DriverRole): Fault => ({
  event,
  status: `NDIS_STATUS_${status}` as NdisStatus,
  ...(on === undefined ? {} : { on }),
});

/** Whatever may go wrong with an answer in a system of the topology: no memory, no agreement, no will, no hurry. */
export function faultsOf(topology: Topology): readonly Fault[] {
  const provider = topology === 'cm' ? 'callManager' : 'mcm';
  return [
    fault('ProtocolCoCreateVc', 'RESOURCES', 'client'),
    fault('ProtocolCoCreateVc', 'RESOURCES', provider),
    fault('ProtocolCoDeleteVc', 'NOT_ACCEPTED', 'client'),
    fault('ProtocolCoDeleteVc', 'NOT_ACCEPTED', provider),
    fault('ProtocolClIncomingCall', 'FAILURE'),
    fault('ProtocolClIncomingCall', 'PENDING'),
    fault('ProtocolClIncomingCallQoSChange', 'NOT_ACCEPTED'),
    fault('ProtocolClIncomingCallQoSChange', 'INVALID_DATA'),
    fault('ProtocolCoReceiveNetBufferLists', 'SUCCESS', 'client'),
    fault('ProtocolCmMakeCall', 'RESOURCES'),
    fault('ProtocolCmCloseCall', 'NOT_ACCEPTED'),
    fault('ProtocolCmModifyCallQoS', 'NOT_SUPPORTED'),
    fault('channel.open', 'PENDING'),
    fault('channel.open', 'INVALID_DATA'),
    ...(topology === 'cm'
      ? [fault('MiniportCoCreateVc', 'RESOURCES'), fault('MiniportCoActivateVc', 'RESOURCES')]
      : []),
  ];
}

/** The name of a fault: `ProtocolCmMakeCall=RESOURCES`, or `client:ProtocolCoCreateVc=RESOURCES` where several are asked. */
export const faultName = ({ event, status, on }: Fault): string =>
  `${on === undefined ? '' : `${on}:`}${event}=${shortStatus(status)}`;

/** Whether it is an answer of this side to this event. */
export const mayAnswer = ({ event, on }: Fault, side: Side, asked: string): boolean =>
  event === asked && (on === undefined || on === side);

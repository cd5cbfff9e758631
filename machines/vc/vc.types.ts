import type { CallEnd, VcCall, VcLife } from '../../src/protocol/lives.js';
import type { NblName, VcHandle } from '../../src/protocol/handles.js';
import type { DriverRole, Role } from '../../src/protocol/roles.js';
import type { Call, CallParameters, Returns } from '../messages.js';

/** NDIS functions that name a VC, apart from the twins below. */
type VcFunction =
  | 'NdisCoCreateVc'
  | 'NdisCoDeleteVc'
  | 'NdisMCoActivateVcComplete'
  | 'NdisMCoDeactivateVcComplete'
  | 'NdisClMakeCall'
  | 'NdisClIncomingCallComplete'
  | 'NdisClModifyCallQoS'
  | 'NdisClCloseCall'
  | 'NdisClAddParty'
  | 'NdisClDropParty'
  | 'NdisCoSendNetBufferLists'
  | 'NdisMCoSendNetBufferListsComplete'
  | 'NdisMCoIndicateReceiveNetBufferLists'
  | 'NdisReturnNetBufferLists';

/** How NDIS ends a pended NdisMCmActivateVc: the one callback that decides about the VC. */
type VcCallback = 'ProtocolCmActivateVcComplete';

/** NDIS functions that exist twice: NdisCm… for a call manager, NdisMCm… for an MCM. */
type Twin =
  | 'ActivateVc'
  | 'DeactivateVc'
  | 'MakeCallComplete'
  | 'DispatchIncomingCall'
  | 'DispatchCallConnected'
  | 'ModifyCallQoSComplete'
  | 'DispatchIncomingCallQoSChange'
  | 'DispatchIncomingCloseCall'
  | 'CloseCallComplete';

type TwinFunction = 'NdisMCmCreateVc' | 'NdisMCmDeleteVc' | `NdisCm${Twin}` | `NdisMCm${Twin}`;

/** The functions whose result decides about the VC. */
type DecidingFunction =
  | 'NdisCoCreateVc'
  | 'NdisMCmCreateVc'
  | 'NdisCoDeleteVc'
  | 'NdisMCmDeleteVc'
  | 'NdisCmActivateVc'
  | 'NdisMCmActivateVc'
  | 'NdisCmDeactivateVc'
  | 'NdisMCmDeactivateVc'
  | 'NdisClMakeCall'
  | 'NdisCmDispatchIncomingCall'
  | 'NdisMCmDispatchIncomingCall'
  | 'NdisClModifyCallQoS'
  | 'NdisClCloseCall'
  | 'NdisMCoIndicateReceiveNetBufferLists';

/** Who called, which only the boundary knows. */
interface Called {
  readonly by: DriverRole;
}

type FromBoundary<M> = M extends unknown ? M & Called : never;

/** What crosses the NDIS boundary about one VC: the calls into NDIS, and the results that decide. */
export type VcEvent =
  | FromBoundary<Call<VcFunction | TwinFunction>>
  | (Call<VcCallback> & { readonly by: Role })
  | FromBoundary<Returns<DecidingFunction>>;

/** One list handed down for sending, and the driver that owns it. */
export interface SendInProgress {
  readonly nbl: NblName;
  readonly by: DriverRole;
}

export interface VcContext {
  readonly vc: VcHandle;
  /** Only the creator may delete the VC; `null` before there is one, and after. */
  readonly creator: DriverRole | null;
  /** A call manager's own VC: no address family, no client, no call. */
  readonly signaling: boolean;
  /** Call parameters in force; `null` while the VC is inactive. */
  readonly parameters: CallParameters | null;
  /** Call parameters of an activation under way. */
  readonly proposed: CallParameters | null;
  readonly sends: readonly SendInProgress[];
  readonly receives: readonly NblName[];
  /** Lists lent with NDIS_RECEIVE_FLAGS_RESOURCES for the time of the indication. */
  readonly lent: readonly NblName[];
  /** A make-call that has not been completed, also while the call is already being closed. */
  readonly makePending: boolean;
  /** An offer that has not been answered, also after the peer has hung up. */
  readonly offerPending: boolean;
  /** A call came to an abnormal end: the client has to delete the VC. Of no account where a provider created it. */
  readonly abnormal: boolean;
  /** Changes of call parameters that the client has asked for and that are not completed; two stand for any more. */
  readonly changesPending: number;
  /** The call was made with a party context. */
  readonly multipoint: boolean;
  /**
   * Where the call stood when its close began, until it is closed: a refused close goes back there. With no call,
   * `hungUp` is what is left of an offer rejected after the peer had hung up: the client may close it as well.
   */
  readonly closedFrom: VcCall | null;
  /** How the last call came to its end; `null` where there was none, or a new one has begun. */
  readonly ended: CallEnd | null;
  /** The activation in force is that of a call that is over: the VC has to be deactivated first of all. */
  readonly spent: boolean;
  /** What has become of the parameters of a running call since both sides last agreed about them, until it is closed. */
  readonly change: CallChange;
}

/**
 * `tried`: a re-activation has failed. `changed`: one has succeeded, and others are in force. `unsure`: several, so that
 * the old ones may be back. `told`: the client has been asked about those that are in force.
 */
export type CallChange = 'none' | 'tried' | 'changed' | 'unsure' | 'told';

export interface VcInput {
  /** The NdisVcHandle; `vc1` where nothing else is said. */
  readonly vc?: VcHandle;
}

/** A leaf of either half of the chart. */
export type VcState = VcLife | VcCall;

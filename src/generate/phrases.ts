import type { TraceRecord } from '../protocol/trace.js';
import { shortStatus } from '../protocol/status.js';
import { faultName } from '../system/index.js';
import type { EnvironmentEvent, ForcedCall } from '../system/index.js';

/** What of a step its title speaks of. */
export interface TitleStep {
  readonly text: string;
  readonly event?: EnvironmentEvent;
  readonly sleeper?: string;
  readonly call?: ForcedCall;
  readonly answers: readonly EnvironmentEvent[];
  readonly records: readonly TraceRecord[];
}

/** What happens, as a main clause, and in few words: who and what is done. The usual end of things is not worth the words. */
export interface Row {
  readonly says: string;
  readonly brief: readonly [subject: string, verb: string];
  readonly isUsual?: true;
}

const signaling = (driver: string) => ({
  createSignalingVc: row(`${driver} creates a signaling VC`, 'a signaling VC', 'is created'),
  closeSignalingVc: row(`${driver} closes its signaling VC`, 'a signaling VC', 'is closed'),
  deleteVc: usual(`${driver} deletes {vc}`, '{vc}', 'is deleted'),
});
const cm = signaling('the call manager');
const mcm = signaling('the MCM');

function row(says: string, subject: string, verb: string): Row {
  return { says, brief: [subject, verb] };
}
function usual(says: string, subject: string, verb: string): Row {
  return { says, brief: [subject, verb], isUsual: true };
}

/** By the type of an event, or `sleeper` and the name of an actor. */
const events: Readonly<Record<string, Row>> = {
  'client.createVc': usual('the client creates {vc}', '{vc}', 'is created'),
  'client.makeCall': row('the client makes a call{on}', 'a call', 'is made'),
  'client.send': row('the client sends a list{on}', 'a list', 'is sent'),
  'client.returnLists': row('the client returns the received lists{of}', 'a received list', 'is returned'),
  'client.modifyCallQoS': row('the client asks for another QoS{on}', 'a QoS change', 'is asked for'),
  'client.answer': row('the client accepts {call} that has come in', 'a call', 'is accepted by the client'),
  'client.answer FAILURE': row('the client rejects {call} that has come in', 'a call', 'is rejected by the client'),
  'client.closeCall': row('the client closes {call}', 'a call', 'is closed'),
  'client.deleteVc': usual('the client deletes {vc}', '{vc}', 'is deleted'),
  'adapter.activated': row('the hardware gets ready for {vc}', 'the hardware', 'gets ready late'),
  'adapter.activationFailed': row('the hardware cannot get ready for {vc}', 'the hardware', 'fails to get ready'),
  'adapter.sendDone': usual('the hardware has sent a list{of}', 'a send', 'is done'),
  'adapter.receive': row('a list arrives{on}', 'a list', 'is received'),
  'network.accept': row('the network accepts {call}', 'a call', 'is accepted'),
  'network.refuse': row('the network refuses {call}', 'a call', 'is refused'),
  'network.call': row('a call comes in{on}', 'a call', 'comes in'),
  'network.connect': row('the network connects {call}', 'a call', 'is connected'),
  'network.hangUp': row('the network hangs up {call}', 'a call', 'is hung up'),
  'network.drop': row('the network loses {call}', 'a call', 'is lost'),
  'network.proposeQoS': row('the network proposes another QoS{on}', 'a QoS change', 'is proposed'),
  'network.agreeQoS': row('the network agrees to the new QoS{on}', 'a QoS change', 'is agreed to'),
  'network.refuseQoS': row('the network refuses the new QoS{on}', 'a QoS change', 'is refused'),
  'network.released': usual('the network confirms the release of {call}', 'a release', 'is confirmed'),
  'callManager.deactivateVc': row('the call manager deactivates {vc} by itself', '{vc}', 'is deactivated unasked'),
  'callManager.sendSignal': row('the call manager sends a signal{on}', 'a signal', 'is sent'),
  'callManager.createSignalingVc': cm.createSignalingVc,
  'callManager.closeSignalingVc': cm.closeSignalingVc,
  'callManager.deleteVc': cm.deleteVc,
  'mcm.createSignalingVc': mcm.createSignalingVc,
  'mcm.closeSignalingVc': mcm.closeSignalingVc,
  'mcm.deleteVc': mcm.deleteVc,
  'sleeper call': row('the network does not answer in time{on}', 'the network', 'does not answer in time'),
};

/** By the name of a fault. */
const faults: Readonly<Record<string, string>> = {
  'client:ProtocolCoCreateVc=RESOURCES': 'the client has no memory for {vc}',
  'callManager:ProtocolCoCreateVc=RESOURCES': 'the call manager has no memory for {vc}',
  'mcm:ProtocolCoCreateVc=RESOURCES': 'the MCM has no memory for {vc}',
  'client:ProtocolCoDeleteVc=NOT_ACCEPTED': 'the client does not let {vc} go',
  'callManager:ProtocolCoDeleteVc=NOT_ACCEPTED': 'the call manager does not let {vc} go',
  'mcm:ProtocolCoDeleteVc=NOT_ACCEPTED': 'the MCM does not let {vc} go',
  'ProtocolClIncomingCall=FAILURE': 'the client rejects the offer at once',
  'ProtocolClIncomingCall=PENDING': 'the client takes its time to answer',
  'ProtocolClIncomingCallQoSChange=NOT_ACCEPTED': 'the client does not accept the new QoS',
  'ProtocolClIncomingCallQoSChange=INVALID_DATA': 'the client finds the new QoS invalid',
  'client:ProtocolCoReceiveNetBufferLists=SUCCESS': 'the client returns the list at once',
  'ProtocolCmMakeCall=RESOURCES': 'the call manager has no resources for the call',
  'ProtocolCmCloseCall=NOT_ACCEPTED': 'the call manager does not accept the close',
  'ProtocolCmModifyCallQoS=NOT_SUPPORTED': 'the call manager cannot change the QoS',
  'channel.open=PENDING': 'the hardware takes its time',
  'channel.open=INVALID_DATA': 'the hardware finds the parameters invalid',
  'MiniportCoCreateVc=RESOURCES': 'the miniport has no memory for {vc}',
  'MiniportCoActivateVc=RESOURCES': 'the miniport has no resources to activate {vc}',
};

/** How far a call has come when NDIS and its drivers have said this, `fn status`, and how that is put. */
const phases: Readonly<Record<string, string>> = {
  NdisClMakeCall: 'while {call} is being set up',
  'ProtocolClMakeCallComplete SUCCESS': 'while {call} is connected',
  ProtocolClMakeCallComplete: '',
  ProtocolClIncomingCall: 'while {call} is offered',
  'return ProtocolClIncomingCall SUCCESS': 'while {call} is being connected',
  'return ProtocolClIncomingCall FAILURE': '',
  'NdisClIncomingCallComplete SUCCESS': 'while {call} is being connected',
  NdisClIncomingCallComplete: '',
  ProtocolClCallConnected: 'while {call} is connected',
  NdisClModifyCallQoS: 'while the QoS is negotiated',
  ProtocolClModifyCallQoSComplete: 'while {call} is connected',
  ProtocolClIncomingCloseCall: 'after the other side has ended {call}',
  NdisClCloseCall: 'while {call} is being closed',
  'ProtocolClCloseCallComplete SUCCESS': '',
};

/** What holds on a VC: how far its call has come, and what is under way. */
export interface Situation {
  readonly phase: string;
  readonly isDraining: boolean;
  readonly sends: number;
  readonly held: number;
}

/** What holds on a VC after all of its steps so far. */
export function situationAfter(steps: readonly TitleStep[]): Situation {
  let phase = '';
  let isDraining = false;
  const sends = new Set<string>();
  const held = new Set<string>();
  for (const record of steps.flatMap(({ records }) => records)) {
    if (record.kind !== 'call' && record.kind !== 'return') continue;
    const status = record.kind === 'return' ? record.status : record.args?.status;
    const name = `${record.kind === 'return' ? 'return ' : ''}${record.fn}`;
    phase = (status && phases[`${name} ${shortStatus(status)}`]) ?? phases[name] ?? phase;
    if (isPended(record)) isDraining = true;
    if (record.fn === 'NdisMCoDeactivateVcComplete') isDraining = false;
    for (const nbl of record.args?.nbl ?? []) {
      if (name === 'NdisCoSendNetBufferLists') sends.add(nbl);
      if (name === 'ProtocolCoSendNetBufferListsComplete') sends.delete(nbl);
      if (name === 'ProtocolCoReceiveNetBufferLists') held.add(nbl);
      if (name === 'NdisReturnNetBufferLists') held.delete(nbl);
    }
  }
  return { phase, isDraining, sends: sends.size, held: held.size };
}

/** A deactivation has to wait. */
export const isPended = (record: TraceRecord): boolean =>
  record.kind === 'return' && record.fn === 'NdisCmDeactivateVc' && record.status === 'NDIS_STATUS_PENDING';

/** The phrases for a step. */
export function rowOf({ event, sleeper, call, text }: TitleStep): Row {
  if (call) return row(`the ${call.from} calls ${call.fn} out of turn`, call.fn, 'is called out of turn');
  const status = event && 'status' in event ? ` ${shortStatus(event.status)}` : '';
  const key = event ? event.type : `sleeper ${sleeper?.replace(/\[.*/, '') ?? ''}`;
  return events[`${key}${status}`] ?? events[key] ?? row(text, text, '');
}

/** What is said of an answer that is set in advance. */
export function faultOf(answer: EnvironmentEvent): string {
  if (answer.type !== 'answer.next') return answer.type;
  const { event, status, on } = answer;
  return faults[faultName({ event, status, ...(on && { on }) })] ?? `${event} is answered ${shortStatus(status)}`;
}

/** The number of the VC that a step is about. */
export const vcOf = ({ event, sleeper, call }: TitleStep): number =>
  event?.vc ?? call?.vc ?? Number(/\[(\d+)\]/.exec(sleeper ?? '')?.[1] ?? 1);

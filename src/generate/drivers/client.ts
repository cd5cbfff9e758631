import type { AnyFunctionName } from '../../protocol/functions.js';
import { isPending, isSuccess } from '../../protocol/status.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { TraceArgs } from '../../protocol/trace.js';
import type { EnvironmentEvent } from '../../system/index.js';
import type { Answer, Out } from '../run/sut.types.js';
import { Connection } from './connection.js';
import { PlainDriver } from './plainDriver.js';

const af = 'family';
const sap = 'access point';

/** A connection-oriented client, written by hand, with the application above it. */
export class Client extends PlainDriver {
  protected override readonly plannable = [
    'ProtocolCoCreateVc',
    'ProtocolCoDeleteVc',
    'ProtocolClIncomingCall',
    'ProtocolClIncomingCallQoSChange',
    'ProtocolCoReceiveNetBufferLists',
  ];
  protected readonly connections = new Map<string, Connection>();

  override stop(): void {
    this.connections.clear();
  }

  /** Every connection is made here, so that another kind can take its place. */
  protected connect(vc: string, isOwn: boolean): Connection {
    return new Connection(this.ndis, vc, isOwn);
  }

  protected override callBack(fn: AnyFunctionName, args: TraceArgs): NdisStatus | null {
    switch (fn) {
      case 'ProtocolBindAdapterEx':
        this.ndis.call('NdisOpenAdapterEx');
        return 'NDIS_STATUS_SUCCESS';
      case 'ProtocolCoAfRegisterNotify':
        this.openFamily();
        return null;
      case 'ProtocolClOpenAfCompleteEx':
        this.opened(args.status ?? 'NDIS_STATUS_SUCCESS');
        return null;
      case 'ProtocolClRegisterSapComplete':
        return null;
      case 'ProtocolCoCreateVc':
        return this.createdByOther(args.vc ?? '');
      case 'ProtocolCoDeleteVc':
        return this.deletedByOther(args.vc ?? '');
      default:
        return this.callBackOf(this.connection(args.vc), fn, args);
    }
  }

  protected callBackOf(of: Connection, fn: AnyFunctionName, args: TraceArgs): NdisStatus | null {
    const { status = 'NDIS_STATUS_SUCCESS', callParameters, nbl = [] } = args;
    switch (fn) {
      case 'ProtocolClMakeCallComplete':
        of.made(status);
        return null;
      case 'ProtocolClIncomingCall':
        return of.offered(callParameters, this.planFor(fn) ?? 'NDIS_STATUS_SUCCESS');
      case 'ProtocolClCallConnected':
        of.connected();
        return null;
      case 'ProtocolClModifyCallQoSComplete':
        of.changed(status, callParameters);
        return null;
      case 'ProtocolClIncomingCallQoSChange':
        of.changedByOther(this.planFor(fn) ?? 'NDIS_STATUS_SUCCESS');
        return null;
      case 'ProtocolClIncomingCloseCall':
        of.hangUp(status);
        return null;
      case 'ProtocolClCloseCallComplete':
        of.closed(status);
        return null;
      case 'ProtocolCoSendNetBufferListsComplete':
        of.sent(nbl);
        return null;
      case 'ProtocolCoReceiveNetBufferLists':
        of.receive(nbl, args.flags !== undefined, this.planFor(fn) !== undefined);
        return null;
      default:
        return 'NDIS_STATUS_NOT_SUPPORTED';
    }
  }

  protected openFamily(): void {
    const status = this.ndis.call('NdisClOpenAddressFamilyEx', { af }) ?? 'NDIS_STATUS_FAILURE';
    if (!isPending(status)) this.opened(status);
  }

  protected opened(status: NdisStatus): void {
    if (isSuccess(status)) this.ndis.call('NdisClRegisterSap', { af, sap });
  }

  protected createdByOther(vc: string): NdisStatus {
    const answer = this.planFor('ProtocolCoCreateVc') ?? 'NDIS_STATUS_SUCCESS';
    if (isSuccess(answer)) this.connections.set(vc, this.connect(vc, false));
    return answer;
  }

  protected deletedByOther(vc: string): NdisStatus {
    const answer = this.planFor('ProtocolCoDeleteVc') ?? 'NDIS_STATUS_SUCCESS';
    if (isSuccess(answer)) this.connections.delete(vc);
    return answer;
  }

  /** What the application wants. */
  protected override happen(event: EnvironmentEvent): Answer {
    if (event.type === 'answer.next') return this.plan(event.event, event.status);
    if (event.type === 'client.createVc') return this.create();
    const of = this.connections.get(`vc${event.vc ?? 1}`);
    switch (event.type) {
      case 'client.makeCall':
        of?.makeCall(event.callParameters ?? 'P1');
        return 'done';
      case 'client.send':
        of?.send(event.lists ?? 1);
        return 'done';
      case 'client.returnLists':
        of?.returnLists();
        return 'done';
      case 'client.modifyCallQoS':
        of?.modify(event.callParameters ?? 'P2');
        return 'done';
      case 'client.answer':
        of?.answer(event.status ?? 'NDIS_STATUS_SUCCESS');
        return 'done';
      case 'client.closeCall':
        of?.wantClose();
        return 'done';
      case 'client.deleteVc':
        if (of) this.delete(of);
        return 'done';
      default:
        return 'unsupported';
    }
  }

  protected create(): Answer {
    const out: Out = {};
    const status = this.ndis.call('NdisCoCreateVc', { af }, out) ?? 'NDIS_STATUS_FAILURE';
    if (isSuccess(status) && out.vc !== undefined) this.connections.set(out.vc, this.connect(out.vc, true));
    return 'done';
  }

  protected delete(of: Connection): void {
    if (!of.mayBeDeleted) return;
    const status = this.ndis.call('NdisCoDeleteVc', { vc: of.vc }) ?? 'NDIS_STATUS_FAILURE';
    if (isSuccess(status)) this.connections.delete(of.vc);
  }

  protected connection(vc = ''): Connection {
    const connection = this.connections.get(vc);
    if (!connection) throw new Error(`NDIS speaks of ${vc}, and there is no such VC.`);
    return connection;
  }
}

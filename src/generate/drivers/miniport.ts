import type { AnyFunctionName } from '../../protocol/functions.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { TraceArgs } from '../../protocol/trace.js';
import type { EnvironmentEvent } from '../../system/index.js';
import type { Answer } from '../run/sut.types.js';
import { PlainDriver } from './plainDriver.js';

/** What the miniport remembers of a VC. */
export interface Channel {
  readonly vc: string;
  state: 'inactive' | 'activating' | 'active' | 'reactivating' | 'deactivating';
  /** Parameters that are being programmed into the hardware. */
  parameters: string | undefined;
  /** Lists that the hardware is sending. */
  sends: string[];
  /** Receive buffers that NDIS has. */
  lent: string[];
}

/** A connection-oriented miniport, written by hand, with the hardware that it drives. */
export class Miniport extends PlainDriver {
  protected override readonly plannable = ['MiniportCoCreateVc', 'MiniportCoActivateVc', 'channel.open'];
  protected readonly channels = new Map<string, Channel>();
  #buffers = 0;

  override stop(): void {
    this.channels.clear();
  }

  protected override callBack(
    fn: AnyFunctionName,
    { vc = '', nbl = [], callParameters }: TraceArgs,
  ): NdisStatus | null {
    switch (fn) {
      case 'MiniportInitializeEx':
        return 'NDIS_STATUS_SUCCESS';
      case 'MiniportCoCreateVc':
        return this.createVc(vc);
      case 'MiniportCoDeleteVc':
        return this.deleteVc(this.channel(vc));
      case 'MiniportCoActivateVc':
        return this.activateVc(this.channel(vc), callParameters);
      case 'MiniportCoDeactivateVc':
        return this.deactivateVc(this.channel(vc));
      case 'MiniportCoSendNetBufferLists':
        this.send(this.channel(vc), nbl);
        return null;
      case 'MiniportReturnNetBufferLists':
        nbl.forEach((list) => this.takeBack(list));
        return null;
      case 'MiniportHaltEx':
        return null;
      default:
        return 'NDIS_STATUS_NOT_SUPPORTED';
    }
  }

  protected createVc(vc: string): NdisStatus {
    const answer = this.planFor('MiniportCoCreateVc') ?? 'NDIS_STATUS_SUCCESS';
    if (answer === 'NDIS_STATUS_SUCCESS') {
      this.channels.set(vc, { vc, state: 'inactive', parameters: undefined, sends: [], lent: [] });
    }
    return answer;
  }

  protected deleteVc({ vc }: Channel): NdisStatus {
    this.channels.delete(vc);
    return 'NDIS_STATUS_SUCCESS';
  }

  protected activateVc(channel: Channel, parameters: string | undefined): NdisStatus {
    const refusal = this.planFor('MiniportCoActivateVc');
    if (refusal) return refusal;
    const hardware = this.planFor('channel.open') ?? 'NDIS_STATUS_SUCCESS';
    if (hardware === 'NDIS_STATUS_SUCCESS') {
      channel.state = 'active';
    } else if (hardware === 'NDIS_STATUS_PENDING') {
      channel.state = channel.state === 'active' ? 'reactivating' : 'activating';
      channel.parameters = parameters;
    }
    return hardware;
  }

  protected deactivateVc(channel: Channel): NdisStatus {
    if (this.isDrained(channel)) {
      channel.state = 'inactive';
      return 'NDIS_STATUS_SUCCESS';
    }
    channel.state = 'deactivating';
    return 'NDIS_STATUS_PENDING';
  }

  protected send(channel: Channel, nbl: readonly string[]): void {
    if (channel.state === 'active' || channel.state === 'reactivating') channel.sends.push(...nbl);
    else this.completeSend(channel, nbl, 'NDIS_STATUS_FAILURE');
  }

  protected takeBack(list: string): void {
    const channel = [...this.channels.values()].find(({ lent }) => lent.includes(list));
    if (!channel) return;
    channel.lent = channel.lent.filter((one) => one !== list);
    this.finishDrain(channel);
  }

  protected completeSend({ vc }: Channel, nbl: readonly string[], status: NdisStatus = 'NDIS_STATUS_SUCCESS'): void {
    this.ndis.call('NdisMCoSendNetBufferListsComplete', { vc, nbl, status });
  }

  protected indicate(channel: Channel, lists: number): void {
    const nbl = Array.from({ length: lists }, () => this.newBuffer());
    channel.lent.push(...nbl);
    this.ndis.call('NdisMCoIndicateReceiveNetBufferLists', { vc: channel.vc, nbl });
  }

  /** The last list is back: the deactivation that has waited for it is over. */
  protected finishDrain(channel: Channel): void {
    if (channel.state !== 'deactivating' || !this.isDrained(channel)) return;
    channel.state = 'inactive';
    this.completeDeactivation(channel);
  }

  protected completeDeactivation({ vc }: Channel): void {
    this.ndis.call('NdisMCoDeactivateVcComplete', { vc, status: 'NDIS_STATUS_SUCCESS' });
  }

  protected completeActivation(channel: Channel, status: NdisStatus): void {
    const { vc, state, parameters } = channel;
    const isDone = status === 'NDIS_STATUS_SUCCESS';
    channel.state = isDone || state === 'reactivating' ? 'active' : 'inactive';
    const callParameters = isDone && parameters !== undefined ? { callParameters: parameters } : {};
    this.ndis.call('NdisMCoActivateVcComplete', { vc, status, ...callParameters });
  }

  /** What the hardware does by itself. */
  protected override happen(event: EnvironmentEvent): Answer {
    if (event.type === 'answer.next') return this.plan(event.event, event.status);
    const channel = this.channels.get(`vc${event.vc ?? 1}`);
    const isOpening = channel?.state === 'activating' || channel?.state === 'reactivating';
    switch (event.type) {
      case 'adapter.activated':
        if (channel && isOpening) this.completeActivation(channel, 'NDIS_STATUS_SUCCESS');
        return 'done';
      case 'adapter.activationFailed':
        if (channel && isOpening) this.completeActivation(channel, event.status ?? 'NDIS_STATUS_FAILURE');
        return 'done';
      case 'adapter.sendDone':
        if (channel) this.finishSend(channel);
        return 'done';
      case 'adapter.receive':
        if (channel) this.receive(channel, event.lists ?? 1);
        return 'done';
      default:
        return 'unsupported';
    }
  }

  protected finishSend(channel: Channel): void {
    const [list] = channel.sends.splice(0, 1);
    if (list !== undefined) this.completeSend(channel, [list]);
    this.finishDrain(channel);
  }

  protected receive(channel: Channel, lists: number): void {
    if (channel.state === 'active' || channel.state === 'reactivating') this.indicate(channel, lists);
  }

  protected isDrained({ sends, lent }: Channel): boolean {
    return sends.length === 0 && lent.length === 0;
  }

  protected channel(vc: string): Channel {
    const channel = this.channels.get(vc);
    if (!channel) throw new Error(`NDIS speaks of ${vc}, and there is no such VC.`);
    return channel;
  }

  protected newBuffer(): string {
    this.#buffers += 1;
    return `buffer ${this.#buffers}`;
  }
}

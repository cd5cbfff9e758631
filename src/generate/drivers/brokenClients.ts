import type { NdisStatus } from '../../protocol/status.js';
import type { Answer, Ndis } from '../run/sut.types.js';
import type { BrokenDriver } from './broken.types.js';
import { Client } from './client.js';
import { Connection } from './connection.js';

type Kind = new (ndis: Ndis, vc: string, isOwn: boolean) => Connection;

/** A client whose connections are of another kind. */
class ClientOf extends Client {
  constructor(private readonly kind: Kind) {
    super();
  }

  protected override connect(vc: string, isOwn: boolean): Connection {
    return new this.kind(this.ndis, vc, isOwn);
  }
}

class PendsCreation extends Client {
  protected override createdByOther(vc: string): NdisStatus {
    super.createdByOther(vc);
    return 'NDIS_STATUS_PENDING';
  }
}

class PendsDeletion extends Client {
  protected override deletedByOther(vc: string): NdisStatus {
    super.deletedByOther(vc);
    return 'NDIS_STATUS_PENDING';
  }
}

class DeletesAtOnce extends Client {
  protected override happen(event: Parameters<Client['happen']>[0]): Answer {
    const of = this.connections.get(`vc${event.vc ?? 1}`);
    if (event.type !== 'client.closeCall' || !of?.isOwn) return super.happen(event);
    this.ndis.call('NdisCoDeleteVc', { vc: of.vc });
    return 'done';
  }
}

class SendsTooEarly extends Connection {
  override makeCall(callParameters: string): void {
    super.makeCall(callParameters);
    if (this.phase !== 'calling') return;
    this.phase = 'connected';
    this.send(1);
  }
}

class SendsBeforeConnected extends Connection {
  override answer(status: NdisStatus): void {
    super.answer(status);
    this.sendAtOnce();
  }

  override offered(callParameters: string | undefined, answer: NdisStatus): NdisStatus {
    const status = super.offered(callParameters, answer);
    this.sendAtOnce();
    return status;
  }

  protected sendAtOnce(): void {
    if (this.phase === 'accepted') this.ndis.call('NdisCoSendNetBufferLists', { vc: this.vc, nbl: ['too early'] });
  }
}

class IgnoresHangUp extends Connection {
  override hangUp(): void {
    return undefined;
  }
}

class ClosesTwice extends Connection {
  protected override close(): void {
    super.close();
    if (this.phase === 'closing') this.ndis.call('NdisClCloseCall', { vc: this.vc });
  }
}

class ClosesWithSendsOut extends Connection {
  protected override closeIfDue(): void {
    if ((this.isClosing || this.isHungUp) && this.phase !== 'closing') this.close();
  }
}

class ReturnsTwice extends Connection {
  protected override giveBack(nbl: readonly string[]): void {
    super.giveBack(nbl);
    super.giveBack(nbl);
  }
}

class KeepsLists extends Connection {
  protected override giveBack(): void {
    return undefined;
  }
}

class ReturnsOthersLists extends Connection {
  protected override giveBack(): void {
    super.giveBack(['nobody’s list']);
  }
}

class ReturnsLentLists extends Connection {
  override receive(nbl: readonly string[], isLent: boolean, isDone: boolean): void {
    super.receive(nbl, isLent, isDone);
    if (!isLent) this.giveBack(nbl);
  }
}

class CallsTwice extends Connection {
  override makeCall(callParameters: string): void {
    super.makeCall(callParameters);
    if (this.phase === 'calling') this.ndis.call('NdisClMakeCall', { vc: this.vc, callParameters });
  }
}

class SendsTheSameList extends Connection {
  protected override newList(): string {
    return 'the list';
  }

  override send(lists: number): void {
    super.send(lists);
    super.send(lists);
  }
}

const variant = (name: string, story: string, rule: BrokenDriver['rule'], create: BrokenDriver['create']) =>
  ({ name, role: 'client', story, rule, create }) as const;

const of = (kind: Kind) => () => new ClientOf(kind);

/** Clients with one fault each. */
export const brokenClients: readonly BrokenDriver[] = [
  variant('pendsCreation', 'It answers PENDING in ProtocolCoCreateVc', 'VC-CREATE-09', () => new PendsCreation()),
  variant('pendsDeletion', 'It answers PENDING in ProtocolCoDeleteVc', 'VC-DEL-07', () => new PendsDeletion()),
  variant('deletesAtOnce', 'It deletes a VC on which there is a call', 'VC-DEL-02', () => new DeletesAtOnce()),
  variant('sendsTooEarly', 'It sends while it is still making its call', 'CALL-OUT-12', of(SendsTooEarly)),
  variant(
    'sendsBeforeConnected',
    'It sends before it hears that the call is up',
    'CALL-IN-14',
    of(SendsBeforeConnected),
  ),
  variant('ignoresHangUp', 'It does nothing when the far side hangs up', 'CALL-RCLOSE-04', of(IgnoresHangUp)),
  variant('closesTwice', 'It closes a call that it is closing already', 'CALL-CLOSE-17', of(ClosesTwice)),
  variant('closesWithSendsOut', 'It closes a call before its sends are back', 'CALL-CLOSE-02', of(ClosesWithSendsOut)),
  variant('returnsTwice', 'It returns each received list twice', 'RECV-06', of(ReturnsTwice)),
  variant('keepsLists', 'It never returns a received list', 'RECV-04', of(KeepsLists)),
  variant('returnsOthersLists', 'It returns a list that it was never given', 'RECV-06', of(ReturnsOthersLists)),
  variant(
    'returnsLentLists',
    'It returns received lists, keeps them, and returns them again',
    'RECV-06',
    of(ReturnsLentLists),
  ),
  variant('callsTwice', 'It makes a call while it is making one', 'CALL-OUT-01', of(CallsTwice)),
  variant('sendsTheSameList', 'It sends a list that is not back yet', 'SEND-04', of(SendsTheSameList)),
];

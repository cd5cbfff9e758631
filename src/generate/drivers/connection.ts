import { isPending, isSuccess } from '../../protocol/status.js';
import type { NdisStatus } from '../../protocol/status.js';
import type { Ndis } from '../run/sut.types.js';

type Phase = 'idle' | 'calling' | 'offered' | 'accepted' | 'connected' | 'closing';

/** What the client remembers of one VC, and of the call on it. */
export class Connection {
  protected phase: Phase = 'idle';
  /** Where a close that is refused leads back to. */
  protected before: Phase = 'idle';
  protected isHungUp = false;
  /** The call is to be closed as soon as that is right. */
  protected isClosing = false;
  /** The last call went wrong: the VC is of no more use. */
  protected isSpoilt = false;
  protected isRejected = false;
  /** The outcomes of a call, and of a change, that it is still to hear of. */
  protected isMaking = false;
  protected isChanging = false;
  /** It is telling NDIS something about the call just now. */
  protected isSpeaking = false;
  protected parameters: string | undefined;
  protected asked = '';
  protected refused = '';
  protected sends: string[] = [];
  protected held: string[] = [];
  #lists = 0;

  constructor(
    protected readonly ndis: Ndis,
    readonly vc: string,
    /** The client has created the VC, and may delete it. */
    readonly isOwn: boolean,
  ) {}

  get mayBeDeleted(): boolean {
    return this.isOwn && this.phase === 'idle' && !this.isMaking && !this.isChanging && this.held.length === 0;
  }

  makeCall(callParameters: string): void {
    if (!this.mayBeDeleted || this.isSpoilt) return;
    this.phase = 'calling';
    this.refused = '';
    this.isMaking = true;
    const status = this.ndis.call('NdisClMakeCall', { vc: this.vc, callParameters }) ?? 'NDIS_STATUS_FAILURE';
    if (!isPending(status)) this.made(status);
  }

  made(status: NdisStatus): void {
    this.isMaking = false;
    const next = isSuccess(status) ? 'connected' : 'idle';
    if (this.phase === 'closing') this.before = next;
    if (this.phase !== 'calling' || this.isHungUp) return;
    this.phase = next;
    this.isSpoilt ||= next === 'idle';
  }

  offered(callParameters: string | undefined, answer: NdisStatus): NdisStatus {
    this.isRejected = false;
    this.refused = '';
    if (isSuccess(answer)) this.phase = 'accepted';
    if (isPending(answer)) this.phase = 'offered';
    this.parameters = callParameters;
    return answer;
  }

  answer(status: NdisStatus): void {
    if (this.phase !== 'offered' || this.isHungUp || this.isChanging) return;
    this.phase = isSuccess(status) ? 'accepted' : 'idle';
    this.isRejected = this.phase === 'idle';
    this.refused = '';
    const parameters = this.parameters === undefined ? {} : { callParameters: this.parameters };
    this.speak(() => this.ndis.call('NdisClIncomingCallComplete', { vc: this.vc, status, ...parameters }));
    this.closeIfDue();
  }

  connected(): void {
    if (this.phase === 'closing') this.before = 'connected';
    else if (this.phase === 'accepted') this.phase = 'connected';
  }

  modify(callParameters: string): void {
    const isFit = this.phase === 'connected' || this.phase === 'offered';
    if (!isFit || this.isChanging || this.isClosing || this.isHungUp || callParameters === this.refused) return;
    this.isChanging = true;
    this.asked = callParameters;
    const status = this.speak(() => this.ndis.call('NdisClModifyCallQoS', { vc: this.vc, callParameters }));
    if (status !== null && !isPending(status)) this.changed(status, undefined);
    this.closeIfDue();
  }

  changed(status: NdisStatus, callParameters: string | undefined): void {
    if (!this.isChanging) return;
    this.isChanging = false;
    const isGranted = isSuccess(status) && (callParameters ?? this.asked) === this.asked;
    this.refused = isGranted || this.phase === 'closing' ? '' : this.asked;
    if (this.phase === 'offered') this.parameters = callParameters ?? (isGranted ? this.asked : this.parameters);
    if (!this.isHungUp) this.closeIfDue();
  }

  changedByOther(answer: NdisStatus): void {
    this.refused = '';
    if (this.phase !== 'connected' || this.isChanging || this.isClosing) return;
    if (answer === 'NDIS_STATUS_INVALID_DATA') this.modify('P3');
    if (answer === 'NDIS_STATUS_NOT_ACCEPTED') this.wantClose();
  }

  /** The far side has ended the call; the client closes it as soon as its sends are back. */
  hangUp(status: NdisStatus): void {
    if (this.phase === 'idle' && !this.isRejected) {
      this.isSpoilt ||= this.isOwn && !isSuccess(status);
      return;
    }
    this.isRejected = false;
    this.isHungUp = true;
    this.isSpoilt ||= this.isOwn && !isSuccess(status);
    this.closeIfDue();
  }

  wantClose(): void {
    if (this.phase === 'idle' || this.phase === 'closing') return;
    this.isClosing = true;
    this.closeIfDue();
  }

  closed(status: NdisStatus): void {
    this.isClosing = false;
    if (isSuccess(status)) {
      this.phase = 'idle';
      this.isHungUp = false;
    } else {
      this.phase = this.before;
      this.isSpoilt ||= this.phase === 'idle';
    }
  }

  send(lists: number): void {
    if (this.phase !== 'connected' || this.isClosing || this.isHungUp) return;
    const nbl = Array.from({ length: lists }, () => this.newList());
    this.sends.push(...nbl);
    this.refused = '';
    this.ndis.call('NdisCoSendNetBufferLists', { vc: this.vc, nbl });
  }

  sent(nbl: readonly string[]): void {
    this.sends = this.sends.filter((list) => !nbl.includes(list));
    this.closeIfDue();
  }

  receive(nbl: readonly string[], isLent: boolean, isDone: boolean): void {
    this.refused = '';
    if (isLent) return;
    if (isDone) this.giveBack(nbl);
    else this.held.push(...nbl);
  }

  returnLists(): void {
    const nbl = this.held;
    this.held = [];
    if (nbl.length > 0) this.giveBack(nbl);
  }

  protected giveBack(nbl: readonly string[]): void {
    this.ndis.call('NdisReturnNetBufferLists', { vc: this.vc, nbl });
  }

  protected closeIfDue(): void {
    const isDue = this.isClosing || this.isHungUp;
    if (isDue && this.phase !== 'closing' && this.sends.length === 0 && !this.isSpeaking) this.close();
  }

  protected close(): void {
    this.before = this.phase;
    this.phase = 'closing';
    this.refused = '';
    const status = this.ndis.call('NdisClCloseCall', { vc: this.vc }) ?? 'NDIS_STATUS_FAILURE';
    if (!isPending(status)) this.closed(status);
  }

  /** A close must not overtake what NDIS is just being told. */
  protected speak(say: () => NdisStatus | null): NdisStatus | null {
    this.isSpeaking = true;
    const status = say();
    this.isSpeaking = false;
    return status;
  }

  protected newList(): string {
    this.#lists += 1;
    return `list ${this.#lists}`;
  }
}

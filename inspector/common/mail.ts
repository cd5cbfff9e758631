import type { Plain } from './plain.js';
import type { RunRecord, Sent, StepRecord } from './wire.js';

/** A message that has been sent and has not been taken. */
export interface WaitingMessage {
  /** Whose mailbox it is in. */
  readonly to: string;
  /** Who has sent it; null where it came from outside. */
  readonly from: string | null;
  readonly event: Plain;
  /** Its receiver has put it off, its time has not come, or it is on its way. */
  readonly why: 'deferred' | 'delayed' | 'sent';
  /** Milliseconds, of one whose time has not come. */
  readonly delay?: number;
  /** By which it can be cancelled. */
  readonly id?: string;
  /** The place of the record since which it waits. */
  readonly place: number;
}

interface Letter extends WaitingMessage {
  /** Of one that was put off: the step that says so. */
  readonly step: number | undefined;
  /** The place of the record from which on it waits no longer. */
  until: number;
}

/** Every so many places it is written down which messages wait. */
const block = 256;

/** What waits in the mailboxes of a run, at any of its places. */
export class Mailboxes {
  readonly #letters: Letter[] = [];
  readonly #open = new Set<Letter>();
  readonly #checkpoints: (readonly Letter[])[] = [];

  /** The record at a place; places come in their order. */
  add(record: RunRecord, place: number): void {
    while (this.#checkpoints.length * block <= place) this.#checkpoints.push([...this.#open]);
    switch (record.kind) {
      case 'step':
        if (this.#open.size > 0) this.#take(record, place);
        if (record.waits) this.#keep(record, place);
        this.#send(record.actor, record.sent, place);
        return;
      case 'actor':
        this.#send(record.name, record.sent, place);
        return;
      case 'gone':
        for (const letter of this.#open) {
          const isLost = letter.to === record.name || (letter.from === record.name && letter.why === 'delayed');
          if (isLost) this.#close(letter, place);
        }
        return;
      default:
    }
  }

  /** What waits after the record at a place, in the order in which it was sent. */
  at(place: number): readonly WaitingMessage[] {
    const at = Math.floor(place / block);
    const before = this.#checkpoints[at] ?? [];
    return [...before, ...this.#begunIn(at * block, place)].filter(({ until }) => until > place);
  }

  #begunIn(from: number, to: number): readonly Letter[] {
    let [low, high] = [0, this.#letters.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#letters[middle]?.place ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    const found: Letter[] = [];
    for (let letter = this.#letters[low]; letter && letter.place <= to; letter = this.#letters[low]) {
      found.push(letter);
      low += 1;
    }
    return found;
  }

  #take({ actor, from, cause, event, cancelled = [] }: StepRecord, place: number): void {
    const type = typeOf(event);
    let isTaken = false;
    for (const letter of this.#open) {
      const isWanted =
        letter.step !== undefined
          ? letter.step === cause
          : letter.to === actor && letter.from === from && typeOf(letter.event) === type;
      if (isWanted && !isTaken) {
        isTaken = true;
        this.#close(letter, place);
      } else if (letter.from === actor && letter.id !== undefined && cancelled.includes(letter.id)) {
        this.#close(letter, place);
      }
    }
  }

  #keep({ n, actor, from, event }: StepRecord, place: number): void {
    this.#put({ to: actor, from, event, why: 'deferred', place, step: n, until: Infinity });
  }

  #send(actor: string, sent: readonly Sent[], place: number): void {
    for (const { to, event, delay, id } of sent) {
      if (to === null) continue;
      this.#put({
        ...{ to: to === 'itself' ? actor : to, from: actor, event, place, step: undefined, until: Infinity },
        ...(id !== undefined && { id }),
        ...(delay === undefined ? { why: 'sent' } : { why: 'delayed', delay }),
      });
    }
  }

  #put(letter: Letter): void {
    this.#letters.push(letter);
    this.#open.add(letter);
  }

  #close(letter: Letter, place: number): void {
    letter.until = place;
    this.#open.delete(letter);
  }
}

const typeOf = (event: Plain): unknown =>
  typeof event === 'object' && event !== null && !Array.isArray(event)
    ? (event as Readonly<Record<string, Plain>>)['type']
    : undefined;

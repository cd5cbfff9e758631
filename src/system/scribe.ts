import type { Judgement } from '../../machines/judge.js';
import type { NoteRecord, TraceRecord } from '../protocol/trace.js';
import type { Side } from './parts.js';
import type { PureWitness } from './pure.js';
import { Recorder } from './recorder.js';
import type { BugCheck } from './switchboard.js';
import type { Frame, Message, Reply, Thread } from './thread.js';

/** What a step had to say: the records of the trace format, and what should not have been. */
export interface Fragment {
  readonly records: readonly TraceRecord[];
  readonly flaws: readonly Flaw[];
}

/** Something that no driver, no NDIS and no hardware should do, whatever crosses the boundary. */
export interface Flaw {
  /**
   * `declined`: an event has reached an actor that cannot take it. `strayed`: a chart did not do what its table of fates
   * says. `broken`: the model itself cannot go on. `refusal`: NDIS has not refused what it has to refuse, or a refusal has
   * had an effect. `open`: a call has not returned.
   */
  readonly kind: 'declined' | 'strayed' | 'broken' | 'refusal' | 'open';
  readonly text: string;
}

/** Writes down what a step says. */
export class Scribe implements PureWitness {
  #records: TraceRecord[] = [];
  #flaws: Flaw[] = [];
  readonly #recorder = new Recorder(
    (record) => {
      this.#records.push(withoutTime(record));
    },
    () => 0,
  );

  /** What has been said since the last time. */
  take(): Fragment {
    const fragment = { records: this.#records, flaws: this.#flaws };
    this.#records = [];
    this.#flaws = [];
    return fragment;
  }

  called(frame: Frame, thread: Thread): void {
    this.#recorder.called(frame, thread);
  }

  returned(frame: Frame, reply: Reply, thread: Thread): void {
    this.#recorder.returned(frame, reply, thread);
  }

  signaled(from: Side, to: Side, message: Message): void {
    this.#recorder.signaled(from, to, message);
  }

  declined(actor: string, message: Message, judgement: Judgement): void {
    this.#recorder.declined(actor, message, judgement);
    if (judgement.verdict !== 'illegal') return;
    this.flaw('declined', `${actor} is told ${message.type} and cannot take it (${judgement.rule})`);
  }

  bugCheck(fault: BugCheck): void {
    this.#recorder.bugCheck(fault);
  }

  readonly strayed = (actor: string, type: string, how: string): void => {
    this.flaw('strayed', `${actor} is told ${type} and ${how}`);
  };

  /** The model itself cannot go on. */
  broken(message: string): void {
    this.flaw('broken', message);
  }

  /** Notes something that should not be. */
  flaw(kind: Flaw['kind'], text: string): void {
    this.#flaws.push({ kind, text });
  }
}

/** Exploration knows an order of things, and no time. */
const withoutTime = (record: TraceRecord): TraceRecord => {
  const { t: _, ...rest } = record as TraceRecord & Pick<NoteRecord, 't'>;
  return rest;
};

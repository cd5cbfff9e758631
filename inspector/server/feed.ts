import type { WebSocket } from 'ws';
import type { Request, ServerMessage } from '../common/protocol.js';
import { archiveOf } from './archive.js';
import type { Limits } from './limits.js';
import type { Session } from './session.js';

/** Characters of records in one message, about: a long run takes few of them, and each is made in some milliseconds. */
const chunkSize = 512 * 1024;

/** What a client says of itself. */
type Greeting = Omit<Extract<Request, { readonly ask: 'hello' }>, 'ask'>;

/**
 * Sends the records of a session to one client, from the record that it has not seen. A client that takes them slowly
 * is waited for: what it has not got stays in the run, and nothing piles up for it.
 */
export class Feed {
  #next = 0;
  #run = '';
  /** What was sent relies on nothing but the archive: more of it can follow. */
  #isPacked = false;
  /** The client can unpack. */
  #canUnpack = false;
  #hasComing = false;
  #isOpen = true;
  #isMoving = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly session: Session,
    private readonly limits: Limits,
  ) {}

  /** Tells what there is to see; records follow from the one that was not seen, if it is the same run. */
  greet({ run, since = 0, packed = this.#canUnpack }: Greeting = {}): void {
    const { session } = this;
    this.#canUnpack = packed;
    this.#next = run === session.run ? Math.min(since, session.length) : 0;
    this.#isPacked = packed && this.#next === 0;
    this.#run = session.run;
    this.#hasComing = false;
    this.say({
      kind: 'run',
      run: session.run,
      title: session.title,
      source: session.source,
      length: session.length,
      scenarios: session.scenarios,
      coming: session.coming,
    });
    this.move();
  }

  /** Other steps are to come; that is told behind the records that led to it. */
  coming(): void {
    this.#hasComing = true;
    this.move();
  }

  say(message: ServerMessage): void {
    if (this.#isOpen) this.socket.send(textOf(message));
  }

  /** There may be more to send: soon, and together with what comes until then. */
  move(): void {
    if (this.#isMoving || !this.#isOpen) return;
    this.#isMoving = true;
    setImmediate(() => {
      this.#isMoving = false;
      this.#send();
    });
  }

  stop(): void {
    this.#isOpen = false;
  }

  /** Sends one message, so that others have their turn before the next. */
  #send(): void {
    const { session, socket } = this;
    if (!this.#isOpen || this.#run !== session.run) return;
    if (this.#next >= session.length) {
      if (this.#hasComing) this.say({ kind: 'coming', run: session.run, coming: session.coming });
      this.#hasComing = false;
      return;
    }
    // Once something of it has been taken, there is another turn.
    if (socket.bufferedAmount > this.limits.waiting) return;
    const text = this.#packed() ?? this.#plain();
    socket.send(text, () => {
      this.move();
    });
    if (this.#next < session.length || this.#hasComing) this.move();
  }

  /** The next chunk of the archive; nothing where there is none, or something was sent that is not of it. */
  #packed(): string | undefined {
    const chunk = this.#isPacked ? archiveOf(this.session).at(this.#next) : undefined;
    this.#isPacked = chunk !== undefined;
    if (!chunk) return undefined;
    const head = this.#head('packed');
    this.#next = chunk.to;
    return `${head},${chunk.text}}`;
  }

  #plain(): string {
    const head = this.#head('records');
    const texts: string[] = [];
    for (let size = 0; size < chunkSize && this.#next < this.session.length; this.#next += 1) {
      const [record] = this.session.records(this.#next, this.#next + 1);
      const text = JSON.stringify(record);
      texts.push(text);
      size += text.length;
    }
    return `${head},"records":[${texts.join(',')}]}`;
  }

  /** The beginning of a message with records that follow next. */
  #head(kind: 'records' | 'packed'): string {
    return JSON.stringify({ kind, run: this.#run, from: this.#next }).slice(0, -1);
  }
}

/** A message as JSON; what JSON cannot carry is a text. */
const textOf = (message: ServerMessage): string =>
  JSON.stringify(message, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

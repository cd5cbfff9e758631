import type { WebSocket } from 'ws';
import type { ServerMessage } from '../common/protocol.js';
import type { Limits } from './limits.js';
import type { Session } from './session.js';

/** Characters of records in one message, about. */
const chunkSize = 64 * 1024;

/**
 * Sends the records of a session to one client, from the record that it has not seen. A client that takes them slowly
 * is waited for: what it has not got stays in the run, and nothing piles up for it.
 */
export class Feed {
  #next = 0;
  #run = '';
  #isOpen = true;
  #isMoving = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly session: Session,
    private readonly limits: Limits,
  ) {}

  /** Tells what there is to see; records follow from the one that was not seen, if it is the same run. */
  greet(run?: string, since = 0): void {
    const { session } = this;
    this.#next = run === session.run ? Math.min(since, session.length) : 0;
    this.#run = session.run;
    this.say({
      kind: 'run',
      run: session.run,
      title: session.title,
      source: session.source,
      scenarios: session.scenarios,
      coming: session.coming,
    });
    this.move();
  }

  coming(): void {
    this.say({ kind: 'coming', run: this.session.run, coming: this.session.coming });
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
    if (!this.#isOpen || this.#run !== session.run || this.#next >= session.length) return;
    // Once something of it has been taken, there is another turn.
    if (socket.bufferedAmount > this.limits.waiting) return;
    const from = this.#next;
    const texts: string[] = [];
    for (let size = 0; size < chunkSize && this.#next < session.length; this.#next += 1) {
      const [record] = session.records(this.#next, this.#next + 1);
      const text = JSON.stringify(record);
      texts.push(text);
      size += text.length;
    }
    const head = JSON.stringify({ kind: 'records', run: this.#run, from });
    socket.send(`${head.slice(0, -1)},"records":[${texts.join(',')}]}`, () => {
      this.move();
    });
    if (this.#next < session.length) this.move();
  }
}

/** A message as JSON; what JSON cannot carry is a text. */
const textOf = (message: ServerMessage): string =>
  JSON.stringify(message, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

import { addresses } from '../common/protocol.js';
import { Unpacker } from '../common/pack.js';
import type { Replies, Request, ServerMessage, Trouble } from '../common/protocol.js';

/** A request was not granted. */
export class Refused extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.message);
  }
}

/** What a page is told that stands alone. */
export const isAlone: Trouble = { code: '', message: 'This page has no server behind it.' };

/** The answer to a request, as far as its type is known. */
export type ReplyTo<A extends Request['ask']> = A extends keyof Replies ? Replies[A] : unknown;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly tell: ((text: string) => void) | undefined;
}

interface Hooks {
  /** What was seen of which run. */
  readonly seen: () => { readonly run?: string; readonly since?: number };
  readonly onMessage: (message: ServerMessage) => void;
  readonly onState: (isOpen: boolean) => void;
}

/** The socket to the server: opened again when it breaks, and everything asked is answered or fails. */
export class Connection {
  readonly #waiting = new Map<number, Waiting>();
  #socket: WebSocket | undefined;
  #number = 0;
  #failures = 0;
  /** What was told of the run that comes now. */
  #unpacker = new Unpacker();

  constructor(private readonly hooks: Hooks) {
    this.#open();
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  ask<R extends Request>(request: R, tell?: (text: string) => void): Promise<ReplyTo<R['ask']>> {
    return new Promise((resolve, reject) => {
      if (!this.isOpen) {
        reject(new Refused({ code: '', message: 'There is no connection to the server.' }));
        return;
      }
      this.#number += 1;
      const waiting = { resolve: resolve as Waiting['resolve'], reject, tell };
      this.#waiting.set(this.#number, waiting);
      this.#socket?.send(JSON.stringify({ id: this.#number, ...request }));
    });
  }

  #open(): void {
    const address = new URL(`.${addresses.socket}`, location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    address.search = location.search;
    address.hash = '';
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.onopen = () => {
      this.#failures = 0;
      this.hooks.onState(true);
      this.ask({ ask: 'hello', packed: true, ...this.hooks.seen() }).catch(() => undefined);
    };
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') this.#hear(JSON.parse(data) as ServerMessage);
    };
    socket.onclose = () => this.#closed();
  }

  #closed(): void {
    this.hooks.onState(false);
    for (const { reject } of this.#waiting.values()) {
      reject(new Refused({ code: '', message: 'The connection to the server was lost.' }));
    }
    this.#waiting.clear();
    this.#failures += 1;
    setTimeout(() => this.#open(), Math.min(10_000, 250 * 2 ** Math.min(this.#failures, 6)));
  }

  #hear(message: ServerMessage): void {
    if (message.kind === 'progress') {
      this.#waiting.get(message.id)?.tell?.(message.text);
      return;
    }
    if (message.kind === 'run') this.#unpacker = new Unpacker();
    if (message.kind === 'packed') {
      const { run, from } = message;
      this.hooks.onMessage({ kind: 'records', run, from, records: this.#unpacker.unpack(message) });
      return;
    }
    if (message.kind !== 'reply' && message.kind !== 'refusal') {
      this.hooks.onMessage(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'reply') waiting?.resolve(message.value);
    else waiting?.reject(new Refused(message.error));
  }
}

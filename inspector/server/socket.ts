import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Limits } from './limits.js';

/** What speaks on a socket once it is open. */
export type Speaker = (socket: WebSocket, query: URLSearchParams) => void;

const goingAway = 1001;
/** How long a client has to say good-bye. */
const patience = 250;

/** The sockets of a server: a bounded number of them, each with bounded messages, and none of them dead. */
export class Sockets {
  readonly #alive = new Map<WebSocket, boolean>();
  readonly #servers = new Map<number, WebSocketServer>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(private readonly limits: Limits) {
    this.#heartbeat = setInterval(() => {
      this.#beat();
    }, limits.heartbeat);
    this.#heartbeat.unref();
  }

  get isFull(): boolean {
    return this.#alive.size >= this.limits.sockets;
  }

  /** Opens the socket that a client has asked for, and lets somebody speak on it. */
  open(
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer,
    { most, speaker, query }: { readonly most: number; readonly speaker: Speaker; readonly query: URLSearchParams },
  ): void {
    this.#serverFor(most).handleUpgrade(request, stream, head, (socket) => {
      this.#alive.set(socket, true);
      socket.on('pong', () => {
        this.#alive.set(socket, true);
      });
      socket.on('close', () => {
        this.#alive.delete(socket);
      });
      // A message that is too large, or no message at all, ends the socket; `close` follows.
      socket.on('error', () => undefined);
      speaker(socket, query);
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    const gone = [...this.#alive.keys()].map(
      (socket) =>
        new Promise<void>((resolve) => {
          const timer = setTimeout(() => {
            socket.terminate();
          }, patience);
          socket.once('close', () => {
            clearTimeout(timer);
            resolve();
          });
          socket.close(goingAway, 'the inspector ends');
        }),
    );
    await Promise.all(gone);
    this.#servers.forEach((server) => {
      server.close();
    });
  }

  #serverFor(maxPayload: number): WebSocketServer {
    const known = this.#servers.get(maxPayload);
    if (known) return known;
    const server = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false, clientTracking: false });
    this.#servers.set(maxPayload, server);
    return server;
  }

  #beat(): void {
    for (const [socket, isAlive] of this.#alive) {
      if (!isAlive) {
        socket.terminate();
        continue;
      }
      this.#alive.set(socket, false);
      socket.ping();
    }
  }
}

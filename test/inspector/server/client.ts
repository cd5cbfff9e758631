import { get, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import type { ServerMessage } from '../../../inspector/common/protocol.js';
import type { RunRecord } from '../../../inspector/common/wire.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What a server answers to a request exactly as it is written here: no client tidies it up. */
export const ask = (
  port: number,
  path: string,
  { method = 'GET', headers = {} }: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asked.on('error', reject).end();
  });

/** The status with which a socket is opened (101) or refused. */
export const knock = (port: number, path: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const upgrade = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version': '13',
    };
    const asked = get({ host: '127.0.0.1', port, path, headers: { ...upgrade, ...headers }, agent: false });
    asked.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
  });

/** A page, as far as the socket goes. */
export class Client {
  readonly heard: ServerMessage[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  #id = 0;
  readonly #waiting = new Set<() => void>();

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('message', (data) => {
      this.heard.push(JSON.parse((data as Buffer).toString()) as ServerMessage);
      this.#waiting.forEach((look) => look());
    });
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    this.socket.on('error', () => undefined);
  }

  async open(): Promise<this> {
    await new Promise((resolve, reject) => this.socket.once('open', resolve).once('error', reject));
    return this;
  }

  /** Sends a request, and gives what it is answered. */
  async ask(request: object): Promise<Extract<ServerMessage, { kind: 'reply' | 'refusal' }>> {
    this.#id += 1;
    const id = this.#id;
    this.socket.send(JSON.stringify({ ...request, id }));
    return (await this.until((one) => (one.kind === 'reply' || one.kind === 'refusal') && one.id === id)) as never;
  }

  /** Waits for a message, heard already or to come. */
  until(fits: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.heard.find(fits);
        if (!found) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Waits until so many records of a run have come, or of any. */
  async records(count: number, run?: string): Promise<readonly RunRecord[]> {
    await this.until(() => this.now(run).length >= count);
    return this.now(run);
  }

  /** The records that have come, each at its place. */
  now(run?: string): readonly RunRecord[] {
    const all: RunRecord[] = [];
    for (const message of this.heard) {
      if (message.kind !== 'records' || (run !== undefined && message.run !== run)) continue;
      message.records.forEach((record, offset) => (all[message.from + offset] = record));
    }
    return all;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { addresses } from '../common/protocol.js';
import type { Limits } from './limits.js';
import { usualLimits } from './limits.js';
import { servePage } from './pageSocket.js';
import { filesOf } from './page.js';
import type { Page } from './page.js';
import { headers, isLoopbackOrigin, isOwnHost, isOwnOrigin, knows, newToken } from './security.js';
import type { Session } from './session.js';
import { Sockets } from './socket.js';
import type { Speaker } from './socket.js';
import { Refusal } from './trouble.js';

export interface ServeOptions {
  readonly session: Session;
  readonly page: Page;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly limits?: Partial<Limits>;
  /** Takes what other programs tell. */
  readonly inlet?: Speaker;
  /** Speaks to the receivers of other tools. */
  readonly outlet?: Speaker;
}

/** A server that runs. */
export interface Serving {
  /** The address of the page, with the token without which nothing is answered. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** The address of one of its sockets, with the token. */
  socketUrl(path: '/socket' | '/inlet' | '/outlet'): string;
  stop(): Promise<void>;
}

/** The only address that is listened on: nobody outside this machine gets an answer. */
const address = '127.0.0.1';
const mostConnections = 128;

/** Serves a session and its page on this machine, to whoever has the token. */
export async function serve({ session, page, port = 0, inlet, outlet, ...options }: ServeOptions): Promise<Serving> {
  const limits: Limits = { ...usualLimits, ...options.limits };
  const token = newToken();
  const files = filesOf(page, token);
  const sockets = new Sockets(limits);
  const speakers = new Map<string, { readonly most: number; readonly speaker: Speaker }>([
    [addresses.socket, { most: limits.pageMessage, speaker: (socket) => servePage(socket, session, limits) }],
    ...(inlet ? ([[addresses.inlet, { most: limits.inletMessage, speaker: inlet }]] as const) : []),
    ...(outlet ? ([[addresses.outlet, { most: limits.pageMessage, speaker: outlet }]] as const) : []),
  ]);

  const server = createServer((request, response) => {
    const { pathname, query } = targetOf(request);
    const status = admitted(request, query, ownPort(server), token, isOwnOrigin);
    const file = status === 200 ? files.get(pathname) : undefined;
    const code = status === 200 && !file ? 404 : status;
    response.writeHead(code, {
      ...headers,
      'Content-Type': file?.type ?? 'text/plain; charset=utf-8',
      ...(code === 405 && { Allow: 'GET' }),
    });
    response.end(file?.text ?? `${reasons[code] ?? ''}\n`);
  });
  server.maxConnections = mostConnections;
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => {
      stream.destroy();
    });
    const { pathname, query } = targetOf(request);
    const isOrigin = pathname === addresses.socket ? isOwnOrigin : isLoopbackOrigin;
    const status = admitted(request, query, ownPort(server), token, isOrigin);
    const speaker = speakers.get(pathname);
    if (status !== 200 || !speaker || sockets.isFull) {
      turnAway(stream, status !== 200 ? status : speaker ? 503 : 404);
      return;
    }
    sockets.open(request, stream, head, { ...speaker, query });
  });
  await listening(server, port);
  const bound = ownPort(server);
  return {
    url: `http://${address}:${bound}/?token=${token}`,
    port: bound,
    token,
    socketUrl: (path) => `ws://${address}:${bound}${path}?token=${token}`,
    async stop() {
      await sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}

const reasons: Readonly<Record<number, string>> = {
  400: 'This is no request.',
  403: 'Open the address that condis has printed, with its token.',
  404: 'There is nothing here.',
  405: 'Only GET is answered.',
  421: 'This server has another name.',
  503: 'There are too many clients.',
};

const ownPort = (server: Server): number => (server.address() as AddressInfo).port;

/** The path and the query of a request, whatever it looks like; paths are keys of a table, never of a file system. */
function targetOf({ url = '/' }: IncomingMessage): { readonly pathname: string; readonly query: URLSearchParams } {
  const mark = url.indexOf('?');
  const pathname = mark < 0 ? url : url.slice(0, mark);
  return { pathname, query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)) };
}

/** 200 where somebody may ask at all, and otherwise the status of the refusal. */
function admitted(
  { method, headers: given }: IncomingMessage,
  query: URLSearchParams,
  port: number,
  token: string,
  isOrigin: (given: IncomingMessage['headers'], port: number) => boolean,
): number {
  if (!isOwnHost(given, port)) return 421;
  if (!isOrigin(given, port) || !knows(token, query.get('token'))) return 403;
  return method === 'GET' ? 200 : 405;
}

function turnAway(stream: Duplex, status: number): void {
  const lines = Object.entries({ ...headers, Connection: 'close', 'Content-Length': '0' }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  stream.end(`HTTP/1.1 ${status} ${reasons[status] ?? ''}\r\n${lines.join('')}\r\n`);
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      const why = code === 'EADDRINUSE' ? 'another program listens on it' : `the system says ${String(code)}`;
      reject(new Refusal('CONDIS6005', `Port ${port} cannot be listened on: ${why}.`));
    });
    server.listen(port, address, () => {
      resolve();
    });
  });
}

import type { AnyActorRef, InspectionEvent } from 'xstate';
import { Recorder } from './recorder.js';
import type { RunRecord } from './wire.js';

/** As much of a WebSocket as is used here: that of browsers, and of Node from 22 on. */
interface Socket {
  readonly readyState: number;
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export interface ConnectOptions {
  /** The class that opens the connection; the global `WebSocket` where nothing is said. */
  readonly WebSocket?: new (url: string) => Socket;
  /** Records that are kept while there is no connection, at most; 100,000 where nothing is said. */
  readonly most?: number;
}

/** A connection to an inspector that runs elsewhere. */
export interface Connection {
  /** Goes into `createActor(machine, { inspect })`. */
  readonly inspect: (event: InspectionEvent) => void;
  /** Records that were lost, because there was no connection for too long. */
  readonly lost: number;
  stop(): void;
}

const isOpen = 1;
const firstPause = 250;
const longestPause = 8000;
/** Records in one message. */
const batch = 500;

/**
 * Tells an inspector in another process what happens in this one: in a browser, or anywhere without Node. The address
 * is that of its inlet, with the token.
 */
export function connectInspector(url: string, { most = 100_000, ...options }: ConnectOptions = {}): Connection {
  const { WebSocket } = { ...(globalThis as Pick<ConnectOptions, 'WebSocket'>), ...options };
  if (!WebSocket) throw new TypeError('Expected the option `WebSocket`, because there is no global one here.');
  const address = new URL(url);
  address.searchParams.set('client', Math.random().toString(36).slice(2));
  const waiting: RunRecord[] = [];
  let socket: Socket | undefined;
  let pause = firstPause;
  let lost = 0;
  let isStopped = false;
  let isScheduled = false;

  const flush = (): void => {
    isScheduled = false;
    while (socket?.readyState === isOpen && waiting.length > 0) {
      socket.send(JSON.stringify(waiting.splice(0, batch)));
    }
  };
  const recorder = new Recorder({
    emit: (record) => {
      if (waiting.length >= most) lost += 1;
      else waiting.push(record);
      if (isScheduled) return;
      isScheduled = true;
      setTimeout(flush, 0);
    },
  });

  const connect = (): void => {
    if (isStopped) return;
    const opened = new WebSocket(address.href);
    socket = opened;
    opened.addEventListener('open', () => {
      pause = firstPause;
      flush();
    });
    opened.addEventListener('message', ({ data }) => {
      tell(recorder, data);
    });
    opened.addEventListener('error', () => undefined);
    opened.addEventListener('close', () => {
      if (isStopped) return;
      setTimeout(connect, pause);
      pause = Math.min(longestPause, pause * 2);
    });
  };
  connect();
  return {
    inspect: recorder.inspect,
    get lost() {
      return lost;
    },
    stop() {
      recorder.flush();
      flush();
      isStopped = true;
      socket?.close();
    },
  };
}

/** Does what the inspector asks for: an event for an actor that is there. */
function tell(recorder: Recorder, data: unknown): void {
  const message = typeof data === 'string' ? (JSON.parse(data) as Partial<Record<string, unknown>>) : {};
  const { kind, actor, event } = message;
  if (kind !== 'tell' || typeof actor !== 'string') return;
  const ref: AnyActorRef | undefined = recorder.refOf(actor);
  ref?.send(event);
}

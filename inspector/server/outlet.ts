import type { WebSocket } from 'ws';
import { applied } from '../common/patch.js';
import type { Plain } from '../common/plain.js';
import type { RunRecord } from '../common/wire.js';
import { parsed } from './pageSocket.js';
import type { Session } from './session.js';
import type { Speaker } from './socket.js';
import { eventOf4, machineOf4, stateOf4 } from './version4.js';

/** Bytes that wait for a receiver before it is sent nothing more for a while. */
const mostWaiting = 1024 * 1024;

/** Speaks to receivers of @xstate/inspect, which know XState 4: who is there, what comes to them, where they stand. */
export function outletOf(session: Session): Speaker {
  return (socket) => {
    let receiver: Receiver | undefined;
    const stop = session.subscribe((news) => {
      if (news === 'run') receiver = receiver && new Receiver(socket, session);
      if (news !== 'coming') receiver?.move();
    });
    socket.on('message', (data, isBinary) => {
      const message = (isBinary ? undefined : parsed(data)) as Partial<Record<string, unknown>> | null | undefined;
      if (message?.['type'] === 'xstate.inspecting') {
        receiver ??= new Receiver(socket, session);
        receiver.move();
      } else if (message?.['type'] === 'xstate.event') {
        forward(session, message);
      }
    });
    socket.on('close', stop);
  };
}

/** What a receiver sends to an actor; one that takes no events is left alone. */
function forward(session: Session, { event: text, service }: Partial<Record<string, unknown>>): void {
  try {
    const scxml = JSON.parse(String(text)) as {
      readonly data?: Plain;
      readonly origin?: unknown;
      readonly name?: unknown;
    };
    const actor = typeof service === 'string' ? service : scxml.origin;
    const event = scxml.data ?? { type: String(scxml.name) };
    if (typeof actor === 'string') session.handle({ ask: 'tell', actor, event }).catch(() => undefined);
  } catch {
    // What is no event is for nobody.
  }
}

/** One receiver: hears of the run from its beginning, an actor by the name that it has in the run. */
class Receiver {
  #next = 0;
  #isMoving = false;
  readonly #run: string;
  readonly #charts = new Map<string, string>();
  readonly #contexts = new Map<string, { context: Plain; value: Plain }>();

  constructor(
    private readonly socket: WebSocket,
    private readonly session: Session,
  ) {
    this.#run = session.run;
  }

  move(): void {
    if (this.#isMoving) return;
    this.#isMoving = true;
    setImmediate(() => {
      this.#isMoving = false;
      this.#send();
    });
  }

  #send(): void {
    const { socket, session } = this;
    if (socket.readyState !== socket.OPEN || session.run !== this.#run) return;
    // Once something of it has been taken, there is another turn.
    if (socket.bufferedAmount > mostWaiting) return;
    const records = session.records(this.#next, this.#next + 100);
    this.#next += records.length;
    records.forEach((record) => {
      this.#tell(record);
    });
    if (this.#next < session.length) this.move();
  }

  #tell(record: RunRecord): void {
    switch (record.kind) {
      case 'chart':
        this.#charts.set(record.chart, JSON.stringify(machineOf4(record.structure)));
        return;
      case 'actor': {
        const { name, value, context, parent } = record;
        this.#contexts.set(name, { context, value });
        const machine = record.chart === null ? undefined : this.#charts.get(record.chart);
        const state = stateOf4(name, { value, context, isDone: false }, { type: 'xstate.init' });
        this.#say({
          ...{ type: 'service.register', sessionId: name, id: name, state: JSON.stringify(state) },
          machine: machine ?? JSON.stringify({ id: name, states: {} }),
          ...(parent !== null && { parent }),
        });
        return;
      }
      case 'step': {
        const { actor, event, from, value, patch, status } = record;
        const context = applied(this.#contexts.get(actor)?.context ?? {}, patch);
        this.#contexts.set(actor, { context, value });
        this.#say({ type: 'service.event', sessionId: actor, event: JSON.stringify(eventOf4(event, from)) });
        const state = stateOf4(actor, { value, context, isDone: status !== 'active' }, event, from);
        this.#say({ type: 'service.state', sessionId: actor, state: JSON.stringify(state) });
        return;
      }
      case 'gone':
        this.#contexts.delete(record.name);
        this.#say({ type: 'service.stop', sessionId: record.name });
        return;
      default:
    }
  }

  #say(message: object): void {
    this.socket.send(JSON.stringify(message), () => {
      this.move();
    });
  }
}

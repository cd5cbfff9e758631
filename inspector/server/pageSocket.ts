import type { RawData, WebSocket } from 'ws';
import { Feed } from './feed.js';
import type { Limits } from './limits.js';
import { idOf, requestIn } from './requests.js';
import type { Session } from './session.js';
import { Refusal, troubleOf } from './trouble.js';

/** How much may wait for a page beside records: answers that it has asked for and does not take. */
const mostAnswers = 32 * 1024 * 1024;
/** The code of WebSocket for a client that breaks the rules of a server. */
const policyViolation = 1008;
/** Messages over the limit before a client is sent away. */
const mostExcess = 5000;

/** Speaks with one page: a run and its records go out, requests come in, and each of them is answered. */
export function servePage(socket: WebSocket, session: Session, limits: Limits): void {
  const feed = new Feed(socket, session, limits);
  const pace = new Pace(limits.messages);
  let isGreeted = false;
  let pending = 0;
  let excess = 0;
  const stop = session.subscribe((news) => {
    if (!isGreeted) return;
    if (news === 'run') feed.greet();
    else if (news === 'coming') feed.coming();
    else feed.move();
  });

  const refuse = (id: number, error: unknown): void => {
    feed.say({ kind: 'refusal', id, error: troubleOf(error) });
  };

  const answer = async (data: RawData, isBinary: boolean): Promise<void> => {
    if (socket.bufferedAmount > mostAnswers) {
      socket.terminate();
      return;
    }
    const message = isBinary ? undefined : parsed(data);
    const id = idOf(message);
    if (!pace.allows() || pending >= limits.pending) {
      excess += 1;
      if (excess > mostExcess) {
        socket.close(policyViolation, 'too many messages');
      } else refuse(id, new Refusal('CONDIS6004', 'There are too many requests.'));
      return;
    }
    const request = requestIn(message);
    if (!request) {
      refuse(id, new Refusal('CONDIS6001', 'The message is no request, or one with a field that it does not take.'));
      return;
    }
    pending += 1;
    try {
      if (request.ask === 'hello') {
        isGreeted = true;
        feed.greet(request);
        feed.say({ kind: 'reply', id, value: null });
        return;
      }
      const { id: _, ...asked } = request;
      const value = await session.handle(asked, (text) => {
        feed.say({ kind: 'progress', id, text });
      });
      feed.say({ kind: 'reply', id, value: value ?? null });
    } catch (error) {
      refuse(id, error);
    } finally {
      pending -= 1;
    }
  };

  socket.on('message', (data, isBinary) => {
    void answer(data, isBinary);
  });
  socket.on('close', () => {
    stop();
    feed.stop();
  });
}

/** The value of a message; nothing where it is no JSON. */
export function parsed(data: RawData): unknown {
  try {
    // A message of `ws` comes as one buffer, unless other types are asked for.
    return JSON.parse((data as Buffer).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** So many a second on average, and four times as many at once. */
class Pace {
  #left: number;
  #since = performance.now();

  constructor(private readonly perSecond: number) {
    this.#left = perSecond * 4;
  }

  allows(): boolean {
    const now = performance.now();
    this.#left = Math.min(this.perSecond * 4, this.#left + ((now - this.#since) / 1000) * this.perSecond);
    this.#since = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

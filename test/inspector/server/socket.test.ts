import { connect } from 'node:net';
import { randomBytes } from 'node:crypto';
import { serve } from '../../../inspector/server/http.js';
import type { Serving, ServeOptions } from '../../../inspector/server/http.js';
import { AppSession } from '../../../inspector/server/appSession.js';
import type { Session } from '../../../inspector/server/session.js';
import { readLibrary } from '../../../src/cli/scenarios.js';
import type { StepRecord } from '../../../inspector/common/wire.js';
import { Client } from './client.js';
import { page, services, sessionOf } from './support.js';

const scenario = readLibrary().find('outgoing-call')!;
const servings: Serving[] = [];
const clients: Client[] = [];

const started = async (session: Session, limits: ServeOptions['limits'] = {}): Promise<Serving> => {
  const serving = await serve({ session, page, limits });
  servings.push(serving);
  return serving;
};

const opened = async (serving: Serving): Promise<Client> => {
  const client = await new Client(serving.socketUrl('/socket')).open();
  clients.push(client);
  return client;
};

afterEach(async () => {
  clients.splice(0).forEach(({ socket }) => socket.terminate());
  await Promise.all(servings.splice(0).map((serving) => serving.stop()));
});

/** A step as programs tell it, of some size. */
const step = (n: number, size = 0): StepRecord => ({
  ...{ kind: 'step', n, t: 0, actor: 'a', from: null, event: { type: 'go', text: 'x'.repeat(size) }, cause: null },
  ...{ transitions: [], before: 'b', value: 'b', patch: [], actions: [], sent: [], status: 'active' },
});

const appOf = (count: number, size = 0) => {
  const session = new AppSession('app', services, 1_000_000);
  const member = session.join();
  session.add(
    member,
    Array.from({ length: count }, (_, n) => step(n + 1, size)),
  );
  return { session, member };
};

describe('a page', () => {
  test('hears of the run, its records, and answers', async () => {
    const session = sessionOf({ scenario, library: [scenario] });
    const client = await opened(await started(session));
    expect(await client.ask({ ask: 'hello' })).toMatchObject({ kind: 'reply' });
    expect(client.heard[0]).toMatchObject({
      kind: 'run',
      run: session.run,
      source: { mode: 'system', topology: 'cm', scenario: 'outgoing-call' },
      scenarios: [{ id: 'outgoing-call' }],
    });
    const before = session.length;
    await client.ask({ ask: 'step' });
    expect(await client.records(session.length)).toEqual(session.records(0, session.length));
    expect(session.length).toBeGreaterThan(before);
    expect(await client.until(({ kind }) => kind === 'coming')).toMatchObject({ coming: session.coming });
  });

  test('and another one see the same, and both follow into a new run', async () => {
    const session = sessionOf({ scenario });
    const serving = await started(session);
    const [one, other] = [await opened(serving), await opened(serving)];
    await one.ask({ ask: 'hello' });
    await other.ask({ ask: 'hello' });
    await one.ask({ ask: 'step' });
    await other.records(session.length);
    expect(other.now()).toEqual(await one.records(session.length));
    await other.ask({ ask: 'begin', topology: 'mcm' });
    await one.until((message) => message.kind === 'run' && message.run === session.run);
    expect(await one.records(session.length, session.run)).toEqual(session.records(0, session.length));
  });

  test('that comes back hears what it has missed, and nothing twice', async () => {
    const session = sessionOf({ scenario });
    const serving = await started(session);
    const first = await opened(serving);
    await first.ask({ ask: 'hello' });
    await first.records(session.length);
    const since = session.length;
    await first.close();
    await session.handle({ ask: 'step' });
    const again = await opened(serving);
    await again.ask({ ask: 'hello', run: session.run, since });
    await again.records(session.length);
    expect(again.heard.flatMap((message) => (message.kind === 'records' ? message.from : []))).toEqual([since]);
    const stranger = await opened(serving);
    await stranger.ask({ ask: 'hello', run: 'of yesterday', since });
    expect(await stranger.records(session.length)).toEqual(session.records(0, session.length));
  });
});

describe('what is no request is refused, and nothing breaks', () => {
  test.each([
    ['no JSON', '{'],
    ['no object', '[1]'],
    ['nothing', ''],
    ['an unknown request', '{"id":7,"ask":"format"}'],
    ['a request of the prototype', '{"id":7,"ask":"__proto__"}'],
    ['a field of another kind', '{"id":7,"ask":"may","at":"1"}'],
    ['a field too many', '{"id":7,"ask":"step","__proto__":{"x":1}}'],
    ['an event that nobody knows', '{"id":7,"ask":"send","event":{"type":"constructor"}}'],
    ['an event with a wrong parameter', '{"id":7,"ask":"send","event":{"type":"client.send","lists":1e9}}'],
    ['a VC beyond all bounds', '{"id":7,"ask":"send","event":{"type":"client.createVc","vc":1e6}}'],
    ['a call of nothing', '{"id":7,"ask":"call","call":{"from":"client","fn":"toString"}}'],
    ['a number that is none', '{"id":7,"ask":"advance","milliseconds":-1}'],
    ['bytes', randomBytes(100)],
    ['deep nesting', '['.repeat(100_000)],
  ])('%s', async (_, text) => {
    const client = await opened(await started(sessionOf({})));
    client.socket.send(text);
    expect(await client.until(({ kind }) => kind === 'refusal')).toMatchObject({ error: { code: 'CONDIS6001' } });
    expect(await client.ask({ ask: 'rule', rule: 'VC-DEL-02' })).toMatchObject({ kind: 'reply' });
  });

  test.each([
    [{ ask: 'rule', rule: 'VC-DEL-99' }, 'CONDIS6003'],
    [{ ask: 'layout', chart: '<img onerror=1>', collapsed: [] }, 'CONDIS6003'],
    [{ ask: 'fates', at: 3, actor: '__proto__' }, 'CONDIS6003'],
    [{ ask: 'begin', scenario: '../../etc/passwd' }, 'CONDIS6003'],
    [{ ask: 'begin', text: 'title: 1' }, 'CONDIS6002'],
    [{ ask: 'fork', at: 100_000 }, 'CONDIS6003'],
    [{ ask: 'tell', actor: 'client', event: { type: 'x' } }, 'CONDIS6002'],
    [{ ask: 'play', property: 'VC-DEL-02' }, 'CONDIS6003'],
  ])('%j is refused with %s', async (request, code) => {
    const client = await opened(await started(sessionOf({ scenario })));
    expect(await client.ask(request)).toMatchObject({ kind: 'refusal', error: { code } });
  });

  test('a message that is too large ends the socket, and only this one', async () => {
    const serving = await started(sessionOf({}));
    const [client, other] = [await opened(serving), await opened(serving)];
    client.socket.send('x'.repeat(1024 * 1024 + 1));
    expect(await client.closed).toBe(1009);
    expect(await other.ask({ ask: 'hello' })).toMatchObject({ kind: 'reply' });
  });

  test('a flood is answered as far as it is bearable, and then ended', async () => {
    const serving = await started(sessionOf({}));
    const [client, other] = [await opened(serving), await opened(serving)];
    for (let n = 0; n < 20_000; n += 1) client.socket.send(`{"id":${n},"ask":"rule","rule":"AF-01"}`);
    expect(await client.closed).toBe(1008);
    expect(client.heard.filter(({ kind }) => kind === 'reply').length).toBeGreaterThan(0);
    expect(client.heard.find(({ kind }) => kind === 'refusal')).toMatchObject({ error: { code: 'CONDIS6004' } });
    expect(await other.ask({ ask: 'hello' })).toMatchObject({ kind: 'reply' });
  });

  test('there are only so many sockets', async () => {
    const serving = await started(sessionOf({}), { sockets: 2 });
    await opened(serving);
    const second = await opened(serving);
    await expect(opened(serving)).rejects.toThrow('503');
    await second.close();
    await expect(opened(serving)).resolves.toBeDefined();
  });
});

describe('a client that reads slowly', () => {
  test('is waited for: nothing piles up, nothing is lost', async () => {
    const { session } = appOf(2000, 10_000);
    const waiting = 256 * 1024;
    const client = await opened(await started(session, { waiting }));
    client.socket.pause();
    client.socket.send('{"id":1,"ask":"hello"}');
    const before = process.memoryUsage().arrayBuffers;
    await new Promise((resolve) => setTimeout(resolve, 300));
    // What waits is bounded; the rest of 20 MB is nowhere but in the run.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10e6);
    expect(client.now()).toEqual([]);
    client.socket.resume();
    expect((await client.records(2000)).map((record) => (record as StepRecord).n)).toEqual(
      Array.from({ length: 2000 }, (_, n) => n + 1),
    );
  });

  test('and asks on without end is let go', async () => {
    const session = sessionOf({ scenario });
    const client = await opened(await started(session, { messages: 100_000, pending: 100_000 }));
    client.socket.pause();
    const closed = new Promise((resolve) => {
      const timer = setInterval(() => {
        for (let n = 0; n < 200; n += 1) client.socket.send('{"id":1,"ask":"may","at":1}');
        if (client.socket.readyState !== client.socket.OPEN || process.memoryUsage().rss > 3e9) {
          clearInterval(timer);
          resolve(null);
        }
      }, 5);
      client.socket.on('close', () => {
        clearInterval(timer);
        resolve(null);
      });
    });
    const resuming = setTimeout(() => client.socket.resume(), 1500);
    await closed;
    clearTimeout(resuming);
    expect(client.socket.readyState).not.toBe(client.socket.OPEN);
  });

  test('and shows no sign of life is let go', async () => {
    const serving = await started(sessionOf({}), { heartbeat: 30 });
    const query = new URL(serving.socketUrl('/socket'));
    // A client that opens a socket and never answers a ping.
    const raw = connect(serving.port, '127.0.0.1');
    raw.write(
      `GET ${query.pathname}${query.search} HTTP/1.1\r\nHost: ${query.host}\r\nConnection: Upgrade\r\n` +
        'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await new Promise((resolve) => raw.on('data', () => undefined).on('close', resolve));
    const alive = await opened(serving);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(alive.socket.readyState).toBe(alive.socket.OPEN);
  });
});

test('5,000 steps arrive live within a second, and a long run while others are answered', async () => {
  const { session, member } = appOf(0);
  const client = await opened(await started(session));
  await client.ask({ ask: 'hello' });
  const begin = performance.now();
  for (let n = 0; n < 5000; n += 100) {
    session.add(
      member,
      Array.from({ length: 100 }, (_, at) => step(n + at + 1)),
    );
    await new Promise((resolve) => setImmediate(resolve));
  }
  const records = await client.records(5000);
  expect(records.map((record) => (record as StepRecord).n)).toEqual(Array.from({ length: 5000 }, (_, n) => n + 1));
  expect(performance.now() - begin).toBeLessThan(5000);
});

test('hostile names and values arrive as they are', async () => {
  const session = new AppSession('<img src=x onerror=alert(1)>', services, 1000);
  const event = JSON.parse('{"type":"<img onerror=1>","__proto__":{"polluted":true}}') as never;
  const hostile = { ...step(1), actor: '</script><script>', event, before: 'x'.repeat(1_000_000) };
  session.add(session.join(), [hostile]);
  const client = await opened(await started(session));
  await client.ask({ ask: 'hello' });
  const [record] = await client.records(1);
  expect(JSON.stringify(record)).toBe(JSON.stringify(hostile));
  expect(client.heard[0]).toMatchObject({ title: '<img src=x onerror=alert(1)>' });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

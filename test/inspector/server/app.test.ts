import { assign, createActor, setup } from 'xstate';
import { WebSocket } from 'ws';
import { connectInspector } from '../../../inspector/common/connect.js';
import { startInspector } from '../../../inspector/server/index.js';
import type { Inspector } from '../../../inspector/server/index.js';
import type { RunRecord, StepRecord } from '../../../inspector/common/wire.js';
import { Client } from './client.js';
import { page } from './support.js';

const counter = setup({ types: { context: {} as { n: number } } }).createMachine({
  id: 'counter',
  context: { n: 0 },
  initial: 'on',
  states: {
    on: { on: { add: { actions: assign({ n: ({ context }) => context.n + 1 }) }, end: 'off' } },
    off: { type: 'final' },
  },
});

const inspectors: Inspector[] = [];
const clients: Client[] = [];

const started = async (limits = {}): Promise<Inspector> => {
  const inspector = await startInspector({ page, limits });
  inspectors.push(inspector);
  return inspector;
};

/** A page that looks at an inspector. */
const watching = async (inspector: Inspector): Promise<Client> => {
  const url = new URL(inspector.url);
  const client = await new Client(`ws://${url.host}/socket${url.search}`).open();
  clients.push(client);
  await client.ask({ ask: 'hello' });
  return client;
};

afterEach(async () => {
  clients.splice(0).forEach(({ socket }) => socket.terminate());
  await Promise.all(inspectors.splice(0).map((inspector) => inspector.stop()));
});

const named = (records: readonly RunRecord[]) =>
  records.map((record) =>
    record.kind === 'step'
      ? `${record.actor} ${(record.event as { type: string }).type} ${JSON.stringify(record.value)}`
      : `${record.kind} ${'name' in record ? record.name : 'chart' in record ? record.chart : ''}`,
  );

describe('a program with an inspector in it', () => {
  test('shows its actors as they live', async () => {
    const inspector = await started();
    const actor = createActor(counter, { inspect: inspector.inspect }).start();
    const client = await watching(inspector);
    actor.send({ type: 'add' });
    actor.send({ type: 'end' });
    expect(named(await client.records(5))).toEqual([
      'chart counter',
      'actor counter',
      'counter add "on"',
      'counter end "off"',
      'gone counter',
    ]);
  });

  test('takes events from the page, for actors that are there', async () => {
    const inspector = await started();
    const actor = createActor(counter, { inspect: inspector.inspect }).start();
    const client = await watching(inspector);
    await client.ask({ ask: 'tell', actor: 'counter', event: { type: 'add' } });
    expect(actor.getSnapshot().context).toEqual({ n: 1 });
    const answers = [
      await client.ask({ ask: 'tell', actor: 'nobody', event: { type: 'add' } }),
      await client.ask({ ask: 'tell', actor: 'counter', event: 'add' }),
      await client.ask({ ask: 'tell', actor: 'counter', event: { type: 'xstate.stop' } }),
      await client.ask({ ask: 'send', event: { type: 'client.createVc' } }),
    ];
    expect(answers.map((answer) => answer.kind)).toEqual(['refusal', 'refusal', 'refusal', 'refusal']);
    expect(actor.getSnapshot().context).toEqual({ n: 1 });
  });

  test('gets the layouts of its own charts', async () => {
    const inspector = await started();
    createActor(counter, { inspect: inspector.inspect }).start();
    const client = await watching(inspector);
    await client.records(2);
    expect(await client.ask({ ask: 'layout', chart: 'counter', collapsed: [] })).toMatchObject({
      kind: 'reply',
      value: { title: 'counter' },
    });
  });

  test('may have any names and hold anything: it arrives as data', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const held = { html: evil, loop: {}, big: 10n, call: () => 1, text: 'x'.repeat(1_000_000) };
    held.loop = held;
    const machine = setup({}).createMachine({
      id: evil,
      context: JSON.parse('{"__proto__":{"polluted":true}}') as object,
      initial: 'constructor',
      states: { constructor: { on: { [evil]: '</script>' } }, '</script>': {} },
    });
    const inspector = await started();
    const actor = createActor(machine, { inspect: inspector.inspect }).start();
    actor.send({ type: evil, held });
    const client = await watching(inspector);
    const [chart, birth, step] = await client.records(3);
    expect([chart, birth, step]).toMatchObject([
      { chart: evil },
      { name: evil, value: 'constructor' },
      { value: '</script>', event: { held: { loop: { $: 'cycle' }, big: { $: 'bigint', value: '10' } } } },
    ]);
    expect(JSON.stringify(birth)).toContain('"__proto__":{"polluted":true}');
    expect(JSON.stringify(step).length).toBeLessThan(20_000);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('that lives long begins a new run with everybody where he stands', async () => {
    const inspector = await started({ records: 20 });
    const actor = createActor(counter, { inspect: inspector.inspect }).start();
    const client = await watching(inspector);
    for (let n = 0; n < 30; n += 1) actor.send({ type: 'add' });
    await client.until((message) => message.kind === 'records' && JSON.stringify(message).includes('"n":31'));
    const run = client.heard.findLast(({ kind }) => kind === 'run') as { readonly run: string };
    const [chart, birth, next] = client.now(run.run);
    expect([chart?.kind, birth]).toMatchObject(['chart', { name: 'counter', context: { n: 18 } }]);
    expect(next).toMatchObject({ kind: 'step', patch: [[['n'], 19]] });
  });
});

describe('programs elsewhere', () => {
  const connected = (inspector: Inspector) => connectInspector(inspector.inlet, { WebSocket: WebSocket });

  test('tell of themselves, hear events, and keep apart from each other', async () => {
    const inspector = await started();
    const client = await watching(inspector);
    const [one, other] = [connected(inspector), connected(inspector)];
    const first = createActor(counter, { inspect: one.inspect }).start();
    await client.records(2);
    const second = createActor(counter, { inspect: other.inspect }).start();
    await client.records(4);
    first.send({ type: 'add' });
    second.send({ type: 'add' });
    const records = await client.records(6);
    expect(records.filter(({ kind }) => kind === 'actor')).toMatchObject([
      { name: 'counter' },
      { name: 'counter (2)', chart: 'counter' },
    ]);
    const numbers = records.flatMap((record) => ('n' in record ? (record as StepRecord).n : []));
    expect(new Set(numbers).size).toBe(numbers.length);
    await client.ask({ ask: 'tell', actor: 'counter (2)', event: { type: 'end' } });
    await client.records(8);
    expect([first, second].map((actor) => actor.getSnapshot().status)).toEqual(['active', 'done']);
    one.stop();
    other.stop();
  });

  test('lose nothing while the line is down', async () => {
    const inspector = await started();
    const client = await watching(inspector);
    const sockets: WebSocket[] = [];
    class Line extends WebSocket {
      constructor(url: string) {
        super(url);
        sockets.push(this);
      }
    }
    const connection = connectInspector(inspector.inlet, { WebSocket: Line });
    const actor = createActor(counter, { inspect: connection.inspect }).start();
    await client.records(2);
    sockets[0]?.terminate();
    await new Promise((resolve) => sockets[0]?.once('close', resolve));
    actor.send({ type: 'add' });
    expect(named(await client.records(3)).at(-1)).toBe('counter add "on"');
    expect([connection.lost, sockets.length]).toEqual([0, 2]);
    connection.stop();
  });

  test('that tell nonsense are told so, and do no harm', async () => {
    const inspector = await started();
    const client = await watching(inspector);
    const inlet = await new Client(inspector.inlet).open();
    clients.push(inlet);
    inlet.socket.send('{');
    inlet.socket.send(Buffer.from([1, 2, 3]));
    inlet.socket.send('[{"kind":"step"},{"kind":"actor","name":"__proto__"},{"kind":"toString"},null]');
    const definition = JSON.stringify({ states: { a: { on: { x: 'nowhere' } } } });
    inlet.socket.send(JSON.stringify({ type: '@xstate.actor', sessionId: 'x:1', name: '<b>', definition }));
    inlet.socket.send('{"kind":"gone","name":"__proto__","t":0}');
    expect(named(await client.records(2))).toEqual(['actor <b>', 'gone __proto__']);
    expect(inlet.heard).toEqual([
      { kind: 'passedOver', records: 1 },
      { kind: 'passedOver', records: 1 },
      { kind: 'passedOver', records: 4 },
    ]);
  });
});

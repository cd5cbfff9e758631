import { assign, createActor, emit, fromPromise, raise, sendParent, sendTo, setup } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { Recorder } from '../../inspector/common/recorder.js';
import { Run } from '../../inspector/common/run.js';
import type { ActorRecord, RunRecord, StepRecord } from '../../inspector/common/wire.js';

const child = setup({}).createMachine({
  id: 'child',
  initial: 'idle',
  states: {
    idle: { on: { ping: { target: 'done', actions: sendParent({ type: 'pong' }) } } },
    done: { type: 'final' },
  },
});

const parent = setup({
  actors: { child },
  types: { context: { count: 0 } },
  actions: { beep: () => undefined },
}).createMachine({
  id: 'parent',
  context: { count: 0 },
  invoke: { src: 'child', id: 'kid' },
  initial: 'first',
  states: {
    first: {
      on: {
        go: {
          target: 'second',
          actions: [
            assign({ count: ({ context }) => context.count + 1 }),
            sendTo('kid', { type: 'ping' }),
            emit({ type: 'hey' }),
            raise({ type: 'on' }),
          ],
        },
      },
    },
    second: { on: { on: 'third' } },
    third: { always: 'fourth' },
    fourth: { on: { pong: { actions: 'beep' } } },
  },
});

/** What a recorder makes of an actor to which something is done. */
function recorded(machine: AnyStateMachine, act: (actor: ReturnType<typeof createActor>) => void) {
  const records: RunRecord[] = [];
  const recorder = new Recorder({ emit: (record) => records.push(record), now: () => 0 });
  const actor = createActor(machine, { inspect: recorder.inspect });
  actor.start();
  act(actor as never);
  return records;
}

const steps = (records: readonly RunRecord[]) => records.filter(({ kind }) => kind === 'step') as StepRecord[];

describe('what XState tells becomes a run', () => {
  const records = recorded(parent, (actor) => actor.send({ type: 'go' }));

  test('charts come before their actors, actors before their steps, each step before what it causes', () => {
    const told = records.map((record) => {
      if (record.kind === 'chart') return `chart ${record.chart}`;
      if (record.kind === 'step') return `${record.n} ${record.actor} ${(record.event as { type: string }).type}`;
      return `${record.kind} ${(record as ActorRecord).name}`;
    });
    expect(told).toEqual([
      'chart parent',
      'chart child',
      'actor parent',
      'actor kid',
      '3 parent go',
      '4 kid ping',
      'gone kid',
      '5 parent pong',
      '6 parent xstate.done.actor.kid',
    ]);
  });

  test('a step says what was taken, what was sent, and what has changed', () => {
    const [go, ping, pong] = steps(records);
    expect(go).toMatchObject({
      actor: 'parent',
      from: null,
      cause: null,
      before: 'first',
      value: 'fourth',
      patch: [[['count'], 1]],
      transitions: [['parent.first#0'], ['parent.second#0'], ['parent.third#0']],
      sent: [
        { to: 'kid', event: { type: 'ping' } },
        { to: null, event: { type: 'hey' } },
      ],
      status: 'active',
    });
    expect(ping).toMatchObject({ actor: 'kid', from: 'parent', cause: 3, status: 'done', value: 'done' });
    expect(pong).toMatchObject({ from: 'kid', cause: 4, actions: ['beep'], transitions: [['parent.fourth#0']] });
  });

  test('actors know their parents', () => {
    expect(records.filter(({ kind }) => kind === 'actor')).toMatchObject([
      { name: 'parent', parent: null, chart: 'parent', value: 'first', context: { count: 0 } },
      { name: 'kid', parent: 'parent', chart: 'child', value: 'idle' },
    ]);
  });
});

test('an event that nobody takes is a step without transitions', () => {
  const [step] = steps(recorded(parent, (actor) => actor.send({ type: 'nonsense' })));
  expect(step).toMatchObject({ event: { type: 'nonsense' }, transitions: [[]], before: 'first', value: 'first' });
});

test('actors of one name are told apart, and a name is free again when its actor has gone', () => {
  const records: RunRecord[] = [];
  const recorder = new Recorder({ emit: (record) => records.push(record) });
  const start = () => createActor(child, { id: 'twin', inspect: recorder.inspect }).start();
  const first = start();
  start();
  first.stop();
  start();
  expect(records.flatMap((record) => (record.kind === 'actor' ? record.name : []))).toEqual([
    'twin',
    'twin (2)',
    'twin',
  ]);
});

test('an actor that is no machine has a state and an outcome', async () => {
  const records: RunRecord[] = [];
  const recorder = new Recorder({ emit: (record) => records.push(record) });
  createActor(
    fromPromise(() => Promise.resolve(42)),
    { id: 'answer', inspect: recorder.inspect },
  ).start();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(steps(records)).toMatchObject([{ actor: 'answer', value: 'done', patch: [[['output'], 42]], status: 'done' }]);
});

const fail = (): never => {
  throw new Error('out of luck');
};

test.each([
  ['an action', { actions: fail }],
  ['a guard', { guard: fail }],
])('an actor that throws in %s takes a step that ends in an error', (_, go) => {
  const broken = setup({}).createMachine({ id: 'broken', on: { go } });
  const records: RunRecord[] = [];
  const recorder = new Recorder({ emit: (record) => records.push(record) });
  const actor = createActor(broken, { inspect: recorder.inspect });
  actor.subscribe({ error: () => undefined });
  actor.start();
  actor.send({ type: 'go' });
  recorder.flush();
  const last = steps(records).at(-1);
  expect([last?.status, JSON.stringify(last?.patch)]).toEqual(['error', expect.stringContaining('out of luck')]);
});

test('a run knows where everybody stood at every place', () => {
  const counter = setup({ types: { context: { n: 0, list: [0] } } }).createMachine({
    id: 'counter',
    context: { n: 0, list: [] },
    on: { add: { actions: assign(({ context: { n, list } }) => ({ n: n + 1, list: [...list, n].slice(-3) })) } },
  });
  const run = new Run();
  const records = recorded(counter, (actor) => {
    for (let n = 0; n < 100; n += 1) actor.send({ type: 'add' });
  });
  records.forEach((record) => run.add(record));
  const stands = run.placesOf('counter').map((place) => run.standing('counter', place)?.context as { n: number });
  expect(stands.map(({ n }) => n)).toEqual(Array.from({ length: 101 }, (_, n) => n));
  expect(run.standing('counter', run.length - 1)?.context).toEqual({ n: 100, list: [97, 98, 99] });
  expect(run.standing('counter', 0)).toBeUndefined();
});

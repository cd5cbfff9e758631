import { cancel, createActor, fromCallback, raise, sendTo, setup, SimulatedClock } from 'xstate';
import type { Plain } from '../../inspector/common/plain.js';
import { Recorder } from '../../inspector/common/recorder.js';
import { Run } from '../../inspector/common/run.js';
import { opening } from '../../inspector/server/liveRun.js';
import type { RunRecord } from '../../inspector/common/wire.js';

const listener = setup({}).createMachine({ id: 'listener', on: { hello: {}, later: {} } });

const speaker = setup({ actors: { listener, bell: fromCallback(() => undefined) } }).createMachine({
  id: 'speaker',
  invoke: [
    { src: 'listener', id: 'listener' },
    { src: 'bell', id: 'bell' },
  ],
  initial: 'idle',
  states: {
    idle: {
      after: { 5000: 'tired' },
      on: {
        greet: { actions: [sendTo('listener', { type: 'hello' }), sendTo('bell', { type: 'ring' })] },
        remind: { actions: sendTo('listener', { type: 'later' }, { delay: 1000, id: 'reminder' }) },
        forget: { actions: cancel('reminder') },
        think: { actions: raise({ type: 'forget' }, { delay: 200 }) },
        both: { actions: [sendTo('listener', { type: 'later' }, { delay: 10, id: 'brief' }), cancel('brief')] },
      },
    },
    tired: {},
  },
});

/** A speaker, and what waits in its run. */
function speaking() {
  const records: RunRecord[] = [];
  const run = new Run();
  const clock = new SimulatedClock();
  const recorder = new Recorder({
    emit: (record) => {
      records.push(record);
      run.add(record);
    },
  });
  const actor = createActor(speaker, { inspect: recorder.inspect, clock: clock }).start();
  const say = (type: string): void => actor.send({ type });
  const type = (event: Plain): string => (event as { readonly type: string }).type;
  const waiting = (place = run.length - 1): readonly string[] =>
    run.waiting(place).map(({ to, event, why, delay }) => `${to} ${type(event)} ${why} ${delay ?? 0}`);
  return { records, run, clock, actor, say, waiting };
}

const timeout = 'speaker xstate.after.5000.speaker.idle delayed 5000';

test('a delay waits until its time has come', () => {
  const { clock, waiting, run } = speaking();
  expect(waiting()).toEqual([timeout]);
  const before = run.length - 1;
  clock.increment(5000);
  expect(waiting()).toEqual([]);
  expect(waiting(before)).toEqual([timeout]);
});

test('what is sent is on its way until it is taken', () => {
  const { say, waiting, run } = speaking();
  say('greet');
  expect(waiting()).toEqual([timeout]);
  const place = run.placesOf('speaker').at(-1)!;
  expect(waiting(place)).toEqual([timeout, 'listener hello sent 0', 'bell ring sent 0']);
});

test('what comes later waits, and is taken or cancelled', () => {
  const { clock, say, waiting } = speaking();
  say('remind');
  const reminder = 'listener later delayed 1000';
  expect(waiting()).toEqual([timeout, reminder]);
  say('forget');
  expect(waiting()).toEqual([timeout]);
  say('remind');
  say('think');
  expect(waiting()).toEqual([timeout, reminder, 'speaker forget delayed 200']);
  clock.increment(300);
  expect(waiting()).toEqual([timeout]);
  say('remind');
  clock.increment(1000);
  expect(waiting()).toEqual([timeout]);
});

test('what is taken back in the step that says it never was', () => {
  const { say, waiting } = speaking();
  say('both');
  expect(waiting()).toEqual([timeout]);
});

test('a state that is left takes its delay with it, and an actor that goes its mail', () => {
  const { actor, say, waiting } = speaking();
  say('remind');
  actor.stop();
  expect(waiting()).toEqual([]);
});

test('a run that begins in the middle knows what waits', () => {
  const { records, say } = speaking();
  say('remind');
  const run = new Run();
  opening(records).forEach((record) => run.add(record));
  expect(run.waiting(run.length - 1).map(({ to, why }) => [to, why])).toEqual([
    ['speaker', 'delayed'],
    ['listener', 'delayed'],
  ]);
});

test('of a place far into a long run, as of any other', () => {
  const { say, waiting, run } = speaking();
  say('remind');
  const told: (readonly [number, readonly string[]])[] = [];
  for (let n = 0; n < 400; n += 1) {
    say(n % 3 === 0 ? 'forget' : n % 3 === 1 ? 'remind' : 'greet');
    told.push([run.length - 1, waiting()]);
  }
  for (const [place, then] of told) expect(waiting(place)).toEqual(then);
});

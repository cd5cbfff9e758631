import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine, ExecutableActionObject } from 'xstate';
import { lost, observe, search, unfold } from '../../src/explore/index.js';
import { alternatingBit, happenings, items, receiver, room, sender, wrong } from './abp.js';
import type { Ack, Data, Delivery } from './abp.js';

/** The same protocol once more, as one would write it first: states as objects, found again by their texts. */
interface Plain {
  readonly sender: AnyMachineSnapshot;
  readonly receiver: AnyMachineSnapshot;
  readonly data: readonly Data[];
  readonly acks: readonly Ack[];
  readonly due: number;
}

const begun = (machine: AnyStateMachine): AnyMachineSnapshot => initialTransition(machine)[0];

function told(machine: AnyStateMachine, state: AnyMachineSnapshot, event: object) {
  const [next, actions] = transition(machine, state, event as { type: string });
  const emitted = (actions as readonly ExecutableActionObject[])
    .filter(({ type }) => type === 'xstate.emit')
    .map(({ params }) => (params as { event: Data | Ack | Delivery }).event);
  return { next: next as AnyMachineSnapshot, emitted };
}

function stepsOf(state: Plain, isCareless: boolean): readonly { readonly to: Plain; readonly isWrong: boolean }[] {
  const { data, acks } = state;
  const tellSender = (from: Plain, event: object) => {
    const { next, emitted } = told(sender, state.sender, event);
    return {
      to: { ...from, sender: next, data: [...from.data, ...(emitted as Data[])].slice(0, room) },
      isWrong: false,
    };
  };
  const tellReceiver = (from: Plain, event: Data) => {
    const { next, emitted } = told(receiver(isCareless), state.receiver, event);
    const deliveries = emitted.filter(({ type }) => type === 'delivery') as Delivery[];
    const answers = emitted.filter(({ type }) => type === 'ack') as Ack[];
    const due = (from.due + deliveries.length) % items;
    const isWrong = deliveries.some(({ item }) => item !== from.due);
    return { to: { ...from, receiver: next, due, acks: [...from.acks, ...answers].slice(0, room) }, isWrong };
  };
  const [message] = data;
  const [answer] = acks;
  const withoutData = { ...state, data: data.slice(1) };
  const withoutAck = { ...state, acks: acks.slice(1) };
  return [
    tellSender(state, { type: 'impatient' }),
    ...(message ? [{ to: withoutData, isWrong: false }, tellReceiver(withoutData, message)] : []),
    ...(answer ? [{ to: withoutAck, isWrong: false }, tellSender(withoutAck, answer)] : []),
  ];
}

function exploredPlainly(isCareless: boolean) {
  const keyOf = ({ sender, receiver, data, acks, due }: Plain) =>
    JSON.stringify([sender.value, sender.context, receiver.value, data, acks, due]);
  const start: Plain = { sender: begun(sender), receiver: begun(receiver(isCareless)), data: [], acks: [], due: 0 };
  const depths = new Map([[keyOf(start), 0]]);
  const open = [start];
  let steps = 0;
  let nearestWrong = Infinity;
  for (const state of open) {
    const depth = depths.get(keyOf(state))!;
    for (const { to, isWrong } of stepsOf(state, isCareless)) {
      steps += 1;
      if (isWrong) nearestWrong = Math.min(nearestWrong, depth + 1);
      if (depths.has(keyOf(to))) continue;
      depths.set(keyOf(to), depth + 1);
      open.push(to);
    }
  }
  return { states: open.length, steps, depth: Math.max(...depths.values()), nearestWrong };
}

describe('the alternating-bit protocol', () => {
  test.each([false, true])('has the states of a plain exploration (careless: %s)', (isCareless) => {
    const { states, steps, depth } = exploredPlainly(isCareless);
    expect(search(alternatingBit(isCareless).system)).toMatchObject({ states, transitions: steps, depth });
  });

  test('never ends, delivers every item in order, and can always begin anew', () => {
    const { system, asked } = alternatingBit();
    const { graph, isComplete } = unfold(system);
    expect(isComplete).toBe(true);
    expect(search(system, { isAlarming: (label) => system.deedOf(label).said === wrong })).toMatchObject({
      ends: [],
      alarms: [],
      states: graph.states,
    });
    expect(lost(graph, (state) => state === 0)).toEqual([]);
    // A local step is asked of XState once, however often it is taken.
    expect(asked()).toBeLessThan(graph.states / 4);
  });

  test('is broken by a receiver that takes every message for a new one, and the shortest way to it is found', () => {
    const { system } = alternatingBit(true);
    const isAlarming = (label: number) => system.deedOf(label).said === wrong;
    const { alarms, store } = search(system, { isAlarming });
    const paths = alarms.map(({ from, label }) => [...store.pathTo(from), label]);
    const shortest = paths.reduce((best, path) => (path.length < best.length ? path : best));
    expect(shortest.map((label) => happenings[system.deedOf(label).action])).toEqual([
      'the sender is impatient',
      'the sender is impatient',
      'data arrives',
      'data arrives',
    ]);
    expect(exploredPlainly(true).nearestWrong).toBe(shortest.length);
    const saidOf = (label: number) => system.deedOf(label).said;
    const observer = { initial: 0, hear: (_state: number, said: number) => ({ next: 0, alarm: said }) };
    const { findings } = observe(unfold(system).graph, saidOf, observer);
    expect(findings.map(({ alarm, path }) => [alarm, path.length])).toEqual([[wrong, shortest.length]]);
  });
});

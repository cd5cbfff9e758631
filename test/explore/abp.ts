/** The alternating-bit protocol: a sender and a receiver that are XState machines, over two channels that may lose. */
import { assign, emit, setup } from 'xstate';
import { ActionSystem, Interner, MachineTable } from '../../src/explore/index.js';
import type { Action, View } from '../../src/explore/index.js';

export type Data = { readonly type: 'data'; readonly bit: 0 | 1; readonly item: number };
export type Ack = { readonly type: 'ack'; readonly bit: 0 | 1 };
export type Delivery = { readonly type: 'delivery'; readonly item: number };

/** Items are numbered, and begin again after these. */
export const items = 3;

/** Messages that a channel holds; one that comes when it is full is lost. */
export const room = 2;

export const sender = setup({
  types: {
    context: {} as { readonly item: number },
    events: {} as Ack | { readonly type: 'impatient' },
    emitted: {} as Data,
  },
  guards: { fits: ({ event }, { bit }: { bit: 0 | 1 }) => event.type === 'ack' && event.bit === bit },
  actions: {
    next: assign({ item: ({ context }) => (context.item + 1) % items }),
    send: emit(({ context }, { bit }: { bit: 0 | 1 }): Data => ({ type: 'data', bit, item: context.item })),
  },
}).createMachine({
  id: 'sender',
  context: { item: 0 },
  initial: 'zero',
  states: {
    zero: {
      on: {
        ack: {
          guard: { type: 'fits', params: { bit: 0 } },
          target: 'one',
          actions: ['next', { type: 'send', params: { bit: 1 } }],
        },
        impatient: { actions: { type: 'send', params: { bit: 0 } } },
      },
    },
    one: {
      on: {
        ack: {
          guard: { type: 'fits', params: { bit: 1 } },
          target: 'zero',
          actions: ['next', { type: 'send', params: { bit: 0 } }],
        },
        impatient: { actions: { type: 'send', params: { bit: 1 } } },
      },
    },
  },
});

/** One that is careless takes every message for a new one. */
export const receiver = (isCareless = false) =>
  setup({
    types: { events: {} as Data, emitted: {} as Ack | Delivery },
    guards: { isNew: ({ event }, { bit }: { bit: 0 | 1 }) => isCareless || event.bit === bit },
    actions: {
      deliver: emit(({ event }): Delivery => ({ type: 'delivery', item: event.item })),
      acknowledge: emit(({ event }): Ack => ({ type: 'ack', bit: event.bit })),
    },
  }).createMachine({
    id: 'receiver',
    initial: 'zero',
    states: {
      zero: {
        on: {
          data: [
            { guard: { type: 'isNew', params: { bit: 0 } }, target: 'one', actions: ['deliver', 'acknowledge'] },
            { actions: 'acknowledge' },
          ],
        },
      },
      one: {
        on: {
          data: [
            { guard: { type: 'isNew', params: { bit: 1 } }, target: 'zero', actions: ['deliver', 'acknowledge'] },
            { actions: 'acknowledge' },
          ],
        },
      },
    },
  });

/** Where what is kept in a state of the system. */
const slot = { sender: 0, receiver: 1, data: 2, acks: 3, due: 4 } as const;

/** What may happen, in the order of the actions. */
export const happenings = [
  'the sender is impatient',
  'data is lost',
  'data arrives',
  'an ack is lost',
  'an ack arrives',
] as const;

/** Said where an item is delivered that is not the one that is due. */
export const wrong = 1;

/** The system over tables of its machines: every step is looked up, and XState is asked once for each local one. */
export function alternatingBit(isCareless = false): { readonly system: ActionSystem; readonly asked: () => number } {
  const tables = { sender: new MachineTable(sender), receiver: new MachineTable(receiver(isCareless)) };
  const channels = { data: new Interner<readonly Data[]>(), acks: new Interner<readonly Ack[]>() };
  const put = <T>(view: View, at: number, channel: Interner<readonly T[]>, messages: readonly T[]) => {
    const held = channel.valueOf(view.get(at));
    view.set(at, channel.numberOf([...held, ...messages].slice(0, room)));
  };
  const take = <T>(view: View, at: number, channel: Interner<readonly T[]>): T | undefined => {
    const [message, ...rest] = channel.valueOf(view.get(at));
    if (message !== undefined) view.set(at, channel.numberOf(rest));
    return message;
  };
  const tellSender = (view: View, event: Ack | { readonly type: 'impatient' }): number => {
    const { next, emitted } = tables.sender.step(view.get(slot.sender), event);
    view.set(slot.sender, next);
    put(view, slot.data, channels.data, emitted as readonly Data[]);
    return 0;
  };
  const tellReceiver = (view: View, event: Data): number => {
    const { next, emitted } = tables.receiver.step(view.get(slot.receiver), event);
    view.set(slot.receiver, next);
    let said = 0;
    for (const message of emitted as readonly (Ack | Delivery)[]) {
      if (message.type === 'ack') put(view, slot.acks, channels.acks, [message]);
      else {
        const due = view.get(slot.due);
        said = message.item === due ? 0 : wrong;
        view.set(slot.due, (due + 1) % items);
      }
    }
    return said;
  };
  const actions: readonly Action[] = [
    (view) => tellSender(view, { type: 'impatient' }),
    (view) => take(view, slot.data, channels.data) && 0,
    (view) => {
      const message = take(view, slot.data, channels.data);
      return message && tellReceiver(view, message);
    },
    (view) => take(view, slot.acks, channels.acks) && 0,
    (view) => {
      const message = take(view, slot.acks, channels.acks);
      return message && tellSender(view, message);
    },
  ];
  const empty = [channels.data.numberOf([]), channels.acks.numberOf([])];
  const system = new ActionSystem([tables.sender.initial(), tables.receiver.initial(), ...empty, 0], actions);
  return { system, asked: () => tables.sender.asked + tables.receiver.asked };
}

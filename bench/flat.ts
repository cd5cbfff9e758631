import { assign, createActor, emit, setup } from 'xstate';

/** One flat XState machine that does what a machine of the model does with a message: a guard, an assign, an emit. */
const flatMachine = setup({
  types: {} as { context: { count: number }; events: { type: 'message' }; emitted: { type: 'answer'; count: number } },
  guards: { isSound: ({ context }) => context.count >= 0 },
  actions: {
    count: assign(({ context }) => ({ count: context.count + 1 })),
    answer: emit(({ context }) => ({ type: 'answer', count: context.count })),
  },
}).createMachine({
  context: { count: 0 },
  initial: 'here',
  states: {
    here: { on: { message: { guard: 'isSound', target: 'there', actions: ['count', 'answer'] } } },
    there: { on: { message: { guard: 'isSound', target: 'here', actions: ['count', 'answer'] } } },
  },
});

/** Messages a second that the flat machine handles. */
export function flatRate(messages: number): number {
  const actor = createActor(flatMachine);
  let heard = 0;
  actor.on('*', () => {
    heard += 1;
  });
  actor.start();
  const begin = performance.now();
  for (let n = 0; n < messages; n += 1) {
    actor.send({ type: 'message' });
  }
  const seconds = (performance.now() - begin) / 1000;
  actor.stop();
  if (heard !== messages) {
    throw new Error(`the flat machine answered ${heard} of ${messages} messages`);
  }
  return messages / seconds;
}

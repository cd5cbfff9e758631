import { and, assign, createMachine, not, or, raise, setup, stateIn } from 'xstate';
import type { AnyStateMachine } from 'xstate';

/** Something of everything that XState 5 knows. */
export const everything: AnyStateMachine = setup({
  types: { context: { count: 0 } },
  guards: { isOpen: () => true, isLate: () => false },
  actions: { greet: () => undefined, count: assign({ count: ({ context }) => context.count + 1 }) },
  actors: { work: createMachine({}) },
  delays: { patience: 1000 },
}).createMachine({
  id: 'everything',
  description: 'Something of everything.',
  context: { count: 0 },
  initial: 'idle',
  on: {
    '*': { actions: 'greet' },
    reset: '.idle',
    jump: { target: ['.both.left.b', '.both.right.d'] },
  },
  states: {
    idle: {
      description: 'Nothing happens.',
      meta: { rules: ['VC-DEL-01'] },
      entry: ['greet', raise({ type: 'ping' })],
      exit: 'count',
      on: {
        start: [
          {
            target: 'busy',
            guard: and(['isOpen', not('isLate')]),
            actions: ['greet', 'count'],
            meta: { rules: ['AF-01'] },
          },
          { target: 'both', guard: or(['isOpen', and(['isLate', stateIn({ busy: 'first' })])]) },
        ],
        never: undefined,
        inline: { guard: () => true, actions: () => undefined },
        again: { target: 'idle', reenter: true },
      },
      after: { patience: 'busy', 500: { actions: 'greet' } },
    },
    busy: {
      initial: 'first',
      onDone: 'both',
      invoke: { src: 'work', id: 'worker', onDone: 'idle', onError: 'idle' },
      states: {
        first: { always: { target: 'second', guard: 'isLate' } },
        second: { type: 'final' },
        then: { type: 'history' },
      },
    },
    both: {
      type: 'parallel',
      on: { back: '#busy-then' },
      states: {
        left: { initial: 'a', states: { a: { on: { go: 'b', over: '#everything.both.right.d' } }, b: {} } },
        right: {
          initial: 'c',
          states: { c: {}, d: {}, memory: { id: 'busy-then', type: 'history', history: 'deep', target: 'd' } },
        },
      },
    },
  },
});

const script = '<script>alert("x")</script>';
const long = 'x'.repeat(10_000);

/** Names that are markup, too long, or nothing that can be seen. */
export const hostile: AnyStateMachine = createMachine({
  id: script,
  description: `${script} & ${long}`,
  initial: script,
  states: {
    [script]: { on: { '"><img onerror=x>': { target: long, description: ']]>' }, [long]: { actions: [long, long] } } },
    [long]: { on: { '\u202e\u0000\ud800': script, ' ': long } },
    漢字: { description: '\'"&amp;' },
  },
});

import { assign, setup } from 'xstate';

/** What happens to the page as a whole. */
export type AppEvent =
  /** A server tells of a run. */
  | { readonly type: 'connected' }
  /** A file is shown, or the run that came with the page. */
  | { readonly type: 'opened' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  /** Somebody goes to a place of the run. */
  | { readonly type: 'seek' }
  /** Somebody wants to see what is newest, as it comes. */
  | { readonly type: 'follow' }
  /** There is nothing more to be played. */
  | { readonly type: 'end' }
  | { readonly type: 'pace'; readonly perSecond: number };

interface AppContext {
  readonly isConnected: boolean;
  /** Records a second, when a run is played. */
  readonly perSecond: number;
}

/**
 * The modes of the page. *Live*, it follows what a server tells; *paused*, it stands at a place of a run that may go on
 * meanwhile; *replaying*, it walks on by itself, and asks for the next step of a scenario where the run ends; a *file*
 * has no server behind it.
 */
export const appMachine = setup({
  types: {} as { context: AppContext; events: AppEvent },
  actions: {
    advance: () => undefined,
    beConnected: assign({ isConnected: true }),
    beAlone: assign({ isConnected: false }),
    setPace: assign({
      perSecond: ({ context, event }) => (event.type === 'pace' ? event.perSecond : context.perSecond),
    }),
  },
  guards: { isConnected: ({ context }) => context.isConnected },
  delays: { beat: ({ context }) => 1000 / context.perSecond },
}).createMachine({
  id: 'page',
  context: { isConnected: false, perSecond: 8 },
  initial: 'loading',
  on: { pace: { actions: 'setPace' } },
  states: {
    loading: {
      on: {
        connected: { target: 'live', actions: 'beConnected' },
        opened: { target: 'file', actions: 'beAlone' },
      },
    },
    live: {
      on: {
        seek: 'paused',
        pause: 'paused',
        play: 'replaying',
        opened: { target: 'file', actions: 'beAlone' },
      },
    },
    paused: {
      on: {
        follow: 'live',
        play: 'replaying',
        connected: 'live',
        opened: { target: 'file', actions: 'beAlone' },
      },
    },
    replaying: {
      after: { beat: { target: 'replaying', reenter: true, actions: 'advance' } },
      on: {
        pause: [{ guard: 'isConnected', target: 'paused' }, { target: 'file' }],
        seek: [{ guard: 'isConnected', target: 'paused' }, { target: 'file' }],
        end: [{ guard: 'isConnected', target: 'live' }, { target: 'file' }],
        follow: [{ guard: 'isConnected', target: 'live' }, { target: 'file' }],
        connected: { target: 'live', actions: 'beConnected' },
        opened: { target: 'file', actions: 'beAlone' },
      },
    },
    file: {
      on: { play: 'replaying', connected: { target: 'live', actions: 'beConnected' } },
    },
  },
});

export type Mode = 'loading' | 'live' | 'paused' | 'replaying' | 'file';

/** What a mode is called, and what it means. */
export const modeWords: Readonly<Record<Mode, readonly [name: string, meaning: string]>> = {
  loading: ['loading', 'waiting for the run'],
  live: ['live', 'following what happens'],
  paused: ['paused', 'standing at a place of the run'],
  replaying: ['playing', 'walking through the run'],
  file: ['file', 'a recorded run'],
};

import { setup } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import * as miniport from './miniport.logic.js';
import type { MiniportContext, MiniportEvent, MiniportInput, MiniportMessage } from './miniport.types.js';

const { say } = wiring<MiniportContext, MiniportEvent, MiniportMessage>();

/**
 * A plain connection-oriented miniport as a driver: NDIS initializes its adapter and halts it. All it does about
 * connections is in its per-VC contexts. Reset, pause and OID requests are left out.
 */
export const miniportMachine = setup({
  types: {} as {
    context: MiniportContext;
    input: MiniportInput;
    events: MiniportEvent;
    emitted: MiniportMessage;
    meta: ChartMeta;
  },
  actions: { accept: say(answers.accept), done: say(answers.done) },
}).createMachine({
  id: 'miniport',
  description: 'A miniport, from initialization to halt.',
  meta: by('REG-04', 'REG-07'),
  context: miniport.birth,
  initial: 'halted',
  states: {
    halted: {
      description: 'The adapter is down.',
      meta: by('STAT-02'),
      on: { MiniportInitializeEx: { target: 'running', actions: 'accept', meta: by('REG-04') } },
    },
    running: {
      description: 'The adapter is up.',
      meta: by('REG-04'),
      on: { MiniportHaltEx: { target: 'halted', actions: 'done', meta: by('STAT-02') } },
    },
  },
});

import { emit, enqueueActions, setup } from 'xstate';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import * as ndis from './ndis.logic.js';
import type { NdisContext, NdisEvent, NdisInput, NdisMessage } from './ndis.types.js';

const { ask, set } = wiring<NdisContext, NdisEvent, NdisMessage>();

/**
 * The library between the drivers. It turns a call into the callbacks that the pages name, in their order, and the last
 * answer into the return; it unwinds a creation that fails half-way. It keeps nothing about a call: open frames belong
 * to the thread that is in them, and everything about an object to that object's own machine, which admits or refuses
 * the call before it gets here. A driver that answers PENDING where NDIS cannot wait brings the system down.
 */
export const ndisMachine = setup({
  types: {} as {
    context: NdisContext;
    input: NdisInput;
    events: NdisEvent;
    emitted: NdisMessage;
    meta: ChartMeta;
  },
  guards: { isFatal: ask(ndis.isFatal) },
  actions: {
    noteCulprit: set(ndis.noteCulprit),
    startAdapter: enqueueActions(({ context, enqueue }) => {
      ndis.startAdapter(context).forEach((message) => enqueue(emit(message)));
    }),
    advance: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'ndis.startAdapter') {
        ndis.advance(context, event).forEach((message) => enqueue(emit(message)));
      }
    }),
  },
}).createMachine({
  id: 'ndis',
  description: 'NDIS, between the drivers.',
  meta: by('MCM-10'),
  context: ({ input }) => ndis.birth(input),
  initial: 'off',
  states: {
    off: {
      description: 'No adapter.',
      meta: by('AF-06'),
      on: { 'ndis.startAdapter': { target: 'running', actions: 'startAdapter', meta: by('AF-01', 'AF-02', 'AF-06') } },
    },
    running: {
      description: 'Calls become callbacks, answers become returns.',
      meta: by('ASYNC-08'),
      on: {
        'ndis.call': { actions: 'advance', meta: by('ASYNC-07', 'ASYNC-08') },
        'ndis.resume': [
          { guard: 'isFatal', target: 'bugCheck', actions: 'noteCulprit', meta: by('VC-CREATE-08', 'VC-DEL-07') },
          { actions: 'advance', meta: by('FAIL-01', 'FAIL-02', 'ASYNC-08') },
        ],
      },
    },
    bugCheck: {
      type: 'final',
      description: 'System-wide failure: a create or delete callback has answered PENDING.',
      meta: by('VC-CREATE-08', 'VC-DEL-07'),
    },
  },
});

import { setup } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import * as client from './client.logic.js';
import type { ClientContext, ClientEvent, ClientInput, ClientMessage } from './client.types.js';

const { ask, say } = wiring<ClientContext, ClientEvent, ClientMessage>();

/** One address family is enough: any other is left alone, and so is the same one advertised anew. */
const otherFamily = { ProtocolCoAfRegisterNotify: { actions: 'done', meta: by('AF-05', 'AF-07') } } as const;

/**
 * A connection-oriented client as a driver: it binds to the adapter, hears of an address family, opens it, and registers a
 * SAP so that calls can be offered to it. What it does with each VC is its per-VC context's business. Closing the SAP, the
 * address family and the binding is left out.
 */
export const clientMachine = setup({
  types: {} as {
    context: ClientContext;
    input: ClientInput;
    events: ClientEvent;
    emitted: ClientMessage;
    meta: ChartMeta;
  },
  guards: { succeeded: ask(answers.succeeded), isFinal: ask(answers.isFinal) },
  actions: {
    accept: say(answers.accept),
    done: say(answers.done),
    openAdapter: say(client.openAdapter),
    openAf: say(client.openAf),
    registerSap: say(client.registerSap),
    completeOpen: say(client.completeOpen),
    completeSap: say(client.completeSap),
  },
}).createMachine({
  id: 'client',
  description: 'A client, from its binding to a SAP.',
  meta: by('REG-02'),
  context: client.birth,
  initial: 'unbound',
  states: {
    unbound: {
      description: 'No binding to the adapter.',
      meta: by('AF-07'),
      on: { ProtocolBindAdapterEx: { target: 'bound', actions: ['openAdapter', 'accept'], meta: by('AF-06') } },
    },
    bound: {
      description: 'Bound; no address family is open.',
      meta: by('AF-07', 'AF-11'),
      on: { ProtocolCoAfRegisterNotify: { target: 'opening', actions: ['openAf', 'done'], meta: by('AF-07') } },
    },
    opening: {
      description: 'NdisClOpenAddressFamilyEx is under way, or pended.',
      meta: by('AF-09', 'AF-11'),
      on: {
        'NdisClOpenAddressFamilyEx returns': [
          { guard: 'isFinal', actions: 'completeOpen', meta: by('ASYNC-01') },
          { meta: by('ASYNC-02') },
        ],
        ProtocolClOpenAfCompleteEx: [
          { guard: 'succeeded', target: 'registering', actions: ['registerSap', 'done'], meta: by('AF-11', 'SAP-01') },
          { target: 'bound', actions: 'done', meta: by('AF-12', 'AF-26') },
        ],
        ...otherFamily,
      },
    },
    registering: {
      description: 'NdisClRegisterSap is under way, or pended; an offer may come already.',
      meta: by('SAP-03', 'SAP-07'),
      on: {
        'NdisClRegisterSap returns': [
          { guard: 'isFinal', actions: 'completeSap', meta: by('ASYNC-01') },
          { meta: by('ASYNC-02') },
        ],
        ProtocolClRegisterSapComplete: [
          { guard: 'succeeded', target: 'ready', actions: 'done', meta: by('SAP-05') },
          { target: 'open', actions: 'done', meta: by('SAP-06') },
        ],
        ...otherFamily,
      },
    },
    open: {
      description: 'The address family is open; no calls can be offered.',
      meta: by('SAP-08'),
      on: { ...otherFamily },
    },
    ready: { description: 'Calls can be made, and offered.', meta: by('SAP-05'), on: { ...otherFamily } },
  },
});

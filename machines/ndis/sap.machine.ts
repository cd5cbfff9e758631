import { setup } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { twins } from '../twins.js';
import { wiring } from '../wire.js';
import * as sap from './sap.logic.js';
import type { SapContext, SapEvent, SapInput } from './sap.types.js';

const { ask } = wiring<SapContext, SapEvent>();

/** The object behind an NdisSapHandle, as NDIS sees it: an address on which calls may be offered to one client. */
export const sapMachine = setup({
  types: {} as { context: SapContext; input: SapInput; events: SapEvent; meta: ChartMeta },
  guards: {
    succeeded: ask(answers.succeeded),
    failed: ask(answers.failed),
    hasOutcome: ask(answers.hasOutcome),
  },
}).createMachine({
  id: 'sap',
  description: 'A service access point of one client.',
  meta: by('SAP-08'),
  context: ({ input }) => sap.birth(input),
  initial: 'none',
  states: {
    none: {
      description: 'Not registered.',
      meta: by('SAP-01'),
      on: { NdisClRegisterSap: { target: 'registering', meta: by('SAP-01') } },
    },
    registering: {
      description: 'The provider checks the SAP; an offer may come already.',
      meta: by('SAP-02', 'SAP-07'),
      on: {
        'NdisClRegisterSap returns': [
          { guard: 'succeeded', target: 'registered', meta: by('SAP-04') },
          { guard: 'failed', target: 'none', meta: by('SAP-06') },
          { meta: by('SAP-03') },
        ],
        ...twins('RegisterSapComplete', [
          { guard: 'succeeded', target: 'registered', meta: by('SAP-03') },
          { guard: 'failed', target: 'none', meta: by('SAP-06') },
        ]),
        ...twins('DispatchIncomingCall', { meta: by('SAP-07') }),
      },
    },
    registered: {
      description: 'Calls may be offered.',
      meta: by('CALL-IN-02'),
      on: {
        ...twins('DispatchIncomingCall', { meta: by('CALL-IN-02') }),
        NdisClDeregisterSap: { target: 'deregistering', meta: by('SAP-09') },
      },
    },
    deregistering: {
      description: 'The handle is dead for the client; calls that arrived go on.',
      meta: by('SAP-09', 'SAP-13'),
      on: {
        'NdisClDeregisterSap returns': [
          { guard: 'hasOutcome', target: 'none', meta: by('SAP-09', 'SAP-10') },
          { meta: by('SAP-10') },
        ],
        ...twins('DeregisterSapComplete', { guard: 'succeeded', target: 'none', meta: by('SAP-10') }),
      },
    },
  },
});

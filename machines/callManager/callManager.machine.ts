import { setup } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { twins } from '../twins.js';
import { wiring } from '../wire.js';
import * as callManager from './callManager.logic.js';
import type {
  CallManagerContext,
  CallManagerEvent,
  CallManagerInput,
  CallManagerMessage,
} from './callManager.types.js';

const { ask, set, say } = wiring<CallManagerContext, CallManagerEvent, CallManagerMessage>();

/**
 * The provider of an address family as a driver: a stand-alone call manager, or the call-manager half of an MCM. It
 * registers its address family when it is bound to the adapter (an MCM: when its adapter is initialized), admits clients,
 * and takes the SAPs on which calls are to be offered. Unbinding is left out.
 */
export const callManagerMachine = setup({
  types: {} as {
    context: CallManagerContext;
    input: CallManagerInput;
    events: CallManagerEvent;
    emitted: CallManagerMessage;
    meta: ChartMeta;
  },
  guards: {
    succeeded: ask(answers.succeeded),
    willRefuse: ask(answers.willRefuse),
    willPend: ask(answers.willPend),
    isStandAlone: ask(callManager.isStandAlone),
    isMcm: ask(callManager.isMcm),
    owesOpen: ask(callManager.owesOpen),
    owesSap: ask(callManager.owesSap),
  },
  actions: {
    setAnswer: set(answers.setAnswer),
    useAnswer: set(answers.useAnswer),
    accept: say(answers.accept),
    refuse: say(answers.refuse),
    oweOpen: set(callManager.oweOpen),
    openDone: set(callManager.openDone),
    oweSap: set(callManager.oweSap),
    sapDone: set(callManager.sapDone),
    openAdapter: say(callManager.openAdapter),
    registerAf: say(callManager.registerAf),
    completeOpen: say(callManager.completeOpen),
    completeSap: say(callManager.completeSap),
  },
}).createMachine({
  id: 'callManager',
  description: 'A call manager, from its binding on.',
  meta: by('REG-02'),
  context: ({ input }) => callManager.birth(input),
  initial: 'unbound',
  states: {
    unbound: {
      description: 'No adapter yet.',
      meta: by('AF-01'),
      on: {
        ProtocolBindAdapterEx: {
          guard: 'isStandAlone',
          target: 'registering',
          actions: ['openAdapter', 'registerAf', 'accept'],
          meta: by('AF-01'),
        },
        MiniportInitializeEx: {
          guard: 'isMcm',
          target: 'registering',
          actions: ['registerAf', 'accept'],
          meta: by('AF-02'),
        },
      },
    },
    registering: {
      description: 'Inside Ndis(M)CmRegisterAddressFamilyEx.',
      meta: by('AF-01', 'AF-02'),
      on: {
        ...twins('RegisterAddressFamilyEx returns', [
          { guard: 'succeeded', target: 'registered', meta: by('AF-06') },
          { target: 'unbound', meta: by('AF-03') },
        ]),
      },
    },
    registered: {
      description: 'Clients may open the address family and register SAPs.',
      meta: by('AF-09'),
      on: {
        ProtocolCmOpenAf: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('AF-13') },
          { guard: 'willPend', actions: ['refuse', 'useAnswer', 'oweOpen'], meta: by('AF-10') },
          { actions: 'accept', meta: by('AF-09') },
        ],
        ProtocolCmCloseAf: { actions: 'accept', meta: by('AF-17') },
        ProtocolCmRegisterSap: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('SAP-02') },
          { guard: 'willPend', actions: ['refuse', 'useAnswer', 'oweSap'], meta: by('SAP-03') },
          { actions: 'accept', meta: by('SAP-04') },
        ],
        ProtocolCmDeregisterSap: { actions: 'accept', meta: by('SAP-10') },
        'callManager.completeOpenAf': { guard: 'owesOpen', actions: ['completeOpen', 'openDone'], meta: by('AF-10') },
        'callManager.completeRegisterSap': {
          guard: 'owesSap',
          actions: ['completeSap', 'sapDone'],
          meta: by('SAP-03'),
        },
      },
    },
  },
  on: { 'answer.next': { actions: 'setAnswer', meta: by('AF-10') } },
});

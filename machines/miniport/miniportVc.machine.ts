import { not, setup, stateIn } from 'xstate';
import * as answers from '../answers.js';
import { by } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import * as data from '../transfer.js';
import { wiring } from '../wire.js';
import * as vc from './miniportVc.logic.js';
import type { MiniportVcContext, MiniportVcEvent, MiniportVcInput, MiniportVcMessage } from './miniportVc.types.js';

const { ask, set, say } = wiring<MiniportVcContext, MiniportVcEvent, MiniportVcMessage>();

/**
 * A connection-oriented miniport's context of one VC: MiniportCoCreateVc makes it, MiniportCoActivateVc opens a channel
 * of the adapter for it, MiniportCoDeactivateVc closes the channel, MiniportCoDeleteVc frees it. Creating and deleting
 * answer at once; activation and deactivation answer as the channel does: at once, or PENDING now and a completion
 * later. Timing and OID requests are left out.
 */
export const miniportVcMachine = setup({
  types: {} as {
    context: MiniportVcContext;
    input: MiniportVcInput;
    events: MiniportVcEvent;
    emitted: MiniportVcMessage;
    meta: ChartMeta;
  },
  guards: {
    willRefuse: ask(answers.willRefuse),
    willPend: ask(answers.willPend),
    isKnown: not(stateIn('absent')),
  },
  actions: {
    setAnswer: set(answers.setAnswer),
    useAnswer: set(answers.useAnswer),
    accept: say(answers.accept),
    refuse: say(answers.refuse),
    open: say(vc.open),
    close: say(vc.close),
    activated: say(vc.activated),
    pendActivation: say(vc.pendActivation),
    refuseActivation: say(vc.refuseActivation),
    deactivated: say(vc.deactivated),
    pendDeactivation: say(vc.pendDeactivation),
    completeActivation: say(vc.completeActivation),
    failActivation: say(vc.failActivation),
    completeDeactivation: say(vc.completeDeactivation),
    passDown: say(data.passDown),
    takeBack: say(data.takeBack),
    completeSend: say(data.completeSend),
    indicate: say(data.indicate),
    done: say(data.done),
  },
}).createMachine({
  id: 'miniportVc',
  description: 'A plain miniport and one VC.',
  meta: by('CTX-01', 'CTX-15'),
  context: ({ input }) => vc.birth(input),
  initial: 'absent',
  states: {
    absent: {
      description: 'The miniport holds nothing for this VC.',
      meta: by('VC-CREATE-10'),
      on: {
        ...data.discarding,
        MiniportCoCreateVc: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('VC-CREATE-10', 'FAIL-14') },
          { guard: 'willPend', actions: ['refuse', 'useAnswer'], meta: by('VC-CREATE-08') },
          { target: 'inactive', actions: 'accept', meta: by('CTX-01', 'CTX-02', 'VC-CREATE-10') },
        ],
      },
    },
    inactive: {
      description: 'The handle is stored and a context is there; no data may flow.',
      meta: by('VC-CREATE-14', 'VC-DEACT-10'),
      on: {
        ...data.discarding,
        MiniportCoActivateVc: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('VC-ACT-06') },
          { target: 'activating', actions: 'open', meta: by('VC-ACT-04') },
        ],
        MiniportCoDeleteVc: [
          { guard: 'willPend', actions: ['refuse', 'useAnswer'], meta: by('VC-DEL-07') },
          { target: 'absent', actions: ['accept', 'useAnswer'], meta: by('VC-DEL-08', 'CTX-11') },
        ],
      },
    },
    activating: {
      description: 'Inside MiniportCoActivateVc: the adapter is asked.',
      meta: by('VC-ACT-06'),
      on: {
        ...data.discarding,
        'channel.opened': { target: 'active', actions: 'activated', meta: by('VC-ACT-04') },
        'channel.opening': { target: 'activationPended', actions: 'pendActivation', meta: by('VC-ACT-07') },
        'channel.refused': { target: 'inactive', actions: 'refuseActivation', meta: by('VC-ACT-06', 'FAIL-05') },
      },
    },
    activationPended: {
      description: 'NdisMCoActivateVcComplete is owed.',
      meta: by('VC-ACT-07', 'VC-ACT-18'),
      on: {
        ...data.discarding,
        'channel.opened': { target: 'active', actions: 'completeActivation', meta: by('VC-ACT-07') },
        'channel.refused': { target: 'inactive', actions: 'failActivation', meta: by('FAIL-05') },
      },
    },
    active: {
      description: 'Data may flow in both directions.',
      meta: by('VC-ACT-01'),
      on: {
        MiniportCoActivateVc: [
          { guard: 'willRefuse', actions: ['refuse', 'useAnswer'], meta: by('VC-REACT-03') },
          { target: 'reactivating', actions: 'open', meta: by('VC-REACT-02') },
        ],
        MiniportCoDeactivateVc: { target: 'deactivating', actions: 'close', meta: by('VC-DEACT-02', 'VC-DEACT-03') },
      },
    },
    reactivating: {
      description: 'Inside MiniportCoActivateVc of an active VC.',
      meta: by('VC-REACT-02'),
      on: {
        'channel.opened': { target: 'active', actions: 'activated', meta: by('VC-REACT-01') },
        'channel.opening': { target: 'reactivationPended', actions: 'pendActivation', meta: by('VC-ACT-07') },
        'channel.refused': { target: 'active', actions: 'refuseActivation', meta: by('VC-REACT-03') },
      },
    },
    reactivationPended: {
      description: 'NdisMCoActivateVcComplete is owed; the old parameters stay in force.',
      meta: by('VC-REACT-03', 'VC-ACT-18'),
      on: {
        'channel.opened': { target: 'active', actions: 'completeActivation', meta: by('VC-ACT-07') },
        'channel.refused': { target: 'active', actions: 'failActivation', meta: by('FAIL-06') },
      },
    },
    deactivating: {
      description: 'Inside MiniportCoDeactivateVc: the channel is drained already, or it is not.',
      meta: by('VC-DEACT-04', 'VC-DEACT-19'),
      on: {
        'channel.closed': { target: 'inactive', actions: 'deactivated', meta: by('VC-DEACT-04') },
        'channel.draining': { target: 'deactivationPended', actions: 'pendDeactivation', meta: by('VC-DEACT-07') },
      },
    },
    deactivationPended: {
      description: 'NdisMCoDeactivateVcComplete is owed; the drain decides when.',
      meta: by('VC-DEACT-04', 'VC-DEACT-07', 'VC-DEACT-18'),
      on: {
        'channel.closed': { target: 'inactive', actions: 'completeDeactivation', meta: by('VC-DEACT-07') },
      },
    },
  },
  on: { 'answer.next': { actions: 'setAnswer', meta: by('VC-CREATE-10') }, ...data.transfer },
});

import { setup } from 'xstate';
import * as answers from '../answers.js';
import { by, page } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import * as adapter from './adapter.logic.js';
import type { ChannelReport } from '../ports.js';
import type { AdapterContext, AdapterInput, AdapterInputEvent } from './adapter.types.js';

const { ask, set, say } = wiring<AdapterContext, AdapterInputEvent, ChannelReport>();

/** What closing a drained channel means. */
const close = ['stopChannel', 'voidParameters', 'reportClosed'] as const;

/** Traffic, while the channel is open. */
const transfer = {
  'channel.send': { actions: ['queue', 'startTransmission'], meta: by('SEND-06') },
  'adapter.receive': [
    { guard: 'isLow', actions: 'reportReceived', meta: by('RECV-05') },
    { actions: ['reportReceived', 'lendBuffers'], meta: by('RECV-01') },
  ],
} as const;

/** A send that has crossed the closing of the channel. */
const late = { 'channel.send': { actions: 'giveBack', meta: by('SEND-07', 'VC-DEACT-05') } } as const;

/**
 * The hardware behind one VC: a channel with send descriptors and receive buffers. Its driver opens it from
 * MiniportCoActivateVc and closes it from MiniportCoDeactivateVc; between the two it sends and receives. Closing is
 * where the contract of the pages becomes a guard: a channel that still has a send in progress, or a receive buffer
 * out, drains first, and takes nothing new meanwhile. An application puts hardware of its own behind the chart by
 * providing `programChannel`, `stopChannel` and `startTransmission`. Timing and queue limits are left out.
 */
export const adapterMachine = setup({
  types: {} as {
    context: AdapterContext;
    input: AdapterInput;
    events: AdapterInputEvent;
    emitted: ChannelReport;
    meta: ChartMeta;
  },
  guards: {
    isDrained: ask(adapter.isDrained),
    willRefuse: ask(answers.willRefuse),
    willPend: ask(answers.willPend),
    isSending: ask(adapter.isSending),
    isLow: ask(adapter.isLow),
  },
  actions: {
    /** For `.provide()`: make the hardware ready for the parameters of `channel.open`. */
    programChannel: () => undefined,
    /** For `.provide()`: stop the hardware; nothing is in flight any more. */
    stopChannel: () => undefined,
    /** For `.provide()`: put the lists of `channel.send` on the wire; answer with `adapter.sendDone`. */
    startTransmission: () => undefined,
    setAnswer: set(answers.setAnswer),
    useAnswer: set(answers.useAnswer),
    propose: set(adapter.propose),
    adopt: set(adapter.adopt),
    keepParameters: set(adapter.keepParameters),
    voidParameters: set(adapter.voidParameters),
    queue: set(adapter.queue),
    finishSends: set(adapter.finishSends),
    lendBuffers: set(adapter.lendBuffers),
    takeBuffersBack: set(adapter.takeBuffersBack),
    reportOpened: say(adapter.opened),
    reportOpening: say(adapter.opening),
    reportRefused: say(adapter.refused),
    reportRefusedLate: say(adapter.refusedLate),
    reportClosed: say(adapter.closed),
    reportDraining: say(adapter.draining),
    reportSent: say(adapter.sent),
    giveBack: say(adapter.unsent),
    reportReceived: say(adapter.received),
  },
}).createMachine({
  id: 'adapter',
  description: 'One channel of the network adapter.',
  meta: page('activating-a-vc.md'),
  context: ({ input }) => adapter.birth(input),
  initial: 'closed',
  states: {
    closed: {
      description: 'No descriptors, no buffers: nothing moves.',
      meta: by('VC-DEACT-03', 'VC-DEACT-05'),
      on: {
        ...late,
        'channel.open': [
          { guard: 'willRefuse', actions: ['reportRefused', 'useAnswer'], meta: by('VC-ACT-06') },
          {
            guard: 'willPend',
            target: 'opening',
            actions: ['propose', 'programChannel', 'reportOpening'],
            meta: by('VC-ACT-07'),
          },
          {
            target: 'open',
            actions: ['propose', 'programChannel', 'reportOpened', 'adopt'],
            meta: page('activating-a-vc.md'),
          },
        ],
      },
    },
    opening: {
      description: 'The hardware is being programmed.',
      meta: by('VC-ACT-07'),
      on: {
        ...late,
        'adapter.activated': { target: 'open', actions: ['reportOpened', 'adopt'], meta: by('VC-ACT-07') },
        'adapter.activationFailed': {
          target: 'closed',
          actions: ['reportRefusedLate', 'keepParameters'],
          meta: by('FAIL-05'),
        },
      },
    },
    open: {
      description: 'Sends go out, data come in.',
      meta: by('VC-ACT-01'),
      on: {
        'channel.open': [
          { guard: 'willRefuse', actions: ['reportRefused', 'useAnswer'], meta: by('VC-REACT-03') },
          {
            guard: 'willPend',
            target: 'reopening',
            actions: ['propose', 'programChannel', 'reportOpening'],
            meta: by('VC-REACT-01'),
          },
          { actions: ['propose', 'programChannel', 'reportOpened', 'adopt'], meta: by('VC-REACT-01') },
        ],
        ...transfer,
        'channel.close': [
          { guard: 'isDrained', target: 'closed', actions: close, meta: by('VC-DEACT-04') },
          { target: 'draining', actions: 'reportDraining', meta: by('VC-DEACT-07') },
        ],
      },
    },
    reopening: {
      description: 'The hardware changes to other parameters; traffic goes on under the old ones.',
      meta: by('VC-REACT-01', 'VC-REACT-03'),
      on: {
        'adapter.activated': { target: 'open', actions: ['reportOpened', 'adopt'], meta: by('VC-ACT-07') },
        'adapter.activationFailed': {
          target: 'open',
          actions: ['reportRefusedLate', 'keepParameters'],
          meta: by('FAIL-06'),
        },
        ...transfer,
      },
    },
    draining: {
      description: 'Deactivation waits until every send is complete and every indicated list is back.',
      meta: by('VC-DEACT-04', 'SEND-12', 'RECV-12'),
      on: late,
      always: { guard: 'isDrained', target: 'closed', actions: close, meta: by('VC-DEACT-04', 'VC-DEACT-07') },
    },
  },
  on: {
    'answer.next': { actions: 'setAnswer', meta: page('activating-a-vc.md') },
    'adapter.sendDone': { guard: 'isSending', actions: ['reportSent', 'finishSends'], meta: by('SEND-07') },
    'channel.returned': { actions: 'takeBuffersBack', meta: by('RECV-04') },
  },
});

import { setup } from 'xstate';
import { by, page } from '../chart.js';
import type { ChartMeta } from '../chart.js';
import { wiring } from '../wire.js';
import * as network from './network.logic.js';
import type { LineReport } from '../ports.js';
import type { NetworkContext, NetworkInput, NetworkInputEvent } from './network.types.js';

const { say } = wiring<NetworkContext, NetworkInputEvent, LineReport>();

/** The far side can end a call at any time: in good order, or by failing. */
const ending = {
  'network.hangUp': { target: 'idle', actions: 'hangUp', meta: by('CALL-RCLOSE-01') },
  'network.drop': { target: 'idle', actions: 'drop', meta: by('CALL-RCLOSE-02') },
  'line.release': { target: 'releasing', meta: by('CALL-CLOSE-07') },
} as const;

/**
 * The far side of one call: the switch and the peer behind it. It is a ghost, there to close the system: what it
 * decides comes from the environment, what it signals reaches the call manager over signaling that the pages leave to
 * the medium. In its life a call is set up from here or from there, comes up, changes its parameters, and is released
 * by either side.
 */
export const networkMachine = setup({
  types: {} as {
    context: NetworkContext;
    input: NetworkInput;
    events: NetworkInputEvent;
    emitted: LineReport;
    meta: ChartMeta;
  },
  actions: {
    reportIncoming: say(network.incoming),
    reportProposed: say(network.proposed),
    hangUp: say(network.hungUp),
    drop: say(network.dropped),
    reportAccepted: say(network.accepted),
    reportRefused: say(network.refused),
    reportConnected: say(network.connected),
    reportAgreed: say(network.agreed),
    reportDisagreed: say(network.disagreed),
    reportReleased: say(network.released),
  },
}).createMachine({
  id: 'network',
  description: 'The switch, and the peer behind it, as far as one call is concerned.',
  meta: page('connection-oriented-environment.md'),
  context: ({ input }) => network.birth(input),
  initial: 'idle',
  states: {
    idle: {
      description: 'No call.',
      meta: page('making-a-call.md'),
      on: {
        'line.setup': { target: 'alerting', meta: by('CALL-OUT-05') },
        'network.call': { target: 'offering', actions: 'reportIncoming', meta: page('indicating-an-incoming-call.md') },
      },
    },
    alerting: {
      description: 'The peer is being asked.',
      meta: by('CALL-OUT-06'),
      on: {
        'network.accept': { target: 'up', actions: 'reportAccepted', meta: by('CALL-OUT-06') },
        'network.refuse': { target: 'idle', actions: 'reportRefused', meta: by('FAIL-07') },
        'network.drop': { target: 'idle', actions: 'reportRefused', meta: by('FAIL-07') },
        'line.reject': { target: 'idle', meta: by('CALL-OUT-07') },
        'line.release': { target: 'releasing', meta: by('CALL-CLOSE-07') },
      },
    },
    offering: {
      description: 'The peer waits for an answer.',
      meta: by('CALL-IN-10'),
      on: {
        'line.accept': { target: 'answered', meta: by('CALL-IN-10') },
        'line.reject': { target: 'idle', meta: by('CALL-IN-10') },
        'line.propose': { target: 'bargaining', meta: by('CALL-IN-09') },
        ...ending,
      },
    },
    bargaining: {
      description: 'The client wants other parameters before it answers; the peer weighs them.',
      meta: by('CALL-IN-09'),
      on: {
        'network.agreeQoS': { target: 'offering', actions: 'reportAgreed', meta: by('CALL-IN-09') },
        'network.refuseQoS': { target: 'offering', actions: 'reportDisagreed', meta: by('CALL-IN-09') },
        'line.accept': {
          description: 'The client takes the call as it was offered after all.',
          target: 'answered',
          meta: by('CALL-IN-10'),
        },
        'line.reject': { target: 'idle', meta: by('CALL-IN-10') },
        ...ending,
      },
    },
    answered: {
      description: 'The peer knows that the call was accepted; the connection is being made.',
      meta: by('CALL-IN-11', 'CALL-IN-12'),
      on: {
        'network.connect': { target: 'up', actions: 'reportConnected', meta: by('CALL-IN-11') },
        ...ending,
      },
    },
    up: {
      description: 'Connected end to end.',
      meta: by('CALL-OUT-06'),
      on: {
        'line.propose': { target: 'negotiating', meta: by('QOS-CL-03') },
        'line.reject': { target: 'idle', meta: by('FAIL-05') },
        'network.proposeQoS': { target: 'deciding', actions: 'reportProposed', meta: by('QOS-IN-01') },
        ...ending,
      },
    },
    negotiating: {
      description: 'The peer weighs other parameters.',
      meta: by('QOS-CL-03'),
      on: {
        'network.agreeQoS': { target: 'up', actions: 'reportAgreed', meta: by('QOS-CL-03') },
        'network.refuseQoS': { target: 'up', actions: 'reportDisagreed', meta: by('QOS-CL-04') },
        ...ending,
      },
    },
    deciding: {
      description: 'The peer has proposed other parameters and waits to hear what came of it.',
      meta: by('QOS-IN-04'),
      on: {
        'line.outcome': { target: 'up', meta: by('QOS-IN-04') },
        'line.reject': { target: 'idle', meta: by('FAIL-05') },
        'line.propose': { target: 'negotiating', meta: by('QOS-IN-03') },
        ...ending,
      },
    },
    releasing: {
      description: 'This side has ended the call; the network confirms.',
      meta: by('CALL-CLOSE-07'),
      on: {
        'network.released': { target: 'idle', actions: 'reportReleased', meta: by('CALL-CLOSE-07') },
        'line.setup': {
          description: 'This side has lost its patience: the last call is forgotten, unconfirmed.',
          target: 'alerting',
          meta: by('CALL-CLOSE-06', 'CALL-OUT-05'),
        },
        'network.hangUp': { target: 'idle', actions: 'reportReleased', meta: by('CALL-CLOSE-07') },
        'network.drop': { target: 'idle', actions: 'reportReleased', meta: by('CALL-CLOSE-07') },
      },
    },
  },
});

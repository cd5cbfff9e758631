import { defer, ignore, illegal, to } from '../chart.js';
import type { Fates } from '../chart.js';
import type { NetworkContext, NetworkInputEvent, NetworkState } from './network.types.js';

const crossed = ignore('the far side has ended the call in the meantime');
const nothingAsked = illegal('CALL-OUT-06');

/** What becomes of every signal, and of everything the far side decides, in every state of one call. */
export const networkFates: Fates<NetworkContext, NetworkInputEvent, NetworkState> = {
  // Call control signals.

  'line.setup': {
    idle: to('alerting'),
    offering: defer('both sides call at once: the call that comes in is turned away first'),
    releasing: to('alerting'),
    otherwise: illegal('CALL-OUT-16'),
  },
  'line.accept': {
    idle: crossed,
    offering: to('answered'),
    bargaining: to('answered'),
    otherwise: illegal('CALL-IN-10'),
  },
  'line.reject': {
    idle: crossed,
    alerting: to('idle'),
    offering: to('idle'),
    bargaining: to('idle'),
    up: to('idle'),
    deciding: to('idle'),
    otherwise: illegal('CALL-IN-10'),
  },
  'line.propose': {
    idle: crossed,
    offering: to('bargaining'),
    up: to('negotiating'),
    deciding: to('negotiating'),
    otherwise: illegal('QOS-CL-06'),
  },
  'line.outcome': { deciding: to('up'), otherwise: ignore('the call has moved on: ended, or with another proposal') },
  'line.release': { idle: crossed, releasing: illegal('CALL-CLOSE-17'), otherwise: to('releasing') },

  // Switch and peer decide.

  'network.accept': { alerting: to('up'), otherwise: nothingAsked },
  'network.refuse': { alerting: to('idle'), otherwise: nothingAsked },
  'network.call': { idle: to('offering'), otherwise: illegal('CALL-IN-20') },
  'network.connect': { answered: to('up'), otherwise: illegal('CALL-IN-11') },
  'network.hangUp': { idle: illegal('CALL-RCLOSE-03'), alerting: illegal('CALL-RCLOSE-03'), otherwise: to('idle') },
  'network.drop': { idle: illegal('CALL-RCLOSE-03'), otherwise: to('idle') },
  'network.proposeQoS': { up: to('deciding'), otherwise: illegal('QOS-IN-01') },
  'network.agreeQoS': { negotiating: to('up'), bargaining: to('offering'), otherwise: illegal('QOS-CL-03') },
  'network.refuseQoS': { negotiating: to('up'), bargaining: to('offering'), otherwise: illegal('QOS-CL-04') },
  'network.released': { releasing: to('idle'), otherwise: illegal('CALL-CLOSE-07') },
};

import { functions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import { outcomeOf } from '../../protocol/log.js';
import type { LogArgs, LogStatus } from '../../protocol/log.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Vc } from '../things.js';
import { deed } from '../words.js';
import { isMarked, isSame } from './parameters.js';

/** Parameters that a client asks for. */
interface Quest {
  readonly parameters: unknown;
  asked: number;
  /** How often it has not got them. */
  refused: number;
  isTold: boolean;
}

/** How often a client may ask for the same parameters in vain, with nothing else in between. The pages name no number. */
const bound = 8;

/** What belongs to the negotiation itself. */
const isNegotiation = (fn: AnyFunctionName): boolean => fn.includes('ModifyCallQoS') || fn.includes('ctivateVc');

/** Of lists, only what the client sends and receives. */
const heard = (Object.keys(functions) as AnyFunctionName[]).filter(
  (fn) =>
    !fn.includes('NetBufferLists') || fn === 'NdisCoSendNetBufferLists' || fn === 'ProtocolCoReceiveNetBufferLists',
);

/**
 * A client that does not get the parameters it wants asks a bounded number of times. It is found to go on for ever when
 * it has been refused the same `callParameters` eight times in a row, or been given others (other `callParameters`, or
 * CALL_PARAMETERS_CHANGED among the `flags`), and asks again. Other parameters, and whatever else happens on the VC,
 * lists that are sent and received included, begin a new count; where records carry no parameters, nothing is counted.
 */
export const renegotiation = monitor<Map<Vc, Quest>>({
  name: 'renegotiation',
  rules: ['QOS-CL-06'],
  hears: { called: heard, answered: ['NdisClModifyCallQoS'] },
  open: () => new Map<Vc, Quest>(),
  called(scene, frame) {
    const { vc, fn, args } = frame;
    if (fn === 'NdisClModifyCallQoS') {
      if (vc && !frame.isPrivate) ask(scene, frame, vc);
      return;
    }
    if (scene.state.size === 0 || !vc) return;
    if (!isNegotiation(fn)) scene.state.delete(vc);
    else if (fn.endsWith('QoSComplete')) hear(scene.state, vc, args.status, args);
  },
  answered({ state }, { vc, status, out, isPrivate }) {
    if (!vc || isPrivate || typeof status !== 'string') return;
    if (outcomeOf(status) !== 'pending') hear(state, vc, status, out);
  },
});

function ask({ state, report }: Scene<Map<Vc, Quest>>, frame: Frame, vc: Vc): void {
  const { callParameters } = frame.args;
  const known = state.get(vc);
  if (callParameters === undefined || callParameters === null) {
    state.delete(vc);
  } else if (!known || !isSame(known.parameters, callParameters)) {
    state.set(vc, { parameters: callParameters, asked: 1, refused: 0, isTold: false });
  } else {
    known.asked = Math.min(known.asked + 1, bound);
    if (known.refused < bound || known.isTold || frame.isReported) return;
    known.isTold = true;
    report({
      rule: 'QOS-CL-06',
      by: frame.from,
      message: `${deed(frame)} on ${vc.handle} for parameters that it has asked for ${known.refused} times in a row and not got: it accepts what it has, asks for others, or closes the call`,
      about: [vc.handle],
    });
  }
}

/** One end of a request may be told in several records. */
function hear(state: Map<Vc, Quest>, vc: Vc, status: LogStatus | undefined, args: LogArgs): void {
  const known = state.get(vc);
  if (!known) return;
  const isGranted = status === undefined || outcomeOf(status) === 'success';
  const { callParameters } = args;
  const isOther = callParameters !== undefined && callParameters !== null && !isSame(callParameters, known.parameters);
  if (isGranted && !isOther && !isMarked(args['flags'])) state.delete(vc);
  else known.refused = Math.min(known.refused + 1, known.asked, bound);
}

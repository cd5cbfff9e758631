import { outcomeOf } from '../../protocol/log.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Vc } from '../things.js';
import { endsOfVcs, spoken } from '../words.js';
import { isMarked, isSame } from './parameters.js';

/** The call parameters of a VC, as far as records carry them. */
interface Parameters {
  /** Every form in which records give those in force; none where none does. */
  inForce: unknown[];
  /** The same of an activation under way. */
  tried: unknown[] | undefined;
  /** Those that were in force when the client asked for others. */
  before: readonly unknown[];
  offered: unknown;
  /** The client has accepted an offer with parameters of its own. */
  isAltered: boolean;
  /** The last activation since has failed. */
  hasFailed: boolean;
}

type Memory = Map<Vc, Parameters>;

/**
 * Whether the call parameters that drivers tell each other are those of the activation: `callParameters` are compared
 * where both records carry them. That an activation has to come at all stands in the contract of the VC. `flags` may
 * carry CALL_PARAMETERS_CHANGED.
 */
export const changes = monitor<Memory>({
  name: 'changes',
  rules: ['CALL-IN-15', 'QOS-CL-03', 'QOS-CL-04', 'QOS-IN-01', 'QOS-IN-03'],
  hears: [
    'NdisCmActivateVc',
    'NdisMCmActivateVc',
    'MiniportCoActivateVc',
    'NdisMCoActivateVcComplete',
    'ProtocolCmActivateVcComplete',
    'NdisClModifyCallQoS',
    'ProtocolCmModifyCallQoS',
    'NdisCmModifyCallQoSComplete',
    'NdisMCmModifyCallQoSComplete',
    'NdisCmDispatchIncomingCallQoSChange',
    'NdisMCmDispatchIncomingCallQoSChange',
    'ProtocolClIncomingCallQoSChange',
    'NdisCmDispatchIncomingCall',
    'NdisMCmDispatchIncomingCall',
    'ProtocolClIncomingCall',
    'NdisClIncomingCallComplete',
    'NdisCmDispatchCallConnected',
    'NdisMCmDispatchCallConnected',
    ...endsOfVcs,
  ],
  open: () => new Map<Vc, Parameters>(),
  called(scene, frame) {
    const { vc, fn, args } = frame;
    if (!vc || frame.isPrivate) return;
    const known = scene.state.get(vc);
    switch (fn) {
      case 'NdisClModifyCallQoS':
      case 'ProtocolCmModifyCallQoS':
        if (known && vc.call === 'connected') known.before = known.inForce;
        break;
      case 'NdisCmModifyCallQoSComplete':
      case 'NdisMCmModifyCallQoSComplete':
        if (known && vc.call === 'modifying') judgeAgreement(scene, frame, vc, known);
        break;
      case 'NdisCmDispatchIncomingCallQoSChange':
      case 'NdisMCmDispatchIncomingCallQoSChange':
        if (!known) break;
        if (isUp(vc) && !isAmong(args.callParameters, known.inForce)) {
          find(scene, frame, vc, 'QOS-IN-01', 'with other parameters than those that it has activated');
        }
        known.before = [];
        break;
      case 'NdisCmDispatchCallConnected':
      case 'NdisMCmDispatchCallConnected':
        if (known?.isAltered && known.hasFailed && vc.call === 'accepted' && isActive(vc)) {
          const why = 'although the parameters that the client has accepted with could not be activated';
          find(scene, frame, vc, 'CALL-IN-15', why);
        }
        break;
      case 'NdisClIncomingCallComplete':
        if (known && succeeds(frame)) alter(known, args.callParameters, args['flags']);
        break;
      default:
    }
  },
  answered(scene, frame) {
    const { vc, fn, out } = frame;
    if (!vc || frame.isPrivate) return;
    if (fn === 'ProtocolClIncomingCallQoSChange') {
      if (frame.outcome === 'failure') reject(scene, frame, vc);
    } else if (fn === 'ProtocolClIncomingCall' && frame.outcome === 'success' && !frame.isLeaf) {
      const known = scene.state.get(vc);
      if (known) alter(known, out.callParameters, out['flags']);
    }
  },
  entered({ state }, frame) {
    const { vc, fn, args } = frame;
    if (!vc || frame.isPrivate) return;
    switch (fn) {
      case 'NdisCmActivateVc':
      case 'NdisMCmActivateVc':
        rememberOf(state, vc).tried = [];
        heard(state, vc, args.callParameters);
        break;
      case 'MiniportCoActivateVc':
        rememberOf(state, vc).tried ??= [];
        heard(state, vc, args.callParameters);
        break;
      case 'NdisMCoActivateVcComplete':
      case 'ProtocolCmActivateVcComplete':
        heard(state, vc, args.callParameters);
        finish(state, vc, succeeds(frame));
        break;
      case 'NdisCmDispatchIncomingCall':
      case 'NdisMCmDispatchIncomingCall':
      case 'ProtocolClIncomingCall': {
        const known = rememberOf(state, vc);
        known.offered = args.callParameters;
        known.isAltered = false;
        break;
      }
      default:
    }
  },
  left({ state }, { vc, fn, outcome, isPrivate }) {
    if (!vc || isPrivate) return;
    if (vc.life === 'deleted') state.delete(vc);
    else if (fn.endsWith('ActivateVc')) finish(state, vc, outcome !== 'failure');
  },
});

function rememberOf(state: Memory, vc: Vc): Parameters {
  let known = state.get(vc);
  if (!known) {
    known = { inForce: [], tried: undefined, before: [], offered: undefined, isAltered: false, hasFailed: false };
    state.set(vc, known);
  }
  return known;
}

/** A record carries the parameters of the activation under way, or of the one that is in force. */
function heard(state: Memory, vc: Vc, parameters: unknown): void {
  const known = state.get(vc);
  if (!known || parameters === undefined || parameters === null) return;
  const list = known.tried ?? known.inForce;
  if (list.length < mostForms) list.push(parameters);
}
const mostForms = 8;

/** An activation is over, if it is. */
function finish(state: Memory, vc: Vc, isSuccess: boolean): void {
  const known = state.get(vc);
  if (known?.tried === undefined || vc.life === 'activating' || vc.life === 'reactivating') return;
  if (isSuccess) known.inForce = known.tried;
  known.hasFailed = !isSuccess;
  known.tried = undefined;
}

/** The client accepts an offer. */
function alter(known: Parameters, parameters: unknown, flags: unknown): void {
  const isOther = parameters !== undefined && parameters !== null && !isAmong(parameters, [known.offered]);
  known.isAltered = (isOther && known.offered !== undefined) || isMarked(flags);
  known.hasFailed = false;
}

/** The call manager answers a client that has asked for other parameters. */
function judgeAgreement(scene: Scene<Memory>, frame: Frame, vc: Vc, { inForce, before }: Parameters): void {
  if (succeeds(frame)) {
    if (isAmong(frame.args.callParameters, inForce)) return;
    find(scene, frame, vc, 'QOS-CL-03', 'with other parameters than those that it has activated');
  } else if (before.length > 0 && !inForce.some((form) => isAmong(form, before)) && vc.life !== 'created') {
    find(scene, frame, vc, 'QOS-CL-04', 'while other parameters than before are in force');
  }
}

function find({ report }: Scene<Memory>, frame: Frame, vc: Vc, rule: RuleId, why: string): void {
  const { from, fn, args } = frame;
  frame.isReported = true;
  const status = args.status === undefined ? '' : `(${spoken(args.status)})`;
  report({ rule, by: from, message: `${from.name} calls ${fn}${status} on ${vc.handle} ${why}`, about: [vc.handle] });
}

/** A client can do no more than ask for other parameters, or close the call. */
function reject({ report }: Scene<Memory>, { to, fn, status }: Frame, vc: Vc): void {
  report({
    rule: 'QOS-IN-03',
    by: to,
    message: `${to.name} answers ${spoken(status)} in ${fn} for ${vc.handle}, which does not reject the parameters: NdisClModifyCallQoS or NdisClCloseCall does`,
    about: [vc.handle],
  });
}

const succeeds = ({ args }: Frame): boolean => args.status === undefined || outcomeOf(args.status) === 'success';
const isUp = ({ call }: Vc): boolean => call === 'connected' || call === 'modifying';
const isActive = ({ life }: Vc): boolean => life === 'active' || life === 'reactivating';

/** Whether parameters are among others, as far as records carry both. */
const isAmong = (parameters: unknown, forms: readonly unknown[]): boolean =>
  parameters === undefined ||
  parameters === null ||
  forms.length === 0 ||
  forms.some((form) => isSame(form, parameters));

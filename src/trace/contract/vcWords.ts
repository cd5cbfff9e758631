import type { RuleId } from '../../protocol/rules.js';
import type { Actor, Frame, Vc } from '../../rules/index.js';
import { deed, spoken } from '../../rules/words.js';
import type { Telling } from './vcEvents.js';

const lives: Readonly<Record<Vc['life'], string>> = {
  absent: 'has not been created',
  creating: 'is still being created',
  created: 'is not active',
  activating: 'is being activated',
  active: 'is active',
  reactivating: 'is active, with another activation under way',
  deactivating: 'is being deactivated',
  deleting: 'is being deleted',
  deleted: 'has been deleted',
};
const calls: Readonly<Record<Vc['call'], string>> = {
  none: 'has no call',
  making: 'has a call that is still being made',
  offered: 'has an offer that is not answered',
  accepted: 'has a call that is accepted and not yet connected',
  connected: 'has a call',
  modifying: 'has a call whose parameters are being changed',
  hungUp: 'has a call that the far side has ended',
  closing: 'has a call that is being closed',
};

/** Where a VC stands, in plain words. */
export function standing({ life, call, sends, receives }: Vc): string {
  const lists = [
    ...(sends > 0 ? [`${sends} ${sends === 1 ? 'send' : 'sends'} not completed`] : []),
    ...(receives > 0 ? [`${receives} received ${receives === 1 ? 'list' : 'lists'} not returned`] : []),
  ];
  const traffic = lists.length > 0 ? `, with ${lists.join(' and ')}` : '';
  return `${lives[life]} and ${calls[call]}${traffic}`;
}

/** What the states of a VC do not say by themselves. */
const reasons: Readonly<Partial<Record<RuleId, string>>> = {
  'CALL-CLOSE-02': 'every send of the client has to have come back before it closes the call',
  'CALL-CLOSE-03': 'the client has begun to close its call',
  'CALL-CLOSE-07': 'it has to be deactivated before the close of its call is reported done',
  'CALL-CLOSE-16': 'its call has been closed, and nothing more is transferred on it',
  'CALL-CLOSE-17': 'its call has been closed once already',
  'CALL-CLOSE-18': 'there is nothing to close',
  'CALL-IN-13': 'it was not deactivated after its offer was rejected',
  'CALL-OUT-05': 'the call is set up over another VC, the call manager’s own',
  'CALL-OUT-06': 'a call is made once the VC is active',
  'CALL-RCLOSE-04': 'the client has not answered the close indication with NdisClCloseCall',
  'CALL-RCLOSE-08': 'it was not deactivated after the far side had ended its call',
  'FAIL-08': 'the client itself has rejected the offer, and is not told of its end',
  'FAIL-15': 'it has to be deactivated when its call is not made',
  'QOS-CL-03': 'no other parameters have been activated since the client asked for them',
  'QOS-CL-04': 'the parameters that were tried are still in force',
  'QOS-IN-01': 'the parameters that the client is asked about have not been activated',
  'VC-DEACT-01': 'it was not deactivated when its call was closed',
  'VC-ACT-03': 'an activation carries the call parameters of the VC',
  'VC-ACT-09': 'its activation has failed',
  'VC-ACT-10': 'one activation at a time, and none during a deactivation',
  'VC-ACT-11': 'it has to be active before its call is reported made',
  'VC-ACT-12': 'it has to be active before its call is reported connected',
  'VC-ACT-17': 'its activation has not been completed',
  'VC-DEACT-04': 'every list has to be back before its deactivation is reported',
  'VC-DEACT-05': 'nothing is received after a deactivation',
  'VC-DEACT-10': 'it has to be activated again before anything else is done with it',
  'VC-DEACT-12': 'it cannot be deactivated before that is over',
  'VC-DEACT-13': 'there is nothing to deactivate',
  'VC-DEACT-20': 'there is nothing to deactivate',
  'VC-DEACT-21': 'nothing more is sent once its deactivation has begun',
  'VC-DEACT-23': 'its deactivation has to be completed before the close of its call is',
  'VC-DEL-13': 'its last call came to an abnormal end, and it has to be deleted',
  'VC-REACT-05': 'an activation after a deactivation carries call parameters of its own',
  'VC-REACT-08': 'it is not used again before its close and its deactivation are over',
  'RECV-01': 'nothing is received on a VC that is not active',
  'RECV-09': 'nothing is received after a deactivation',
  'SEND-01': 'a client sends on an active VC that has a call, a call manager on its own',
};
const managersFaults: ReadonlySet<RuleId> = new Set(['CALL-IN-13', 'CALL-RCLOSE-08', 'FAIL-15', 'VC-DEACT-01']);

/** Whether it is the call manager that has let things come so far. */
export const isManagersFault = (rule: RuleId): boolean => managersFaults.has(rule);

const ownership = ({ creator }: Vc, rule: RuleId | undefined): string =>
  creator && (rule === 'CALL-OUT-01' || rule === 'CALL-IN-01' || rule === 'VC-DEL-01')
    ? `; ${creator.name} has created it`
    : '';

/** Who does what to which VC, and where it stands. */
export function storyOf(vc: Vc, telling: Telling, frame: Frame, by: Actor, rule?: RuleId): string {
  const isAnswer = frame.status !== undefined && !frame.isIntoNdis;
  const isCallback = !isAnswer && frame.from.role === 'ndis';
  const what = isAnswer
    ? `${frame.to.name} answers ${spoken(frame.status)} in ${frame.fn} for ${vc.handle}`
    : isCallback
      ? `${deed(frame)} for ${vc.handle}`
      : `${by.name} calls ${frame.fn}${ending(frame)} ${telling.list === undefined ? 'on' : 'with a list of'} ${vc.handle}`;
  const why = rule === undefined ? undefined : reasons[rule];
  return `${what}, which ${standing(vc)}${why === undefined ? '' : `: ${why}`}${ownership(vc, rule)}`;
}

const ending = ({ args }: Frame): string => (args.status === undefined ? '' : `(${spoken(args.status)})`);

/** The rule that says most exactly what the contract objects to. */
export function refined(rule: RuleId, vc: Vc, { type, by }: Telling, frame?: Frame): RuleId {
  switch (rule) {
    case 'VC-ACT-17':
      return frame?.fn === 'ProtocolCmMakeCall' ? 'CALL-OUT-06' : rule;
    case 'RECV-01':
      return vc.wasActive && vc.life === 'created' ? (by === 'mcm' ? 'RECV-09' : 'VC-DEACT-05') : rule;
    case 'SEND-01':
      if (by !== 'callManager') return rule;
      return vc.hasFailed && vc.life !== 'active' && vc.life !== 'reactivating' ? 'VC-ACT-09' : 'SIG-03';
    case 'VC-ACT-11':
      return frame?.fn === 'ProtocolCmMakeCall' ? 'CALL-OUT-06' : vc.hasFailed ? 'VC-ACT-09' : rule;
    case 'VC-ACT-12':
      return vc.hasFailed ? 'VC-ACT-09' : rule;
    case 'VC-ACT-03':
      return vc.wasActive && vc.life === 'created' ? 'VC-REACT-05' : rule;
    case 'CTX-10':
      return type.startsWith('NdisCoCreateVc') ? 'CTX-04' : rule;
    default:
      return rule;
  }
}

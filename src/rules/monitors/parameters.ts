import { outcomeOf } from '../../protocol/log.js';
import type { LogArgs, LogStatus } from '../../protocol/log.js';
import { endsOfVcs } from '../words.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Vc } from '../things.js';

/** Call parameters that somebody has been asked to take, to be compared with those that he answers with. */
interface Memory {
  readonly offered: Map<Vc, unknown>;
  readonly requested: Map<Vc, unknown>;
  /** What the call manager hands back. */
  readonly answered: Map<Vc, unknown>;
  /** What the miniport really uses, where it was allowed to round. */
  readonly rounded: Map<Vc, unknown>;
}

/** CALL_PARAMETERS_CHANGED in ndis.h. */
const changedBit = 0x2;

/**
 * Whoever alters call parameters hands the altered ones back and says so. Parameters (`callParameters`) are compared and
 * never interpreted; `flags` carries CALL_PARAMETERS_CHANGED, ROUND_UP_FLOW and ROUND_DOWN_FLOW. Where a record has no
 * `flags` or no `callParameters`, nothing is said about it.
 */
export const parameters = monitor<Memory>({
  name: 'parameters',
  rules: ['PARAM-02', 'PARAM-04', 'VC-ACT-04', 'VC-ACT-14'],
  hears: [
    'NdisCmDispatchIncomingCall',
    'NdisMCmDispatchIncomingCall',
    'ProtocolClIncomingCall',
    'NdisClIncomingCallComplete',
    'NdisClMakeCall',
    'ProtocolCmMakeCall',
    'NdisCmMakeCallComplete',
    'NdisMCmMakeCallComplete',
    'ProtocolClMakeCallComplete',
    'NdisClModifyCallQoS',
    'ProtocolCmModifyCallQoS',
    'NdisCmModifyCallQoSComplete',
    'NdisMCmModifyCallQoSComplete',
    'ProtocolClModifyCallQoSComplete',
    'MiniportCoActivateVc',
    'NdisMCoActivateVcComplete',
    'ProtocolCmActivateVcComplete',
    'NdisCmActivateVc',
    ...endsOfVcs,
  ],
  open: () => ({ offered: new Map(), requested: new Map(), answered: new Map(), rounded: new Map() }),
  called(scene, frame) {
    const { vc, args, fn } = frame;
    const { offered, requested, answered, rounded } = scene.state;
    if (!vc || frame.isPrivate) return;
    switch (fn) {
      case 'NdisCmDispatchIncomingCall':
      case 'NdisMCmDispatchIncomingCall':
      case 'ProtocolClIncomingCall':
        keep(offered, vc, args.callParameters);
        break;
      case 'NdisClModifyCallQoS':
        offered.delete(vc);
        keep(requested, vc, args.callParameters);
        break;
      case 'NdisClMakeCall':
      case 'ProtocolCmMakeCall':
      case 'ProtocolCmModifyCallQoS':
        keep(requested, vc, args.callParameters);
        break;
      case 'NdisClIncomingCallComplete':
        judgeClient(scene, frame, vc, args, args.status);
        break;
      case 'NdisCmMakeCallComplete':
      case 'NdisMCmMakeCallComplete':
      case 'NdisCmModifyCallQoSComplete':
      case 'NdisMCmModifyCallQoSComplete':
        judgeManager(scene, frame, vc, args, args.status);
        break;
      case 'ProtocolClMakeCallComplete':
      case 'ProtocolClModifyCallQoSComplete':
        compare(scene, frame, vc, answered, args.callParameters, 'PARAM-04');
        break;
      case 'NdisMCoActivateVcComplete':
        if (rounded.has(vc)) keep(rounded, vc, args.callParameters);
        break;
      case 'ProtocolCmActivateVcComplete':
        compare(scene, frame, vc, rounded, args.callParameters, 'VC-ACT-14');
        break;
      case 'MiniportCoActivateVc':
        if (mayRound(args['flags'])) rounded.set(vc, undefined);
        else rounded.delete(vc);
        passedOn(scene, frame, vc);
        break;
      default:
    }
  },
  answered(scene, frame) {
    const { vc, fn, out, status, outcome } = frame;
    const { rounded } = scene.state;
    if (!vc || frame.isPrivate || typeof status !== 'string') return;
    if (fn === 'ProtocolClIncomingCall') {
      if (outcome !== 'pending') judgeClient(scene, frame, vc, out, status);
    } else if (fn === 'ProtocolCmMakeCall' || fn === 'ProtocolCmModifyCallQoS') {
      if (outcome !== 'pending' && !frame.isLeaf) judgeManager(scene, frame, vc, out, status);
    } else if (fn === 'MiniportCoActivateVc') {
      if (rounded.has(vc) && !frame.isLeaf) keep(rounded, vc, out.callParameters);
    } else if (fn === 'NdisCmActivateVc') {
      if (outcome === 'success' && !frame.isLeaf) compare(scene, frame, vc, rounded, out.callParameters, 'VC-ACT-14');
    }
  },
  left({ state }, { vc }) {
    if (vc?.life !== 'deleted') return;
    for (const map of Object.values(state) as Map<Vc, unknown>[]) map.delete(vc);
  },
});

const keep = (map: Map<Vc, unknown>, vc: Vc, given: unknown): void => {
  if (given !== undefined && given !== null) map.set(vc, given);
};

/** NDIS hands the miniport the parameters that it was given. */
function passedOn({ report }: Scene<Memory>, { outer, args, to }: Frame, vc: Vc): void {
  if (outer?.fn !== 'NdisCmActivateVc' || outer.vc !== vc) return;
  const given = outer.args.callParameters ?? undefined;
  const handed = args.callParameters ?? undefined;
  if (given === undefined || handed === undefined || isSame(given, handed)) return;
  report({
    rule: 'VC-ACT-04',
    by: 'ndis',
    message: `NDIS calls MiniportCoActivateVc of ${to.name} for ${vc.handle} with other parameters than ${outer.from.name} gave to NdisCmActivateVc (record ${outer.record.n})`,
    about: [vc.handle],
  });
}

/** The client answers an offer. A leaf has but one set of parameters: what it was given. */
function judgeClient(scene: Scene<Memory>, frame: Frame, vc: Vc, args: LogArgs, status: LogStatus | undefined): void {
  const { offered } = scene.state;
  const before = offered.get(vc);
  offered.delete(vc);
  const { callParameters } = args;
  const flags = args['flags'];
  if (before === undefined || (frame.isLeaf && !frame.isIntoNdis) || failed(status)) return;
  if (callParameters === undefined || callParameters === null || flags === undefined) return;
  const isChanged = !isSame(before, callParameters);
  if (isChanged === isMarked(flags)) return;
  scene.report({
    rule: 'PARAM-02',
    by: frame.driver,
    message: isChanged
      ? `${frame.driver.name} answers the offer on ${vc.handle} with other parameters, and does not set CALL_PARAMETERS_CHANGED`
      : `${frame.driver.name} answers the offer on ${vc.handle} with CALL_PARAMETERS_CHANGED, and has changed nothing`,
    about: [vc.handle],
  });
}

/** The call manager answers a request. */
function judgeManager(scene: Scene<Memory>, frame: Frame, vc: Vc, args: LogArgs, status: LogStatus | undefined): void {
  const { requested, answered } = scene.state;
  const before = requested.get(vc);
  requested.delete(vc);
  answered.delete(vc);
  const { callParameters } = args;
  const flags = args['flags'];
  if (failed(status)) return;
  keep(answered, vc, callParameters);
  if (callParameters === undefined || flags === undefined) return;
  const by = frame.driver;
  if (callParameters === null) {
    if (!isMarked(flags)) return;
    scene.report({
      rule: 'PARAM-04',
      level: 'error',
      by,
      message: `${by.name} sets CALL_PARAMETERS_CHANGED for ${vc.handle}, and does not hand the altered parameters back`,
      about: [vc.handle],
    });
  } else if (before !== undefined && !isMarked(flags) && !isSame(before, callParameters)) {
    scene.report({
      rule: 'PARAM-04',
      by,
      message: `${by.name} hands other parameters back for ${vc.handle} than it was given, and does not set CALL_PARAMETERS_CHANGED`,
      about: [vc.handle],
    });
  }
}

/** NDIS hands on what it was given. */
function compare(
  scene: Scene<Memory>,
  { fn, driver }: Frame,
  vc: Vc,
  map: Map<Vc, unknown>,
  callParameters: unknown,
  rule: 'PARAM-04' | 'VC-ACT-14',
): void {
  const before = map.get(vc);
  map.delete(vc);
  if (before === undefined || callParameters === undefined || isSame(before, callParameters)) return;
  scene.report({
    rule,
    level: 'error',
    by: 'ndis',
    message: `NDIS hands ${driver.name} other parameters for ${vc.handle} (${fn}) than those that were handed back`,
    about: [vc.handle],
  });
}

const failed = (status: LogStatus | undefined): boolean => status !== undefined && outcomeOf(status) === 'failure';

/** Whether flags say that call parameters were altered. */
export const isMarked = (flags: unknown): boolean =>
  typeof flags === 'number' ? (flags & changedBit) !== 0 : says(flags, 'CALL_PARAMETERS_CHANGED');
const mayRound = (flags: unknown): boolean => says(flags, 'ROUND_UP_FLOW') || says(flags, 'ROUND_DOWN_FLOW');

const says = (flags: unknown, name: string): boolean =>
  typeof flags === 'string' ? flags.includes(name) : Array.isArray(flags) && flags.some((flag) => says(flag, name));

/** Whether two JSON values are equal, whatever the order of their keys. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) =>
        Object.hasOwn(other, key) &&
        isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
    )
  );
}

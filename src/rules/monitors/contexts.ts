import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Sap, Vc } from '../things.js';
import { deed, isCreateCallback, isCreation, isStranger, written } from '../words.js';

interface Memory {
  /** The context that a client keeps for its SAP. */
  readonly saps: WeakMap<Sap, unknown>;
}

/** Functions that create something: what they hand out. */
const births: ReadonlyMap<AnyFunctionName, 'vc' | 'af' | 'sap' | 'party'> = new Map([
  ['NdisCoCreateVc', 'vc'],
  ['NdisMCmCreateVc', 'vc'],
  ['NdisClOpenAddressFamilyEx', 'af'],
  ['NdisClRegisterSap', 'sap'],
  ['NdisClAddParty', 'party'],
]);

/** Callbacks that are given the context of a VC. */
const given: ReadonlySet<AnyFunctionName> = new Set([
  'MiniportCoActivateVc',
  'MiniportCoDeactivateVc',
  'MiniportCoDeleteVc',
  'MiniportCoSendNetBufferLists',
  'ProtocolCoDeleteVc',
  'ProtocolCoSendNetBufferListsComplete',
  'ProtocolCmMakeCall',
  'ProtocolCmCloseCall',
  'ProtocolCmModifyCallQoS',
  'ProtocolCmAddParty',
  'ProtocolCmActivateVcComplete',
  'ProtocolCmDeactivateVcComplete',
  'ProtocolCmIncomingCallComplete',
  'ProtocolClMakeCallComplete',
  'ProtocolClCloseCallComplete',
  'ProtocolClModifyCallQoSComplete',
  'ProtocolClIncomingCall',
  'ProtocolClIncomingCloseCall',
  'ProtocolClIncomingCallQoSChange',
  'ProtocolClCallConnected',
]);

/**
 * Calls that only a driver makes to which NDIS has shown the VC. What only its creator may do stands in its contract,
 * and who may complete what with the completions; sends may come from another client.
 */
const sharersOnly: readonly AnyFunctionName[] = [
  'NdisCmActivateVc',
  'NdisMCmActivateVc',
  'NdisCmDeactivateVc',
  'NdisMCmDeactivateVc',
  'NdisClCloseCall',
  'NdisClModifyCallQoS',
  'NdisClAddParty',
  'NdisCmDispatchCallConnected',
  'NdisMCmDispatchCallConnected',
  'NdisCmDispatchIncomingCloseCall',
  'NdisMCmDispatchIncomingCloseCall',
  'NdisCmDispatchIncomingCallQoSChange',
  'NdisMCmDispatchIncomingCallQoSChange',
  'NdisMCoIndicateReceiveNetBufferLists',
  'NdisMCoSendNetBufferListsComplete',
];
const shared: ReadonlySet<AnyFunctionName> = new Set(sharersOnly);

/** Whether a driver uses a VC that NDIS has never shown it. */
export const isStrange = (vc: Vc, { fn, from }: Frame): boolean => shared.has(fn) && isStranger(vc, from);

/**
 * Each driver gets back the context that it has given for a VC, and uses the handles that it was given. In a log,
 * `context` is what a creator passes, what a create callback hands out (on its return, or in its leaf), and what any
 * other callback is given for the VC. Which context the miniport half of an MCM gets is written nowhere (AMB-48).
 */
export const contexts = monitor<Memory>({
  name: 'contexts',
  rules: ['CALL-IN-04', 'CTX-01', 'CTX-02', 'CTX-03', 'CTX-08', 'CTX-12', 'CTX-13'],
  hears: {
    called: [...births.keys(), ...given, ...sharersOnly, 'NdisCoSendNetBufferLists'],
    answered: [...births.keys(), 'ProtocolCoCreateVc', 'MiniportCoCreateVc'],
  },
  open: () => ({ saps: new WeakMap() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    const { fn, args, vc } = frame;
    if (!frame.isIntoNdis) {
      if (args['context'] !== undefined && vc && given.has(fn)) compare(scene, frame, vc, args['context']);
      return;
    }
    if (births.has(fn)) {
      if (args['context'] === null) withoutContext(scene, frame);
    } else if (vc) {
      if (isStrange(vc, frame)) strange(scene, frame, vc);
    } else if (typeof args.party === 'string' && fn.endsWith('NetBufferLists')) {
      byParty(scene, frame, args.party);
    }
  },
  answered(scene, frame) {
    if (frame.isPrivate || frame.outcome !== 'success') return;
    const { fn, vc, sap, args, out, to } = frame;
    if (isCreateCallback(fn)) {
      if (vc) handedOut(scene, frame, vc, out['context']);
      return;
    }
    const kind = births.get(fn);
    if (kind === undefined) return;
    if (out[kind] === null) withoutHandle(scene, frame, kind);
    const context = args['context'];
    if (context === undefined || to.role !== 'ndis') return;
    if (vc && isCreation(fn)) vc.contexts.set(frame.from, context);
    else if (sap) scene.state.saps.set(sap, context);
  },
});

/** A create callback has succeeded. */
function handedOut({ report }: Scene<Memory>, { fn, to }: Frame, vc: Vc, context: unknown): void {
  if (context === undefined) return;
  vc.contexts.set(to, context);
  if (context !== null) return;
  report({
    rule: fn === 'MiniportCoCreateVc' ? 'CTX-01' : 'CTX-03',
    by: to,
    message: `${to.name} answers ${fn} for ${vc.handle} with success and hands out no context`,
    about: [vc.handle],
  });
}

/** A callback brings a context. */
function compare({ state, report }: Scene<Memory>, frame: Frame, vc: Vc, context: unknown): void {
  const { fn, to, sap } = frame;
  if (to.role === 'mcm' && fn.startsWith('Miniport')) return;
  const own = vc.contexts.get(to);
  if (fn === 'ProtocolClIncomingCall') {
    // It is given two: that of the SAP and that of the VC.
    const other = sap && state.saps.get(sap);
    if (own === undefined || other === undefined || isSame(context, own) || isSame(context, other)) return;
  } else if (own === undefined) {
    vc.contexts.set(to, context);
    return;
  } else if (isSame(own, context)) {
    return;
  }
  report({
    rule: ruleFor(frame, vc),
    by: 'ndis',
    message: `${deed(frame)} for ${vc.handle} with the context ${written(context)}, where ${to.name} has given ${written(own)}`,
    about: [vc.handle],
  });
}

const isSame = (one: unknown, other: unknown): boolean => one === other || written(one) === written(other);

function ruleFor({ fn, to }: Frame, { creator }: Vc): RuleId {
  if (fn === 'ProtocolClIncomingCall') return 'CALL-IN-04';
  if (creator === to) return 'CTX-08';
  return to.role === 'miniport' ? 'CTX-01' : 'CTX-03';
}

function withoutContext({ report }: Scene<Memory>, { fn, from }: Frame): void {
  report({
    rule: 'CTX-12',
    by: from,
    message: `${from.name} calls ${fn} with a NULL context, and so keeps nothing of what it creates`,
  });
}

function withoutHandle({ report }: Scene<Memory>, { fn, from }: Frame, kind: string): void {
  report({ rule: 'CTX-12', by: 'ndis', message: `${fn} of ${from.name} succeeds without a ${kind} handle` });
}

function strange({ report }: Scene<Memory>, frame: Frame, { handle, client, provider, miniport }: Vc): void {
  const { from, fn } = frame;
  const sharers = new Set([client, provider, miniport].flatMap((sharer) => (sharer ? [sharer.name] : [])));
  report({
    rule: fn.startsWith('NdisMCo') ? 'CTX-02' : 'CTX-03',
    by: from,
    message: `${deed(frame)} on ${handle}, a handle that NDIS has never given it: the VC is shared by ${[...sharers].join(', ')}`,
    about: [handle],
  });
}

function byParty({ report }: Scene<Memory>, frame: Frame, party: string): void {
  report({
    rule: 'CTX-13',
    by: frame.from,
    message: `${deed(frame)} with ${party}, a party, where data transfer names the VC`,
    about: [party],
  });
}

import { factOf } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Actor } from '../cast.js';
import { causeOf, isTold, madeIn, noteInside, noteMixture } from '../causes.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import { deed, sharerLike, spoken } from '../words.js';
import type { World } from '../world.js';

/** How NDIS answers a call with a callback. */
interface Route {
  readonly callback: AnyFunctionName;
  readonly rule: RuleId;
  /** `due`: every call of it leads to the callback. `counted`: its completions are counted elsewhere. `data`: lists. */
  readonly kind: 'due' | 'counted' | 'data';
}

const due: Readonly<Partial<Record<AnyFunctionName, RuleId>>> = {
  NdisClOpenAddressFamilyEx: 'AF-09',
  NdisClCloseAddressFamily: 'AF-32',
  NdisCmNotifyCloseAddressFamily: 'AF-21',
  NdisMCmNotifyCloseAddressFamily: 'AF-21',
  NdisClRegisterSap: 'SAP-02',
  NdisClDeregisterSap: 'SAP-10',
  NdisCmActivateVc: 'VC-ACT-04',
  NdisCmDeactivateVc: 'VC-DEACT-02',
  NdisClMakeCall: 'CALL-OUT-03',
  NdisCmDispatchIncomingCall: 'CALL-IN-04',
  NdisMCmDispatchIncomingCall: 'CALL-IN-04',
  NdisCmDispatchCallConnected: 'CALL-IN-11',
  NdisMCmDispatchCallConnected: 'CALL-IN-11',
  NdisCmDispatchIncomingCloseCall: 'CALL-RCLOSE-01',
  NdisMCmDispatchIncomingCloseCall: 'CALL-RCLOSE-01',
  NdisCmDispatchIncomingCallQoSChange: 'QOS-IN-02',
  NdisMCmDispatchIncomingCallQoSChange: 'QOS-IN-02',
  NdisCmDispatchIncomingDropParty: 'PARTY-12',
  NdisMCmDispatchIncomingDropParty: 'PARTY-12',
  NdisClCloseCall: 'CALL-CLOSE-01',
  NdisClModifyCallQoS: 'QOS-CL-02',
  NdisClAddParty: 'PARTY-02',
  NdisClDropParty: 'PARTY-10',
};
const counted: Readonly<Partial<Record<AnyFunctionName, RuleId>>> = {
  NdisMCoActivateVcComplete: 'VC-ACT-07',
  NdisMCoDeactivateVcComplete: 'VC-DEACT-07',
  NdisClIncomingCallComplete: 'CALL-IN-06',
  NdisClNotifyCloseAddressFamilyComplete: 'AF-23',
  NdisCmOpenAddressFamilyComplete: 'ASYNC-02',
  NdisMCmOpenAddressFamilyComplete: 'ASYNC-02',
  NdisCmCloseAddressFamilyComplete: 'ASYNC-02',
  NdisMCmCloseAddressFamilyComplete: 'ASYNC-02',
  NdisCmRegisterSapComplete: 'ASYNC-02',
  NdisMCmRegisterSapComplete: 'ASYNC-02',
  NdisCmDeregisterSapComplete: 'ASYNC-02',
  NdisMCmDeregisterSapComplete: 'ASYNC-02',
  NdisCmMakeCallComplete: 'ASYNC-02',
  NdisMCmMakeCallComplete: 'ASYNC-02',
  NdisCmModifyCallQoSComplete: 'ASYNC-02',
  NdisMCmModifyCallQoSComplete: 'ASYNC-02',
  NdisCmCloseCallComplete: 'ASYNC-02',
  NdisMCmCloseCallComplete: 'ASYNC-02',
};
const data: Readonly<Partial<Record<AnyFunctionName, RuleId>>> = {
  NdisCoSendNetBufferLists: 'SEND-02',
  NdisMCoIndicateReceiveNetBufferLists: 'RECV-02',
};

const routes = new Map<AnyFunctionName, Route>();
const causes = new Map<AnyFunctionName, { readonly fns: Set<AnyFunctionName>; readonly route: Route }>();
for (const [kind, table] of [
  ['due', due],
  ['counted', counted],
  ['data', data],
] as const) {
  for (const fn of Object.keys(table) as AnyFunctionName[]) {
    const [invocation] = factOf(fn).invokes;
    const rule = table[fn];
    if (!invocation || !rule) continue;
    const route: Route = { callback: invocation.callback, rule, kind };
    routes.set(fn, route);
    const known = causes.get(route.callback);
    if (known) known.fns.add(fn);
    else causes.set(route.callback, { fns: new Set([fn]), route });
  }
}

const dueCalls = Object.keys(due) as AnyFunctionName[];

/** The callback in hand and the call that it was made for. */
interface Memory {
  cause: Frame | undefined;
}

/**
 * NDIS turns a call of one driver into a callback of another: of the one that shares the object, and of nobody else;
 * once; and always, unless it refuses the call. Which order several callbacks take is open (AMB-04), and so is when the
 * callback comes that opens or announces an address family (AMB-30, AMB-41).
 */
export const routing = monitor<Memory>({
  name: 'routing',
  rules: [...new Set([...Object.values(due), ...Object.values(counted), ...Object.values(data)])],
  hears: {
    called: [...dueCalls, ...causes.keys()],
    entered: [...causes.keys()],
    answered: dueCalls,
  },
  open: () => ({ cause: undefined }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    if (frame.isIntoNdis) {
      noteMixture(frame);
    } else if (frame.from.role === 'ndis') {
      callback(scene, frame);
    }
  },
  entered({ state }, frame) {
    noteInside(state.cause, frame);
    state.cause = undefined;
  },
  answered(scene, frame) {
    const route = routes.get(frame.fn);
    if (route && isTold(frame)) result(scene, frame, route);
  },
});

function callback(scene: Scene<Memory>, frame: Frame): void {
  const known = causes.get(frame.fn);
  if (!known) return;
  const { route } = known;
  const cause = route.kind === 'data' ? undefined : causeOf(scene.world, frame, known.fns);
  scene.state.cause = cause;
  const rule = cause ? (routes.get(cause.fn)?.rule ?? route.rule) : route.rule;
  const { role } = frame.to;
  if (role === undefined) return;
  const isPossible = frame.fact.implementedBy.includes(role as 'client');
  const right = isPossible ? receiverOf(scene.world, frame, cause) : instead(scene.world, frame, cause);
  if (right && right !== frame.to) {
    scene.report({
      rule,
      by: 'ndis',
      message: `${deed(frame)} for ${nameOf(frame)}, where ${right.name} is the one that shares it`,
      about: [nameOf(frame)],
    });
  } else if (cause && route.kind === 'due' && madeIn(cause, frame.fn)) {
    scene.report({
      rule,
      by: 'ndis',
      message: `${deed(frame)} a second time for one ${cause.fn} of ${cause.from.name} (record ${cause.record.n})`,
      about: [nameOf(frame)],
    });
  }
}

/** The driver that has to get a callback; `null` where the log has not told who that is. */
function receiverOf({ afs }: World, frame: Frame, cause: Frame | undefined): Actor | null {
  const { fn, to } = frame;
  const vc = frame.vc ?? cause?.vc;
  const sap = frame.sap ?? cause?.sap;
  const af = frame.af ?? cause?.af ?? (sap?.af ? afs.get(sap.af) : undefined);
  if (fn === 'ProtocolClIncomingCall' && sap?.client) return sap.client;
  if (fn === 'ProtocolCoReceiveNetBufferLists' && vc) return ownerOf(vc);
  if (vc) return sharerLike(vc, to);
  if (to.role === 'client') return sap?.client ?? af?.client ?? null;
  return to.role === 'callManager' || to.role === 'mcm' ? (af?.provider ?? null) : null;
}

/** The driver that has to get a callback that came to a driver of another kind; `null` where the log has not told. */
function instead({ afs }: World, { fact, vc, sap, af }: Frame, cause: Frame | undefined): Actor | null {
  const shared = vc ?? cause?.vc;
  if (fact.implementedBy.includes('miniport')) return shared?.miniport ?? null;
  const on = sap ?? cause?.sap;
  const open = af ?? cause?.af ?? (on?.af ? afs.get(on.af) : undefined);
  if (fact.implementedBy.includes('client')) return shared?.client ?? on?.client ?? open?.client ?? null;
  return shared?.provider ?? open?.provider ?? null;
}

/** Lists that come in are for the client of a VC, or for the call manager whose own it is. */
const ownerOf = ({ signaling, client, creator }: NonNullable<Frame['vc']>): Actor | null =>
  signaling === true ? creator : signaling === false ? client : null;

/** NDIS has taken a call on, and ought to have told the other driver. */
function result({ world, report }: Scene<Memory>, frame: Frame, { callback: name, rule }: Route): void {
  const { fn, vc, af, sap, args, outcome, status, from } = frame;
  if (outcome === 'failure' || madeIn(frame, name)) return;
  if (typeof args.vc === 'string' && !vc) return;
  if (fn === 'NdisClOpenAddressFamilyEx' && outcome === 'pending') return;
  // News and the end of a call may cross.
  if (status === null && vc?.call === 'closing') return;
  const missed = missedIn(world, frame, name);
  if (!missed) return;
  const what = vc?.handle ?? sap?.handle ?? af?.handle ?? args.party ?? 'it';
  const answer = status === null ? 'is over' : `returns ${spoken(status)}`;
  report({
    rule,
    by: 'ndis',
    message: `${fn} of ${from.name} for ${what} ${answer} without ${name} of ${missed}`,
    about: typeof what === 'string' ? [what] : [],
  });
}

/** The driver that had to hear of a call, if the log shows its side. */
function missedIn({ cast, afs }: World, { vc, af, sap }: Frame, name: AnyFunctionName): string | undefined {
  const { implementedBy } = factOf(name);
  const open = af ?? (sap?.af ? afs.get(sap.af) : undefined);
  const known = implementedBy.includes('client')
    ? (sap?.client ?? vc?.client ?? open?.client)
    : implementedBy.includes('miniport')
      ? vc?.miniport
      : (vc?.provider ?? open?.provider);
  if (known) return cast.shows(known) ? known.name : undefined;
  const role = implementedBy.find((one) => cast.shows(one));
  const candidates = role ? cast.all(role) : [];
  const [only] = candidates;
  return only && candidates.length === 1 && cast.shows(only) ? only.name : undefined;
}

const nameOf = ({ vc, sap, af, args }: Frame): string =>
  vc?.handle ?? sap?.handle ?? af?.handle ?? args.party ?? args.vc ?? 'an unnamed object';

import type { AnyFunctionName } from '../../protocol/functions.js';
import { callOn, ownVcOn, sapOn, vcsOn } from '../belongings.js';
import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Owed, Scene } from '../monitor.js';
import type { Af } from '../things.js';
import { deed, spoken } from '../words.js';
import type { World } from '../world.js';

/** A close that has pended while its client handles the notification. */
interface Wait {
  readonly af: Af;
  isOver: boolean;
}

interface Memory {
  /** Address families that their clients are asked to dismantle. */
  readonly dismantled: WeakSet<Af>;
  /** Those that OID_CO_AF_CLOSE asks them to. */
  readonly byRequest: Map<Af, Owed['since']>;
  readonly waits: Map<Frame, Wait>;
}
type AfScene = Scene<Memory>;

const completions: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCmCloseAddressFamilyComplete',
  'NdisMCmCloseAddressFamilyComplete',
]);
const openCompletions: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCmOpenAddressFamilyComplete',
  'NdisMCmOpenAddressFamilyComplete',
]);

/** So many requests may be remembered that have been met. */
const mostRequests = 64;

/**
 * How address families are opened and dismantled: a provider accepts with a context of its own, and lets go when calls
 * and SAPs are over; a client that is asked to close does so in order, and does not wait inside the notification for
 * what comes only after it. Beside the format, `context` and `oid` are understood.
 */
export const addressFamilies = monitor<Memory>({
  name: 'addressFamilies',
  rules: ['AF-09', 'AF-17', 'AF-21', 'AF-22', 'AF-24', 'AF-27', 'AF-31'],
  hears: [
    'ProtocolUnbindAdapterEx',
    'ProtocolCmOpenAf',
    ...openCompletions,
    'NdisClDeregisterSap',
    'NdisClCloseAddressFamily',
    'ProtocolCmCloseAf',
    ...completions,
    'ProtocolClCloseAfComplete',
    'ProtocolClNotifyCloseAf',
    'NdisClNotifyCloseAddressFamilyComplete',
    'ProtocolCoOidRequest',
  ],
  open: () => ({ dismantled: new WeakSet(), byRequest: new Map(), waits: new Map() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    const { fn, from, af, args } = frame;
    if (completions.has(fn)) {
      if (af) completed(scene, frame, af, from);
    } else if (openCompletions.has(fn)) {
      if (args.status === 'NDIS_STATUS_SUCCESS' && args['context'] === null) accepted(scene, frame, from);
    } else if (fn === 'NdisClDeregisterSap') {
      deregisters(scene, frame);
    } else if (fn === 'NdisClNotifyCloseAddressFamilyComplete') {
      if (args.status === 'NDIS_STATUS_SUCCESS') keeps(scene, frame, af);
    }
  },
  entered({ state, world }, frame) {
    if (frame.isPrivate) return;
    const { fn, args, to } = frame;
    if (fn === 'ProtocolClCloseAfComplete') {
      for (const wait of state.waits.values()) wait.isOver ||= wait.af === frame.af || wait.af.life === 'closed';
    } else if (fn === 'ProtocolClNotifyCloseAf') {
      frame.af ??= notified(world, frame);
      if (frame.af) state.dismantled.add(frame.af);
    } else if (fn === 'ProtocolUnbindAdapterEx') {
      for (const af of world.afs.values()) if (af.client === to) state.dismantled.add(af);
    } else if (fn === 'ProtocolCoOidRequest' && args['oid'] === 'OID_CO_AF_CLOSE' && to.role === 'client') {
      const af = frame.af ?? onlyAfOf(world, to);
      if (!af) return;
      state.dismantled.add(af);
      if (state.byRequest.size >= mostRequests) {
        for (const one of state.byRequest.keys()) if (one.life !== 'open') state.byRequest.delete(one);
      }
      state.byRequest.set(af, { n: frame.record.n, line: frame.record.line });
    }
  },
  answered(scene, frame) {
    if (frame.isPrivate) return;
    const { fn, outcome, to, af } = frame;
    if (fn === 'ProtocolCmCloseAf') {
      if (af && outcome === 'success') completed(scene, frame, af, to);
      else if (af && outcome === 'failure') refused(scene, frame, af);
    } else if (fn === 'ProtocolCmOpenAf') {
      if (outcome === 'success' && frame.out['context'] === null) accepted(scene, frame, to);
    } else if (fn === 'ProtocolClNotifyCloseAf') {
      handled(scene, frame);
    }
  },
  left({ state }, frame) {
    const { fn, outcome, af } = frame;
    if (fn !== 'NdisClCloseAddressFamily' || outcome !== 'pending' || af?.life !== 'closing' || frame.isPrivate) return;
    const handling = frame.around((one) => one.fn === 'ProtocolClNotifyCloseAf');
    if (handling) state.waits.set(handling, { af, isOver: false });
  },
  owed: ({ state }) =>
    [...state.byRequest]
      .filter(([{ life }]) => life === 'open')
      .map(([{ handle, client }, since]) => ({
        rule: 'AF-27',
        by: client ?? 'ndis',
        message: `${client?.name ?? 'A client'} was asked by OID_CO_AF_CLOSE to close ${handle}, and has not done so`,
        about: [handle],
        since,
      })),
});

// The provider.

/** It lets go of an address family. */
function completed(scene: AfScene, frame: Frame, af: Af, by: Actor): void {
  if (af.life !== 'closing' || frame.isReported) return;
  const vc = callOn(scene.world, af);
  const sap = vc ? undefined : sapOn(scene.world, af);
  if (!vc && !sap) return;
  const what = frame.isIntoNdis ? deed(frame) : `${by.name} returns ${spoken(frame.status)} from ${frame.fn}`;
  const left = vc ? `the call of ${vc.handle} is not over` : `SAP ${sap?.handle ?? ''} is still there`;
  scene.report({ rule: 'AF-31', by, message: `${what} and closes ${af.handle}, where ${left}`, about: [af.handle] });
}

/** It had better wait for the client than refuse. */
function refused(scene: AfScene, frame: Frame, af: Af): void {
  const { world } = scene;
  if (!ownVcOn(world, af) && !callOn(world, af) && !sapOn(world, af)) return;
  const message = `${frame.to.name} refuses to close ${af.handle}, where it could wait until the client has finished`;
  scene.report({ rule: 'AF-17', by: frame.to, message, about: [af.handle] });
}

/** It admits a client, and gives NDIS nothing to know it by. */
function accepted(scene: AfScene, frame: Frame, by: Actor): void {
  const handle = frame.af?.handle ?? frame.args.af;
  scene.report({
    rule: 'AF-09',
    by,
    message: `${by.name} accepts the open of ${handle ?? 'an address family'} in ${frame.fn} with a NULL context`,
    about: typeof handle === 'string' ? [handle] : [],
  });
}

// The client.

/** A SAP goes before the calls do. */
function deregisters(scene: AfScene, frame: Frame): void {
  const { sap, from } = frame;
  const { world, state } = scene;
  const handle = sap?.af ?? (sap?.af === undefined ? world.onlyAf : undefined);
  const af = typeof handle === 'string' ? world.afs.get(handle) : undefined;
  if (!sap || !af || !state.dismantled.has(af)) return;
  const vc = vcsOn(world, af).find(
    ({ call, isCallGuessed }) => call !== 'none' && call !== 'closing' && !isCallGuessed,
  );
  if (!vc) return;
  scene.report({
    rule: 'AF-22',
    by: from,
    message: `${from.name} deregisters ${sap.handle} while it dismantles ${af.handle}, where the call of ${vc.handle} comes first`,
    about: [sap.handle, vc.handle, af.handle],
  });
}

/** A client says that it has closed what is still open. */
function keeps(scene: AfScene, frame: Frame, af: Af | undefined): void {
  if (af?.life !== 'open' || frame.isReported) return;
  const { driver, fn, isIntoNdis } = frame;
  const what = isIntoNdis ? deed(frame) : `${driver.name} returns SUCCESS from ${fn}`;
  const message = `${what} for ${af.handle} and has not closed it`;
  scene.report({ rule: 'AF-21', by: driver, message, about: [af.handle] });
}

/** A client has handled the notification. */
function handled(scene: AfScene, frame: Frame): void {
  const { outcome, isLeaf, af, to } = frame;
  const wait = scene.state.waits.get(frame);
  scene.state.waits.delete(frame);
  if (outcome !== 'success' || isLeaf) return;
  if (!wait?.isOver) {
    keeps(scene, frame, af);
    return;
  }
  scene.report({
    rule: 'AF-24',
    by: to,
    message: `${to.name} has waited in ${frame.fn} until ${wait.af.handle} was closed, where the call manager may close it only afterwards`,
    about: [wait.af.handle],
  });
}

/** The address family of a notification that names none. */
const notified = (world: World, frame: Frame): Af | undefined =>
  frame.around(({ fn }) => fn.endsWith('CmNotifyCloseAddressFamily'))?.af ?? onlyAfOf(world, frame.to);

function onlyAfOf({ afs }: World, client: Actor): Af | undefined {
  const found: Af[] = [];
  for (const af of afs.values()) if (af.client === client || af.client === null) found.push(af);
  return found.length === 1 ? found[0] : undefined;
}

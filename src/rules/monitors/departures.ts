import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Af } from '../things.js';
import { textOf } from '../words.js';
import type { World } from '../world.js';

/** Where something stands, as far as records say. */
interface Place {
  readonly adapter: string | undefined;
  readonly binding: string | undefined;
}

interface Memory {
  /** Address families whose clients have been asked to close. */
  readonly asked: WeakSet<Af>;
  /** Address families of which it has been said that the client, or the provider, has left them behind. */
  readonly leftBehind: Readonly<Record<'client' | 'provider', WeakSet<Af>>>;
  /** Where address families stand, as their clients and their providers call it. */
  readonly places: Readonly<Record<'client' | 'provider', WeakMap<Af, Place>>>;
  /** The bindings, or adapters, that the log has shown each driver take. */
  readonly bindings: Map<Actor, Place[]>;
  /** Clients whose open has failed, and the record that says so. */
  readonly failed: Map<Actor, number>;
  /** Unbindings that are under way, and whether the binding has been closed in them. */
  readonly unbindings: Map<Frame, boolean>;
}
type DepartureScene = Scene<Memory>;

/** More bindings than this no driver has. */
const most = 64;

/**
 * Whoever leaves an adapter leaves nothing open on it: a client closes its address families first, a provider asks its
 * clients to. A client that could not open one should go; that it has asked NDIS no record shows, but where it uses its
 * binding all the same, it has not. Beside the format, `adapter` and `binding` are understood: where a driver has
 * several, only these tell what an address family stands on. `oid` OID_CO_AF_CLOSE asks as well.
 */
export const departures = monitor<Memory>({
  name: 'departures',
  rules: ['AF-20', 'AF-25', 'AF-26'],
  hears: [
    'NdisOpenAdapterEx',
    'NdisCloseAdapterEx',
    'ProtocolUnbindAdapterEx',
    'MiniportInitializeEx',
    'MiniportHaltEx',
    'NdisClOpenAddressFamilyEx',
    'ProtocolCmOpenAf',
    'ProtocolClOpenAfCompleteEx',
    'NdisCmNotifyCloseAddressFamily',
    'NdisMCmNotifyCloseAddressFamily',
    'ProtocolClNotifyCloseAf',
    'NdisCoOidRequest',
    'NdisMCmOidRequest',
  ],
  open: () => ({
    asked: new WeakSet(),
    leftBehind: { client: new WeakSet(), provider: new WeakSet() },
    places: { client: new WeakMap(), provider: new WeakMap() },
    bindings: new Map(),
    failed: new Map(),
    unbindings: new Map(),
  }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    const { fn } = frame;
    if (fn === 'NdisCloseAdapterEx') close(scene, frame);
    else if (fn === 'NdisOpenAdapterEx' || fn === 'MiniportInitializeEx') take(scene.state, frame);
    else if (fn === 'NdisCoOidRequest') stay(scene, frame);
  },
  entered({ state }, frame) {
    if (frame.isPrivate) return;
    const { fn, af, to, args } = frame;
    if (fn === 'ProtocolUnbindAdapterEx') {
      state.failed.delete(to);
      if (!frame.isLeaf) state.unbindings.set(frame, false);
    } else if (fn === 'ProtocolClOpenAfCompleteEx') opened(state, to, args.status, frame);
    else if (af && fn === 'ProtocolCmOpenAf') state.places.provider.set(af, placeIn(frame));
    else if (af && asks(frame)) state.asked.add(af);
  },
  answered(scene, frame) {
    const { fn, outcome, from, to, status } = frame;
    const { state } = scene;
    if (frame.isPrivate) return;
    if (fn === 'NdisClOpenAddressFamilyEx') {
      if (outcome !== 'pending') opened(state, from, status ?? undefined, frame);
    } else if (fn === 'ProtocolUnbindAdapterEx' || fn === 'MiniportHaltEx') {
      const isClosed = state.unbindings.get(frame) === true;
      state.unbindings.delete(frame);
      if (isClosed || outcome === 'pending' || outcome === 'failure') return;
      if (!frame.isLeaf) leave(scene, frame, to);
      letGo(state, frame, to);
    } else if (fn === 'NdisCloseAdapterEx') {
      if (outcome !== 'failure') letGo(state, frame, from);
    } else if (fn === 'NdisOpenAdapterEx' && outcome === 'failure') {
      letGo(state, frame, from);
    }
  },
  left({ state }, frame) {
    const { fn, af } = frame;
    if (fn === 'NdisClOpenAddressFamilyEx' && af && !frame.isPrivate) state.places.client.set(af, placeIn(frame));
  },
});

const asks = ({ fn, args }: Frame): boolean =>
  !fn.endsWith('OidRequest') ? fn.includes('NotifyCloseA') : args['oid'] === 'OID_CO_AF_CLOSE';

// Bindings.

/** Where a record says that it happens, or the one around it. */
function placeIn(frame: Frame): Place {
  const around = frame.around(({ fn }) => fn === 'ProtocolBindAdapterEx' || fn === 'ProtocolUnbindAdapterEx');
  return {
    adapter: textOf(frame.args['adapter'] ?? around?.args['adapter']),
    binding: textOf(frame.args['binding'] ?? frame.out['binding'] ?? around?.args['binding']),
  };
}

/** Whether two places are one; `undefined` where no record says. */
function isSame(one: Place, other: Place): boolean | undefined {
  if (one.binding !== undefined && other.binding !== undefined) return one.binding === other.binding;
  if (one.adapter !== undefined && other.adapter !== undefined) return one.adapter === other.adapter;
  return undefined;
}

function take({ bindings }: Memory, frame: Frame): void {
  const known = bindings.get(frame.driver) ?? [];
  if (known.length < most) bindings.set(frame.driver, [...known, placeIn(frame)]);
}

/** The binding that is meant, or the only one. */
function letGo({ bindings, failed }: Memory, frame: Frame, driver: Actor): void {
  failed.delete(driver);
  const known = bindings.get(driver) ?? [];
  const place = placeIn(frame);
  const named = known.findIndex((one) => isSame(one, place) === true);
  const gone = named >= 0 ? named : known.findIndex((one) => isSame(one, place) === undefined);
  if (gone >= 0) known.splice(gone, 1);
}

/** The binding is closed in the unbinding around, or in one that waits for it on another thread. */
function close(scene: DepartureScene, frame: Frame): void {
  leave(scene, frame, frame.from);
  const { unbindings } = scene.state;
  const around = frame.around(({ fn }) => fn === 'ProtocolUnbindAdapterEx');
  const waiting = [...unbindings].find(([{ to }, isClosed]) => to === frame.from && !isClosed)?.[0];
  const unbinding = around ?? waiting;
  if (unbinding && unbindings.has(unbinding)) unbindings.set(unbinding, true);
}

/** How the open of a client went. */
function opened({ failed }: Memory, client: Actor, status: string | undefined, { record }: Frame): void {
  if (status === undefined || status === 'NDIS_STATUS_PENDING') return;
  if (status === 'NDIS_STATUS_SUCCESS') failed.delete(client);
  else failed.set(client, record.n);
}

/** A client goes on with a binding on which nothing is open. */
function stay(scene: DepartureScene, { fn, from, af, record }: Frame): void {
  const { failed, bindings } = scene.state;
  const since = failed.get(from);
  if (since === undefined || af || (bindings.get(from)?.length ?? 0) > 1) return;
  for (const one of scene.world.afs.values()) if (one.client === from) return;
  failed.delete(from);
  const why = `its open of an address family on that adapter has failed (record ${since}) and it could let go of the binding`;
  scene.report({
    rule: 'AF-26',
    by: from,
    message: `${from.name} calls ${fn}, although ${why}`,
    about: [],
    at: record,
  });
}

// What is left behind.

/** A driver closes its binding, or has let it go. */
function leave(scene: DepartureScene, frame: Frame, driver: Actor): void {
  const side = sideOf(driver, frame);
  if (!side || frame.isReported) return;
  const { state, world } = scene;
  const left = heldBy(world, driver, side).filter(
    (af) =>
      af.life === 'open' &&
      !(side === 'provider' && state.asked.has(af)) &&
      !state.leftBehind[side].has(af) &&
      isThere(scene, frame, driver, side, af),
  );
  if (left.length === 0) return;
  for (const af of left) state.leftBehind[side].add(af);
  const handles = left.map(({ handle }) => handle);
  const what = `${driver.name} gives up an adapter in ${frame.fn} and has not`;
  scene.report({
    rule: side === 'client' ? 'AF-25' : 'AF-20',
    by: driver,
    message: `${what} ${side === 'client' ? 'closed' : 'asked the clients to close'} ${handles.join(', ')}`,
    about: handles,
  });
}

function sideOf({ role }: Actor, { fn }: Frame): 'client' | 'provider' | undefined {
  if (role === 'client') return 'client';
  if (role === 'callManager') return 'provider';
  return role === 'mcm' && fn === 'MiniportHaltEx' ? 'provider' : undefined;
}

/** Address families of a driver: those it is known to hold, and those of nobody known where it is the only one. */
function heldBy({ afs, cast }: World, driver: Actor, side: 'client' | 'provider'): readonly Af[] {
  const isOnlyOne = driver.role !== undefined && cast.all(driver.role).length === 1;
  return [...afs.values()].filter((af) => af[side] === driver || (af[side] === null && isOnlyOne));
}

/**
 * Whether an address family stands on the binding that is given up; a driver with one binding has all on it. Several
 * MCMs are several adapters: a log that does not show the bindings leaves open how many the client has.
 */
function isThere(
  { state: { bindings, places }, world }: DepartureScene,
  frame: Frame,
  driver: Actor,
  side: 'client' | 'provider',
  af: Af,
): boolean {
  const place = places[side].get(af);
  const same = place && isSame(place, placeIn(frame));
  if (same !== undefined) return same;
  const known = bindings.get(driver)?.length ?? 0;
  const isSure = side === 'provider' || (known === 1 && !world.isPartial) || world.cast.all('mcm').length <= 1;
  return known <= 1 && isSure;
}

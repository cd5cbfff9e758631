import type { AnyFunctionName } from '../../protocol/functions.js';
import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import type { Scene } from '../monitor.js';
import { deed, textOf, written } from '../words.js';
import { isSame } from './parameters.js';

/** A binding, or the start of an adapter, under way: where a provider registers its address families. */
export interface Start {
  readonly frame: Frame;
  /** Whether NdisOpenAdapterEx has opened the binding; `undefined` where the log has not shown it. */
  isOpen: boolean | undefined;
  /** What was registered in it before NdisOpenAdapterEx. */
  early: Frame | undefined;
  hasRegistered: boolean;
}

/** What the log has told of a driver's beginnings. */
export interface Party {
  /** The log shows it registering its entry points, or being bound. */
  isShown: boolean;
  readonly starts: Start[];
  /** How many have returned, and whether one has pended: it may go on where no record tells. */
  over: number;
  hasPended: boolean;
  hasRegistered: boolean;
  /** It has registered where it belongs. */
  hasServed: boolean;
  /** What was registered before the log has shown any start. */
  early: Frame | undefined;
}

/** A family that is advertised. */
export interface Advertisement {
  readonly provider: Actor;
  readonly family: string | undefined;
  readonly adapter: string | undefined;
  readonly start: Start | undefined;
  readonly frame: Frame;
  /** The provider has asked its clients to close since: it may register anew. */
  isDismissed: boolean;
}

/** A client with a binding. */
export interface Hearer {
  isBound: boolean;
  adapter: string | undefined;
  /** The families that it was told of; the empty name where a notification does not name one. */
  readonly told: Set<string>;
}

export interface AdvertisingMemory {
  readonly parties: Map<Actor, Party>;
  readonly hearers: Map<Actor, Hearer>;
  readonly advertised: Set<Advertisement>;
  /** The adapter behind each binding. */
  readonly adapters: Map<string, string>;
  /** Opens without a notification, until they return. */
  readonly unasked: Map<Frame, string>;
}
export type AdvertisingScene = Scene<AdvertisingMemory>;

/** More drivers, adapters and families than this no machine has: what goes beyond was left behind. */
const most = 256;

// Starts.

export function start({ state }: AdvertisingScene, frame: Frame): void {
  const party = partyOf(state, frame.to);
  party.isShown = true;
  if (party.starts.length === most) party.starts.shift();
  party.starts.push({ frame, isOpen: undefined, early: undefined, hasRegistered: false });
  if (frame.to.role === 'client') hearerOf(state, frame.to).adapter ??= textOf(frame.args['adapter']);
}

export function started(scene: AdvertisingScene, frame: Frame): void {
  const { state } = scene;
  const { to, outcome, fn } = frame;
  const party = partyOf(state, to);
  const place = party.starts.findIndex((one) => one.frame === frame);
  const [over] = place >= 0 ? party.starts.splice(place, 1) : [];
  party.over += 1;
  if (outcome === 'pending') party.hasPended = true;
  if (to.role === 'client' && outcome === 'success') hearerOf(state, to).isBound = true;
  if (party.early && to.role !== 'client') {
    misplaced(scene, party.early, 'before NDIS has started it on any adapter');
    party.early = undefined;
  }
  const serves = to.role === 'callManager' && fn === 'ProtocolBindAdapterEx' && party.hasServed;
  if (serves && over?.isOpen && !over.hasRegistered && outcome === 'success' && !frame.isLeaf) {
    scene.report({
      rule: 'AF-01',
      by: to,
      message: `${to.name} has opened a binding in ${fn} and registers no address family on it, as it does on others`,
      about: [],
    });
  }
}

export function openBinding(scene: AdvertisingScene, frame: Frame): void {
  const current = partyOf(scene.state, frame.from).starts.at(-1);
  if (!current?.early) return;
  misplaced(scene, current.early, 'before it has opened the binding');
  current.early = undefined;
}

export function bindingOpened(state: AdvertisingMemory, frame: Frame): void {
  const { from, outcome, args, out } = frame;
  const current = partyOf(state, from).starts.at(-1);
  if (current && outcome !== 'pending') current.isOpen = outcome === 'success';
  if (outcome === 'failure') return;
  const adapter = textOf(args['adapter']) ?? textOf(current?.frame.args['adapter']);
  const binding = textOf(args['binding'] ?? out['binding']);
  const isNew = adapter !== undefined && binding !== undefined && state.adapters.size < most;
  if (isNew) state.adapters.set(binding, adapter);
  if (from.role === 'client') {
    const hearer = hearerOf(state, from);
    hearer.isBound = true;
    hearer.adapter ??= adapter;
  }
}

/** A driver leaves an adapter: what it has advertised there is over, and what it was told of. */
export function leave(state: AdvertisingMemory, { driver, args, fn }: Frame): void {
  const binding = textOf(args['binding']);
  const adapter =
    textOf(args['adapter']) ?? (binding === undefined ? undefined : (state.adapters.get(binding) ?? binding));
  if (binding !== undefined && fn === 'NdisCloseAdapterEx') state.adapters.delete(binding);
  for (const one of state.advertised) {
    const isThere = adapter === undefined || one.adapter === undefined || one.adapter === adapter;
    if (one.provider === driver && isThere) state.advertised.delete(one);
  }
  const hearer = state.hearers.get(driver);
  if (hearer && (adapter === undefined || hearer.adapter === undefined || hearer.adapter === adapter)) {
    hearer.isBound = false;
  }
}

// Registrations.

export function register(scene: AdvertisingScene, frame: Frame): void {
  if (frame.isReported) return;
  const party = partyOf(scene.state, frame.from);
  const current = party.starts.at(-1);
  if (current) {
    if (frame.fn === 'NdisMCmRegisterAddressFamilyEx') return;
    if (current.isOpen === false) misplaced(scene, frame, 'although its binding could not be opened');
    else if (current.isOpen === undefined) current.early ??= frame;
  } else if (party.over > 0 && !party.hasPended && !party.hasRegistered) {
    misplaced(scene, frame, 'when its start on the adapter is over');
  } else if (party.over === 0 && party.isShown && !party.hasRegistered) {
    party.early ??= frame;
  }
}

const placeOf = (fn: AnyFunctionName): string =>
  fn === 'NdisCmRegisterAddressFamilyEx' ? 'ProtocolBindAdapterEx' : 'MiniportInitializeEx';

function misplaced(scene: AdvertisingScene, frame: Frame, when: string): void {
  scene.report({
    rule: frame.fn === 'NdisCmRegisterAddressFamilyEx' ? 'AF-01' : 'AF-02',
    by: frame.from,
    message: `${deed(frame)} ${when}, where it belongs into ${placeOf(frame.fn)}`,
    about: [],
    at: frame.record,
  });
}

export function registered(scene: AdvertisingScene, frame: Frame): void {
  const { state } = scene;
  const { from, args } = frame;
  const party = partyOf(state, from);
  const current = party.starts.at(-1);
  party.hasRegistered = true;
  if (current) {
    current.hasRegistered = true;
    party.hasServed = true;
  }
  const binding = textOf(args['binding']);
  const known = binding === undefined ? undefined : (state.adapters.get(binding) ?? binding);
  const advertisement: Advertisement = {
    provider: from,
    family: textOf(args['family']),
    adapter: textOf(args['adapter']) ?? textOf(current?.frame.args['adapter']) ?? known,
    start: current,
    frame,
    isDismissed: false,
  };
  const other = rivalOf(state, advertisement);
  if (other?.provider === from && other.isDismissed) {
    state.advertised.delete(other);
  } else if (other && !(from.role === 'mcm' && other.provider.role === 'callManager') && !frame.isReported) {
    const holder = other.provider === from ? 'it' : other.provider.name;
    scene.report({
      rule: 'AF-03',
      by: from,
      message: `${deed(frame)} for family ${advertisement.family ?? ''}, which ${holder} has registered on that adapter (record ${other.frame.record.n}), and NDIS accepts it`,
      about: [],
      at: frame.record,
    });
    return;
  }
  compareHandlers(scene, frame, advertisement);
  for (const oldest of state.advertised) if (state.advertised.size >= most) state.advertised.delete(oldest);
  state.advertised.add(advertisement);
}

/** A call manager has one set of entry points for all its families on a binding. */
function compareHandlers({ state, report }: AdvertisingScene, frame: Frame, own: Advertisement): void {
  const { from, args } = frame;
  if (from.role === 'mcm') return;
  for (const one of state.advertised) {
    if (one.provider !== from || one.isDismissed || !isBeside(one, own)) continue;
    if (isSameSet(one.frame.args['handlers'], args['handlers'])) continue;
    report({
      rule: 'AF-30',
      by: from,
      message: `${deed(frame)} for family ${own.family ?? ''} with other handlers than for family ${one.family ?? ''} on the same binding (record ${one.frame.record.n})`,
      about: [],
      at: frame.record,
    });
    return;
  }
}

/** Whether two registrations are known to be on one binding. */
const isBeside = (one: Advertisement, { adapter, start: current }: Advertisement): boolean =>
  adapter !== undefined && one.adapter !== undefined
    ? adapter === one.adapter
    : current !== undefined && one.start === current;

/** Whether records carry the same handlers, as far as both carry any; in a list their order says nothing. */
const isSameSet = (one: unknown, other: unknown): boolean =>
  isMissing(one) || isMissing(other) || isSame(sorted(one), sorted(other));
const isMissing = (value: unknown): boolean => value === undefined || value === null;
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(written).sort() : value);

/** Another registration of the same family on the same adapter, as far as records tell. */
function rivalOf(
  { advertised }: AdvertisingMemory,
  { family, adapter, start: current }: Advertisement,
): Advertisement | undefined {
  if (family === undefined) return undefined;
  for (const one of advertised) {
    if (one.family !== family) continue;
    if (adapter !== undefined ? one.adapter === adapter : current !== undefined && one.start === current) return one;
  }
  return undefined;
}

// Who and what.

export function partyOf({ parties }: AdvertisingMemory, actor: Actor): Party {
  const known = parties.get(actor);
  if (known) return known;
  const party: Party = {
    isShown: false,
    starts: [],
    over: 0,
    hasPended: false,
    hasRegistered: false,
    hasServed: false,
    early: undefined,
  };
  parties.set(actor, party);
  return party;
}

export function hearerOf({ hearers }: AdvertisingMemory, actor: Actor): Hearer {
  const known = hearers.get(actor);
  if (known) return known;
  const hearer: Hearer = { isBound: false, adapter: undefined, told: new Set() };
  hearers.set(actor, hearer);
  return hearer;
}

import type { AnyFunctionName } from '../../protocol/functions.js';
import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Sap, Vc } from '../things.js';
import { deed, spoken, textOf } from '../words.js';

interface Memory {
  /** What each SAP stands for, where records say. */
  readonly addresses: WeakMap<Sap, string>;
  /** The SAP on which the call of a VC has arrived. */
  readonly arrivals: WeakMap<Vc, Sap>;
  /** Deregistrations that have been found fault with. */
  readonly blamed: WeakSet<Frame>;
}
type SapScene = Scene<Memory>;

const completions: ReadonlySet<AnyFunctionName> = new Set(['NdisCmRegisterSapComplete', 'NdisMCmRegisterSapComplete']);
const offers: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCmDispatchIncomingCall',
  'NdisMCmDispatchIncomingCall',
  'ProtocolClIncomingCall',
]);
const teardowns: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCmDispatchIncomingCloseCall',
  'NdisMCmDispatchIncomingCloseCall',
  'NdisCmDeactivateVc',
  'NdisMCmDeactivateVc',
  'NdisCoDeleteVc',
  'NdisMCmDeleteVc',
]);

/**
 * What a provider does with SAPs: it gives one address to one client, knows each by a context, and leaves the calls
 * alone that have arrived on it. Beside the format, `context` and the address of a SAP (`address`, or `name`) are
 * understood.
 */
export const saps = monitor<Memory>({
  name: 'saps',
  rules: ['SAP-02', 'SAP-04', 'SAP-13'],
  hears: ['NdisClRegisterSap', 'ProtocolCmRegisterSap', ...completions, ...offers, ...teardowns],
  open: () => ({ addresses: new WeakMap(), arrivals: new WeakMap(), blamed: new WeakSet() }),
  called(scene, frame) {
    if (frame.isPrivate) return;
    const { fn, from, args, sap, vc } = frame;
    if (teardowns.has(fn)) {
      tearDown(scene, frame);
    } else if (offers.has(fn)) {
      if (sap && vc) scene.state.arrivals.set(vc, sap);
    } else if (fn === 'ProtocolCmRegisterSap') {
      const address = addressIn(frame);
      if (sap && address !== undefined) scene.state.addresses.set(sap, address);
    } else if (completions.has(fn) && args.status === 'NDIS_STATUS_SUCCESS' && sap?.life === 'registering') {
      registered(scene, frame, sap, from, args['context']);
    }
  },
  answered(scene, frame) {
    if (frame.isPrivate || frame.fn !== 'ProtocolCmRegisterSap' || frame.outcome !== 'success' || !frame.sap) return;
    registered(scene, frame, frame.sap, frame.to, frame.out['context']);
  },
});

/** The address of a SAP, as the callback says it, or the call around it. */
function addressIn(frame: Frame): string | undefined {
  const around = frame.around(({ fn }) => fn === 'NdisClRegisterSap');
  const { args } = frame;
  return textOf(args['address'] ?? args['name'] ?? around?.args['address'] ?? around?.args['name']);
}

/** A provider accepts a SAP. */
function registered(scene: SapScene, frame: Frame, sap: Sap, by: Actor, context: unknown): void {
  const what = frame.isIntoNdis ? deed(frame) : `${by.name} returns ${spoken(frame.status)} from ${frame.fn}`;
  const about = [sap.handle];
  if (context === null) {
    scene.report({ rule: 'SAP-04', by, message: `${what} for ${sap.handle} with a NULL context`, about });
  }
  const other = holderOf(scene, sap);
  if (!other || frame.isReported) return;
  const holder = other.client ? other.client.name : 'another client';
  const message = `${what} for ${sap.handle}, the address of which ${holder} holds already as ${other.handle}`;
  scene.report({ rule: 'SAP-02', by, message, about: [sap.handle, other.handle] });
}

/** A SAP of another client with the same address. */
function holderOf({ state, world }: SapScene, sap: Sap): Sap | undefined {
  const address = state.addresses.get(sap);
  if (address === undefined) return undefined;
  const provider = providerOf(world.afs, sap);
  for (const other of world.saps.values()) {
    if (other === sap || other.life !== 'registered' || state.addresses.get(other) !== address) continue;
    const isOther = other.client && sap.client ? other.client !== sap.client : other.af !== sap.af;
    if (isOther && providerOf(world.afs, other) === provider) return other;
  }
  return undefined;
}

const providerOf = (afs: SapScene['world']['afs'], { af }: Sap): Actor | null =>
  (typeof af === 'string' ? afs.get(af)?.provider : undefined) ?? null;

/** A provider ends a call while it deregisters the SAP on which it has arrived. */
function tearDown(scene: SapScene, frame: Frame): void {
  const { outer, vc, from } = frame;
  if (outer?.fn !== 'ProtocolCmDeregisterSap' || outer.to !== from || !vc || frame.isReported) return;
  const { arrivals, blamed } = scene.state;
  const arrivedOn = arrivals.get(vc);
  const isOthers = vc.client !== null && outer.sap?.client !== undefined && outer.sap.client !== vc.client;
  const isOnIt = arrivedOn ? arrivedOn === outer.sap : vc.creator === from && vc.call !== 'none' && !isOthers;
  // A call that is over by itself is dismantled at any time.
  if (!isOnIt || vc.call === 'closing' || vc.call === 'hungUp' || blamed.has(outer)) return;
  blamed.add(outer);
  scene.report({
    rule: 'SAP-13',
    by: from,
    message: `${deed(frame)} on ${vc.handle} while it deregisters ${outer.sap?.handle ?? 'the SAP'}, which the call has arrived on and need not outlive`,
    about: [vc.handle, ...(outer.sap ? [outer.sap.handle] : [])],
  });
}

import type { LogArgs } from '../../protocol/log.js';
import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Scene } from '../monitor.js';
import type { Moment } from '../things.js';
import { deed, textOf } from '../words.js';

/** A network that is down. */
interface Outage {
  /** The record that has told of it. */
  readonly since: Moment;
  /** Who has noticed it, and for which of its adapters, where the log says so. */
  readonly miniport: Actor | undefined;
  readonly adapter: string | undefined;
}

interface Outages {
  /** Of each driver, what it knows. */
  readonly known: Map<Actor, Outage>;
  /** How many adapters of each miniport are initialized, as far as the log shows it. */
  readonly running: Map<Actor, number>;
}

type OutageScene = Scene<Outages>;

/**
 * A call that ends because the network is down is not ended with NDIS_STATUS_SUCCESS. The network is down from a
 * NDIS_STATUS_MEDIA_DISCONNECT about the whole adapter (or NDIS_STATUS_LINK_STATE whose `connectState` says so) that the
 * call manager has been told of, or that the MCM has indicated itself, until anything shows that it is up again: a status
 * that says so, a received list, or a call that comes about. Where it is open which adapter a VC is on, nothing is said.
 */
export const outages = monitor<Outages>({
  name: 'outages',
  rules: ['CALL-RCLOSE-02'],
  hears: [
    'NdisMCoIndicateStatusEx',
    'ProtocolCoStatusEx',
    'NdisMCoIndicateReceiveNetBufferLists',
    'MiniportInitializeEx',
    'MiniportHaltEx',
    'NdisCmDispatchIncomingCall',
    'NdisMCmDispatchIncomingCall',
    'NdisCmDispatchCallConnected',
    'NdisMCmDispatchCallConnected',
    'NdisCmMakeCallComplete',
    'NdisMCmMakeCallComplete',
    'NdisCmDispatchIncomingCloseCall',
    'NdisMCmDispatchIncomingCloseCall',
  ],
  open: () => ({ known: new Map(), running: new Map() }),
  called(scene, frame) {
    const { known, running } = scene.state;
    const { from, to, args } = frame;
    if (frame.isPrivate) return;
    switch (frame.fn) {
      case 'NdisMCoIndicateStatusEx':
        if (from.role === 'mcm') learn(scene.state, from, frame, frame);
        else if (linkIn(args) === 'up') restore(known, from);
        break;
      case 'ProtocolCoStatusEx':
        learn(scene.state, to, frame, sourceOf(frame));
        break;
      case 'NdisMCoIndicateReceiveNetBufferLists':
        if (known.size > 0) restore(known, from);
        break;
      case 'MiniportInitializeEx':
        running.set(to, (running.get(to) ?? 0) + 1);
        break;
      case 'MiniportHaltEx':
        running.set(to, Math.max(0, (running.get(to) ?? 0) - 1));
        break;
      case 'NdisCmDispatchIncomingCloseCall':
      case 'NdisMCmDispatchIncomingCloseCall':
        judge(scene, frame);
        break;
      default:
        if (args.status === undefined || args.status === 'NDIS_STATUS_SUCCESS') known.delete(from);
    }
  },
});

const connected: ReadonlySet<unknown> = new Set(['NDIS_STATUS_MEDIA_CONNECT', '0x4001000B']);
const disconnected: ReadonlySet<unknown> = new Set(['NDIS_STATUS_MEDIA_DISCONNECT', '0x4001000C']);
const linkStates: ReadonlySet<unknown> = new Set(['NDIS_STATUS_LINK_STATE', '0x40010017']);
/** MediaConnectStateDisconnected, by its name and its number. */
const down: ReadonlySet<unknown> = new Set(['MediaConnectStateDisconnected', 'Disconnected', 'disconnected', 2]);

/** What a status says about the link of an adapter, if anything. */
function linkIn({ status, ...args }: LogArgs): 'up' | 'down' | undefined {
  if (disconnected.has(status)) return 'down';
  if (linkStates.has(status)) return down.has(args['connectState']) ? 'down' : 'up';
  return connected.has(status) ? 'up' : undefined;
}

/** The indication that NDIS hands on. */
const sourceOf = ({ outer }: Frame): Frame | undefined => (outer?.fn === 'NdisMCoIndicateStatusEx' ? outer : undefined);

/** A driver hears how its network is, or says so itself. */
function learn({ known }: Outages, driver: Actor, frame: Frame, source: Frame | undefined): void {
  const args = { ...source?.args, ...frame.args };
  const link = linkIn(args);
  if (link === 'up') known.delete(driver);
  if (link !== 'down' || typeof args.vc === 'string') return;
  const { n, line } = frame.record;
  known.set(driver, { since: { n, line, fn: frame.fn }, miniport: source?.from, adapter: textOf(args['adapter']) });
}

/** The network of a miniport is up, or may be. */
function restore(known: Map<Actor, Outage>, miniport: Actor): void {
  for (const [driver, outage] of known) {
    if (outage.miniport === undefined || outage.miniport === miniport) known.delete(driver);
  }
}

function judge(scene: OutageScene, frame: Frame): void {
  const { vc, from, args } = frame;
  const outage = scene.state.known.get(from);
  if (!outage || !vc || vc.call === 'none' || args.status !== 'NDIS_STATUS_SUCCESS') return;
  if (!isThere(scene, frame, outage) || frame.around(isReceive)) return;
  scene.report({
    rule: 'CALL-RCLOSE-02',
    by: from,
    message: `${deed(frame)} with SUCCESS on ${vc.handle} while the network is down (record ${outage.since.n}): a call that ends for network trouble ends with another status`,
    about: [vc.handle],
  });
}

/** What the peer has sent may have told of the end of the call. */
const isReceive = ({ fn }: Frame): boolean =>
  fn === 'ProtocolCoReceiveNetBufferLists' || fn === 'NdisMCoIndicateReceiveNetBufferLists';

/** Whether the VC is on the adapter whose network is down, for all that the log tells. */
function isThere({ world, state }: OutageScene, { vc, from, args }: Frame, outage: Outage): boolean {
  const miniport = from.role === 'mcm' ? from : (vc?.miniport ?? undefined);
  const isOnly = [...world.cast.all('miniport'), ...world.cast.all('mcm')].length <= 1;
  if (!isOnly && (miniport === undefined || miniport !== outage.miniport)) return false;
  const isSeveral = [...state.running.values()].some((count) => count > 1);
  return !isSeveral || (outage.adapter !== undefined && args['adapter'] === outage.adapter);
}

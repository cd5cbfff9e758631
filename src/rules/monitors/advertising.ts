import type { AnyFunctionName } from '../../protocol/functions.js';
import type { RuleId } from '../../protocol/rules.js';
import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Owed } from '../monitor.js';
import { deed, textOf } from '../words.js';
import * as book from './advertisements.js';
import type { Advertisement, AdvertisingMemory, AdvertisingScene } from './advertisements.js';

const registrations: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCmRegisterAddressFamilyEx',
  'NdisMCmRegisterAddressFamilyEx',
]);

/**
 * How an address family becomes known: its provider registers it where it starts, once on an adapter; the clients on
 * that adapter are told when the provider is ready; and only who was told opens it. A log that shows nothing of these
 * beginnings says nothing about them. Beside the format, `family` (the specification), `adapter` and `binding` are
 * understood: families are told apart, and registrations on different adapters, only where records carry them. So are
 * the entry points of a call manager (`handlers` of a registration: any value, compared and not interpreted).
 */
export const advertising = monitor<AdvertisingMemory>({
  name: 'advertising',
  rules: ['AF-01', 'AF-02', 'AF-03', 'AF-04', 'AF-06', 'AF-07', 'AF-30'],
  hears: [
    'NdisSetOptionalHandlers',
    'ProtocolBindAdapterEx',
    'MiniportInitializeEx',
    'NdisOpenAdapterEx',
    'NdisCloseAdapterEx',
    'ProtocolUnbindAdapterEx',
    'MiniportHaltEx',
    ...registrations,
    'NdisCmNotifyCloseAddressFamily',
    'NdisMCmNotifyCloseAddressFamily',
    'ProtocolCoAfRegisterNotify',
    'NdisClOpenAddressFamilyEx',
    'ProtocolCmOpenAf',
  ],
  open: () => ({
    parties: new Map(),
    hearers: new Map(),
    advertised: new Set(),
    adapters: new Map(),
    unasked: new Map(),
  }),
  called(scene, frame) {
    const { state } = scene;
    if (frame.isPrivate) return;
    switch (frame.fn) {
      case 'NdisSetOptionalHandlers':
        book.partyOf(state, frame.from).isShown = true;
        break;
      case 'ProtocolBindAdapterEx':
      case 'MiniportInitializeEx':
        book.start(scene, frame);
        break;
      case 'NdisOpenAdapterEx':
        book.openBinding(scene, frame);
        break;
      case 'NdisCmRegisterAddressFamilyEx':
      case 'NdisMCmRegisterAddressFamilyEx':
        book.register(scene, frame);
        break;
      case 'ProtocolCoAfRegisterNotify':
        notify(scene, frame);
        break;
      case 'NdisClOpenAddressFamilyEx':
        openFamily(scene, frame);
        break;
      case 'ProtocolCmOpenAf':
        admit(scene, frame);
        break;
      case 'NdisCmNotifyCloseAddressFamily':
      case 'NdisMCmNotifyCloseAddressFamily':
        for (const one of state.advertised) if (one.provider === frame.from) one.isDismissed = true;
        break;
      default:
        book.leave(state, frame);
    }
  },
  answered(scene, frame) {
    if (frame.isPrivate) return;
    const { state } = scene;
    switch (frame.fn) {
      case 'ProtocolBindAdapterEx':
      case 'MiniportInitializeEx':
        book.started(scene, frame);
        break;
      case 'NdisOpenAdapterEx':
        book.bindingOpened(state, frame);
        break;
      case 'NdisCmRegisterAddressFamilyEx':
      case 'NdisMCmRegisterAddressFamilyEx':
        if (frame.outcome === 'success') book.registered(scene, frame);
        break;
      case 'NdisClOpenAddressFamilyEx': {
        const why = state.unasked.get(frame);
        state.unasked.delete(frame);
        if (why !== undefined && frame.outcome !== 'failure') unasked(scene, frame, why);
        break;
      }
      default:
    }
  },
  owed: ({ world, state }) => untold(state, world.cast.shows('client')),
});

/** A call manager has to give way to the MCM of the adapter. */
function admit(scene: AdvertisingScene, frame: Frame): void {
  if (frame.to.role !== 'callManager' || scene.state.advertised.size < 2) return;
  const opening = frame.around(({ fn }) => fn === 'NdisClOpenAddressFamilyEx');
  const family = textOf(frame.args['family'] ?? opening?.args['family']);
  const own = [...scene.state.advertised].filter(
    (one) => one.provider === frame.to && (family === undefined || one.family === family),
  );
  const mcm = own.map((one) => mcmBeside(scene.state, one)).find((one) => one !== undefined);
  if (!mcm || own.length !== 1) return;
  scene.report({
    rule: 'AF-04',
    by: 'ndis',
    message: `${deed(frame)} for a family that ${mcm.provider.name}, the MCM of that adapter, has registered itself`,
    about: frame.af ? [frame.af.handle] : [],
  });
}

const mcmBeside = ({ advertised }: AdvertisingMemory, own: Advertisement): Advertisement | undefined =>
  [...advertised].find(
    ({ provider, family, adapter }) =>
      provider.role === 'mcm' && family === own.family && family !== undefined && adapter === own.adapter,
  );

// Notifications and opens.

function notify(scene: AdvertisingScene, frame: Frame): void {
  const family = textOf(frame.args['family']);
  const { state } = scene;
  if (frame.to.role === 'client') book.hearerOf(state, frame.to).told.add(family ?? '');
  const meant = [...state.advertised].filter((one) => family === undefined || (one.family ?? family) === family);
  const isReady = meant.some(
    ({ start: place, provider }) => !place || !book.partyOf(state, provider).starts.includes(place),
  );
  const inside = frame.around(({ fn, to }) => startsProvider(fn, to));
  const provider = inside?.to ?? meant[0]?.provider;
  if (!provider || isReady) return;
  scene.report({
    rule: 'AF-06',
    by: 'ndis',
    message: `${deed(frame)} while ${provider.name} is still starting, whose address family it is`,
    about: [],
  });
}

const startsProvider = (fn: AnyFunctionName, { role }: Actor): boolean =>
  fn === 'MiniportInitializeEx' || (fn === 'ProtocolBindAdapterEx' && role === 'callManager');

function openFamily(scene: AdvertisingScene, frame: Frame): void {
  if (frame.from.role !== 'client') return;
  const { state } = scene;
  const family = textOf(frame.args['family']);
  const told = state.hearers.get(frame.from)?.told;
  if (told && told.size > 0) {
    const isMeant = family === undefined || told.has('') || told.has(family);
    if (!isMeant) state.unasked.set(frame, `with family ${family}, of which NDIS has not told it`);
    return;
  }
  const isShown = state.parties.get(frame.from)?.isShown ?? false;
  const isAdvertised = [...state.advertised].some((one) => family === undefined || (one.family ?? family) === family);
  if (isShown || isAdvertised) state.unasked.set(frame, 'before NDIS has told it of any address family');
}

function unasked(scene: AdvertisingScene, frame: Frame, why: string): void {
  if (frame.isReported) return;
  const rule: RuleId = 'AF-07';
  scene.report({ rule, by: frame.from, message: `${deed(frame)} ${why}`, about: [], at: frame.record });
}

/** Clients with a binding that have not been told of what is advertised there. */
function untold({ hearers, advertised, parties }: AdvertisingMemory, hasClients: boolean): readonly Owed[] {
  if (!hasClients || advertised.size === 0) return [];
  const places = new Set([...advertised].map(({ adapter }) => adapter));
  const found: Owed[] = [];
  for (const [client, { isBound, adapter: own, told }] of hearers) {
    if (!isBound) continue;
    for (const { provider, family, adapter, start: place, frame } of advertised) {
      const isSame = own !== undefined && adapter !== undefined ? own === adapter : places.size === 1;
      const isReady = !place || !parties.get(provider)?.starts.includes(place);
      if (!isSame || !isReady || told.has('') || (family === undefined ? told.size > 0 : told.has(family))) continue;
      found.push({
        rule: 'AF-06',
        by: 'ndis',
        message: `NDIS has not told ${client.name} of the address family that ${provider.name} has registered on its adapter`,
        about: [],
        since: frame.record,
      });
    }
  }
  return found;
}

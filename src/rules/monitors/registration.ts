import { functions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { Role } from '../../protocol/roles.js';
import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { monitor } from '../monitor.js';
import type { Finding, Scene } from '../monitor.js';
import { deed, written } from '../words.js';

/** A structure of entry points that NdisSetOptionalHandlers takes. */
type Structure = 'PROTOCOL_CO' | 'CO_CLIENT' | 'CO_CALL_MANAGER' | 'MINIPORT_CO';
const structures: readonly Structure[] = ['PROTOCOL_CO', 'CO_CLIENT', 'CO_CALL_MANAGER', 'MINIPORT_CO'];

/** What the log has told of a driver's registration. */
interface Register {
  /** What it has used before the log showed any registration. */
  first: Finding | undefined;
  /** The log shows it registering. */
  isShown: boolean;
  readonly given: Set<Structure>;
  /** It has registered something that the log does not name. */
  isVague: boolean;
  /** What it lacks and has been told of: one finding for each is enough. */
  readonly told: Set<Structure | 'everything'>;
}
type RegistrationScene = Scene<Map<Actor, Register>>;

/** Shared by all protocols, whatever their part. */
const ofProtocol: ReadonlySet<AnyFunctionName> = new Set([
  'ProtocolCoAfRegisterNotify',
  'ProtocolCoStatusEx',
  'ProtocolCoReceiveNetBufferLists',
  'ProtocolCoSendNetBufferListsComplete',
]);
const names = Object.keys(functions) as readonly AnyFunctionName[];
const ofClient = new Set(names.filter((fn) => /^(NdisCl|ProtocolCl)/.test(fn)));
const ofCallManager = new Set(names.filter((fn) => /^(NdisM?Cm|ProtocolCm)/.test(fn)));
const ofMiniport = new Set(names.filter((fn) => /^(MiniportCo|NdisMCo)/.test(fn)));
const ofRole: Readonly<Partial<Record<Role, Structure>>> = {
  client: 'CO_CLIENT',
  callManager: 'CO_CALL_MANAGER',
  mcm: 'CO_CALL_MANAGER',
  miniport: 'MINIPORT_CO',
};

/** Where a driver may begin anew: what it did before says nothing about the next time. */
const ends: ReadonlySet<AnyFunctionName> = new Set(['ProtocolUnbindAdapterEx', 'MiniportHaltEx', 'NdisCloseAdapterEx']);

/**
 * Entry points are registered before they are used, and by every driver those of its kind. Only a log that shows a
 * NdisSetOptionalHandlers of the driver says anything about this. Beside the format, `handlers` is understood: the
 * structure that is registered, or several (PROTOCOL_CO, CO_CLIENT, CO_CALL_MANAGER, MINIPORT_CO; the names of the
 * structures in ndis.h hold these). Without it, the call registers whatever the driver needs.
 */
export const registration = monitor<Map<Actor, Register>>({
  name: 'registration',
  rules: ['REG-01', 'REG-02'],
  hears: {
    called: [...names.filter((fn) => !fn.includes('NetBufferLists')), 'NdisSetOptionalHandlers', ...ends],
    answered: ['NdisSetOptionalHandlers'],
  },
  open: () => new Map(),
  called(scene, frame) {
    const { fn, driver } = frame;
    if (frame.isPrivate) return;
    const register = registerOf(scene.state, driver);
    if (fn === 'NdisSetOptionalHandlers') {
      if (!register.isShown && register.first) scene.report(register.first);
      register.isShown = true;
      register.first = undefined;
    } else if (ends.has(fn)) {
      register.first = undefined;
    } else if (register.isShown) {
      if (!scene.world.isPartial) use(scene, frame, register);
    } else {
      register.first ??= tooEarly(frame, 'before it registers any entry points');
    }
  },
  answered({ state }, { from, args, outcome }) {
    if (outcome !== 'success') return;
    const register = registerOf(state, from);
    const text = args['handlers'] === undefined ? '' : written(args['handlers']);
    const named = structures.filter((structure) => text.includes(structure));
    for (const structure of named) register.given.add(structure);
    if (named.length === 0) register.isVague = true;
  },
});

function registerOf(state: Map<Actor, Register>, driver: Actor): Register {
  const known = state.get(driver);
  if (known) return known;
  const register: Register = { first: undefined, isShown: false, given: new Set(), isVague: false, told: new Set() };
  state.set(driver, register);
  return register;
}

/** A driver that the log shows registering uses CoNDIS. */
function use(scene: RegistrationScene, frame: Frame, { given, isVague, told }: Register): void {
  if (isVague || frame.isReported) return;
  if (given.size === 0) {
    if (told.has('everything')) return;
    told.add('everything');
    scene.report(tooEarly(frame, 'before it has registered any entry points'));
    return;
  }
  const needed = structureFor(frame);
  if (needed === undefined || given.has(needed) || told.has(needed)) return;
  told.add(needed);
  scene.report({ ...tooEarly(frame, `and has not registered ${needed} handlers`), rule: 'REG-02' });
}

/** The structure in which a function stands, or that whoever calls it must have registered. */
function structureFor({ fn, driver }: Frame): Structure | undefined {
  if (ofMiniport.has(fn)) return 'MINIPORT_CO';
  if (ofClient.has(fn)) return 'CO_CLIENT';
  if (ofCallManager.has(fn)) return 'CO_CALL_MANAGER';
  if (ofProtocol.has(fn)) return driver.role === 'client' || driver.role === 'callManager' ? 'PROTOCOL_CO' : undefined;
  return driver.role && ofRole[driver.role];
}

function tooEarly(frame: Frame, why: string): Finding {
  const { driver, from, fn, record } = frame;
  const what = from === driver ? deed(frame) : `${driver.name} is called by NDIS at ${fn}`;
  return { rule: 'REG-01', by: driver, message: `${what} ${why}`, about: [], at: record };
}

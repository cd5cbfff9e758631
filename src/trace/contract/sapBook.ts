import type { SapLife } from '../../protocol/lives.js';
import { sapFates, sapMachine } from '../../../machines/ndis/index.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { LogAssume } from '../../protocol/log.js';
import { deed, Sap } from '../../rules/index.js';
import type { Actor, Frame, Scene, World } from '../../rules/index.js';
import { ObjectContract } from './objectContract.js';
import type { Counts } from './objectContract.js';
import type { Objection } from './afBook.js';

export type SapEventType = keyof typeof sapFates;

/** What the contract remembers beside the SAPs themselves. */
export interface SapMemory {
  /** Calls that NDIS, or a provider, has to refuse, until they return. */
  readonly refusable: Map<Frame, Objection>;
}
export type SapScene = Scene<SapMemory>;

/** The `sap` machine, asked by look-up. */
export const sapMachineTable = new ObjectContract<SapLife, SapEventType, object>({
  machine: sapMachine,
  fates: sapFates,
  lives: ['registered', 'deregistering', 'registering'],
  uncounted: {},
});

/** Nothing is counted on a SAP. */
export const uncounted: Counts<object> = { code: 0, context: {} };

/** A registration has got its handle. */
export function begin({ world }: SapScene, sap: Sap, frame: Frame, client: Actor | null): void {
  sapMachineTable.place(sap, 'registering');
  sap.client = client;
  sap.af = frame.args.af;
  if (typeof sap.af === 'string') world.afs.get(sap.af)?.saps.add(sap.handle);
  world.dead.sap.raise(sap.handle);
  sap.note({ n: frame.record.n, line: frame.record.line, fn: frame.fn });
}

/** The provider is asked to register a SAP: of the call around it, or of one that has no handle yet. */
export function asked(scene: SapScene, sap: Sap, frame: Frame): void {
  const { unnamedSaps: unnamed } = scene.world;
  const outer = frame.around((one) => one.fn === 'NdisClRegisterSap' && (one.sap ?? sap) === sap);
  const registration = outer ?? unnamed.values().next().value;
  if (registration?.sap === sap && sap.life === 'registering') return;
  if (registration) {
    unnamed.delete(registration);
    registration.sap = sap;
  }
  begin(scene, sap, registration ?? frame, registration?.from ?? null);
  if (sap.af === undefined && frame.args.af !== undefined) belong(scene.world, sap, frame.args.af);
}

/** A record that names both says where a SAP belongs. */
export function belong(world: World, sap: Sap, af: string | null): void {
  sap.af = af;
  if (af !== null) world.afs.get(af)?.saps.add(sap.handle);
}

/** The handle that a completion is the first to name must be that of a registration under way. */
export function claim(scene: SapScene, sap: Sap, frame: Frame): boolean {
  const { world } = scene;
  const registration = firstUnnamed(world, frame.isIntoNdis ? undefined : frame.to);
  if (registration) world.unnamedSaps.delete(registration);
  if (registration || world.isPartial || !frame.isIntoNdis) {
    begin(scene, sap, registration ?? frame, registration?.from ?? (frame.isIntoNdis ? null : frame.to));
    return true;
  }
  const end = world.dead.sap.fateOf(sap.handle);
  world.saps.delete(sap.handle);
  if (!frame.isReported) {
    scene.report({
      rule: end === undefined ? 'CTX-06' : 'SAP-03',
      by: frame.from,
      message: `${deed(frame)} with ${sap.handle}, a SAP that ${
        end === undefined ? 'nobody has handed out' : `is no more: ${end}`
      }`,
      about: [sap.handle],
    });
  }
  return false;
}

/** A client's registration that has no handle yet. */
export function firstUnnamed({ unnamedSaps }: World, client: Actor | undefined): Frame | undefined {
  for (const registration of unnamedSaps) if (client === undefined || registration.from === client) return registration;
  return undefined;
}

/** The handle is dead for everybody. */
export function bury({ world }: SapScene, sap: Sap, frame: Frame, what: string, rule?: 'SAP-06'): void {
  sapMachineTable.place(sap, 'none');
  if (world.saps.get(sap.handle) !== sap) return;
  world.saps.delete(sap.handle);
  if (typeof sap.af === 'string') world.afs.get(sap.af)?.saps.delete(sap.handle);
  world.dead.sap.bury(sap.handle, `${what} in record ${frame.returned?.n ?? frame.record.n}`, rule);
}

/** Takes a SAP of which no record has told as it comes. */
export function guess(sap: Sap, life: SapLife): void {
  sapMachineTable.place(sap, life);
  sap.isGuessed = true;
}

/** What was there before. */
export function assume({ world }: SapScene, { handle, state = 'registered', args }: LogAssume): void {
  const sap = new Sap(handle);
  const { client, af } = args;
  if (typeof client === 'string') sap.client = world.cast.named(client, 'NdisClDeregisterSap', 'caller');
  if (typeof af === 'string') belong(world, sap, af);
  sap.client ??= typeof af === 'string' ? (world.afs.get(af)?.client ?? null) : null;
  sapMachineTable.place(sap, state as SapLife);
  world.saps.set(handle, sap);
  world.dead.sap.raise(handle);
}

/** Without a handle they are about whichever SAP of that driver it must be. */
const nameless: Readonly<Partial<Record<AnyFunctionName, SapLife>>> = {
  ProtocolClRegisterSapComplete: 'registering',
  ProtocolCmDeregisterSap: 'registered',
  ProtocolClDeregisterSapComplete: 'deregistering',
};

/** The SAP of a callback that does not name it. */
export function subjectOf({ world }: SapScene, frame: Frame): Sap | undefined {
  const { fn, to, args } = frame;
  const life = nameless[fn];
  if (life === undefined || typeof args.sap === 'string') return undefined;
  const cause = fn === 'ProtocolCmDeregisterSap' ? frame.around((one) => one.fn === 'NdisClDeregisterSap') : undefined;
  if (cause?.sap) return cause.sap;
  const found: Sap[] = [];
  for (const sap of world.saps.values()) {
    if (sap.life === life && (to.role !== 'client' || sap.client === to || sap.client === null)) found.push(sap);
  }
  return found.length === 1 || life === 'registering' ? found[0] : undefined;
}

import { factOf } from '../../protocol/functions.js';
import type { DriverRole, Topology } from '../../protocol/roles.js';
import { completionRules } from '../completionRules.js';
import type { Actor } from '../cast.js';
import type { Owed } from '../monitor.js';
import type { World } from '../world.js';
import { completionOf, operationKinds } from './operationTable.js';
import type { Operation, OperationBooks, Slot } from './operations.js';

/** Every completion that has to come, in the order in which it was promised. */
export function debts(world: World, books: OperationBooks): readonly Owed[] {
  const found: Owed[] = [];
  for (const kind of operationKinds) {
    for (const [key, slot] of books[kind].busy) found.push(...debtsOf(world, slot, key));
  }
  return found.sort((a, b) => a.since.n - b.since.n);
}

/**
 * What is owed about one object. NDIS owes a callback only when the driver below has done its part: that one's debt
 * stands for both.
 */
export function debtsOf(world: World, { above, below }: Slot, key: string): readonly Owed[] {
  const fromDriver = below.filter((operation) => isOwed(world, operation, above[0], key));
  const fromNdis = above.filter((operation) => isOwed(world, operation, undefined, key)).slice(fromDriver.length);
  return [...fromDriver, ...fromNdis].map((operation) => debt(world, operation, key));
}

/**
 * What the log only says to have been under way is owed by a driver that the log shows; where it shows neither of the
 * two, by the one below, if somebody is there to see that it goes on.
 */
function isOwed(
  world: World,
  { progress, isWaived, driver, fn }: Operation,
  above: Operation | undefined,
  key: string,
): boolean {
  const { cast } = world;
  if (progress !== 'pended' || isWaived) return false;
  if (driver) return driver.role === undefined || cast.shows(driver) || (!cast.isCrewed && above !== undefined);
  const role = roleOf(fn, cast.topology);
  if (role === undefined) return false;
  return cast.shows(role) || (above !== undefined && !isShown(cast, above) && isSeen(world, key));
}

const isShown = (cast: World['cast'], { fn, driver }: Operation): boolean => {
  const role = roleOf(fn, cast.topology);
  return driver ? cast.shows(driver) : role !== undefined && cast.shows(role);
};

/** Whether a client or a call manager can tell that a VC is still changing; a log without drivers is about its VC. */
function isSeen({ cast, vcs }: World, key: string): boolean {
  if (!cast.isCrewed) return true;
  if (!cast.shows('client') && !cast.shows('callManager') && !cast.shows('mcm')) return false;
  const life = vcs.get(key)?.life;
  return life === 'activating' || life === 'reactivating' || life === 'deactivating';
}

/** Which kind of driver asks, or is asked. */
function roleOf(fn: Operation['fn'], topology: Topology | undefined): DriverRole | undefined {
  const { kind, calledBy, implementedBy } = factOf(fn);
  const roles = kind === 'ndisCall' ? calledBy : implementedBy;
  return roles.find(
    (role): role is DriverRole => role === 'client' || (role !== 'ndis' && (role === 'mcm') === (topology === 'mcm')),
  );
}

function debt({ cast }: World, { fn, driver, since }: Operation, key: string): Owed {
  const role = driver?.role ?? roleOf(fn, cast.topology);
  const completion = completionOf(fn, role === 'mcm');
  const isNdis = factOf(fn).kind === 'ndisCall';
  const actor: Actor | undefined = driver ?? (role ? cast.all(role)[0] : undefined);
  const what = key === '' ? '' : ` for ${key}`;
  return {
    rule: completionRules(completion).missing,
    by: isNdis ? 'ndis' : (actor ?? 'ndis'),
    message: isNdis
      ? `${fn} of ${actor?.name ?? 'a driver'} has pended${what}, and NDIS has not called ${completion}`
      : `${actor?.name ?? 'a driver'} has pended ${fn}${what}, and has not called ${completion}`,
    about: key === '' ? [] : [key],
    since,
  };
}

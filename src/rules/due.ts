import { invocationsOf } from '../protocol/routing.js';
import type { RoutedInvocation, Situation } from '../protocol/routing.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { Role, Topology } from '../protocol/roles.js';
import { isCreation } from './words.js';
import type { Frame } from './frame.js';
import type { World } from './world.js';

/** What is documented of a creation or a deletion: there are few of them, and they are asked for each time. */
const documented = new Map<AnyFunctionName, (readonly RoutedInvocation[] | undefined)[]>();
const callers: readonly Role[] = ['client', 'callManager', 'mcm', 'miniport', 'ndis'];
function documentedOf(fn: AnyFunctionName, situation: Situation): readonly RoutedInvocation[] {
  const { topology, caller, signaling } = situation;
  const place = callers.indexOf(caller) * 4 + (topology === 'mcm' ? 2 : 0) + (signaling === true ? 1 : 0);
  let known = documented.get(fn);
  if (!known) documented.set(fn, (known = []));
  return (known[place] ??= invocationsOf(fn, situation));
}

/** Who serves the address family that a VC is about; `undefined` where the log leaves it open. */
export function topologyOf({ cast }: World, { fn, from, af, vc }: Frame): Topology | undefined {
  if (fn === 'NdisMCmCreateVc' || fn === 'NdisMCmDeleteVc') return 'mcm';
  const provider = from.role === 'callManager' ? from : (vc?.provider ?? af?.provider);
  if (provider?.role === 'callManager') return 'cm';
  if (provider?.role === 'mcm') return 'mcm';
  return cast.shows('callManager') && cast.shows('mcm') ? undefined : cast.topology;
}

/** Whether a call manager makes or deletes a VC of its own; `undefined` where the log does not say. */
export function isSignaling({ fn, from, args, vc }: Frame): boolean | undefined {
  if (from.role !== 'callManager') return false;
  if (isCreation(fn)) return args.af === undefined ? undefined : args.af === null;
  return vc?.signaling ?? (vc?.client ? false : undefined);
}

/** The callbacks that a creation or a deletion leads to: those that may come, and of these the ones that must. */
export function vcCallbacks(
  world: World,
  call: Frame,
): { readonly may: readonly RoutedInvocation[]; readonly must: readonly RoutedInvocation[] } | undefined {
  const topology = topologyOf(world, call);
  const caller = call.from.role;
  if (topology === undefined || caller === undefined) return undefined;
  const own = isSignaling(call);
  const may = documentedOf(call.fn, { topology, caller, signaling: own ?? false });
  const must = own === undefined ? may.filter(({ on }) => on !== 'client') : may;
  return { may, must };
}

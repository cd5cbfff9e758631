import type { AnyFunctionName } from '../protocol/functions.js';
import type { Actor } from './cast.js';
import type { Frame } from './frame.js';
import type { Vc } from './things.js';

/** Functions with which a driver begins and ends a VC, and the callbacks that tell others of it. */
export const creations: ReadonlySet<AnyFunctionName> = new Set(['NdisCoCreateVc', 'NdisMCmCreateVc']);
export const deletions: ReadonlySet<AnyFunctionName> = new Set(['NdisCoDeleteVc', 'NdisMCmDeleteVc']);
export const isCreation = (fn: AnyFunctionName): boolean => fn === 'NdisCoCreateVc' || fn === 'NdisMCmCreateVc';
export const isDeletion = (fn: AnyFunctionName): boolean => fn === 'NdisCoDeleteVc' || fn === 'NdisMCmDeleteVc';
export const isCreateCallback = (fn: AnyFunctionName): boolean =>
  fn === 'ProtocolCoCreateVc' || fn === 'MiniportCoCreateVc';
export const isDeleteCallback = (fn: AnyFunctionName): boolean =>
  fn === 'ProtocolCoDeleteVc' || fn === 'MiniportCoDeleteVc';

/** All functions after which a VC may be no more: whoever remembers something of VCs forgets it here. */
export const endsOfVcs: readonly AnyFunctionName[] = [...deletions, 'ProtocolCoDeleteVc', 'MiniportCoDeleteVc'];

/** Who calls what: `NDIS calls ProtocolCmMakeCall of signaling`, `app calls NdisClMakeCall`. */
export const deed = ({ fn, from, to }: Frame): string =>
  from.role === 'ndis' ? `NDIS calls ${fn} of ${to.name}` : `${from.name} calls ${fn}`;

/** A status without its prefix, as people say it. */
export const spoken = (status: Frame['status']): string => String(status).replace('NDIS_STATUS_', '');

/** Who shares a VC in a part that only one driver of the kind can have; `null` where the log has not said. */
export function sharerLike({ creator, client, provider, miniport }: Vc, { role }: Actor): Actor | null {
  switch (role) {
    case 'client':
      return client;
    case 'callManager':
      return provider;
    case 'mcm':
      return provider ?? (creator?.role === 'mcm' ? creator : miniport);
    case 'miniport':
      return miniport;
    default:
      return null;
  }
}

/** Whether a driver uses a VC that, as the log tells, other drivers share. */
export function isStranger(vc: Vc, actor: Actor): boolean {
  const sharer = sharerLike(vc, actor);
  return sharer !== null && sharer !== actor && vc.creator !== actor;
}

/** An argument of any kind as text, the same for the same value. */
export const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The same, where a record carries the argument. */
export const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : written(value);

/** A driver shares a VC: it uses it, or NDIS tells it of it. Whoever comes second in the same part is misled. */
export function acquaint(vc: Vc, actor: Actor): void {
  switch (actor.role) {
    case 'client':
      if (vc.signaling !== true) vc.client ??= actor;
      break;
    case 'callManager':
    case 'mcm':
      vc.provider ??= actor;
      break;
    case 'miniport':
      vc.miniport ??= actor;
      break;
    default:
      break;
  }
}

import type { RunRecord, StepRecord } from '../../common/wire.js';
import type { Plain } from '../../common/plain.js';
import { once } from './once.js';

/** From those who ask to those who carry. */
const usual = ['client', 'callManager', 'mcm', 'ndis', 'miniport', 'adapter', 'network'];

const rooms: Readonly<Record<string, string>> = { vc: 'ndis', af: 'ndis', sap: 'ndis', call: 'callManager' };

/** The party that an actor belongs to: `vc[1]` is NDIS's, `call[1]` the call manager's. */
export const partyOf = once((actor) => {
  const room = actor.replace(/\[\d+\]$/, '');
  return rooms[room] ?? room;
});

/** Lanes in the order asked for, then by role, then as they appeared. */
export const ordered = (
  names: readonly string[],
  asked: readonly string[],
  roles: ReadonlyMap<string, string> = new Map(),
): readonly string[] => {
  const rank = (name: string): number => {
    if (asked.includes(name)) return asked.indexOf(name) - asked.length;
    const place = usual.indexOf(roles.get(name) ?? name);
    return place < 0 ? usual.length : place;
  };
  return [...names].sort((a, b) => rank(a) - rank(b));
};

/** A list in which one has moved by so many places. */
export const moved = (names: readonly string[], name: string, by: number): readonly string[] => {
  const at = names.indexOf(name);
  const to = Math.max(0, Math.min(names.length - 1, at + by));
  if (at < 0 || at === to) return names;
  const rest = names.filter((each) => each !== name);
  return [...rest.slice(0, to), name, ...rest.slice(to)];
};

const outside = /^(client|callManager|mcm|miniport|network|adapter|user)\.|^ndis\.startAdapter$|^answer\.next$/;

/** The type of an event; empty where it has none. */
export const typeOf = (event: Plain): string => {
  const { type } = (typeof event === 'object' && event !== null ? event : {}) as { readonly type?: unknown };
  return typeof type === 'string' ? type : '';
};

/** Whether a step is what a user, the hardware or the network has decided, from outside. */
export const isFromOutside = ({ from, cause, event }: StepRecord): boolean =>
  from === null && cause === null && outside.test(typeOf(event));

/** Whether something crosses the NDIS boundary in this run: then lanes are parties, not actors. */
export const isBoundary = ({ kind }: RunRecord): boolean => kind === 'call' || kind === 'return' || kind === 'meta';

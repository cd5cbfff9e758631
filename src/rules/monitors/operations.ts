import type { LogStatus } from '../../protocol/log.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { Actor } from '../cast.js';
import type { Frame } from '../frame.js';
import { Latest } from '../latest.js';
import { operationKinds } from './operationTable.js';
import type { Half, OperationKind, Part } from './operationTable.js';

/**
 * One half of an operation that is under way: its function is `open`; it was completed `early`, before the function has
 * returned; or it has `pended`.
 */
export interface Operation {
  readonly fn: AnyFunctionName;
  /** Who asked, or was asked; `null` where the log only says that it was under way when it began. */
  readonly driver: Actor | null;
  /** The record with which it began. */
  readonly since: { readonly n: number; readonly line: number };
  progress: 'open' | 'early' | 'pended';
  /** A completion may come and is no longer owed. */
  isWaived: boolean;
  /** NDIS has asked another driver for it, as far as the log shows. */
  isAsked: boolean;
  /** How the half below has ended, which NDIS has to hand on. */
  due: LogStatus | null | undefined;
  readonly vc: unknown;
  readonly oid: unknown;
}

/** How the latest operation of its kind has ended: a completion has come, or its function has returned for good. */
export type End = 'completed' | 'final' | undefined;

/** All that is remembered of one kind of operation on one object. */
export interface Slot {
  readonly above: Operation[];
  readonly below: Operation[];
  readonly ended: { above: End; below: End };
  /** NDIS has asked the driver below, and the log has not shown what for. */
  isHidden: boolean;
  /** Activations (or deactivations) of an MCM of which NDIS has taken note, and of which no event has told yet. */
  notices: number;
}

/** Operations of one kind by object; those of which no record names the object are under the empty name. */
interface Book {
  readonly busy: Map<string, Slot>;
  /** Objects with nothing under way, the latest of them. */
  readonly idle: Latest<Slot>;
}

/** All operations that are under way. */
export type OperationBooks = Readonly<Record<OperationKind, Book>>;

/** How many objects with nothing under way are remembered at least, of each kind. */
const fewestIdle = 2048;

export const openBooks = (): OperationBooks =>
  Object.fromEntries(
    operationKinds.map((kind) => [kind, { busy: new Map<string, Slot>(), idle: new Latest<Slot>(fewestIdle) }]),
  ) as Record<OperationKind, Book>;

/** What is remembered of an object. */
export const slotOf = ({ busy, idle }: Book, key: string): Slot | undefined => busy.get(key) ?? idle.get(key);

/** What is remembered of an object, to be added to. */
export function openSlot(book: Book, key: string): Slot {
  const busy = book.busy.get(key);
  if (busy) return busy;
  const slot = book.idle.get(key) ?? {
    above: [],
    below: [],
    ended: { above: undefined, below: undefined },
    isHidden: false,
    notices: 0,
  };
  book.idle.delete(key);
  book.busy.set(key, slot);
  return slot;
}

/** Puts an object aside with which nothing is under way. */
export function rest({ busy, idle }: Book, key: string): void {
  const slot = busy.get(key);
  if (!slot || isUnderWay(slot.above) || isUnderWay(slot.below)) return;
  busy.delete(key);
  idle.set(key, slot);
}

const isUnderWay = (operations: readonly Operation[]): boolean => {
  for (const { isWaived } of operations) if (!isWaived) return true;
  return false;
};

/** Forgets everything of this kind about an object that is no more. */
export function forget({ busy, idle }: Book, key: string): void {
  busy.delete(key);
  idle.delete(key);
}

/** The name by which an operation is known; empty where the record does not say. */
export function keyOf({ object }: Part, args: Frame['args']): string {
  if (object === 'none') return '';
  const name = args[object];
  return typeof name === 'string' ? name : typeof name === 'number' ? String(name) : '';
}

/** Enters what a function begins. */
export function begin(slot: Slot, half: Half, frame: Frame): Operation {
  const { fn, driver, record, args } = frame;
  const operations = slot[half];
  // A new operation on the object tells that nothing more will come of an old one.
  for (let n = operations.length - 1; n >= 0; n -= 1) if (operations[n]?.isWaived) operations.splice(n, 1);
  const operation: Operation = {
    fn,
    driver,
    since: record,
    progress: 'open',
    isWaived: false,
    isAsked: false,
    due: undefined,
    vc: args.vc,
    oid: args['oid'],
  };
  operations.push(operation);
  slot.ended[half] = undefined;
  return operation;
}

/** Takes an operation off the list. */
export function remove(operations: Operation[], operation: Operation): void {
  const place = operations.indexOf(operation);
  if (place >= 0) operations.splice(place, 1);
}

/** The operation that a frame has begun. */
export function begunBy(operations: readonly Operation[], { record }: Frame): Operation | undefined {
  for (const operation of operations) if (operation.since === record) return operation;
  return undefined;
}

/** An operation, and where it stands. */
export interface Place {
  readonly key: string;
  readonly slot: Slot;
  readonly operation: Operation;
}

/** The operation that a completion ends: one that has pended before one that is open, the oldest first. */
export function findOperation({ busy, idle }: Book, half: Half, key: string, frame: Frame): Place | undefined {
  let best: Place | undefined;
  if (key === '') {
    for (const [at, slot] of busy) best = better(best, at, slot, half, frame);
    return best;
  }
  const named = busy.get(key) ?? idle.get(key);
  if (named) best = better(best, key, named, half, frame);
  const unnamed = best ? undefined : busy.get('');
  return unnamed ? better(best, '', unnamed, half, frame) : best;
}

function better(best: Place | undefined, key: string, slot: Slot, half: Half, frame: Frame): Place | undefined {
  let found = best;
  for (const operation of slot[half]) {
    if (!isAbout(operation, frame)) continue;
    if (!found || rank(operation, frame) < rank(found.operation, frame)) found = { key, slot, operation };
  }
  return found;
}

/** Nothing that both name tells them apart. */
export function isAbout({ driver, vc, oid, progress }: Operation, { driver: actor, args }: Frame): boolean {
  if (progress === 'early' || (driver !== null && driver.name !== actor.name)) return false;
  if (vc !== undefined && args.vc !== undefined && vc !== args.vc) return false;
  return oid === undefined || args['oid'] === undefined || oid === args['oid'];
}

/** A miniport's request is not completed like a protocol's, unless there is no other. */
const rank = ({ fn, progress, isWaived }: Operation, frame: Frame): number =>
  (progress === 'pended' ? 0 : 2) + (isWaived ? 1 : 0) + (isOfOtherHalf(fn, frame.fn) ? 4 : 0);

/** An MCM has two halves, and each completes what it was asked itself. */
export const isOfOtherHalf = (asked: AnyFunctionName, completion: AnyFunctionName): boolean =>
  completion.endsWith('OidRequestComplete') &&
  !completion.startsWith('Protocol') &&
  (asked === 'MiniportCoOidRequest') !== (completion === 'NdisMCoOidRequestComplete');

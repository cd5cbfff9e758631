import type { AnyFunctionName } from '../../protocol/functions.js';
import type { Role } from '../../protocol/roles.js';
import { isFailure, isPending, isSuccess } from '../../protocol/status.js';
import type { AssumeRecord } from '../../protocol/trace.js';
import { isCreateCallback, isCreation, isDeleteCallback, isDeletion, isSelfCall, vcOf } from '../steps.js';
import type { CallStep, Frame, Move, ReturnStep } from '../steps.js';

/** Where the life of a VC stands, as far as the trace has told. Nothing is held against one that is unknown. */
export type Life =
  'unknown' | 'creating' | 'created' | 'activating' | 'active' | 'reactivating' | 'deactivating' | 'deleted';

export interface Vc {
  readonly creator: Role | null;
  /** A call manager's own; `null` where the trace does not say. */
  readonly isSignaling: boolean | null;
  readonly life: Life;
  /** It has been active, perhaps long ago. */
  readonly wasActive: boolean;
}

/** Every VC that the trace has named, by its handle. */
export type VcBook = Record<string, Vc>;

const activations: readonly AnyFunctionName[] = ['NdisCmActivateVc', 'NdisMCmActivateVc', 'MiniportCoActivateVc'];
const deactivations: readonly AnyFunctionName[] = [
  'NdisCmDeactivateVc',
  'NdisMCmDeactivateVc',
  'MiniportCoDeactivateVc',
];
const activationCompletions: readonly AnyFunctionName[] = ['NdisMCoActivateVcComplete', 'ProtocolCmActivateVcComplete'];
const deactivationCompletions: readonly AnyFunctionName[] = [
  'NdisMCoDeactivateVcComplete',
  'ProtocolCmDeactivateVcComplete',
];

const stranger: Vc = { creator: null, isSignaling: null, life: 'unknown', wasActive: false };

/** The VC is there, and enough is known of it to say what may happen to it. */
export const isKnown = (vc: Vc | undefined): vc is Vc =>
  vc !== undefined && vc.life !== 'deleted' && vc.life !== 'unknown';

/** Enters what a call does to a VC. What comes back belongs to the call's frame. */
export function callVc(book: VcBook, { frame, outer }: CallStep): Partial<Pick<Frame, 'creates' | 'moved'>> {
  const { fn, args } = frame;
  if (isSelfCall(frame)) return {};
  if (isCreation(fn)) {
    if (args.vc === undefined) return {};
    book[args.vc] = newborn(frame);
    return { creates: args.vc };
  }
  const handle = vcOf(frame);
  if (handle === undefined) return {};
  const vc = book[handle];
  if (isCreateCallback(fn)) {
    if (vc === undefined || vc.life === 'deleted') {
      book[handle] = newborn(outer && isCreation(outer.fn) ? outer : undefined);
    }
    return {};
  }
  if (vc === undefined) {
    book[handle] = stranger;
    return {};
  }
  const next = lifeAfterCall(vc.life, frame);
  if (next === undefined) return {};
  book[handle] = { ...vc, life: next, wasActive: vc.wasActive || next === 'active' };
  return { moved: { vc: handle, back: vc.life } };
}

/** Enters what a return does to a VC. */
export function returnVc(book: VcBook, step: ReturnStep): void {
  const { frame, outer, status, out, rule } = step;
  const { fn, moved } = frame;
  if (isSelfCall(frame)) return;
  const isWon = rule === undefined && status !== null && isSuccess(status);
  if (isCreation(fn)) {
    settleCreation(book, out.vc ?? frame.creates, frame, isWon);
  } else if (isCreateCallback(fn) && !(outer && isCreation(outer.fn))) {
    settleCreation(book, frame.args.vc, undefined, isWon);
  } else if (isDeletion(fn) || (isDeleteCallback(fn) && !(outer && (isCreation(outer.fn) || isDeletion(outer.fn))))) {
    const vc = book[frame.args.vc ?? ''];
    if (vc && isWon) book[frame.args.vc ?? ''] = { ...vc, life: 'deleted' };
  } else if (moved) {
    settleMove(book, moved, step);
  } else if (isWon && fn === 'MiniportCoActivateVc') {
    // Nested in NdisCmActivateVc: the miniport's own report is the first one.
    alter(book, frame.args.vc, ['activating', 'reactivating'], 'active');
  } else if (isWon && fn === 'MiniportCoDeactivateVc') {
    alter(book, frame.args.vc, ['deactivating'], 'created');
  }
}

/** Enters a VC that existed when the trace began. */
export function assumeVc(book: VcBook, { handle, state = 'created', args = {} }: AssumeRecord): void {
  const life = (lives as readonly string[]).includes(state) ? (state as Life) : 'unknown';
  const isShared = args['client'] !== undefined || args['af'] !== undefined;
  book[handle] = {
    creator: (args['creator'] as Role | undefined) ?? null,
    isSignaling: isShared ? false : null,
    life,
    wasActive: life !== 'created' && life !== 'activating',
  };
}

const lives: readonly Life[] = ['created', 'activating', 'active', 'reactivating', 'deactivating'];

const newborn = (creation: Frame | undefined): Vc => ({
  creator: creation?.from ?? null,
  isSignaling: creation && creation.from !== 'callManager' ? false : isForNobody(creation),
  life: 'creating',
  wasActive: false,
});

/** A call manager that passes a NULL AF handle makes a VC of its own. */
const isForNobody = (creation: Frame | undefined): boolean | null =>
  creation?.args.af === undefined ? null : creation.args.af === null;

/** Where a call leads at once; `undefined` where it changes nothing. */
function lifeAfterCall(life: Life, { fn, args }: Frame): Life | undefined {
  if (activations.includes(fn)) {
    return life === 'created'
      ? 'activating'
      : life === 'active'
        ? 'reactivating'
        : life === 'unknown'
          ? life
          : undefined;
  }
  if (deactivations.includes(fn)) {
    return life === 'active' ? 'deactivating' : life === 'unknown' ? life : undefined;
  }
  const { status = 'NDIS_STATUS_SUCCESS' } = args;
  if (isPending(status)) return undefined;
  if (activationCompletions.includes(fn) && (life === 'activating' || life === 'reactivating')) {
    return isSuccess(status) || life === 'reactivating' ? 'active' : 'created';
  }
  if (deactivationCompletions.includes(fn) && life === 'deactivating') {
    return isSuccess(status) ? 'created' : 'active';
  }
  return undefined;
}

function settleCreation(book: VcBook, handle: string | undefined, creation: Frame | undefined, isWon: boolean): void {
  if (handle === undefined) return;
  const vc = book[handle];
  if (isWon) {
    if (vc === undefined || vc.life === 'creating' || vc.life === 'deleted' || vc.life === 'unknown') {
      book[handle] = { ...newborn(creation), life: 'created' };
    }
  } else if (vc?.life === 'creating') {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- books are records, so that they are plain data
    delete book[handle];
  }
}

/** The call that moved a VC returns: it has arrived, or it goes back; PENDING leaves it on its way. */
function settleMove(book: VcBook, moved: Move, { frame, status, rule }: ReturnStep): void {
  const vc = book[moved.vc];
  if (!vc) return;
  const isOnItsWay = ['activating', 'reactivating', 'deactivating', 'unknown'].includes(vc.life);
  if (rule !== undefined || (isOnItsWay && status !== null && isFailure(status))) {
    book[moved.vc] = { ...vc, life: moved.back };
  } else if (isOnItsWay && status !== null && (isSuccess(status) || (frame.to === 'ndis' && isOfMcm(frame.fn)))) {
    const isActive = activations.includes(frame.fn);
    book[moved.vc] = { ...vc, life: isActive ? 'active' : 'created', wasActive: vc.wasActive || isActive };
  }
}

/** An MCM has done the work before it calls, and shipped ones see no completion: PENDING is as good as SUCCESS. */
const isOfMcm = (fn: AnyFunctionName): boolean => fn === 'NdisMCmActivateVc' || fn === 'NdisMCmDeactivateVc';

function alter(book: VcBook, handle: string | undefined, from: readonly Life[], to: Life): void {
  const vc = handle === undefined ? undefined : book[handle];
  if (vc && handle !== undefined && from.includes(vc.life)) {
    book[handle] = { ...vc, life: to, wasActive: vc.wasActive || to === 'active' };
  }
}

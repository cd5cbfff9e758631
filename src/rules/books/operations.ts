import { factOf, functions, sharedFunctions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { Role, Topology } from '../../protocol/roles.js';
import { isFailure, isPending } from '../../protocol/status.js';
import type { AssumeRecord, TraceArgs } from '../../protocol/trace.js';
import { isRefused, isSelfCall } from '../steps.js';
import type { CallStep, Frame, ReturnStep } from '../steps.js';

/**
 * How far an operation has come: its function is `open`; it was completed `early`, before the function returned; it
 * `pended`; it is `done`. An activation or deactivation by an MCM is `accepted` by NDIS, and a completion may follow.
 */
export type Progress = 'open' | 'early' | 'pended' | 'accepted' | 'done';

/** A function that may pend, entered on or by one driver. */
export interface Operation {
  readonly fn: AnyFunctionName;
  readonly driver: Role;
  readonly progress: Progress;
  /** A completion is allowed and no longer owed: the end of the call has overtaken it. */
  readonly isWaived: boolean;
  readonly since: number;
}

/** Operations by the object they are about; those of which no record names the object, under the empty name. */
export type OperationBook = Record<string, readonly Operation[]>;

/** OID requests have no name in a trace, a reset no object: they are not followed. */
const isFollowed = (fn: AnyFunctionName): boolean => !fn.endsWith('OidRequest') && fn !== 'MiniportResetEx';

const names = [...Object.keys(functions), ...Object.keys(sharedFunctions)] as readonly AnyFunctionName[];

const completionOf = (fn: AnyFunctionName, topology: Topology): AnyFunctionName | undefined =>
  isFollowed(fn) && factOf(fn).timing !== 'asynchronous' ? factOf(fn).completion?.[topology] : undefined;

const indexOf = (topology: Topology): ReadonlyMap<AnyFunctionName, readonly AnyFunctionName[]> => {
  const index = new Map<AnyFunctionName, AnyFunctionName[]>();
  for (const fn of names) {
    const completion = completionOf(fn, topology);
    if (completion) index.set(completion, [...(index.get(completion) ?? []), fn]);
  }
  return index;
};
const completed = { cm: indexOf('cm'), mcm: indexOf('mcm') };

/** The functions that a completion may end; none for any other function. */
export const endedBy = (fn: AnyFunctionName, topology: Topology): readonly AnyFunctionName[] =>
  completed[topology].get(fn) ?? [];

/** The function that completes another one when it has pended. */
export const completionFor = (fn: AnyFunctionName, topology: Topology): AnyFunctionName =>
  completionOf(fn, topology) ?? fn;

/** NDIS only takes note of what an MCM has done itself: it may complete, and need not (AMB-02). */
export const isNotice = (fn: AnyFunctionName): boolean => fn === 'NdisMCmActivateVc' || fn === 'NdisMCmDeactivateVc';

/** What a function is about, by the name in its record. */
export function objectOf(fn: AnyFunctionName, { af, sap, vc, party }: TraceArgs): string {
  if (fn.includes('Party')) return party ?? '';
  if (fn.includes('Sap')) return sap ?? '';
  if (fn.includes('AddressFamily') || /Af(Ex|Complete|CompleteEx)?$/.test(fn)) return af ?? '';
  return vc ?? '';
}

const driverOf = ({ from, to }: Pick<Frame, 'from' | 'to'>): Role => (from === 'ndis' ? to : from);

interface Place {
  readonly key: string;
  readonly operation: Operation;
}

/** The operation that a completion would end: one that has pended before one that is open, one that is over last. */
export function findOperation(
  book: OperationBook,
  { fn, args, from, to }: Frame,
  topology: Topology,
): Place | undefined {
  const ended = endedBy(fn, topology);
  if (ended.length === 0) return undefined;
  const object = objectOf(fn, args);
  const keys = object === '' ? Object.keys(book) : [object, ''];
  const driver = driverOf({ from, to });
  const places = keys.flatMap((key) =>
    (book[key] ?? [])
      .filter((operation) => ended.includes(operation.fn) && operation.driver === driver)
      .map((operation) => ({ key, operation })),
  );
  const order: readonly Progress[] = ['pended', 'accepted', 'open', 'early', 'done'];
  return places.sort((a, b) => order.indexOf(a.operation.progress) - order.indexOf(b.operation.progress))[0];
}

export const isUnderWay = ({ progress }: Operation): boolean =>
  progress === 'pended' || progress === 'accepted' || progress === 'open';

const endsOfCalls: readonly string[] = [
  'DispatchIncomingCloseCall',
  'ClCloseCall',
  'ClIncomingCloseCall',
  'CmCloseCall',
];
const offers: readonly AnyFunctionName[] = [
  'NdisCmDispatchIncomingCall',
  'NdisMCmDispatchIncomingCall',
  'ProtocolClIncomingCall',
];

/** Enters what a call does to operations. What comes back is what it has settled. */
export function callOperations(book: OperationBook, { frame }: CallStep, topology: Topology): readonly string[] {
  const { fn, args } = frame;
  const found = findOperation(book, frame, topology);
  if (found) {
    return isSelfCall(frame) && !isNotice(found.operation.fn) ? [] : complete(book, found, frame, topology);
  }
  if (isSelfCall(frame)) return [];
  if (completionOf(fn, topology)) {
    const key = objectOf(fn, args);
    const others = (book[key] ?? []).filter((old) => !isSame(old, frame) || (isUnderWay(old) && !old.isWaived));
    const operation: Operation = {
      fn,
      driver: driverOf(frame),
      progress: 'open',
      isWaived: false,
      since: frame.record,
    };
    book[key] = [...others, operation];
  }
  if (args.vc !== undefined && endsOfCalls.some((end) => fn.endsWith(end))) {
    waive(book, args.vc, (operation) => offers.includes(operation.fn));
  }
  return [];
}

/** Enters what a return does to operations. */
export function returnOperations(book: OperationBook, step: ReturnStep, topology: Topology): void {
  const { frame, status, out } = step;
  const { fn, args } = frame;
  if (isSelfCall(frame)) return;
  if (endedBy(fn, topology).length > 0 && isRefused(step)) {
    restore(book, frame, topology);
  }
  if (!completionOf(fn, topology)) return;
  const key = objectOf(fn, args);
  const operation = (book[key] ?? []).findLast((old) => isSame(old, frame) && old.since === frame.record);
  if (!operation) return;
  const progress = progressAfter(operation, step, status !== null && isPending(status));
  remove(book, key, operation);
  const place = objectOf(fn, { ...args, ...out });
  if (progress) book[place] = [...(book[place] ?? []), { ...operation, progress }];
}

/** Forgets everything about an object that is gone. */
export function forgetObject(book: OperationBook, object: string): void {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the books are records so that they stay plain data
  delete book[object];
}

/** Enters the operations that were under way when the trace began. */
export function assumeOperations(
  book: OperationBook,
  { object, handle, state = '', args = {} }: AssumeRecord,
  topology: Topology,
  since: number,
): void {
  const enter = (fns: readonly AnyFunctionName[], isWaived: boolean) => {
    for (const fn of fns.filter((name) => completionOf(name, topology))) {
      const { calledBy, implementedBy } = factOf(fn);
      const drivers = (calledBy.includes('ndis') ? implementedBy : calledBy).filter((role) => isIn(topology, role));
      for (const driver of drivers) {
        const operation: Operation = { fn, driver, progress: 'pended', isWaived, since };
        book[handle] = [...(book[handle] ?? []), operation];
      }
    }
  };
  enter(underWay[object]?.[state] ?? [], false);
  if (object === 'vc') {
    const call = args['call'] ?? 'none';
    enter(underWay['call']?.[call] ?? [], false);
    enter(crossing[call] ?? [], true);
  }
}

const isIn = (topology: Topology, role: Role): boolean =>
  role === 'client' || (topology === 'mcm' ? role === 'mcm' : role === 'callManager' || role === 'miniport');

const activation = ['NdisCmActivateVc', 'NdisMCmActivateVc', 'MiniportCoActivateVc'] as const;
const making = ['NdisClMakeCall', 'ProtocolCmMakeCall'] as const;

/** A state ending in -ing owes its completion. */
const underWay: Readonly<Record<string, Readonly<Record<string, readonly AnyFunctionName[]>>>> = {
  af: {
    opening: ['NdisClOpenAddressFamilyEx', 'ProtocolCmOpenAf'],
    closing: ['NdisClCloseAddressFamily', 'ProtocolCmCloseAf'],
  },
  sap: {
    registering: ['NdisClRegisterSap', 'ProtocolCmRegisterSap'],
    deregistering: ['NdisClDeregisterSap', 'ProtocolCmDeregisterSap'],
  },
  vc: {
    activating: activation,
    reactivating: activation,
    deactivating: ['NdisCmDeactivateVc', 'NdisMCmDeactivateVc', 'MiniportCoDeactivateVc'],
  },
  party: {
    adding: ['NdisClAddParty', 'ProtocolCmAddParty'],
    dropping: ['NdisClDropParty', 'ProtocolCmDropParty'],
  },
  call: {
    making,
    offered: offers,
    modifying: ['NdisClModifyCallQoS', 'ProtocolCmModifyCallQoS'],
    closing: ['NdisClCloseCall', 'ProtocolCmCloseCall'],
  },
};

/** What may still be under way beside the end of a call. */
const crossing: Readonly<Record<string, readonly AnyFunctionName[]>> = {
  hungUp: offers,
  closing: [...making, ...offers],
};

const isSame = ({ fn, driver }: Operation, frame: Frame): boolean => fn === frame.fn && driver === driverOf(frame);

function complete(book: OperationBook, { key, operation }: Place, frame: Frame, topology: Topology): readonly string[] {
  const { status = 'NDIS_STATUS_SUCCESS', vc } = frame.args;
  if (isPending(status)) return [];
  const progress = operation.progress === 'open' || operation.progress === 'early' ? 'early' : 'done';
  replace(book, key, operation, { ...operation, progress });
  if (frame.isLeaf && vc !== undefined) {
    // A leaf counts as having delivered the callback that it causes.
    const delivered = factOf(frame.fn).invokes.flatMap(({ callback }) => endedBy(callback, topology));
    waive(book, vc, ({ fn }) => delivered.includes(fn));
  }
  return isUnderWay(operation) ? [operation.progress] : [];
}

/** NDIS has refused a completion: what it would have ended goes on. */
function restore(book: OperationBook, frame: Frame, topology: Topology): void {
  const [before] = frame.settled;
  const found = findOperation(book, frame, topology);
  if (found && before !== undefined) {
    replace(book, found.key, found.operation, { ...found.operation, progress: before as Progress });
  }
}

/** What is left of an operation when its function has returned; nothing of one that has ended with it. */
function progressAfter({ fn, progress }: Operation, step: ReturnStep, isPended: boolean): Progress | undefined {
  if (isRefused(step) || (isNotice(fn) && step.status !== null && isFailure(step.status))) return undefined;
  if (isNotice(fn)) return progress === 'early' ? 'done' : 'accepted';
  if (!isPended) return undefined;
  return progress === 'early' ? 'done' : 'pended';
}

function waive(book: OperationBook, key: string, fits: (operation: Operation) => boolean): void {
  const operations = book[key];
  if (operations?.some(fits)) {
    book[key] = operations.map((operation) => (fits(operation) ? { ...operation, isWaived: true } : operation));
  }
}

function replace(book: OperationBook, key: string, old: Operation, operation: Operation): void {
  book[key] = (book[key] ?? []).map((other) => (other === old ? operation : other));
}

function remove(book: OperationBook, key: string, old: Operation): void {
  const rest = (book[key] ?? []).filter((other) => other !== old);
  if (rest.length > 0) {
    book[key] = rest;
  } else {
    forgetObject(book, key);
  }
}

import { afHandle } from '../../src/protocol/handles.js';
import { factOf } from '../../src/protocol/functions.js';
import type { AnyFunctionName } from '../../src/protocol/functions.js';
import { bearerOf } from '../../src/protocol/roles.js';
import { invocationsOf } from '../../src/protocol/routing.js';
import type { RoutedInvocation } from '../../src/protocol/routing.js';
import { isFailure, isPending, isSuccess } from '../../src/protocol/status.js';
import type { NdisStatus } from '../../src/protocol/status.js';
import type { CallbackResult, NdisContext, NdisEvent, NdisFrame, NdisInput, NdisMessage } from './ndis.types.js';

type Framed = Extract<NdisEvent, { frame: NdisFrame }>;

export const birth = ({
  topology = 'cm',
  callbackOrder = 'protocolFirst',
  completesForMcm = true,
}: NdisInput): NdisContext => ({ topology, callbackOrder, completesForMcm, bugCheck: null });

/** Callbacks that may never pend: NDIS cannot go on without their answer. */
const fatalWhenPended: readonly AnyFunctionName[] = ['MiniportCoCreateVc', 'MiniportCoDeleteVc', 'ProtocolCoDeleteVc'];

export const isFatal = (_: NdisContext, { frame }: Framed) => {
  const last = frame.results.at(-1);
  return (
    last !== undefined && last.status !== null && isPending(last.status) && fatalWhenPended.includes(last.callback)
  );
};

export const noteCulprit = (_: NdisContext, { frame }: Framed) => {
  const last = frame.results.at(-1);
  return { bugCheck: last ? { driver: last.on, callback: last.callback } : null };
};

/** NDIS brings the adapter up: the miniport, then the protocols that bind to it. */
export const startAdapter = ({ topology }: NdisContext): readonly NdisMessage[] => [
  { type: 'MiniportInitializeEx', to: bearerOf(topology) },
  ...(topology === 'cm' ? [{ type: 'ProtocolBindAdapterEx', to: 'callManager' } as const] : []),
  { type: 'ProtocolBindAdapterEx', to: 'client' },
];

/** What NDIS does next inside an open call: one more callback, or the return and whatever is put off until after it. */
export const advance = (context: NdisContext, { frame }: Framed): readonly NdisMessage[] => {
  if (isCreation(frame.fn)) {
    return create(context, frame);
  }
  if (frame.fn === 'NdisCoDeleteVc' || frame.fn === 'NdisMCmDeleteVc') {
    return remove(context, frame);
  }
  const { inside, after } = plan(context, frame);
  const next = inside[frame.results.length];
  if (next) {
    return [callback(next, frame)];
  }
  return [...conclude(frame), ...after.map((invocation) => putOff(invocation, frame))];
};

const isCreation = (fn: AnyFunctionName) => fn === 'NdisCoCreateVc' || fn === 'NdisMCmCreateVc';

const invocations = ({ topology }: NdisContext, { fn, caller, isSignaling }: NdisFrame) =>
  invocationsOf(fn, { topology, caller, signaling: isSignaling });

/** Callbacks inside the call; and those that come after it: an announcement, and an MCM's own completion event. */
const plan = (context: NdisContext, frame: NdisFrame) => {
  const { topology, completesForMcm } = context;
  const completion = factOf(frame.fn).completion?.[topology];
  const all = invocations(context, frame);
  const isLater = ({ callback }: RoutedInvocation) =>
    callback === completion || callback === 'ProtocolCoAfRegisterNotify';
  return {
    inside: all.filter((invocation) => !isLater(invocation)),
    after: all.filter((invocation) => isLater(invocation) && (completesForMcm || invocation.callback !== completion)),
  };
};

const create = (context: NdisContext, frame: NdisFrame): readonly NdisMessage[] => {
  const documented = invocations(context, frame);
  const order = context.callbackOrder === 'protocolFirst' ? documented : [...documented].reverse();
  const created = frame.results.filter(({ callback }) => callback.endsWith('CreateVc'));
  const refusal = created.find(({ status }) => status !== null && !isSuccess(status));
  if (refusal) {
    return unwind(frame, created, refusal);
  }
  const next = order[created.length];
  return next ? [callback(next, frame)] : [returning(frame, 'NDIS_STATUS_SUCCESS')];
};

/** A create callback has failed: whoever had succeeded has to delete, the other is left alone (FAIL-02, FAIL-03). */
const unwind = (
  frame: NdisFrame,
  created: readonly CallbackResult[],
  refusal: CallbackResult,
): readonly NdisMessage[] => {
  const kept = created.find(({ status }) => status !== null && isSuccess(status));
  const isUnwound = frame.results.length > created.length;
  if (kept && !isUnwound) {
    const undo = kept.callback === 'MiniportCoCreateVc' ? 'MiniportCoDeleteVc' : 'ProtocolCoDeleteVc';
    return [callback({ callback: undo, on: kept.on }, frame)];
  }
  const status = refusal.status === null || isPending(refusal.status) ? 'NDIS_STATUS_FAILURE' : refusal.status;
  return [returning(frame, status)];
};

/** The protocol is asked first: a refusal leaves the VC whole (AMB-06). */
const remove = (context: NdisContext, frame: NdisFrame): readonly NdisMessage[] => {
  const refusal = frame.results.find(({ status }) => status !== null && isFailure(status));
  const next = invocations(context, frame)[frame.results.length];
  if (refusal || !next) {
    return [returning(frame, refusal?.status ?? 'NDIS_STATUS_SUCCESS')];
  }
  return [callback(next, frame)];
};

/** NDIS hands a status on unchanged (ASYNC-08); an open that is refused at once is pended and reported (AF-12). */
const conclude = (frame: NdisFrame): readonly NdisMessage[] => {
  const status = frame.results.at(-1)?.status ?? 'NDIS_STATUS_SUCCESS';
  if (frame.fn === 'NdisClOpenAddressFamilyEx' && isFailure(status)) {
    const { af } = frame.args;
    return [
      returning(frame, 'NDIS_STATUS_PENDING'),
      { type: 'ProtocolClOpenAfCompleteEx', to: 'client', deferred: true, status, ...(af === undefined ? {} : { af }) },
    ];
  }
  return [returning(frame, status)];
};

const returning = ({ fn }: NdisFrame, status: NdisStatus): NdisMessage => ({
  type: `${fn} returns`,
  status: factOf(fn).returns === 'void' ? null : status,
});

/** A miniport knows its VCs and nothing of address families and SAPs. */
const callback = ({ callback, on }: RoutedInvocation, { args }: NdisFrame): NdisMessage => {
  const { af: _af, sap: _sap, ...forMiniport } = args;
  return { type: callback, to: on, ...(factOf(callback).kind === 'miniportCallback' ? forMiniport : args) };
};

const putOff = (invocation: RoutedInvocation, frame: NdisFrame): NdisMessage =>
  ({
    ...callback(invocation, frame),
    to: invocation.on,
    deferred: true,
    ...(invocation.callback === 'ProtocolCoAfRegisterNotify' ? { af: afHandle(1) } : { status: 'NDIS_STATUS_SUCCESS' }),
  }) as NdisMessage;

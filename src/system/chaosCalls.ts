import type { Fields } from '../../machines/messages.js';
import { functions, factOf, sharedFunctions } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import { afHandle, partyHandle, receiveName, sapHandle, sendName, vcHandle } from '../protocol/handles.js';
import type { NblName } from '../protocol/handles.js';
import type { DriverRole } from '../protocol/roles.js';
import { isFailure } from '../protocol/status.js';
import type { NdisStatus } from '../protocol/status.js';
import type { Bounds } from './deeds.js';
import { gateNames } from './parts.js';
import type { Part } from './parts.js';
import { isCreation } from './switchboard.js';
import type { Message } from './thread.js';

/** A call into NDIS that a chaotic driver makes whenever it likes, with everything that it passes. */
export interface ChaoticCall {
  readonly message: Message & { readonly type: AnyFunctionName };
  /** The lists that stand against it, so that a system under such calls has an end of states. */
  readonly limit?: keyof Bounds;
  /** It is about what all VCs share: the address family, or its SAP. */
  readonly isShared: boolean;
}

/** The objects of a system that admit or refuse calls, in their order. */
export const gatesOf = (parts: readonly Part[]): readonly Part[] =>
  gateNames.flatMap((name) => parts.filter((part) => part.side === 'ndis' && part.name === name));

/**
 * Every call that a chaotic driver makes: all functions that are its to call and that the objects of the system know,
 * with every choice of arguments that makes a difference. What no object takes is what the system leaves out.
 */
export function chaoticCalls(
  parts: readonly Part[],
  role: DriverRole,
  vc: number,
  { sends, receives }: Bounds,
): readonly ChaoticCall[] {
  const gates = gatesOf(parts);
  const knows = (gate: Part, fn: string) => Object.hasOwn(gate.fates, fn);
  const all = Object.keys({ ...functions, ...sharedFunctions }) as AnyFunctionName[];
  return all
    .filter((fn) => factOf(fn).kind === 'ndisCall' && factOf(fn).calledBy.includes(role))
    .filter((fn) => gates.some((gate) => knows(gate, fn)))
    .flatMap((fn) => {
      const isShared = !gates.some((gate) => gate.perVc && knows(gate, fn));
      const limit = limits[fn];
      return argumentsFor(fn, role, vc, { sends: Math.max(1, sends), receives: Math.max(1, receives) }).map(
        (fields): ChaoticCall => ({ message: { ...fields, type: fn }, isShared, ...(limit && { limit }) }),
      );
    });
}

const limits: Readonly<Partial<Record<AnyFunctionName, keyof Bounds>>> = {
  NdisCoSendNetBufferLists: 'sends',
  NdisMCoIndicateReceiveNetBufferLists: 'receives',
};

type Arguments = Fields & { readonly status?: NdisStatus };
type Choices = readonly Arguments[];

/** Every choice of one with every choice of the next. */
const combined = (...all: readonly Choices[]): Choices =>
  all.reduce<Choices>((sofar, choices) => sofar.flatMap((some) => choices.map((more) => ({ ...some, ...more }))), [{}]);

function argumentsFor(fn: AnyFunctionName, role: DriverRole, vc: number, bounds: Bounds): Choices {
  const fact = factOf(fn);
  const named = new Set('params' in fact ? fact.params.map(({ name }) => name) : []);
  const has = (...names: readonly string[]) => names.some((name) => named.has(name));
  const given = (isGiven: boolean, choices: Choices): Choices => (isGiven ? choices : [{}]);
  const lists = fn.includes('NetBufferLists');
  return combined(
    given(has('NdisVcHandle') && !isCreation(fn), [{ vc: vcHandle(vc) }]),
    given(fn === 'NdisReturnNetBufferLists', [{ vc: vcHandle(vc) }]),
    given(has('NdisAfHandle'), isCreation(fn) && role === 'callManager' ? [af, {}] : [af]),
    given(has('NdisSapHandle', 'Sap'), [{ sap: sapHandle(1) }]),
    given(has('NdisPartyHandle') && fn.endsWith('Party'), [
      { party: partyHandle(vc, fn === 'NdisClAddParty' ? 2 : 1) },
    ]),
    ...(has('Status', 'CloseStatus') && has('CallParameters')
      ? [[...combined(parameters, [success]), ...combined([{ callParameters: 'P1' }], [failure, pending])]]
      : [
          given(has('Status', 'CloseStatus'), [success, failure, pending]),
          given(has('CallParameters'), fact.returns === 'status' ? [{}, ...parameters] : parameters),
        ]),
    given(lists, listsFor(fn, vc, bounds)),
    given(has('CoReceiveFlags'), [{}, { resources: true }]),
  );
}

const af: Arguments = { af: afHandle(1) };
const parameters: Choices = [{ callParameters: 'P1' }, { callParameters: 'P2' }];
const success: Arguments = { status: 'NDIS_STATUS_SUCCESS' };
const failure: Arguments = { status: 'NDIS_STATUS_FAILURE' };
const pending: Arguments = { status: 'NDIS_STATUS_PENDING' };

/** Lists of the right kind, as many as there may be, and one of the wrong kind. */
function listsFor(fn: AnyFunctionName, vc: number, { sends, receives }: Bounds): Choices {
  const isSend = fn.includes('Send');
  const nameOf = isSend ? sendName : receiveName;
  const own = Array.from({ length: isSend ? sends : receives }, (_, n) => nameOf(vc, n + 1));
  const foreign: NblName = isSend ? receiveName(vc, 1) : sendName(vc, 1);
  return [...own, foreign].map((name) => ({ nbl: [name] }));
}

/** What a chaotic driver may answer to a callback: what its page allows of success and failure; and PENDING, allowed or not. */
export function chaoticAnswers(fn: AnyFunctionName): readonly (NdisStatus | null)[] {
  const fact = factOf(fn);
  if (fact.returns === 'void') return [null];
  const documented = 'statuses' in fact ? fact.statuses.filter(({ argument }) => argument === undefined) : [];
  const failures = documented.flatMap(({ status }): readonly NdisStatus[] => {
    if (status === 'failure' || status === 'other') return ['NDIS_STATUS_FAILURE'];
    return isFailure(status) ? [status] : [];
  });
  return ['NDIS_STATUS_SUCCESS', ...failures.slice(0, 1), 'NDIS_STATUS_PENDING'];
}

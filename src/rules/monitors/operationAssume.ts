import { factOf } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import type { LogAssume } from '../../protocol/log.js';
import type { Actor, Cast } from '../cast.js';
import { openSlot } from './operations.js';
import type { OperationBooks } from './operations.js';
import { isNotice, partOf } from './operationTable.js';

type Begun = readonly AnyFunctionName[];

const activation: Begun = ['NdisCmActivateVc', 'NdisMCmActivateVc', 'MiniportCoActivateVc'];
const deactivation: Begun = ['NdisCmDeactivateVc', 'NdisMCmDeactivateVc', 'MiniportCoDeactivateVc'];
const making: Begun = ['NdisClMakeCall', 'ProtocolCmMakeCall'];
const offer: Begun = ['NdisCmDispatchIncomingCall', 'ProtocolClIncomingCall'];
const change: Begun = ['NdisClModifyCallQoS', 'ProtocolCmModifyCallQoS'];

/** A state ending in -ing owes its completion, and so does an offer that is not answered. */
const underWay: ReadonlyMap<string, Begun> = new Map([
  ['af opening', ['NdisClOpenAddressFamilyEx', 'ProtocolCmOpenAf']],
  ['af closing', ['NdisClCloseAddressFamily', 'ProtocolCmCloseAf']],
  ['sap registering', ['NdisClRegisterSap', 'ProtocolCmRegisterSap']],
  ['sap deregistering', ['NdisClDeregisterSap', 'ProtocolCmDeregisterSap']],
  ['vc activating', activation],
  ['vc reactivating', activation],
  ['vc deactivating', deactivation],
  ['party adding', ['NdisClAddParty', 'ProtocolCmAddParty']],
  ['party dropping', ['NdisClDropParty', 'ProtocolCmDropParty']],
  ['call making', making],
  ['call offered', offer],
  ['call modifying', change],
  ['call closing', ['NdisClCloseCall', 'ProtocolCmCloseCall']],
]);

/** What may still be under way beside an answer, or beside the end of a call. */
const crossing: ReadonlyMap<string, Begun> = new Map([
  ['call offered', change],
  ['call accepted', change],
  ['call hungUp', [...offer, ...change]],
  ['call closing', [...making, ...offer, ...change]],
]);

/** Enters what was under way when the log began. */
export function assumeOperations(books: OperationBooks, cast: Cast, record: LogAssume): void {
  const { object, state, args } = record;
  pend(books, cast, record, underWay.get(`${object} ${String(state)}`), false);
  if (object !== 'vc') return;
  const call = `call ${String(args['call'])}`;
  pend(books, cast, record, underWay.get(call), false);
  pend(books, cast, record, crossing.get(call), true);
}

function pend(books: OperationBooks, cast: Cast, record: LogAssume, begun: Begun | undefined, isWaived: boolean): void {
  const { topology } = cast;
  for (const fn of begun ?? []) {
    const part = partOf(fn);
    if (!part) continue;
    const slot = openSlot(books[part.kind], record.handle);
    const isForMcm = isNotice(fn);
    if (isForMcm) slot.notices += topology === 'cm' ? 0 : 1;
    if (isForMcm || (begun?.some(isNotice) === true && topology === 'mcm')) continue;
    slot[part.half].push({
      fn,
      driver: driverIn(cast, record, fn),
      since: record,
      progress: 'pended',
      isWaived,
      isAsked: true,
      due: undefined,
      vc: undefined,
      oid: undefined,
    });
  }
}

/** The driver that asks, or is asked, where the record names it. */
function driverIn(cast: Cast, { args: { client, provider } }: LogAssume, fn: AnyFunctionName): Actor | null {
  const side = factOf(fn).kind === 'ndisCall' ? 'caller' : 'called';
  if (/^(NdisCl|ProtocolCl)/.test(fn)) return typeof client === 'string' ? cast.named(client, fn, side) : null;
  return fn.startsWith('ProtocolCm') && typeof provider === 'string' ? cast.named(provider, fn, side) : null;
}

import { factOf, functions, isFunctionName } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import { rules } from '../../protocol/rules.js';
import type { LogArgs, LogCall, LogStatus } from '../../protocol/log.js';
import type { Role } from '../../protocol/roles.js';
import type { Candidate } from './edits.js';
import { argsOf, handleKinds } from './patient.js';
import type { HandleKind, Patient } from './patient.js';
import { placeText, signature } from './words.js';

/** Something is missing before the wrong record. */
export function* insertions(patient: Patient): Generator<Candidate> {
  const record = patient.records[patient.place];
  if (!record) return;
  yield* missingLists(patient);
  yield* missingHandlers(patient);
  const { message, rule } = patient.violation;
  const said = functionsIn(message);
  const prescribed = functionsIn(rules[rule].rule);
  const own = record.kind === 'call' || record.kind === 'return' ? record.fn : undefined;
  for (const fn of new Set([...(Object.keys(functions) as AnyFunctionName[]), ...said])) {
    if (dataFunctions.has(fn)) continue;
    const nearness = fn === own ? 0 : said.has(fn) ? 1.5 : prescribed.has(fn) ? 0.5 : 0;
    const given = argumentsFor(patient, fn);
    if (Object.keys(given).length === 0 && nearness === 0) continue;
    const base = (said.has(fn) ? 0 : oddity(fn, own)) - nearness;
    for (const [from, to] of waysOf(patient, fn)) {
      const isOfNdis = patient.ndis.has(from);
      if (isOfNdis && patient.culprit !== 'ndis' && !said.has(fn)) continue;
      const cost = base + (isOfNdis ? 2.4 : from === patient.culprit ? 2 : 2.9);
      for (const [n, args] of variants(patient, fn, given).entries()) {
        const isFailure = args.status === 'NDIS_STATUS_FAILURE';
        yield insertion(patient, callOf(patient, fn, [from, to], args), cost + (isFailure ? 0.7 : n / 10));
      }
    }
  }
}

/** The functions that a text names. */
export const functionsIn = (text: string): ReadonlySet<AnyFunctionName> =>
  new Set([...(text.match(/\b(?:Ndis|Protocol|Miniport)\w+/g) ?? [])].filter((name) => isFunctionName(name)));

/** Lists have stories of their own. */
const dataFunctions: ReadonlySet<AnyFunctionName> = new Set<AnyFunctionName>([
  'NdisCoSendNetBufferLists',
  'NdisMCoSendNetBufferListsComplete',
  'MiniportCoSendNetBufferLists',
  'ProtocolCoSendNetBufferListsComplete',
  'NdisMCoIndicateReceiveNetBufferLists',
  'ProtocolCoReceiveNetBufferLists',
]);

/** Nobody makes a thing only in order to do to it what was wrong, or undoes what comes next. */
const births = /CreateVc$|OpenAddressFamily(Ex)?$|OpenAf$|RegisterSap$|RegisterAddressFamilyEx$/;
const opposites = [
  ['ActivateVc', 'DeactivateVc'],
  ['CreateVc', 'DeleteVc'],
  ['RegisterSap', 'DeregisterSap'],
  ['MakeCall', 'CloseCall'],
  ['AddParty', 'DropParty'],
  ['MakeCall', 'DeactivateVc'],
] as const;

function oddity(fn: AnyFunctionName, own: AnyFunctionName | undefined): number {
  const isInverse =
    own !== undefined &&
    opposites.some(
      ([one, other]) => (fn.endsWith(one) && own.endsWith(other)) || (fn.endsWith(other) && own.endsWith(one)),
    );
  const isBirth = births.test(fn) && !fn.includes('Deregister');
  return (isBirth ? 3 : /MakeCall$|AddParty$/.test(fn) ? 1 : 0) + (isInverse ? 3 : 0);
}

/** From whom to whom a function is called: of each kind the driver that the fault concerns most. */
function* waysOf(
  { drivers, culprit, ndis }: Patient,
  fn: AnyFunctionName,
): Generator<readonly [from: string, to: string]> {
  const { kind, calledBy, implementedBy } = factOf(fn);
  const isIntoNdis = kind === 'ndisCall';
  const roles: readonly Role[] = isIntoNdis ? calledBy : implementedBy;
  const isUnknown = !ndis.has(culprit) && !Object.values(drivers).flat().includes(culprit);
  for (const role of roles) {
    const named = role === 'ndis' ? [] : drivers[role].slice(0, 2);
    for (const driver of isUnknown ? [culprit, ...named] : named) {
      yield isIntoNdis ? [driver, 'ndis'] : ['ndis', driver];
    }
  }
}

const parameters: Readonly<Record<HandleKind, RegExp>> = {
  af: /NdisAfHandle|AfContext$/,
  sap: /NdisSapHandle|SapContext$/,
  vc: /NdisVcHandle|VcContext$/,
  party: /NdisPartyHandle|PartyContext$/,
};

function argumentsFor({ handles }: Patient, fn: AnyFunctionName): LogArgs {
  const fact = factOf(fn);
  const names = 'params' in fact ? fact.params.map(({ name }) => name) : [];
  const named = handleKinds.filter(
    (kind) => handles[kind] !== undefined && names.some((name) => parameters[kind].test(name)),
  );
  return Object.fromEntries(named.map((kind) => [kind, handles[kind]]));
}

/** With the statuses that a completion may be given, and the call parameters that the log knows. */
function variants({ records }: Patient, fn: AnyFunctionName, args: LogArgs): readonly LogArgs[] {
  if (/Complete|IncomingCloseCall$|IncomingDropParty$/.test(fn)) {
    const statuses: readonly LogStatus[] = ['NDIS_STATUS_SUCCESS', 'NDIS_STATUS_FAILURE'];
    return statuses.map((status) => ({ ...args, status }));
  }
  if (!/ActivateVc$/.test(fn) || fn.includes('Deactivate')) return [args];
  const known = new Set(records.map((record) => argsOf(record).callParameters).filter((one) => one !== undefined));
  return [args, ...[...known].slice(0, 4).map((callParameters) => ({ ...args, callParameters }))];
}

/** A call that succeeds at once, where the wrong record stands; a callback with the answer that NDIS passes on. */
function callOf(
  { records, place, ndis }: Patient,
  fn: AnyFunctionName,
  [from, to]: readonly [from: string, to: string],
  args: LogArgs,
): LogCall {
  const record = records[place];
  const { n = 0, line = 0 } = record ?? {};
  const thread = record && 'thread' in record ? record.thread : '';
  const isPassedOn = record?.kind === 'return' && ndis.has(from);
  const status = factOf(fn).returns === 'void' ? null : (isPassedOn && record.status) || 'NDIS_STATUS_SUCCESS';
  return { kind: 'call', n, line, fn, from, to, thread, t: undefined, irql: undefined, args, status };
}

function insertion(patient: Patient, call: LogCall, cost: number): Candidate {
  const { records, place, ndis } = patient;
  const record = records[place];
  const what = ndis.has(call.from)
    ? `NDIS calls ${signature(call)} of ${call.to}`
    : `${call.from} calls ${signature(call)}`;
  return {
    cost,
    edit: { kind: 'insert', record: call.n, text: `${what} before ${placeText(record)}` },
    apply: () => [...records.slice(0, place), call, ...records.slice(place)],
  };
}

/** Lists that somebody else still holds: of the VC at fault, and those that the fault names. */
function* missingLists(patient: Patient): Generator<Candidate> {
  const { handles, lists, drivers, violation, culprit } = patient;
  const said = new Set(violation.message.split(/[\s,]+/));
  const named = lists.filter(({ name }) => said.has(name));
  const concerned = named.length > 0 ? named : lists.filter(({ vc }) => vc?.handle === handles.vc);
  const bearer = drivers.mcm[0] ?? drivers.miniport[0];
  const sent = concerned.filter(({ way }) => way === 'send');
  const kept = concerned.filter(({ way }) => way === 'receive');
  const holder = holderOf(patient, new Set(kept.map(({ name }) => name)));
  const ways = [
    ['NdisMCoSendNetBufferListsComplete', bearer, 'ndis', sent],
    ['NdisReturnNetBufferLists', holder, 'ndis', kept],
    ['ProtocolCoSendNetBufferListsComplete', 'ndis', drivers.client[0] ?? drivers.callManager[0], sent],
    ['MiniportReturnNetBufferLists', 'ndis', bearer, kept],
  ] as const;
  for (const [n, [fn, from, to, packets]] of ways.entries()) {
    const [first] = packets;
    if (from === undefined || to === undefined || !first || (n > 1 && culprit !== 'ndis' && bearer)) continue;
    const vc = first.vc?.handle;
    const nbl = packets.filter((one) => one.vc === first.vc).map(({ name }) => name);
    yield insertion(patient, callOf(patient, fn, [from, to], { ...(vc !== undefined && { vc }), nbl }), 1.6 + n / 10);
  }
}

/** To whom lists were indicated. */
function holderOf({ records, drivers }: Patient, names: ReadonlySet<string>): string | undefined {
  const indicated = records.findLast(
    (record) =>
      record.kind === 'call' &&
      record.fn === 'ProtocolCoReceiveNetBufferLists' &&
      record.args.nbl?.some((name) => names.has(name)),
  );
  return indicated?.kind === 'call' ? indicated.to : (drivers.client[0] ?? drivers.callManager[0]);
}

/** Entry points that a driver has not registered. */
function* missingHandlers(patient: Patient): Generator<Candidate> {
  const { culprit, violation } = patient;
  if (culprit === 'ndis' || !violation.rule.startsWith('REG-')) return;
  for (const [n, handlers] of ['PROTOCOL_CO', 'CO_CLIENT', 'CO_CALL_MANAGER', 'MINIPORT_CO'].entries()) {
    const call = callOf(patient, 'NdisSetOptionalHandlers', [culprit, 'ndis'], { handlers });
    yield insertion(patient, call, 0.5 + n / 10);
  }
}

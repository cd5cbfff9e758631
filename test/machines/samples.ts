import type { AnyFates } from '../../machines/chart.js';
import { factOf, isFunctionName } from '../../src/protocol/functions.js';
import { receiveName, sendName } from '../../src/protocol/handles.js';

/** An event as a machine may get it. */
export interface Sample {
  readonly type: string;
}

/** What an event carries besides its type: one entry for each variant. */
export type Payloads = Readonly<Record<string, readonly object[]>>;

const statuses = (...names: string[]) => names.map((name) => ({ status: `NDIS_STATUS_${name}` }));
const outcomes = statuses('SUCCESS', 'RESOURCES');
const results = [...statuses('PENDING'), ...outcomes];
const parameters = [{ callParameters: 'P1' }, { callParameters: 'P2' }];
const lists = (name: typeof sendName) => [{ nbl: [name(1, 1)] }, { nbl: [name(1, 1), name(1, 2)] }];

const suffix = ' returns';
const functionIn = (type: string) => (type.endsWith(suffix) ? type.slice(0, -suffix.length) : type);
const isVoid = (name: string) => isFunctionName(name) && factOf(name).returns === 'void';

type Carried = readonly (readonly [RegExp, readonly object[]])[];

/** What messages carry, by their names. */
const usual: Carried = [
  [/Send\w*Complete$|SendNetBufferLists$/, lists(sendName)],
  [/Indicate\w*Lists$|ReceiveNetBufferLists$/, [...lists(receiveName), { nbl: [receiveName(1, 1)], resources: true }]],
  [/Indicate\w*Lists returns$/, [{ nbl: [receiveName(1, 1)], status: null }]],
  [/ReturnNetBufferLists$/, lists(receiveName)],
  [/ returns$/, results],
  [/Complete(Ex)?$/, outcomes],
  [/IncomingCloseCall$/, statuses('SUCCESS', 'FAILURE')],
  [/MakeCall$/, [{ callParameters: 'P1' }, { callParameters: 'P1', party: 'vc1-party1' }]],
  [/(^|[a-z])ActivateVc$|IncomingCall$|ModifyCallQoS$|IncomingCallQoSChange$/, parameters],
  [/^(channel\.(open|opened)|bearer\.activate|line\.(setup|propose|incoming|proposed))$/, parameters],
  [/^(channel\.refused|bearer\.activationFailed|line\.(hungUp|outcome))$/, outcomes],
  [/^channel\.(send|sent)$/, lists(sendName)],
  [/^channel\.(received|returned)$/, lists(receiveName)],
];

/** What a call into NDIS may lack, or say wrongly. */
const careless: Carried = [
  [/^Ndis\w*CreateVc$/, [{ af: 'af1' }, {}]],
  [/^Ndis(?!\w*Send)\w*Complete$/, results],
  [/^NdisClMakeCall$/, [{ callParameters: 'P1' }, { callParameters: 'P1', party: 'vc1-party1' }, {}]],
  [/^NdisM?Cm(Activate|Dispatch)\w+$/, [{ callParameters: 'P1' }, {}]],
];

const payloadsOf = (type: string, given: Payloads, isContract: boolean): readonly object[] => {
  const own = given[type];
  if (own) {
    return own;
  }
  const found = [...(isContract ? careless : []), ...usual].find(([names]) => names.test(type))?.[1] ?? [{}];
  return type.endsWith(suffix) && isVoid(functionIn(type))
    ? found.map((payload) => ({ ...payload, status: null }))
    : found;
};

/** Answers that a machine may be told to give: to every callback that has a status to answer with. */
const answersIn = (types: readonly string[]): readonly object[] =>
  types
    .filter((type) => /^(Protocol|Miniport)/.test(type) && !isVoid(type))
    .flatMap((event) => statuses('PENDING', 'RESOURCES').map((status) => ({ event, ...status })));

/** Whoever may call the function. */
const callersOf = (type: string): readonly string[] => {
  const name = functionIn(type);
  return isFunctionName(name) ? factOf(name).calledBy : [];
};

/**
 * A small, finite set of events for a machine: every type of its table, each with a few payloads. A machine that stands
 * for a contract is told who called, and hears what is wrong as well.
 */
export const samplesFor = (fates: AnyFates, given: Payloads, isContract: boolean): readonly Sample[] => {
  const types = Object.keys(fates);
  const all: Payloads = { 'answer.next': answersIn(types), ...given };
  return types.flatMap((type) => {
    const events = payloadsOf(type, all, isContract).map((payload) => ({ type, ...payload }));
    const isCalled = isContract && isFunctionName(functionIn(type));
    return isCalled ? events.flatMap((event) => callersOf(type).map((by) => ({ ...event, by }))) : events;
  });
};

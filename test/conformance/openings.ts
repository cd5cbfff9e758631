import type { LogAssume } from '../../src/protocol/log.js';
import type { Topology } from '../../src/protocol/roles.js';
import { players } from './traces.js';
import type { Answers, Manner, Unplaced } from './traces.js';

/** What has to hold before a documented sequence begins. */
export interface Opening {
  readonly assumes: readonly Unplaced[];
  /** Answers that no step of the sequence tells, and that do not follow from the others. */
  readonly answers?: Answers;
}

type Assumption = (topology: Topology) => Omit<LogAssume, 'n' | 'line'>;
type Fields = Readonly<Record<string, unknown>>;

const assume =
  (object: LogAssume['object'], handle: string, state: string | undefined, args: Fields = {}): Assumption =>
  () => ({ kind: 'assume', object, handle, state, args });

const af = assume('af', 'af1', 'open', { client: players.client });
const sap = assume('sap', 'sap1', 'registered', { af: 'af1', client: players.client });
const party = (handle: string, state = 'connected') => assume('party', handle, state, { vc: 'vc1' });
const sent = assume('send', 'list', undefined, { vc: 'vc1', from: players.client });
const received = assume('receive', 'rxList', undefined, { vc: 'vc1' });

const vc =
  (creator: 'client' | 'provider', state: string, call = 'none'): Assumption =>
  (topology) => {
    const provider = topology === 'cm' ? players.callManager : players.mcm;
    const args = { creator: creator === 'client' ? players.client : provider, client: players.client, af: 'af1', call };
    return { kind: 'assume', object: 'vc', handle: 'vc1', state, args };
  };
const connected = [af, vc('client', 'active', 'connected')];
const offerable = [af, sap, vc('provider', 'active')];

/** By the id of a sequence, or of one way through it. What is not here begins with nothing. */
const table: Readonly<Record<string, readonly Assumption[]>> = {
  'SEQ-AF-03': [af],
  'SEQ-AF-04': [af],
  'SEQ-SAP-01': [af],
  'SEQ-SAP-02': [af],
  'SEQ-SAP-03': [af, sap],
  'SEQ-VC-01': [af],
  'SEQ-VC-02': [af],
  'SEQ-VC-03': [af, sap],
  'SEQ-VC-04': [af, sap],
  'SEQ-VC-07': [af, vc('client', 'created', 'making')],
  'SEQ-VC-08': [af, vc('client', 'created', 'making')],
  'SEQ-VC-09': [af, vc('provider', 'active')],
  'SEQ-VC-10': [af, vc('provider', 'active'), sent, received],
  'SEQ-VC-11': [af, vc('provider', 'active')],
  'SEQ-VC-12': connected,
  'SEQ-VC-13a': [af, vc('client', 'created')],
  'SEQ-VC-13b': [af, sap, vc('provider', 'created')],
  'SEQ-VC-14': [af, vc('client', 'created')],
  'SEQ-VC-15': [af, vc('client', 'created')],
  'SEQ-VC-16': [af, vc('provider', 'created')],
  'SEQ-VC-17': [af, vc('provider', 'created')],
  'SEQ-CALL-01': [af],
  'SEQ-CALL-02': [af],
  'SEQ-CALL-03': [af, sap],
  'SEQ-CALL-04': [af, sap],
  'SEQ-CALL-05': connected,
  'SEQ-CALL-06': connected,
  'SEQ-CALL-07': connected,
  'SEQ-CALL-08': connected,
  'SEQ-QOS-01': connected,
  'SEQ-QOS-02': connected,
  'SEQ-PARTY-01': [...connected, party('p1')],
  'SEQ-PARTY-02': [...connected, party('p1'), party('pn')],
  'SEQ-PARTY-03a': [...connected, party('p1'), party('p2')],
  'SEQ-PARTY-03b': [...connected, party('p2')],
  'SEQ-DATA-01': connected,
  'SEQ-DATA-02': connected,
  'SEQ-DATA-03': connected,
  'SEQ-OID-01': connected,
  'SEQ-OID-02': connected,
  'SEQ-OID-03': connected,
  'SEQ-OID-04': connected,
  'SEQ-OID-05': connected,
  'SEQ-STAT-01': connected,
  'SEQ-RESET-01': connected,
  'SEQ-NAME-01': [af, vc('client', 'created')],
  'SEQ-FAIL-01': [af],
  'SEQ-FAIL-02': [af],
  'SEQ-FAIL-03': [af],
  'SEQ-FAIL-04': [af],
  'SEQ-FAIL-05': [af, vc('client', 'created', 'making')],
  'SEQ-FAIL-05c': [af, sap, vc('provider', 'created')],
  'SEQ-FAIL-06': [af, vc('client', 'active', 'modifying')],
  'SEQ-FAIL-07': [af, vc('client', 'created')],
  'SEQ-FAIL-08': offerable,
  'SEQ-FAIL-09': [af, sap, vc('provider', 'active', 'offered')],
  'SEQ-FAIL-10a': connected,
  'SEQ-FAIL-10b': [af, vc('provider', 'active', 'connected')],
  'SEQ-FAIL-11a': [af, vc('client', 'active')],
  'SEQ-FAIL-11b': [af, vc('client', 'deactivating')],
  'SEQ-FAIL-11c': [af, vc('client', 'created')],
  'SEQ-FAIL-11d': [af, vc('client', 'created')],
  'SEQ-FAIL-12': [af, vc('provider', 'created')],
  'SEQ-FAIL-13': [...connected, party('p1')],
  'SEQ-FAIL-14b': connected,
  'SEQ-FAIL-15': [af],
};

/** Sequences about a call that has a party wherever a step says `lastParty|NULL`. */
const withParty: ReadonlySet<string> = new Set([
  'SEQ-CALL-05',
  'SEQ-CALL-06',
  'SEQ-CALL-07',
  'SEQ-CALL-08',
  'SEQ-OID-02',
  'SEQ-OID-04',
  'SEQ-OID-05',
]);

/** `NdisClCloseCall for every call; wait for ProtocolClCloseCallComplete`: what the steps leave out is over. */
const waited: Answers = {
  NdisClDropParty: 'NDIS_STATUS_SUCCESS',
  NdisClCloseCall: 'NDIS_STATUS_SUCCESS',
  NdisClDeregisterSap: 'NDIS_STATUS_SUCCESS',
};

/** What a sequence begins with. */
export function openingOf(
  { id, sequence }: { readonly id: string; readonly sequence: string },
  topology: Topology,
  { isNamed, hasOptional }: Manner,
): Opening {
  const assumes = table[id] ?? table[sequence] ?? [];
  if (sequence === 'SEQ-AF-04' && hasOptional) {
    const before = [af, sap, vc('client', 'created', 'connected'), party('p1'), party('party1')];
    return { assumes: before.map((one) => one(topology)), answers: waited };
  }
  if (sequence === 'SEQ-FAIL-09' && !hasOptional) {
    // Without a deactivation there was nothing to deactivate.
    return { assumes: [af, sap, vc('provider', 'created', 'offered')].map((one) => one(topology)) };
  }
  const all = isNamed && withParty.has(sequence) ? [...assumes, party('party1')] : assumes;
  return { assumes: all.map((one) => one(topology)) };
}

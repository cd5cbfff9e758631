import type { AnyStateMachine } from 'xstate';
import { adapterFates, adapterMachine } from '../../machines/adapter/index.js';
import {
  callFates,
  callMachine,
  callManagerFates,
  callManagerMachine,
  callManagerVcFates,
  callManagerVcMachine,
} from '../../machines/callManager/index.js';
import type { AnyFates } from '../../machines/chart.js';
import { clientFates, clientMachine, clientVcFates, clientVcMachine } from '../../machines/client/index.js';
import { mcmVcFates, mcmVcMachine } from '../../machines/mcm/index.js';
import { miniportFates, miniportMachine, miniportVcFates, miniportVcMachine } from '../../machines/miniport/index.js';
import {
  afFates,
  afMachine,
  ndisFates,
  ndisMachine,
  partyFates,
  partyMachine,
  sapFates,
  sapMachine,
} from '../../machines/ndis/index.js';
import { networkFates, networkMachine } from '../../machines/network/index.js';
import { vcFates, vcMachine } from '../../machines/vc/index.js';
import { samplesFor } from './samples.js';
import type { Payloads, Sample } from './samples.js';

/** A machine, its table of fates, and what to try it with. */
export interface Subject {
  readonly name: string;
  readonly machine: AnyStateMachine;
  readonly fates: AnyFates;
  readonly inputs: readonly object[];
  readonly samples: readonly Sample[];
  /** Snapshots beyond the bound are judged like the others, but what follows them is not looked at. */
  readonly isWithin: (context: Context) => boolean;
}

/** What the contexts of the machines have in common, as far as a bound asks. */
interface Context {
  readonly answers?: Readonly<Record<string, string>>;
  readonly sends?: readonly unknown[];
  readonly receives?: readonly unknown[];
  readonly lent?: readonly unknown[];
  readonly held?: readonly unknown[];
  readonly vcs?: number;
  readonly saps?: number;
  readonly others?: number;
}

interface Trial {
  readonly inputs?: readonly object[];
  readonly payloads?: Payloads;
  /** The machine stands for a contract: it is told who called, and refuses what is wrong. */
  readonly isContract?: boolean;
  readonly isWithin?: Subject['isWithin'];
}

/** Lists under way, answers set in advance, objects counted: no more than so many at a time. */
const atMost =
  (limit: number) =>
  ({ answers = {}, sends = [], receives = [], lent = [], held = [], vcs = 0, saps = 0, others = 0 }: Context) =>
    [Object.keys(answers), sends, receives, lent, held].flat().length + Math.abs(vcs) + Math.abs(saps) + others <=
    limit;

const subject = (
  name: string,
  machine: unknown,
  fates: unknown,
  { inputs = [{}], payloads = {}, isContract = false, isWithin = atMost(1) }: Trial = {},
): Subject => ({
  name,
  machine: machine as AnyStateMachine,
  fates: fates as AnyFates,
  inputs,
  samples: samplesFor(fates as AnyFates, payloads, isContract),
  isWithin,
});

const failing = { status: 'NDIS_STATUS_FAILURE' };

const frame = (fn: string, results: readonly object[] = []) => ({
  frame: { fn, caller: 'client', args: { vc: 'vc1' }, isSignaling: false, results },
});
const result = (callback: string, on: string, status: string) => ({ callback, on, status: `NDIS_STATUS_${status}` });

/** Every machine of the model. */
export const subjects: readonly Subject[] = [
  subject('client', clientMachine, clientFates),
  subject('clientVc', clientVcMachine, clientVcFates, {
    isWithin: ({ answers = {}, sends = [], held = [] }) =>
      Object.keys(answers).length <= 1 && Object.keys(answers).length + sends.length + 2 * held.length <= 2,
    payloads: {
      'answer.next': [
        { event: 'ProtocolCoCreateVc', status: 'NDIS_STATUS_RESOURCES' },
        { event: 'ProtocolCoDeleteVc', status: 'NDIS_STATUS_PENDING' },
        { event: 'ProtocolClIncomingCall', status: 'NDIS_STATUS_FAILURE' },
        { event: 'ProtocolClIncomingCall', status: 'NDIS_STATUS_PENDING' },
        { event: 'ProtocolClIncomingCallQoSChange', status: 'NDIS_STATUS_NOT_ACCEPTED' },
        { event: 'ProtocolClIncomingCallQoSChange', status: 'NDIS_STATUS_INVALID_DATA' },
        { event: 'ProtocolClIncomingCloseCall', status: 'NDIS_STATUS_PENDING' },
        { event: 'ProtocolCoReceiveNetBufferLists', status: 'NDIS_STATUS_SUCCESS' },
      ],
      'client.makeCall': [{}, { multipoint: true }],
      'client.send': [{}, { lists: 2 }],
      'client.answer': [{}, failing],
      ProtocolClIncomingCall: [{ callParameters: 'P1' }],
      ProtocolClIncomingCallQoSChange: [{}],
    },
  }),
  subject('callManager', callManagerMachine, callManagerFates, { inputs: [{ kind: 'NdisCm' }, { kind: 'NdisMCm' }] }),
  subject('callManagerVc', callManagerVcMachine, callManagerVcFates),
  subject('call', callMachine, callFates, {
    inputs: [
      { kind: 'NdisCm' },
      { kind: 'NdisMCm', closes: 'afterDeactivation' },
      { kind: 'NdisMCm', closes: 'beforeDeactivation' },
    ],
    payloads: {
      'answer.next': [
        { event: 'ProtocolCmMakeCall', ...failing },
        { event: 'ProtocolCmModifyCallQoS', ...failing },
        { event: 'ProtocolCmCloseCall', ...failing },
      ],
      'line.incoming': [{ callParameters: 'P1' }],
      'line.proposed': [{ callParameters: 'P2' }],
      ProtocolCmModifyCallQoS: [{ callParameters: 'P2' }],
    },
  }),
  subject('mcmVc', mcmVcMachine, mcmVcFates, {
    inputs: [{ completion: 'ndis' }, { completion: 'self' }, { completion: 'none' }],
  }),
  subject('miniport', miniportMachine, miniportFates),
  subject('miniportVc', miniportVcMachine, miniportVcFates),
  subject('vc', vcMachine, vcFates, { isContract: true }),
  subject('af', afMachine, afFates, { isContract: true, isWithin: atMost(2) }),
  subject('sap', sapMachine, sapFates, { isContract: true }),
  subject('party', partyMachine, partyFates, { isContract: true, isWithin: atMost(2) }),
  subject('ndis', ndisMachine, ndisFates, {
    inputs: [{ topology: 'cm' }, { topology: 'mcm' }],
    payloads: {
      'ndis.call': [frame('NdisCoCreateVc'), frame('NdisClMakeCall')],
      'ndis.resume': [
        frame('NdisCoCreateVc', [result('ProtocolCoCreateVc', 'callManager', 'SUCCESS')]),
        frame('NdisCoCreateVc', [result('ProtocolCoCreateVc', 'callManager', 'PENDING')]),
        frame('NdisCoCreateVc', [result('MiniportCoCreateVc', 'miniport', 'PENDING')]),
        frame('NdisCoDeleteVc', [result('ProtocolCoDeleteVc', 'callManager', 'PENDING')]),
        frame('NdisClMakeCall', [result('ProtocolCmMakeCall', 'callManager', 'PENDING')]),
      ],
    },
  }),
  subject('adapter', adapterMachine, adapterFates, {
    isWithin: atMost(2),
    payloads: {
      'answer.next': [
        { event: 'channel.open', status: 'NDIS_STATUS_PENDING' },
        { event: 'channel.open', status: 'NDIS_STATUS_RESOURCES' },
      ],
      'adapter.sendDone': [{}, { nbl: ['vc1-tx2'] }],
      'adapter.receive': [{}, { lists: 2 }, { resources: true }],
    },
  }),
  subject('network', networkMachine, networkFates),
];

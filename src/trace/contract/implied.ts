import type { AnyFunctionName } from '../../protocol/functions.js';
import type { DriverRole } from '../../protocol/roles.js';
import type { VcEventType } from './vcEvents.js';

/** What a callback tells of a call into NDIS that the log itself may not show: most logs show one driver only. */
export interface Implication {
  /** The calls that NDIS makes it for. Where one of them is under way, the callback tells nothing new. */
  readonly causes: readonly AnyFunctionName[];
  /** What its entry implies, and who must have called. */
  readonly entry?: { readonly type: VcEventType; readonly by: DriverRole };
  /** It passes on a completion, which may long be known. */
  readonly isLate?: true;
  /** What a final answer to it means, and which driver gives it. An answer counts even where the cause is shown. */
  readonly answer?: { readonly type: VcEventType; readonly by: DriverRole };
}

type Row = readonly [callback: AnyFunctionName, implication: Implication];

type Twin =
  | `${'MakeCall' | 'CloseCall' | 'ModifyCallQoS'}Complete`
  | `Dispatch${'IncomingCall' | 'CallConnected' | 'IncomingCloseCall' | 'IncomingCallQoSChange'}`;
const twin = (name: Twin): readonly AnyFunctionName[] => [`NdisCm${name}`, `NdisMCm${name}`];

/** A request that NDIS hands from the client to the call manager. */
const request = (name: 'MakeCall' | 'CloseCall' | 'ModifyCallQoS'): Row => [
  `ProtocolCm${name}`,
  {
    causes: [`NdisCl${name}`],
    entry: { type: `NdisCl${name}`, by: 'client' },
    answer: { type: `NdisCm${name}Complete`, by: 'callManager' },
  },
];
/** A completion that NDIS hands from the call manager to the client. */
const completion = (name: 'MakeCall' | 'CloseCall' | 'ModifyCallQoS'): Row => [
  `ProtocolCl${name}Complete`,
  {
    causes: twin(`${name}Complete`),
    entry: { type: `NdisCm${name}Complete`, by: 'callManager' },
    isLate: true,
  },
];
/** News that NDIS hands from the call manager to the client. */
const indication = (
  callback: AnyFunctionName,
  name: 'DispatchCallConnected' | 'DispatchIncomingCloseCall' | 'DispatchIncomingCallQoSChange',
): Row => [callback, { causes: twin(name), entry: { type: `NdisCm${name}`, by: 'callManager' } }];

const deletions: readonly AnyFunctionName[] = [
  'NdisCoDeleteVc',
  'NdisMCmDeleteVc',
  'NdisCoCreateVc',
  'NdisMCmCreateVc',
];

const rows: readonly Row[] = [
  [
    'MiniportCoActivateVc',
    {
      causes: ['NdisCmActivateVc'],
      entry: { type: 'NdisCmActivateVc', by: 'callManager' },
      answer: { type: 'NdisMCoActivateVcComplete', by: 'miniport' },
    },
  ],
  [
    'MiniportCoDeactivateVc',
    {
      causes: ['NdisCmDeactivateVc'],
      entry: { type: 'NdisCmDeactivateVc', by: 'callManager' },
      answer: { type: 'NdisMCoDeactivateVcComplete', by: 'miniport' },
    },
  ],
  [
    'ProtocolCmActivateVcComplete',
    {
      causes: ['NdisMCoActivateVcComplete'],
      entry: { type: 'NdisMCoActivateVcComplete', by: 'miniport' },
      isLate: true,
    },
  ],
  [
    'ProtocolCmDeactivateVcComplete',
    {
      causes: ['NdisMCoDeactivateVcComplete'],
      entry: { type: 'NdisMCoDeactivateVcComplete', by: 'miniport' },
      isLate: true,
    },
  ],
  request('MakeCall'),
  request('CloseCall'),
  request('ModifyCallQoS'),
  completion('MakeCall'),
  completion('CloseCall'),
  completion('ModifyCallQoS'),
  [
    'ProtocolClIncomingCall',
    {
      causes: twin('DispatchIncomingCall'),
      entry: { type: 'NdisCmDispatchIncomingCall', by: 'callManager' },
      answer: { type: 'NdisCmDispatchIncomingCall returns', by: 'client' },
    },
  ],
  [
    'ProtocolCmIncomingCallComplete',
    {
      causes: ['NdisClIncomingCallComplete'],
      entry: { type: 'NdisClIncomingCallComplete', by: 'client' },
      isLate: true,
    },
  ],
  indication('ProtocolClCallConnected', 'DispatchCallConnected'),
  indication('ProtocolClIncomingCloseCall', 'DispatchIncomingCloseCall'),
  indication('ProtocolClIncomingCallQoSChange', 'DispatchIncomingCallQoSChange'),
  ['ProtocolCoDeleteVc', { causes: deletions, answer: { type: 'NdisCoDeleteVc', by: 'client' } }],
  ['MiniportCoDeleteVc', { causes: deletions, answer: { type: 'NdisCoDeleteVc', by: 'client' } }],
];

/** What each callback implies. Those of data are about lists, and stand with them. */
export const implications: ReadonlyMap<AnyFunctionName, Implication> = new Map(rows);

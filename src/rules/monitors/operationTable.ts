import type { AnyFunctionName } from '../../protocol/functions.js';

/** What NDIS hands from one driver to another, and what may therefore pend. */
export type OperationKind =
  | 'openAf'
  | 'closeAf'
  | 'notifyCloseAf'
  | 'registerSap'
  | 'deregisterSap'
  | 'activate'
  | 'deactivate'
  | 'makeCall'
  | 'incomingCall'
  | 'modifyCall'
  | 'closeCall'
  | 'addParty'
  | 'dropParty'
  | 'request'
  | 'reset';

/** Every operation has two halves: what one driver has asked of NDIS, and what NDIS has asked of another for it. */
export type Half = 'above' | 'below';

/** What a function does to an operation. */
export interface Part {
  readonly kind: OperationKind;
  readonly half: Half;
  readonly does: 'begin' | 'complete';
  /** By which argument the operation is known. */
  readonly object: 'af' | 'sap' | 'vc' | 'party' | 'request' | 'none';
}

interface Row {
  readonly kind: OperationKind;
  readonly object: Part['object'];
  /** What asks NDIS, and how NDIS answers when it has pended. */
  readonly above: readonly [begin: readonly AnyFunctionName[], complete: readonly AnyFunctionName[]];
  /** How NDIS asks the other driver, and how that one answers when it has pended. */
  readonly below: readonly [begin: readonly AnyFunctionName[], complete: readonly AnyFunctionName[]];
}

const rows: readonly Row[] = [
  {
    kind: 'openAf',
    object: 'af',
    above: [['NdisClOpenAddressFamilyEx'], ['ProtocolClOpenAfCompleteEx']],
    below: [['ProtocolCmOpenAf'], ['NdisCmOpenAddressFamilyComplete', 'NdisMCmOpenAddressFamilyComplete']],
  },
  {
    kind: 'closeAf',
    object: 'af',
    above: [['NdisClCloseAddressFamily'], ['ProtocolClCloseAfComplete']],
    below: [['ProtocolCmCloseAf'], ['NdisCmCloseAddressFamilyComplete', 'NdisMCmCloseAddressFamilyComplete']],
  },
  {
    kind: 'notifyCloseAf',
    object: 'af',
    above: [['NdisCmNotifyCloseAddressFamily', 'NdisMCmNotifyCloseAddressFamily'], ['ProtocolCmNotifyCloseAfComplete']],
    below: [['ProtocolClNotifyCloseAf'], ['NdisClNotifyCloseAddressFamilyComplete']],
  },
  {
    kind: 'registerSap',
    object: 'sap',
    above: [['NdisClRegisterSap'], ['ProtocolClRegisterSapComplete']],
    below: [['ProtocolCmRegisterSap'], ['NdisCmRegisterSapComplete', 'NdisMCmRegisterSapComplete']],
  },
  {
    kind: 'deregisterSap',
    object: 'sap',
    above: [['NdisClDeregisterSap'], ['ProtocolClDeregisterSapComplete']],
    below: [['ProtocolCmDeregisterSap'], ['NdisCmDeregisterSapComplete', 'NdisMCmDeregisterSapComplete']],
  },
  {
    kind: 'activate',
    object: 'vc',
    above: [['NdisCmActivateVc', 'NdisMCmActivateVc'], ['ProtocolCmActivateVcComplete']],
    below: [['MiniportCoActivateVc'], ['NdisMCoActivateVcComplete']],
  },
  {
    kind: 'deactivate',
    object: 'vc',
    above: [['NdisCmDeactivateVc', 'NdisMCmDeactivateVc'], ['ProtocolCmDeactivateVcComplete']],
    below: [['MiniportCoDeactivateVc'], ['NdisMCoDeactivateVcComplete']],
  },
  {
    kind: 'makeCall',
    object: 'vc',
    above: [['NdisClMakeCall'], ['ProtocolClMakeCallComplete']],
    below: [['ProtocolCmMakeCall'], ['NdisCmMakeCallComplete', 'NdisMCmMakeCallComplete']],
  },
  {
    kind: 'incomingCall',
    object: 'vc',
    above: [['NdisCmDispatchIncomingCall', 'NdisMCmDispatchIncomingCall'], ['ProtocolCmIncomingCallComplete']],
    below: [['ProtocolClIncomingCall'], ['NdisClIncomingCallComplete']],
  },
  {
    kind: 'modifyCall',
    object: 'vc',
    above: [['NdisClModifyCallQoS'], ['ProtocolClModifyCallQoSComplete']],
    below: [['ProtocolCmModifyCallQoS'], ['NdisCmModifyCallQoSComplete', 'NdisMCmModifyCallQoSComplete']],
  },
  {
    kind: 'closeCall',
    object: 'vc',
    above: [['NdisClCloseCall'], ['ProtocolClCloseCallComplete']],
    below: [['ProtocolCmCloseCall'], ['NdisCmCloseCallComplete', 'NdisMCmCloseCallComplete']],
  },
  {
    kind: 'addParty',
    object: 'party',
    above: [['NdisClAddParty'], ['ProtocolClAddPartyComplete']],
    below: [['ProtocolCmAddParty'], ['NdisCmAddPartyComplete', 'NdisMCmAddPartyComplete']],
  },
  {
    kind: 'dropParty',
    object: 'party',
    above: [['NdisClDropParty'], ['ProtocolClDropPartyComplete']],
    below: [['ProtocolCmDropParty'], ['NdisCmDropPartyComplete', 'NdisMCmDropPartyComplete']],
  },
  {
    kind: 'request',
    object: 'request',
    above: [['NdisCoOidRequest', 'NdisMCmOidRequest'], ['ProtocolCoOidRequestComplete']],
    below: [
      ['ProtocolCoOidRequest', 'MiniportCoOidRequest'],
      ['NdisCoOidRequestComplete', 'NdisMCmOidRequestComplete', 'NdisMCoOidRequestComplete'],
    ],
  },
  { kind: 'reset', object: 'none', above: [[], []], below: [['MiniportResetEx'], ['NdisMResetComplete']] },
];

const parts = new Map<AnyFunctionName, Part>();
const completions = new Map<string, readonly AnyFunctionName[]>();
for (const { kind, object, above, below } of rows) {
  for (const [half, [begin, complete]] of [
    ['above', above],
    ['below', below],
  ] as const) {
    for (const fn of begin) parts.set(fn, { kind, half, object, does: 'begin' });
    for (const fn of complete) parts.set(fn, { kind, half, object, does: 'complete' });
    completions.set(kind + half, complete);
  }
}

/** What a function does to an operation; `undefined` for those that neither begin nor complete one. */
export const partOf = (fn: AnyFunctionName): Part | undefined => parts.get(fn);

/** Every function that begins or completes an operation. */
export const operationFunctions: readonly AnyFunctionName[] = [...parts.keys()];

/** Every kind of operation. */
export const operationKinds: readonly OperationKind[] = rows.map(({ kind }) => kind);

/** Those that are about a VC, and end with it. */
export const vcOperations: readonly OperationKind[] = rows
  .filter(({ object }) => object === 'vc')
  .map(({ kind }) => kind);

/** NDIS only takes note of what an MCM has done itself: it may tell so, and need not (AMB-02). */
export const isNotice = (fn: AnyFunctionName): boolean => fn === 'NdisMCmActivateVc' || fn === 'NdisMCmDeactivateVc';

/** The completion that a function asks for when it has pended, as the driver in question would call it. */
export function completionOf(fn: AnyFunctionName, isMcm: boolean): AnyFunctionName {
  const part = parts.get(fn);
  if (fn === 'MiniportCoOidRequest') return 'NdisMCoOidRequestComplete';
  const names = part ? (completions.get(part.kind + part.half) ?? []) : [];
  return names.find((name) => name.startsWith('NdisMCm') === isMcm) ?? names[0] ?? fn;
}

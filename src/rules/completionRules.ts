import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { RuleId } from '../protocol/rules.js';

/** The rules that a completion can break. */
export interface CompletionRules {
  /** Nothing has pended that it could complete. */
  readonly none: RuleId;
  /** It has come already. */
  readonly twice: RuleId;
  /** It says NDIS_STATUS_PENDING. */
  readonly pending: RuleId;
  /** It never comes. */
  readonly missing: RuleId;
}

/** A driver's completion that a page counts: exactly one. */
const counted = (rule: RuleId): CompletionRules => ({
  none: 'ASYNC-03',
  twice: rule,
  pending: 'ASYNC-03',
  missing: rule,
});
/** A callback of NDIS, which must not come after a final return. */
const delivered = (none: RuleId): CompletionRules => ({
  none,
  twice: 'ASYNC-02',
  pending: 'ASYNC-03',
  missing: 'ASYNC-02',
});

const byDriver: CompletionRules = { none: 'ASYNC-03', twice: 'ASYNC-03', pending: 'ASYNC-03', missing: 'ASYNC-02' };
const byNdis = delivered('ASYNC-01');

const specific: Readonly<Record<string, CompletionRules>> = {
  OpenAddressFamilyComplete: counted('AF-10'),
  CloseAddressFamilyComplete: counted('AF-32'),
  NdisClNotifyCloseAddressFamilyComplete: { ...counted('AF-21'), none: 'AF-21' },
  ProtocolCmNotifyCloseAfComplete: delivered('AF-23'),
  RegisterSapComplete: counted('SAP-03'),
  DeregisterSapComplete: counted('SAP-10'),
  NdisMCoActivateVcComplete: { none: 'VC-ACT-18', twice: 'VC-ACT-07', pending: 'VC-ACT-18', missing: 'VC-ACT-07' },
  NdisMCoDeactivateVcComplete: {
    none: 'VC-DEACT-18',
    twice: 'VC-DEACT-07',
    pending: 'VC-DEACT-18',
    missing: 'VC-DEACT-07',
  },
  ProtocolCmActivateVcComplete: { ...delivered('VC-ACT-08'), twice: 'VC-ACT-07', missing: 'VC-ACT-07' },
  ProtocolCmDeactivateVcComplete: { ...delivered('VC-DEACT-08'), twice: 'VC-DEACT-07', missing: 'VC-DEACT-07' },
  MakeCallComplete: counted('CALL-OUT-07'),
  ProtocolClMakeCallComplete: delivered('CALL-OUT-08'),
  NdisClIncomingCallComplete: {
    none: 'CALL-IN-22',
    twice: 'CALL-IN-06',
    pending: 'CALL-IN-06',
    missing: 'CALL-IN-06',
  },
  ProtocolCmIncomingCallComplete: delivered('CALL-IN-07'),
  ModifyCallQoSComplete: counted('QOS-CL-05'),
  ProtocolClModifyCallQoSComplete: delivered('QOS-CL-08'),
  CloseCallComplete: counted('CALL-CLOSE-06'),
  ProtocolClCloseCallComplete: delivered('CALL-CLOSE-13'),
  AddPartyComplete: counted('PARTY-03'),
  DropPartyComplete: counted('PARTY-10'),
  OidRequestComplete: counted('OID-20'),
};

/** The rules about a completion function; NdisCm… and NdisMCm… are one. */
export function completionRules(fn: AnyFunctionName): CompletionRules {
  const common = fn.replace(/^Ndis(M?Cm|Co|MCo)(?=\w+Complete$)/, '');
  return specific[fn] ?? specific[common] ?? (factOf(fn).kind === 'ndisCall' ? byDriver : byNdis);
}

/** The rule that forbids a function to pend. */
export function pendingRuleOf(fn: AnyFunctionName): RuleId {
  switch (fn) {
    case 'MiniportCoCreateVc':
      return 'VC-CREATE-08';
    case 'ProtocolCoCreateVc':
      return 'VC-CREATE-09';
    case 'MiniportCoDeleteVc':
    case 'ProtocolCoDeleteVc':
      return 'VC-DEL-07';
    default:
      return 'ASYNC-05';
  }
}

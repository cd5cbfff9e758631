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
/** The page that counts it speaks of everything else as well. */
const always = (rule: RuleId): CompletionRules => ({ none: rule, twice: rule, pending: rule, missing: rule });
/** A callback of NDIS, which must not come after a final return. */
const delivered = (none: RuleId): CompletionRules => ({
  none,
  twice: 'ASYNC-02',
  pending: 'ASYNC-03',
  missing: 'ASYNC-02',
});

const byDriver: CompletionRules = { none: 'ASYNC-03', twice: 'ASYNC-03', pending: 'ASYNC-03', missing: 'ASYNC-02' };
const byNdis = delivered('ASYNC-01');

/** An MCM's own completion events, of which there are none or one. */
export const mcmEvent: CompletionRules = always('MCM-12');

const specific: Readonly<Record<string, CompletionRules>> = {
  OpenAddressFamilyComplete: always('AF-10'),
  CloseAddressFamilyComplete: { ...always('AF-32'), pending: 'AF-18' },
  NdisClNotifyCloseAddressFamilyComplete: { ...always('AF-21'), pending: 'ASYNC-03' },
  ProtocolCmNotifyCloseAfComplete: { ...always('AF-23'), pending: 'ASYNC-03' },
  RegisterSapComplete: always('SAP-03'),
  DeregisterSapComplete: always('SAP-10'),
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
  NdisClIncomingCallComplete: { ...always('CALL-IN-06'), none: 'CALL-IN-22' },
  ProtocolCmIncomingCallComplete: delivered('CALL-IN-07'),
  ModifyCallQoSComplete: counted('QOS-CL-05'),
  ProtocolClModifyCallQoSComplete: delivered('QOS-CL-08'),
  CloseCallComplete: counted('CALL-CLOSE-06'),
  ProtocolClCloseCallComplete: delivered('CALL-CLOSE-13'),
  AddPartyComplete: counted('PARTY-03'),
  DropPartyComplete: counted('PARTY-10'),
  OidRequestComplete: { ...always('OID-20'), none: 'ASYNC-03' },
  ProtocolCoOidRequestComplete: { none: 'OID-03', twice: 'OID-20', pending: 'OID-20', missing: 'OID-03' },
};

/** The rules about a completion function; NdisCm… and NdisMCm… are one. */
export function completionRules(fn: AnyFunctionName): CompletionRules {
  const common = fn.replace(/^Ndis(M?Cm|Co|MCo)(?=\w+Complete$)/, '');
  return specific[fn] ?? specific[common] ?? (factOf(fn).kind === 'ndisCall' ? byDriver : byNdis);
}

/** Every rule that a completion can break. */
export const everyCompletionRule: readonly RuleId[] = [
  ...new Set(
    [...Object.values(specific), byDriver, byNdis, mcmEvent].flatMap((rules) => Object.values(rules) as RuleId[]),
  ),
].sort();

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

import type { AnyFunctionName } from '../protocol/functions.js';
import type { DriverRole } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';

/** The rule that a driver breaks by calling a function of another kind of driver. */
export function ruleAgainst(fn: AnyFunctionName, caller: DriverRole): RuleId {
  if (caller === 'mcm') return mcmRule(fn);
  if (caller === 'callManager' && /^NdisMCm(Dea|A)ctivateVc$/.test(fn)) return 'MCM-09';
  switch (fn) {
    case 'NdisCmActivateVc':
    case 'NdisMCmActivateVc':
      return 'VC-ACT-02';
    case 'NdisCmDeactivateVc':
    case 'NdisMCmDeactivateVc':
      return 'VC-DEACT-11';
    case 'NdisCoCreateVc':
    case 'NdisMCmCreateVc':
      return 'VC-CREATE-17';
    case 'NdisCoDeleteVc':
      return 'VC-DEL-01';
    case 'NdisMCmDeleteVc':
      return 'VC-DEL-12';
    case 'NdisCoOidRequest':
    case 'NdisMCmOidRequest':
      return 'OID-02';
    case 'NdisCoOidRequestComplete':
    case 'NdisMCmOidRequestComplete':
    case 'NdisMCoOidRequestComplete':
      return 'OID-04';
    case 'NdisClOpenAddressFamilyEx':
      return caller === 'callManager' ? 'REG-08' : 'REG-02';
    default:
      return fn.startsWith('NdisMCm') ? 'MCM-09' : 'REG-02';
  }
}

function mcmRule(fn: AnyFunctionName): RuleId {
  switch (fn) {
    case 'NdisCoCreateVc':
    case 'NdisCoDeleteVc':
      return 'MCM-03';
    case 'NdisCmActivateVc':
    case 'NdisCmDeactivateVc':
      return 'MCM-04';
    case 'NdisCmRegisterAddressFamilyEx':
      return 'AF-02';
    case 'NdisCoSendNetBufferLists':
      return 'MCM-08';
    case 'NdisMCoActivateVcComplete':
    case 'NdisMCoDeactivateVcComplete':
      return 'MCM-15';
    case 'NdisCoAssignInstanceName':
      return 'NAME-01';
    default:
      return fn.startsWith('NdisCm') || fn.startsWith('NdisCoOid') ? 'MCM-07' : 'REG-02';
  }
}

/** The rule that NDIS breaks by calling an entry point that an MCM does not have. */
export function ruleAgainstCallback(fn: AnyFunctionName): RuleId | undefined {
  switch (fn) {
    case 'MiniportCoCreateVc':
    case 'MiniportCoDeleteVc':
      return 'MCM-01';
    case 'MiniportCoActivateVc':
    case 'MiniportCoDeactivateVc':
      return 'MCM-14';
    default:
      return undefined;
  }
}

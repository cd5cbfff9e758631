import type { AnyFunctionName } from '../protocol/functions.js';
import type { DriverRole } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';

/** The rule that a driver breaks by calling a function of another kind of driver. */
export function ruleAgainst(fn: AnyFunctionName, caller: DriverRole): RuleId {
  if (caller === 'mcm') {
    return mcmRule(fn);
  }
  if (fn === 'NdisCmActivateVc' || fn === 'NdisMCmActivateVc') {
    return 'VC-ACT-02';
  }
  if (fn === 'NdisCmDeactivateVc' || fn === 'NdisMCmDeactivateVc') {
    return 'VC-DEACT-11';
  }
  if (fn.startsWith('NdisMCm')) {
    return fn === 'NdisMCmCreateVc' ? 'VC-CREATE-17' : 'MCM-09';
  }
  if (fn === 'NdisCoCreateVc') {
    return 'VC-CREATE-17';
  }
  return fn === 'NdisCoDeleteVc' ? 'VC-DEL-01' : 'REG-02';
}

function mcmRule(fn: AnyFunctionName): RuleId {
  switch (fn) {
    case 'NdisCoCreateVc':
    case 'NdisCoDeleteVc':
      return 'MCM-03';
    case 'NdisCmActivateVc':
    case 'NdisCmDeactivateVc':
      return 'MCM-04';
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

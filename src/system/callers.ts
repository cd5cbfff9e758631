import { factOf } from '../protocol/functions.js';
import type { AnyFunctionName } from '../protocol/functions.js';
import type { DriverRole } from '../protocol/roles.js';
import { ruleAgainst } from '../rules/index.js';
import type { Judgement } from '../../machines/judge.js';

/** Refuses a function of NDIS to a kind of driver that may not call it. */
export function forbiddenCaller(fn: AnyFunctionName, caller: DriverRole): Judgement | undefined {
  return factOf(fn).calledBy.includes(caller)
    ? undefined
    : { verdict: 'illegal', rule: ruleAgainst(fn, caller), status: 'NDIS_STATUS_FAILURE' };
}

import { factOf } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import { isAbove } from '../../protocol/irql.js';
import type { Irql } from '../../protocol/irql.js';
import type { RuleId } from '../../protocol/rules.js';
import { nothing } from '../monitor.js';
import type { Monitor } from '../monitor.js';
import { isSelfCall } from '../steps.js';

/** The pages leave out the "less or equal" sign. */
const unsigned: readonly AnyFunctionName[] = [
  'NdisCoAssignInstanceName',
  'NdisCoGetTapiCallId',
  'NdisClGetProtocolVcContextFromTapiCallId',
];

/** The rule that limits the level of a function, and the limit. Functions of the binding have their own pages. */
function limitOf(fn: AnyFunctionName): { readonly rule: RuleId; readonly limit: Irql } {
  const fact = factOf(fn);
  if (unsigned.includes(fn)) return { rule: 'IRQL-04', limit: fact.irql };
  const isRuled = 'layer' in fact || fn === 'NdisSetOptionalHandlers';
  if (fact.irql !== 'PASSIVE_LEVEL' || !isRuled) return { rule: 'IRQL-01', limit: 'DISPATCH_LEVEL' };
  return { rule: fact.kind === 'ndisCall' ? 'IRQL-02' : 'IRQL-03', limit: 'PASSIVE_LEVEL' };
}

/** Calls above the limit of their function. */
export const irql: Monitor = {
  name: 'irql',
  rules: ['IRQL-01', 'IRQL-02', 'IRQL-03', 'IRQL-04'],
  judge(_, step) {
    if (step.kind !== 'call' || step.irql === undefined || isSelfCall(step.frame)) return nothing;
    const { fn, from } = step.frame;
    const { rule, limit } = limitOf(fn);
    if (!isAbove(step.irql, limit)) return nothing;
    return [{ rule, by: from, message: `${from} calls ${fn} at ${step.irql}, above ${limit}` }];
  },
};

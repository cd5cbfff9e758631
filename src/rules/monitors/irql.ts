import { factOf, functions, sharedFunctions } from '../../protocol/functions.js';
import type { AnyFunctionName } from '../../protocol/functions.js';
import { irqlLevel } from '../../protocol/irql.js';
import type { Irql } from '../../protocol/irql.js';
import type { RuleId } from '../../protocol/rules.js';
import { monitor } from '../monitor.js';
import { deed } from '../words.js';

/** The pages leave out the "less or equal" sign. */
const unsigned: ReadonlySet<AnyFunctionName> = new Set([
  'NdisCoAssignInstanceName',
  'NdisCoGetTapiCallId',
  'NdisClGetProtocolVcContextFromTapiCallId',
]);

interface Limit {
  readonly rule: RuleId;
  readonly irql: Irql;
  readonly level: number;
}

/** The highest level of a function, and the rule that says so. Functions of the binding have their own pages. */
function limitOf(fn: AnyFunctionName): Limit {
  const fact = factOf(fn);
  const isCall = fact.kind === 'ndisCall';
  const isPassive = fact.irql === 'PASSIVE_LEVEL' && ('layer' in fact || fn === 'NdisSetOptionalHandlers');
  const irql = isPassive ? 'PASSIVE_LEVEL' : 'DISPATCH_LEVEL';
  const rule = !isCall ? 'IRQL-03' : unsigned.has(fn) ? 'IRQL-04' : isPassive ? 'IRQL-02' : 'IRQL-01';
  return { rule, irql, level: irqlLevel(irql) };
}

const limits = new Map<AnyFunctionName, Limit>();
for (const fn of [...Object.keys(functions), ...Object.keys(sharedFunctions)] as AnyFunctionName[]) {
  limits.set(fn, limitOf(fn));
}

/** Calls above the highest level of their function, where a record carries the level. */
export const irql = monitor({
  name: 'irql',
  rules: ['IRQL-01', 'IRQL-02', 'IRQL-03', 'IRQL-04'],
  called(scene, frame) {
    const { irql: level } = frame.record;
    if (level === undefined || level === 0 || frame.isPrivate) return;
    const limit = limits.get(frame.fn);
    if (!limit || level <= limit.level) return;
    scene.report({
      rule: limit.rule,
      by: frame.from.role === 'ndis' ? 'ndis' : frame.from,
      message: `${deed(frame)} at ${nameOf(level)}, where ${limit.irql} is the highest level for it`,
    });
  },
});

const nameOf = (level: number): string => ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL'][level] ?? `IRQL ${level}`;

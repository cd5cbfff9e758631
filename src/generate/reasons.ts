import { rules } from '../protocol/rules.js';
import { urlOf } from '../protocol/sources.js';
import type { DimensionCoverage } from './coverage.types.js';
import type { Draft } from './assemble.js';
import type { Dimension, Reason } from './suite.types.js';

/** What says most about a test comes first. */
const order: readonly Dimension[] = [
  'scenarios',
  'guards',
  'rules',
  'transitions',
  'statuses',
  'events',
  'states',
  'pairs',
];

/** Why each test exists, by its name: everything that no test before it has met. */
export function reasonsIn(dimensions: readonly DimensionCoverage[]): ReadonlyMap<string, readonly Reason[]> {
  const reasons = new Map<string, Reason[]>();
  const sorted = [...dimensions].sort((a, b) => order.indexOf(a.dimension) - order.indexOf(b.dimension));
  for (const { dimension, items } of sorted) {
    for (const { name, by, rule, source } of items) {
      if (by === undefined) continue;
      const reason: Reason = {
        covers: dimension,
        name,
        ...(rule && { rule }),
        ...(source !== undefined && { source }),
      };
      const known = reasons.get(by);
      if (known) known.push(reason);
      else reasons.set(by, [reason]);
    }
  }
  return reasons;
}

/** The reasons of a test of something illegal: the rules that it breaks. */
export function offencesOf({
  steps,
  illegalAt,
  broken,
}: Pick<Draft, 'steps' | 'illegalAt' | 'broken'>): readonly Reason[] {
  const text = illegalAt === undefined ? '' : (steps[illegalAt]?.text ?? '');
  return broken.map((rule) => ({
    covers: 'rules',
    name: `${rule} against ${text}`,
    rule,
    source: urlOf(rules[rule].source),
  }));
}

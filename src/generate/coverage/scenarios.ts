import type { AnyFunctionName } from '../../protocol/functions.js';
import { sequenceIds, stepsFor, variantsOf } from '../../protocol/sequences.js';
import type { SequenceStep } from '../../protocol/sequences.js';
import type { Topology } from '../../protocol/roles.js';
import type { TraceRecord } from '../../protocol/trace.js';
import { alignHappenings, happeningsIn } from '../../scenario/index.js';

/** One documented way through a sequence, and the calls of its client, without which it cannot have happened. */
interface Documented {
  readonly name: string;
  readonly steps: readonly SequenceStep[];
  readonly needs: ReadonlySet<AnyFunctionName>;
}

/** The documented sequences of a topology, by the names under which coverage lists them. */
export const documentedScenarios = (topology: Topology): readonly Documented[] =>
  sequenceIds
    .flatMap((id) => variantsOf(id))
    .filter(({ topologies, steps }) => topologies.includes(topology) && steps.length > 0)
    .map((variant): Documented => {
      const steps = stepsFor(variant, topology);
      const calls = steps.flatMap(({ kind, from, fn, optional }) =>
        kind === 'call' && from === 'client' && fn !== undefined && !optional ? [fn] : [],
      );
      return { name: `${variant.id}: ${variant.title}`, steps, needs: new Set(calls) };
    });

/** Which of some documented sequences a trace shows. */
export function scenariosIn(records: readonly TraceRecord[], documented: readonly Documented[]): readonly string[] {
  const called = new Set(records.flatMap((record) => (record.kind === 'call' ? [record.fn] : [])));
  const possible = documented.filter(({ needs }) => [...needs].every((fn) => called.has(fn)));
  if (possible.length === 0) return [];
  const happenings = happeningsIn(records);
  return possible.filter(({ steps }) => alignHappenings(steps, happenings).reproduced).map(({ name }) => name);
}

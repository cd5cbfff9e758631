import { fateOf, leavesOf } from '../../machines/chart.js';
import { judge } from '../../machines/judge.js';
import type { ActorState } from '../../machines/judge.js';
import type { Part } from './parts.js';

/** What a chart did with an event, and where it stood before and after. */
export interface Landing {
  readonly before: ActorState;
  readonly after: ActorState;
  readonly isTaken: boolean;
}

/** What a chart did with an event although its table of fates says otherwise: a clause, or nothing where they agree. */
export function disagreement(
  { fates }: Part,
  event: { readonly type: string },
  { before, after, isTaken }: Landing,
): string | undefined {
  if (!Object.hasOwn(fates, event.type)) return undefined;
  const judgement = judge(fates, before, event);
  if (judgement.verdict === 'illegal') return `is given what breaks ${judgement.rule} there`;
  if (judgement.verdict !== 'legal') return undefined;
  if (!isTaken) return 'does not take it, although it is legal there';
  const leaves = leavesOf(after.value);
  for (const leaf of leavesOf(before.value)) {
    const cell = fateOf(fates, leaf, event.type);
    if (cell?.fate !== 'next') continue;
    const allowed = cell.to.length > 0 ? cell.to : [leaf];
    if (!allowed.some((one) => leaves.includes(one))) {
      return `goes from ${leaf} to ${leaves.join(' and ')}, and should be in ${allowed.join(' or ')}`;
    }
  }
  return undefined;
}

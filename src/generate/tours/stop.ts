import type { Dimension } from '../suite.types.js';

/** Whether to go on: not yet, it is enough, or it will never be. */
export type Verdict = 'go on' | 'enough' | 'never';

/** How much of one dimension has been met, how much there is, and how much of it any way can meet. */
export interface Share {
  readonly covered: number;
  readonly total: number;
  readonly attainable: number;
}

/** How far one has come. What is not measured is missing. */
export interface Progress {
  readonly tests: number;
  readonly steps: number;
  readonly shares: Readonly<Partial<Record<Dimension, Share>>>;
  /** By name. */
  readonly goals: Readonly<Record<string, 'reached' | 'ahead' | 'out of reach'>>;
}

/** When to stop. Plain data: it can be compared, and told as text. */
export type Stop =
  | { readonly kind: 'tests' | 'steps'; readonly count: number }
  | { readonly kind: 'share'; readonly dimension: Dimension; readonly percent: number }
  | { readonly kind: 'goal'; readonly goal: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Stop[] };

/** After so many tests. */
export const tests = (count: number): Stop => ({ kind: 'tests', count });

/** After so many steps, over all tests. */
export const steps = (count: number): Stop => ({ kind: 'steps', count });

/** When at least so many percent of a dimension are covered. */
export const atLeast = (percent: number, dimension: Dimension): Stop => ({ kind: 'share', dimension, percent });

/** When a goal, by its name, has been reached. */
export const until = (goal: string): Stop => ({ kind: 'goal', goal });

/** When it is enough for all; of none, at once. */
export const and = (...parts: readonly Stop[]): Stop => joined('and', parts);

/** When it is enough for one; of none, never. */
export const or = (...parts: readonly Stop[]): Stop => joined('or', parts);

const joined = (kind: 'and' | 'or', parts: readonly Stop[]): Stop =>
  parts.length === 1 ? (parts[0] as Stop) : { kind, parts };

/** Rising: `and` is the least of its parts, and `or` the greatest. */
const order = ['never', 'go on', 'enough'] as const satisfies readonly Verdict[];

/** What a condition says of the progress. */
export function verdictOf(stop: Stop, progress: Progress): Verdict {
  switch (stop.kind) {
    case 'tests':
    case 'steps':
      return progress[stop.kind] >= stop.count ? 'enough' : 'go on';
    case 'share':
      return verdictOfShare(progress.shares[stop.dimension], stop.percent);
    case 'goal':
      return verdictOfGoal[progress.goals[stop.goal] ?? 'out of reach'];
    case 'and':
      return order[Math.min(...ranksOf(stop.parts, progress), order.length - 1)] as Verdict;
    case 'or':
      return order[Math.max(...ranksOf(stop.parts, progress), 0)] as Verdict;
  }
}

const verdictOfGoal = { reached: 'enough', ahead: 'go on', 'out of reach': 'never' } as const;

const ranksOf = (parts: readonly Stop[], progress: Progress): readonly number[] =>
  parts.map((part) => order.indexOf(verdictOf(part, progress)));

function verdictOfShare(share: Share | undefined, percent: number): Verdict {
  if (!share) return 'never';
  const wanted = percent * share.total;
  if (100 * share.covered >= wanted) return 'enough';
  return 100 * share.attainable >= wanted ? 'go on' : 'never';
}

/** The goals that a condition names, each once. */
export const goalsIn = (stop: Stop): readonly string[] => [
  ...new Set(stop.kind === 'goal' ? [stop.goal] : 'parts' in stop ? stop.parts.flatMap(goalsIn) : []),
];

/** The dimensions whose shares a condition asks for, each once. */
export const dimensionsIn = (stop: Stop): readonly Dimension[] => [
  ...new Set(stop.kind === 'share' ? [stop.dimension] : 'parts' in stop ? stop.parts.flatMap(dimensionsIn) : []),
];

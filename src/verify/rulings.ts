import { observe } from '../explore/index.js';
import type { Graph } from '../explore/index.js';
import type { RuleId } from '../protocol/rules.js';
import type { AnyMonitor, Violation } from '../rules/index.js';
import { contractJudges, judges } from '../trace/index.js';
import { Listener } from './listener.js';
import type { Speech } from './listener.js';

/** What the judges say of all ways through a graph. */
export interface Rulings {
  /** Rules of which every way was heard to its end. */
  readonly decided: ReadonlySet<RuleId>;
  /** For each rule that is broken, a shortest way that breaks it: the labels of its steps. */
  readonly broken: ReadonlyMap<RuleId, Breach>;
  /** Pairs of a state and a memory, over all groups of judges. */
  readonly pairs: number;
}

/** A way on which a rule is broken by its last step. */
export interface Breach {
  readonly path: readonly number[];
  readonly violation: Violation;
}

export interface HearingLimits {
  /** Pairs of a state and a memory at most, for one judge. */
  readonly maxPairs: number;
  readonly isEnough: () => boolean;
  /** Stops at the first breach. */
  readonly isFirstEnough?: boolean;
}

/** Who remembers so much that it is heard alone from the beginning. */
const alone = new Set(['completions', 'changes', 'renegotiation', 'survival', 'packets', 'registration']);

/** Judges together remember everything that one of them does: beyond so many pairs a state they are heard apart. */
const crowd = 6;

/** Judges who are heard together at first, without the contracts. */
export function groups(): AnyMonitor[][] {
  const others = judges.filter((judge) => !contractJudges.has(judge));
  const hearing = [others.filter(({ name }) => !alone.has(name))];
  for (const judge of others) if (alone.has(judge.name)) hearing.push([judge]);
  return hearing;
}

/**
 * Lets all judges hear every way through a graph. Who remembers little is heard with others at once; the contracts hear
 * everything, because the others ask them where the objects stand.
 */
export function rule(graph: Graph, saidOf: (label: number) => number, speech: Speech, limits: HearingLimits): Rulings {
  const contracts = [...contractJudges];
  const broken = new Map<RuleId, Breach>();
  const unheard: AnyMonitor[] = [];
  let pairs = 0;
  const hearing = groups();
  for (let group = hearing.pop(); group; group = hearing.pop()) {
    if (limits.isEnough() || (limits.isFirstEnough && broken.size > 0)) {
      unheard.push(...group);
      continue;
    }
    const together = group;
    const listener = new Listener(inOrder([...contracts, ...group]), speech);
    const most = group.length > 1 ? Math.min(limits.maxPairs, 200 + crowd * graph.states) : limits.maxPairs;
    const heard = observe(graph, saidOf, listener, { ...limits, maxPairs: most });
    pairs += heard.pairs;
    for (const { alarm, path } of heard.findings) {
      const violations = listener.violationsOf(alarm).filter(({ judge }) => isHeard(judge, together));
      for (const violation of violations) note(broken, { path, violation });
    }
    if (heard.isComplete) continue;
    if (group.length > 1) hearing.push(...halves(group));
    else unheard.push(...group);
  }
  if (unheard.some(({ name }) => name === 'completions')) unheard.push(...contracts);
  const missed = new Set(unheard.flatMap((judge) => judge.rules));
  const decided = judges.flatMap((judge) => judge.rules).filter((id) => !missed.has(id));
  return { decided: new Set(decided), broken, pairs };
}

/** The contracts leave to the judge of completions what that can say better: what they say without it does not count. */
const isHeard = (judge: string, group: readonly AnyMonitor[]): boolean =>
  group.some(({ name }) => name === judge || name === 'completions');

/** Judges judge in the order of the list, the contracts last: they move on. */
export const inOrder = (chosen: readonly AnyMonitor[]): readonly AnyMonitor[] => {
  const place = (judge: AnyMonitor) => judges.findIndex(({ name }) => name === judge.name);
  return [...chosen].sort((a, b) => place(a) - place(b));
};

export const halves = (group: readonly AnyMonitor[]): readonly AnyMonitor[][] => [
  group.slice(group.length >> 1),
  group.slice(0, group.length >> 1),
];

function note(broken: Map<RuleId, Breach>, breach: Breach): void {
  const known = broken.get(breach.violation.rule);
  if (!known || breach.path.length < known.path.length) broken.set(breach.violation.rule, breach);
}

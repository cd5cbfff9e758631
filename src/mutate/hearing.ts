import { observe } from '../explore/index.js';
import type { Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import type { Violation } from '../rules/index.js';
import { checkRecords, judges, logged } from '../trace/index.js';
import { metaOf } from '../protocol/meta.js';
import { Listener } from '../verify/listener.js';
import type { Divergence } from './comparison.js';
import { detours } from './detours.js';
import type { Reach } from './detours.js';
import type { Survey } from './survey.js';

/** A rule that a system breaks, and the way on which it does so. */
export interface Breach {
  readonly rule: RuleId;
  readonly message: string;
  /** The labels of the steps; none where it is broken before anything happens to a VC. */
  readonly path: readonly number[];
}

/** How long the judges listen. */
export interface Patience extends Reach {
  /** Pairs of a place and a memory of the judges at most. */
  readonly pairs: number;
  readonly seconds: number;
}

/** What the judges have heard, and whether it was all that there was. */
export interface Heard {
  readonly breach?: Breach;
  readonly isComplete: boolean;
}

/** Lets all judges hear what only the mutant does, the nearest first, until one objects. */
export function hear(survey: Survey, strays: readonly Divergence[], topology: Topology, patience: Patience): Heard {
  const begin = performance.now();
  const { universe, one, opening } = survey;
  const listener = new Listener([...judges], {
    topology,
    opening: [metaOf(topology), ...opening.records],
    recordsOf: (said) => universe.fragmentOf(said).records,
    counts: () => true,
  });
  const { findings, isComplete } = observe(
    detours(one.graph, survey.isQuiet, strays, patience),
    universe.saidOf,
    listener,
    {
      maxPairs: patience.pairs,
      isEnough: () => performance.now() - begin > patience.seconds * 1000,
      isFirstEnough: true,
    },
  );
  const [finding] = findings;
  const worst = finding && worstOf(listener.violationsOf(finding.alarm));
  return {
    isComplete: isComplete && strays.length <= patience.strays,
    ...(finding && worst && { breach: { rule: worst.rule, message: worst.message, path: finding.path } }),
  };
}

/** What the judges say of the way in which a system is started. */
export function hearOpening({ opening }: Survey, topology: Topology): Breach | undefined {
  const records = [metaOf(topology), ...opening.records].map((record, n) => ({ ...logged(record, 0), n: n + 1 }));
  const worst = worstOf(checkRecords(records, { topology }).violations);
  return worst && { rule: worst.rule, message: worst.message, path: [] };
}

/** A rule that must be kept comes before one that should be. */
const worstOf = (violations: readonly Violation[]): Violation | undefined =>
  violations.find(({ level }) => level === 'error') ?? violations[0];

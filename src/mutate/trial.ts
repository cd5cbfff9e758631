import type { RuleId } from '../protocol/rules.js';
import type { Part } from '../system/index.js';
import { restOf } from '../verify/rest.js';
import type { GeneralProperty } from '../verify/report.js';
import { Ways } from '../explore/index.js';
import { compare } from './comparison.js';
import type { Comparison } from './comparison.js';
import { differenceOf } from './difference.js';
import { isEquivalent } from './equivalence.js';
import { hear, hearOpening } from './hearing.js';
import type { Breach, Patience } from './hearing.js';
import { reachedIn } from './reached.js';
import { misdone, misjudged } from './refusals.js';
import type { Stage } from './stage.js';
import type { Survey, SurveyLimits } from './survey.js';

/**
 * What tells that a mutant is wrong: a rule, or a property of the whole; `breakdown` where the model itself cannot go on,
 * `opening` where the system is not even started.
 */
export type Killer = RuleId | Exclude<GeneralProperty, 'independence'> | 'breakdown' | 'opening';

/** What has come of one mutant under some circumstances. */
export type Trial =
  | {
      readonly kind: 'killed';
      readonly by: Killer;
      /** What is wrong, as a sentence. */
      readonly what: string;
      /** What happens until then, from outside. */
      readonly steps: readonly string[];
    }
  /** Nobody can tell it from the original: it takes every step alike, or does the same by other ways. */
  | { readonly kind: 'same'; readonly by: 'journal' | 'bisimilar' }
  /** It does something else, and nobody objects. */
  | {
      readonly kind: 'differs';
      /** The nearest difference. */
      readonly how: string;
      /** It does nothing that the original does not do. */
      readonly doesLess: boolean;
      /** Its states have an end, and the judges were not cut short. */
      readonly isComplete: boolean;
    };

/** When a trial is given up. */
export interface TrialLimits extends SurveyLimits {
  /** After so many states it is asked first whether something is wrong: most faults are seen soon. */
  readonly firstStates: number;
  /** How long the judges listen where something else is wrong already. */
  readonly brief: Patience;
  /** How long they listen otherwise. */
  readonly long: Patience;
}

type Killed = Extract<Trial, { kind: 'killed' }>;

/** Tries a mutant under the circumstances of a stage. */
export function tryOut(stage: Stage, parts: readonly Part[], limits: TrialLimits): Trial {
  const changed = parts.find((part, n) => part !== stage.parts[n]);
  if (!changed || stage.isMatchedBy(changed)) return { kind: 'same', by: 'journal' };
  const survey = surveyed(stage, parts, changed, limits);
  return survey instanceof Error
    ? { kind: 'killed', by: 'breakdown', what: survey.message, steps: [] }
    : new Judgement(stage, survey, limits).trial();
}

function surveyed(stage: Stage, parts: readonly Part[], changed: Part, limits: TrialLimits): Survey | Error {
  try {
    return stage.survey(parts, changed, { ...limits, maxStates: limits.firstStates });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Everything that is asked of one mutant, the cheapest first. */
class Judgement {
  #comparison: Comparison;

  constructor(
    private readonly stage: Stage,
    private readonly survey: Survey,
    private readonly limits: TrialLimits,
  ) {
    this.#comparison = this.#compared();
  }

  /** Where a driver keeps to nothing, rules are broken in the original as well: what counts is what the charts take. */
  get #isChaotic(): boolean {
    return this.stage.options.chaos !== undefined;
  }

  trial(): Trial {
    const { survey, limits } = this;
    const opening = this.#opening();
    if (opening?.kind === 'killed') return opening;
    const soon = this.#objection(limits.brief);
    if (soon) return soon;
    if (!survey.one.isComplete) {
      survey.extend(limits);
      this.#comparison = this.#compared();
    }
    if (!opening && this.#isSame()) return { kind: 'same', by: 'bisimilar' };
    return this.#late(opening?.how);
  }

  /** What is found when everything has been explored. */
  #late(opening: string | undefined): Trial {
    const { survey, limits } = this;
    const { strays, missing } = this.#comparison;
    const unrest = this.#unrest();
    const { breach, isComplete } = this.#heard(unrest ? limits.brief : limits.long);
    if (breach) return this.#broken(breach);
    const other = this.#misdeed() ?? this.#flaw() ?? unrest ?? this.#lost();
    if (other) return other;
    return {
      kind: 'differs',
      how: opening ?? differenceOf(this.stage.original, survey, this.#comparison),
      doesLess: strays.length === 0 && missing.length > 0,
      isComplete: isComplete && survey.one.isComplete,
    };
  }

  /** What is wrong with what has been explored so far, if that is seen soon. */
  #objection(patience: Patience): Killed | undefined {
    const { breach } = this.#heard(patience);
    return breach ? this.#broken(breach) : (this.#misdeed() ?? this.#flaw());
  }

  /** On the same occasion the mutant does what the contract, or a judge, objects to, and the original does not. */
  #misdeed(): Killed | undefined {
    const { survey, stage } = this;
    const { original, options } = stage;
    const found =
      misjudged(original, survey, this.#comparison) ??
      (this.#isChaotic ? misdone(original, survey, this.#comparison, options.topology) : undefined);
    return found && killed(found.rule ?? 'fate', found.what, survey.textsOf(found.path));
  }

  #compared(): Comparison {
    const { survey } = this;
    const { original } = this.stage;
    return compare(
      { graph: original.one.graph, expanded: original.one.expanded, keyOf: original.keyOf },
      { graph: survey.one.graph, expanded: survey.one.expanded, keyOf: survey.keyOf },
    );
  }

  /** What is wrong with the start of the system, or how it differs; nothing where it is the same. */
  #opening(): Killed | { readonly kind: 'differs'; readonly how: string } | undefined {
    const { survey, stage } = this;
    const { original } = stage;
    if (JSON.stringify(survey.opening) === JSON.stringify(original.opening)) return undefined;
    const breach = hearOpening(survey, stage.options.topology);
    if (breach) return this.#broken(breach);
    const [flaw] = survey.opening.flaws;
    if (flaw) return killed(flaw.kind === 'broken' ? 'breakdown' : 'fate', flaw.text);
    const isOver = survey.one.graph.labels.length === 0 && original.one.graph.labels.length > 0;
    if (isOver) return killed('opening', 'nothing can happen after the start');
    return { kind: 'differs', how: 'the system is started otherwise' };
  }

  #isSame(): boolean {
    const { strays, missing, isComplete } = this.#comparison;
    const { survey } = this;
    const { original } = this.stage;
    if (strays.length + missing.length === 0 && isComplete) return true;
    if (!survey.one.isComplete || !original.one.isComplete) return false;
    return isEquivalent(
      { graph: original.one.graph, meaningOf: original.meaningOf },
      { graph: survey.one.graph, meaningOf: survey.meaningOf },
    );
  }

  /** The judges know everything that the original does, and have no objection to it. */
  #heard(patience: Patience): { readonly breach?: Breach; readonly isComplete: boolean } {
    const { strays } = this.#comparison;
    const { topology } = this.stage.options;
    return strays.length === 0 || this.#isChaotic
      ? { isComplete: true }
      : hear(this.survey, strays, topology, patience);
  }

  /** The nearest thing that should not have been said. */
  #flaw(): Killed | undefined {
    const { survey, stage } = this;
    const { graph } = survey.one;
    const isNew = (label: number) => survey.fragmentOf(label).flaws.some(({ text }) => !stage.flaws.has(text));
    for (let state = 0; state < graph.states; state += 1) {
      for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
        const label = graph.labels[at] as number;
        if (!isNew(label)) continue;
        const flaws = survey.fragmentOf(label).flaws.filter(({ text }) => !stage.flaws.has(text));
        const flaw = flaws.find(({ kind }) => kind === 'broken') ?? flaws[0];
        const steps = survey.textsOf([...new Ways(graph).to(state), label]);
        return killed(flaw?.kind === 'broken' ? 'breakdown' : 'fate', flaw?.text ?? '', steps);
      }
    }
    return undefined;
  }

  /** Something does not come to its end that does so in the original. */
  #unrest(): Killed | undefined {
    const { survey, stage } = this;
    if (!survey.one.isComplete || this.#isChaotic) return undefined;
    const { deadlock, leftover, endless } = restOf(survey.one, survey.universe);
    const found = [
      ['deadlock', stage.rest.deadlock ? undefined : deadlock] as const,
      ['leftover', stage.rest.leftover ? undefined : leftover] as const,
      ['completion', stage.rest.endless ? undefined : endless] as const,
    ];
    for (const [by, showing] of found) {
      if (showing) return killed(by, showing.what, survey.textsOf([...showing.path, ...(showing.round ?? [])]));
    }
    return undefined;
  }

  /** Something that the original comes to, and the mutant does not, on ways twice as long either. */
  #lost(): Killed | undefined {
    if (this.#isChaotic) return undefined;
    const { clauses, depth } = reachedIn(this.survey);
    const missed = [...this.stage.reached.clauses].find(([clause, due]) => !clauses.has(clause) && 2 * due <= depth);
    return missed && killed('reachability', `it never comes to this: ${missed[0]}`);
  }

  #broken({ rule, message, path }: Breach): Killed {
    return killed(rule, message, this.survey.textsOf(path));
  }
}

const killed = (by: Killer, what: string, steps: readonly string[] = []): Killed => ({
  kind: 'killed',
  by,
  what,
  steps,
});

import { lift, minimise, unfold, Ways } from '../explore/index.js';
import type { Progress, Quotient, Unfolded } from '../explore/index.js';
import type { DriverRole } from '../protocol/roles.js';
import { rules } from '../protocol/rules.js';
import type { RuleId } from '../protocol/rules.js';
import type { Tables } from '../system/index.js';
import { judges } from '../trace/index.js';
import { refusedIn } from './chaosRefusals.js';
import { customs } from './chaosUnseen.js';
import { ruleChaos } from './chaosRulings.js';
import type { ChaoticBreach, ChaoticRulings } from './chaosRulings.js';
import { metaOf } from '../protocol/meta.js';
import { counterexampleOf } from './counterexample.js';
import type { Counterexample } from './counterexample.js';
import { coverageOf } from './coverage.js';
import { sideBySide } from './independence.js';
import type { Question } from './question.js';
import { generalProperties } from './report.js';
import type { Exploration, GeneralProperty, Misbehaviour, Verdict } from './report.js';
import { Universe } from './universe.js';

/** A question about a system with a chaotic driver. */
export type ChaoticQuestion = Question & { readonly chaos: DriverRole };

/** When to give up, and who wants to hear how far it is. */
export interface ChaoticLimits {
  readonly maxStates: number;
  readonly isEnough: () => boolean;
  readonly tell?: (stage: 'one VC' | 'rules', progress: Partial<Progress>) => void;
}

/**
 * Explores one VC of a system in which a driver keeps to nothing, and asks whether NDIS and the well-behaved others still
 * keep their promises. Other VCs are not explored beside it: that they are not disturbed is a verdict.
 */
export function exploreChaos(
  question: ChaoticQuestion,
  { maxStates, isEnough, tell = () => undefined }: ChaoticLimits,
): Exploration {
  const begin = performance.now();
  const universe = new Universe(question);
  const one = unfold(universe.actions, {
    maxStates,
    isEnough: ({ states, steps }) => {
      tell('one VC', { states, transitions: steps });
      return isEnough();
    },
  });
  tell('rules', { states: one.graph.states });
  const spoken = minimise(one.graph, universe.saidOf);
  const { topology = 'cm', chaos: role, vcs = 2 } = question;
  const opening = [metaOf(topology), ...universe.opening.records];
  const recordsOf = (said: number) => universe.fragmentOf(said).records;
  const speech = { role, topology, opening, recordsOf };
  const rulings = ruleChaos(spoken.graph, universe.saidOf, speech, { maxPairs: maxStates, isEnough });
  const isIndependent = vcs > 1 && !isEnough() ? isUndisturbed(question, { maxStates, isEnough }) : undefined;
  const inquiry = new Inquiry(question, universe, one, spoken, rulings);
  const { graph, isComplete } = one;
  const seconds = (performance.now() - begin) / 1000;
  return {
    states: graph.states,
    transitions: graph.labels.length,
    depth: depthOf(graph),
    seconds,
    statesPerSecond: Math.round(graph.states / seconds),
    bytesPerState: 4 * one.vectors.width,
    complete: isComplete,
    machineSteps: universe.system.asked,
    one: { states: graph.states, transitions: graph.labels.length, classes: spoken.graph.states, complete: isComplete },
    standsFor: BigInt(graph.states),
    frontier: graph.states - one.expanded,
    verdicts: [...inquiry.general(vcs > 1, isIndependent), ...inquiry.ofRules()],
    coverage: coverageOf(universe.system),
    misbehaviour: inquiry.misbehaviour(),
  };
}

/** Whether a well-behaved VC can tell what the driver does on another. */
function isUndisturbed(question: ChaoticQuestion, limits: ChaoticLimits): boolean | undefined {
  const tables: Tables = new Map();
  const { chaos: _, ...behaved } = { ...question, faults: [], sends: 0, receives: 0 };
  const second = new Universe({ ...behaved, chaos: question.chaos }, tables, 2);
  return sideBySide(new Universe(behaved, tables), second, limits);
}

/** Puts what was found into verdicts. */
class Inquiry {
  constructor(
    private readonly question: ChaoticQuestion,
    private readonly universe: Universe,
    private readonly one: Unfolded,
    private readonly spoken: Quotient,
    private readonly rulings: ChaoticRulings,
  ) {}

  general(isAsked: boolean, isIndependent: boolean | undefined): readonly Verdict[] {
    const { declined, isTakerDecided } = this.rulings;
    const flaw = this.#flaw('fate', ['broken', 'strayed']);
    const fate = flaw.verdict === 'violated' || !declined ? flaw : this.#broken('fate', declined);
    const independence = isIndependent === undefined ? 'unknown' : isIndependent ? 'holds' : 'violated';
    return [
      fate.verdict !== 'holds' || isTakerDecided ? fate : { ...fate, verdict: 'unknown' as const },
      this.#flaw('refusal', ['refusal']),
      this.#flaw('return', ['open']),
      ...(isAsked
        ? [{ property: 'independence', verdict: independence, text: generalProperties.independence } as const]
        : []),
    ];
  }

  ofRules(): readonly Verdict[] {
    const ids = new Set(judges.flatMap((judge) => judge.rules));
    return [...ids].sort().map((id): Verdict => {
      const breach = this.rulings.broken.get(id);
      const advice = rules[id].level === 'SHOULD' ? { isAdvice: true as const } : {};
      if (breach) return { ...this.#broken(id, breach), ...advice };
      const isDecided = this.rulings.decided.has(id) && this.one.isComplete;
      return { property: id, verdict: isDecided ? 'holds' : 'unknown', text: rules[id].rule, ...advice };
    });
  }

  misbehaviour(): Misbehaviour {
    const { own } = this.rulings;
    const broken = [...own]
      .filter(([rule]) => !customs.has(rule))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, breach]) => {
        const { text, isRefused } = breach.fault;
        return {
          rule,
          text,
          isRefused,
          counterexample: this.#counterexample(`${rule}: ${text}`, this.#labels(breach)),
        };
      });
    return { by: this.question.chaos, broken, refused: refusedIn(this.universe, this.one, this.question.chaos) };
  }

  #flaw(property: GeneralProperty, kinds: readonly string[]): Verdict {
    const { graph, isComplete } = this.one;
    const ways = new Ways(graph);
    for (const state of ways.order) {
      for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
        const label = graph.labels[at] as number;
        const { flaws } = this.universe.fragmentOf(this.universe.saidOf(label));
        const flaw = flaws.find(({ kind }) => kinds.includes(kind));
        if (!flaw) continue;
        const title = `${generalProperties[property]}: ${flaw.text}`;
        const counterexample = this.#counterexample(title, [...ways.to(state), label]);
        return { property, verdict: 'violated', text: flaw.text, counterexample };
      }
    }
    return { property, verdict: isComplete ? 'holds' : 'unknown', text: generalProperties[property] };
  }

  #broken(property: RuleId | GeneralProperty, breach: ChaoticBreach): Verdict {
    const { text } = breach.fault;
    const counterexample = this.#counterexample(`${property}: ${text}`, this.#labels(breach));
    return { property, verdict: 'violated', text, counterexample };
  }

  #labels({ path }: ChaoticBreach): readonly number[] {
    return lift(path, this.one.graph, this.spoken, this.universe.saidOf);
  }

  #counterexample(title: string, path: readonly number[]): Counterexample {
    return counterexampleOf({ title, path }, this.question.topology ?? 'cm', this.universe);
  }
}

/** How many steps it takes to the state that is farthest away. */
function depthOf(graph: Unfolded['graph']): number {
  const ways = new Ways(graph);
  return ways.to(ways.order.at(-1) ?? 0).length;
}

import { Copies, lift, minimise, search, unfold, Ways } from '../explore/index.js';
import type { Graph, Progress, Quotient, SearchOptions, Unfolded } from '../explore/index.js';
import type { Topology } from '../protocol/roles.js';
import { rules } from '../protocol/rules.js';
import { judges } from '../trace/index.js';
import { exploreChaos } from './chaosExplore.js';
import { metaOf } from '../protocol/meta.js';
import { counterexampleOf } from './counterexample.js';
import type { Counterexample, Shown } from './counterexample.js';
import { coverageOf } from './coverage.js';
import type { Matter } from './hearing.js';
import { independence } from './independence.js';
import type { Question } from './question.js';
import { generalProperties } from './report.js';
import type { Exploration, GeneralProperty, Verdict, VerdictKind } from './report.js';
import { restOf } from './rest.js';
import type { Showing } from './rest.js';
import { rule } from './rulings.js';
import type { Court, Rulings } from './rulings.js';
import { Universe } from './universe.js';

/** What an exploration goes through, for whoever wants to say how far it is. */
export type Stage = 'one VC' | 'all VCs' | 'rules';

/** Who does the search over all VCs: this thread, unless somebody brings others. */
export type Searcher = (
  graph: Graph,
  copies: { readonly copies: number; readonly isSymmetric: boolean; readonly isPartial: boolean },
  limits: Pick<SearchOptions, 'maxStates' | 'maxBytes' | 'isEnough'>,
) => Found | Promise<Found>;

/** What a search over all VCs comes to. */
export interface Found extends Progress {
  readonly isComplete: boolean;
}

export interface Circumstances {
  /** Hears how far it is, now and then. */
  readonly tell?: (stage: Stage, progress: Partial<Progress>) => void;
  readonly searcher?: Searcher;
  /** Lets judges hear; this thread, unless somebody brings others. */
  readonly court?: Court;
}

const inThisThread: Searcher = (graph, { copies, isSymmetric, isPartial }, limits) =>
  search(new Copies(graph, copies, { isSymmetric }), { ...limits, isPartial });

/** More than this is given up where nothing is said. */
const usual = { maxStates: 20_000_000, maxBytes: 2e9, maxSeconds: 600 };

/**
 * Explores a closed system exhaustively: every interleaving of what its users, its hardware, the network and the delays
 * may do, within the bounds of the question. One VC is explored by the machines themselves; what cannot be told apart by
 * anything that happens later is joined; of that as many copies as there are VCs are explored side by side. The judges
 * hear every way of one VC, which is every way of all, because the VCs make no difference to each other: that is found
 * out, not taken for granted.
 */
export async function explore(
  question: Question = {},
  { tell = () => undefined, searcher = inThisThread, court }: Circumstances = {},
): Promise<Exploration> {
  const { topology = 'cm', vcs = 2 } = question;
  const { maxStates = usual.maxStates, maxBytes = usual.maxBytes, maxSeconds = usual.maxSeconds } = question;
  const begin = performance.now();
  const isLate = () => performance.now() - begin > maxSeconds * 1000;
  const { chaos } = question;
  if (chaos) return exploreChaos({ ...question, chaos }, { maxStates, isEnough: isLate, tell });
  const universe = new Universe(question);
  const one = unfold(universe.actions, {
    maxStates,
    isEnough: ({ states, steps }) => {
      tell('one VC', { states, transitions: steps });
      return isLate();
    },
  });
  const quotient = minimise(one.graph, universe.kindOf);
  const { isSymmetric = true, isPartial = false } = question;
  const all = await searcher(
    quotient.graph,
    { copies: vcs, isSymmetric, isPartial },
    {
      maxStates,
      maxBytes,
      isEnough: (progress) => {
        tell('all VCs', progress);
        return isLate();
      },
    },
  );
  tell('rules', { states: quotient.graph.states });
  const spoken = minimise(one.graph, universe.saidOf);
  const matter = matterOf(spoken.graph, universe, topology);
  const isRounded = question.grain !== 'full';
  const pronounced = rule(matter, { maxPairs: maxStates, isEnough: isLate, isRounded }, court);
  const isIndependent = vcs === 1 || independence(question, { maxStates, isEnough: isLate });
  const rulings = await pronounced;
  const inquiry = new Inquiry(question, universe, one, one.isComplete && isIndependent === true);
  const verdicts = [
    ...inquiry.general(),
    ...(vcs === 1 ? [] : [inquiry.verdict('independence', verdictOf(isIndependent))]),
    ...inquiry.ofRules(rulings, spoken),
  ];
  const seconds = (performance.now() - begin) / 1000;
  return {
    states: all.states,
    transitions: all.transitions,
    depth: all.depth,
    seconds,
    statesPerSecond: Math.round(all.states / seconds),
    bytesPerState: all.bytes / all.states,
    complete: one.isComplete && all.isComplete,
    machineSteps: universe.system.asked,
    one: {
      states: one.graph.states,
      transitions: one.graph.labels.length,
      classes: quotient.graph.states,
      complete: one.isComplete,
    },
    standsFor: BigInt(one.graph.states) ** BigInt(vcs),
    frontier: all.frontier + one.graph.states - one.expanded,
    verdicts,
    coverage: coverageOf(universe.system),
  };
}

/** A graph, and what its steps say. */
export function matterOf(graph: Graph, universe: Universe, topology: Topology): Matter {
  const said: number[] = [];
  for (const label of graph.labels) said[label] ??= universe.saidOf(label);
  return {
    topology,
    graph,
    said,
    opening: [metaOf(topology), ...universe.opening.records],
    speeches: Array.from({ length: universe.fragments }, (_, n) => universe.fragmentOf(n).records),
  };
}

/** Puts what was found into verdicts. */
class Inquiry {
  constructor(
    private readonly question: Question,
    private readonly universe: Universe,
    private readonly one: Unfolded,
    /** One VC was explored to the end, and the others make no difference to it. */
    private readonly isDecided: boolean,
  ) {}

  general(): readonly Verdict[] {
    const { deadlock, leftover, endless } = restOf(this.one, this.universe);
    return [
      this.#shown('deadlock', this.one.isComplete ? deadlock : undefined),
      this.#shown('leftover', this.one.isComplete ? leftover : undefined),
      this.#shown('completion', endless),
      this.#shown('fate', this.#flaw()),
      this.#reachability(),
    ];
  }

  ofRules({ decided, broken }: Rulings, spoken: Quotient): readonly Verdict[] {
    const ids = new Set(judges.flatMap((judge) => judge.rules));
    return [...ids].sort().map((id): Verdict => {
      const breach = broken.get(id);
      const advice = rules[id].level === 'SHOULD' ? { isAdvice: true as const } : {};
      if (!breach) {
        const isDecided = decided.has(id) && this.isDecided;
        return { property: id, verdict: isDecided ? 'holds' : 'unknown', text: rules[id].rule, ...advice };
      }
      const { violation } = breach;
      const path = lift(breach.path, this.one.graph, spoken, this.universe.saidOf);
      const title = `${id}: ${violation.message}`;
      const counterexample = this.#counterexample({ title, path, broken: { rule: id, record: violation.record } });
      return { property: id, verdict: 'violated', text: violation.message, counterexample, ...advice };
    });
  }

  /** A shortest way to something that should not be said. */
  #flaw(): Showing | undefined {
    const { graph } = this.one;
    for (let state = 0; state < graph.states; state += 1) {
      for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
        const label = graph.labels[at] as number;
        const [flaw] = this.universe.fragmentOf(this.universe.saidOf(label)).flaws;
        if (flaw) return { path: [...new Ways(graph).to(state), label], what: flaw.text };
      }
    }
    return undefined;
  }

  #reachability(): Verdict {
    const missed = coverageOf(this.universe.system).flatMap(({ states, transitions }) => [
      ...states.missed,
      ...transitions.missed,
    ]);
    if (missed.length === 0) return this.verdict('reachability', 'holds');
    const verdict = this.one.isComplete ? 'violated' : 'unknown';
    const text = `${missed.length} states and transitions of the machines are not reached within these bounds`;
    return { ...this.verdict('reachability', verdict), text, isAdvice: true };
  }

  #shown(property: GeneralProperty, showing: Showing | undefined): Verdict {
    if (!showing) return this.verdict(property, this.isDecided ? 'holds' : 'unknown');
    const { path, round, what } = showing;
    const shown = { title: `${generalProperties[property]}: ${what}`, path, ...(round && { round }) };
    return { property, verdict: 'violated', text: what, counterexample: this.#counterexample(shown) };
  }

  verdict(property: GeneralProperty, verdict: VerdictKind): Verdict {
    return { property, verdict, text: generalProperties[property] };
  }

  #counterexample(shown: Shown): Counterexample {
    return counterexampleOf(shown, this.question.topology ?? 'cm', this.universe);
  }
}

const verdictOf = (isHeld: boolean | undefined): VerdictKind =>
  isHeld === undefined ? 'unknown' : isHeld ? 'holds' : 'violated';

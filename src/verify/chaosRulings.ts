import { none, observe } from '../explore/index.js';
import type { Graph } from '../explore/index.js';
import type { RuleId } from '../protocol/rules.js';
import type { AnyMonitor } from '../rules/index.js';
import { contractJudges, judges } from '../trace/index.js';
import { ChaosListener } from './chaosListener.js';
import type { ChaoticSpeech, Fault } from './chaosListener.js';
import { deedsUnseen } from './chaosUnseen.js';
import { groups, halves, inOrder } from './groups.js';
import type { HearingLimits } from './rulings.js';

/**
 * With more memories than these for each state a judge remembers without end: what a chaotic driver leaves undone adds up.
 * Nothing is said about its rules then.
 */
const endless = 30;

/** A way on which something goes wrong in its last step. */
export interface ChaoticBreach {
  readonly path: readonly number[];
  readonly fault: Fault;
}

/** What the judges say of all ways through a graph of a system with a chaotic driver. */
export interface ChaoticRulings {
  /** Rules of which every way was heard to its end. */
  readonly decided: ReadonlySet<RuleId>;
  /** Rules that somebody else has broken, each on a shortest way. */
  readonly broken: ReadonlyMap<RuleId, ChaoticBreach>;
  /** Rules that the chaotic driver itself has broken, each on a shortest way. */
  readonly own: ReadonlyMap<RuleId, ChaoticBreach>;
  /** A well-behaved actor was given what it cannot take. */
  readonly declined?: ChaoticBreach;
  /** Where nobody was, whether every way was heard that might show it. */
  readonly isTakerDecided: boolean;
  readonly pairs: number;
}

/**
 * Lets all judges hear every way through a graph, in groups. A group may blame somebody for what follows from a fault of
 * the driver that only other judges have noticed: those then join the group, and it hears everything again.
 */
export function ruleChaos(
  graph: Graph,
  saidOf: (label: number) => number,
  speech: ChaoticSpeech,
  limits: HearingLimits,
): ChaoticRulings {
  const everybody = new ChaosListener(listeners(judges), speech);
  const broken = new Map<RuleId, ChaoticBreach>();
  const own = new Map<RuleId, ChaoticBreach>();
  const unheard: AnyMonitor[] = [];
  const life = oneLife(graph);
  const joined = new WeakSet<readonly AnyMonitor[]>();
  /** Rules whose breaking is excused by a fault that only a judge knows who cannot join. */
  const doubts = new Set<RuleId>();
  let declined: ChaoticBreach | undefined;
  let isSure = true;
  let isHeard = false;
  let pairs = 0;
  // Who remembers most is heard last.
  const hearing = groups().sort((a, b) => Number(isBroad(b)) - Number(isBroad(a)));
  for (let group = hearing.pop(); group; group = hearing.pop()) {
    if (limits.isEnough()) {
      unheard.push(...group);
      continue;
    }
    const listener = new ChaosListener(listeners([...contractJudges, ...group]), speech);
    const most = Math.min(limits.maxPairs, 2000 + endless * graph.states);
    const heard = observe(life, saidOf, listener, { ...limits, maxPairs: most });
    pairs += heard.pairs;
    const present = new Set<AnyMonitor>([...contractJudges, ...group]);
    const missing = new Set<AnyMonitor>();
    const found: ChaoticBreach[] = [];
    for (const { alarm, path } of heard.findings) {
      for (const fault of listener.faultsOf(alarm)) {
        const breach = { path, fault };
        if (fault.isOwn) {
          keep(own, breach);
          continue;
        }
        const excuse = excuseOf(everybody, breach, path.map(saidOf));
        if (!excuse) {
          found.push(breach);
          continue;
        }
        const knowing = judges.filter((judge) => judge.rules.includes(excuse) && !present.has(judge));
        const helpful = knowing.filter((judge) => !isEndless(judge));
        helpful.forEach((judge) => missing.add(judge));
        if (helpful.length === 0 && fault.isDeclined) isSure = false;
        else if (helpful.length === 0) doubts.add(fault.rule);
      }
    }
    if (missing.size > 0) {
      const larger = [...group, ...missing];
      joined.add(larger);
      hearing.push(larger);
      continue;
    }
    for (const breach of found) {
      if (!breach.fault.isDeclined) keep(broken, breach);
      else if ((declined?.path.length ?? none) > breach.path.length) declined = breach;
    }
    isHeard ||= heard.isComplete;
    if (heard.isComplete) continue;
    if (group.length > 1 && !joined.has(group)) hearing.push(...halves(group));
    else unheard.push(...group);
  }
  const missed = new Set(unheard.flatMap((judge) => judge.rules));
  const decided = judges.flatMap((judge) => judge.rules).filter((id) => !missed.has(id) && !doubts.has(id));
  return {
    decided: new Set(decided),
    broken,
    own,
    ...(declined && { declined }),
    isTakerDecided: isSure && isHeard,
    pairs,
  };
}

/** Judges in their order. Who finds what handles name comes first. */
function listeners(chosen: readonly AnyMonitor[]): readonly AnyMonitor[] {
  const [first, ...others] = inOrder(chosen);
  return [...(first ? [first] : []), deedsUnseen, ...others];
}

/** Who keeps a book of all that was ever pended. */
const isEndless = ({ name }: AnyMonitor): boolean => name === 'completions';

const isBroad = (group: readonly AnyMonitor[]): boolean => group.some(isEndless);

/** The rule that the driver has broken before somebody else is blamed, if it has. */
function excuseOf(everybody: ChaosListener, { fault }: ChaoticBreach, said: readonly number[]): RuleId | undefined {
  let state = everybody.initial;
  for (const [n, one] of said.entries()) {
    const heard = everybody.hear(state, one);
    const first = everybody
      .faultsOf(heard.alarm)
      .find(({ isOwn, isWarning, isRefused }) => isOwn && !isWarning && !isRefused);
    if (first && (n < said.length - 1 || first.place < fault.place)) return first.rule;
    state = heard.next;
  }
  return undefined;
}

function keep(breaches: Map<RuleId, ChaoticBreach>, breach: ChaoticBreach): void {
  const known = breaches.get(breach.fault.rule);
  if (!known || breach.path.length < known.path.length) breaches.set(breach.fault.rule, breach);
}

/** The same ways as far as the VC comes to its end: what begins after that begins anew. */
function oneLife(graph: Graph): Graph {
  const end = graph.states;
  const isBirth = new Set(graph.initial);
  const targets = Uint32Array.from(graph.targets);
  for (let state = 0; state < graph.states; state += 1) {
    if (isBirth.has(state)) continue;
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      if (isBirth.has(targets[at] as number)) targets[at] = end;
    }
  }
  return { ...graph, states: end + 1, first: Uint32Array.from([...graph.first, graph.targets.length]), targets };
}

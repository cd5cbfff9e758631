import type { Topology } from '../protocol/roles.js';
import type { Mutation } from './mutations.js';
import type { MutantResult, Proof } from './trials.js';
import type { Killer } from './trial.js';

/** A score below this says that faults can hide. */
export const enough = 0.95;

/** How many mutants there are, and what has become of them. */
export interface Tally {
  readonly total: number;
  readonly killed: number;
  readonly equivalent: number;
  readonly survived: number;
  /** There was no time for these. */
  readonly untried: number;
  /** The share of those killed among all that can be told from the original; 1 where there are none. */
  readonly score: number;
}

/** A mutant that does something else, and to which nobody objects. */
export interface Survivor {
  readonly topology: Topology;
  readonly id: string;
  readonly mutation: Mutation;
  readonly how: string;
  readonly isDecided: boolean;
  readonly why?: string;
}

/** A mutant that a rule kills, and no generated test notices. */
export interface Unnoticed {
  readonly topology: Topology;
  readonly id: string;
  readonly why: string;
}

/** What generated tests notice of the mutants that rules kill. */
export interface SuiteKills {
  readonly killedByRules: number;
  readonly noticed: number;
  readonly unnoticed: readonly Unnoticed[];
}

/** What a trial of mutants has come to. */
export interface MutationReport extends Tally {
  readonly byTopology: Readonly<Partial<Record<Topology, Tally>>>;
  /** How many were killed by each rule and property, the most deadly first. */
  readonly byKiller: Readonly<Partial<Record<Killer, number>>>;
  /** How the equivalent ones are known. */
  readonly byProof: Readonly<Record<Proof, number>>;
  readonly survivors: readonly Survivor[];
  readonly mutants: readonly MutantResult[];
  readonly seconds: number;
  /** Where generated tests were replayed as well. */
  readonly suites?: SuiteKills;
}

/** What was to be tried, and what has been: the same order every time. */
export function reportOf(
  all: Readonly<Partial<Record<Topology, readonly Mutation[]>>>,
  mutants: readonly MutantResult[],
  seconds: number,
): MutationReport {
  const topologies = Object.keys(all) as readonly Topology[];
  const sizes = topologies.map((topology) => all[topology]?.length ?? 0);
  const proofs = mutants.flatMap(({ result }) => (result.fate === 'equivalent' ? [result.by] : []));
  const countOf = (proof: Proof) => proofs.filter((one) => one === proof).length;
  return {
    ...tallyOf(
      sizes.reduce((sum, size) => sum + size, 0),
      mutants,
    ),
    byTopology: Object.fromEntries(
      topologies.map((topology, n) => [
        topology,
        tallyOf(
          sizes[n] ?? 0,
          mutants.filter((mutant) => mutant.topology === topology),
        ),
      ]),
    ),
    byKiller: killersOf(mutants),
    byProof: { journal: countOf('journal'), bisimilar: countOf('bisimilar'), allowed: countOf('allowed') },
    survivors: mutants.flatMap(({ topology, mutation, result }) => {
      if (result.fate !== 'survived') return [];
      const { how, isDecided, why } = result;
      return [{ topology, id: mutation.id, mutation, how, isDecided, ...(why !== undefined && { why }) }];
    }),
    mutants,
    seconds,
  };
}

function tallyOf(total: number, mutants: readonly MutantResult[]): Tally {
  const count = (fate: string) => mutants.filter(({ result }) => result.fate === fate).length;
  const [killed, equivalent, survived] = [count('killed'), count('equivalent'), count('survived')];
  const score = killed + survived === 0 ? 1 : killed / (killed + survived);
  return { total, killed, equivalent, survived, untried: total - mutants.length, score };
}

function killersOf(mutants: readonly MutantResult[]): Readonly<Partial<Record<Killer, number>>> {
  const counts = new Map<Killer, number>();
  for (const { result } of mutants) {
    if (result.fate === 'killed') counts.set(result.killedBy, (counts.get(result.killedBy) ?? 0) + 1);
  }
  const inOrder = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return Object.fromEntries(inOrder);
}

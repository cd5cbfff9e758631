import { generate, Replays } from '../generate/index.js';
import { mutate } from '../mutate/index.js';
import type { MutantResult, SuiteKills, Unnoticed } from '../mutate/index.js';
import { isRuleId } from '../protocol/rules.js';
import type { Topology } from '../protocol/roles.js';
import { faultsOf, partsOf } from '../system/index.js';
import type { ModelOptions, Part } from '../system/index.js';

/** How much is under way in the systems of the suites. */
export type SuiteBounds = Required<Pick<ModelOptions, 'sends' | 'receives'>>;

/**
 * Replays generated tests on every mutant that a rule has killed. The tests take every step of the system, first without
 * faults, because most mutants show there, then with all of them.
 */
export function killedBySuites(
  results: readonly MutantResult[],
  bounds: SuiteBounds,
  tell: (done: number, of: number) => void,
): SuiteKills {
  const killed = results.filter(({ result }) => result.fate === 'killed' && isRuleId(result.killedBy));
  const suites = new Map<Topology, readonly Lazy[]>();
  const unnoticed: Unnoticed[] = [];
  killed.forEach((mutant, n) => {
    tell(n, killed.length);
    const { topology, mutation } = mutant;
    const replays = suites.get(topology) ?? suitesOf({ topology, ...bounds });
    suites.set(topology, replays);
    const parts = mutate(partsOf(topology, { topology }), mutation.id);
    if (!isNoticed(replays, parts)) unnoticed.push({ topology, id: mutation.id, why: whyNot(mutant) });
  });
  return { killedByRules: killed.length, noticed: killed.length - unnoticed.length, unnoticed };
}

/** Tests that are made when they are needed. */
type Lazy = () => Replays;

const suitesOf = (options: ModelOptions & { readonly topology: Topology }): readonly Lazy[] =>
  [[], faultsOf(options.topology)].map((faults) => {
    const all = { ...options, faults };
    let replays: Replays | undefined;
    return () => (replays ??= new Replays(generate(all).suite, all));
  });

/** A system that cannot go on at all is noticed by whoever runs it. */
function isNoticed(replays: readonly Lazy[], parts: readonly Part[]): boolean {
  try {
    return replays.some((replay) => replay().departureOf(parts) !== undefined);
  } catch {
    return true;
  }
}

/** Why no test of a suite can notice it. */
function whyNot({ result }: MutantResult): string {
  const under = result.fate === 'killed' ? result.under : '';
  if (under.startsWith('a chaotic')) {
    return `it shows only under ${under}: tests for drivers that keep to the contract never lead there`;
  }
  if (under === 'more lists') return 'it shows only with more lists under way than in the suites';
  return `it was killed under ${under}, and every test passes`;
}

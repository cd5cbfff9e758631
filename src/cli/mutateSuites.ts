import { generate, Replays, runTest, wholeSystem } from '../generate/index.js';
import { mutate } from '../mutate/index.js';
import type { MutantResult, SuiteKills, Unnoticed } from '../mutate/index.js';
import { isRuleId } from '../protocol/rules.js';
import type { Topology } from '../protocol/roles.js';
import { faultsOf, partsOf } from '../system/index.js';
import type { Fault, ModelOptions, Part } from '../system/index.js';

/** How much is under way in the systems of the suites. */
export type SuiteBounds = Required<Pick<ModelOptions, 'sends' | 'receives'>>;

/** Whether a suite notices that a system is made of other parts. */
type Notices = (parts: readonly Part[]) => boolean | Promise<boolean>;

/** A suite that is made when it is needed. */
type Lazy = () => Notices;

/**
 * Tries generated suites on every mutant that a rule has killed: every step without faults, because most mutants show
 * there, everything illegal, and every step with all faults.
 */
export async function killedBySuites(
  results: readonly MutantResult[],
  bounds: SuiteBounds,
  tell: (done: number, of: number) => void,
): Promise<SuiteKills> {
  const killed = results.filter(({ result }) => result.fate === 'killed' && isRuleId(result.killedBy));
  const suites = new Map<Topology, readonly Lazy[]>();
  const unnoticed: Unnoticed[] = [];
  for (const [n, mutant] of killed.entries()) {
    tell(n, killed.length);
    const { topology, mutation } = mutant;
    const all = suites.get(topology) ?? suitesOf({ topology, ...bounds });
    suites.set(topology, all);
    const parts = mutate(partsOf(topology, { topology }), mutation.id);
    if (!(await isNoticed(all, parts))) unnoticed.push({ topology, id: mutation.id, why: whyNot(mutant) });
  }
  return { killedByRules: killed.length, noticed: killed.length - unnoticed.length, unnoticed };
}

type Options = ModelOptions & { readonly topology: Topology };

const suitesOf = (options: Options): readonly Lazy[] => [
  everyStep(options, []),
  everythingIllegal(options),
  everyStep(options, faultsOf(options.topology)),
];

/** Tests of every step. */
function everyStep(options: Options, faults: readonly Fault[]): Lazy {
  return once(() => {
    const all = { ...options, faults };
    const replays = new Replays(generate(all).suite, all);
    return (parts) => replays.departureOf(parts) !== undefined;
  });
}

/** Tests of everything illegal: NDIS has to refuse, and so has everybody else. */
function everythingIllegal(options: Options): Lazy {
  return once(() => {
    const { suite } = generate({ ...options, cover: 'illegal' });
    return async (parts) => {
      const create = wholeSystem(options.topology, { parts });
      for (const test of suite.tests) {
        if ((await runTest(test, suite, create)).verdict !== 'passed') return true;
      }
      return false;
    };
  });
}

function once(make: () => Notices): Lazy {
  let made: Notices | undefined;
  return () => (made ??= make());
}

async function isNoticed(suites: readonly Lazy[], parts: readonly Part[]): Promise<boolean> {
  for (const suite of suites) {
    const notices = suite();
    try {
      if (await notices(parts)) return true;
    } catch {
      // A system that cannot go on at all is noticed by whoever runs it.
      return true;
    }
  }
  return false;
}

/** Why no test of a suite can notice it. */
function whyNot({ result }: MutantResult): string {
  const under = result.fate === 'killed' ? result.under : '';
  if (under.startsWith('a chaotic')) {
    return `it shows only under ${under}: tests make a forbidden call once in each state of a VC, whatever it remembers there`;
  }
  if (under === 'more lists') return 'it shows only with more lists under way than in the suites';
  return `it was killed under ${under}, and every test passes`;
}

import { Assembly } from './assemble.js';
import { Atlas } from './atlas.js';
import { choose } from './choose.js';
import type { Choice } from './choose.js';
import type { Generated, GenerateOptions } from './generate.types.js';
import { measure } from './measure.js';
import type { Named } from './measure.js';
import { reasonsIn, offencesOf } from './reasons.js';
import type { Reason, Suite, Test } from './suite.types.js';
import { uniqueTitles } from './titles.js';
import { onePathPerState } from './tours/index.js';
import type { Terrain } from './tours/index.js';
import { Roads } from './tours/terrain.js';

/**
 * Chooses tests out of every state of a closed system and every step between them, writes down what the driver under test
 * is given and has to do, and measures what the tests cover.
 */
export function generate(options: GenerateOptions = {}): Generated {
  const begin = performance.now();
  const { topology = 'cm', underTest = 'system', seed = 1, maxStates } = options;
  const atlas = new Atlas(options, maxStates === undefined ? {} : { maxStates });
  const terrain: Terrain = {
    graph: atlas.graph,
    isRest: (state) => atlas.isAtRest(state),
    ...(!atlas.isComplete && { expanded: atlas.expanded }),
  };
  const assembly = new Assembly(atlas, new Roads(terrain), options, underTest);
  const choice: Choice = { atlas, terrain, assembly, options };
  const { drafts, lowerBound, goals, verdict } = choose(choice);
  const named = drafts.map((draft, n) => ({ ...draft, id: `T${String(n + 1).padStart(4, '0')}` }));
  const strategy = strategyOf(options);
  const dimensions = measure(choice, named);
  const met = reasonsIn(dimensions);
  const reasons = named.map((draft) => [...offencesOf(draft), ...(met.get(draft.id) ?? [])]);
  const titles = uniqueTitles(titled(named));
  const suite: Suite = {
    title: `${topology}, ${underTest} under test: ${strategy}`,
    topology,
    underTest,
    strategy,
    seed,
    ...assembly.beginning,
    tests: named.map((draft, n) => testOf(draft, titles[n] as string, reasons[n] as readonly Reason[])),
  };
  return {
    suite,
    figures: {
      tests: named.length,
      steps: named.reduce((sum, { steps }) => sum + steps.length, 0),
      lowerBound,
      onePathPerState: onePathPerState(terrain).all.steps,
      states: atlas.states,
      transitions: atlas.edges,
      isComplete: atlas.isComplete,
      seconds: (performance.now() - begin) / 1000,
    },
    coverage: { of: [suite.title], dimensions },
    goals: goals.map((goal, n) => ({ ...goal, ...(goal.result === 'found' && testFor(goals, n, named)) })),
    ...(verdict && { verdict }),
  };
}

const strategyOf = ({ goals, through, cover = 'transitions' }: GenerateOptions): string =>
  goals ? 'goals' : through ? 'events' : cover;

/** The test of a goal: each that was found has one, in their order. */
const testFor = (goals: Generated['goals'], place: number, named: readonly { readonly id: string }[]) => {
  const test = named[goals.slice(0, place).filter(({ result }) => result === 'found').length]?.id;
  return test === undefined ? {} : { test };
};

const testOf = ({ id, kind, steps, isAtRest }: Named, title: string, reasons: readonly Reason[]): Test => ({
  id,
  title,
  kind,
  reasons,
  steps,
  isAtRest,
});

/** What titles are made of: the steps of each test, and the one that no test before it takes. */
function titled(named: readonly Named[]) {
  const taken = new Set<number>();
  return named.map(({ steps, way, illegalAt }) => {
    const fresh = way.findIndex((edge) => !taken.has(edge));
    for (const edge of way) taken.add(edge);
    return { steps, focus: illegalAt ?? Math.max(0, fresh) };
  });
}

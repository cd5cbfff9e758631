import type { Scenario } from '../scenario/index.js';
import { faultName, faultsOf } from '../system/index.js';
import type { Fault } from '../system/index.js';
import { Assembly } from './assemble.js';
import { Atlas } from './atlas.js';
import { choose } from './choose.js';
import type { Choice } from './choose.js';
import type { Generated, GenerateOptions } from './generate.types.js';
import { measure } from './measure.js';
import type { Named } from './measure.js';
import { reasonsIn, offencesOf } from './reasons.js';
import type { Reason, Suite, Test } from './suite.types.js';
import { waypointsOf } from './wishes.js';
import { uniqueTitles } from './titles.js';
import type { Titled } from './titles.js';
import { onePathPerState } from './tours/index.js';
import type { Terrain } from './tours/index.js';
import { Roads } from './tours/terrain.js';

/**
 * Chooses tests out of every state of a closed system and every step between them, writes down what the driver under test
 * is given and has to do, and measures what the tests cover.
 */
export function generate(given: GenerateOptions = {}): Generated {
  const begin = performance.now();
  const { topology = 'cm', underTest = 'system', seed = 1, maxStates } = given;
  const options = given.through
    ? { ...given, ...given.through.options, faults: faultsFor(given, given.through) }
    : given;
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
  const titles = uniqueTitles(titled(named, strategy));
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

/** Those that are asked for, and those that the scenario sets. */
function faultsFor({ faults = [], topology = 'cm' }: GenerateOptions, scenario: Scenario): readonly Fault[] {
  const asked = new Set(faults.map(faultName));
  const set = new Set(waypointsOf(scenario, topology)?.flatMap(({ answers }) => answers));
  return faultsOf(topology).filter((fault) => asked.has(faultName(fault)) || set.has(faultName(fault)));
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

/** Tests that are there for the whole of what happens in them. */
const whole = ['events', 'walks'];

/** What titles are made of: the steps of each test, and the one for which it is there: the first that no other has taken. */
function titled(named: readonly Named[], strategy: string): readonly Titled[] {
  const taken = new Set<number>();
  return named.map(({ steps, way, illegalAt, goalAt }) => {
    if (whole.includes(strategy)) return { steps };
    const fresh = way.findIndex((edge) => !taken.has(edge));
    for (const edge of way) taken.add(edge);
    return { steps, focus: illegalAt ?? goalAt ?? Math.max(0, fresh) };
  });
}

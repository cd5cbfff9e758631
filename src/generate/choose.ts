import type { Scenario } from '../scenario/index.js';
import type { Atlas } from './atlas.js';
import type { Assembly, Draft } from './assemble.js';
import type { GenerateOptions, GoalReport, Strategy } from './generate.types.js';
import { everyPair, everyState, goalsIn, postman, quick, through, toward, walks } from './tours/index.js';
import type { Goal, Terrain, Verdict, Way } from './tours/index.js';
import { Negatives } from './negative.js';
import { selected } from './selection.js';
import { waypointsOf, wishFor } from './wishes.js';

/** Tests that were chosen, before they have names. */
export interface Chosen {
  readonly drafts: readonly Draft[];
  /** No suite of this kind has fewer steps; nothing where nothing is known. */
  readonly lowerBound: number | null;
  readonly goals: readonly GoalReport[];
  readonly verdict?: Verdict;
}

/** What tests are chosen from. */
export interface Choice {
  readonly atlas: Atlas;
  readonly terrain: Terrain;
  readonly assembly: Assembly;
  readonly options: GenerateOptions;
}

/** Chooses tests: for goals, along a scenario, or to cover something. */
export function choose(choice: Choice): Chosen {
  const { goals, through: scenario, cover = 'transitions' } = choice.options;
  if (goals) return forGoals(choice, goals);
  if (scenario) return alongScenario(choice, scenario);
  return choosers[cover](choice);
}

const positives = ({ assembly }: Choice, ways: readonly Way[]): readonly Draft[] =>
  ways.map((way) => assembly.positive(way));

/** Everything illegal, each as a test. */
export function negatives({ atlas, assembly, options }: Choice): readonly Draft[] {
  const { underTest = 'system' } = options;
  const all = new Negatives(atlas, options, underTest);
  return [...all.refusals(), ...all.forbidden()].flatMap((one) => assembly.negative(one) ?? []);
}

/** Longer tests nobody reads; with several VCs nothing much can be covered in so few steps. */
const readable = 40;
const readableWithMany = 100;

const lengthOf = ({ options: { vcs = 1, maxLength = vcs === 1 ? readable : readableWithMany } }: Choice) =>
  maxLength === 0 ? {} : { maxLength };

const choosers: Readonly<Record<Strategy, (choice: Choice) => Chosen>> = {
  states: (choice) => toured(choice, everyState(choice.terrain, lengthOf(choice))),
  transitions: (choice) => toured(choice, postman(choice.terrain, lengthOf(choice))),
  pairs: (choice) => toured(choice, everyPair(choice.terrain, lengthOf(choice))),
  rules: (choice) => {
    const candidates = [
      ...positives(choice, postman(choice.terrain, { maxLength: readable }).ways),
      ...negatives(choice),
    ];
    return { drafts: selected(candidates, choice.assembly), lowerBound: null, goals: [] };
  },
  illegal: (choice) => ({ drafts: negatives(choice), lowerBound: null, goals: [] }),
  all: (choice) => {
    const { ways, lowerBound } = postman(choice.terrain, lengthOf(choice));
    return { drafts: [...positives(choice, ways), ...negatives(choice)], lowerBound, goals: [] };
  },
  walks: (choice) => {
    const { seed = 1, until, walks: count = 100, maxLength = readable } = choice.options;
    const found = walks(choice.terrain, {
      ...measured(choice),
      seed,
      count,
      length: maxLength,
      ...(until && { stop: until }),
    });
    return { drafts: positives(choice, found.ways), lowerBound: null, goals: [], verdict: found.verdict };
  },
  quick: (choice) => {
    const { seed = 1, until } = choice.options;
    const found = quick(choice.terrain, {
      ...measured(choice),
      seed,
      ...lengthOf(choice),
      ...(until && { stop: until }),
    });
    const { lowerBound } = postman(choice.terrain);
    return { drafts: positives(choice, found.ways), lowerBound, goals: [], verdict: found.verdict };
  },
};

const toured = (
  choice: Choice,
  { ways, lowerBound }: { readonly ways: readonly Way[]; readonly lowerBound: number },
): Chosen => ({
  drafts: positives(choice, ways),
  lowerBound,
  goals: [],
});

/** Counts the goals of a condition to stop along random walks. */
function measured({ atlas, options: { until, topology = 'cm' } }: Choice): {
  readonly goals: Readonly<Record<string, Goal>>;
} {
  const named = (until ? goalsIn(until) : []).flatMap((text) => {
    const wish = wishFor(text, topology);
    return wish.ok ? [[text, wish.goalIn(atlas)] as const] : [];
  });
  return { goals: Object.fromEntries(named) };
}

function forGoals(choice: Choice, goals: readonly string[]): Chosen {
  const { atlas, terrain, options } = choice;
  const found = goals.map((goal) => {
    const wish = wishFor(goal, options.topology ?? 'cm');
    const route = wish.ok ? toward(terrain, wish.goalIn(atlas)) : ({ result: 'unknown' } as const);
    return { goal, route };
  });
  return {
    drafts: positives(
      choice,
      found.flatMap(({ route }) => (route.result === 'found' ? [route.way] : [])),
    ),
    lowerBound: null,
    goals: found.map(({ goal, route: { result } }) => ({ goal, result })),
  };
}

function alongScenario(choice: Choice, scenario: Scenario): Chosen {
  const { atlas, terrain, options } = choice;
  const waypoints = waypointsOf(scenario, options.topology ?? 'cm') ?? [];
  const passage = through(
    terrain,
    waypoints.map(
      ({ fits }) =>
        (edge: number) =>
          fits(atlas.stepOf(edge)),
    ),
  );
  const goal = scenario.title;
  if (passage.result === 'found') {
    return {
      drafts: positives(choice, [passage.way]),
      lowerBound: passage.way.length,
      goals: [{ goal, result: 'found' }],
    };
  }
  const { result, element, tried } = passage;
  const missing = waypoints[element]?.text ?? 'its end';
  const before = element === 0 ? 'at the beginning' : `after ${waypoints[element - 1]?.text}`;
  const why = `${missing} does not happen ${before}: ${tried} states were tried`;
  return { drafts: [], lowerBound: null, goals: [{ goal, result, why }] };
}

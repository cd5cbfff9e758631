import type { Scenario } from '../scenario/index.js';
import type { Atlas } from './atlas.js';
import type { Assembly, Draft } from './assemble.js';
import type { GenerateOptions, GoalReport, Strategy } from './generate.types.js';
import { everyPair, everyState, goalsIn, postman, quick, through, toward, walks } from './tours/index.js';
import type { Goal, Passage, Terrain, Verdict, Way } from './tours/index.js';
import { Negatives } from './negative.js';
import { selected } from './selection.js';
import { answersOf, waypointsOf, wishFor } from './wishes.js';
import type { Waypoint } from './wishes.js';

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

const lengthOf = ({
  options: { vcs = 1, maxLength = vcs === 1 ? readable : readableWithMany },
}: Choice): { readonly maxLength?: number } => (maxLength === 0 ? {} : { maxLength });

const choosers: Readonly<Record<Strategy, (choice: Choice) => Chosen>> = {
  states: (choice) => toured(choice, everyState(choice.terrain, lengthOf(choice))),
  transitions: (choice) => toured(choice, postman(choice.terrain, lengthOf(choice))),
  pairs: (choice) => toured(choice, everyPair(choice.terrain, lengthOf(choice))),
  rules: (choice) => {
    const candidates = [
      ...positives(choice, postman(choice.terrain, { maxLength: readable, ...lengthOf(choice) }).ways),
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
    const { seed = 1, until, walks: count = 100, weights } = choice.options;
    const { maxLength = readable } = lengthOf(choice);
    const found = walks(choice.terrain, {
      ...measured(choice),
      seed,
      count,
      length: maxLength,
      ...(weights && { weights: (edge) => weights[choice.atlas.stepOf(edge).event?.type ?? ''] ?? 1 }),
      maxLength,
      ...(until && { stop: until }),
    });
    const { ways, verdict } = found;
    return { drafts: positives(choice, ways), lowerBound: null, goals: [], ...(until && { verdict }) };
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
    const { ways, verdict } = found;
    return { drafts: positives(choice, ways), lowerBound, goals: [], ...(until && { verdict }) };
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
    if (wish.ok) return { goal, route: toward(terrain, wish.goalIn(atlas)) };
    const why = wish.problems[0]?.message ?? 'it is not understood';
    return { goal, route: { result: 'unknown' } as const, why };
  });
  return {
    drafts: found.flatMap(({ route }) =>
      route.result === 'found' ? [{ ...choice.assembly.positive(route.way), goalAt: Math.max(0, route.at - 1) }] : [],
    ),
    lowerBound: null,
    goals: found.map(({ goal, route: { result }, why }) => ({ goal, result, ...(why !== undefined && { why }) })),
  };
}

function alongScenario(choice: Choice, scenario: Scenario): Chosen {
  const waypoints = waypointsOf(scenario, choice.options.topology ?? 'cm') ?? [];
  const { passage, given } = led(choice, waypoints);
  const goal = scenario.title;
  if (passage.result === 'found') {
    return {
      drafts: positives(choice, [passage.way]),
      lowerBound: passage.way.length,
      goals: [{ goal, result: 'found' }],
    };
  }
  const { result, element, tried } = passage;
  const missing = [waypoints[element]?.text ?? 'its end', ...(given[element] ?? [])].join(' with ');
  const before = element === 0 ? 'at the beginning' : `after ${waypoints[element - 1]?.text}`;
  const why = `${missing} does not happen ${before}: ${tried} states were tried`;
  return { drafts: [], lowerBound: null, goals: [{ goal, result, why }] };
}

/** The way along waypoints; every answer is given on the first of those after it is set on which it can be. */
function led({ atlas, terrain }: Choice, waypoints: readonly Waypoint[]) {
  const given = waypoints.map((): readonly string[] => []);
  const along = (end: number): Passage =>
    through(
      terrain,
      waypoints.slice(0, end).map(({ isIt }, place) => (edge: number) => {
        const step = atlas.stepOf(edge);
        const names = answersOf(step);
        const wanted = given[place] ?? [];
        return isIt(step) && names.length === wanted.length && wanted.every((one) => names.includes(one));
      }),
    );
  waypoints.forEach(({ answers }, first) => {
    for (const answer of answers) {
      const before = [...given];
      const place = waypoints.findIndex((_, at) => {
        if (at < first) return false;
        given.splice(0, given.length, ...before.with(at, [...(before[at] ?? []), answer]));
        return along(at + 1).result === 'found';
      });
      if (place < 0) given.splice(0, given.length, ...before.with(first, [...(before[first] ?? []), answer]));
    }
  });
  return { passage: along(waypoints.length), given };
}

import type { Report } from '../errors.js';
import { dimensionsIn, goalsIn, strategies, waypointsOf, wishFor } from '../generate/index.js';
import type { Dimension, GenerateOptions, Largest, Stop, Strategy, UnderTest } from '../generate/index.js';
import { driversOf, topologies } from '../protocol/roles.js';
import type { Topology } from '../protocol/roles.js';
import type { Scenario } from '../scenario/index.js';
import { deedsOf } from '../system/index.js';
import { faultsIn, wholeNumber } from './bounds.js';
import { conditionIn } from './condition.js';
import { wrongEnding } from './coverage.js';
import { findScenarios } from './scenarios.js';
import { meant, wrongValue } from './usage.js';

/** The options of the command, as they are written. */
export interface GenerateCommandOptions {
  readonly topology: string;
  readonly underTest: string;
  readonly cover: string;
  readonly goal: readonly string[];
  readonly events?: string;
  readonly seed: string;
  readonly maxLength?: string;
  readonly walks: string;
  readonly weight: readonly string[];
  readonly until?: string;
  readonly vcs: string;
  readonly sends: string;
  readonly receives: string;
  readonly faults: string;
  readonly maxStates?: string;
  readonly nWise?: string;
  readonly emit?: string;
  readonly out?: string;
  readonly coverage?: string;
  readonly require?: string;
  readonly against?: string;
  readonly onTheFly?: string;
  readonly replay?: string;
  readonly format: string;
}

/** What the files of a suite may be written as. */
export const emitted = ['jest', 'ndjson', 'json', 'itf', 'c'] as const;
export type Emitted = (typeof emitted)[number];

/** What is to be done. */
export interface Order {
  readonly options: GenerateOptions & Largest & { readonly topology: Topology; readonly underTest: UnderTest };
  readonly nWise: number | undefined;
  readonly emit: readonly Emitted[];
  readonly required: Stop | undefined;
  /** Moves of each run on the fly; 0 where suites are run as they are. */
  readonly onTheFly: number;
}

/** What is to be done, or everything that is wrong with what was asked for. */
export function orderFor(given: GenerateCommandOptions): Order | readonly Report[] {
  const reports: Report[] = [];
  const number = (option: string, text: string, least: number, most: number) =>
    wholeNumber(reports, option, text, { least, most });
  const topology = topologies.find((known) => known === given.topology) ?? 'cm';
  const roles: readonly UnderTest[] = [...driversOf[topology], 'system'];
  reports.push(
    ...wrongValue('--topology', given.topology, topologies),
    ...wrongValue('--under-test', given.underTest, roles),
    ...wrongValue('--cover', given.cover, strategies),
    ...wrongValue('--format', given.format, ['text', 'json']),
    ...misfits(given),
  );
  const scenario = given.events === undefined ? undefined : scenarioIn(given.events, topology, reports);
  const until = given.until === undefined ? undefined : stopIn('--until', given.until, topology, reports);
  reports.push(...(until ? dimensionsIn(until).flatMap(uncounted) : []));
  const options = {
    topology,
    underTest: (roles.find((role) => role === given.underTest) ?? 'system') satisfies UnderTest,
    cover: given.cover as Strategy,
    seed: number('--seed', given.seed, 0, 2 ** 31 - 1),
    walks: number('--walks', given.walks, 1, 1_000_000),
    vcs: number('--vcs', given.vcs, 1, 4),
    sends: number('--sends', given.sends, 0, 8),
    receives: number('--receives', given.receives, 0, 8),
    faults: faultsIn(given.faults, topology, reports),
    ...(given.maxLength !== undefined && { maxLength: number('--max-length', given.maxLength, 0, 1_000_000) }),
    ...(given.maxStates !== undefined && { maxStates: number('--max-states', given.maxStates, 1, 10_000_000) }),
    ...(given.goal.length > 0 && { goals: goalsOf(given.goal, topology, reports) }),
    ...(scenario && { through: scenario }),
    ...(until && { until }),
    ...(given.weight.length > 0 && { weights: weightsIn(given.weight, topology, reports) }),
  };
  const order: Order = {
    options,
    nWise: given.nWise === undefined ? undefined : number('--n-wise', given.nWise, 1, 6),
    emit: emittedIn(given.emit, reports),
    required: given.require === undefined ? undefined : stopIn('--require', given.require, topology, reports),
    onTheFly: given.onTheFly === undefined ? 0 : number('--on-the-fly', given.onTheFly, 1, 1_000_000),
  };
  return reports.length > 0 ? reports : order;
}

/** What does not go together. */
function misfits(given: GenerateCommandOptions): readonly Report[] {
  const misfit = (message: string): Report => ({ code: 'CONDIS7004', message });
  return [
    ...(given.emit !== undefined && given.out === undefined ? [misfit('--emit needs a folder: --out <folder>.')] : []),
    ...(given.out !== undefined && given.emit === undefined
      ? [misfit('--out needs to know what: --emit <list>.')]
      : []),
    ...(given.goal.length > 0 && given.events !== undefined ? [misfit('--goal does not go with --events.')] : []),
    ...(given.onTheFly !== undefined && given.against === undefined
      ? [misfit('--on-the-fly needs a driver: --against <module>.')]
      : []),
    ...(given.replay !== undefined && given.against === undefined
      ? [misfit('--replay needs a driver: --against <module>.')]
      : []),
    ...(given.weight.length > 0 && given.cover !== 'walks' ? [misfit('--weight is of random walks: -c walks.')] : []),
    ...(given.coverage === undefined ? [] : wrongEnding(given.coverage)),
  ];
}

/** What is not counted while walks are under way. */
const uncounted = (dimension: Dimension): readonly Report[] =>
  dimension === 'states' || dimension === 'transitions'
    ? []
    : [{ code: 'CONDIS7004', message: `--until counts states and transitions, not ${dimension}: use --require.` }];

/** How much likelier than others events are: `network.hangUp=5`. */
function weightsIn(list: readonly string[], topology: Topology, reports: Report[]): Readonly<Record<string, number>> {
  const events = [...new Set(deedsOf(topology).map(({ event }) => event.type as string))];
  return Object.fromEntries(
    list.map((text) => {
      const [, event = text, weight = ''] = /^([\w.]+)=(\d+(?:\.\d+)?)$/.exec(text) ?? [];
      if (weight === '' || !events.includes(event)) {
        const message = `Expected --weight to be an event and a number, such as network.hangUp=5, got \`${text}\`.`;
        reports.push({ code: 'CONDIS7003', message, fields: [...meant(event, events), ['events', events.join(', ')]] });
      }
      return [event, Number(weight)];
    }),
  );
}

function emittedIn(list: string | undefined, reports: Report[]): readonly Emitted[] {
  if (list === undefined) return [];
  return list.split(',').flatMap((name) => {
    const known = emitted.find((one) => one === name);
    if (known === undefined) reports.push(...wrongValue('--emit', name, emitted));
    return known ?? [];
  });
}

function goalsOf(goals: readonly string[], topology: Topology, reports: Report[]): readonly string[] {
  for (const goal of goals) reports.push(...troubleWith(goal, topology));
  return goals;
}

/** What is wrong with a goal. */
function troubleWith(goal: string, topology: Topology): readonly Report[] {
  const wish = wishFor(goal, topology);
  if (wish.ok) return [];
  const [problem] = wish.problems;
  const allowed = problem?.allowed ?? [];
  const fields = [
    ...(problem ? [['why', problem.message] as const] : []),
    ...meant(problem?.found ?? goal, allowed),
    ...(allowed.length > 0 ? [['allowed', allowed.join(', ')] as const] : []),
    ['or', 'a function of CoNDIS, with or without what it returns: NdisCmActivateVc returns FAILURE'] as const,
  ];
  return [{ code: 'CONDIS7015', message: `The goal ${goal} is not understood.`, fields }];
}

/** A condition whose goals are understood; what is wrong with it is reported. */
function stopIn(option: string, text: string, topology: Topology, reports: Report[]): Stop | undefined {
  const stop = conditionIn(option, text, reports);
  for (const goal of stop ? goalsIn(stop) : []) reports.push(...troubleWith(goal, topology));
  return stop;
}

/** The scenario through which a test is to be led. */
function scenarioIn(name: string, topology: Topology, reports: Report[]): Scenario | undefined {
  const found = findScenarios(name, topology);
  if (!found.ok) {
    reports.push(...found.reports);
    return undefined;
  }
  const [scenario] = found.scenarios;
  if (scenario && !waypointsOf(scenario, topology)) {
    const message = `${scenario.name} has calls out of turn, to which no well-behaved system can be led.`;
    reports.push({ code: 'CONDIS7004', message });
  }
  return scenario;
}

import { canonicalName } from '../protocol/functions.js';
import type { Topology } from '../protocol/roles.js';
import { parseStatus } from '../protocol/status.js';
import { inputFor, isMet, parseScenario } from '../scenario/index.js';
import type { Expectation, Problem, Scenario } from '../scenario/index.js';
import { faultName } from '../system/index.js';
import type { EnvironmentEvent } from '../system/index.js';
import type { Atlas, AtlasStep } from './atlas.js';
import type { Goal } from './tours/index.js';

/** A goal in words, understood; or what is wrong with it. */
export type Wish =
  | { readonly ok: true; readonly goalIn: (atlas: Atlas) => Goal }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Understands a goal: a sentence such as scenarios expect (`vc 1 is active`), or a function, with what it returns where
 * that matters (`NdisCmActivateVc returns FAILURE`).
 */
export function wishFor(text: string, topology: Topology): Wish {
  const [, name = '', status] = /^(\w+)(?: returns (\w+))?$/.exec(text.trim()) ?? [];
  const fn = canonicalName(name);
  if (fn !== undefined) {
    const wanted = status === undefined ? undefined : parseStatus(status);
    if (status === undefined || wanted !== undefined) {
      return { ok: true, goalIn: (atlas) => ({ edge: (edge) => shows(atlas.stepOf(edge), fn, wanted) }) };
    }
  }
  const parsed = parseScenario(scenarioThatExpects(text, topology), 'goal');
  if (!parsed.ok) return { ok: false, problems: parsed.problems };
  const [expected] = parsed.scenario.expect;
  if (!expected) return { ok: false, problems: [] };
  return { ok: true, goalIn: (atlas) => ({ state: (state) => holds(expected, atlas, state, topology) }) };
}

const scenarioThatExpects = (text: string, topology: Topology): string =>
  JSON.stringify({ title: 'A goal', topology, steps: [], expect: [text] });

const shows = ({ records }: AtlasStep, fn: string, status: string | undefined): boolean =>
  records.some((record) =>
    status === undefined
      ? record.kind === 'call' && record.fn === fn
      : record.kind === 'return' && record.fn === fn && record.status === status,
  );

const holds = (expected: Expectation, atlas: Atlas, state: number, topology: Topology): boolean => {
  const snapshot = { time: 0, status: 'running', bugCheck: null, actors: atlas.actors(state), deferred: [] } as const;
  return isMet(expected, snapshot, topology).met;
};

/** An element of a sequence that tests can be led through: a step of a scenario, and which steps of the model are that. */
export interface Waypoint {
  readonly text: string;
  readonly isIt: (step: AtlasStep) => boolean;
  /** Answers that are set before it, and given on it or after it: `ProtocolCmMakeCall=RESOURCES`. */
  readonly answers: readonly string[];
}

/**
 * The events of a scenario, in their order, with the answers that it sets before them; delays are whatever ends by itself.
 * Nothing where a step is not one that the model takes: a call out of turn.
 */
export function waypointsOf(scenario: Scenario, topology: Topology): readonly Waypoint[] | undefined {
  const waypoints: Waypoint[] = [];
  let answers: string[] = [];
  for (const step of [...scenario.faults, ...scenario.given, ...scenario.steps]) {
    const input = inputFor(step, topology);
    if (input.kind === 'call') return undefined;
    if (input.kind === 'note') continue;
    if (input.kind === 'send' && input.event.type === 'answer.next') {
      answers.push(answerName(input.event));
      continue;
    }
    const isIt = input.kind === 'send' ? isEvent(input.event) : ({ sleeper }: AtlasStep) => sleeper !== undefined;
    waypoints.push({ text: step.text, isIt, answers });
    answers = [];
  }
  return waypoints;
}

/** What the model decides: how many lists there are, and what call parameters are called. */
const modelled: readonly string[] = ['lists', 'callParameters'];

/** Whether a step is this event, with all that is said of it and that the model does not decide. */
function isEvent(wanted: EnvironmentEvent): (step: AtlasStep) => boolean {
  const details = Object.entries(wanted).filter(([key]) => !modelled.includes(key));
  return ({ event }) => {
    const found = new Map<string, unknown>(Object.entries(event ?? {}));
    return details.every(([key, value]) => found.get(key) === value);
  };
}

type Answer = Extract<EnvironmentEvent, { readonly type: 'answer.next' }>;

const answerName = ({ event, status, on }: Answer): string => faultName({ event, status, ...(on && { on }) });

/** The answers that are given on a step, by their names. */
export const answersOf = ({ answers }: AtlasStep): readonly string[] =>
  answers.flatMap((answer) => (answer.type === 'answer.next' ? [answerName(answer)] : []));

import type { Fields } from '../../machines/messages.js';
import type { Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import { isFailure, shortStatus } from '../protocol/status.js';
import type { TraceRecord } from '../protocol/trace.js';
import { createSystem } from '../system/index.js';
import type { CondisSystem, EnvironmentEvent, Outcome } from '../system/index.js';
import { check } from './expectations.js';
import type { Met } from './expectations.js';
import { owed } from './owed.js';
import type { CallStep, EventStep, FaultStep, Scenario, Step } from './scenario.types.js';
import { resolveEvent, resolveFunction, resolveRole } from './vocabulary.js';

/** A step that was played, and the records that it led to: positions [from, to) of the run's records. */
export interface PlayedStep {
  readonly text: string;
  readonly outcome: Outcome;
  readonly from: number;
  readonly to: number;
}

/** A scenario that was played. */
export interface Run {
  readonly title: string;
  readonly topology: Topology;
  /** The meta record, what held before, what happened, and `end` where nothing is owed. */
  readonly records: readonly TraceRecord[];
  readonly steps: readonly PlayedStep[];
  /** Those of what is given and of the steps, then those of the end. */
  readonly expectations: readonly Met[];
  /** Nothing is owed; something is; the system has come down. */
  readonly status: 'finished' | 'open' | 'bugCheck';
  /** What is owed, in words. */
  readonly owed: readonly string[];
}

/** Plays a scenario on live actors. Throws where the scenario is not for this topology. */
export function runScenario(scenario: Scenario, topology: Topology): Run {
  const { title, options, boot, faults, given, steps, expect } = scenario;
  if (!scenario.topologies.includes(topology)) {
    throw new RangeError(`Expected \`topology\` to be one of ${scenario.topologies.join(', ')}, got \`${topology}\`.`);
  }
  const system = createSystem({ ...options, topology, boot });
  system.start();
  faults.forEach((fault) => arm(system, fault, topology));
  const expectations = given.flatMap((step) => established(step, play(system, step, topology)));
  const records: TraceRecord[] = [system.meta(title), ...system.assumptions()];
  system.subscribe((record) => records.push(record));

  const played: PlayedStep[] = [];
  for (const step of steps) {
    if (system.status !== 'running') {
      break;
    }
    const from = records.length;
    const { outcome, met = [] } = play(system, step, topology);
    played.push({ text: step.text, outcome, from, to: records.length });
    expectations.push(...met);
  }
  const snapshot = system.snapshot();
  const debts = owed(snapshot);
  expectations.push(
    ...missing(steps.slice(played.length)),
    ...expect.map((expected) => check(expected, snapshot, topology)),
  );
  system.stop();
  const status = snapshot.status === 'bugCheck' ? 'bugCheck' : debts.length === 0 ? 'finished' : 'open';
  return {
    title,
    topology,
    records: status === 'finished' ? [...records, { kind: 'end' }] : records,
    steps: played,
    expectations,
    status,
    owed: debts,
  };
}

interface Played {
  readonly outcome: Outcome;
  readonly met?: readonly Met[];
}

const taken: Played = { outcome: { result: 'taken' } };

function play(system: CondisSystem, step: Step, topology: Topology): Played {
  switch (step.kind) {
    case 'event':
      return send(system, step, topology);
    case 'call':
      return call(system, step, topology);
    case 'fault':
      return { outcome: arm(system, step, topology) };
    case 'wait':
      system.advance(step.milliseconds);
      return taken;
    case 'note':
      system.note(step.text);
      return taken;
  }
}

function send(system: CondisSystem, { text, event, vc, parameters, refused }: EventStep, topology: Topology): Played {
  const type = resolveEvent(event, topology);
  const outcome = system.send({ ...parameters, type, vc } as EnvironmentEvent);
  return { outcome, met: refused === undefined ? [] : [refusal(text, refused, outcome.rule)] };
}

function call(
  system: CondisSystem,
  { text, from, fn, vc, parameters, refused, returns }: CallStep,
  topology: Topology,
): Played {
  const role = resolveRole(from, topology);
  const { status, rule } = system.call({
    ...(parameters as Fields),
    from: role,
    fn: resolveFunction(fn, from, topology),
    vc,
  });
  const found = status === null ? 'nothing' : shortStatus(status);
  const answer: Met[] =
    returns === undefined
      ? []
      : [
          {
            text: `${text}, which returns ${returns === 'failure' ? returns : shortStatus(returns)}`,
            met: status !== null && (returns === 'failure' ? isFailure(status) : status === returns),
            found: `it returns ${found}`,
          },
        ];
  return {
    outcome: rule === undefined ? { result: 'taken' } : { result: 'refused', rule },
    met: [...answer, ...(refused === undefined ? [] : [refusal(text, refused, rule)])],
  };
}

const arm = (system: CondisSystem, { event, on, vc, status }: FaultStep, topology: Topology): Outcome =>
  system.send({
    type: 'answer.next',
    event,
    status,
    vc,
    ...(on === undefined ? {} : { on: resolveRole(on, topology) }),
  });

const refusal = (text: string, expected: RuleId, found: RuleId | undefined): Met => ({
  text: `${text} is refused by ${expected}`,
  met: found === expected,
  found: found === undefined ? 'it is not refused' : `it is refused by ${found}`,
});

/** What is given has to come about; where it does not, the reader should hear of it. */
const established = (step: Step, { outcome, met = [] }: Played): Met[] =>
  met.length > 0 || outcome.result === 'taken' || outcome.result === 'deferred'
    ? [...met]
    : [
        {
          text: `given: ${step.text}`,
          met: false,
          found: `it is ${outcome.result}${outcome.rule === undefined ? '' : ` by ${outcome.rule}`}`,
        },
      ];

/** What steps that were not reached had promised. */
const missing = (steps: readonly Step[]): readonly Met[] =>
  steps
    .filter(
      (step) =>
        (step.kind === 'event' && step.refused !== undefined) ||
        (step.kind === 'call' && (step.refused ?? step.returns) !== undefined),
    )
    .map(({ text }) => ({ text, met: false, found: 'the system had come down before' }));

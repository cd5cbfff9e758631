import type { Topology } from '../protocol/roles.js';
import type { RuleId } from '../protocol/rules.js';
import { isFailure, shortStatus } from '../protocol/status.js';
import type { NdisStatus } from '../protocol/status.js';
import type { TraceRecord } from '../protocol/trace.js';
import { createSystem } from '../system/index.js';
import type { CondisSystem, Outcome } from '../system/index.js';
import { check } from './expectations.js';
import type { Met } from './expectations.js';
import { apply, inputFor } from './inputs.js';
import { owed } from './owed.js';
import type { Scenario, Step } from './scenario.types.js';

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
  faults.forEach((fault) => apply(system, inputFor(fault, topology)));
  const expectations = given.flatMap((step) => established(step, play(system, step, topology)));
  const records: TraceRecord[] = [system.meta(title), ...system.assumptions()];
  system.subscribe((record) => records.push(record));

  const played: PlayedStep[] = [];
  for (const step of steps) {
    if (system.status !== 'running') {
      break;
    }
    const from = records.length;
    const { outcome, met } = play(system, step, topology);
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
  readonly met: readonly Met[];
}

function play(system: CondisSystem, step: Step, topology: Topology): Played {
  const { status, ...outcome } = apply(system, inputFor(step, topology));
  return { outcome, met: [...answered(step, status), ...refused(step, outcome.rule)] };
}

/** Whether a forced call returns what it should. */
function answered(step: Step, status: NdisStatus | null | undefined): readonly Met[] {
  if (step.kind !== 'call' || step.returns === undefined) return [];
  const { text, returns } = step;
  const found = status ? shortStatus(status) : 'nothing';
  const isMet = !!status && (returns === 'failure' ? isFailure(status) : status === returns);
  const wanted = returns === 'failure' ? returns : shortStatus(returns);
  return [{ text: `${text}, which returns ${wanted}`, met: isMet, found: `it returns ${found}` }];
}

/** Whether what should be refused is refused, and by the rule that says so. */
function refused(step: Step, rule: RuleId | undefined): readonly Met[] {
  if ((step.kind !== 'call' && step.kind !== 'event') || step.refused === undefined) return [];
  const found = rule === undefined ? 'it is not refused' : `it is refused by ${rule}`;
  return [{ text: `${step.text} is refused by ${step.refused}`, met: rule === step.refused, found }];
}

/** What is given has to come about; where it does not, the reader should hear of it. */
const established = (step: Step, { outcome, met }: Played): Met[] =>
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

import type { Topology } from '../../src/protocol/roles.js';
import { shortStatus } from '../../src/protocol/status.js';
import { apply, inputFor } from '../../src/scenario/index.js';
import type { Input, Scenario, ScenarioOptions, Step } from '../../src/scenario/index.js';
import { createSystem } from '../../src/system/index.js';
import type { CondisSystem, EnvironmentEvent } from '../../src/system/index.js';

/** How a run begins: the system, and what has happened to it before anything is shown. */
export interface Beginning {
  readonly title: string;
  /** The name of the scenario; nothing where there is none. */
  readonly scenario: string | null;
  readonly topology: Topology;
  readonly options: ScenarioOptions;
  readonly boot: boolean;
  readonly given: readonly Input[];
}

/** A step that is still to come, in words. */
export interface Coming {
  readonly text: string;
  readonly input: Input;
}

/** What a system begins with where no scenario is played. */
export const plainBeginning = (topology: Topology): Beginning => ({
  title: 'A system of your own',
  scenario: null,
  topology,
  options: {},
  boot: true,
  given: [],
});

/** How a scenario begins, and its steps. */
export const scriptOf = (scenario: Scenario, topology: Topology) => {
  const { title, name, options, boot, faults, given, steps } = scenario;
  const inputOf = (step: Step) => inputFor(step, topology);
  const beginning: Beginning = {
    ...{ title, scenario: name, topology, options, boot },
    given: [...faults, ...given].map(inputOf),
  };
  return { beginning, steps: steps.map((step): Coming => ({ text: step.text, input: inputOf(step) })) };
};

/** An input in words, as the trace shows it. */
export function textOf(input: Input): string {
  switch (input.kind) {
    case 'send':
      return eventText(input.event);
    case 'call': {
      const { from, fn, vc = 1 } = input.call;
      return `${from} calls ${fn}${vc === 1 ? '' : ` (vc ${vc})`} out of turn`;
    }
    case 'advance':
      return `${input.milliseconds} ms pass`;
    case 'note':
      return input.text;
  }
}

function eventText({ type, vc = 1, irql: _, ...details }: EnvironmentEvent): string {
  const where = vc === 1 ? '' : ` (vc ${vc})`;
  if (type === 'answer.next') {
    const { event, on, status } = details as Extract<EnvironmentEvent, { type: 'answer.next' }>;
    return `${event}${on === undefined ? '' : ` of ${on}`} will answer ${shortStatus(status)}${where}`;
  }
  const values = Object.values(details).map((value) => (Array.isArray(value) ? value.join(' ') : String(value)));
  const words = values.map((value) => value.replace(/^NDIS_STATUS_/, ''));
  return `${type}${words.length === 0 ? '' : ` ${words.join(' ')}`}${where}`;
}

/** A system that has begun: it is up, and what is given has happened. */
export function begun(
  { topology, options, boot, given }: Beginning,
  inspect?: Parameters<typeof createSystem>[1],
): CondisSystem {
  const system = createSystem({ ...options, topology, boot }, inspect);
  system.start();
  given.forEach((input) => apply(system, input));
  return system;
}

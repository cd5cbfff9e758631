import { availableParallelism } from 'node:os';
import { createActor, fromTransition } from 'xstate';
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';
import { startCrew } from '../src/cli/crew.js';
import { Copies, MachineTable, minimise, search, unfold } from '../src/explore/index.js';
import type { Graph, LocalStep } from '../src/explore/index.js';
import { actorName } from '../src/system/parts.js';
import { partsOf } from '../src/system/index.js';
import { Universe } from '../src/verify/universe.js';

/** One figure beside what it is measured against. */
export interface Measured {
  readonly what: string;
  readonly ratio: number;
  readonly target: string;
  readonly isMet: boolean;
  readonly detail: string;
}

/** A local step of a machine of the model, as the exploration needs it once. */
interface Local {
  readonly machine: AnyStateMachine;
  readonly state: AnyMachineSnapshot;
  readonly event: EventObject;
}

/** One VC of the real model with all that may happen to it: its graph, what nobody can tell apart joined, and its local steps. */
interface Unfolding {
  readonly graph: Graph;
  readonly quotient: Graph;
  readonly locals: readonly Local[];
}

/** A table that tells what it asks of XState. */
class Heard extends MachineTable {
  constructor(
    machine: AnyStateMachine,
    private readonly locals: Local[],
  ) {
    super(machine);
  }

  override step(state: number, event: EventObject): LocalStep {
    const before = this.asked;
    const step = super.step(state, event);
    if (this.asked > before) this.locals.push({ machine: this.machine, state: this.stateOf(state), event });
    return step;
  }
}

function unfolding(sends: number): Unfolding {
  const locals: Local[] = [];
  const parts = partsOf('cm', { topology: 'cm' });
  const tables = new Map(parts.map((part) => [actorName(part, 1), new Heard(part.machine, locals)]));
  const universe = new Universe({ topology: 'cm', sends, receives: 1, parts }, tables);
  const { graph } = unfold(universe.actions);
  return { graph, quotient: minimise(graph, universe.kindOf).graph, locals };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** How much of something there is in a second. */
async function rate(work: () => number | Promise<number>): Promise<number> {
  const begin = performance.now();
  const done = await work();
  return (done * 1000) / (performance.now() - begin);
}

/** The medians of two rates, measured in turn after a warm-up. */
async function inTurn(
  rounds: number,
  one: () => number | Promise<number>,
  other: () => number | Promise<number>,
): Promise<readonly [number, number]> {
  const ones: number[] = [];
  const others: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    ones.push(await rate(one));
    others.push(await rate(other));
  }
  return [median(ones.slice(1)), median(others.slice(1))];
}

/** Two VCs as logic of XState that explores itself: the same steps, out of the same graph. */
function throughXState(graph: Graph): number {
  type Step = { readonly type: 'step'; readonly copy: 0 | 1; readonly at: number };
  const logic = fromTransition(
    (standing: readonly [number, number], { copy, at }: Step): readonly [number, number] => {
      const target = graph.targets[at] ?? 0;
      return copy === 0 ? [target, standing[1]] : [standing[0], target];
    },
    [0, 0],
  );
  const adjacency = getAdjacencyMap(logic, {
    events: ({ context }) =>
      ([0, 1] as const).flatMap((copy) => {
        const [begin = 0, end = 0] = graph.first.subarray(context[copy], context[copy] + 2);
        return Array.from({ length: end - begin }, (_, n): Step => ({ type: 'step', copy, at: begin + n }));
      }),
  });
  return Object.keys(adjacency).length;
}

async function againstXStateGraph(graph: Graph, rounds: number): Promise<Measured> {
  const many = 20;
  const ours = (): number => {
    let states = 0;
    for (let n = 0; n < many; n += 1) states += search(new Copies(graph, 2)).states;
    return states;
  };
  const states = throughXState(graph);
  if (ours() !== many * states) throw new Error(`xstate/graph finds ${states} states, and the explorer others`);
  const [one, other] = await inTurn(rounds, ours, () => throughXState(graph));
  return {
    what: 'states a second, explored : xstate/graph',
    ratio: one / other,
    target: '>= 100',
    isMet: one / other >= 100,
    detail: `${thousands(one)} : ${thousands(other)} thousand, ${states.toLocaleString('en')} states of two VCs`,
  };
}

/** A scope that does nothing, used again for each step. */
const inert = (machine: AnyStateMachine): AnyActorScope => {
  const self = createActor(machine, { input: {} });
  const nothing = () => undefined;
  return {
    self,
    id: self.id,
    sessionId: self.sessionId,
    system: self.system,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  };
};

async function againstLocalSteps(quotient: Graph, locals: readonly Local[], rounds: number): Promise<Measured> {
  const scopes = new Map(locals.map(({ machine }) => [machine, inert(machine)]));
  const local = (): number => {
    let active = 0;
    for (const { machine, state, event } of locals) {
      const next = machine.transition(state, event, scopes.get(machine) as never);
      active += next.status === 'active' ? 1 : 0;
    }
    if (active === 0) throw new Error('no machine is active after its step');
    return locals.length;
  };
  const ours = (): number => search(new Copies(quotient, 3, { isSymmetric: true })).transitions;
  const [one, other] = await inTurn(rounds, ours, () => Array.from({ length: 5 }, local).reduce((a, b) => a + b));
  return {
    what: 'steps of three VCs a second : local ones of XState',
    ratio: one / other,
    target: '>= 10',
    isMet: one / other >= 10,
    detail: `${thousands(one)} : ${thousands(other)} thousand`,
  };
}

/** The most bytes that a state takes at any time, once there are a million. */
function memory(quotient: Graph): Measured {
  let most = 0;
  const { states } = search(new Copies(quotient, 3, { isSymmetric: true }), {
    isEnough: ({ states, bytes }) => {
      if (states > 1e6) most = Math.max(most, bytes / states);
      return false;
    },
  });
  return {
    what: 'bytes a state, beyond a million',
    ratio: most,
    target: '<= 64',
    isMet: most > 0 && most <= 64,
    detail: `at most, on the way to ${states.toLocaleString('en')} states`,
  };
}

async function workers(quotient: Graph, rounds: number): Promise<Measured> {
  const row = { what: 'four workers : one', target: '>= 1.4' };
  if (availableParallelism() < 4) {
    return { ...row, ratio: 1, isMet: true, detail: `not measured: there are ${availableParallelism()} cores only` };
  }
  const options = { copies: 3, isSymmetric: true };
  const crew = startCrew(4);
  const together = async (): Promise<number> => (await crew.search(quotient, options)).states;
  const alone = (): number => search(new Copies(quotient, options.copies, options)).states;
  const [one, other] = await inTurn(rounds, together, alone);
  await crew.dismiss();
  return {
    ...row,
    ratio: one / other,
    isMet: one / other >= 1.4,
    detail: `${thousands(one)} : ${thousands(other)} thousand states a second, the one without threads`,
  };
}

const thousands = (value: number): string => Math.round(value / 1000).toLocaleString('en');

/** The explorer on the real model. */
export async function exploring(isQuick: boolean): Promise<readonly Measured[]> {
  const small = unfolding(1);
  const large = unfolding(2);
  return [
    await againstXStateGraph(isQuick ? small.quotient : small.graph, isQuick ? 1 : 3),
    await againstLocalSteps(small.quotient, small.locals, isQuick ? 3 : 9),
    memory(large.quotient),
    await workers(large.quotient, isQuick ? 1 : 3),
  ];
}

import { createActor } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine, StateNode } from 'xstate';
import { fateOf, leavesOf } from '../../machines/chart.js';
import type { AnyFate } from '../../machines/chart.js';
import type { Subject } from './catalogue.js';
import type { Sample } from './samples.js';

/** What was found when a machine was tried, alone, with every sample in every state that it gets into. */
export interface Findings {
  readonly snapshots: number;
  /** Snapshots that the cap has kept from being looked at. */
  readonly left: number;
  readonly leaves: ReadonlySet<string>;
  /** `event leaf target` for each leaf that a cell has led to. */
  readonly reached: ReadonlySet<string>;
  /** Where table and chart disagree: one example for each event and state. */
  readonly disagreements: readonly string[];
  /** Where stepping was not a function, or left a mark on what it was given. */
  readonly impurities: readonly string[];
  /** Where an answer that was set in advance is gone before it was asked for: one example for each event and state. */
  readonly losses: readonly string[];
}

type Snapshot = AnyMachineSnapshot;
interface Said {
  readonly type: string;
  readonly params: unknown;
}

/** How many snapshots of a machine are looked at, at most. */
const cap = 12_000;

/** A queue for each state; the state that has had the fewest turns has the next one. */
class Turns<T> {
  readonly #queues = new Map<string, { readonly items: T[]; turns: number }>();

  add(state: string, item: T): void {
    const queue = this.#queues.get(state) ?? { items: [], turns: 0 };
    queue.items.push(item);
    this.#queues.set(state, queue);
  }

  next(): T | undefined {
    const queues = [...this.#queues.values()].filter(({ items }) => items.length > 0);
    const [first] = queues.sort((a, b) => a.turns - b.turns);
    if (first) {
      first.turns += 1;
    }
    return first?.items.shift();
  }
}

/** Steps a machine without running it: nothing that it wants done is done. */
class Stepper {
  #said: Said[] = [];
  readonly first: Snapshot;
  readonly #scope: Parameters<AnyStateMachine['transition']>[2];

  constructor(
    private readonly machine: AnyStateMachine,
    input: object,
  ) {
    const self = createActor(machine, { input });
    const nothing = () => undefined;
    this.#scope = {
      ...{ self, system: self.system, id: '', sessionId: '' },
      ...{ defer: nothing, logger: nothing, stopChild: nothing, emit: nothing },
      actionExecutor: ({ type, params }) => this.#said.push({ type, params }),
    };
    this.first = self.getSnapshot() as Snapshot;
  }

  step(snapshot: Snapshot, event: Sample): { readonly next: Snapshot; readonly said: readonly Said[] } {
    this.#said = [];
    return { next: this.machine.transition(snapshot, event, this.#scope) as Snapshot, said: this.#said };
  }
}

const portrait = ({ value, context, historyValue, status }: Snapshot): string =>
  JSON.stringify([
    value,
    context,
    Object.entries(historyValue as Record<string, StateNode[]>).map(([id, nodes]) => [
      id,
      nodes.map((node) => node.id),
    ]),
    status,
  ]);

const freeze = (value: unknown): void => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
};

/** Delays that run in a state: time may pass in it. */
const delaysOf = ({ _nodes }: Snapshot): readonly Sample[] =>
  (_nodes as StateNode[]).flatMap((node) => node.after.map(({ eventType }) => ({ type: eventType })));

/** Whether the table lets the event through: some leaf takes it, and none objects. */
const isTaken = (cells: readonly AnyFate[], context: unknown, event: Sample, leaves: readonly string[]): boolean =>
  cells.some(({ fate }) => fate === 'next') &&
  cells.every((cell) =>
    cell.fate === 'next'
      ? cell.conditions.every(({ holds }) => holds(context, event, leaves))
      : cell.fate === 'ignore' || cell.fate === 'elsewhere',
  );

/** The questions whose answers are set in advance. */
const answered = ({ context }: Snapshot): readonly string[] =>
  Object.keys((context as { readonly answers?: object }).answers ?? {});

const placeOf = ({ value }: Snapshot): string => leavesOf(value).join(' + ');

/** Tries a machine, alone, with every sample in every state that it gets into. */
export const walk = ({ machine, fates, inputs, samples, isWithin }: Subject): Findings => {
  const met = new Set<string>();
  const waiting = new Turns<{ readonly snapshot: Snapshot; readonly stepper: Stepper }>();
  const leavesSeen = new Set<string>();
  const reached = new Set<string>();
  const stepped = new Set<string>();
  const disagreements = new Map<string, string>();
  const impurities: string[] = [];
  const losses = new Set<string>();
  let looked = 0;

  const meet = (snapshot: Snapshot, stepper: Stepper): void => {
    const key = portrait(snapshot);
    if (!met.has(key)) {
      met.add(key);
      waiting.add(placeOf(snapshot), { snapshot, stepper });
    }
  };

  /** The first time that an event is taken in a state it is taken once more, to see whether anything has changed. */
  const step = (stepper: Stepper, snapshot: Snapshot, event: Sample): Snapshot => {
    freeze(snapshot.context);
    freeze(event);
    const occasion = `${event.type} in ${placeOf(snapshot)}`;
    const before = stepped.has(occasion) ? null : portrait(snapshot);
    const { next, said } = stepper.step(snapshot, event);
    if (before !== null) {
      stepped.add(occasion);
      const again = stepper.step(snapshot, event);
      if (portrait(next) !== portrait(again.next) || JSON.stringify(said) !== JSON.stringify(again.said)) {
        impurities.push(`${occasion} does not always do the same`);
      }
      if (portrait(snapshot) !== before) {
        impurities.push(`${occasion} changes the snapshot it is given`);
      }
    }
    return next;
  };

  const compare = (stepper: Stepper, snapshot: Snapshot, event: Sample): void => {
    const leaves = leavesOf(snapshot.value);
    const complain = (what: string) => {
      const occasion = `${event.type} in ${placeOf(snapshot)}: ${what}`;
      if (!disagreements.has(occasion)) {
        disagreements.set(
          occasion,
          `${occasion}, as with ${JSON.stringify(event)} and ${JSON.stringify(snapshot.context)}`,
        );
      }
    };
    const cells = leaves.flatMap((leaf) => fateOf(fates, leaf, event.type) ?? []);
    if (cells.length < leaves.length) {
      complain('no fate');
      return;
    }
    const isEnabled = snapshot.status === 'active' && machine.getTransitionData(snapshot, event).length > 0;
    if (isEnabled !== isTaken(cells, snapshot.context, event, leaves)) {
      complain(isEnabled ? 'the chart takes it, the table does not' : 'the table takes it, the chart does not');
    }
    if (!isEnabled) {
      return;
    }
    const next = step(stepper, snapshot, event);
    const kept = answered(next);
    answered(snapshot)
      .filter((question) => question !== event.type && !kept.includes(question))
      .forEach((question) => losses.add(`${event.type} in ${placeOf(snapshot)}: the answer to ${question}`));
    leavesOf(next.value).forEach((leaf, region) => {
      const from = leaves[region] ?? '';
      const cell = cells[region];
      const allowed = cell?.fate === 'next' && cell.to.length > 0 ? cell.to : [from];
      reached.add(`${event.type} ${from} ${leaf}`);
      if (!allowed.includes(leaf)) {
        complain(`leads from ${from} to ${leaf}, and not to ${allowed.join(' or ')}`);
      }
    });
    if (isWithin(next.context as never)) {
      meet(next, stepper);
    }
  };

  for (const input of inputs) {
    const stepper = new Stepper(machine, input);
    meet(stepper.first, stepper);
  }
  for (let turn = waiting.next(); turn && looked < cap; turn = waiting.next()) {
    const { snapshot, stepper } = turn;
    looked += 1;
    leavesOf(snapshot.value).forEach((leaf) => leavesSeen.add(leaf));
    for (const event of samples) {
      compare(stepper, snapshot, event);
    }
    for (const event of delaysOf(snapshot)) {
      meet(step(stepper, snapshot, event), stepper);
    }
  }
  return {
    snapshots: looked,
    left: met.size - looked,
    leaves: leavesSeen,
    reached,
    disagreements: [...disagreements.values()],
    impurities,
    losses: [...losses],
  };
};

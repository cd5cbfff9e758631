import { getInitialSnapshot, transition } from 'xstate';
import type { AnyMachineSnapshot, StateNode } from 'xstate';
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
  /** Where table and chart disagree. */
  readonly disagreements: readonly string[];
  /** Where stepping was not a function, or left a mark on what it was given. */
  readonly impurities: readonly string[];
}

type Snapshot = AnyMachineSnapshot;

/** How many snapshots of a machine are looked at, at most. */
const cap = 3_000;

const portrait = ({ value, context, historyValue, status }: Snapshot): string =>
  JSON.stringify([
    value,
    context,
    Object.entries(historyValue as Record<string, StateNode[]>).map(([id, nodes]) => [id, nodes.map((node) => node.id)]),
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

const failingRule = (cell: AnyFate, context: unknown, event: Sample, leaves: readonly string[]): string | undefined =>
  cell.fate === 'next' ? cell.conditions.find(({ holds }) => !holds(context, event, leaves))?.rule : undefined;

/** The cells that an event meets: one for each leaf. */
const cellsFor = ({ fates }: Subject, leaves: readonly string[], { type }: Sample) =>
  leaves.map((leaf) => fateOf(fates, leaf, type));

/** Whether the table lets the event through: some leaf takes it, and none objects. */
const isTaken = (cells: readonly AnyFate[], context: unknown, event: Sample, leaves: readonly string[]): boolean =>
  cells.some(({ fate }) => fate === 'next') &&
  cells.every(
    (cell) =>
      cell.fate !== 'illegal' && cell.fate !== 'defer' && failingRule(cell, context, event, leaves) === undefined,
  );

const said = (actions: readonly { type: string; params: unknown }[]): string =>
  JSON.stringify(actions.map(({ type, params }) => [type, params]));

export const walk = (subject: Subject): Findings => {
  const { machine, inputs, samples, isWithin } = subject;
  const seen = new Map<string, Snapshot>();
  const leavesSeen = new Set<string>();
  const reached = new Set<string>();
  const disagreements: string[] = [];
  const impurities: string[] = [];
  let left = 0;

  const meet = (snapshot: Snapshot): void => {
    const key = portrait(snapshot);
    if (!seen.has(key)) {
      if (seen.size < cap) {
        seen.set(key, snapshot);
        leavesOf(snapshot.value).forEach((leaf) => leavesSeen.add(leaf));
      } else {
        left += 1;
      }
    }
  };

  const step = (snapshot: Snapshot, event: Sample): Snapshot => {
    const before = portrait(snapshot);
    freeze(snapshot.context);
    freeze(event);
    const [next, actions] = transition(machine, snapshot, event);
    const [again, actionsAgain] = transition(machine, snapshot, event);
    if (portrait(next) !== portrait(again) || said(actions) !== said(actionsAgain)) {
      impurities.push(`${event.type} in ${before} does not always do the same`);
    }
    if (portrait(snapshot) !== before) {
      impurities.push(`${event.type} in ${before} changes the snapshot it is given`);
    }
    return next;
  };

  const compare = (snapshot: Snapshot, event: Sample): void => {
    const leaves = leavesOf(snapshot.value);
    const where = `${JSON.stringify(event)} in ${leaves.join(' + ')} with ${JSON.stringify(snapshot.context)}`;
    const cells = cellsFor(subject, leaves, event);
    if (!cells.every((cell) => cell !== undefined)) {
      disagreements.push(`${event.type} in ${leaves.join(' + ')} has no fate`);
      return;
    }
    const isEnabled = machine.getTransitionData(snapshot, event).length > 0 && snapshot.status === 'active';
    if (isEnabled !== isTaken(cells, snapshot.context, event, leaves)) {
      disagreements.push(`${where}: the chart ${isEnabled ? 'takes it, the table does not' : 'does not take it, the table does'}`);
    }
    if (!isEnabled) {
      return;
    }
    const next = step(snapshot, event);
    leavesOf(next.value).forEach((leaf, region) => {
      const from = leaves[region] ?? '';
      const cell = cells[region];
      const allowed = cell?.fate === 'next' && cell.to.length > 0 ? cell.to : [from];
      reached.add(`${event.type} ${from} ${leaf}`);
      if (!allowed.includes(leaf)) {
        disagreements.push(`${where}: leads from ${from} to ${leaf}, and not to ${allowed.join(' or ')}`);
      }
    });
    if (isWithin(next.context as never)) {
      meet(next);
    }
  };

  inputs.forEach((input) => meet(getInitialSnapshot(machine, input) as Snapshot));
  for (const snapshot of seen.values()) {
    samples.forEach((event) => compare(snapshot, event));
    delaysOf(snapshot).forEach((event) => meet(step(snapshot, event)));
  }
  return { snapshots: seen.size, left, leaves: leavesSeen, reached, disagreements, impurities };
};

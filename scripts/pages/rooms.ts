import type { AnyStateMachine, AnyStateNode } from 'xstate';
import * as adapter from '../../machines/adapter/index.js';
import * as callManager from '../../machines/callManager/index.js';
import type { AnyFates } from '../../machines/chart.js';
import * as client from '../../machines/client/index.js';
import * as mcm from '../../machines/mcm/index.js';
import * as miniport from '../../machines/miniport/index.js';
import * as ndis from '../../machines/ndis/index.js';
import * as network from '../../machines/network/index.js';
import * as vc from '../../machines/vc/index.js';
import type { RuleId } from '../../src/protocol/rules.js';

/** A machine, as far as the pages tell of it. */
export interface Described {
  readonly name: string;
  readonly room: string;
  readonly root: AnyStateNode;
  readonly fates: AnyFates;
}

/** The doors of the rooms, in the order of the house. */
const doors: Readonly<Record<string, object>> = { client, callManager, mcm, miniport, vc, ndis, adapter, network };

export const roomNames: readonly string[] = Object.keys(doors);

/** The machines behind the door of a room: `x` for every `xMachine` and its `xFates`. That of the driver comes first. */
export const machinesOf = (room: string): readonly Described[] =>
  entriesOf(room).flatMap(([key, value]) => {
    if (!key.endsWith('Machine')) return [];
    const name = key.slice(0, -'Machine'.length);
    const fates = (doors[room] as Record<string, unknown>)[`${name}Fates`] as AnyFates | undefined;
    if (fates === undefined) {
      throw new Error(`machines/${room}/index.ts exports ${key} and no ${name}Fates.`);
    }
    return [{ name, room, root: (value as AnyStateMachine).root, fates }];
  });

const entriesOf = (room: string): readonly [string, unknown][] =>
  Object.entries(doors[room] ?? {}).sort(
    ([a], [b]) => Number(b === `${room}Machine`) - Number(a === `${room}Machine`) || a.localeCompare(b, 'en'),
  );

export const allMachines = (): readonly Described[] => roomNames.flatMap(machinesOf);

export const machineNamed = (name: string): Described => {
  const found = allMachines().find((machine) => machine.name === name);
  if (!found) {
    throw new Error(`No room exports ${name}Machine.`);
  }
  return found;
};

/** A transition of a chart: on an event, after a delay, or as soon as the state is entered. */
export interface Step {
  readonly on: string;
  readonly targets: readonly AnyStateNode[];
  readonly rules: readonly RuleId[];
  readonly source: string | undefined;
}

interface Meta {
  readonly rules?: readonly RuleId[];
  readonly source?: string;
}

interface Definition {
  readonly target?: readonly AnyStateNode[] | undefined;
  readonly meta?: Meta;
}

const step =
  (on: string) =>
  ({ target = [], meta = {} }: Definition): Step => ({
    on,
    targets: target,
    rules: meta.rules ?? [],
    source: meta.source,
  });

export const metaOf = ({ meta }: AnyStateNode): Meta => (meta ?? {}) as Meta;

/** The transitions of one state, without those of the states around it. */
export const stepsOf = (node: AnyStateNode): readonly Step[] => [
  ...(node.always ?? []).map((definition) => step('at once')(definition as Definition)),
  ...[...node.transitions].flatMap(([type, definitions]) =>
    definitions.map((definition) => step(wordFor(type))(definition as Definition)),
  ),
];

/** XState names a delay `xstate.after.patience.call.settingUp`. */
const wordFor = (type: string): string => {
  const [, delay] = /^xstate\.after\.([^.]+)\./.exec(type) ?? [];
  return delay === undefined ? `\`${type}\`` : `after \`${delay}\``;
};

/** A state and all below it, in the order of the chart. */
export const statesIn = (node: AnyStateNode): readonly AnyStateNode[] =>
  Object.values(node.states as Record<string, AnyStateNode>).flatMap((child) => [child, ...statesIn(child)]);

/** A state that is left as soon as it is entered. */
const isPassing = ({ always = [] }: AnyStateNode): boolean => always.some(({ guard }) => guard === undefined);

/** The states in which a machine can be found. Tables of fates have a column for each. */
export const leavesOf = (root: AnyStateNode): readonly AnyStateNode[] =>
  statesIn(root).filter((node) => (node.type === 'atomic' || node.type === 'final') && !isPassing(node));

/** Every rule that a machine names, in its chart and in its fates. */
export const rulesOf = ({ root, fates }: Described): readonly RuleId[] => [
  ...new Set([
    ...[root, ...statesIn(root)].flatMap((node) => [
      ...(metaOf(node).rules ?? []),
      ...stepsOf(node).flatMap(({ rules }) => rules),
    ]),
    ...rulesInFates(fates),
  ]),
];

export const rulesInFates = (fates: AnyFates): readonly RuleId[] => [
  ...new Set(
    Object.values(fates).flatMap((row) =>
      Object.values(row).flatMap((cell) => {
        if (cell?.fate === 'next') return cell.conditions.map(({ rule }) => rule);
        return cell?.fate === 'illegal' ? [cell.rule] : [];
      }),
    ),
  ),
];

/** Every page that a chart names by itself, where no rule does. */
export const pagesOf = ({ root }: Described): readonly string[] =>
  [root, ...statesIn(root)]
    .flatMap((node) => [metaOf(node).source, ...stepsOf(node).map(({ source }) => source)])
    .filter((source) => source !== undefined);

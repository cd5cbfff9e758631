import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** A way to a place in the config of a machine. */
export type Path = readonly string[];

/** A place in a config where transitions stand: one, or several of which the first that fits is taken. */
export interface TransitionSite {
  readonly path: Path;
  readonly source: AnyStateNode;
  /** The event, or what stands for one: `always`, `onDone`, `after.patience`. */
  readonly trigger: string;
  readonly candidates: readonly Candidate[];
}

/** One of the transitions at a place. */
export interface Candidate {
  readonly config: TransitionConfig;
  /** The states that it leads to; none where it stays. */
  readonly targets: readonly AnyStateNode[];
}

/** What of a transition is data. */
export interface TransitionConfig {
  readonly target?: unknown;
  readonly guard?: unknown;
  readonly actions?: unknown;
}

/** A place in a config where actions stand that come with a state: on its entry, or on its exit. */
export interface StateSite {
  readonly path: Path;
  readonly source: AnyStateNode;
  readonly moment: 'entry' | 'exit';
  readonly actions: readonly unknown[];
}

/** A list from what may be a list, one thing or nothing. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly unknown[]) : [value];

/** Every state of a machine in the order of the document, the machine itself first. */
export const nodesOf = (machine: AnyStateMachine): readonly AnyStateNode[] => below(machine.root);

const below = (node: AnyStateNode): readonly AnyStateNode[] => [node, ...childrenOf(node).flatMap(below)];

/** The states in a state. */
export const childrenOf = (node: AnyStateNode): readonly AnyStateNode[] =>
  Object.values(node.states as Readonly<Record<string, AnyStateNode>>);

interface NodeConfig {
  readonly on?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly always?: unknown;
  readonly onDone?: unknown;
  readonly entry?: unknown;
  readonly exit?: unknown;
}

interface Resolved {
  readonly target?: readonly AnyStateNode[] | undefined;
}

/** Every place in a machine where transitions stand. */
export const transitionSitesOf = (machine: AnyStateMachine): readonly TransitionSite[] =>
  nodesOf(machine).flatMap((source) => {
    const { on = {}, after = {}, always, onDone } = source.config as NodeConfig;
    const transitions = source.transitions as ReadonlyMap<string, readonly Resolved[]>;
    const delayed = source.after as readonly (Resolved & { readonly delay: unknown })[];
    const site = (path: Path, trigger: string, value: unknown, resolved: readonly Resolved[] = []) => ({
      path: [...pathOf(source), ...path],
      source,
      trigger,
      candidates: listOf(value).map((one, n) => ({ config: configOf(one), targets: resolved[n]?.target ?? [] })),
    });
    return [
      ...Object.entries(on).map(([type, value]) => site(['on', type], type, value, transitions.get(type))),
      ...Object.entries(after).map(([delay, value]) =>
        site(
          ['after', delay],
          `after.${delay}`,
          value,
          delayed.filter((one) => String(one.delay) === delay),
        ),
      ),
      site(['always'], 'always', always, source.always as readonly Resolved[] | undefined),
      site(['onDone'], 'onDone', onDone, transitions.get(`xstate.done.state.${source.id}`)),
    ].filter(({ candidates }) => candidates.length > 0);
  });

/** Every place in a machine where actions stand that come with a state. */
export const stateSitesOf = (machine: AnyStateMachine): readonly StateSite[] =>
  nodesOf(machine).flatMap((source) =>
    (['entry', 'exit'] as const).flatMap((moment) => {
      const actions = listOf((source.config as NodeConfig)[moment]);
      return actions.length > 0 ? [{ path: [...pathOf(source), moment], source, moment, actions }] : [];
    }),
  );

const pathOf = ({ path }: AnyStateNode): Path => path.flatMap((key) => ['states', key]);

const configOf = (value: unknown): TransitionConfig =>
  typeof value === 'object' && value !== null ? value : { target: value };

/** The same value with another one at the end of the path; where that is `undefined`, with nothing there. */
export function withAt(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  const { [key]: old, ...others } = value as Readonly<Record<string, unknown>>;
  const now = withAt(old, rest, change);
  if (now === undefined) return others;
  // The order of the keys is that of the document, and stays.
  return { ...(value as object), [key]: now };
}

/** The same list with another value in one place; where that is `undefined`, without it. */
export const withNth = (list: readonly unknown[], place: number, value: unknown): readonly unknown[] =>
  list.flatMap((old, n) => (n === place ? (value === undefined ? [] : [value]) : [old]));

/** What an action may look at and change: the slots of one state, each with a number in it. */
export interface View {
  get(slot: number): number;
  set(slot: number, number: number): void;
  /** One of so many alternatives, from 0. Every one will be taken, each in a run of its own. */
  choose(alternatives: number): number;
}

/**
 * Something that may happen in a state. It must depend on nothing but what it sees. What it returns is a number that
 * stands for what there is to say about it; `undefined` where it cannot happen.
 */
export type Action = (view: View) => number | undefined;

/** What has come of an action. */
export interface Effect {
  readonly said: number;
  /** Slots that have changed, each followed by its new number. */
  readonly writes: readonly number[];
  /** The alternatives that were taken. */
  readonly choices: readonly number[];
}

interface Look {
  readonly kind: 'look';
  readonly slot: number;
  readonly branches: Map<number, Node>;
}
interface Fork {
  readonly kind: 'fork';
  readonly branches: (Node | undefined)[];
}
interface End {
  readonly kind: 'end';
  readonly effect: Effect | undefined;
}
type Node = Look | Fork | End;

/** What an action has done, in order. */
type Trail = readonly (
  { readonly slot: number; readonly value: number } | { readonly of: number; readonly taken: number }
)[];

/**
 * An action that is run once for everything that it looks at. The slots that it reads, in the order of reading, are a
 * path in a tree; two states that agree on the path have the same outcome, whatever else they differ in.
 */
export class Footprints {
  #root: Node | undefined;
  /** How often the action itself was run. */
  runs = 0;

  constructor(private readonly action: Action) {}

  /** Everything that the action may come to in the state at `offset` of `states`. */
  each(states: Uint32Array, offset: number, take: (effect: Effect) => void): void {
    this.#root ??= this.#learn(states, offset, []);
    this.#visit(this.#root, states, offset, [], take);
  }

  #visit(
    from: Node,
    states: Uint32Array,
    offset: number,
    taken: readonly number[],
    take: (effect: Effect) => void,
  ): void {
    let node = from;
    while (node.kind === 'look') {
      const value = states[offset + node.slot] as number;
      let next = node.branches.get(value);
      if (!next) {
        this.#learn(states, offset, taken);
        next = node.branches.get(value);
      }
      node = next as Node;
    }
    if (node.kind === 'end') {
      if (node.effect) take(node.effect);
      return;
    }
    for (let n = 0; n < node.branches.length; n += 1) {
      const choices = [...taken, n];
      if (!node.branches[n]) this.#learn(states, offset, choices);
      this.#visit(node.branches[n] as Node, states, offset, choices, take);
    }
  }

  /** Runs the action and notes its path. */
  #learn(states: Uint32Array, offset: number, forced: readonly number[]): Node {
    this.runs += 1;
    const { trail, effect } = record(this.action, states, offset, forced);
    let node: Node = { kind: 'end', effect };
    const path: Node[] = [];
    let known = this.#root;
    for (const step of trail) {
      const parent: Node = known ?? nodeFor(step);
      path.push(parent);
      known = 'slot' in step ? (parent as Look).branches.get(step.value) : (parent as Fork).branches[step.taken];
    }
    for (let n = trail.length - 1; n >= 0; n -= 1) {
      const step = trail[n] as Trail[number];
      const parent = path[n] as Look | Fork;
      if ('slot' in step) (parent as Look).branches.set(step.value, node);
      else (parent as Fork).branches[step.taken] = node;
      node = parent;
    }
    return node;
  }
}

const nodeFor = (step: Trail[number]): Node =>
  'slot' in step
    ? { kind: 'look', slot: step.slot, branches: new Map() }
    : { kind: 'fork', branches: new Array<Node | undefined>(step.of).fill(undefined) };

function record(action: Action, states: Uint32Array, offset: number, forced: readonly number[]) {
  const trail: Trail[number][] = [];
  const values = new Map<number, number>();
  const written = new Set<number>();
  const choices: number[] = [];
  const said = action({
    get(slot) {
      const known = values.get(slot);
      if (known !== undefined) return known;
      const value = states[offset + slot] as number;
      values.set(slot, value);
      trail.push({ slot, value });
      return value;
    },
    set(slot, number) {
      values.set(slot, number);
      written.add(slot);
    },
    choose(of) {
      if (of < 2) return 0;
      const taken = forced[choices.length] ?? 0;
      choices.push(taken);
      trail.push({ of, taken });
      return taken;
    },
  });
  if (said === undefined) return { trail, effect: undefined };
  const writes = [...written].flatMap((slot) => [slot, values.get(slot) as number]);
  return { trail, effect: { said, writes, choices } };
}

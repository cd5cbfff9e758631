import fc from 'fast-check';
import { ActionSystem, search, unfold } from '../../src/explore/index.js';
import type { Action, View } from '../../src/explore/index.js';

/** An action as data, so that it can be made up: each instruction reads a slot or chooses, and then acts by what it got. */
interface Instruction {
  readonly kind: 'look' | 'choose' | 'write' | 'refuse';
  readonly slot: number;
  readonly number: number;
}

const slots = 4;
const values = 3;

const instruction: fc.Arbitrary<Instruction> = fc.record({
  kind: fc.constantFrom('look', 'look', 'write', 'write', 'choose', 'refuse'),
  slot: fc.nat({ max: slots - 1 }),
  number: fc.nat({ max: values - 1 }),
});

/** What has been seen decides what comes next. */
const actionOf =
  (program: readonly Instruction[]): Action =>
  (view) => {
    let seen = 0;
    for (const { kind, slot, number } of program) {
      if (kind === 'look') seen += view.get((slot + seen) % slots);
      else if (kind === 'choose') seen += view.choose(number);
      else if (kind === 'write') view.set((slot + seen) % slots, (number + seen) % values);
      else if (seen % values === number) return undefined;
    }
    return seen;
  };

/** All that an action may come to in a state, by running it plainly. */
function plainly(action: Action, state: readonly number[]): readonly (readonly [number, ...number[]])[] {
  const outcomes: [number, ...number[]][] = [];
  const open: number[][] = [[]];
  for (let choices = open.pop(); choices; choices = open.pop()) {
    const after = [...state];
    const taken: number[] = [];
    const view: View = {
      get: (slot) => after[slot]!,
      set: (slot, number) => (after[slot] = number),
      choose(of) {
        if (of < 2) return 0;
        const at = taken.length;
        if (at >= choices.length) for (let n = 1; n < of; n += 1) open.push([...taken, n]);
        taken.push(choices[at] ?? 0);
        return taken[at]!;
      },
    };
    const said = action(view);
    if (said !== undefined) outcomes.push([said, ...after]);
  }
  return outcomes;
}

const sorted = (vectors: readonly (readonly number[])[]): readonly string[] => vectors.map(String).sort();

const start = Array<number>(slots).fill(0);

test('an action that is run once for everything that it looks at does what it does when it is run each time', () => {
  fc.assert(
    fc.property(fc.array(fc.array(instruction, { maxLength: 8 }), { minLength: 1, maxLength: 3 }), (programs) => {
      const actions = programs.map(actionOf);
      const system = new ActionSystem(start, actions);
      const { graph, vectors } = unfold(system);
      const wordsOf = (state: number) => [...vectors.words.subarray(state * slots, (state + 1) * slots)];
      for (let state = 0; state < graph.states; state += 1) {
        const expected = actions.flatMap((action, n) => plainly(action, wordsOf(state)).map((end) => [n, ...end]));
        const steps = Array.from(graph.labels.subarray(graph.first[state], graph.first[state + 1]), (label, n) => {
          const { action, said } = system.deedOf(label);
          return [action, said, ...wordsOf(graph.targets[graph.first[state]! + n]!)];
        });
        expect(sorted(steps)).toEqual(sorted(expected));
      }
    }),
  );
});

test('what an action does not look at costs no run', () => {
  const count =
    (slot: number): Action =>
    (view) => {
      view.set(slot, (view.get(slot) + 1) % 10);
      return 0;
    };
  const system = new ActionSystem(start, [0, 1, 2, 3].map(count));
  expect(search(system).states).toBe(10_000);
  expect(system.runs).toBe(40);
  expect(system.labels).toBe(4);
});

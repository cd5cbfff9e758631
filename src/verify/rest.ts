import { lassoIn, lost, Ways } from '../explore/index.js';
import type { Unfolded } from '../explore/index.js';
import type { Universe } from './universe.js';

/** A way that shows what should not be: the labels of its steps. `round` is what can then go on for ever. */
export interface Showing {
  readonly path: readonly number[];
  readonly round?: readonly number[];
  /** What is wrong at its end, as a sentence. */
  readonly what: string;
}

/** Whether everything comes to its end. Each is a shortest showing to the contrary, if there is one. */
export interface Rest {
  /** From a state nothing leads to the end of everything. */
  readonly deadlock?: Showing;
  /** Nothing begins any more, what is under way has ended, and something is still there. */
  readonly leftover?: Showing;
  /** Nothing begins any more, and what is under way never ends. */
  readonly endless?: Showing;
}

/** Looks whether everything comes to its end, once the environment begins nothing more. */
export function restOf({ graph, vectors }: Unfolded, universe: Universe): Rest {
  const { system } = universe;
  const viewOf = (state: number) => ({ get: (slot: number) => vectors.words[state * vectors.width + slot] as number });
  const isQuiet = (state: number) => system.isQuiet(viewOf(state));
  const isEnding = (label: number) => universe.isFair(label) && universe.happeningOf(label).isEnding;
  const standing = (state: number) =>
    [...system.actorsIn(viewOf(state))]
      .filter(([name]) => name.endsWith(']'))
      .map(([name, { value }]) => `${name} is ${JSON.stringify(value).replace(/[{}"]/g, '')}`)
      .join(', ');
  const ways = new Ways(graph);
  const [stuck] = firstOf(ways, new Set(lost(graph, isQuiet)));
  const ends = (state: number) => {
    for (let at = graph.first[state] as number; at < (graph.first[state + 1] as number); at += 1) {
      if (isEnding(graph.labels[at] as number)) return false;
    }
    return true;
  };
  const left = ways.order.find((state) => !isQuiet(state) && ends(state));
  // What changes nothing can be asked for at any time, and holds nothing up.
  const lasso = lassoIn(graph, (label, from, to) => from !== to && isEnding(label));
  return {
    ...(stuck !== undefined && {
      deadlock: { path: ways.to(stuck), what: `from here nothing leads to an end of all: ${standing(stuck)}` },
    }),
    ...(left !== undefined && {
      leftover: { path: ways.to(left), what: `nothing more is under way, and yet: ${standing(left)}` },
    }),
    ...(lasso && {
      endless: { path: lasso.way, round: lasso.round, what: 'the last steps can be repeated for ever' },
    }),
  };
}

/** The first of some states on the shortest ways. */
function firstOf({ order }: Ways, states: ReadonlySet<number>): readonly number[] {
  const first = states.size === 0 ? undefined : order.find((state) => states.has(state));
  return first === undefined ? [] : [first];
}

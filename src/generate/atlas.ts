import type { ActorState } from '../../machines/judge.js';
import { restricted, unfold } from '../explore/index.js';
import type { Graph, GraphLimits, Unfolded } from '../explore/index.js';
import type { TraceRecord } from '../protocol/trace.js';
import { createModel } from '../system/index.js';
import type { EnvironmentEvent, Model, ModelOptions, ModelState, ModelStep } from '../system/index.js';

/** What happens on an edge, and what comes of it. */
export type AtlasStep = Omit<ModelStep, 'next'>;

/**
 * Every state of a closed system and every step between them, by numbers, with what they mean: what tests are chosen from.
 * Steps between the same two states that differ in what happens, or in how anybody answers, are edges of their own. Steps
 * on which somebody would have to answer the same question badly twice are left out: nobody can prepare them.
 */
export class Atlas {
  readonly graph: Graph;
  /** Nothing was left out. Otherwise of the states from `expanded` on no step is known. */
  readonly isComplete: boolean;
  readonly expanded: number;
  /** What crosses the boundary while the system is brought up. */
  readonly opening: readonly TraceRecord[];
  readonly #model: Model;
  readonly #vectors: Unfolded['vectors'];
  readonly #sources: Uint32Array;
  readonly #rests: boolean[] = [];
  readonly #steps: AtlasStep[] = [];

  constructor(options: ModelOptions, limits: GraphLimits = {}) {
    this.#model = createModel(options);
    const { graph, vectors, isComplete, expanded } = unfold(this.#model.transitions, limits);
    this.graph = restricted(graph, (label) => canBePrepared(this.#step(label)));
    this.isComplete = isComplete;
    this.expanded = expanded;
    this.#vectors = vectors;
    this.#sources = sourcesOf(this.graph);
    this.opening = this.#model.opening();
  }

  /** The state of a system that has been brought up and at which nothing has happened. */
  get initial(): number {
    return this.graph.initial[0] as number;
  }

  get states(): number {
    return this.graph.states;
  }

  get edges(): number {
    return this.graph.targets.length;
  }

  from(edge: number): number {
    return this.#sources[edge] as number;
  }

  to(edge: number): number {
    return this.graph.targets[edge] as number;
  }

  /** The edges that lead out of a state. */
  out(state: number): readonly number[] {
    const first = this.graph.first[state] as number;
    const count = (this.graph.first[state + 1] as number) - first;
    return Array.from({ length: count }, (_, n) => first + n);
  }

  /** What happens on an edge. Edges on which the same happens, with the same words, share it. */
  stepOf(edge: number): AtlasStep {
    return this.#step(this.graph.labels[edge] as number);
  }

  #step(label: number): AtlasStep {
    return (this.#steps[label] ??= this.#model.stepOf(label));
  }

  /** Every actor by its name: where its chart stands, and what it remembers. */
  actors(state: number): Readonly<Record<string, ActorState>> {
    return this.#model.actors(this.#stateOf(state));
  }

  /** Nothing is left of any VC: here a test may end, and the next may begin. */
  isAtRest(state: number): boolean {
    return (this.#rests[state] ??= this.#model.isQuiet(this.#stateOf(state)));
  }

  #stateOf(state: number): ModelState {
    const { words, width } = this.#vectors;
    return this.#model.stateAt(words.slice(state * width, (state + 1) * width));
  }
}

/** Whoever is asked the same twice in one step remembers one answer that was set in advance, not two. */
const canBePrepared = ({ answers }: AtlasStep): boolean =>
  new Set(answers.map((answer) => (answer.type === 'answer.next' ? `${answer.event} ${answer.on}` : answer.type)))
    .size === answers.length;

function sourcesOf({ states, first, targets }: Graph): Uint32Array {
  const sources = new Uint32Array(targets.length);
  for (let state = 0; state < states; state += 1) {
    sources.fill(state, first[state], first[state + 1]);
  }
  return sources;
}

/** What is decided on a step, as one string: steps with the same are the same decision. */
export const nameOfChoice = remembered(
  ({ event, sleeper, vc }: Pick<AtlasStep, 'event' | 'sleeper' | 'vc'>) =>
    `${vc} ${event ? JSON.stringify(event) : (sleeper ?? '')}`,
);

/** Answers as one string, to compare them by. */
export const nameOfAnswers = remembered((answers: readonly EnvironmentEvent[]) =>
  answers.map((answer) => JSON.stringify(answer)).join(' '),
);

/** Finds out a name once for each object: steps are many, and shared. */
function remembered<T extends object>(nameOf: (thing: T) => string): (thing: T) => string {
  const known = new WeakMap<T, string>();
  return (thing) => {
    const name = known.get(thing) ?? nameOf(thing);
    known.set(thing, name);
    return name;
  };
}

import { minimise, observe } from '../explore/index.js';
import type { Graph, Observation } from '../explore/index.js';
import type { Violation } from '../rules/index.js';
import { contractJudges } from '../trace/index.js';
import { OpenEars } from './ears.js';
import type { Ears, Words } from './ears.js';
import { inOrder, judgesNamed } from './groups.js';
import { Audience } from './listener.js';
import { primerOf } from './primer.js';
import { TandemEars } from './tandem.js';
import { withoutLists } from './unlisted.js';

/** What is to be heard: plain data, so that it can be sent to another thread. */
export interface Matter extends Omit<Words, 'recordsOf'> {
  readonly graph: Graph;
  /** For each label the number of what is said by its step. */
  readonly said: readonly number[];
  /** What is said, by its number. */
  readonly speeches: readonly (readonly Words['opening'][number][])[];
}

/** Who is to hear it, beside the contracts. */
export interface Hearing {
  readonly judges: readonly string[];
  /**
   * `whole`: everything. `primed`: everything, as if it were known who moves lists. `tandem`: the same, and it is seen
   * whether the contracts say the same without lists. `unlisted`: everything but lists. Only of the first every alarm is
   * found; of the others one is enough to know that there is any.
   */
  readonly how: 'whole' | 'primed' | 'tandem' | 'unlisted';
  /** Pairs of a state and a memory at most. */
  readonly maxPairs: number;
}

/** What has been heard. */
export interface Heard extends Omit<Observation, 'findings'> {
  /** For each alarm what is wrong, and a shortest way there. */
  readonly findings: readonly { readonly violations: readonly Violation[]; readonly path: readonly number[] }[];
}

/** Lets judges hear every way through a graph. */
export function hear(matter: Matter, { judges, how, maxPairs }: Hearing, isEnough: () => boolean): Heard {
  const { topology, opening, speeches, said } = matter;
  const words: Words = { topology, opening, recordsOf: (number) => speeches[number] ?? [] };
  const chosen = judgesNamed(judges);
  const saidOf = (label: number): number => said[label] ?? 0;
  const together = inOrder([...contractJudges, ...chosen]);
  if (how === 'whole') return listen(matter.graph, saidOf, new OpenEars(together, words), { maxPairs, isEnough });
  const limits = { maxPairs, isEnough, isFirstEnough: true };
  const primed = { ...words, opening: [...opening, ...primerOf(topology)] };
  if (how === 'primed') return listen(matter.graph, saidOf, new OpenEars(together, primed), limits);
  if (how === 'tandem') {
    const ears = new TandemEars(chosen, primed, speeches.length);
    const isOver = () => isEnough() || !ears.isFaithful;
    const heard = listen(matter.graph, saidOf, ears, { ...limits, isEnough: isOver });
    return { ...heard, isComplete: heard.isComplete && ears.isFaithful };
  }
  const { words: rest, restOf } = withoutLists(words, speeches.length);
  const restSaid = (label: number): number => restOf[saidOf(label)] ?? 0;
  const { graph } = minimise(matter.graph, restSaid);
  return listen(graph, restSaid, new OpenEars(together, rest), limits);
}

type Limits = NonNullable<Parameters<typeof observe>[3]>;

/** Nobody remembers more than this: characters that it takes to tell all memories. */
const mostRemembered = 400_000_000;

function listen(graph: Graph, saidOf: (label: number) => number, ears: Ears, limits: Limits): Heard {
  const audience = new Audience(ears);
  const isEnough = () => audience.characters > mostRemembered || (limits.isEnough?.() ?? false);
  const { findings, pairs, isComplete } = observe(graph, saidOf, audience, { ...limits, isEnough });
  return {
    findings: findings.map(({ alarm, path }) => ({ violations: audience.violationsOf(alarm), path })),
    pairs,
    isComplete,
  };
}
